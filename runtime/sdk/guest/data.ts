/** `Data`, and learner values as plain JSON. */
import type { Content } from "../../model/host-call.ts";
import type { Json } from "../../model/json.ts";
import { base64Bytes, base64Text, utf8Bytes, utf8Count, utf8Text } from "./bytes.ts";
import { call } from "./host.ts";
import { notEmulated, wrongValue } from "./errors.ts";
import { filePath, isRemote } from "./paths.ts";

type Span = readonly [number, number] | { readonly lowerBound?: number; readonly upperBound?: number };

/** Bytes, as Foundation's `Data`; unlike Swift's it is an object, so two names may mean the same bytes. */
export class Data {
  #content: Content | null;
  #bytes: Uint8Array | null = null;

  constructor(source: unknown = "") {
    this.#content = contentFrom(source);
  }

  get bytes(): Uint8Array {
    const content = Data.content(this);
    this.#bytes ??= "utf8" in content ? utf8Bytes(content.utf8) : base64Bytes(content.base64);
    return this.#bytes;
  }

  get count(): number {
    return this.#bytes === null && this.#content !== null && "utf8" in this.#content ? utf8Count(this.#content.utf8) : this.bytes.length;
  }

  get isEmpty(): boolean {
    return this.count === 0;
  }

  get first(): number | null {
    return this.bytes[0] ?? null;
  }

  get last(): number | null {
    return this.bytes.at(-1) ?? null;
  }

  /** The bytes as UTF-8 text. */
  toString(): string {
    const content = Data.content(this);
    return "utf8" in content ? content.utf8 : (utf8Text(this.bytes) ?? "");
  }

  base64EncodedString(_options?: unknown): string {
    return base64Text(this.bytes);
  }

  base64EncodedData(_options?: unknown): Data {
    return new Data(this.base64EncodedString());
  }

  append(more: unknown): void {
    const added = new Data(typeof more === "number" ? [more] : more).bytes;
    const bytes = new Uint8Array(this.count + added.length);
    bytes.set(this.bytes);
    bytes.set(added, this.count);
    this.#bytes = bytes;
    this.#content = null;
  }

  /** `0..<4` is `{ in: [0, 4] }`. Out of bounds is a crash, as in Swift. */
  subdata(options: { in: Span }): Data {
    const span: unknown = options?.in;
    const given = span as { lowerBound?: number; upperBound?: number } | null | undefined;
    const [from, to] = Array.isArray(span) ? (span as unknown[]) : [given?.lowerBound ?? 0, given?.upperBound ?? this.count];
    if (!Number.isInteger(from) || !Number.isInteger(to)) throw wrongValue("subdata", "{ in: [from, upTo] }", options);
    if ((from as number) < 0 || (to as number) > this.count || (from as number) > (to as number)) throw new Error(`Fatal error: the range ${from}..<${to} is not within 0..<${this.count}`);
    return new Data(this.bytes.slice(from as number, to as number));
  }

  prefix(length: number): Data {
    return new Data(this.bytes.slice(0, length));
  }

  suffix(length: number): Data {
    return new Data(this.bytes.slice(Math.max(0, this.count - length)));
  }

  dropFirst(length = 1): Data {
    return new Data(this.bytes.slice(length));
  }

  /** What `==` says of two of them in Swift. */
  isEqual(other: unknown): boolean {
    return other instanceof Data && other.count === this.count && other.base64EncodedString() === this.base64EncodedString();
  }

  [Symbol.iterator](): Iterator<number> {
    return this.bytes[Symbol.iterator]();
  }

  /** Writes the bytes to a file. */
  write(options: { to: unknown; options?: unknown }, more?: { options?: unknown }): void {
    const chosen = [options?.options ?? more?.options].flat().map((option) => String(option).replace(/^.*\./, ""));
    const known = ["undefined", "null", "atomic", "withoutOverwriting", "completeFileProtection", "completeFileProtectionUnlessOpen", "completeFileProtectionUntilFirstUserAuthentication", "noFileProtection"];
    for (const option of chosen) if (!known.includes(option)) throw wrongValue("data.write({ to, options })", `one of ${known.slice(2).join(", ")}`, option);
    call({ name: "file-write", path: filePath(options?.to, "data.write({ to })"), content: Data.content(this), overwrite: !chosen.includes("withoutOverwriting"), protected: chosen.includes("completeFileProtection") });
  }

  static content(data: Data): Content {
    data.#content ??= contentFrom(data.#bytes);
    return data.#content;
  }
}

const ignoring = (options: unknown): boolean => [options].flat().some((option) => /(^|\.)ignoreUnknownCharacters$/.test(String(option)));

function contentFrom(source: unknown): Content {
  if (typeof source === "string") return { utf8: source };
  if (source instanceof Data) return Data.content(source);
  if (source instanceof Uint8Array || Array.isArray(source)) {
    const bytes = new Uint8Array(source as ArrayLike<number>);
    const text = utf8Text(bytes);
    return text === null ? { base64: base64Text(bytes) } : { utf8: text };
  }
  if (source !== null && typeof source === "object") {
    const { contentsOf, base64Encoded, content, options, count, repeating } = source as { contentsOf?: unknown; base64Encoded?: unknown; content?: Content; options?: unknown; count?: unknown; repeating?: number };
    if (contentsOf !== undefined) {
      if (isRemote(contentsOf)) throw notEmulated("Data(contentsOf:) with a web address", "It would block the extension: use a URLSession.");
      return call({ name: "file-read", path: filePath(contentsOf, "new Data({ contentsOf })") });
    }
    if (base64Encoded !== undefined) {
      const text = String(base64Encoded);
      if (!ignoring(options) && !/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text)) throw wrongValue("new Data({ base64Encoded })", "base64 text, padded (Swift gives nil)", text);
      return contentFrom(base64Bytes(text));
    }
    if (typeof count === "number") return contentFrom(new Uint8Array(count).fill(repeating ?? 0));
    if (content !== undefined) return content;
  }
  throw wrongValue("new Data", "a string, bytes or { contentsOf: url }", source);
}

export const dataOf = (content: Content): Data => new Data({ content });

const DEPTH = 12;

/** A learner's value for the inspector: functions and cycles left out, dates as ISO text. */
export function plain(value: unknown, seen: readonly unknown[] = []): Json | undefined {
  if (value === null) return null;
  switch (typeof value) {
    case "string": case "boolean": return value;
    case "number": return Number.isFinite(value) ? value : String(value);
    case "bigint": return String(value);
    case "object": break;
    default: return undefined;
  }
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "invalid date" : value.toISOString();
  if (value instanceof Data) return `${value.count} bytes`;
  if (seen.includes(value) || seen.length > DEPTH) return undefined;
  const inside = [...seen, value];
  if (Array.isArray(value)) return value.map((member) => plain(member, inside) ?? null);
  if (value instanceof Map) return plain(Object.fromEntries([...value].map(([key, member]) => [String(key), member])), seen);
  if (value instanceof Set) return plain([...value], seen);
  if ("absoluteString" in (value as object)) return String((value as { absoluteString: unknown }).absoluteString);
  const members: Record<string, Json> = {};
  for (const key of Object.keys(value as object)) {
    const member = plain((value as Record<string, unknown>)[key], inside);
    if (member !== undefined) members[key] = member;
  }
  return members;
}
