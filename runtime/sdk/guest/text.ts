/** `Text`: strings, numbers with a format, dates with a style, timers. A style is drawn for the moment it is looked at. */
import type { Json } from "../../model/json.ts";
import { DateFormatter } from "./dates.ts";
import { wrongValue } from "./errors.ts";
import { numberIn, oneOf } from "./styles.ts";
import { nodeOf, render, runsOf } from "./view-node.ts";

export const DATE_STYLES = ["time", "date", "relative", "offset", "timer"];

export const millis = (value: unknown, where: string): number => {
  if (!(value instanceof Date) || Number.isNaN(value.getTime())) throw wrongValue(where, "a Date", value);
  return value.getTime();
};

/** A closed range, `start...end`: `[start, end]`, or an object of both. */
export function rangeOf(given: unknown, where: string): readonly [unknown, unknown] {
  const { start, end, from, to, lowerBound, upperBound } = (given ?? {}) as Record<string, unknown>;
  const [low, high] = Array.isArray(given) ? (given as unknown[]) : [start ?? from ?? lowerBound, end ?? to ?? upperBound];
  if (low === undefined || high === undefined) throw wrongValue(where, "a range, as in [start, end]", given);
  if ((low as number) > (high as number)) throw wrongValue(where, "a range whose lower bound is not above its upper bound, or Swift traps", `${String(low)}…${String(high)}`);
  return [low, high];
}

export function numbers(given: unknown, where: string): readonly [number, number] {
  const [low, high] = rangeOf(given, where);
  return [numberIn(low, where), numberIn(high, where)];
}

/** The data of a timer between two dates. */
export function timerOf(options: { timerInterval?: unknown; countsDown?: unknown; pauseTime?: unknown; showsHours?: unknown }, where: string): Record<string, Json> {
  const [start, end] = rangeOf(options.timerInterval, `${where}({ timerInterval })`);
  return { start: millis(start, `${where}({ timerInterval })`), end: millis(end, `${where}({ timerInterval })`), countsDown: options.countsDown !== false, showsHours: options.showsHours !== false, ...(options.pauseTime === undefined || options.pauseTime === null ? {} : { pauseTime: millis(options.pauseTime, `${where}({ pauseTime })`) }) };
}

export function textProps(first: unknown, second?: unknown): Record<string, Json> {
  const { style, format } = (second ?? {}) as { style?: unknown; format?: unknown };
  if (first === undefined || first === null) throw wrongValue("Text", "a string", first);
  if (style !== undefined) return { runs: [{ date: millis(first, "Text(date, { style })"), style: oneOf(style, DATE_STYLES, "Text(date, { style })") }] };
  if (format !== undefined) return { runs: [formatted(first, format)] };
  if (typeof first === "string") return { runs: runsOf(first) };
  if (typeof first === "number" || typeof first === "bigint") return { runs: [String(first)] };
  if (first instanceof Date) throw wrongValue("Text", 'a date to come with a style or a format, as in Text(date, { style: "time" })', first);
  if (nodeOf(first)?.type === "Text" || nodeOf(first)?.type === "Image") return { runs: [render(first) as unknown as Json] };
  if (typeof first !== "object") throw wrongValue("Text", "a string", first);
  if ("verbatim" in first) return { runs: [String(first.verbatim)] };
  if ("timerInterval" in first) return { runs: [{ timer: timerOf(first, "Text") }] };
  if (Array.isArray(first) || ("start" in first && "end" in first)) {
    const [start, end] = rangeOf(first, "Text([start, end])");
    return { runs: [{ interval: [millis(start, "Text([start, end])"), millis(end, "Text([start, end])")] }] };
  }
  throw wrongValue("Text", "a string, a number, a date with a style, [start, end] or { timerInterval: [start, end] }", first);
}

/** "1,234.5": grouped, as the formats for en_US write it. */
function grouped(value: number, least: number, most: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "NaN" : value > 0 ? "∞" : "-∞";
  const [whole = "0", part = ""] = Math.abs(value).toFixed(most).split(".");
  let digits = part;
  while (digits.length > least && digits.endsWith("0")) digits = digits.slice(0, -1);
  return `${value < 0 ? "-" : ""}${whole.replace(/\B(?=(\d{3})+$)/g, ",")}${digits === "" ? "" : `.${digits}`}`;
}

const SIGNS: Readonly<Record<string, string>> = { USD: "$", EUR: "€", GBP: "£", JPY: "¥", CHF: "CHF ", INR: "₹", CNY: "CN¥" };
const PATTERNS: Readonly<Record<string, string>> = { time: "h:mm a", date: "M/d/yyyy", "date-time": "M/d/yyyy, h:mm a", hour: "h a", minute: "mm", weekday: "EEE", day: "d", month: "MMM", year: "yyyy", "hour-minute": "h:mm a", "month-day": "MMM d", "month-day-year": "MMM d, yyyy", "weekday-month-day": "EEE, MMM d", "weekday-day": "d EEE" };
const ORDER = ["weekday", "month", "day", "year", "hour", "minute"];

/** `"number"`, `"percent"`, `{ currency: "EUR" }` with `fractionLength`; for dates `"time"`, `"date"` or `{ dateTime: ["hour", "minute"] }`. */
function formatted(value: unknown, format: unknown): string {
  const options = (typeof format === "object" && format !== null ? format : { style: format }) as { style?: unknown; currency?: unknown; fractionLength?: unknown; dateTime?: unknown };
  if (value instanceof Date) {
    const parts = (Array.isArray(options.dateTime) ? options.dateTime : options.style === "dateTime" ? ["date", "time"] : [options.style]).map((part) => String(part).replace(/^\./, ""));
    const pattern = PATTERNS[parts.join("-")] ?? PATTERNS[[...parts].sort((one, other) => ORDER.indexOf(one) - ORDER.indexOf(other)).join("-")];
    if (pattern === undefined) throw wrongValue("Text(date, { format })", `"time", "date" or { dateTime: [parts] } with ${ORDER.join(", ")}`, format);
    const formatter = new DateFormatter();
    formatter.dateFormat = pattern;
    return formatter.string({ from: new Date(millis(value, "Text(date, { format })")) });
  }
  const number = numberIn(value, "Text(number, { format })");
  const digits = options.fractionLength === undefined ? undefined : numberIn(options.fractionLength, "Text(number, { format: { fractionLength } })", 0, 20);
  if (options.currency !== undefined) {
    const code = String(options.currency);
    return `${number < 0 ? "-" : ""}${SIGNS[code] ?? `${code} `}${grouped(Math.abs(number), digits ?? 2, digits ?? 2)}`;
  }
  const style = oneOf(options.style ?? "number", ["number", "percent"], "Text(number, { format })");
  return style === "percent" ? `${grouped(number * 100, digits ?? 0, digits ?? 6)}%` : grouped(number, digits ?? 0, digits ?? 6);
}
