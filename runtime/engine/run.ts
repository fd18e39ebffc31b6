/**
 * Runs a world to its end. One loop takes, in this order: interventions that are due, what the guest
 * did, what the guest is owed, and the first event of the agenda. Two events at one instant happen in
 * the order they were promised.
 */
import { assert } from "../base/assert.ts";
import { RUN_LIMITS } from "../base/limits.ts";
import type { Instant } from "../base/time.ts";
import type { Event, Promised } from "../model/event.ts";
import type { Advance, Guest, Input, LifeId } from "../model/guest.ts";
import { Draft, type Effect } from "../model/outcome.ts";
import { recordingKey, type OriginRequest, type Recording, type Recordings } from "../model/origin.ts";
import type { Ending, Recorded, Step } from "../model/run.ts";
import type { Scenario } from "../model/scenario.ts";
import type { Line } from "../model/trace.ts";
import type { World } from "../model/world.ts";
import { needProcess } from "../device/process.ts";
import { scriptedAnswer, type Served } from "./server.ts";
import { startWorld } from "./start.ts";
import { step } from "./step.ts";
import { dueInterventions, startTriggers, type TriggerState } from "./triggers.ts";

/** What a run can't go on without: the response to this request. */
export interface Need {
  readonly request: OriginRequest;
}

interface Next {
  readonly event: Event;
  readonly cause: number | null;
  readonly at: Instant;
  /** The promise it keeps. */
  readonly promised: Promised | null;
}

export class Engine {
  readonly #limit: number;
  readonly #scenario: Scenario;
  readonly #guest: Guest;
  #world: World;
  #start: World;
  readonly #steps: Step[] = [];
  readonly #lines: Line[] = [];
  #triggers: TriggerState;
  readonly #entered = new Map<string, number>();
  /** Guest lives by their number in this run, so that recordings do not depend on what ran before. */
  readonly #lives: LifeId[] = [];
  readonly #soon: Next[] = [];
  #recordings: Recordings = {};
  readonly #served: Served = new Map();
  #waitsFor: { readonly need: Need; readonly effect: Effect } | null = null;
  #ended: Ending | null = null;

  /** `limit`: steps after which the run stops. */
  constructor(scenario: Scenario, guest: Guest, limit: number = RUN_LIMITS.steps) {
    this.#limit = limit;
    this.#scenario = scenario;
    this.#guest = guest;
    this.#triggers = startTriggers(scenario.interventions);
    this.#start = this.#world = this.#open(startWorld(scenario));
  }

