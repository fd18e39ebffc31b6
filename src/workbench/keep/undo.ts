/** What a reset or an import takes away is put aside first, in storage too, so that it can be taken back after a reload. */
import { PREFIX, type Store } from "./store.ts";

export interface Undo {
  readonly format: 1;
  /** What was done: "reset of everything". */
  readonly label: string;
  /** It was taken back already: this does it again. */
  readonly redo: boolean;
  /** Each key as it was; `null`: it was not there. */
  readonly entries: readonly (readonly [key: string, value: string | null])[];
}

const KEY = "relaunch/undo/1";

/** Remembers how the keys are now; `own` is newer than what is stored. */
export function remember(store: Store, label: string, keys: readonly string[], own: ReadonlyMap<string, string | null> = new Map(), redo = false): Undo {
  const undo: Undo = { format: 1, label, redo, entries: [...new Set([...keys, ...own.keys()])].map((key) => [key, own.has(key) ? (own.get(key) ?? null) : store.get(key)] as const) };
  store.set(KEY, JSON.stringify(undo));
  return undo;
}

/** Puts everything back; what is given back undoes just that. `own` is newer than what is stored. */
export function takeBack(store: Store, undo: Undo, own: ReadonlyMap<string, string | null> = new Map()): Undo {
  const reverse = remember(store, undo.label, undo.entries.map(([key]) => key), own, !undo.redo);
  for (const [key, value] of undo.entries) {
    if (value === null) store.remove(key);
    else store.set(key, value);
  }
  return reverse;
}

/** What an earlier page put aside. Only keys of ours are ever written. */
export function remembered(store: Store): Undo | null {
  try {
    const value = JSON.parse(store.get(KEY) ?? "null") as Undo | null;
    const isEntry = (each: unknown): boolean => Array.isArray(each) && typeof each[0] === "string" && each[0].startsWith(PREFIX) && (each[1] === null || typeof each[1] === "string");
    return value !== null && value.format === 1 && typeof value.label === "string" && typeof value.redo === "boolean" && Array.isArray(value.entries) && value.entries.every(isEntry) ? value : null;
  } catch {
    return null;
  }
}
