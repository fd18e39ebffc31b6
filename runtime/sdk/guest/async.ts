/** Swift's `Task`: asynchronous work that can be cancelled, and asked whether it is. */
import { needFunction } from "./errors.ts";
import { enqueue } from "./queues.ts";

export class CancellationError extends Error {
  constructor() {
    super("The operation couldn’t be completed. (Swift.CancellationError error 1.)");
    this.name = "CancellationError";
  }
}

/** Whose code runs now, where that can be told: from a task's start, and on after each wait for something of the SDK's. */
let current: TaskHandle | null = null;

/** The system calls: that is no task's code. */
export const leaveTask = (): void => {
  current = null;
};

class TaskHandle {
  readonly priority: unknown;
  readonly #value: Promise<unknown>;
  #cancelled = false;
  #stops: (() => void)[] = [];

  constructor(work: () => unknown, priority: unknown) {
    this.priority = priority;
    this.#value = Promise.resolve().then(() => {
      current = this;
      return work();
    });
  }

  /** The promise of the result; `await task.value`. */
  get value(): Promise<unknown> {
    return current === null ? this.#value : tracked(this.#value.then((value) => value));
  }

  get isCancelled(): boolean {
    return this.#cancelled;
  }

  /** The result as a value that never throws: `success` or `failure`. */
  get result(): Promise<unknown> {
    return tracked(this.#value.then((success) => ({ success, failure: null, get: () => success }), (failure: unknown) => ({ success: null, failure, get: () => { throw failure; } })));
  }

  /** Only a wish: work goes on until it waits for something that heeds it, or asks. */
  cancel(): void {
    if (this.#cancelled) return;
    this.#cancelled = true;
    // What it throws from now on is the caller's own wish, and no rejection that was forgotten.
    this.#value.catch(() => {});
    for (const stop of this.#stops.splice(0)) stop();
  }

  static onCancel(task: TaskHandle | null, stop: () => void): void {
    if (task?.isCancelled) stop();
    else if (task) task.#stops.push(stop);
  }
}

/** What is done when the task whose code runs now is cancelled. */
export const onCancel = (stop: () => void): void => TaskHandle.onCancel(current, stop);

/** A promise after which the code that waits for it is known to be its task's again. Outside a task it is left alone. */
export function tracked<T>(promise: Promise<T>): Promise<T> {
  const task = current;
  if (task === null) return promise;
  const then = promise.then.bind(promise) as (fulfilled: (value: T) => unknown, rejected: (error: unknown) => unknown) => Promise<unknown>;
  // A job of its own, right before the one that goes on with the waiting code.
  const back = (): void => void Promise.resolve().then(() => { current = task; });
  return Object.defineProperties(promise, {
    // So that `await` calls `then` instead of looking inside.
    constructor: { value: undefined },
    then: {
      value: (fulfilled?: (value: T) => unknown, rejected?: (error: unknown) => unknown) => then(
        (value) => { back(); return fulfilled ? fulfilled(value) : value; },
        (error) => { back(); if (rejected) return rejected(error); throw error; },
      ),
    },
  });
}

interface Length {
  readonly nanoseconds?: number;
  readonly for?: number;
  readonly seconds?: number;
}

/** Lengths of time, in seconds. */
export const Duration = { seconds: (count: number): number => count, milliseconds: (count: number): number => count / 1e3, microseconds: (count: number): number => count / 1e6, nanoseconds: (count: number): number => count / 1e9 };

function sleep(options: Length | number): Promise<void> {
  const seconds = typeof options === "number" ? options / 1e9 : options?.nanoseconds !== undefined ? options.nanoseconds / 1e9 : Number(options?.for ?? options?.seconds ?? 0);
  return tracked(new Promise<void>((resolve, reject) => {
    onCancel(() => reject(new CancellationError()));
    if (!current?.isCancelled) enqueue("task", resolve as () => unknown, Math.max(0, Math.round(seconds * 1000)));
  }));
}

const begin = (values: readonly unknown[]): TaskHandle => {
  const work = needFunction(values.find((value) => typeof value === "function") as (() => unknown) | undefined, "Task");
  const options = values.find((value) => value !== null && typeof value === "object") as { priority?: unknown } | undefined;
  return new TaskHandle(work, options?.priority ?? "medium");
};

const TaskFunction = function Task(...values: unknown[]): TaskHandle {
  return begin(values);
};

/** Swift's `Task { … }`: `Task(async () => { … })`, with or without `new`. */
export const Task = Object.defineProperty(Object.assign(TaskFunction, {
  sleep,
  detached: (...values: unknown[]): TaskHandle => begin(values),
  yield: (): Promise<void> => tracked(Promise.resolve()),
  checkCancellation(): void {
    if (current?.isCancelled) throw new CancellationError();
  },
}), "isCancelled", { get: () => current?.isCancelled ?? false });

export function withTaskCancellationHandler(options: { operation?: () => unknown; onCancel?: () => void } | (() => unknown), more?: { onCancel?: () => void }): unknown {
  const operation = needFunction(typeof options === "function" ? options : options?.operation, "withTaskCancellationHandler({ operation, onCancel })");
  onCancel(needFunction(typeof options === "function" ? more?.onCancel : options.onCancel, "withTaskCancellationHandler({ onCancel })"));
  return operation();
}

/** Everything runs on one thread here. */
export const MainActor = { run: async (body: () => unknown): Promise<unknown> => needFunction(body, "MainActor.run")() };
