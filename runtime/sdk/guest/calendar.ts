/** The calendar and its parts of dates. The device lives in UTC, in the Gregorian calendar; its week begins on Sunday. */
import { needDate, TimeZone } from "./dates.ts";
import { wrongValue } from "./errors.ts";

const NAMES = ["year", "month", "day", "hour", "minute", "second", "weekday", "weekOfYear", "nanosecond"] as const;
type Name = (typeof NAMES)[number];

export class DateComponents {
  declare year: number | null;
  declare month: number | null;
  declare day: number | null;
  declare hour: number | null;
  declare minute: number | null;
  declare second: number | null;
  /** 1 is Sunday. */
  declare weekday: number | null;
  declare weekOfYear: number | null;
  declare nanosecond: number | null;

  constructor(given: Partial<Record<Name, number | null>> = {}) {
    for (const name of NAMES) this[name] = given?.[name] ?? null;
  }
}

/** A span of time, its end included. */
export class DateInterval {
  readonly start: Date;
  readonly end: Date;

  constructor(options: { start: Date; end?: Date; duration?: number }) {
    this.start = needDate(options?.start, "new DateInterval({ start, end })");
    this.end = options.end === undefined ? new Date(this.start.getTime() + Number(options.duration ?? 0) * 1000) : needDate(options.end, "new DateInterval({ start, end })");
    if (this.end < this.start) throw wrongValue("new DateInterval({ start, end })", "an end that is not before the start", this.end.toISOString());
  }

  get duration(): number {
    return (this.end.getTime() - this.start.getTime()) / 1000;
  }

  contains(date: Date): boolean {
    return date >= this.start && date <= this.end;
  }

  intersects(other: DateInterval): boolean {
    return this.start <= other.end && other.start <= this.end;
  }

  intersection(options: { with: DateInterval }): DateInterval | null {
    const other = options.with;
    return this.intersects(other) ? new DateInterval({ start: this.start > other.start ? this.start : other.start, end: this.end < other.end ? this.end : other.end }) : null;
  }
}

const DAY = 86_400_000;
const UNITS: Readonly<Record<string, number>> = { second: 1000, minute: 60_000, hour: 3_600_000, day: DAY, weekday: DAY, weekOfYear: 7 * DAY };
const SINGLE = "second, minute, hour, day, weekOfYear, month or year";
const unitOf = (given: unknown): string => String(given).replace(/^.*\./, "");
const startOf = (date: Date): number => Math.floor(date.getTime() / DAY) * DAY;

/** A month later is the same day of that month, or its last one. */
function addMonths(date: Date, months: number): Date {
  const first = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return new Date(first.getTime() + (Math.min(date.getUTCDate(), last) - 1) * DAY + (date.getTime() - startOf(date)));
}

function add(date: Date, unit: string, value: number): Date {
  if ((unit === "month" || unit === "year") && Number.isFinite(value)) return addMonths(date, unit === "year" ? 12 * value : value);
  const size = unit === "month" || unit === "year" ? 1 : UNITS[unit];
  if (size === undefined) throw wrongValue("Calendar.date({ byAdding })", SINGLE, unit);
  if (!Number.isFinite(value)) throw wrongValue("Calendar.date({ byAdding, value })", "a number", value);
  return new Date(date.getTime() + value * size);
}

/** Where the unit that the date is in begins. */
function beginOf(date: Date, unit: string): Date {
  if (unit === "year") return new Date(Date.UTC(date.getUTCFullYear(), 0, 1));
  if (unit === "month") return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1));
  if (unit === "weekOfYear") return new Date(startOf(date) - date.getUTCDay() * DAY);
  const size = UNITS[unit];
  if (size === undefined) throw wrongValue("Calendar", SINGLE, unit);
  return new Date(Math.floor(date.getTime() / size) * size);
}

const partsOf = (date: Date): Record<Name, number> => ({
  year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate(), hour: date.getUTCHours(), minute: date.getUTCMinutes(), second: date.getUTCSeconds(),
  weekday: date.getUTCDay() + 1, weekOfYear: Math.floor((startOf(date) - beginOf(beginOf(date, "year"), "weekOfYear").getTime()) / (7 * DAY)) + 1, nanosecond: date.getUTCMilliseconds() * 1e6,
});

interface DateOptions {
  readonly byAdding?: string | DateComponents;
  readonly value?: number;
  readonly to?: Date;
  readonly from?: DateComponents;
  readonly bySettingHour?: number;
  readonly minute?: number;
  readonly second?: number;
  readonly bySetting?: string;
  readonly of?: Date;
}

export class Calendar {
  static readonly current = new Calendar();
  static readonly autoupdatingCurrent = Calendar.current;
  static readonly Component = Object.fromEntries(NAMES.map((name) => [name, name]));

  readonly identifier = "gregorian";
  timeZone: unknown = TimeZone.current;
  locale: unknown = null;
  firstWeekday = 1;

  constructor(_options?: { identifier?: unknown }) {}

  startOfDay(options: { for: Date }): Date {
    return new Date(startOf(needDate(options?.for, "Calendar.startOfDay({ for })")));
  }

