/**
 * Reads what learner modules hold, for the inspector. Runs no code of the learner's that is not behind a
 * proxy of theirs: fields are read by their descriptors, and getters are left out.
 */
import type { Json } from "../../model/json.ts";
import type { ModuleStatics } from "../../model/statics.ts";

export interface Loaded {
  readonly exports: unknown;
  peek?: (read: (name: string, value: () => unknown) => void) => void;
}

/** Enough to see what is kept, and an end for what has none. */
const DEPTH = 5;
const MEMBERS = 24;
const NODES = 400;

const { getOwnPropertyDescriptor, getPrototypeOf, keys } = Object;
const { isArray } = Array;
const time = Date.prototype.getTime;

/** `names`: the classes of the SDK, by constructor. */
export function statics(modules: Iterable<readonly [string, Loaded]>, names: ReadonlyMap<unknown, string>): ModuleStatics[] {
  let left = NODES;
  const seen = new Set<object>();

  const digest = (value: unknown, depth: number): Json => {
    if (left-- <= 0) return { $is: "…" };
    if (value === null || typeof value === "string" || typeof value === "boolean") return value;
    if (typeof value === "number") return Number.isFinite(value) ? value : { $is: String(value) };
    if (value === undefined) return { $is: "undefined" };
    if (typeof value === "function") return { $is: "function" };
    if (typeof value !== "object") return { $is: typeof value };
    const kind = names.get(classOf(value));
    if (kind === "Date") return { $date: time.call(value) };
    if (kind !== undefined) return { $is: kind };
    if (seen.has(value)) return { $is: "the same again" };
    if (depth >= DEPTH) return { $is: "…" };
    seen.add(value);
    const made = value instanceof Map ? pairs([...value], depth) : value instanceof Set ? list([...value], depth) : isArray(value) ? list(value, depth) : fields(value, depth);
    seen.delete(value);
    return made;
  };
  const list = (values: readonly unknown[], depth: number): Json => values.slice(0, MEMBERS).map((each) => digest(each, depth + 1));
  const pairs = (entries: readonly (readonly [unknown, unknown])[], depth: number): Json =>
    Object.fromEntries(entries.slice(0, MEMBERS).map(([key, each]) => [typeof key === "object" || typeof key === "function" ? "an object" : String(key), digest(each, depth + 1)]));
  const fields = (value: object, depth: number): { [key: string]: Json } => {
    const made: { [key: string]: Json } = {};
    for (const key of keys(value).slice(0, MEMBERS)) {
      const descriptor = getOwnPropertyDescriptor(value, key);
      if (descriptor === undefined || !("value" in descriptor)) continue;
      made[key] = digest(descriptor.value, depth + 1);
    }
    return made;
  };
  /** A class is its static fields. */
  const top = (value: unknown): Json => {
    const own = typeof value === "function" ? fields(value, 0) : {};
    return keys(own).length > 0 ? own : digest(value, 0);
  };

  return [...modules].flatMap(([module, loaded]) => {
    const values: { name: string; value: Json }[] = [];
    const read = (name: string, value: unknown): void => {
      if (!values.some((each) => each.name === name)) values.push({ name, value: top(value) });
    };
    const { exports } = loaded;
    if (typeof exports === "object" && exports !== null) {
      for (const name of keys(exports)) {
        const descriptor = getOwnPropertyDescriptor(exports, name);
        if (descriptor && "value" in descriptor && name !== "default") read(name, descriptor.value);
      }
    }
    loaded.peek?.((name, value) => {
      try {
        read(name, value());
      } catch {
        // Not initialised yet: the module is still being evaluated.
      }
    });
    return values.length > 0 ? [{ module, values }] : [];
  });
}

function classOf(value: object): unknown {
  const prototype = getPrototypeOf(value) as object | null;
  return prototype === null ? undefined : getOwnPropertyDescriptor(prototype, "constructor")?.value;
}
