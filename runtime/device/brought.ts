/** Whether a value that is stored comes out of a download. */
import type { Content } from "../model/host-call.ts";
import type { Json } from "../model/json.ts";

/** So long a piece of a body is no coincidence. */
const LONG = 32;

/** The body, a long piece of it, or a structure most of whose values are the body's. A date, a number or a short text is a mere note. */
export function isOutOf(value: Json, body: Content): boolean {
  const { $data: data } = isStructure(value) ? (value as { readonly $data?: Content }) : {};
  if (data !== undefined && "base64" in data) return "base64" in body && data.base64 === body.base64;
  if (!("utf8" in body)) return false;
  const given = data !== undefined ? data.utf8 : value;
  if (typeof given === "string" && isPiece(given.trim(), body.utf8)) return true;
  const structure = typeof given === "string" ? parsed(given) : given;
  return isStructure(structure) && isMostlyOf(structure, body.utf8);
}

const isPiece = (text: string, body: string): boolean => text !== "" && (text === body.trim() || (text.length >= LONG && body.includes(text)));

function isMostlyOf(structure: Json, body: string): boolean {
  const given = leavesOf(structure);
  if (given.length < 2) return false;
  const all = new Set(leavesOf(parsed(body)));
  const taken = given.filter((leaf) => all.has(leaf));
  // Small numbers are alike everywhere.
  return taken.length * 2 > given.length && taken.some((leaf) => typeof leaf === "string");
}

const isStructure = (value: Json): boolean => typeof value === "object" && value !== null;

function leavesOf(value: Json): readonly (string | number)[] {
  if (typeof value === "string" || typeof value === "number") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(leavesOf) : [];
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return null;
  }
}
