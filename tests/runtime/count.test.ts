import { expect, test } from "vitest";
import { counted, grouped } from "../../runtime/base/count.ts";

test("digits are grouped by threes, also of numbers that are too large for a number", () => {
  expect([0, 999, 1000, 12_345_678].map(grouped)).toEqual(["0", "999", "1,000", "12,345,678"]);
  expect(grouped("1207342512000000000000")).toBe("1,207,342,512,000,000,000,000");
});

test("one of a thing, or several", () => {
  expect(counted(1, "state")).toBe("1 state");
  expect(counted("1000", "state")).toBe("1,000 states");
  expect(counted(2, "entry", "entries")).toBe("2 entries");
});
