/** A widget in words: what a screen reader is told, and what this home screen could not draw. */
import type { ViewData } from "../../../runtime/model/host-call.ts";
import type { Json } from "../../../runtime/model/json.ts";
import { viewIn } from "./colours.ts";
import { dateText, type DateStyle, intervalText, type Timer, timerText } from "./dates.ts";
import { spoken } from "./symbols.ts";

/** A part of a text that is no view: a string, a date, an interval or a timer. */
export function runText(run: Json, now: number): string {
  if (typeof run === "string") return run;
  const { date, style, interval, timer } = (run ?? {}) as { date?: number; style?: DateStyle; interval?: readonly [number, number]; timer?: Timer };
  if (interval !== undefined) return intervalText(interval[0], interval[1]);
  if (timer !== undefined) return timerText(timer, now);
  return date === undefined || style === undefined ? "" : dateText(date, style, now);
}

export const runsOf = (view: ViewData): readonly Json[] => (Array.isArray(view.props["runs"]) ? view.props["runs"] : []);

export const textOf = (view: ViewData, now: number): string => runsOf(view).map((run) => {
  const inner = viewIn(run);
  return inner === null ? runText(run, now) : inner.type === "Text" ? textOf(inner, now) : "";
}).join("");

const SLOTS = ["title", "currentValueLabel", "minimumValueLabel", "maximumValueLabel", "header", "footer"];
const has = (view: ViewData, name: string, value: Json = true): boolean => view.modifiers.some((modifier) => modifier.name === name && (modifier.args[0] ?? true) === value);
const wording = (view: ViewData, name: string, now: number): string | null => {
  const given = viewIn(view.modifiers.find((modifier) => modifier.name === name)?.args[0]);
  return given === null ? null : textOf(given, now);
};

export interface Reading {
  readonly now: number;
  /** Placeholders hide what they would say. */
  readonly isRedacted: boolean;
  /** Private views say nothing while the device is locked. */
  readonly isLocked: boolean;
}

/** The texts of a view, in the order they are read. */
export function wordsOf(view: ViewData, reading: Reading): string[] {
  const { now, isLocked } = reading;
  if (has(view, "accessibilityHidden") || has(view, "hidden")) return [];
  const shows = has(view, "unredacted");
  const isRedacted = !shows && (reading.isRedacted || view.modifiers.some(({ name }) => name === "redacted") || (isLocked && has(view, "privacySensitive")));
  const label = wording(view, "accessibilityLabel", now);
  const value = wording(view, "accessibilityValue", now);
  const within = { ...reading, isRedacted };
  const own = label !== null ? [label] : isRedacted ? [] : ownWords(view, now);
  const children = label !== null ? [] : [...SLOTS.flatMap((slot) => viewIn(view.props[slot]) ?? []), ...(view.type === "ViewThatFits" ? view.children.slice(0, 1) : view.children)].flatMap((child) => wordsOf(child, within));
  const layers = view.modifiers.filter(({ name }) => name === "overlay" || name === "background" || name === "containerBackground").flatMap(({ args }) => viewIn(args[0]) ?? []).flatMap((layer) => wordsOf(layer, within));
  // A switch is named before its state.
  const parts = view.type === "Toggle" ? [...children, ...own] : [...own, ...children];
  return [...parts, ...(value === null ? [] : [value]), ...layers].filter((each) => each !== "");
}

function ownWords(view: ViewData, now: number): string[] {
  const { type, props } = view;
  if (type === "Text") return [textOf(view, now)];
  if (type === "Image") return typeof props["systemName"] === "string" ? [spoken(props["systemName"])] : [String(props["asset"] ?? "")];
  if (type === "Label") {
    const title = viewIn(props["title"]);
    return title === null && viewIn(props["icon"]) ? ownWords(viewIn(props["icon"]) as ViewData, now) : [];
  }
  if (type === "Gauge" && props["currentValueLabel"] === undefined) return [`${props["value"]} of ${props["upper"]}`];
  if (type === "ProgressView" && typeof props["value"] === "number") return [`${Math.round((props["value"] / Number(props["total"] ?? 1)) * 100)} %`];
  if (type === "Toggle") return [props["isOn"] === true ? "on" : "off"];
  return [];
}

/** Modifiers that a real widget draws and this page does not, each once. */
export function undrawn(view: ViewData, known: (name: string) => boolean): string[] {
  const inside = [...view.children, ...SLOTS.flatMap((slot) => viewIn(view.props[slot]) ?? []), ...view.modifiers.flatMap(({ args }) => args.flatMap((arg) => viewIn(arg) ?? []))];
  return [...new Set([...view.modifiers.map(({ name }) => name).filter((name) => !known(name)), ...inside.flatMap((each) => undrawn(each, known))])].sort();
}
