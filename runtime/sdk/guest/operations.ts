/** `OperationQueue` and its operations: at most so many at a time, each after what it depends on. */
import { needFunction, notEmulated, wrongValue } from "./errors.ts";
import { DispatchQueue, enqueue, type Block } from "./queues.ts";

const PRIORITIES = ["veryLow", "low", "normal", "high", "veryHigh"];
const rank = (priority: unknown): number => PRIORITIES.indexOf(String(priority).replace(/^\./, ""));

/** A piece of work. A subclass overrides `main()`; an asynchronous one `start()` and `isFinished`, and says `didChangeValue({ forKey: "isFinished" })`. */
export class Operation {
  static readonly QueuePriority = { veryLow: "veryLow", low: "low", normal: "normal", high: "high", veryHigh: "veryHigh" } as const;

  name: string | null = null;
  completionBlock: Block | null = null;
  queuePriority: unknown = "normal";
  qualityOfService: unknown = null;
  readonly dependencies: Operation[] = [];
  #state: "ready" | "executing" | "finished" = "ready";
  #cancelled = false;
  #told = false;
  #queued = false;
  #after: (() => void)[] = [];

  get isReady(): boolean {
    return this.dependencies.every((each) => each.isFinished);
  }

  get isExecuting(): boolean {
    return this.#state === "executing";
  }

  get isFinished(): boolean {
    return this.#state === "finished";
  }

  get isCancelled(): boolean {
    return this.#cancelled;
  }

  get isAsynchronous(): boolean {
    return false;
  }

  main(): void {}

  start(): void {
    if (!this.isCancelled) {
      this.#state = "executing";
      this.main();
    }
    this.#state = "finished";
    Operation.settle(this);
  }

  cancel(): void {
    this.#cancelled = true;
  }

  addDependency(operation: Operation): void {
    if (!(operation instanceof Operation)) throw wrongValue("addDependency", "an operation", operation);
    this.dependencies.push(operation);
  }

  removeDependency(operation: Operation): void {
    const index = this.dependencies.indexOf(operation);
    if (index >= 0) this.dependencies.splice(index, 1);
  }

  willChangeValue(_options: unknown): void {}

  didChangeValue(_options: unknown): void {
    Operation.settle(this);
  }

  waitUntilFinished(): void {
    if (!this.isFinished) throw notEmulated("Operation.waitUntilFinished()", "It would block the queue that everything else runs on: use completionBlock, or a dependency.");
  }

  /** Tells once that it has ended. */
  static settle(operation: Operation): void {
    if (operation.#told || !operation.isFinished) return;
    operation.#told = true;
    operation.completionBlock?.();
    for (const next of operation.#after.splice(0)) next();
  }

  static after(operation: Operation, then: () => void): void {
    if (operation.#told) then();
    else operation.#after.push(then);
  }

  /** An operation is for one queue, once. */
  static claim(operation: Operation): void {
    if (operation.#queued || operation.isFinished) throw new Error("NSInvalidArgumentException: the operation is finished or enqueued already, and cannot be enqueued again");
    operation.#queued = true;
  }
}

export class BlockOperation extends Operation {
  readonly executionBlocks: Block[] = [];

  constructor(options?: { block: Block } | Block) {
    super();
    if (options !== undefined) this.addExecutionBlock((typeof options === "function" ? options : options?.block) as Block);
  }

  addExecutionBlock(block: Block): void {
    this.executionBlocks.push(needFunction(block, "BlockOperation({ block })"));
  }

  override main(): void {
    for (const block of this.executionBlocks) block();
  }
}

const ownName = Symbol("name");

export class OperationQueue {
  static readonly defaultMaxConcurrentOperationCount = -1;

  maxConcurrentOperationCount = -1;
  qualityOfService: unknown = null;
  underlyingQueue: unknown = null;
  name: string | null = null;
  #waiting: Operation[] = [];
  #running = new Set<Operation>();
  #awaited = new Set<Operation>();
  #barrier: Operation | null = null;
  #suspended = false;

  static readonly main = new OperationQueue();

  get [ownName](): string {
    if (this === OperationQueue.main) return "main";
    return this.name ?? (this.underlyingQueue instanceof DispatchQueue ? this.underlyingQueue.label : "operations");
  }

  get operations(): Operation[] {
    return [...this.#running, ...this.#waiting];
  }

  get operationCount(): number {
    return this.operations.length;
  }

  get isSuspended(): boolean {
    return this.#suspended;
  }

  set isSuspended(suspended: boolean) {
    this.#suspended = suspended;
    this.#pump();
  }

  addOperation(work: Block | Operation): void {
    const operation = typeof work === "function" ? new BlockOperation(work as Block) : work;
    if (!(operation instanceof Operation)) throw wrongValue("addOperation", "a closure or an operation", work);
    Operation.claim(operation);
    if (this.#barrier && !this.#barrier.isFinished) operation.addDependency(this.#barrier);
    this.#waiting.push(operation);
    this.#pump();
  }

  addOperations(operations: readonly Operation[], options?: { waitUntilFinished?: boolean }): void {
    for (const operation of operations) this.addOperation(operation);
    if (options?.waitUntilFinished) this.waitUntilAllOperationsAreFinished();
  }

  /** Runs when everything added before has ended, and before anything that is added later. */
  addBarrierBlock(block: Block): void {
    const barrier = new BlockOperation(block);
    for (const each of this.operations) barrier.addDependency(each);
    this.addOperation(barrier);
    this.#barrier = barrier;
  }

  cancelAllOperations(): void {
    for (const operation of this.operations) operation.cancel();
  }

  waitUntilAllOperationsAreFinished(): void {
    if (this.operationCount > 0) throw notEmulated("waitUntilAllOperationsAreFinished()", "It would block the queue that everything else runs on: use an operation's completionBlock, or addBarrierBlock.");
  }

  #pump(): void {
    const limit = this.maxConcurrentOperationCount < 0 ? Number.POSITIVE_INFINITY : this.maxConcurrentOperationCount;
    while (!this.#suspended && this.#running.size < limit) {
      const next = this.#next();
      if (!next) break;
      this.#waiting.splice(this.#waiting.indexOf(next), 1);
      this.#running.add(next);
      Operation.after(next, () => {
        this.#running.delete(next);
        this.#pump();
      });
      enqueue(this[ownName], () => {
        next.start();
        Operation.settle(next);
      });
    }
  }

  #next(): Operation | undefined {
    const ready = this.#waiting.filter((each) => each.isReady);
    for (const each of this.#waiting) for (const other of each.dependencies) this.#await(other);
    return ready.reduce<Operation | undefined>((best, each) => (best === undefined || rank(each.queuePriority) > rank(best.queuePriority) ? each : best), undefined);
  }

  /** Looks again when what others wait for has ended, in whatever queue. */
  #await(operation: Operation): void {
    if (operation.isFinished || this.#awaited.has(operation)) return;
    this.#awaited.add(operation);
    Operation.after(operation, () => {
      this.#awaited.delete(operation);
      this.#pump();
    });
  }
}
