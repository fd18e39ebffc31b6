/** A run as the page shows it: plain and small enough to be drawn at build time and sent with the page. */
import { DELEGATE_SELECTORS } from "../../runtime/model/host-call.ts";
import type { Finding, Severity, Status } from "../../runtime/model/finding.ts";
import type { Judged } from "../../runtime/model/run.ts";
import type { Lane, Line, LineKind } from "../../runtime/model/trace.ts";
import type { Position } from "../../runtime/model/program.ts";

export interface Event {
  readonly n: number;
  readonly at: number;
  readonly lane: Lane;
  readonly kind: LineKind;
  readonly text: string;
  readonly cause: number | null;
  readonly source: Position | null;
  readonly step: number;
  /** The download it is about, if any. */
  readonly task: number | null;
  /** An intervention's place in the scenario. */
  readonly index: number | null;
  /** A process life begins or ends here, or changes. */
  readonly life: number | null;
  /** What the learner can do about it: of transfers that fail or wait. */
  readonly fix: string;
  /** A line of progress, or the delegate's call about it: many alike in a row say little. */
  readonly quiet?: true;
}

export interface RuleView {
  readonly rule: string;
  readonly title: string;
  /** For narrow places: "Completion called". */
  readonly short: string;
  readonly status: Status;
  readonly severity: Severity;
  readonly message: string;
  readonly fix: string;
  readonly event: number | null;
  readonly source: Position | null;
  readonly marks: readonly { readonly line: number; readonly state: "owed" | "kept" | "broken" }[];
}

export interface RunView {
  readonly scenario: string;
  readonly verdict: Judged["verdict"];
  readonly ended: Judged["ended"];
  readonly hash: string;
  readonly events: readonly Event[];
  readonly rules: readonly RuleView[];
  /** Task → what it loads, short: "scores/today.json". */
  readonly loads: Readonly<Record<number, string>>;
}

export function viewOf(run: Judged, scenario: string): RunView {
  return { scenario, verdict: run.verdict, ended: run.ended, hash: run.hash, events: run.lines.map(eventOf), rules: run.verdicts.map((verdict) => ruleOf(verdict.finding, verdict.title, verdict.marks)), loads: loadsOf(run.lines) };
}

const loadsOf = (lines: readonly Line[]): RunView["loads"] =>
  Object.fromEntries(lines.flatMap((line) => (line.kind === "task-created" ? [[line.data.task, line.data.url.replace(/^[a-z]+:\/\/[^/]*\//i, "")]] : [])));

const PROGRESS: readonly string[] = [DELEGATE_SELECTORS.urlSessionDownloadTaskDidWriteDataTotalBytesWrittenTotalBytesExpectedToWrite, DELEGATE_SELECTORS.urlSessionTaskDidSendBodyDataTotalBytesSentTotalBytesExpectedToSend];

function isQuiet(line: Line): boolean {
  if (line.kind === "callback-begins" || line.kind === "callback-ends") return PROGRESS.includes(line.data.title);
  return line.kind === "transfer-progress" || line.kind === "upload-progress";
}

function eventOf(line: Line): Event {
  const data = line.data as { readonly task?: number | null; readonly life?: number; readonly index?: number; readonly fix?: string };
  return {
    n: line.n, at: line.at, lane: line.lane, kind: line.kind, text: line.text, cause: line.cause, source: line.source, step: line.step,
    task: data.task ?? null, index: line.kind === "intervention" ? (data.index ?? null) : null, life: data.life ?? null, fix: data.fix ?? "",
    ...(isQuiet(line) ? { quiet: true } : {}),
  };
}

const ruleOf = (finding: Finding, title: string, marks: RuleView["marks"]): RuleView => ({
  rule: finding.rule, title, short: shortOf(finding.rule), status: finding.status, severity: finding.severity, message: finding.message,
  fix: finding.fix, event: finding.event, source: finding.source, marks,
});

/** "completion-called" → "Completion called". */
export const shortOf = (rule: string): string => rule.charAt(0).toUpperCase() + rule.slice(1).replaceAll("-", " ");

export const LANE_NAMES: Readonly<Record<Lane, string>> = {
  home: "You and the home screen", app: "Containing app", host: "Widget host", extension: "Extension", disk: "Disk", daemon: "Transfer daemon", server: "Server",
};

/** The one sentence of a step: the slider, the list, the live region and the picture all say it. */
export const narrate = (event: Event): string => `${LANE_NAMES[event.lane]}: ${event.text}`;

/** The order in which findings are listed: what fails first, then what is owed, then the rest. */
const RANK: Readonly<Record<Status, number>> = { "failed": 0, "pending": 1, "passed": 2, "not-exercised": 3 };

export const byUrgency = (rules: readonly RuleView[]): readonly RuleView[] =>
  [...rules].sort((one, other) => RANK[one.status] - RANK[other.status] || Number(one.severity === "warning") - Number(other.severity === "warning") || (one.event ?? 0) - (other.event ?? 0));
