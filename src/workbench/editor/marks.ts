/** What the editor shows at lines of a file: broken rules, what keeps the program from running, and the events it caused. */
import type { ProgramProblem } from "../../../runtime/model/program.ts";
import { byUrgency, type Event, type RunView } from "../view.ts";

/** A finding at a line. A type error is none: the editor underlines it, and says so in another way. */
export interface Mark {
  readonly line: number;
  readonly column: number;
  readonly severity: "error" | "warning";
  /** The rule's id; `null`: the program can't be run because of it. */
  readonly rule: string | null;
  readonly title: string;
  readonly message: string;
  readonly fix: string;
  /** The event that broke it. */
  readonly event: number | null;
}

/** First failure first. */
export function marksIn(file: string, view: RunView, problems: readonly ProgramProblem[]): readonly Mark[] {
  const broken = problems.filter(({ source }) => source?.file === file).map(({ source, message, fix }): Mark => ({ line: source?.line ?? 1, column: source?.column ?? 1, severity: "error", rule: null, title: message, message, fix, event: null }));
  const rules = byUrgency(view.rules).filter(({ status, source }) => status === "failed" && source?.file === file);
  return [...broken, ...rules.map(({ rule, title, severity, message, fix, event, source }): Mark => ({ line: source?.line ?? 1, column: source?.column ?? 1, severity, rule, title, message, fix, event }))];
}

/** A sign and a word for each: colour alone says nothing. */
export const SIGN = { error: "✕", warning: "!" } as const;
export const wordOf = (mark: Pick<Mark, "severity" | "rule">): string => (mark.rule === null ? "Can't run" : mark.severity === "error" ? "Broken" : "Warning");

/** The events that a line of code caused, in their order. */
export const eventsOf = (view: RunView, file: string, line: number): readonly Event[] => view.events.filter(({ source }) => source?.file === file && source.line === line);

/** Lines of a file that caused events, and how many. */
export function busyLines(view: RunView, file: string): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const { source } of view.events) if (source?.file === file) counts.set(source.line, (counts.get(source.line) ?? 0) + 1);
  return counts;
}
