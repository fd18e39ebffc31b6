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
import type { World } from "./world.ts";

/** What an actor asks the engine for, besides what it promised on the agenda. */
export type Effect =
  /** The response to a request is needed before the run can go on. */
  { readonly kind: "fetch"; readonly task: number; readonly attempt: number; readonly request: OriginRequest };

export interface Outcome {
  readonly world: World;
  readonly effects: readonly Effect[];
  readonly lines: readonly Line[];
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Collects one outcome. Lives for one step and is never shared: its world is a copy of its own until it is done. */
export class Draft {
  readonly world: World;
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
    this.patch({ lines: n + 1 });
    return n;
  }

  /** Promises `event` after `delay`; a zero delay still waits for what is promised for this instant. */
  promise(event: Event, delay: Duration, options: { idle?: boolean; cause?: number | null } = {}): void {
    const order = this.id();
    const entry: Promised = {
      at: later(this.world.at, delay), order, event,
      cause: options.cause === undefined ? this.cause : options.cause,
      idle: options.idle ?? false,
    };
    const { agenda } = this.world;
    let place = agenda.length;
    while (place > 0 && (agenda[place - 1] as Promised).at > entry.at) place--;
    this.patch({ agenda: agenda.toSpliced(place, 0, entry) });
  }

  /** Takes back every promised event that `unwanted` accepts. */
  withdraw(unwanted: (event: Event) => boolean): void {
    const { agenda } = this.world;
    const first = agenda.findIndex((entry) => unwanted(entry.event));
    if (first < 0) return;
    const second = agenda.findIndex((entry, index) => index > first && unwanted(entry.event));
    this.patch({ agenda: second < 0 ? agenda.toSpliced(first, 1) : agenda.filter((entry) => !unwanted(entry.event)) });
  }

  /** A number no other thing of this run has. */
  id(): number {
    const id = this.world.lastId + 1;
    (this.world as Mutable<World>).lastId = id;
    return id;
  }

  /** Answers the host call in progress. */
  answer(value: unknown = null): void {
    this.reply({ value: value as never });
  }

  /** Lets the host call in progress throw, as Swift would. */
  fail(error: ErrorData): void {
    this.reply({ error });
  }

  private reply(answer: Answer): void {
    assert(this.world.process.running !== null, "an answer needs a callback in progress");
    this.patch({ process: { ...this.world.process, input: { kind: "answer", answer } } });
  }

  patch(change: Partial<World>): void {
    Object.assign(this.world, change);
  }

  done(): Outcome {
    return { world: this.world, effects: this.effects, lines: this.lines };
  }
}
