/** Dates as text and in parts. The device lives in UTC, so that a run is the same everywhere. */
import { wrongValue } from "./errors.ts";

const DAY = 86_400_000;
const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

const two = (value: number): string => String(value).padStart(2, "0");

function needDate(value: unknown, where: string): Date {
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

export class ISO8601DateFormatter {
  formatOptions: unknown = null;
  timeZone: unknown = null;

  string(options: { from: Date }): string {
    return needDate(options?.from, "ISO8601DateFormatter.string({ from })").toISOString().replace(/\.\d+Z$/, "Z");
  }

  date(options: { from: string }): Date | null {
    const text = String(options?.from);
    const made = new Date(text);
    return /^\d{4}-\d{2}-\d{2}(T|$)/.test(text) && !Number.isNaN(made.getTime()) ? made : null;
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

export class DateComponents {
  year: number | null;
  month: number | null;
  day: number | null;
  hour: number | null;
  minute: number | null;
  second: number | null;
  weekday: number | null;

  constructor(given: Partial<Record<"year" | "month" | "day" | "hour" | "minute" | "second" | "weekday", number>> = {}) {
    const { year = null, month = null, day = null, hour = null, minute = null, second = null, weekday = null } = given ?? {};
    [this.year, this.month, this.day, this.hour, this.minute, this.second, this.weekday] = [year, month, day, hour, minute, second, weekday];
  }
}

const UNITS: Readonly<Record<string, number>> = { second: 1000, minute: 60_000, hour: 3_600_000, day: DAY, weekOfYear: 7 * DAY };
const unitOf = (given: unknown): string => String(given).replace(/^\./, "");
const startOf = (date: Date): number => Math.floor(date.getTime() / DAY) * DAY;
const today = (): number => startOf(new Date());

class TheCalendar {
  startOfDay(options: { for: Date }): Date {
    return new Date(startOf(needDate(options?.for, "Calendar.startOfDay({ for })")));
  }

  date(options: { byAdding?: string; value?: number; to?: Date; from?: DateComponents; bySettingHour?: number; minute?: number; second?: number; of?: Date }): Date {
    if (options?.from instanceof DateComponents) {
      const { year, month, day, hour, minute, second } = options.from;
      return new Date(Date.UTC(year ?? 2000, (month ?? 1) - 1, day ?? 1, hour ?? 0, minute ?? 0, second ?? 0));
    }
    if (options?.bySettingHour !== undefined) return new Date(startOf(needDate(options.of, "Calendar.date({ of })")) + options.bySettingHour * 3_600_000 + (options.minute ?? 0) * 60_000 + (options.second ?? 0) * 1000);
    const to = needDate(options?.to, "Calendar.date({ to })");
    const value = Number(options?.value);
    const unit = unitOf(options?.byAdding);
    if (unit === "month" || unit === "year") return new Date(Date.UTC(to.getUTCFullYear() + (unit === "year" ? value : 0), to.getUTCMonth() + (unit === "month" ? value : 0), to.getUTCDate(), to.getUTCHours(), to.getUTCMinutes(), to.getUTCSeconds()));
    const size = UNITS[unit];
    if (size === undefined) throw wrongValue("Calendar.date({ byAdding })", "second, minute, hour, day, weekOfYear, month or year", options?.byAdding);
    return new Date(to.getTime() + value * size);
  }

  /** The next moment whose hour, minute and second are those given. */
  nextDate(options: { after: Date; matching: DateComponents }): Date {
    const after = needDate(options?.after, "Calendar.nextDate({ after })");
    const { hour, minute, second } = options.matching;
    const length = hour === null ? 3_600_000 : DAY;
    const offset = (hour ?? 0) * 3_600_000 + (minute ?? 0) * 60_000 + (second ?? 0) * 1000;
    const begin = Math.floor(after.getTime() / length) * length + offset;
    return new Date(begin > after.getTime() ? begin : begin + length);
  }

  dateComponents(units: readonly string[], options: { from: Date; to?: Date }): DateComponents {
    const from = needDate(options?.from, "Calendar.dateComponents({ from })");
    const wanted = units.map(unitOf);
    const parts: Record<string, number> = {};
    if (options.to) {
      let rest = options.to.getTime() - from.getTime();
      for (const unit of ["day", "hour", "minute", "second"]) {
        if (!wanted.includes(unit)) continue;
        parts[unit] = Math.trunc(rest / (UNITS[unit] as number));
        rest -= (parts[unit] as number) * (UNITS[unit] as number);
      }
      return new DateComponents(parts);
    }
    const all: Record<string, number> = { year: from.getUTCFullYear(), month: from.getUTCMonth() + 1, day: from.getUTCDate(), hour: from.getUTCHours(), minute: from.getUTCMinutes(), second: from.getUTCSeconds(), weekday: from.getUTCDay() + 1 };
    for (const unit of wanted) if (all[unit] !== undefined) parts[unit] = all[unit];
    return new DateComponents(parts);
  }

  component(unit: string, options: { from: Date }): number {
    return (this.dateComponents([unit], options) as unknown as Record<string, number | null>)[unitOf(unit)] ?? 0;
  }

  isDate(one: Date, options: { inSameDayAs: Date }): boolean {
    return startOf(needDate(one, "Calendar.isDate")) === startOf(needDate(options?.inSameDayAs, "Calendar.isDate({ inSameDayAs })"));
  }

  isDateInToday(date: Date): boolean {
    return startOf(needDate(date, "Calendar.isDateInToday")) === today();
  }

  isDateInYesterday(date: Date): boolean {
    return startOf(needDate(date, "Calendar.isDateInYesterday")) === today() - DAY;
  }

  isDateInTomorrow(date: Date): boolean {
    return startOf(needDate(date, "Calendar.isDateInTomorrow")) === today() + DAY;
  }
}

export const Calendar = { current: new TheCalendar() };
export const TimeZone = { current: { identifier: "UTC", secondsFromGMT: (): number => 0 } };
export const Locale = { current: { identifier: "en_US", languageCode: "en", regionCode: "US" } };
