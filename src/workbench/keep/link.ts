/**
 * A program as the end of an address: `#1.…`. The number is the version of what follows; every version that was ever
 * made is read for ever. Loaded when somebody shares or opens a link.
 */
import { Deflate, Inflate } from "fflate";
import { PROGRAM_LIMITS } from "../../../runtime/base/limits.ts";
import type { ProgramFile } from "../../../runtime/model/program.ts";
import { KEEP_LIMITS } from "./limits.ts";
import { DICTIONARY_1 } from "./link-dictionary-1.ts";
import { linkSchema } from "./link-schema.ts";

export interface LinkContent {
  readonly files: readonly ProgramFile[];
  /** A built-in scenario by name, or one as it is written. Without what was done by hand. */
  readonly scenario: unknown;
  /** Interventions by hand, as they are written. */
  readonly hand: readonly unknown[];
  /** The line of the trace to stand at. */
  readonly line: number | null;
}

export type LinkReading = { readonly ok: true; readonly content: LinkContent } | { readonly ok: false; readonly message: string; readonly fix: string };

const LATEST = "1";
/** Version → its text from what stands after the point. Throws for what can't be read. */
const DECODERS: ReadonlyMap<string, (body: string) => string> = new Map([["1", decode1]]);

/** With the `#`. */
export function encodeLink({ files, scenario, hand, line }: LinkContent): string {
  const text = JSON.stringify({ hand, scenario, line, files: files.map(({ path, text: content }) => [path, content]) });
  return `#${LATEST}.${encode1(text)}`;
}

/** Why nobody could open a link that was made of this, for whoever shares it; `null` where everybody can. */
export function whyUnopenable({ files }: LinkContent, hash: string): string | null {
  if (files.length > PROGRAM_LIMITS.files) return `The program has ${files.length} files; at most ${PROGRAM_LIMITS.files} can be opened, from a link or from a file. Delete what the widget does not need.`;
  return decodeLink(hash).ok ? null : "This program is too large for a link. Share the zip instead.";
}

/** Reads `location.hash`. Never throws, runs nothing, and refuses what is too large before it looks at it. */
export function decodeLink(hash: string): LinkReading {
  const bad = (message: string, fix: string): LinkReading => ({ ok: false, message, fix });
  const again = "Nothing of it was run. Ask for the link again, or for the program as a file.";
  if (hash.length > KEEP_LIMITS.link) return bad(`The link is too large: ${hash.length} characters, at most ${KEEP_LIMITS.link} can be opened.`, "Nothing of it was run. Ask for the program as a zip, and open that.");
  const point = hash.indexOf(".");
  const version = hash.slice(1, point);
  const decoder = DECODERS.get(version);
  if (!decoder) return bad(`The link is of version ${version}; this page knows ${[...DECODERS.keys()].join(", ")}.`, "Nothing of it was run. Reload the page to get the newest version of the site, then open the link again.");
  let value: unknown;
  try {
    value = JSON.parse(decoder(hash.slice(point + 1)));
  } catch {
    return bad("The link is damaged: a part is missing or was changed on its way.", again);
  }
  const result = linkSchema.safeParse(value);
  if (!result.success) {
    const issue = result.error.issues[0];
    return bad(`The link holds no program that can be used: ${issue?.path.map(String).join(".") || "its content"}: ${issue?.message ?? "does not fit"}.`, again);
  }
  const { files, scenario, hand, line } = result.data;
  return { ok: true, content: { files: files.map(([path, text]) => ({ path, text })), scenario, hand, line } };
}

const dictionary = (): Uint8Array => new TextEncoder().encode(DICTIONARY_1);

/** Version 1: four bytes of checksum, then the deflated text, in base64url. */
function encode1(text: string): string {
  const plain = new TextEncoder().encode(text);
  const pieces: Uint8Array[] = [sum(plain)];
  const deflate = new Deflate({ level: 9, dictionary: dictionary() }, (piece) => pieces.push(piece));
  deflate.push(plain, true);
  return toBase64url(joined(pieces));
}

function decode1(body: string): string {
  const bytes = fromBase64url(body);
  const plain = inflated(bytes.subarray(4));
  if (!sum(plain).every((byte, index) => byte === bytes[index])) throw new Error("The checksum differs.");
  return new TextDecoder("utf-8", { fatal: true }).decode(plain);
}

/** In small bites, so that what swells is noticed long before it is large. */
function inflated(bytes: Uint8Array): Uint8Array {
  const pieces: Uint8Array[] = [];
  let size = 0;
  let isWhole = false;
  const inflate = new Inflate({ dictionary: dictionary() }, (piece, isLast) => {
    size += piece.length;
    isWhole ||= isLast;
    if (size > KEEP_LIMITS.linkInflated) throw new Error("It swells beyond the limit.");
    pieces.push(piece);
  });
  const BITE = 512;
  for (let place = 0; place < bytes.length; place += BITE) inflate.push(bytes.subarray(place, place + BITE), place + BITE >= bytes.length);
  if (!isWhole) throw new Error("The end is missing.");
  return joined(pieces);
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((size, piece) => size + piece.length, 0));
  pieces.reduce((place, piece) => (whole.set(piece, place), place + piece.length), 0);
  return whole;
}

/** FNV-1a, 32 bits: a damaged link must not pass for another program. */
function sum(bytes: Uint8Array): Uint8Array {
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return new Uint8Array([hash >>> 24, (hash >>> 16) & 255, (hash >>> 8) & 255, hash & 255]);
}

function toBase64url(bytes: Uint8Array): string {
  let binary = "";
  for (let index = 0; index < bytes.length; index += 8192) binary += String.fromCharCode(...bytes.subarray(index, index + 8192));
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

function fromBase64url(text: string): Uint8Array {
  if (!/^[\w-]*$/.test(text)) throw new Error("A character does not belong there.");
  return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (character) => character.charCodeAt(0));
}
