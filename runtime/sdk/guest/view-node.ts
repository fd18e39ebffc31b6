/** A view as data: what it is called, what it was made with, what is in it. */
import type { ViewData } from "../../model/host-call.ts";
import type { Json } from "../../model/json.ts";
import { Data } from "./data.ts";
import { wrongValue } from "./errors.ts";

/** Nested deeper than this, a view's body probably contains itself. */
const DEPTH = 64;

export interface Node {
  readonly type: string;
  readonly props: { readonly [key: string]: Json };
  readonly modifiers: ViewData["modifiers"];
  readonly children: readonly unknown[];
}

/** Every view holds its node here, hidden from learner code. */
export const NODE = Symbol("view");
/** Values that are no views (fonts, angles, gradients) hold their data here. */
export const DATA = Symbol("data");

export const nodeOf = (value: unknown): Node | undefined => (value !== null && typeof value === "object" ? (value as { [NODE]?: Node })[NODE] : undefined);
export const isView = (value: unknown): boolean => nodeOf(value) !== undefined;
/** A learner's own view: an object whose `body` is a view. */
export const isCustom = (value: unknown): value is { readonly body: unknown } => value !== null && typeof value === "object" && !isView(value) && "body" in value;

/** A view's data. `where` names what gave it, for the error. */
export function render(value: unknown, where = "the content closure", depth = 0): ViewData {
  if (depth > DEPTH) throw wrongValue(where, "views that end somewhere", value);
  const node = nodeOf(value);
  const inside = (children: readonly unknown[]): ViewData[] => (children.length === 0 ? [] : children.flatMap((child) => list(child)).map((child) => render(child, where, depth + 1)));
  if (node) return { type: node.type, props: node.props, modifiers: node.modifiers, children: inside(node.children) };
  if (typeof value === "string" || typeof value === "number") return { type: "Text", props: { runs: runsOf(String(value)) }, modifiers: [], children: [] };
  if (Array.isArray(value)) return { type: "Group", props: {}, modifiers: [], children: inside(value) };
  if (isCustom(value)) {
    const { body } = value;
    return render(typeof body === "function" ? body.call(value) : body, where, depth + 1);
  }
  throw wrongValue(where, "a SwiftUI view", value);
}

/** `null`, `undefined` and `false` stand for no view, as an `if` without `else` does. */
export const list = (child: unknown): unknown[] => (child === null || child === undefined || child === false ? [] : Array.isArray(child) ? child.flatMap(list) : [child]);

/** The views that a closure, an array or a single value gives. */
export function content(given: unknown, argument?: unknown): unknown[] {
  return list(typeof given === "function" ? (given as (argument: unknown) => unknown)(argument) : given);
}

/** Several views where one is meant are a Group. */
export function single(given: unknown, where: string): ViewData {
  const found = content(given);
  return render(found.length === 1 ? found[0] : found, where);
}

/** A learner's value as data: views and fonts as theirs, dates as `{ date }` in milliseconds since 1970, endless lengths as "infinity". */
export function dataFrom(value: unknown, depth = 0): Json | undefined {
  if (value === null || typeof value === "boolean") return value;
  if (typeof value === "string") return name(value);
  if (typeof value === "number") return Number.isFinite(value) ? value : value > 0 ? "infinity" : String(value);
  if (typeof value !== "object" || depth > DEPTH) return undefined;
  if (isView(value) || isCustom(value)) return render(value) as unknown as Json;
  const held = (value as { [DATA]?: Json })[DATA];
  if (held !== undefined) return held;
  if (value instanceof Date) return { date: Number.isNaN(value.getTime()) ? null : value.getTime() };
  if (value instanceof Data) return `${value.count} bytes`;
  if ("absoluteString" in value) return String(value.absoluteString);
  if (Array.isArray(value)) return value.map((member) => dataFrom(member, depth + 1) ?? null);
  const members: Record<string, Json> = {};
  for (const [key, member] of Object.entries(value)) {
    const made = dataFrom(member, depth + 1);
    if (made !== undefined) members[key] = made;
  }
  return members;
}

/** ".leading" and "leading" are the same name. */
export const name = (text: string): string => text.replace(/^\.(?=[A-Za-z])/, "");

/** What a text is made of: plain strings, and texts, dates and images set among them. */
const [OPEN, CLOSE] = ["\uE000", "\uE001"];

/** A view inside a string, as `Text(`Leaves ${Text(date, …)}`)` puts it there. */
export const inlined = (node: Node): string => `${OPEN}${JSON.stringify(render({ [NODE]: node }))}${CLOSE}`;

export function runsOf(text: string): Json[] {
  if (!text.includes(OPEN)) return text === "" ? [] : [text];
  return text.split(OPEN).flatMap((part, index): Json[] => {
    if (index === 0) return part === "" ? [] : [part];
    const end = part.lastIndexOf(CLOSE);
    if (end < 0) return [part];
    const rest = part.slice(end + 1);
    return [JSON.parse(part.slice(0, end)) as Json, ...(rest === "" ? [] : [rest])];
  });
}
