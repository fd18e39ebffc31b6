/** A run as text for people and as JSON for programs. */
import { expect, test } from "vitest";
import { instant } from "../../runtime/base/time.ts";
import type { Finding, Status, Verdict } from "../../runtime/model/finding.ts";
import type { Position } from "../../runtime/model/program.ts";
import type { Judged } from "../../runtime/model/run.ts";
import type { Lane, Line } from "../../runtime/model/trace.ts";
import { report, runReport, type RunReport } from "../../runtime/report/json.ts";
import { closingText, findingsText, lineText, runText } from "../../runtime/report/text.ts";

const at = (file: string, line: number, column: number): Position => ({ file, line, column });

const line = (n: number, when: number, lane: Lane, text: string, source: Position | null = null): Line =>
  ({ n, at: instant(when), lane, kind: "console", text, cause: n === 0 ? null : n - 1, source, step: n, data: { level: "log" } });

const finding = (rule: string, status: Status, more: Partial<Finding> = {}): Finding => ({ rule, status, severity: "error", event: null, source: null, message: "", fix: "", ...more });
const verdict = (first: Finding, ...others: Finding[]): Verdict => ({ title: "A rule", finding: first, all: first.status === "failed" ? [first, ...others] : [], marks: [] });

const LINES = [
  line(0, 300, "host", "asks the extension for a timeline"),
  line(1, 6_200, "extension", "gives a timeline of 1 entry", at("Provider.ts", 29, 5)),
  line(2, 3_723_004, "home", "shows the first entry of the timeline"),
];

const LATE = finding("timeline-answered", "failed", { event: 2, source: at("Provider.ts", 9, 1), message: "It came late.", fix: "Answer at once." });
const EARLY = finding("handler-wired", "failed", { severity: "warning", event: 1, source: at("Widget.ts", 19, 8), message: "Nothing calls it." });
const OWED = finding("completion-called", "pending", { event: 0, message: "Not called yet.", fix: "Call it." });

const judged = (verdicts: readonly Verdict[], more: Partial<Judged> = {}): Judged =>
  ({ start: {}, steps: [], lines: LINES, ended: "quiescent", fired: [], applicable: true, verdict: "passed", verdicts, hash: "00ff", ...more }) as unknown as Judged;

test("a run is aligned lines, then what was found, first event first, then one closing line", () => {
  const run = judged([verdict(LATE), verdict(EARLY), verdict(OWED), verdict(finding("completion-once", "passed")), verdict(finding("session-recreated", "not-exercised"))], { verdict: "failed" });
  expect(`\n${runText("calm", run)}\n`).toBe(`
 0:00.300  host       asks the extension for a timeline
 0:06.200  extension  gives a timeline of 1 entry  (Provider.ts:29:5)
1:02:03.004  home       shows the first entry of the timeline

owed: completion-called (event 0)
  Not called yet.
  → Call it.
warning: handler-wired (event 1, Widget.ts:19:8)
  Nothing calls it.
broken: timeline-answered (event 2, Provider.ts:9:1)
  It came late.
  → Answer at once.
calm: failed; rules: 2 broken, 1 owed, 1 kept, 1 not tested; 3 events
`);
});

test("rules that hold, or that nothing tested, are counted and not listed", () => {
  const verdicts = [verdict(finding("completion-once", "passed")), verdict(finding("session-recreated", "not-exercised"))];
  expect(findingsText(verdicts)).toBe("");
  expect(runText("calm", judged(verdicts)).split("\n").slice(-2)).toEqual(["", "calm: passed; rules: 1 kept, 1 not tested; 3 events"]);
});

test.each([
  ["quiescent", "calm: passed; rules: 1 kept; 3 events"],
  ["until", "calm: passed; rules: 1 kept; 3 events; stopped at the scenario's end"],
  ["step-limit", "calm: passed; rules: 1 kept; 3 events; stopped: too many steps"],
  ["cancelled", "calm: passed; rules: 1 kept; 3 events; cancelled"],
] as const)("the closing line of a run that ended by %s says so", (ended, text) => {
  expect(closingText("calm", judged([verdict(finding("completion-once", "passed"))], { ended }))).toBe(text);
});

test("every lane and time up to an hour is aligned with the others", () => {
  const columns = (["home", "host", "extension", "disk", "daemon", "server"] as const).flatMap((lane) => [0, 59_999, 3_599_999].map((when) => lineText(line(0, when, lane, "SAYS")).indexOf("SAYS")));
  expect(new Set(columns).size).toBe(1);
});

test("JSON has every line of the trace, and every failure of a rule, with the instant of its event", () => {
  const again = finding("timeline-answered", "failed", { event: 1, message: "Again." });
  const value = runReport({ name: "calm", seed: 7 }, judged([verdict(LATE, again), verdict(OWED), verdict(finding("completion-once", "passed"))], { verdict: "failed" }));
  expect(value).toMatchObject({ scenario: "calm", seed: 7, verdict: "failed", hash: "00ff", ended: "quiescent" });
  expect(value.trace[1]).toEqual({ n: 1, at: 6200, lane: "extension", kind: "console", text: "gives a timeline of 1 entry", cause: 0, source: { file: "Provider.ts", line: 29, column: 5 } });
  expect(value.findings).toEqual([
    { rule: "timeline-answered", status: "failed", severity: "error", event: 2, at: 3723004, file: "Provider.ts", line: 9, column: 1, message: "It came late.", fix: "Answer at once." },
    { rule: "timeline-answered", status: "failed", severity: "error", event: 1, at: 6200, file: null, line: null, column: null, message: "Again.", fix: "" },
    { rule: "completion-called", status: "pending", severity: "error", event: 0, at: 300, file: null, line: null, column: null, message: "Not called yet.", fix: "Call it." },
    { rule: "completion-once", status: "passed", severity: "error", event: null, at: null, file: null, line: null, column: null, message: "", fix: "" },
  ]);
});

test.each([
  [["passed", "failed", "not-applicable"], "failed"],
  [["passed", "not-applicable"], "passed"],
  [["not-applicable"], "not-applicable"],
] as const)("runs that are %j are %s together", (verdicts, together) => {
  expect(report("DIR", verdicts.map((each) => ({ verdict: each }) as RunReport))).toMatchObject({ format: 1, program: "DIR", verdict: together });
});
