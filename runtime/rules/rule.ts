/** How a rule is written: the state's type is its own business. */
import type { Report, Rule } from "../model/finding.ts";
import type { Position } from "../model/program.ts";
import type { Line } from "../model/trace.ts";

export interface Said<S> {
  readonly state: S;
  readonly reports: readonly Report[];
}

export function rule<S>(given: Rule<S>): Rule {
  return given as unknown as Rule;
}

/** The line changes the state and nothing is to be reported. */
export const quiet = <S>(state: S): Said<S> => ({ state, reports: NOTHING });

/** Most lines mean nothing to most rules. */
const NOTHING: readonly Report[] = [];

export const say = <S>(state: S, ...reports: readonly Report[]): Said<S> => ({ state, reports });

export const owed = (line: Line): Report => ({ as: "owed", line });
export const kept = (line: Line): Report => ({ as: "kept", line });
export const pending = (line: Line, message: string): Report => ({ as: "pending", line, message });
export const broken = (line: Line, source: Position | null, message: string, fix: string): Report => ({ as: "broken", line, source, message, fix });

/** Someone outside ended or stopped the process: what the code then did not do is excused. */
export const isOutsideStop = (line: Line): boolean =>
  (line.kind === "process-terminated" || line.kind === "process-suspended") && line.data.reason === "intervention";

/** … in the middle of something: what the code would have done next, nobody knows. */
export const isInterruption = (line: Line): boolean =>
  (line.kind === "process-terminated" || line.kind === "process-suspended") && line.data.reason === "intervention" && line.data.busy;

/** A record without one of its keys. */
export function without<V>(record: Readonly<Record<string, V>>, key: string | number): Readonly<Record<string, V>> {
  if (!(key in record)) return record;
  const { [key]: _gone, ...rest } = record;
  return rest;
}
