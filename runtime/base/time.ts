/**
 * Virtual time. An instant is counted in whole milliseconds since the run began; a duration in
 * whole milliseconds. Nothing in the runtime reads a clock: time is always an argument.
 */

declare const instantBrand: unique symbol;
declare const durationBrand: unique symbol;

/** Milliseconds since the start of the run, a non-negative integer. */
export type Instant = number & { readonly [instantBrand]: true };
/** Milliseconds, a non-negative integer. */
export type Duration = number & { readonly [durationBrand]: true };

export const START = 0 as Instant;

export const instant = (milliseconds: number): Instant => Math.max(0, Math.round(milliseconds)) as Instant;
export const duration = (milliseconds: number): Duration => Math.max(0, Math.round(milliseconds)) as Duration;
export const seconds = (count: number): Duration => duration(count * 1000);
export const minutes = (count: number): Duration => duration(count * 60_000);
export const hours = (count: number): Duration => duration(count * 3_600_000);
export const later = (at: Instant, by: Duration): Instant => (at + by) as Instant;

const UNITS: readonly (readonly [string, number])[] = [["d", 86_400_000], ["h", 3_600_000], ["m", 60_000], ["s", 1000], ["ms", 1]];

/** Reads "1.5s", "200 ms", "2h" or "1h 30m"; `null` when the text is none of these. */
export function parseDuration(text: string): Duration | null {
  const part = /\s*(\d+(?:\.\d+)?)\s*(ms|s|m|h|d)(?=\s|\d|$)/gy;
  let total = 0;
  let end = 0;
  for (let match = part.exec(text); match; match = part.exec(text)) {
    total += Number(match[1]) * (UNITS.find(([unit]) => unit === match[2])?.[1] ?? 0);
    end = part.lastIndex;
  }
  return end > 0 && text.slice(end).trim() === "" ? duration(total) : null;
}

/** "1h 30m", "6.2s", "200ms": the shortest exact form. */
export function formatDuration(value: Duration): string {
  if (value === 0) return "0s";
  if (value < 1000) return `${value}ms`;
  if (value < 60_000) return `${value / 1000}s`;
  const parts: string[] = [];
  let rest: number = value;
  for (const [unit, size] of UNITS.slice(0, 3)) {
    const count = Math.floor(rest / size);
    if (count > 0) parts.push(`${count}${unit}`);
    rest -= count * size;
  }
  if (rest > 0) parts.push(`${rest / 1000}s`);
  return parts.join(" ");
}

/** "0:06.200": minutes, seconds and milliseconds, with hours in front when there are any. */
export function formatInstant(at: Instant): string {
  const pad = (value: number, width: number) => String(value).padStart(width, "0");
  const hour = Math.floor(at / 3_600_000);
  const minute = Math.floor(at / 60_000) % 60;
  const rest = `${pad(Math.floor(at / 1000) % 60, 2)}.${pad(at % 1000, 3)}`;
  return hour > 0 ? `${hour}:${pad(minute, 2)}:${rest}` : `${minute}:${rest}`;
}
