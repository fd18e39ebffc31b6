/**
 * Runs a world to its end. One loop takes, in this order: interventions that are due, what the guest
 * did, what the guest is owed, and the first event of the agenda. Two events at one instant happen in
 * the order they were promised.
 */
import { assert } from "../base/assert.ts";
import { RUN_LIMITS } from "../base/limits.ts";
import type { Guest, Input, LifeId } from "../model/guest.ts";
import type { Effect } from "../model/outcome.ts";
import { recordingKey, type OriginRequest, type Recording, type Recordings } from "../model/origin.ts";
import type { Ending, Recorded } from "../model/run.ts";
import type { Scenario } from "../model/scenario.ts";
import type { Line } from "../model/trace.ts";
import type { World } from "../model/world.ts";
import { firstPromised, guestNext, isResting, promisedNext, startState, supplied, take, type Next, type RunState } from "./state.ts";

/** Sentences told so far: each is told many times in a run and in the next, and a recording keeps it once. */
const SENTENCES = new Map<string, string>();
const MOST = 10_000;
/** Characters; longer ones are the learner's own, and rarely come again. */
const LONGEST = 200;

function once(sentence: string): string {
  if (sentence.length > LONGEST) return sentence;
  const known = SENTENCES.get(sentence);
  if (known !== undefined) return known;
  if (SENTENCES.size >= MOST) SENTENCES.clear();
  SENTENCES.set(sentence, sentence);
  return sentence;
}

/** What a run can't go on without: the response to this request. */
export interface Need {
  readonly request: OriginRequest;
}

export class Engine {
  readonly #limit: number;
  readonly #scenario: Scenario;
  readonly #guest: Guest;
  readonly #start: World;
  #state: RunState;
  readonly #worlds: World[] = [];
  readonly #lines: Line[] = [];
  /** Guest lives by their number in this run, so that recordings do not depend on what ran before. */
  readonly #lives: LifeId[] = [];
  #recordings: Recordings = {};
  #open: readonly Effect[] = [];
  #ended: Ending | null = null;

  /** `limit`: steps after which the run stops. */
  constructor(scenario: Scenario, guest: Guest, limit: number = RUN_LIMITS.steps) {
    this.#limit = limit;
    this.#scenario = scenario;
    this.#guest = guest;
    this.#state = startState(scenario);
    this.#start = this.#state.world;
  }

  /** Runs until the end, or until a response is needed that `supply` has to bring. */
  advance(): Need | null {
    while (this.#ended === null && this.#open.length === 0) {
      let entry = this.#untilGuest();
      while (entry) {
        const { life, input } = entry;
        entry = null;
        this.#guest.advance(life, input, (advance) => {
          const number = this.#lives.push(advance.life) - 1;
          this.#step(guestNext(this.#state.world, number, advance.output));
          const next = this.#untilGuest();
          if (next && next.life === advance.life) return next.input;
          entry = next;
          return null;
        });
      }
    }
    const [effect] = this.#open;
    return effect ? { request: effect.request } : null;
  }

  /** Brings the response that `advance` asked for. */
  supply(recording: Recording): void {
    const [effect, ...open] = this.#open;
    assert(effect !== undefined, "no response was asked for");
    this.#recordings = { ...this.#recordings, [recordingKey(effect.request)]: recording };
    this.#open = open;
    this.#state = supplied(this.#scenario, recording, this.#state, effect);
    if (this.#worlds.length > 0) this.#worlds[this.#worlds.length - 1] = this.#state.world;
  }

  cancel(): void {
    this.#ended ??= "cancelled";
    this.#open = [];
  }

  get recorded(): Recorded {
    assert(this.#ended !== null, "the run has not ended");
    const fired = this.#state.triggers.map((each) => each.fired);
    const applicable = this.#scenario.interventions.every((intervention, index) => intervention.optional || intervention.by === "hand" || fired[index]);
    return { start: this.#start, worlds: this.#worlds.slice(), lines: this.#lines.slice(), ended: this.#ended, fired, applicable };
  }

  /** Steps until the guest is to be given an input; `null` at the end or when a response is needed. */
  #untilGuest(): { life: LifeId; input: Input } | null {
    for (;;) {
      if (this.#ended !== null || this.#open.length > 0) return null;
      if (this.#worlds.length >= this.#limit) {
        this.#ended = "step-limit";
        return null;
      }
      const soon = this.#state.soon[0];
      if (soon) {
        this.#step(soon);
        continue;
      }
      const { process, guest } = this.#state.world;
      if (process.state === "running" && guest.input !== null) {
        const life = guest.life === null ? this.#guest.root : this.#lives[guest.life];
        assert(life !== undefined, "the world names a life of this run");
        return { life, input: guest.input };
      }
      const next = this.#nextPromised();
      if (!next) return null;
      this.#step(next);
    }
  }

  /** The first event of the agenda, or the end of the run. */
  #nextPromised(): Next | null {
    const { world } = this.#state;
    const first = firstPromised(world);
    if (!first || (!this.#scenario.continueAtRest && isResting(world))) {
      this.#ended = "quiescent";
      return null;
    }
    if (first.at > this.#scenario.until) {
      this.#ended = "until";
      return null;
    }
    return promisedNext(first, first.at);
  }

  #step(next: Next): void {
    const { state, lines, open } = take(this.#scenario, this.#recordings, this.#state, next);
    for (const line of lines) this.#lines.push({ ...line, text: once(line.text) });
    this.#state = state;
    this.#open = open;
    this.#worlds.push(state.world);
  }
}
