/** What a run came to in the end, beside what undisturbed runs come to: the first thing that differs, in words. */
import { pushTo } from "../base/list.ts";
import type { Json } from "../model/json.ts";
import { digitless, type Result, type Timely } from "./result.ts";

/** Characters of a value at most. */
const LENGTH = 40;

/** One thing that is shown or kept: what it is for comparing, and what is said of it. */
interface Thing {
  readonly same: string;
  readonly value: Json;
}

/** As the end of “in the end …”; `null` where nothing can be named. Of the results, the nearest is meant. */
export function differenceOf(result: string, others: Iterable<string>, timely: Timely): string | null {
  const own = read(result);
  if (own === null) return null;
  const here = thingsIn(own, timely);
  let nearest: { readonly there: ReadonlyMap<string, Thing>; readonly differs: readonly string[] } | null = null;
  for (const each of others) {
    const other = read(each);
    if (other === null) continue;
    const there = thingsIn(other, timely);
    const differs = [...new Set([...here.keys(), ...there.keys()])].filter((name) => here.get(name)?.same !== there.get(name)?.same);
    if (differs.length > 0 && (nearest === null || differs.length < nearest.differs.length)) nearest = { there, differs };
  }
  const first = nearest?.differs[0];
  return nearest === null || first === undefined ? null : told(first, here.get(first), nearest.there.get(first));
}

/** Where no widget is left there is nothing to compare. */
const read = (result: string): Result | null => (result.startsWith("{") ? (JSON.parse(result) as Result) : null);

/** By kind and name, in the order in which they are worth telling. */
function thingsIn({ files, defaults, shown }: Result, timely: Timely): ReadonlyMap<string, Thing> {
  const things = new Map<string, Thing>();
  const add = (kind: string, name: readonly string[], value: Json, same: Json = value): void => void things.set(JSON.stringify([kind, ...name]), { same: JSON.stringify(same), value });
  const widgets = shown as readonly (readonly [kind: string, family: string, what: string, entry: { readonly value: Json; readonly view: Json } | null])[];
  for (const [index, [kind, family, what, entry]] of widgets.entries()) {
    const name = widgets.filter((each) => each[0] === kind).length === 1 ? [kind] : [kind, family, String(index)];
    add("state", name, what);
    // What can be read first, then how it looks, then what stands behind it.
    add("text", name, entry === null ? [] : textsIn(entry.view), entry === null ? [] : textsIn(still(entry.view, `/${index}/3/view`, timely)));
    add("view", name, null, entry === null ? null : still(entry.view, `/${index}/3/view`, timely));
    const value = entry?.value ?? null;
    if (value === null || typeof value !== "object") add("entry", name, value);
    else for (const [member, each] of Object.entries(value)) add("member", [...name, member], each as Json, still(each as Json, `/${index}/3/value/${member}`, timely));
  }
  for (const [path, content] of files) add("file", [path.replace(/^.*?\/AppGroup\/[^/]*\//, "")], content);
  for (const [suite, notes] of defaults) {
    const byKey = new Map<string, Json[]>();
    for (const note of notes) {
      const [key, value] = JSON.parse(note) as readonly [string, Json];
      pushTo(byKey, key, value);
    }
    for (const [key, values] of byKey) add("default", [suite, key], values.length === 1 ? (values[0] ?? null) : values);
  }
  return things;
}

/** Without what changes with nothing but the time. */
function still(value: Json, place: string, timely: Timely): Json {
  if (value === null || typeof value !== "object") return timely.get(place) === "all" ? "·" : timely.get(place) === "digits" ? (digitless(value) ?? null) : value;
  if (Array.isArray(value)) return value.map((each, index) => still(each as Json, `${place}/${index}`, timely));
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, still(member as Json, `${place}/${key}`, timely)]));
}

/** The texts of a view, in the order they are read. */
function textsIn(value: Json): string[] {
  if (value === null || typeof value !== "object") return [];
  if (Array.isArray(value)) return value.flatMap((each) => textsIn(each as Json));
  const { type, props, children } = value as { readonly type?: Json; readonly props?: { readonly runs?: Json }; readonly children?: Json };
  const runs = props?.runs;
  if (type === "Text" && Array.isArray(runs)) {
    const text = runs.map((run) => (typeof run === "string" ? run : textsIn(run as Json).join(" "))).join("");
    return text === "" ? [] : [text];
  }
  return [...textsIn((props ?? null) as Json), ...textsIn(children ?? null)];
}

const STATES: Readonly<Record<string, string>> = { nothing: "nothing yet", placeholder: "a placeholder", snapshot: "a snapshot", entry: "an entry of its timeline" };

function told(thing: string, here: Thing | undefined, there: Thing | undefined): string {
  const [kind, name = "", more = ""] = JSON.parse(thing) as [string, string?, string?];
  const widget = `the widget ${quoted(name)}`;
  switch (kind) {
    case "state": return `${widget} shows ${here === undefined ? "nothing" : STATES[String(here.value)]}, and ${there === undefined ? "nothing" : STATES[String(there.value)]} without that`;
    case "text": return `${widget} shows ${apart(here, there).join(", and ")} without that`;
    case "view": return `${widget} looks otherwise than without that`;
    case "entry": return `the entry of ${widget} is ${brief(here)}, and ${brief(there)} without that`;
    case "member": return `${quoted((JSON.parse(thing) as string[]).at(-1) ?? "")} in the entry of ${widget} is ${brief(here)}, and ${brief(there)} without that`;
    case "file": return here === undefined ? `the app group lacks ${name}, which it holds without that` : there === undefined ? `the app group holds ${name}, and not without that` : `the app group holds another ${name} than without that`;
    default: return `the default ${quoted(more)} is ${brief(here)}, and ${brief(there)} without that`;
  }
}

/** Both from the first text on that differs, where both have one. */
function apart(here: Thing | undefined, there: Thing | undefined): readonly [string, string] {
  const same = [here, there].map((each) => (each === undefined ? [] : (JSON.parse(each.same) as readonly string[])));
  const first = (same[0] ?? []).findIndex((text, index) => text !== same[1]?.[index]);
  const from = first >= (same[1] ?? []).length ? 0 : Math.max(first, 0);
  const words = (thing: Thing | undefined): string => {
    const texts = (thing?.value ?? []) as readonly string[];
    return texts.length === 0 ? "no text" : quoted(texts.slice(from).join(" "));
  };
  return [words(here), words(there)];
}

const brief = (thing: Thing | undefined): string => (thing === undefined ? "not there" : typeof thing.value === "string" ? quoted(thing.value) : cut(JSON.stringify(thing.value)));

const quoted = (text: string): string => `"${cut(text)}"`;

function cut(text: string): string {
  const characters = [...text];
  return characters.length <= LENGTH ? text : `${characters.slice(0, LENGTH - 1).join("")}…`;
}
