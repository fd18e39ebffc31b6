import fc from "fast-check";
import { expect, test } from "vitest";
import { duration, formatDuration, formatInstant, instant, parseDuration } from "../../runtime/base/time.ts";

test("reads the durations that scenario authors write", () => {
  expect(["200ms", "1.5s", "10m", "1h 30m", " 2d "].map(parseDuration)).toEqual([200, 1500, 600_000, 5_400_000, 172_800_000]);
});

test("refuses what is no duration", () => {
  expect(["", "5", "s", "5 apples", "5s later", "-1s"].map(parseDuration)).toEqual([null, null, null, null, null, null]);
});

test("writes a duration so that reading it gives the same again", () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 10_000_000_000 }), (value) => parseDuration(formatDuration(duration(value))) === value));
});

test("writes an instant as a clock would show it", () => {
  expect([0, 6200, 61_005, 3_661_001].map((at) => formatInstant(instant(at)))).toEqual(["0:00.000", "0:06.200", "1:01.005", "1:01:01.001"]);
});
