/** Dates as SwiftUI writes them, at a given moment. All instants are milliseconds since 1970; the device lives in UTC and speaks English. */
export type DateStyle = "time" | "date" | "relative" | "offset" | "timer";

export interface Timer {
  readonly start: number;
  readonly end: number;
  readonly countsDown: boolean;
  readonly showsHours: boolean;
  readonly pauseTime?: number;
}

const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const two = (value: number): string => String(value).padStart(2, "0");

/** Name, abbreviation for one and for several, seconds. */
const UNITS = [["year", "yr", "yr", 31_536_000], ["month", "mth", "mths", 2_592_000], ["week", "wk", "wks", 604_800], ["day", "day", "days", 86_400], ["hour", "hr", "hr", 3600], ["minute", "min", "min", 60], ["second", "sec", "sec", 1]] as const;

export const clock = (at: number): string => {
  const date = new Date(at);
  return `${date.getUTCHours() % 12 || 12}:${two(date.getUTCMinutes())} ${half(at)}`;
};
const half = (at: number): string => (new Date(at).getUTCHours() < 12 ? "AM" : "PM");
const day = (at: number): string => {
  const date = new Date(at);
  return `${MONTHS[date.getUTCMonth()]} ${date.getUTCDate()}, ${date.getUTCFullYear()}`;
};

/** "1:02:03", "2:03"; without hours "62:03". */
export function span(seconds: number, showsHours = true): string {
  const hours = showsHours ? Math.floor(seconds / 3600) : 0;
  const minutes = Math.floor((seconds - hours * 3600) / 60);
  return `${hours > 0 ? `${hours}:${two(minutes)}` : minutes}:${two(seconds % 60)}`;
}

export function dateText(at: number, style: DateStyle, now: number): string {
  const seconds = Math.floor(Math.abs(at - now) / 1000);
  if (style === "time") return clock(at);
  if (style === "date") return day(at);
  if (style === "timer") return span(seconds);
  const first = Math.max(0, UNITS.findIndex(([, , , size]) => seconds >= size));
  const index = seconds === 0 ? UNITS.length - 1 : first;
  const [name, one, several, size] = UNITS[index] as (typeof UNITS)[number];
  const count = Math.floor(seconds / size);
  if (style === "offset") return `${at < now ? "-" : "+"}${count} ${name}${count === 1 ? "" : "s"}`;
  const rest = UNITS[index + 1];
  const more = rest === undefined ? 0 : Math.floor((seconds - count * size) / rest[3]);
  return `${count} ${count === 1 ? one : several}${rest === undefined || more === 0 ? "" : `, ${more} ${more === 1 ? rest[1] : rest[2]}`}`;
}

/** "9:00 – 9:45 AM"; the half of the day is said once where it is one. */
export function intervalText(start: number, end: number): string {
  if (Math.floor(start / 86_400_000) !== Math.floor(end / 86_400_000)) return `${day(start)}, ${clock(start)} – ${day(end)}, ${clock(end)}`;
  return half(start) === half(end) ? `${clock(start).slice(0, -3)} – ${clock(end)}` : `${clock(start)} – ${clock(end)}`;
}

export function timerText(timer: Timer, now: number): string {
  const at = Math.min(timer.end, Math.max(timer.start, timer.pauseTime ?? now));
  return span(timer.countsDown ? Math.ceil((timer.end - at) / 1000) : Math.floor((at - timer.start) / 1000), timer.showsHours);
}

/** How far a timer has come, from 0 to 1; one that counts down empties. */
export function timerProgress({ start, end, countsDown }: Timer, now: number): number {
  const part = end <= start ? 1 : Math.min(1, Math.max(0, (now - start) / (end - start)));
  return countsDown ? 1 - part : part;
}
