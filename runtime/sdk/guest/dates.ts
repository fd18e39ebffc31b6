/** Dates as text and in parts. The device lives in UTC, so that a run is the same everywhere. */
import { wrongValue } from "./errors.ts";

const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

const two = (value: number): string => String(value).padStart(2, "0");

export function needDate(value: unknown, where: string): Date {
  if (value instanceof Date && !Number.isNaN(value.getTime())) return value;
  throw wrongValue(where, "a Date", value);
}

/** The letters of Unicode's date patterns that widgets use. */
const FIELDS: Readonly<Record<string, (date: Date) => string>> = {
  yyyy: (date) => String(date.getUTCFullYear()), yy: (date) => two(date.getUTCFullYear() % 100),
  MMMM: (date) => MONTHS[date.getUTCMonth()] as string, MMM: (date) => (MONTHS[date.getUTCMonth()] as string).slice(0, 3), MM: (date) => two(date.getUTCMonth() + 1), M: (date) => String(date.getUTCMonth() + 1),
  dd: (date) => two(date.getUTCDate()), d: (date) => String(date.getUTCDate()),
  EEEE: (date) => WEEKDAYS[date.getUTCDay()] as string, EEE: (date) => (WEEKDAYS[date.getUTCDay()] as string).slice(0, 3), E: (date) => (WEEKDAYS[date.getUTCDay()] as string).slice(0, 3),
  HH: (date) => two(date.getUTCHours()), H: (date) => String(date.getUTCHours()), hh: (date) => two(date.getUTCHours() % 12 || 12), h: (date) => String(date.getUTCHours() % 12 || 12),
  mm: (date) => two(date.getUTCMinutes()), ss: (date) => two(date.getUTCSeconds()), SSS: (date) => String(date.getUTCMilliseconds()).padStart(3, "0"),
  a: (date) => (date.getUTCHours() < 12 ? "AM" : "PM"), Z: () => "+0000", z: () => "UTC",
};

const PATTERN = /'([^']*)'|yyyy|yy|MMMM|MMM|MM|M|dd|d|EEEE|EEE|E|HH|H|hh|h|mm|ss|SSS|a|Z|z/g;
const STYLES: Readonly<Record<string, { readonly date: string; readonly time: string }>> = {
  none: { date: "", time: "" }, short: { date: "M/d/yy", time: "h:mm a" }, medium: { date: "MMM d, yyyy", time: "h:mm:ss a" }, long: { date: "MMMM d, yyyy", time: "h:mm:ss a z" }, full: { date: "EEEE, MMMM d, yyyy", time: "h:mm:ss a z" },
};

export class DateFormatter {
  dateFormat: string | null = null;
  dateStyle = "none";
  timeStyle = "none";
  locale: unknown = null;
  timeZone: unknown = null;

  string(options: { from: Date }): string {
    const date = needDate(options?.from, "DateFormatter.string({ from })");
    const style = (name: string): { date: string; time: string } => STYLES[String(name).replace(/^\./, "")] ?? { date: "", time: "" };
    const pattern = this.dateFormat ?? [style(this.dateStyle).date, style(this.timeStyle).time].filter((part) => part !== "").join(", ");
    return pattern.replace(PATTERN, (field: string, quoted: string | undefined) => quoted ?? FIELDS[field]?.(date) ?? field);
  }

  /** Reads the numeric fields of the format; `null` when the text does not fit it. */
  date(options: { from: string }): Date | null {
    const names: string[] = [];
    const source = (this.dateFormat ?? "").replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(PATTERN, (field: string, quoted: string | undefined) => {
      if (quoted !== undefined) return quoted;
      names.push(field);
      return field === "MMM" || field === "MMMM" || field === "a" || field === "Z" || field.startsWith("E") ? "(\\S+)" : "(\\d+)";
    });
    const found = new RegExp(`^${source}$`).exec(String(options?.from));
    if (!found) return null;
    const field = (name: string, otherwise: number): number => {
      const index = names.findIndex((each) => each === name || each === name + name || (name === "y" && /^y+$/.test(each)));
      return index < 0 ? otherwise : Number(found[index + 1]);
    };
    const month = names.findIndex((each) => each === "MMM" || each === "MMMM");
    const named = month < 0 ? field("M", 1) - 1 : MONTHS.findIndex((each) => each.startsWith(String(found[month + 1]).slice(0, 3)));
    const made = new Date(Date.UTC(field("y", 2000), named, field("d", 1), field("H", 0), field("m", 0), field("s", 0)));
    return Number.isNaN(made.getTime()) ? null : made;
  }
}

const fractions = (options: unknown): boolean => [options].flat().some((each) => /(^|\.)withFractionalSeconds$/.test(String(each)));

export class ISO8601DateFormatter {
  formatOptions: unknown = null;
  timeZone: unknown = null;

  static string(options: { from: Date }): string {
    return new ISO8601DateFormatter().string(options);
  }

