/** `DispatchQueue`, `OperationQueue`, `Task`: code that runs later, in the same process. */
import { call, Closures } from "./host.ts";
import { needFunction, notEmulated, wrongValue } from "./errors.ts";

type Block = () => unknown;

const blocks = new Closures<Block>();

/** Runs a queued block. */
export const runBlock = (block: number): unknown => blocks.take(block)?.();

function queue(name: string, block: Block, delay: number): void {
  call({ name: "dispatch", queue: name, block: blocks.keep(block), delay });
}

/** A moment of the device's clock, in seconds; adding a number adds seconds, as in Swift. */
export class DispatchTime {
  readonly #at: number;

  private constructor(at: number) {
    this.#at = at;
  }

  static now(): DispatchTime {
    return new DispatchTime(Date.now() / 1000);
  }

  advanced(options: { by: number }): DispatchTime {
    return new DispatchTime(this.#at + Number(options?.by ?? options));
  }

  valueOf(): number {
    return this.#at;
  }
}

/** A number this small is meant as seconds from now, not as a date. */
const RELATIVE = 1e8;

function delayUntil(deadline: unknown): number {
  const value = deadline instanceof Date ? deadline.getTime() / 1000 : Number(deadline);
  if (!Number.isFinite(value)) throw wrongValue("asyncAfter({ deadline })", "DispatchTime.now().advanced({ by: seconds })", deadline);
  return Math.max(0, Math.round(1000 * (value < RELATIVE ? value : value - Date.now() / 1000)));
}

export class DispatchQueue {
  readonly label: string;

  constructor(options: { label?: string } | string = "") {
    this.label = typeof options === "string" ? options : String(options?.label ?? "");
  }

  static readonly main = new DispatchQueue("main");

  static global(_options?: unknown): DispatchQueue {
    return new DispatchQueue("global");
  }

  async(options: Block | { execute: Block }, block?: Block): void {
    queue(this.label, blockOf(options, block, "async"), 0);
  }

  asyncAfter(options: { deadline: unknown; execute?: Block }, block?: Block): void {
    queue(this.label, blockOf(options, block, "asyncAfter"), delayUntil(options?.deadline));
  }

  sync<T>(block: () => T): T {
    return needFunction(block, "sync")();
  }
}

function blockOf(options: unknown, block: Block | undefined, where: string): Block {
  if (typeof options === "function") return options as Block;
  return needFunction(block ?? (options as { execute?: Block } | null)?.execute, `DispatchQueue.${where}`);
}

/** Operations are made in another file, which needs the queues. */
let enqueueOperation = (work: unknown, _add: (block: Block) => void): void => {
  throw wrongValue("addOperation", "a closure or an operation", work);
};
export function operationsBy(enqueue: typeof enqueueOperation): void {
  enqueueOperation = enqueue;
}

export class OperationQueue {
  maxConcurrentOperationCount = -1;
  qualityOfService: unknown = null;
  underlyingQueue: unknown = null;
  name: string | null = null;

  static readonly main = new OperationQueue();

  addOperation(work: Block | object): void {
    const add = (block: Block): void => queue(this === OperationQueue.main ? "main" : (this.name ?? "operations"), block, 0);
    if (typeof work === "function") add(work as Block);
    else enqueueOperation(work, add);
  }

  addOperations(operations: readonly object[], _options?: unknown): void {
    for (const operation of operations) this.addOperation(operation);
  }

  /** Everything runs one after another here, so what is added last runs last. */
  addBarrierBlock(block: Block): void {
    this.addOperation(needFunction(block, "addBarrierBlock"));
  }

  waitUntilAllOperationsAreFinished(): never {
    throw notEmulated("waitUntilAllOperationsAreFinished()", "It would block the queue that everything else runs on: use an operation's completionBlock.");
  }
}

/** Swift's `Task { … }`: `Task(async () => { … })`, with or without `new`. */
export const Task = Object.assign(
  function Task(...values: unknown[]): { value: Promise<unknown>; cancel(): void } {
    const work = needFunction(values.find((value) => typeof value === "function") as (() => unknown) | undefined, "Task");
    const handle = { isCancelled: false, cancel: () => { handle.isCancelled = true; }, value: Promise.resolve(null as unknown) };
    handle.value = Promise.resolve().then(() => work());
    return handle;
  },
  {
    sleep: (options: { nanoseconds?: number; for?: number; seconds?: number } | number): Promise<void> => {
      const seconds = typeof options === "number" ? options / 1e9 : options?.nanoseconds !== undefined ? options.nanoseconds / 1e9 : Number(options?.for ?? options?.seconds ?? 0);
      return new Promise((resolve) => queue("task", resolve as Block, Math.max(0, Math.round(seconds * 1000))));
    },
    detached: (work: () => unknown) => Task(work),
    yield: (): Promise<void> => Promise.resolve(),
  },
);
