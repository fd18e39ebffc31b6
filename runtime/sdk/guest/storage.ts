/** `FileManager` and `UserDefaults`: what outlives the process. */
import type { Json } from "../../model/json.ts";
import { call } from "./host.ts";
import { Data, plain } from "./data.ts";
import { labels, NSError, wrongValue } from "./errors.ts";
import { directoryUrl, filePath, URL } from "./paths.ts";

type Where = { at?: unknown; to?: unknown; atPath?: unknown; toPath?: unknown };

export class FileManager {
  static readonly default = new FileManager();
  static readonly SearchPathDirectory = { cachesDirectory: "caches", documentDirectory: "documents", applicationSupportDirectory: "application-support" } as const;

  /** `null` for a group that the extension is not entitled to [G6]. */
  containerURL(options: { forSecurityApplicationGroupIdentifier: string }): URL | null {
    const group = labels<typeof options>(options, "containerURL", '.containerURL({ forSecurityApplicationGroupIdentifier: "group.scores" })').forSecurityApplicationGroupIdentifier;
    if (typeof group !== "string") throw wrongValue("containerURL({ forSecurityApplicationGroupIdentifier })", "a string", group);
    const path = call({ name: "container-url", group });
    return path === null ? null : URL.fileURLWithPath(path);
  }

  get temporaryDirectory(): URL {
    return directoryUrl("temporary");
  }

  urls(options: { for: string; in?: unknown }): URL[] {
    const wanted = String(options?.for).replace(/^\./, "").replace(/Directory$/, "");
    const directory = ({ "caches": "caches", "document": "documents", "documents": "documents", "applicationSupport": "application-support", "application-support": "application-support" } as const)[wanted as "caches"];
    if (directory === undefined) throw wrongValue("urls({ for })", "cachesDirectory, documentDirectory or applicationSupportDirectory", options?.for);
    return [directoryUrl(directory)];
  }

  fileExists(options: { atPath: unknown } | string | URL): boolean {
    return call({ name: "file-exists", path: filePath(options instanceof URL || typeof options === "string" ? options : options?.atPath, "fileExists({ atPath })") }).exists;
  }

  contents(options: { atPath: unknown }): Data | null {
    try {
      return new Data({ contentsOf: URL.fileURLWithPath(filePath(options?.atPath, "contents({ atPath })")) });
    } catch (error) {
      if (error instanceof NSError) return null;
      throw error;
    }
  }

  createFile(options: { atPath: unknown; contents?: unknown }): boolean {
    try {
      new Data(options?.contents ?? "").write({ to: URL.fileURLWithPath(filePath(options?.atPath, "createFile({ atPath })")) });
      return true;
    } catch (error) {
      if (error instanceof NSError) return false;
      throw error;
    }
  }

  moveItem(options: Where): void {
    call({ name: "file-move", from: filePath(options?.at ?? options?.atPath, "moveItem({ at, to })"), to: filePath(options?.to ?? options?.toPath, "moveItem({ at, to })") });
  }

  copyItem(options: Where): void {
    call({ name: "file-copy", from: filePath(options?.at ?? options?.atPath, "copyItem({ at, to })"), to: filePath(options?.to ?? options?.toPath, "copyItem({ at, to })") });
  }

  removeItem(options: Where): void {
    call({ name: "file-remove", path: filePath(options?.at ?? options?.atPath, "removeItem({ at })") });
  }

  replaceItemAt(original: unknown, options: { withItemAt: unknown }): URL {
    call({ name: "file-replace", path: filePath(original, "replaceItemAt(url, { withItemAt })"), with: filePath(options?.withItemAt, "replaceItemAt(url, { withItemAt })") });
    return URL.fileURLWithPath(filePath(original, "replaceItemAt"));
  }

  replaceItem(options: { at: unknown; withItemAt: unknown }): void {
    this.replaceItemAt(options?.at, options);
  }

  createDirectory(options: Where & { withIntermediateDirectories?: boolean }): void {
    call({ name: "directory-create", path: filePath(options?.at ?? options?.atPath, "createDirectory({ at, withIntermediateDirectories })"), intermediates: options?.withIntermediateDirectories ?? false });
  }

  contentsOfDirectory(options: Where): URL[] | string[] {
    const path = filePath(options?.at ?? options?.atPath, "contentsOfDirectory({ at })");
    const names = [...call({ name: "file-list", path })];
    return options?.atPath === undefined ? names.map((name) => URL.fileURLWithPath(`${path}/${name}`)) : names;
  }
}

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

export class UserDefaults {
  readonly #suite: string | null;

  constructor(options: { suiteName?: string | null } | null = null) {
    const suite = options?.suiteName ?? null;
    if (suite !== null && typeof suite !== "string") throw wrongValue("new UserDefaults({ suiteName })", "a string", suite);
    this.#suite = suite;
  }

  static readonly standard = new UserDefaults();

  object(key: Key): unknown {
    return restored(call({ name: "defaults-get", suite: this.#suite, key: keyOf(key, "object") }));
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
