/** A run for people: aligned lines, then what the rules found. */
import { formatInstant } from "../base/time.ts";
import type { Finding, Verdict } from "../model/finding.ts";
import type { Position } from "../model/program.ts";
import type { Judged } from "../model/run.ts";
import type { Line } from "../model/trace.ts";

const placeOf = (source: Position | null): string => (source === null ? "" : `${source.file}:${source.line}:${source.column}`);

/** One trace line: time, lane, sentence, and where in the code. */
export function lineText(line: Line): string {
  const place = placeOf(line.source);
  return `${formatInstant(line.at).padStart(9)}  ${line.lane.padEnd(9)}  ${line.text}${place === "" ? "" : `  (${place})`}`;
}

export const traceText = (lines: readonly Line[]): string => lines.map(lineText).join("\n");

/** What failed and what is owed, first failure first; each with what to do. */
export function findingsText(verdicts: readonly Verdict[]): string {
  const wanted = verdicts.map(({ finding }) => finding).filter(({ status }) => status === "failed" || status === "pending");
  return [...wanted].sort((one, other) => (one.event ?? 0) - (other.event ?? 0)).map(findingText).join("\n");
}

/** What the rule is, where, what happened and what to do. */
export function findingText({ rule, status, severity, event, source, message, fix }: Finding): string {
  const head = status === "pending" ? "owed" : severity === "warning" ? "warning" : "broken";
  const where = [event === null ? "" : `event ${event}`, placeOf(source)].filter((part) => part !== "").join(", ");
  return [`${head}: ${rule}${where === "" ? "" : ` (${where})`}`, `  ${message}`, ...(fix === "" ? [] : [`  → ${fix}`])].join("\n");
}

/** "kill-relaunch: failed; 2 rules broken, 8 kept, 2 not tested; 64 events" */
export function closingText(scenario: string, run: Judged): string {
  const count = (status: Finding["status"]): number => run.verdicts.filter(({ finding }) => finding.status === status).length;
  const parts = [[count("failed"), "broken"], [count("pending"), "owed"], [count("passed"), "kept"], [count("not-exercised"), "not tested"]] as const;
  const rules = parts.filter(([number]) => number > 0).map(([number, word]) => `${number} ${word}`).join(", ");
  const end = run.ended === "quiescent" ? "" : run.ended === "until" ? "; stopped at the scenario's end" : run.ended === "step-limit" ? "; stopped: too many steps" : "; cancelled";
  return `${scenario}: ${run.verdict}; rules: ${rules}; ${run.lines.length} events${end}`;
}

export function runText(scenario: string, run: Judged): string {
  return [traceText(run.lines), "", findingsText(run.verdicts), closingText(scenario, run)].filter((part, index) => part !== "" || index === 1).join("\n");
}
