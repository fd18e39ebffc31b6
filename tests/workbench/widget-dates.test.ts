/** Dates of a widget, as they are drawn for a moment. */
import { expect, test } from "vitest";
import { dateText, intervalText, timerProgress, timerText } from "../../src/workbench/widget/dates.ts";

const NOW = Date.UTC(2026, 2, 2, 9, 0, 0);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

test.each([
  [0, "time", "9:00 AM"], [4.5 * HOUR, "time", "1:30 PM"], [-9 * HOUR, "time", "12:00 AM"], [3 * HOUR, "time", "12:00 PM"], [0, "date", "March 2, 2026"],
  [0, "relative", "0 sec"], [59_900, "relative", "59 sec"], [-MINUTE, "relative", "1 min"], [12 * MINUTE + 3000, "relative", "12 min, 3 sec"], [-(2 * HOUR + 23 * MINUTE), "relative", "2 hr, 23 min"], [DAY + 3 * HOUR, "relative", "1 day, 3 hr"], [3 * DAY, "relative", "3 days"], [8 * DAY, "relative", "1 wk, 1 day"], [400 * DAY, "relative", "1 yr, 1 mth"],
  [2 * HOUR + 40 * MINUTE, "offset", "+2 hours"], [-MINUTE, "offset", "-1 minute"], [0, "offset", "+0 seconds"],
  [2 * MINUTE + 32_000, "timer", "2:32"], [-(36 * HOUR + 59 * MINUTE + 1000), "timer", "36:59:01"], [5000, "timer", "0:05"],
] as const)("a date %i ms from now in the style %s is “%s”", (from, style, expected) => {
  expect(dateText(NOW + from, style, NOW)).toBe(expected);
});

test("an interval says the half of the day once, and the day where there are two", () => {
  expect(intervalText(NOW, NOW + 45 * MINUTE)).toBe("9:00 – 9:45 AM");
  expect(intervalText(NOW, NOW + 4 * HOUR)).toBe("9:00 AM – 1:00 PM");
  expect(intervalText(NOW, NOW + DAY)).toBe("March 2, 2026, 9:00 AM – March 3, 2026, 9:00 AM");
});

test("a timer stays within its interval, counts up or down, and stands still where it is paused", () => {
  const timer = { start: NOW, end: NOW + 90 * MINUTE, countsDown: true, showsHours: true };
  expect([-HOUR, 0, 30_500, 2 * HOUR].map((from) => timerText(timer, NOW + from))).toEqual(["1:30:00", "1:30:00", "1:29:30", "0:00"]);
  expect(timerText({ ...timer, countsDown: false }, NOW + 30_500)).toBe("0:30");
  expect(timerText({ ...timer, showsHours: false }, NOW)).toBe("90:00");
  expect(timerText({ ...timer, pauseTime: NOW + HOUR }, NOW)).toBe("30:00");
  expect(timerProgress(timer, NOW + 45 * MINUTE)).toBe(0.5);
  expect([timerProgress(timer, NOW), timerProgress({ ...timer, countsDown: false }, NOW), timerProgress({ ...timer, end: NOW, countsDown: false }, NOW)]).toEqual([1, 0, 1]);
});
