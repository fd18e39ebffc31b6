/** What code waits for other code with: groups, locks, continuations. Nothing blocks here, as nothing may block there. */
import { tracked } from "./async.ts";
import { call } from "./host.ts";
import { needFunction, notEmulated, wrongValue } from "./errors.ts";
import { OperationQueue } from "./operations.ts";
import { DispatchQueue, type Block } from "./queues.ts";

/** A crash with the platform's own words. */
const trap = (message: string): Error => new Error(message);

const onto = (queue: unknown, block: Block): void => {
  if (queue instanceof OperationQueue) queue.addOperation(block);
  else (queue instanceof DispatchQueue ? queue : DispatchQueue.main).async(block);
};

export class DispatchGroup {
  #count = 0;
  #waiting: { queue: unknown; block: Block }[] = [];

  enter(): void {
    this.#count++;
  }

  leave(): void {
    if (this.#count === 0) throw trap("BUG IN CLIENT OF LIBDISPATCH: Unbalanced call to dispatch_group_leave()");
    this.#count--;
    this.#settle();
  }

  notify(options: { queue?: unknown; execute?: Block } | Block, block?: Block): void {
    const given = typeof options === "function" ? { queue: null, execute: options } : options;
    this.#waiting.push({ queue: given?.queue ?? null, block: needFunction(block ?? given?.execute, "DispatchGroup.notify") });
    this.#settle();
  }

  /** Passes at once when everything has left already. */
  wait(_options?: unknown): string {
    if (this.#count === 0) return "success";
    throw notEmulated("DispatchGroup.wait()", "It would block the queue that everything else runs on: use notify({ queue }, …).");
  }

  #settle(): void {
    if (this.#count > 0) return;
    for (const { queue, block } of this.#waiting.splice(0)) onto(queue, block);
  }
}

export class DispatchSemaphore {
  #value: number;

  constructor(options: { value: number } | number) {
    this.#value = Number(typeof options === "number" ? options : options?.value);
    if (!Number.isInteger(this.#value) || this.#value < 0) throw wrongValue("new DispatchSemaphore({ value })", "a number from 0", options);
  }

  signal(): number {
    this.#value++;
    return this.#value;
  }

  /** Passes while there is something to take; to wait would be to deadlock. */
  wait(_options?: unknown): string {
    if (this.#value === 0) throw notEmulated("DispatchSemaphore.wait() that has to wait", "It would block for ever: use a completion handler, or DispatchGroup.notify.");
    this.#value--;
    return "success";
  }
}

/** A lock of the one thread there is: what would deadlock there says so here. */
export class NSLock {
  #held = 0;
  name: string | null = null;
  protected readonly again: boolean = false;

  lock(): void {
    if (this.#held > 0 && !this.again) throw trap("Deadlock: the lock is held already, by the code that asks for it.");
    this.#held++;
  }

  unlock(): void {
    if (this.#held === 0) throw trap("The lock is unlocked without having been locked.");
    this.#held--;
  }

  try(): boolean {
    if (this.#held > 0 && !this.again) return false;
    this.#held++;
    return true;
  }

  withLock<T>(body: () => T): T {
    this.lock();
    try {
      return needFunction(body, "withLock")();
    } finally {
      this.unlock();
    }
  }
}

export class NSRecursiveLock extends NSLock {
  protected override readonly again = true;
}

interface Continuation<T> {
  resume(result?: { returning?: T; throwing?: unknown } | T): void;
}

function continuation<T>(body: (continuation: Continuation<T>) => unknown): Promise<T> {
  return tracked(new Promise((resolve, reject) => {
    let resumed = false;
    needFunction(body, "withCheckedContinuation")({
      resume(result) {
        if (resumed) throw trap("SWIFT TASK CONTINUATION MISUSE: withCheckedContinuation tried to resume its continuation more than once!");
        resumed = true;
        const given = result as { returning?: T; throwing?: unknown } | null | undefined;
        if (given !== null && typeof given === "object" && "throwing" in given) reject(given.throwing as Error);
        else resolve((given !== null && typeof given === "object" && "returning" in given ? given.returning : result) as T);
      },
    });
  }));
}

export const withCheckedContinuation = continuation;
export const withCheckedThrowingContinuation = continuation;

/** `os_log("…")`, as older code has it. */
export const os_log = (...values: unknown[]): void => {
  call({ name: "console", level: "log", text: values.map((value) => (typeof value === "string" ? value : String(value))).join(" ") });
};
