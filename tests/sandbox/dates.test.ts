/** Dates as widgets write and read them, in the real sandbox. The run starts at 2026-03-02 09:00 UTC, a Monday. */
import { expect, test } from "vitest";
import type { Line } from "../../runtime/model/trace.ts";
import { widget } from "../support/programs.ts";
import { programOf, run, scenarioOf } from "../support/run.ts";

const NAMES = "Calendar, DateComponents, DateFormatter, ISO8601DateFormatter, RelativeDateTimeFormatter";

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
    "2026-03-02T00:00:00.000Z", "2026-03-03T09:05:07.250Z", "2027-02-02T09:05:07.000Z", "2026-12-24T18:00:00.000Z", "2026-03-02T07:30:00.000Z",
    "2026-03-03T08:00:00.000Z", "2026-03-02T09:30:00.000Z", "30", "2", "true", "true", "false",
  ]);
  expect((await values(`${calendar}.date({ byAdding: "fortnight", value: 1, to: now })`))[0]).toMatch(/byAdding.*expects second, minute/);
});
