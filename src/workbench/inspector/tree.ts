/** A held thing, and what it holds: the inspector shows trees of these, and what a step changed in them. */
import { clock } from "../picture/clock.ts";

export interface Item {
  /** Names it among its neighbours, in every world. */
  readonly key: string;
  readonly name: string;
  /** Its value in words, "" when its parts say all. */
  readonly text: string;
  readonly parts: readonly Item[];
}

export const item = (key: string, name: string, text = "", parts: readonly Item[] = []): Item => ({ key, name, text, parts });

/** Plain data as an item; objects and lists become trees. Dates are `{ $date: milliseconds }`. */
export function itemOf(name: string, value: unknown): Item {
  if (value === null || typeof value !== "object") return item(name, name, shortly(value));
  const date = (value as { $date?: unknown }).$date;
  if (typeof date === "number") return item(name, name, new Date(date).toISOString().slice(0, 19).replace("T", " "));
  const is = (value as { $is?: unknown }).$is;
  if (typeof is === "string") return item(name, name, is);
  const members = Object.entries(value);
  if (members.length === 0) return item(name, name, Array.isArray(value) ? "empty list" : "empty");
  return item(name, name, Array.isArray(value) ? `${members.length} in a list` : "", members.map(([key, each]) => itemOf(key, each)));
}

const MOST = 60;

export function shortly(value: unknown): string {
  const text = typeof value === "string" ? `“${value}”` : value === undefined ? "nothing" : String(value);
  return text.length > MOST ? `${text.slice(0, MOST)}…` : text;
}

export const at = (instant: number): string => clock(instant);

export interface Change {
  readonly item: Item;
  /** "inside": only parts of it changed. */
  readonly state: "same" | "new" | "changed" | "inside" | "gone";
  /** What it was, where its own text changed. */
  readonly was: string;
  readonly parts: readonly Change[];
}

/** What is new, different or gone since the step before, at every depth. */
export function changes(now: readonly Item[], before: readonly Item[]): Change[] {
  const old = new Map(before.map((each) => [each.key, each]));
  const keys = new Set(now.map((each) => each.key));
  return [...now.map((each) => changeOf(each, old.get(each.key))), ...before.filter((each) => !keys.has(each.key)).map((each) => whole(each, "gone"))];
}

function changeOf(now: Item, before: Item | undefined): Change {
  if (before === undefined) return whole(now, "new");
  const parts = changes(now.parts, before.parts);
  if (now.text !== before.text) return { item: now, state: "changed", was: before.text, parts };
  return { item: now, state: parts.some((part) => part.state !== "same") ? "inside" : "same", was: "", parts };
}

const whole = (each: Item, state: "new" | "gone"): Change => ({ item: each, state, was: "", parts: each.parts.map((part) => whole(part, state)) });

/** How many things differ, parts counted and not their wholes. */
export const count = (list: readonly Change[]): number => list.reduce((sum, { state, parts }) => sum + (state === "same" ? 0 : state === "inside" ? count(parts) : 1), 0);
