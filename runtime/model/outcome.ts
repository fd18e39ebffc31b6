/**
 * What `step` returns, and a drafting table for it: actors are pure functions from a world and an
 * event to a world, lines and promises, and `Draft` lets their code read top to bottom.
 */
import { assert } from "../base/assert.ts";
import { later, type Duration, type Instant } from "../base/time.ts";
import type { Event, Promised } from "./event.ts";
import type { Answer, ErrorData } from "./host-call.ts";
import type { OriginRequest } from "./origin.ts";
import type { Position } from "./program.ts";
import type { Lane, Line, LineData, LineKind } from "./trace.ts";
import type { Counts, GuestPoint, Process, Task, World } from "./world.ts";

/** What an actor asks the engine for, besides what it promised on the agenda. */
export type Effect =
  /** The response to a request is needed before the run can go on. */
  { readonly kind: "fetch"; readonly task: number; readonly attempt: number; readonly request: OriginRequest };

export interface Outcome {
  readonly world: World;
  readonly effects: readonly Effect[];
  readonly lines: readonly Line[];
}

/** What most host calls are answered. */
const NOTHING: Answer = { value: null };

const FEW = 2;

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Behind what is promised for `at` already: a thousand promises are searched in ten looks. */
function placeFor(agenda: readonly Promised[], at: Instant): number {
  let low = 0;
  let high = agenda.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((agenda[middle] as Promised).at > at) high = middle;
    else low = middle + 1;
  }
  return low;
}

/**
 * Collects one outcome. Lives for one step and is never shared: its world is a copy of its own until it is
 * done, and so is each part that the step changes, from its first change on. So a step that changes the
 * process five times copies it once.
 */
export class Draft {
  readonly world: Mutable<World>;
  #process: World["process"] | null = null;
  #tasks: readonly Task[] | null = null;
  #agenda: readonly Promised[] | null = null;
  #promises = 0;
  #counts: Counts | null = null;
  readonly effects: Effect[] = [];
  readonly lines: Line[] = [];
  /** The line that caused this step, and the learner's source when the guest did. */
  readonly cause: number | null;
  readonly source: Position | null;

  constructor(world: World, cause: number | null, source: Position | null) {
    this.world = { ...world };
    this.cause = cause;
    this.source = source;
  }

  get at(): Instant {
    return this.world.at;
  }

  /** Writes a trace line; returns its number. `cause` and `source` default to those of the step. */
  say<K extends LineKind>(lane: Lane, kind: K, text: string, data: LineData[K], options: { cause?: number | null; source?: Position | null } = {}): number {
    const n = this.world.lines;
    const line = {
      n, at: this.world.at, lane, kind, text,
      cause: options.cause === undefined ? this.cause : options.cause,
      source: options.source === undefined ? this.source : options.source,
      step: this.world.step, data,
    } as unknown as Line;
    this.lines.push(line);
    this.world.lines = n + 1;
    return n;
  }

  /** Promises `event` after `delay`; a zero delay still waits for what is promised for this instant. */
  promise(event: Event, delay: Duration, options: { idle?: boolean; dated?: boolean; cause?: number | null } = {}): void {
    const entry = this.#entry(event, delay, options);
    const { agenda } = this.world;
    const place = placeFor(agenda, entry.at);
    // Few steps promise more than twice: the list gets the length it needs, and not the room to grow that splice() leaves.
    if (this.#promises++ < FEW) this.#agenda = this.world.agenda = agenda.toSpliced(place, 0, entry);
    else this.#ownAgenda().splice(place, 0, entry);
  }

  /** Promises that the transfer expires after `delay`, if it has not ended by then. */
  promiseDeadline(task: number, delay: Duration, cause: number): void {
    const entry = this.#entry({ kind: "transfer-expires", task }, delay, { idle: true, cause });
    const { deadlines } = this.world;
    this.world.deadlines = deadlines.toSpliced(placeFor(deadlines, entry.at), 0, entry);
  }

  #entry(event: Event, delay: Duration, { cause = this.cause, idle = false, dated = false }: { idle?: boolean; dated?: boolean; cause?: number | null }): Promised {
    return { at: later(this.world.at, delay), order: ++this.world.serial, event, cause, idle, dated };
  }

  /** Takes back the deadline of a transfer, if it has one. */
  withdrawDeadline(task: number): void {
    const { deadlines } = this.world;
    for (let index = 0; index < deadlines.length; index++) {
      const { event } = deadlines[index] as Promised;
      if (event.kind !== "transfer-expires" || event.task !== task) continue;
      this.world.deadlines = deadlines.toSpliced(index, 1);
      return;
    }
  }

  /** Takes back all that is promised of a transfer. */
  withdrawTransfer(task: number): void {
    this.withdraw((event) => "task" in event && event.task === task);
    this.withdrawDeadline(task);
  }

  /** Takes back every promised event that `unwanted` accepts. */
  withdraw(unwanted: (event: Event) => boolean): void {
    const { agenda } = this.world;
    for (let index = agenda.length - 1; index >= 0; index--) {
      if (unwanted((agenda[index] as Promised).event)) this.#ownAgenda().splice(index, 1);
    }
  }

  /** The promise is being kept: it leaves the agenda. */
  take(promised: Promised): void {
    if (promised.event.kind === "transfer-expires") return this.withdrawDeadline(promised.event.task);
    const agenda = this.#ownAgenda();
    const place = agenda.indexOf(promised);
    assert(place >= 0, "what happens was promised");
    if (place === 0) agenda.shift();
    else agenda.splice(place, 1);
  }

  #ownAgenda(): Promised[] {
    if (this.world.agenda !== this.#agenda) this.#agenda = this.world.agenda = this.world.agenda.slice();
    return this.#agenda as Promised[];
  }

  /**
   * A number that no other thing of this kind has in this run. Kinds count apart, so that what learner code
   * is told does not depend on what else has happened meanwhile.
   */
  id(kind: keyof Counts | "serial"): number {
    if (kind === "serial") return ++this.world.serial;
    if (this.world.counts !== this.#counts) this.#counts = this.world.counts = { ...this.world.counts };
    return ++(this.#counts as Mutable<Counts>)[kind];
  }

  /** Answers the host call in progress. */
  answer(value: unknown = null): void {
    this.reply(value === null ? NOTHING : { value: value as never });
  }

  /** Lets the host call in progress throw, as Swift would. */
  fail(error: ErrorData): void {
    this.reply({ error });
  }

  private reply(answer: Answer): void {
    const { running } = this.world.process;
    assert(running !== null, "an answer needs a callback in progress");
    this.patchGuest({ input: { kind: "answer", now: running.now, answer } });
  }

  patchProcess(change: Partial<Process>): void {
    if (this.world.process !== this.#process) this.#process = this.world.process = { ...this.world.process };
    Object.assign(this.#process as Process, change);
  }

  patchGuest(change: Partial<GuestPoint>): void {
    this.world.guest = { ...this.world.guest, ...change };
  }

  /** Puts `task` in the place of the one at `index`. */
  putTask(index: number, task: Task): void {
    const { loader } = this.world;
    if (loader.tasks !== this.#tasks) {
      this.#tasks = loader.tasks.slice();
      this.world.loader = { ...loader, tasks: this.#tasks };
    }
    (this.#tasks as Task[])[index] = task;
  }

  patch(change: Partial<World>): void {
    Object.assign(this.world, change);
  }

  done(): Outcome {
    if (this.#promises > FEW) this.world.agenda = this.world.agenda.slice();
    return { world: this.world, effects: this.effects, lines: this.lines };
  }
}
