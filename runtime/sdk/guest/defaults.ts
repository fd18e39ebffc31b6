/** `UserDefaults`: small values on disk, which outlive the process. */
import type { Json } from "../../model/json.ts";
import { call } from "./host.ts";
import { Data, plain } from "./data.ts";
import { wrongValue } from "./errors.ts";
import { URL } from "./paths.ts";

const KEY = { forKey: "" };
type Key = typeof KEY | string;
const keyOf = (key: Key, where: string): string => {
  const name = typeof key === "string" ? key : key?.forKey;
  if (typeof name !== "string") throw wrongValue(`UserDefaults.${where}`, '{ forKey: "…" }', key);
  return name;
};

/** Dates and bytes keep their kind in the store. */
function stored(value: unknown): Json {
  if (value instanceof Date) return { $date: value.getTime() };
  if (value instanceof Data) return { $data: { ...Data.content(value) } };
  if (value instanceof URL) return value.absoluteString;
  return plain(value) ?? null;
}

function restored(value: Json): unknown {
  if (value !== null && typeof value === "object" && !Array.isArray(value)) {
    const { $date, $data } = value as Record<string, Json>;
    if (typeof $date === "number") return new Date($date);
    if ($data !== undefined) return new Data({ content: $data });
  }
  return value;
}

/** The registration domain: one for the process, whatever the suite. */
let registered: Readonly<Record<string, unknown>> = {};

export class UserDefaults {
  readonly #suite: string | null;

  constructor(options: { suiteName?: string | null } | null = null) {
    const suite = options?.suiteName ?? null;
    if (suite !== null && typeof suite !== "string") throw wrongValue("new UserDefaults({ suiteName })", "a string", suite);
    this.#suite = suite;
  }

  static readonly standard = new UserDefaults();

  object(key: Key): unknown {
    const name = keyOf(key, "object");
    return restored(call({ name: "defaults-get", suite: this.#suite, key: name })) ?? registered[name] ?? null;
  }

  /** Values for keys that have none. They are kept in memory only: a new process has to register them again. */
  register(options: { defaults: Record<string, unknown> }): void {
    const given = options?.defaults;
    if (given === null || typeof given !== "object") throw wrongValue("UserDefaults.register", "{ defaults: { key: value } }", options);
    registered = { ...registered, ...given };
  }

  dictionaryRepresentation(): Record<string, unknown> {
    const kept = Object.entries(call({ name: "defaults-list", suite: this.#suite })).map(([key, value]) => [key, restored(value)]);
    return { ...registered, ...Object.fromEntries(kept) };
  }

  removePersistentDomain(options: { forName: string }): void {
    const suite = String(options?.forName);
    for (const key of Object.keys(call({ name: "defaults-list", suite }))) call({ name: "defaults-remove", suite, key });
  }

  value(key: Key): unknown {
    return this.object(key);
  }

  string(key: Key): string | null {
    const value = this.object(key);
    return typeof value === "string" ? value : typeof value === "number" ? String(value) : null;
  }

  integer(key: Key): number {
    return Math.trunc(this.double(key));
  }

  double(key: Key): number {
    const value = this.object(key);
    return typeof value === "number" ? value : typeof value === "boolean" ? Number(value) : typeof value === "string" ? Number(value) || 0 : 0;
  }

  float(key: Key): number {
    return this.double(key);
  }

  bool(key: Key): boolean {
    const value = this.object(key);
    return value === true || (typeof value === "number" && value !== 0) || value === "YES" || value === "true";
  }

  data(key: Key): Data | null {
    const value = this.object(key);
    return value instanceof Data ? value : null;
  }

  array(key: Key): unknown[] | null {
    const value = this.object(key);
    return Array.isArray(value) ? value : null;
  }

  stringArray(key: Key): string[] | null {
    return this.array(key) as string[] | null;
  }

  dictionary(key: Key): Record<string, unknown> | null {
    const value = this.object(key);
    return value !== null && typeof value === "object" && !Array.isArray(value) ? (value as Record<string, unknown>) : null;
  }

  url(key: Key): URL | null {
    const value = this.string(key);
    return value === null ? null : new URL(value);
  }

  set(value: unknown, key: Key): void {
    const name = keyOf(key, "set");
    if (value === null || value === undefined) call({ name: "defaults-remove", suite: this.#suite, key: name });
    else call({ name: "defaults-set", suite: this.#suite, key: name, value: stored(value) });
  }

  removeObject(key: Key): void {
    call({ name: "defaults-remove", suite: this.#suite, key: keyOf(key, "removeObject") });
  }

  synchronize(): boolean {
    return true;
  }
}
