/** Runs for other programs: one object, stable within a format version. */
import type { Severity, Status } from "../model/finding.ts";
import type { Position } from "../model/program.ts";
import type { Judged } from "../model/run.ts";
import type { Lane, LineKind } from "../model/trace.ts";

export interface RunReport {
  readonly scenario: string;
  readonly seed: number;
  readonly verdict: Judged["verdict"];
  readonly hash: string;
  readonly ended: Judged["ended"];
  readonly trace: readonly { readonly n: number; /** Virtual milliseconds since the start. */ readonly at: number; readonly lane: Lane; readonly kind: LineKind; readonly text: string; readonly cause: number | null; readonly source: Position | null }[];
  readonly findings: readonly { readonly rule: string; readonly status: Status; readonly severity: Severity; readonly event: number | null; readonly at: number | null; readonly file: string | null; readonly line: number | null; readonly column: number | null; readonly message: string; readonly fix: string }[];
}

export interface Report {
  readonly format: 1;
  readonly program: string;
  readonly verdict: Judged["verdict"];
  readonly runs: readonly RunReport[];
}

export function runReport(scenario: { readonly name: string; readonly seed: number }, run: Judged): RunReport {
  return {
    scenario: scenario.name, seed: scenario.seed, verdict: run.verdict, hash: run.hash, ended: run.ended,
    trace: run.lines.map(({ n, at, lane, kind, text, cause, source }) => ({ n, at, lane, kind, text, cause, source })),
    findings: run.verdicts.flatMap(({ finding, all }) => (all.length > 0 ? all : [finding])).map(({ rule, status, severity, event, source, message, fix }) => ({
      rule, status, severity, event, at: event === null ? null : (run.lines[event]?.at ?? null),
      file: source?.file ?? null, line: source?.line ?? null, column: source?.column ?? null, message, fix,
    })),
  };
}

/** Failed when one run failed; not applicable only when none of them was. */
export function report(program: string, runs: readonly RunReport[]): Report {
  const verdict = runs.some((run) => run.verdict === "failed") ? "failed" : runs.some((run) => run.verdict === "passed") ? "passed" : "not-applicable";
  return { format: 1, program, verdict, runs };
}
