/** Taking a difference over makes the learner's text the other's there, and nowhere else. */
import { expect, test } from "vitest";
import { edited } from "../../runtime/languages/typescript/format.ts";
import { describe as says, taking, type Hunk } from "../../src/workbench/editor/hunks.ts";

const hunk = (mine: [number, number], other: [number, number]): Hunk => ({ mine: { from: mine[0], to: mine[1] }, other: { from: other[0], to: other[1] } });
const taken = (mine: string, other: string, ...hunks: Hunk[]): string => edited(mine, hunks.map((each) => taking(mine, other, each)));

test("a changed line is taken, the other change stays", () => {
  expect(taken("a\nb\nc\nd\n", "a\nB\nc\nD\n", hunk([2, 3], [2, 3]))).toBe("a\nB\nc\nd\n");
});

test("missing lines are put where they belong, lines of one's own are taken out", () => {
  expect(taken("a\nd\n", "a\nb\nc\nd\n", hunk([2, 2], [2, 4]))).toBe("a\nb\nc\nd\n");
  expect(taken("a\nb\nc\nd\n", "a\nd\n", hunk([2, 4], [2, 2]))).toBe("a\nd\n");
  expect(taken("b\n", "a\nb\n", hunk([1, 1], [1, 2]))).toBe("a\nb\n");
});

test("a last line without an end is a line too", () => {
  expect(taken("a\nb", "a\nb\nc", hunk([3, 3], [3, 4]))).toBe("a\nb\nc");
  expect(taken("a\nx", "a\nb\n", hunk([2, 3], [2, 4]))).toBe("a\nb\n");
  expect(taken("a\nx\nz", "a\ny", hunk([2, 3], [2, 3]))).toBe("a\ny\nz");
});

test("all of them at once give the other text", () => {
  expect(taken("a\nb\nc\nd\ne\n", "A\nb\nd\nx\ne\n", hunk([1, 2], [1, 2]), hunk([3, 4], [3, 3]), hunk([5, 5], [4, 5]))).toBe("A\nb\nd\nx\ne\n");
});

test("a difference has words", () => {
  expect(says(hunk([2, 3], [2, 3]))).toBe("line 2 differs");
  expect(says(hunk([2, 5], [2, 3]))).toBe("lines 2 to 4 differ");
  expect(says(hunk([2, 2], [2, 4]))).toBe("2 lines are missing after line 1");
  expect(says(hunk([1, 1], [1, 2]))).toBe("a line is missing at the top");
  expect(says(hunk([4, 5], [4, 4]))).toBe("line 4 is yours only");
});