  date(options: DateOptions): Date {
    if (options?.from instanceof DateComponents) {
      const { year, month, day, hour, minute, second } = options.from;
      return new Date(Date.UTC(year ?? 2000, (month ?? 1) - 1, day ?? 1, hour ?? 0, minute ?? 0, second ?? 0));
    }
    if (options?.bySettingHour !== undefined) return new Date(startOf(needDate(options.of, "Calendar.date({ of })")) + options.bySettingHour * 3_600_000 + (options.minute ?? 0) * 60_000 + (options.second ?? 0) * 1000);
    // The next moment whose part is that.
    if (options?.bySetting !== undefined) return this.nextDate({ after: new Date(needDate(options.of, "Calendar.date({ of })").getTime() - 1000), matching: new DateComponents({ [unitOf(options.bySetting)]: options.value ?? 0 }) });
    const to = needDate(options?.to, "Calendar.date({ to })");
    if (!(options.byAdding instanceof DateComponents)) return add(to, unitOf(options.byAdding), Number(options.value));
    const parts = options.byAdding;
    return (["year", "month", "weekOfYear", "day", "hour", "minute", "second"] as const).reduce((date, unit) => (parts[unit] === null ? date : add(date, unit, parts[unit])), to);
  }

  /** The next moment whose parts are those given; smaller parts that are not given are their least. */
  nextDate(options: { after: Date; matching: DateComponents; matchingPolicy?: unknown }): Date {
    const after = needDate(options?.after, "Calendar.nextDate({ after })");
    const { weekday, month, day, hour, minute, second } = new DateComponents(options?.matching);
    if ([weekday, month, day, hour, minute, second].every((part) => part === null)) throw wrongValue("Calendar.nextDate({ matching })", "components with a month, day, weekday, hour, minute or second", options?.matching);
    const daily = weekday !== null || day !== null || month !== null;
    const time = (hour ?? 0) * 3_600_000 + (minute ?? 0) * 60_000 + (second ?? 0) * 1000;
    const length = hour !== null || daily ? DAY : minute !== null ? 3_600_000 : 60_000;
    for (let begin = Math.floor(after.getTime() / length) * length, tries = 0; tries < 3000; begin += length, tries++) {
      const found = new Date(begin + time);
      if (found <= after || (weekday !== null && found.getUTCDay() + 1 !== weekday) || (month !== null && found.getUTCMonth() + 1 !== month)) continue;
      if ((day ?? (month !== null && weekday === null ? 1 : null)) === null || found.getUTCDate() === (day ?? 1)) return found;
    }
    throw wrongValue("Calendar.nextDate({ matching })", "components of a date that there is", options.matching);
  }

  dateComponents(units: readonly string[], options: { from: Date; to?: Date }): DateComponents {
    const from = needDate(options?.from, "Calendar.dateComponents({ from })");
    const wanted = [...units].map(unitOf);
    if (options.to) return between(from, needDate(options.to, "Calendar.dateComponents({ to })"), wanted);
    const all: Record<string, number> = partsOf(from);
    return new DateComponents(Object.fromEntries(wanted.filter((unit) => unit in all).map((unit) => [unit, all[unit]])));
  }

  component(unit: string, options: { from: Date }): number {
    const parts: Record<string, number> = partsOf(needDate(options?.from, "Calendar.component(…, { from })"));
    const found = parts[unitOf(unit)];
    if (found === undefined) throw wrongValue("Calendar.component", NAMES.join(", "), unit);
    return found;
  }

  /** The day, week, month … that a date is in. */
  dateInterval(options: { of: string; for: Date }): DateInterval {
    const unit = unitOf(options?.of);
    const start = beginOf(needDate(options?.for, "Calendar.dateInterval({ for })"), unit);
    return new DateInterval({ start, end: add(start, unit, 1) });
  }

  compare(one: Date, options: { to: Date; toGranularity: string }): string {
    const unit = unitOf(options?.toGranularity);
    const [first, second] = [beginOf(needDate(one, "Calendar.compare"), unit), beginOf(needDate(options?.to, "Calendar.compare({ to })"), unit)];
    return first < second ? "orderedAscending" : first > second ? "orderedDescending" : "orderedSame";
  }

  isDate(one: Date, options: { inSameDayAs?: Date; equalTo?: Date; toGranularity?: string }): boolean {
    return this.compare(one, { to: (options?.inSameDayAs ?? options?.equalTo) as Date, toGranularity: options?.toGranularity ?? "day" }) === "orderedSame";
  }

  isDateInToday(date: Date): boolean {
    return this.isDate(date, { inSameDayAs: new Date() });
  }

  isDateInYesterday(date: Date): boolean {
    return this.isDate(date, { inSameDayAs: new Date(Date.now() - DAY) });
  }

  isDateInTomorrow(date: Date): boolean {
    return this.isDate(date, { inSameDayAs: new Date(Date.now() + DAY) });
  }

  isDateInWeekend(date: Date): boolean {
    return [0, 6].includes(needDate(date, "Calendar.isDateInWeekend").getUTCDay());
  }
}

/** How many whole years, then months, and so on; negative when it goes back. */
function between(from: Date, to: Date, wanted: readonly string[]): DateComponents {
  const parts: Record<string, number> = {};
  let at = from;
  for (const unit of ["year", "month", "weekOfYear", "day", "hour", "minute", "second"]) {
    if (!wanted.includes(unit)) continue;
    const size = unit === "year" ? 366 * DAY : unit === "month" ? 31 * DAY : (UNITS[unit] as number);
    let count = Math.trunc((to.getTime() - at.getTime()) / size);
    // The estimate of years and months is too small at first.
    const step = to < at ? -1 : 1;
    for (let next = add(at, unit, count + step); step > 0 ? next <= to : next >= to; next = add(at, unit, count + step)) count += step;
    parts[unit] = count;
    at = add(at, unit, count);
  }
  return new DateComponents(parts);
}
