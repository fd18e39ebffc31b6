/**
 * What a widget shows in the end. A run that has come to rest goes on as the system would, one thing after
 * the other and without further interventions, until every widget has been asked for a timeline once more,
 * and after the last thing that a delegate has kept, and all is quiet again; then what the app group holds and what is shown can be compared.
 */
import { EXPLORE_LIMITS } from "../base/limits.ts";
import { hours, later, type Instant } from "../base/time.ts";
import { guestNext, isBefore, promisedNext, take, type Next, type RunState } from "../engine/state.ts";
import type { Advance } from "../model/guest.ts";
import type { Json } from "../model/json.ts";
import type { Recordings } from "../model/origin.ts";
import type { Effect } from "../model/outcome.ts";
import type { Scenario } from "../model/scenario.ts";
import type { Line } from "../model/trace.ts";
import type { World } from "../model/world.ts";
import { isGivenInput } from "./choices.ts";
import { resultOf, shownIn } from "./result.ts";

/** The next event of a run that nobody disturbs; `null` when there is none. */
export function undisturbed(state: RunState, guest: (state: RunState) => Advance): Next | null {
  const { world } = state;
  const soon = state.soon[0];
  if (soon) return soon;
  if (isGivenInput(world)) {
    const { life, output } = guest(state);
    return guestNext(world, life, output);
  }
  // The network comes back in the end.
  if (!world.device.online) return outside("go-online", world.at);
  const soonest = world.agenda.find((promised) => !promised.idle) ?? world.agenda[0];
  const [deadline] = world.deadlines;
  const first = deadline && (!soonest || isBefore(deadline, soonest)) ? deadline : soonest;
  return first ? promisedNext(first, Math.max(world.at, first.at) as Instant) : null;
}

const outside = (what: "go-online" | "ask-for-timeline", at: Instant): Next =>
  ({ event: { kind: "intervention", do: what, by: "hand", index: -1, with: {}, suspendedSince: null }, cause: null, at, promised: null });

/** After that the home screen asks for what has no date: by then a note that something was just asked for is old, as it is when a date comes. */
const ONE_DAY = hours(24);
/** So often, where nothing comes of it: the scenario may have an intervention left. */
const ASKS = 3;
/** What fails so often does so each time. */
const FAILURES = 3;

export interface Watcher {
  /** Told each step, for a recording. */
  seen?(state: RunState, lines: readonly Line[]): void;
  /** Asked when every widget was asked once more, and downloads may have begun anew: whether what is shown and kept is good enough. */
  isEnough?(result: string): boolean;
}

/** Goes on from a state at rest. Returns what is shown and kept in the end, as text: equal for equal results; or the request that it can't go on without. */
export function goOn(start: RunState, scenario: Scenario, recordings: Recordings, guest: (state: RunState) => Advance, { seen, isEnough }: Watcher = {}): string | Effect {
  let state = start;
  const due = new Set(start.world.host.instances.map(({ instance }) => instance));
  // What is due already may come too soon after a note that something was asked for; the date after it does not.
  const early = new Set(start.world.host.instances.flatMap(({ instance, reload }) => (reload?.reason === "reload" ? [instance] : [])));
  let asks = 0;
  let failures = 0;
  for (let count = 0; count < EXPLORE_LIMITS.afterwards; count++) {
    const { world } = state;
    const isQuiet = world.agenda.every((promised) => promised.idle) && !isGivenInput(world) && state.soon.length === 0;
    const isOver = due.size === 0 || (asks === ASKS && !mayAsk(world, due));
    if (isQuiet && isOver && world.device.online) break;
    // What was suspended in the middle, and has no date to go on at, is asked by the home screen one day.
    const isStuck = isQuiet && asks < ASKS && world.device.online && !mayAsk(world, due);
    if (isStuck) asks++;
    const next = isStuck ? outside("ask-for-timeline", later(world.at, ONE_DAY)) : undisturbed(state, guest);
    if (!next) break;
    const { state: after, lines, open } = take(scenario, recordings, state, next);
    if (open[0]) return open[0];
    for (const line of lines) {
      if (line.kind === "timeline-accepted") {
        const { request, instance } = line.data;
        const isReload = world.host.requests.some((each) => each.request === request && each.reason === "reload");
        if (!(isReload && early.delete(instance))) due.delete(instance);
      }
      // What a delegate has kept is to be shown: every widget is asked after that.
      else if (isKept(line) && after.world.process.running?.callback.name === "delegate") for (const { instance } of after.world.host.instances) due.add(instance);
    }
    state = after;
    seen?.(state, lines);
    if (lines.some(({ kind }) => kind === "failure") && ++failures === FAILURES) break;
    if (due.size === 0 && lines.some(({ kind }) => kind === "timeline-accepted") && isEnough?.(resultOf(state.world))) break;
  }
  return resultOf(state.world);
}

const isKept = (line: Line): boolean => ((line.kind === "file-moved" || line.kind === "file-written") && line.data.scope === "group") || (line.kind === "defaults-set" && line.data.shared);

/** Some widget will still ask by itself. */
const mayAsk = ({ agenda }: World, due: ReadonlySet<number>): boolean => agenda.some(({ event }) => event.kind === "timeline-due" && due.has(event.instance));

/** What widgets show that are asked when the clock reads `clock`, before anything else comes of it. */
export function shownAt(clock: number, start: RunState, scenario: Scenario, recordings: Recordings, guest: (state: RunState) => Advance): Json {
  let state: RunState = { ...start, world: { ...start.world, clock } };
  const due = new Set(start.world.host.instances.map(({ instance }) => instance));
  let next: Next | null = outside("ask-for-timeline", state.world.at);
  for (let count = 0; next !== null && due.size > 0 && count < EXPLORE_LIMITS.afterwards; count++) {
    const { state: after, lines } = take(scenario, recordings, state, next);
    for (const line of lines) if (line.kind === "timeline-accepted") due.delete(line.data.instance);
    state = after;
    next = undisturbed(state, guest);
  }
  return shownIn(state.world.host);
}