  string(options: { from: Date }): string {
    const text = needDate(options?.from, "ISO8601DateFormatter.string({ from })").toISOString();
    return fractions(this.formatOptions) ? text : text.replace(/\.\d+Z$/, "Z");
  }

  /** Fractions of a second are read with `withFractionalSeconds` only, and then they must be there. */
  date(options: { from: string }): Date | null {
    const text = String(options?.from);
    const shape = fractions(this.formatOptions) ? /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+(Z|[+-]\d\d:?\d\d)$/ : /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:?\d\d)$/;
    const made = new Date(text.replace(/([+-]\d\d)(\d\d)$/, "$1:$2"));
    return shape.test(text) && !Number.isNaN(made.getTime()) ? made : null;
  }
}

/** "in 5 minutes", "2 hours ago". */
export class RelativeDateTimeFormatter {
  unitsStyle: unknown = null;

  localizedString(options: { for: Date; relativeTo: Date }): string {
    const seconds = (needDate(options?.for, "localizedString({ for })").getTime() - needDate(options?.relativeTo, "localizedString({ relativeTo })").getTime()) / 1000;
    const [name, size] = ([["day", 86_400], ["hour", 3600], ["minute", 60], ["second", 1]] as const).find(([, each]) => Math.abs(seconds) >= each) ?? (["second", 1] as const);
    const count = Math.floor(Math.abs(seconds) / size);
    const text = `${count} ${name}${count === 1 ? "" : "s"}`;
    return seconds < 0 ? `${text} ago` : `in ${text}`;
  }
}

/** "2 hours, 5 minutes" for a length of time. */
export class DateComponentsFormatter {
  allowedUnits: readonly string[] = ["day", "hour", "minute", "second"];
  unitsStyle: unknown = "positional";
  zeroFormattingBehavior: unknown = null;
  maximumUnitCount = 0;

  string(given: number | { from?: unknown; to?: unknown; timeInterval?: number }): string {
    const seconds = typeof given === "number" ? given : (given?.timeInterval ?? (typeof given?.from === "number" ? given.from : (needDate(given?.to, "DateComponentsFormatter.string({ to })").getTime() - needDate(given?.from, "DateComponentsFormatter.string({ from })").getTime()) / 1000));
    const style = String(this.unitsStyle).replace(/^\./, "");
    let rest = Math.floor(Math.abs(seconds));
    const wanted = [...this.allowedUnits].map((unit) => String(unit).replace(/^\./, ""));
    const parts = SIZES.filter(([unit]) => wanted.includes(unit)).map(([unit, size]) => {
      const count = Math.floor(rest / size);
      rest -= count * size;
      return [unit, count] as const;
    });
    const first = parts.findIndex(([, count]) => count > 0);
    const begun = first < 0 ? parts.slice(-1) : style === "positional" ? parts.slice(parts.length > 1 ? Math.min(first, parts.length - 2) : first) : parts.filter(([, count]) => count > 0);
    const shown = this.maximumUnitCount > 0 ? begun.slice(0, this.maximumUnitCount) : begun;
    const sign = seconds < 0 ? "-" : "";
    if (style === "positional") return sign + shown.map(([, count], index) => (index === 0 ? String(count) : two(count))).join(":");
    if (style === "abbreviated") return sign + shown.map(([unit, count]) => `${count}${unit[0]}`).join(" ");
    return sign + shown.map(([unit, count]) => `${count} ${style === "short" ? ({ day: "day", hour: "hr", minute: "min", second: "sec" } as Record<string, string>)[unit] : unit}${count === 1 || (style === "short" && unit !== "day") ? "" : "s"}`).join(", ");
  }
}

const SIZES = [["day", 86_400], ["hour", 3600], ["minute", 60], ["second", 1]] as const;

class TheTimeZone {
  readonly identifier: string;

  constructor(options?: { identifier?: string; secondsFromGMT?: number; abbreviation?: string }) {
    this.identifier = options?.identifier ?? options?.abbreviation ?? "GMT";
  }

  static readonly current = new TheTimeZone();
  static readonly gmt = TheTimeZone.current;
  static readonly autoupdatingCurrent = TheTimeZone.current;

  abbreviation(): string {
    return "GMT";
  }

  /** The device lives in UTC. */
  secondsFromGMT(_options?: unknown): number {
    return 0;
  }
}
export const TimeZone = TheTimeZone;

export class Locale {
  readonly identifier: string;

  constructor(options?: { identifier?: string } | string) {
    this.identifier = (typeof options === "string" ? options : options?.identifier) ?? "en_US";
  }

  static readonly current = new Locale();
  static readonly autoupdatingCurrent = Locale.current;

  get languageCode(): string {
    return this.identifier.split(/[_-]/)[0] ?? "";
  }

  get regionCode(): string | null {
    return this.identifier.split(/[_-]/)[1] ?? null;
  }
}
