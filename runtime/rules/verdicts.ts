/** Reads a trace once, through every rule at a time, and says how each fared. */
import type { Finding, Report, Rule, RuleMark, Verdict } from "../model/finding.ts";
import type { Line } from "../model/trace.ts";
import { RULES } from "./index.ts";

/** `settled`: the run came to rest by itself, so what is still owed will never be done. */
export function judgeTrace(lines: readonly Line[], settled: boolean, rules: readonly Rule[] = RULES): Verdict[] {
  const readers = readersOf(rules);
  const states = rules.map((rule) => rule.start());
  const reports = rules.map((): Report[] => []);
  for (const line of lines) {
    for (const index of readers[line.kind] ?? []) {
      const next = (rules[index] as Rule).on(line, states[index]);
      states[index] = next.state;
      if (next.reports.length > 0) reports[index]?.push(...next.reports);
    }
  }
  return rules.map((rule, index) => verdict(rule, [...(reports[index] ?? []), ...rule.end(states[index], settled, lines)]));
}

/** Which rules read a kind of line, by index. */
export function readersOf(rules: readonly Rule[]): Readonly<Record<string, readonly number[]>> {
  const readers: Record<string, number[]> = {};
  rules.forEach((rule, index) => {
    for (const kind of rule.reads) (readers[kind] ??= []).push(index);
  });
  return readers;
}

function verdict(rule: Rule, reports: readonly Report[]): Verdict {
  const failed = reports.filter((report) => report.as === "broken").sort((one, other) => one.line.n - other.line.n);
  const all = failed.map((report): Finding => ({
    rule: rule.id, status: "failed", severity: report.severity ?? rule.severity, event: report.line.n,
    source: report.source === undefined ? report.line.source : report.source, message: report.message, fix: report.fix,
  }));
  const marks = reports.filter((report) => report.as !== "pending").map((report): RuleMark => ({ line: report.line.n, state: report.as as RuleMark["state"] }));
  // An error says more than a warning that came before it.
  const finding = all.find((each) => each.severity === "error") ?? all[0] ?? unbroken(rule, reports);
  return { title: rule.title, finding, all, marks };
}

function unbroken(rule: Rule, reports: readonly Report[]): Finding {
  const base = { rule: rule.id, severity: rule.severity, source: null, fix: "" } as const;
  const pending = reports.find((report) => report.as === "pending");
  if (pending) return { ...base, status: "pending", event: pending.line.n, source: pending.line.source, message: pending.message };
  const kept = reports.filter((report) => report.as === "kept");
  const latest = kept.at(-1);
  if (latest) return { ...base, status: "passed", event: latest.line.n, message: "" };
  return { ...base, status: "not-exercised", event: null, message: "" };
}
