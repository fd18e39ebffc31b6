/** Slices take about as long as they may, whatever a state costs. */
import { expect, test } from "vitest";
import { Pace } from "../../runtime/worker/pace.ts";

test("slices grow while they are short, shrink as far as they were too long, and never vanish", () => {
  let now = 0;
  const pace = new Pace(64, 20, () => now);
  const slice = (cost: number): number => {
    const count = pace.begin();
    now += count * cost;
    pace.end();
    return count;
  };
  expect([0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1].map(slice)).toEqual([1, 2, 4, 8, 16, 32, 64, 64]);
  // A state that takes a second, once and again.
  expect([1000, 1000, 1000].map(slice)).toEqual([64, 1, 1]);
  expect([5, 5, 5, 5, 5].map(slice)).toEqual([1, 2, 4, 8, 4]);
});
