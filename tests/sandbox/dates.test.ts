/** Dates as widgets write and read them, in the real sandbox. The run starts at 2026-03-02 09:00 UTC, a Monday. */
import { expect, test } from "vitest";
import type { Line } from "../../runtime/model/trace.ts";
import { widget } from "../support/programs.ts";
import { programOf, run, scenarioOf } from "../support/run.ts";

const NAMES = "Calendar, DateComponents, DateComponentsFormatter, DateInterval, DateFormatter, ISO8601DateFormatter, RelativeDateTimeFormatter";

/** What expressions give, as the console shows them. */
async function values(...expressions: string[]): Promise<string[]> {
  const timeline = `const now = new Date("2026-03-02T09:05:07.250Z"); const format = (pattern) => { const made = new DateFormatter(); made.dateFormat = pattern; return made; };
    ${expressions.map((each) => `console.log(String((${each})?.toISOString?.() ?? (${each})));`).join("\n")}
    completion(new Timeline({ entries: [{ date: new Date(), title: "x" }], policy: TimelineReloadPolicy.never }));`;
  const { lines } = await run(programOf(widget({ timeline, handler: "" }).replace("import { DispatchQueue,", `import { ${NAMES}, DispatchQueue,`)), scenarioOf({}));
  return lines.filter((line): line is Extract<Line, { kind: "console" | "failure" }> => line.kind === "console" || line.kind === "failure").map((line) => line.text);
}

test("formatters write dates, and read them back", async () => {
  expect(await values(
    'format("EEEE, d MMM yyyy").string({ from: now })', `format("h:mm a 'on' EEE").string({ from: now })`, 'format("yyyy-MM-dd HH:mm:ss.SSS").string({ from: now })',
    'format("yyyy-MM-dd HH:mm").date({ from: "2026-04-05 06:07" })', 'format("d MMM yyyy").date({ from: "7 Apr 2026" })', 'format("yyyy").date({ from: "x" })',
    "new ISO8601DateFormatter().string({ from: now })", 'new ISO8601DateFormatter().date({ from: "2026-03-02T09:05:07Z" })', 'new ISO8601DateFormatter().date({ from: "tomorrow" })',
    "(() => { const made = new DateFormatter(); made.timeStyle = 'short'; return made.string({ from: now }); })()",
    "new RelativeDateTimeFormatter().localizedString({ for: now.addingTimeInterval(-7200), relativeTo: now })", "new RelativeDateTimeFormatter().localizedString({ for: now.addingTimeInterval(60), relativeTo: now })",
  )).toEqual([
    "Monday, 2 Mar 2026", "9:05 AM on Mon", "2026-03-02 09:05:07.250", "2026-04-05T06:07:00.000Z", "2026-04-07T00:00:00.000Z", "null",
    "2026-03-02T09:05:07Z", "2026-03-02T09:05:07.000Z", "null", "9:05 AM", "2 hours ago", "in 1 minute",
  ]);
});

test("the calendar counts in days, months and parts", async () => {
  const calendar = "Calendar.current";
  expect(await values(
    `${calendar}.startOfDay({ for: now })`, `${calendar}.date({ byAdding: "day", value: 1, to: now })`, `${calendar}.date({ byAdding: ".month", value: 11, to: now })`,
    `${calendar}.date({ from: new DateComponents({ year: 2026, month: 12, day: 24, hour: 18 }) })`, `${calendar}.date({ bySettingHour: 7, minute: 30, of: now })`,
    `${calendar}.nextDate({ after: now, matching: new DateComponents({ hour: 8 }) })`, `${calendar}.nextDate({ after: now, matching: new DateComponents({ minute: 30 }) })`,
    `${calendar}.dateComponents(["hour", "minute"], { from: now, to: now.addingTimeInterval(5400) }).minute`, `${calendar}.component("weekday", { from: now })`,
    `${calendar}.isDateInToday(new Date())`, `${calendar}.isDateInTomorrow(new Date().addingTimeInterval(86400))`, `${calendar}.isDate(now, { inSameDayAs: now.addingTimeInterval(-86400) })`,
  )).toEqual([
    "2026-03-02T00:00:00.000Z", "2026-03-03T09:05:07.250Z", "2027-02-02T09:05:07.250Z", "2026-12-24T18:00:00.000Z", "2026-03-02T07:30:00.000Z",
    "2026-03-03T08:00:00.000Z", "2026-03-02T09:30:00.000Z", "30", "2", "true", "true", "false",
  ]);
  expect((await values(`${calendar}.date({ byAdding: "fortnight", value: 1, to: now })`))[0]).toMatch(/byAdding.*expects second, minute/);
});

