/**
 * One run at one moment, as a value, and what may be done with it. The ordinary run and the explorer are
 * both made of these operations: an ordinary run takes what comes first, the explorer takes each.
 */
import type { Instant } from "../base/time.ts";
import { needProcess } from "../device/process.ts";
import type { Event, Promised } from "../model/event.ts";
import type { LifeId, Output } from "../model/guest.ts";
import { recordingKey, type Recording, type Recordings } from "../model/origin.ts";
import { Draft, type Effect } from "../model/outcome.ts";
import type { Scenario } from "../model/scenario.ts";
import type { Line } from "../model/trace.ts";
import type { World } from "../model/world.ts";
import { scriptedAnswer, type Served } from "./server.ts";
import { startWorld } from "./start.ts";
import { step } from "./step.ts";
import { dueInterventions, startTriggers, type Entered, type TriggerState } from "./triggers.ts";

export interface RunState {
  readonly world: World;
  /** How often the script has answered. */
  readonly served: Served;
  /** What is known of the scenario's own interventions. */
  readonly triggers: TriggerState;
  /** Callbacks entered so far, by name and by title, when a trigger counts them. */
  readonly entered: Entered;
  /** Interventions that have found their moment; they come before anything else. */
  readonly soon: readonly Next[];
}

/** Something that may happen next. */
export interface Next {
  readonly event: Event;
  readonly cause: number | null;
  readonly at: Instant;
  /** The promise it keeps. */
  readonly promised: Promised | null;
}

export interface Taken {
  readonly state: RunState;
  readonly lines: readonly Line[];
  /** Requests that neither the script nor the recordings answer: the run can't go on without. */
  readonly open: readonly Effect[];
}

/** The host wants to place widgets; timed interventions are promised. */
export function startState(scenario: Scenario, world: World = startWorld(scenario)): RunState {
  const draft = new Draft(world, null, null);
  needProcess(draft, "provider", null);
  scenario.interventions.forEach(({ when, do: what, by, with: options }, index) => {
    if ("at" in when) draft.promise({ kind: "intervention", do: what, by, index, with: options ?? {}, suspendedSince: null }, when.at);
  });
  return { world: draft.done().world, served: {}, triggers: startTriggers(scenario.interventions), entered: {}, soon: [] };
}

/** What the guest did becomes an event. */
export function guestNext(world: World, life: LifeId, output: Output): Next {
  const event: Event =
    output.kind === "call" ? { kind: "guest-called", life, call: output.call, source: output.source }
    : output.kind === "returned" ? { kind: "guest-returned", life, value: output.value, jobs: output.jobs, memory: output.memory }
    : { kind: "guest-failed", life, failure: output.failure };
  return { event, cause: world.process.running?.line ?? world.process.cause, at: world.at, promised: null };
}

/** A promise is kept, at its time or later. */
export const promisedNext = (promised: Promised, at: Instant): Next => ({ event: promised.event, cause: promised.cause, at, promised });

/** What is promised next: of two for one instant, what was promised first. */
export function firstPromised({ agenda: [soonest], deadlines: [deadline] }: World): Promised | undefined {
  if (!soonest || !deadline) return soonest ?? deadline;
  return isBefore(deadline, soonest) ? deadline : soonest;
}

export const isBefore = (one: Promised, other: Promised): boolean => one.at < other.at || (one.at === other.at && one.order < other.order);

/** Nothing but what is merely scheduled is promised. */
export const isResting = ({ agenda }: World): boolean => agenda.every((entry) => entry.idle);

/** Lets `next` happen. Pure. */
export function take(scenario: Scenario, recordings: Recordings, state: RunState, next: Next): Taken {
  const { draft, lines } = step(state.world, next.event, next.cause, next.at, next.promised);
  promiseAfterSuspension(scenario, state.triggers, draft, lines);
  let { served } = state;
  const open: Effect[] = [];
  for (const effect of draft.effects) {
    const answered = answer(scenario, recordings, served, draft, effect);
    if (answered) served = answered;
    else open.push(effect);
  }
  const { world } = draft.done();
  const rest = next === state.soon[0] ? state.soon.slice(1) : state.soon;
  if (scenario.interventions.length === 0) return { state: { world, served, triggers: state.triggers, entered: state.entered, soon: rest }, lines, open };
  const entered = count(state.entered, lines);
  const { event } = next;
  const { state: triggers, due } = dueInterventions(scenario.interventions, state.triggers, { event, after: world, lines, entered });
  const soon = due.length === 0 ? rest : [...rest, ...due.flatMap((index) => intervention(scenario, world, index))];
  const fired = event.kind === "intervention" && lines.length > 0 ? triggers.map((each, index) => (index === event.index ? { ...each, fired: true } : each)) : triggers;
  return { state: { world, served, triggers: fired, entered, soon }, lines, open };
}

/** A response has come that the run had to wait for. */
export function supplied(scenario: Scenario, recording: Recording, state: RunState, effect: Effect): RunState {
  const draft = new Draft(state.world, null, null);
  const served = answer(scenario, { [recordingKey(effect.request)]: recording }, state.served, draft, effect);
  return { ...state, world: draft.done().world, served: served ?? state.served };
}

/** [S1] A scripted answer comes first, then what was recorded; `null` when there is neither. */
function answer(scenario: Scenario, recordings: Recordings, served: Served, draft: Draft, { task, attempt, request }: Effect): Served | null {
  const scripted = scriptedAnswer(scenario.server, request, served);
  const found = scripted.recording === "origin" ? recordings[recordingKey(request)] : scripted.recording;
  if (!found) return null;
  draft.promise({ kind: "transfer-answered", task, attempt, recording: scripted.finish(found) }, draft.world.device.latency, { cause: draft.world.lines - 1 });
  return scripted.served;
}

function intervention(scenario: Scenario, world: World, index: number): Next[] {
  const found = scenario.interventions[index];
  if (!found) return [];
  const event: Event = { kind: "intervention", do: found.do, by: found.by, index, with: found.with ?? {}, suspendedSince: null };
  return [{ event, cause: null, at: world.at, promised: null }];
}

function count(entered: Entered, lines: readonly Line[]): Entered {
  let next = entered;
  for (const line of lines) {
    if (line.kind !== "callback-begins") continue;
    for (const name of new Set([line.data.name, line.data.title])) next = { ...next, [name]: (next[name] ?? 0) + 1 };
  }
  return next;
}

function promiseAfterSuspension(scenario: Scenario, triggers: TriggerState, draft: Draft, lines: readonly Line[]): void {
  if (scenario.interventions.length === 0) return;
  for (const line of lines) {
    if (line.kind !== "process-suspended") continue;
    scenario.interventions.forEach(({ when, do: what, by, with: options }, index) => {
      if (!("suspendedFor" in when) || triggers[index]?.fired) return;
      draft.promise({ kind: "intervention", do: what, by, index, with: options ?? {}, suspendedSince: line.at }, when.suspendedFor, { cause: null });
    });
  }
}
