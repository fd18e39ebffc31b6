/** `Data`, and learner values as plain JSON. */
import type { Content } from "../../model/host-call.ts";
import type { Json } from "../../model/json.ts";
import { call } from "./host.ts";
import { notEmulated, wrongValue } from "./errors.ts";
import { filePath, isRemote } from "./paths.ts";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

const LONGER = /[\u0080-\uffff]/;

/** Bytes of a text, counted without making them: a file of megabytes must not cost its size several times over. */
function utf8Count(text: string): number {
  if (!LONGER.test(text)) return text.length;
  let count = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    count += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return count;
}

function utf8Bytes(text: string): Uint8Array {
  const bytes = new Uint8Array(utf8Count(text));
  let end = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x80) bytes[end++] = code;
    else {
      const more = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
      bytes[end++] = [0, 0xc0, 0xe0, 0xf0][more]! | (code >> (6 * more));
      for (let part = more - 1; part >= 0; part--) bytes[end++] = 0x80 | ((code >> (6 * part)) & 63);
    }
  }
  return bytes;
}

/** The text, or `null` when the bytes are no valid UTF-8. */
function utf8Text(bytes: Uint8Array): string | null {
  let text = "";
  for (let index = 0; index < bytes.length; ) {
    const first = bytes[index] as number;
    const length = first < 0x80 ? 1 : first >= 0xc2 && first < 0xe0 ? 2 : first >= 0xe0 && first < 0xf0 ? 3 : first >= 0xf0 && first < 0xf5 ? 4 : 0;
    if (length === 0 || index + length > bytes.length) return null;
    let code = length === 1 ? first : first & (0xff >> (length + 1));
    for (let next = 1; next < length; next++) {
      const byte = bytes[index + next] as number;
      if ((byte & 0xc0) !== 0x80) return null;
      code = (code << 6) | (byte & 63);
    }
    if ((length === 3 && (code < 0x800 || (code >= 0xd800 && code < 0xe000))) || (length === 4 && (code < 0x10000 || code > 0x10ffff))) return null;
    text += String.fromCodePoint(code);
    index += length;
  }
  return text;
}

function base64Text(bytes: Uint8Array): string {
  let text = "";
  for (let index = 0; index < bytes.length; index += 3) {
    const [one, two, three] = [bytes[index] as number, bytes[index + 1], bytes[index + 2]];
    const triple = (one << 16) | ((two ?? 0) << 8) | (three ?? 0);
    text += `${ALPHABET[triple >> 18]}${ALPHABET[(triple >> 12) & 63]}${two === undefined ? "=" : ALPHABET[(triple >> 6) & 63]}${three === undefined ? "=" : ALPHABET[triple & 63]}`;
  }
  return text;
}

function base64Bytes(text: string): Uint8Array {
  const bytes = new Uint8Array(Math.floor((text.replace(/[^A-Za-z0-9+/]/g, "").length * 3) / 4));
  let end = 0;
  let buffer = 0;
  let bits = 0;
  for (const character of text) {
    const value = ALPHABET.indexOf(character);
    if (value < 0) continue;
    buffer = (buffer << 6) | value;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[end++] = (buffer >> bits) & 255;
    }
  }
  return bytes;
}

/** Bytes, as Foundation's `Data`. */
export class Data {
  readonly #content: Content;
  #bytes: Uint8Array | null = null;

  constructor(source: unknown = "") {
    this.#content = contentFrom(source);
  }

  get bytes(): Uint8Array {
    this.#bytes ??= "utf8" in this.#content ? utf8Bytes(this.#content.utf8) : base64Bytes(this.#content.base64);
    return this.#bytes;
  }

  get count(): number {
    return this.#bytes === null && "utf8" in this.#content ? utf8Count(this.#content.utf8) : this.bytes.length;
  }

  get isEmpty(): boolean {
    return this.count === 0;
  }

  /** The bytes as UTF-8 text. */
  toString(): string {
    return "utf8" in this.#content ? this.#content.utf8 : (utf8Text(this.bytes) ?? "");
  }

  base64EncodedString(): string {
    return base64Text(this.bytes);
  }

  /** Writes the bytes to a file. */
  write(options: { to: unknown; options?: unknown }, _more?: unknown): void {
    call({ name: "file-write", path: filePath(options?.to, "data.write({ to })"), content: this.#content, overwrite: true, protected: [options?.options].flat().some((option) => /(^|\.)completeFileProtection$/.test(String(option))) });
  }

  static content(data: Data): Content {
    return data.#content;
  }
}

function contentFrom(source: unknown): Content {
  if (typeof source === "string") return { utf8: source };
  if (source instanceof Data) return Data.content(source);
  if (source instanceof Uint8Array || Array.isArray(source)) {
    const bytes = new Uint8Array(source as ArrayLike<number>);
    const text = utf8Text(bytes);
    return text === null ? { base64: base64Text(bytes) } : { utf8: text };
  }
  if (source !== null && typeof source === "object") {
    const { contentsOf, base64Encoded, content } = source as { contentsOf?: unknown; base64Encoded?: unknown; content?: Content };
    if (contentsOf !== undefined) {
      if (isRemote(contentsOf)) throw notEmulated("Data(contentsOf:) with a web address", "It would block the extension: use a URLSession.");
      return call({ name: "file-read", path: filePath(contentsOf, "new Data({ contentsOf })") });
    }
    if (typeof base64Encoded === "string") return contentFrom(base64Bytes(base64Encoded));
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