test("months end where they end, and spans are counted in whole parts", async () => {
  const [calendar, jan] = ["Calendar.current", 'new Date("2026-01-31T10:00:00Z")'];
  expect(await values(
    `${calendar}.date({ byAdding: "month", value: 1, to: ${jan} })`, `${calendar}.date({ byAdding: "month", value: -2, to: ${jan} })`, `${calendar}.date({ byAdding: "year", value: 1, to: new Date("2028-02-29T00:00:00Z") })`, `${calendar}.date({ byAdding: new DateComponents({ day: 1, hour: 2 }), to: ${jan} })`,
    `JSON.stringify(["month", "day", "hour"].map((unit) => ${calendar}.dateComponents(["month", "day", "hour"], { from: ${jan}, to: new Date("2026-03-02T12:30:00Z") })[unit]))`, `${calendar}.dateComponents(["day"], { from: now, to: ${jan} }).day`,
    `${calendar}.nextDate({ after: now, matching: new DateComponents({ weekday: 1, hour: 9 }) })`, `${calendar}.nextDate({ after: now, matching: new DateComponents({ month: 2, day: 29 }) })`, `${calendar}.nextDate({ after: now, matching: new DateComponents({ second: 0 }) })`,
    `${calendar}.dateInterval({ of: "weekOfYear", for: now }).start`, `${calendar}.dateInterval({ of: "month", for: now }).end`, `${calendar}.isDate(now, { equalTo: now.addingTimeInterval(50), toGranularity: "minute" })`, `${calendar}.component("weekOfYear", { from: ${jan} })`, `${calendar}.isDateInWeekend(${jan})`,
    `new DateInterval({ start: now, duration: 60 }).intersection({ with: new DateInterval({ start: now.addingTimeInterval(30), duration: 60 }) }).duration`,
  )).toEqual([
    "2026-02-28T10:00:00.000Z", "2025-11-30T10:00:00.000Z", "2029-02-28T00:00:00.000Z", "2026-02-01T12:00:00.000Z", "[1,2,2]", "-29", "2026-03-08T09:00:00.000Z", "2028-02-29T00:00:00.000Z", "2026-03-02T09:06:00.000Z",
    "2026-03-01T00:00:00.000Z", "2026-04-01T00:00:00.000Z", "true", "5", "true", "30",
  ]);
  expect((await values(`${calendar}.nextDate({ after: now, matching: new DateComponents() })`))[0]).toMatch(/expects components/);
  expect((await values(`new DateInterval({ start: now, end: ${jan} })`))[0]).toMatch(/not before the start/);
});

test("dates are made from seconds, compared and told apart; lengths of time are written", async () => {
  const formatted = (style: string, seconds: number, more = ""): string => `(() => { const made = new DateComponentsFormatter(); made.unitsStyle = "${style}"; ${more} return made.string({ from: ${seconds} }); })()`;
  expect(await values(
    "new Date({ timeIntervalSince1970: 60 })", "new Date({ timeIntervalSinceNow: 60 }).timeIntervalSince(new Date())", "new Date({ timeInterval: -1, since: now })", "new Date({ timeIntervalSinceReferenceDate: 0 })", "now.isEqual(new Date(now.getTime()))", "now.compare(now.addingTimeInterval(1))",
    "new Date(2026, 0, 2, 3)", "typeof Date()", "new Date() instanceof Date && Date.name + Date.length", "(class extends Date { x() { return this.getTime(); } }, new (class extends Date { x() { return this.getTime(); } })(5).x())", "new Date(now).isEqual(now)",
    formatted("positional", 3725), formatted("full", 3725), formatted("abbreviated", 90061, "made.maximumUnitCount = 2;"), formatted("short", 61), formatted("positional", 5), "(() => { const made = new ISO8601DateFormatter(); made.formatOptions = ['withInternetDateTime', 'withFractionalSeconds']; return made.string({ from: now }); })()",
  )).toEqual([
    "1970-01-01T00:01:00.000Z", "60", "2026-03-02T09:05:06.250Z", "2001-01-01T00:00:00.000Z", "true", "orderedAscending", "2026-01-02T03:00:00.000Z", "string", "Date7", "5", "true",
    "1:02:05", "1 hour, 2 minutes, 5 seconds", "1d 1h", "1 min, 1 sec", "0:05", "2026-03-02T09:05:07.250Z",
  ]);
});
