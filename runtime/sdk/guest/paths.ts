/** URLs, and the paths that files are named by. */
import { call } from "./host.ts";
import { wrongValue } from "./errors.ts";
import { escaped, unescaped } from "./percent.ts";

const SHAPE = /^(?:([a-z][a-z0-9+.-]*):)?(?:\/\/(?:([^/?#@]*)@)?(\[[^\]]*\]|[^/?#:]*)(?::(\d+))?)?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/is;

/** An address or a file's place, as Foundation's `URL`. */
export class URL {
  readonly absoluteString: string;

  constructor(source: unknown) {
    const base: unknown = source !== null && typeof source === "object" && "relativeTo" in source ? source.relativeTo : null;
    if (base instanceof URL && "string" in (source as object)) this.absoluteString = resolved(String((source as { string: unknown }).string), base.absoluteString);
    else if (source instanceof URL) this.absoluteString = source.absoluteString;
    else if (typeof source === "string") this.absoluteString = source;
    else if (source !== null && typeof source === "object" && "string" in source) this.absoluteString = String(source.string);
    else if (source !== null && typeof source === "object" && ("fileURLWithPath" in source || "filePath" in source)) this.absoluteString = fileAddress(String((source as Record<string, unknown>)["fileURLWithPath"] ?? (source as Record<string, unknown>)["filePath"]));
    else throw wrongValue("new URL", "a string", source);
  }

  get isFileURL(): boolean {
    return this.absoluteString.startsWith("file://");
  }

  /** The path, without the percent signs and without a slash at its end. */
  get path(): string {
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
    const part = escaped("path", String(component).replace(/^\/+/, ""));
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

  get #parts(): (string | undefined)[] {
    return SHAPE.exec(this.absoluteString) ?? [];
  }

  #withPath(change: (path: string) => string): URL {
    const [, before = "", path = "", after = ""] = /^((?:[a-z][a-z0-9+.-]*:)?(?:\/\/[^/?#]*)?)([^?#]*)(.*)$/is.exec(this.absoluteString) ?? [];
    return new URL(before + change(path) + after);
  }

  static fileURLWithPath(path: unknown): URL {
    return new URL({ fileURLWithPath: path });
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

const fileAddress = (path: string): string => `file://${escaped("path", path.startsWith("/") ? path : `/${path}`)}`;

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
