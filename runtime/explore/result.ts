/**
 * What a person sees and the app can read in the end, as text: equal for equal results. What only tells when
 * is left out, and so is what code keeps count of: another run takes place at another time, and has asked
 * and lived more or less often.
 */
import type { Json } from "../model/json.ts";
import type { World } from "../model/world.ts";

export interface Result {
  readonly files: readonly (readonly [path: string, content: Json])[];
  readonly defaults: readonly (readonly [suite: string, notes: readonly string[]])[];
  readonly shown: Json;
}

export function resultOf({ disk, host }: World): string {
  // Nobody looks any more, and nobody asks for what was lost.
  if (host.instances.length === 0) return "no widget";
  const files = Object.entries(disk.files).filter(([, file]) => file.scope === "group").map(([path, file]) => [path, plain(file.content as Json)] as const);
  const defaults = Object.entries(disk.defaults).filter(([suite]) => suite !== "" && !suite.startsWith("own:"));
  return JSON.stringify({ files: sorted(files), defaults: sorted(defaults).map(([suite, values]) => [suite, notes(values)] as const), shown: shownIn(host) } satisfies Result).replace(CONTAINER, "·");
}

/** What each widget shows. */
export const shownIn = ({ instances }: World["host"]): Json =>
  instances.map(({ kind, family, shown: { what, entry } }) => [kind, family, what, entry && plain({ ...(entry as unknown as Record<string, Json>), date: null })]);

/** Numbers in the names of notes tell requests apart, and those that are kept count something: another run has others and more of them. */
function notes(values: Readonly<Record<string, Json>>): readonly string[] {
  return [...new Set(Object.entries(values).map(([key, value]) => JSON.stringify([key.replace(/\d+/g, "·"), typeof value === "number" ? "·" : plain(value)])))].sort();
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

/** Of what is shown, the parts that change with nothing but the time, by their place: their digits, or all of them. */
export type Timely = ReadonlyMap<string, "digits" | "all">;

/** `renderings`: for each of some runs, what it shows at different times. */
export function timelyIn(renderings: readonly (readonly Json[])[]): Timely {
  const timely = new Map<string, "digits" | "all">();
  for (const times of renderings) {
    const [first, ...others] = times.map((each) => partsOf(each));
    for (const [place, value] of first ?? []) {
      if (others.every((each) => each.get(place) === value) || timely.get(place) === "all") continue;
      timely.set(place, others.every((each) => digitless(each.get(place)) === digitless(value)) ? "digits" : "all");
    }
  }
  return timely;
}

/** A result without what changes with the time. */
export function timeless(result: string, timely: Timely): string {
  if (timely.size === 0 || result === "no widget") return result;
  const { files, defaults, shown } = JSON.parse(result) as Result;
  return JSON.stringify({ files, defaults, shown: [...partsOf(shown)].map(([place, value]) => {
    const how = timely.get(place);
    return [place, how === undefined ? value : how === "all" ? "·" : digitless(value)];
  }) });
}

export const digitless = (value: Json | undefined): Json | undefined => (typeof value === "number" ? "·" : typeof value === "string" ? value.replace(/\d+/g, "·") : value);

/** What is in a value, by its place. */
function partsOf(value: Json, place = "", into = new Map<string, Json>()): Map<string, Json> {
  if (value === null || typeof value !== "object") into.set(place, value);
  else for (const [key, member] of Object.entries(value)) partsOf(member as Json, `${place}/${key}`, into);
  return into;
}
