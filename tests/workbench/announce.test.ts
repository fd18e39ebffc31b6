/** What is said of a new run: changes only, and nothing untested is called kept. */
import { expect, test } from "vitest";
import { changeBetween, keptWords, verdictOf, type Heard } from "../../src/workbench/editor/announce.ts";
import { busyLines, eventsOf, marksIn, wordOf } from "../../src/workbench/editor/marks.ts";
import type { RuleView, RunView } from "../../src/workbench/view.ts";

const rule = (id: string, status: RuleView["status"], more: Partial<RuleView> = {}): RuleView => ({
  rule: id, title: `Title of ${id}`, short: id, status, severity: "error", message: "It happened.", fix: "Do this.", event: 3, source: { file: "Widget.ts", line: 7, column: 5 }, marks: [], ...more,
});
const heard = (rules: RuleView[], more: Partial<Heard> & { verdict?: RunView["verdict"] } = {}): Heard => ({
  view: { scenario: "calm", verdict: more.verdict ?? "passed", ended: "rest", hash: "", events: [], rules } as unknown as RunView, problems: more.problems ?? [], met: more.met ?? { asked: [] },
});
const problem = { code: "syntax-error", message: "This is unclear.", fix: "Close the brace.", source: { file: "Widget.ts", line: 2, column: 1 } } as const;

test("a rule that breaks is said with its place and what to do, once", () => {
  const [before, after] = [heard([rule("a", "passed")]), heard([rule("a", "failed")])];
  expect(changeBetween(before, after)).toBe("Broken: Title of a. It happened. Do this. Widget.ts, line 7.");
  expect(changeBetween(after, heard([rule("a", "failed")]))).toBe("");
});

test("the first failure comes first, a warning is called one", () => {
  const said = changeBetween(heard([]), heard([rule("w", "failed", { severity: "warning", event: 1 }), rule("b", "failed", { event: 9 }), rule("a", "failed", { event: 4 })]));
  expect(said.indexOf("Title of a")).toBeLessThan(said.indexOf("Title of b"));
  expect(said).toContain("Warning: Title of w");
});

test("a rule that is not tested any more is not called kept", () => {
  expect(changeBetween(heard([rule("a", "failed")]), heard([rule("a", "passed")]))).toBe("Title of a: kept now.");
  expect(changeBetween(heard([rule("a", "failed")]), heard([rule("a", "not-exercised")]))).toBe("Title of a: not tested by this run.");
  expect(changeBetween(heard([rule("a", "failed"), rule("b", "failed")]), heard([rule("a", "passed"), rule("b", "failed")]))).toContain("1 still stands.");
});

test("a program that can't be run is said, and that it runs again", () => {
  const broken = heard([rule("a", "passed")], { problems: [problem] });
  expect(changeBetween(heard([rule("a", "passed")]), broken)).toBe("The program can't be run. This is unclear. Close the brace. Widget.ts, line 2.");
  expect(changeBetween(broken, heard([rule("a", "passed")], { problems: [problem] }))).toBe("");
  expect(changeBetween(broken, heard([rule("a", "passed")]))).toBe("The program runs again.");
});

test("the verdict counts kept rules only where one was tested", () => {
  expect(verdictOf(heard([rule("a", "passed"), rule("b", "not-exercised")]))).toEqual({ words: "All rules that were tested hold", state: "good" });
  expect(verdictOf(heard([rule("a", "not-exercised")]))).toEqual({ words: "This run tested no rule", state: "none" });
  expect(verdictOf(heard([rule("a", "pending"), rule("b", "passed")]))).toEqual({ words: "Nothing broken; something is still owed", state: "warned" });
  expect(verdictOf(heard([rule("a", "failed"), rule("b", "failed", { severity: "warning" })]))).toEqual({ words: "1 rule is broken, 1 warning", state: "bad" });
  expect(verdictOf(heard([rule("b", "failed", { severity: "warning" })]))).toEqual({ words: "1 warning, nothing broken", state: "warned" });
  expect(verdictOf(heard([rule("a", "passed")], { problems: [problem] })).words).toBe("The program can't be run");
});

test("what need not be looked at is a number", () => {
  expect([keptWords(28, 5), keptWords(1, 0), keptWords(0, 1), keptWords(0, 33)]).toEqual(["28 rules kept, 5 not tested", "1 rule kept", "1 rule not tested", "33 rules not tested"]);
});

test("while an origin is not answered about there is no verdict, and nothing is said of rules until there is one", () => {
  const met = { asked: ["https://example.com", "http://127.0.0.1:8080"] };
  expect(verdictOf(heard([rule("a", "passed")], { met }))).toEqual({ words: "Waiting for your answer about example.com and 127.0.0.1:8080", state: "none" });
  expect(verdictOf(heard([rule("a", "failed")], { met })).words).toMatch(/^Waiting/);
  expect(verdictOf(heard([rule("a", "passed")], { met, problems: [problem] })).words).toBe("The program can't be run");
  expect(changeBetween(heard([rule("a", "failed")]), heard([rule("a", "passed")], { met }))).toBe("");
});

test("marks are of their file: what keeps it from running first, then by urgency", () => {
  const { view } = heard([rule("w", "failed", { severity: "warning", event: 1 }), rule("a", "failed"), rule("k", "passed"), rule("o", "failed", { source: { file: "Other.ts", line: 1, column: 1 } })]);
  const marks = marksIn("Widget.ts", view, [problem]);
  expect(marks.map((mark) => [mark.line, mark.rule, wordOf(mark)])).toEqual([[2, null, "Can't run"], [7, "a", "Broken"], [7, "w", "Warning"]]);
});

test("a line knows the events it caused", () => {
  const at = (n: number, line: number | null, file = "Widget.ts") => ({ n, source: line === null ? null : { file, line, column: 1 } });
  const view = { ...heard([]).view, events: [at(0, null), at(1, 7), at(2, 7, "Other.ts"), at(3, 7), at(4, 9)] } as unknown as RunView;
  expect(eventsOf(view, "Widget.ts", 7).map(({ n }) => n)).toEqual([1, 3]);
  expect([...busyLines(view, "Widget.ts")]).toEqual([[7, 2], [9, 1]]);
});
