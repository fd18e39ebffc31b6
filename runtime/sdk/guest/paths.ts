/** URLs, and the paths that files are named by. */
import { call } from "./host.ts";
import { wrongValue } from "./errors.ts";
import { escaped, escapedPath, unescaped } from "./percent.ts";

const SHAPE = /^(?:([a-z][a-z0-9+.-]*):)?(?:\/\/(?:([^/?#@]*)@)?(\[[^\]]*\]|[^/?#:]*)(?::(\d+))?)?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/is;

const FILE = "file://";

/** An address or a file's place, as Foundation's `URL`. */
export class URL {
  readonly absoluteString: string;
  /** The address, where it is known to be a file's in which nothing is escaped and nothing follows the path: what most are, and what needs no parsing. */
  #plain = "";

  constructor(source: unknown) {
    if (typeof source === "string") {
      this.absoluteString = source;
      return;
    }
    const base: unknown = source !== null && typeof source === "object" && "relativeTo" in source ? source.relativeTo : null;
    if (base instanceof URL && "string" in (source as object)) this.absoluteString = resolved(String((source as { string: unknown }).string), base.absoluteString);
    else if (source instanceof URL) this.absoluteString = source.absoluteString;
    else if (source !== null && typeof source === "object" && "string" in source) this.absoluteString = String(source.string);
    else if (source !== null && typeof source === "object" && ("fileURLWithPath" in source || "filePath" in source)) this.absoluteString = fileAddress(String((source as Record<string, unknown>)["fileURLWithPath"] ?? (source as Record<string, unknown>)["filePath"]));
    else throw wrongValue("new URL", "a string", source);
  }

  get isFileURL(): boolean {
    return this.absoluteString.startsWith("file://");
  }

  /** The path, without the percent signs and without a slash at its end. */
  get path(): string {
    if (#plain in this && this.#isPlain) return this.#plain.slice(FILE.length, this.#plain.endsWith("/") && this.#plain.length > FILE.length + 1 ? -1 : undefined);
    const path = this.#parts[5] ?? "";
    return unescaped(path.length > 1 ? path.replace(/\/$/, "") : path);
  }

  get scheme(): string | null {
    return this.#parts[1] ?? null;
  }

  get user(): string | null {
    return this.#parts[2]?.split(":")[0] ?? null;
  }

  get host(): string | null {
    return this.#parts[3] || null;
  }

  get port(): number | null {
    return this.#parts[4] === undefined ? null : Number(this.#parts[4]);
  }

  get query(): string | null {
    return this.#parts[6] ?? null;
  }

  get fragment(): string | null {
    return this.#parts[7] ?? null;
  }

  get lastPathComponent(): string {
    return this.pathComponents.at(-1) ?? "";
  }

  get pathComponents(): string[] {
    const { path } = this;
    return [...(path.startsWith("/") ? ["/"] : []), ...path.split("/").filter((part) => part !== "")];
  }

  get pathExtension(): string {
    return /[^/]\.([^./]+)$/.exec(this.path)?.[1] ?? "";
  }

  get hasDirectoryPath(): boolean {
    return (this.#parts[5] ?? "").endsWith("/");
  }

  get absoluteURL(): URL {
    return this;
  }

  get relativePath(): string {
    return this.path;
  }

  get standardized(): URL {
    return this.#withPath((path) => dotless(path));
  }

  get standardizedFileURL(): URL {
    return this.standardized;
  }

  appendingPathComponent(component: unknown, options?: { isDirectory?: boolean }): URL {
    const given = String(component);
    const name = given.startsWith("/") ? given.replace(/^\/+/, "") : given;
    const part = escapedPath(name);
    if (#plain in this && this.#isPlain && !this.#plain.endsWith("/")) {
      const made = new URL(`${this.#plain}/${part}${options?.isDirectory && !part.endsWith("/") ? "/" : ""}`);
      if (part === name) made.#plain = made.absoluteString;
      return made;
    }
    return this.#withPath((path) => `${path.replace(/\/+$/, "")}/${part}${options?.isDirectory && !part.endsWith("/") ? "/" : ""}`);
  }

  /** `appending(queryItems:)` adds to the items that are there. */
  appending(options: { path?: unknown; component?: unknown; queryItems?: readonly { name: string; value: string | null }[] }): URL {
    if (options?.queryItems) {
      const [before, after = ""] = this.absoluteString.split(/(?=#)/);
      const items = options.queryItems.map(({ name, value }) => escaped("item", name) + (value === null ? "" : `=${escaped("item", value)}`)).join("&");
      return new URL(`${before}${this.query === null ? "?" : this.query === "" ? "" : "&"}${items}${after}`);
    }
    return this.appendingPathComponent(options?.path ?? options?.component ?? "");
  }

  appendingPathExtension(extension: unknown): URL {
    return this.#withPath((path) => `${path.replace(/\/$/, "")}.${escaped("path", String(extension))}`);
  }

  deletingLastPathComponent(): URL {
    return this.#withPath((path) => path.replace(/[^/]*\/?$/, "") || "/");
  }

  deletingPathExtension(): URL {
    return this.#withPath((path) => path.replace(/([^/])\.[^./]+(\/?)$/, "$1$2"));
  }

  /** Throws when there is nothing at the place. */
  checkResourceIsReachable(): boolean {
    call({ name: "file-attributes", path: this.path });
    return true;
  }

  toString(): string {
    return this.absoluteString;
  }

  /** An address can be written over by code that no compiler has seen. */
  get #isPlain(): boolean {
    return this.#plain !== "" && this.#plain === this.absoluteString;
  }

  get #parts(): (string | undefined)[] {
    return SHAPE.exec(this.absoluteString) ?? [];
  }

  #withPath(change: (path: string) => string): URL {
    const [, before = "", path = "", after = ""] = /^((?:[a-z][a-z0-9+.-]*:)?(?:\/\/[^/?#]*)?)([^?#]*)(.*)$/is.exec(this.absoluteString) ?? [];
    return new URL(before + change(path) + after);
  }

  static fileURLWithPath(path: unknown): URL {
    const place = absolute(String(path ?? undefined));
    const address = FILE + escapedPath(place);
    const made = new URL(address);
    if (address.length === FILE.length + place.length) made.#plain = address;
    return made;
  }

  static get temporaryDirectory(): URL {
    return directoryUrl("temporary");
  }

  static get cachesDirectory(): URL {
    return directoryUrl("caches");
  }

  static get documentsDirectory(): URL {
    return directoryUrl("documents");
  }
}

const absolute = (path: string): string => (path.startsWith("/") ? path : `/${path}`);

const fileAddress = (path: string): string => FILE + escapedPath(absolute(path));

/** "/a/b/../c" → "/a/c". */
function dotless(path: string): string {
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "..") { if (parts.length > 1) parts.pop(); } else if (part !== ".") parts.push(part);
  }
  return `${parts.join("/")}${/\/\.{1,2}$/.test(path) ? "/" : ""}`;
}

/** An address relative to another, as in section 5.2 of RFC 3986. */
function resolved(text: string, base: string): string {
  if (/^[a-z][a-z0-9+.-]*:/i.test(text)) return text;
  const [, root = "", path = "", query = ""] = /^([a-z][a-z0-9+.-]*:(?:\/\/[^/?#]*)?)([^?#]*)(\?[^#]*)?/i.exec(base) ?? [];
  if (text.startsWith("//")) return root.replace(/\/\/.*/, "") + text;
  const [, own = "", rest = ""] = /^([^?#]*)(.*)$/s.exec(text) ?? [];
  if (own === "") return root + path + (rest.startsWith("?") ? rest : query + rest);
  return root + dotless(own.startsWith("/") ? own : `${path === "" ? "/" : path.replace(/[^/]*$/, "")}${own}`) + rest;
}

export const directoryUrl = (directory: "temporary" | "caches" | "documents" | "application-support"): URL => new URL({ fileURLWithPath: call({ name: "directory-url", directory }) });

export const isRemote = (value: unknown): boolean => /^https?:/i.test(value instanceof URL ? value.absoluteString : String(value));

/** The path a file argument means: a file URL or a path as text. */
export function filePath(value: unknown, where: string): string {
  if (value instanceof URL) return value.path;
  if (typeof value === "string") return value.startsWith("file://") ? new URL(value).path : value;
  if (value === null || value === undefined) throw wrongValue(where, "a file's URL (a container that the extension is not entitled to has none)", value);
  throw wrongValue(where, "a file's URL or path", value);
}

/** The address a request argument means. */
export function addressOf(value: unknown, where: string): string {
  if (value instanceof URL) return value.absoluteString;
  if (typeof value === "string") return value;
  throw wrongValue(where, "a URL or a URLRequest", value);
}
