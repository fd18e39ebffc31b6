/** URLs, and the paths that files are named by. */
import { call } from "./host.ts";
import { wrongValue } from "./errors.ts";

/** An address or a file's place, as Foundation's `URL`. */
export class URL {
  readonly absoluteString: string;

  constructor(source: unknown) {
    if (source instanceof URL) this.absoluteString = source.absoluteString;
    else if (typeof source === "string") this.absoluteString = source;
    else if (source !== null && typeof source === "object" && "string" in source) this.absoluteString = String(source.string);
    else if (source !== null && typeof source === "object" && ("fileURLWithPath" in source || "filePath" in source)) this.absoluteString = fileAddress(String((source as Record<string, unknown>)["fileURLWithPath"] ?? (source as Record<string, unknown>)["filePath"]));
    else throw wrongValue("new URL", "a string", source);
  }

  get isFileURL(): boolean {
    return this.absoluteString.startsWith("file://");
  }

  /** The path, without the percent signs. */
  get path(): string {
    const path = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*([^?#]*)/i.exec(this.absoluteString)?.[1] ?? this.absoluteString.replace(/[?#].*$/, "");
    try {
      return decodeURIComponent(path);
    } catch {
      return path;
    }
  }

  get scheme(): string | null {
    return /^([a-z][a-z0-9+.-]*):/i.exec(this.absoluteString)?.[1] ?? null;
  }

  get host(): string | null {
    return /^[a-z][a-z0-9+.-]*:\/\/([^/?#:]*)/i.exec(this.absoluteString)?.[1] || null;
  }

  get query(): string | null {
    return /\?([^#]*)/.exec(this.absoluteString)?.[1] ?? null;
  }

  get lastPathComponent(): string {
    return this.path.split("/").filter((part) => part !== "").at(-1) ?? "/";
  }

  get pathExtension(): string {
    return /\.([^./]+)$/.exec(this.path)?.[1] ?? "";
  }

  appendingPathComponent(component: unknown): URL {
    const [address, rest = ""] = /^([^?#]*)(.*)$/.exec(this.absoluteString)?.slice(1) ?? [this.absoluteString];
    const part = String(component).replace(/^\/+/, "");
    return new URL(`${(address ?? "").replace(/\/+$/, "")}/${this.isFileURL ? encodeURI(part) : part}${rest}`);
  }

  appending(options: { path?: unknown; component?: unknown }): URL {
    return this.appendingPathComponent(options?.path ?? options?.component ?? "");
  }

  appendingPathExtension(extension: unknown): URL {
    return new URL(`${this.absoluteString}.${String(extension)}`);
  }

  deletingLastPathComponent(): URL {
    return new URL(this.absoluteString.replace(/\/[^/]*\/?$/, "") || "/");
  }

  deletingPathExtension(): URL {
    return new URL(this.absoluteString.replace(/\.[^./]+$/, ""));
  }

  toString(): string {
    return this.absoluteString;
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

const fileAddress = (path: string): string => `file://${encodeURI(path.startsWith("/") ? path : `/${path}`)}`;

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
