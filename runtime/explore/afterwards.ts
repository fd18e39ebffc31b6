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
import type { Scenario } from "../model/scenario.ts";
import type { Line } from "../model/trace.ts";
import type { World } from "../model/world.ts";
import { isGivenInput } from "./choices.ts";

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

export interface Watcher {
  /** Told each step, for a recording. */
  seen?(state: RunState, lines: readonly Line[]): void;
  /** Asked when every widget was asked once more, and downloads may have begun anew: whether what is shown and kept is good enough. */
  isEnough?(result: string): boolean;
}

/** Goes on from a state at rest. Returns what is shown and kept in the end, as text: equal for equal results. */
export function goOn(start: RunState, scenario: Scenario, recordings: Recordings, guest: (state: RunState) => Advance, { seen, isEnough }: Watcher = {}): string {
  let state = start;
  const due = new Set(start.world.host.instances.map(({ instance }) => instance));
  // What is due already may come too soon after a note that something was asked for; the date after it does not.
  const early = new Set(start.world.host.instances.flatMap(({ instance, reload }) => (reload?.reason === "reload" ? [instance] : [])));
  let asks = 0;
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
    // A request of the time after that nobody has answered: the result is as it stands.
    if (open.length > 0) break;
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
    if (due.size === 0 && lines.some(({ kind }) => kind === "timeline-accepted") && isEnough?.(resultOf(state.world))) break;
  }
  return resultOf(state.world);
}

const isKept = (line: Line): boolean => ((line.kind === "file-moved" || line.kind === "file-written") && line.data.scope === "group") || (line.kind === "defaults-set" && line.data.shared);

/** Some widget will still ask by itself. */
const mayAsk = ({ agenda }: World, due: ReadonlySet<number>): boolean => agenda.some(({ event }) => event.kind === "timeline-due" && due.has(event.instance));

/** What a person sees and the app can read, without what only tells when, and without the names of containers. */
export function resultOf({ disk, host }: World): string {
  // Nobody looks any more, and nobody asks for what was lost.
  if (host.instances.length === 0) return "no widget";
  const files = Object.entries(disk.files).filter(([, file]) => file.scope === "group").map(([path, file]) => [path, plain(file.content as Json)] as const);
  const defaults = Object.entries(disk.defaults).filter(([suite]) => suite !== "" && !suite.startsWith("own:"));
  const shown = host.instances.map(({ kind, family, shown: { what, entry } }) => [kind, family, what, entry && plain({ ...(entry as unknown as Record<string, Json>), date: null })] as const);
  return JSON.stringify({ files: sorted(files), defaults: sorted(defaults).map(([suite, values]) => [suite, notes(values)]), shown }).replace(CONTAINER, "·");
}

/** Numbers in the names of notes tell requests apart, and another run has others and more of them. */
function notes(values: Readonly<Record<string, Json>>): readonly string[] {
  return [...new Set(Object.entries(values).map(([key, value]) => JSON.stringify([key.replace(/\d+/g, "·"), plain(value)])))].sort();
}

const sorted = <T extends readonly [string, unknown]>(entries: readonly T[]): readonly T[] => [...entries].sort(([one], [other]) => (one < other ? -1 : 1));

const CONTAINER = /[0-9A-F]{8}-(?:[0-9A-F]{4}-){3}[0-9A-F]{12}/g;
const MOMENT = /\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?/g;

/** Moments become one: numbers of the size of milliseconds or seconds since 1970, and dates as ISO writes them. */
function plain(value: Json): Json {
  if (typeof value === "number") return value > 1e9 && value < 1e14 ? "·" : value;
  if (typeof value === "string") return value.replace(MOMENT, "·");
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) return value.map((each) => plain(each as Json));
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, plain(member as Json)]));
}
