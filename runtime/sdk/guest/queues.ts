/** `DispatchQueue` and its times: code that runs later, in the same process, one block after another. */
import { call, Closures } from "./host.ts";
import { needFunction, wrongValue } from "./errors.ts";

export type Block = () => unknown;

const blocks = new Closures<Block>();

/** Runs a queued block. */
export const runBlock = (block: number): unknown => blocks.take(block)?.();

/** Milliseconds of delay. */
export function enqueue(name: string, block: Block, delay = 0): void {
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

  static readonly distantFuture = new DispatchTime(Number.POSITIVE_INFINITY);

  advanced(options: { by: number }): DispatchTime {
    return new DispatchTime(this.#at + Number(options?.by ?? options));
  }

  valueOf(): number {
    return this.#at;
  }
}

/** Lengths of time, in seconds: to be added to a moment. */
export const DispatchTimeInterval = { seconds: (count: number): number => count, milliseconds: (count: number): number => count / 1e3, microseconds: (count: number): number => count / 1e6, nanoseconds: (count: number): number => count / 1e9 };

/** A number this small is meant as seconds from now, not as a date. */
const RELATIVE = 1e8;

function delayUntil(deadline: unknown): number {
  const value = deadline instanceof Date ? deadline.getTime() / 1000 : Number(deadline);
  if (!Number.isFinite(value)) throw wrongValue("asyncAfter({ deadline })", "DispatchTime.now().advanced({ by: seconds })", deadline);
  return Math.max(0, Math.round(1000 * (value < RELATIVE ? value : value - Date.now() / 1000)));
}

export const QOS = { userInteractive: "userInteractive", userInitiated: "userInitiated", default: "default", utility: "utility", background: "background", unspecified: "unspecified" } as const;
export const DispatchQoS = { ...QOS, QoSClass: QOS };

/** Work that can be taken back until it begins. */
export class DispatchWorkItem {
  readonly #block: Block;
  #notified: { queue: DispatchQueue | null; block: Block }[] = [];
  #done = false;
  isCancelled = false;

  constructor(options: { block?: Block; qos?: unknown; flags?: unknown } | Block, block?: Block) {
    this.#block = blockOf(typeof options === "function" ? options : { execute: options?.block }, block, "DispatchWorkItem");
  }

  perform(): void {
    if (!this.isCancelled) this.#block();
    this.#done = true;
    for (const { queue, block } of this.#notified.splice(0)) (queue ?? DispatchQueue.main).async(block);
  }

  cancel(): void {
    this.isCancelled = true;
  }

  notify(options: { queue?: DispatchQueue; execute?: Block }, block?: Block): void {
    this.#notified.push({ queue: options?.queue ?? null, block: blockOf(options, block, "DispatchWorkItem.notify") });
    if (this.#done) for (const each of this.#notified.splice(0)) (each.queue ?? DispatchQueue.main).async(each.block);
  }
}

interface Options {
  readonly execute?: Block | DispatchWorkItem;
  readonly group?: { enter(): void; leave(): void };
  readonly qos?: unknown;
  readonly flags?: unknown;
}

export class DispatchQueue {
  readonly label: string;
  readonly qos: unknown;

  /** `attributes: .concurrent` is accepted: blocks of a concurrent queue may run one after another too, and here they do. */
  constructor(options: { label?: string; qos?: unknown; attributes?: unknown; target?: unknown } | string = "") {
    this.label = typeof options === "string" ? options : String(options?.label ?? "");
    this.qos = typeof options === "string" ? "unspecified" : (options?.qos ?? "unspecified");
  }

  static readonly main = new DispatchQueue("main");

  static global(options?: { qos?: unknown }): DispatchQueue {
    return new DispatchQueue({ label: "global", qos: options?.qos });
  }

  static concurrentPerform(options: { iterations: number; execute?: (index: number) => unknown }, block?: (index: number) => unknown): void {
    const run = needFunction(block ?? options?.execute, "DispatchQueue.concurrentPerform");
    for (let index = 0; index < options.iterations; index++) run(index);
  }

  async(options: Block | DispatchWorkItem | Options, block?: Block): void {
    const run = blockOf(options, block, "async");
    const group = typeof options === "function" || options instanceof DispatchWorkItem ? undefined : options?.group;
    group?.enter();
    enqueue(this.label, group ? () => { run(); group.leave(); } : run);
  }

  asyncAfter(options: Options & { deadline?: unknown; wallDeadline?: unknown }, block?: Block): void {
    enqueue(this.label, blockOf(options, block, "asyncAfter"), delayUntil(options?.deadline ?? options?.wallDeadline));
  }

  sync<T>(options: (() => T) | { flags?: unknown; execute?: () => T }, block?: () => T): T {
    return needFunction((block ?? (typeof options === "function" ? options : options?.execute)) as (() => T) | undefined, "sync")();
  }

  asyncAndWait<T>(block: () => T): T {
    return this.sync(block);
  }
}

function blockOf(options: unknown, block: Block | undefined, where: string): Block {
  const given: unknown = block ?? (typeof options === "function" || options instanceof DispatchWorkItem ? options : (options as Options | null)?.execute);
  if (given instanceof DispatchWorkItem) return () => given.perform();
  return needFunction(given as Block | undefined, where.startsWith("Dispatch") ? where : `DispatchQueue.${where}`);
}