  /** The host wants to place widgets; timed interventions are promised. */
  #open(world: World): World {
    const draft = new Draft(world, null, null);
    needProcess(draft, "provider", null);
    this.#scenario.interventions.forEach(({ when, do: what, by, with: options }, index) => {
      if ("at" in when) draft.promise({ kind: "intervention", do: what, by, index, with: options ?? {}, suspendedSince: null }, when.at);
    });
    return draft.done().world;
  }

  /** Runs until the end, or until a response is needed that `supply` has to bring. */
  advance(): Need | null {
    while (this.#ended === null && this.#waitsFor === null) {
      let entry = this.#untilGuest();
      while (entry) {
        const { life, input } = entry;
        entry = null;
        this.#guest.advance(life, input, (advance) => {
          this.#take(advance);
          const next = this.#untilGuest();
          if (next && next.life === advance.life) return next.input;
          entry = next;
          return null;
        });
      }
    }
    return this.#waitsFor?.need ?? null;
  }

  /** Brings the response that `advance` asked for. */
  supply(recording: Recording): void {
    assert(this.#waitsFor !== null, "no response was asked for");
    const { need, effect } = this.#waitsFor;
    this.#recordings = { ...this.#recordings, [recordingKey(need.request)]: recording };
    this.#waitsFor = null;
    this.#perform(effect);
  }

  cancel(): void {
    this.#ended ??= "cancelled";
    this.#waitsFor = null;
  }

  get recorded(): Recorded {
    assert(this.#ended !== null, "the run has not ended");
    const fired = this.#triggers.map((each) => each.fired);
    const applicable = this.#scenario.interventions.every((intervention, index) => intervention.optional || intervention.by === "hand" || fired[index]);
    return { start: this.#start, steps: this.#steps, lines: this.#lines, ended: this.#ended, fired, applicable };
  }

  /** Steps until the guest is to be given an input; `null` at the end or when a response is needed. */
  #untilGuest(): { life: LifeId; input: Input } | null {
    for (;;) {
      if (this.#ended !== null || this.#waitsFor !== null) return null;
      if (this.#steps.length >= this.#limit) {
        this.#ended = "step-limit";
        return null;
      }
      const soon = this.#soon.shift();
      if (soon) {
        this.#step(soon);
        continue;
      }
      const { process } = this.#world;
      if (process.state === "running" && process.input !== null) {
        const life = process.life === null ? this.#guest.root : this.#lives[process.life];
        assert(life !== undefined, "the world names a life of this run");
        return { life, input: process.input };
      }
      const next = this.#nextPromised();
      if (!next) return null;
      this.#step(next);
    }
  }

  /** The first event of the agenda, or the end of the run. */
  #nextPromised(): Next | null {
    const { agenda } = this.#world;
    const first = agenda[0];
    const resting = agenda.every((entry: Promised) => entry.idle);
    if (!first || (resting && !this.#scenario.continueAtRest)) {
      this.#ended = "quiescent";
      return null;
    }
    if (first.at > this.#scenario.until) {
      this.#ended = "until";
      return null;
    }
    return { event: first.event, cause: first.cause, at: first.at, promised: first };
  }

  #step({ event, cause, at, promised }: Next): void {
    const before = this.#world;
    const outcome = step(before, event, cause, at, promised);
    const from = this.#lines.length;
    this.#lines.push(...outcome.lines);
    this.#world = outcome.world;
    this.#steps.push({ event, world: outcome.world, from, to: this.#lines.length });
    for (const line of outcome.lines) this.#note(line);
    for (const effect of outcome.effects) this.#perform(effect);
    const { state, due } = dueInterventions(this.#scenario.interventions, this.#triggers, { event, before, after: this.#world, lines: outcome.lines, entered: this.#entered });
    this.#triggers = state;
    for (const index of due) this.#intervene(index, null);
    if (event.kind === "intervention") this.#triggers = this.#triggers.map((each, index) => (index === event.index && outcome.lines.length > 0 ? { ...each, fired: true } : each));
  }

  #intervene(index: number, suspendedSince: Instant | null): void {
    const intervention = this.#scenario.interventions[index];
    if (intervention) this.#soon.push({ event: { kind: "intervention", do: intervention.do, by: intervention.by, index, with: intervention.with ?? {}, suspendedSince }, cause: null, at: this.#world.at, promised: null });
  }

  #note(line: Line): void {
    if (line.kind === "callback-begins") {
      for (const name of new Set([line.data.name, line.data.title])) this.#entered.set(name, (this.#entered.get(name) ?? 0) + 1);
    }
    if (line.kind !== "process-suspended") return;
    this.#scenario.interventions.forEach(({ when, do: what, by, with: options }, index) => {
      if (!("suspendedFor" in when) || this.#triggers[index]?.fired) return;
      const draft = new Draft(this.#world, null, null);
      draft.promise({ kind: "intervention", do: what, by, index, with: options ?? {}, suspendedSince: line.at }, when.suspendedFor);
      this.#world = draft.done().world;
    });
  }

  /** What the guest did becomes the next step. */
  #take({ life, output }: Advance): void {
    const number = this.#lives.push(life) - 1;
    const cause = this.#world.process.running?.line ?? this.#world.process.cause;
    const event: Event =
      output.kind === "call" ? { kind: "guest-called", life: number, call: output.call, source: output.source }
      : output.kind === "returned" ? { kind: "guest-returned", life: number, value: output.value, jobs: output.jobs, memory: output.memory }
      : { kind: "guest-failed", life: number, failure: output.failure };
    this.#step({ event, cause, at: this.#world.at, promised: null });
  }

  /** [S1] A scripted answer comes first, then what was recorded; else the run waits for it. */
  #perform(effect: Effect): void {
    const scripted = scriptedAnswer(this.#scenario.server, effect.request, this.#served);
    const answer = scripted.recording === "origin" ? this.#recordings[recordingKey(effect.request)] : scripted.recording;
    if (!answer) {
      this.#waitsFor = { need: { request: effect.request }, effect };
      return;
    }
    scripted.count();
    const recording = scripted.finish(answer);
    const draft = new Draft(this.#world, this.#lines.length - 1, null);
    draft.promise({ kind: "transfer-answered", task: effect.task, attempt: effect.attempt, recording }, this.#world.device.latency);
    this.#world = draft.done().world;
  }
}

