/** A finding is the verdict of one rule about one run, or about one event of it. */
import type { Position } from "./program.ts";
import type { InterventionKind, Line, LineKind } from "./trace.ts";

export type Severity = "error" | "warning";
/** `pending`: owed when the run ended by choice. `not-exercised` never counts as passed. */
export type Status = "passed" | "failed" | "pending" | "not-exercised";

export interface Finding {
  readonly rule: string;
  readonly status: Status;
  readonly severity: Severity;
  /** The line that broke it, or that opened the obligation; `null` when not exercised. */
  readonly event: number | null;
  readonly source: Position | null;
  /** One sentence: what happened. */
  readonly message: string;
  /** One sentence: what to do. Empty unless failed or pending. */
  readonly fix: string;
}

/** What a rule says at one line, for the rules lane of the picture. */
export interface RuleMark {
  readonly line: number;
  readonly state: "owed" | "kept" | "broken";
}

export interface Verdict {
  /** The rule's title, one clause. */
  readonly title: string;
  readonly finding: Finding;
  /** Every failure of the rule in the run, first first; `finding` is the first. */
  readonly all: readonly Finding[];
  readonly marks: readonly RuleMark[];
}

/** What a rule reports while it reads. Each names the line it speaks of. */
export type Report =
  | { readonly as: "owed"; readonly line: Line }
  | { readonly as: "kept"; readonly line: Line }
  /** Owed when the run was stopped by choice. */
  | { readonly as: "pending"; readonly line: Line; readonly message: string }
  | { readonly as: "broken"; readonly line: Line; /** Default: the rule's. */ readonly severity?: Severity; /** Where the code is; default: the line's own source. */ readonly source?: Position | null; readonly message: string; readonly fix: string };

/**
 * A rule is a small state machine over the trace. `S` is plain data, so that the explorer can carry
 * it in its states.
 */
export interface Rule<S = unknown> {
  /** Permanent, kebab-case. */
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  /** Ids of pitfalls, statements and facts it rests on. */
  readonly from: readonly string[];
  /** The kinds of lines that mean anything to it: the others are not shown to it. */
  readonly reads: readonly LineKind[];
  /** Members of the state that map lines by number, which later lines may name as their cause. */
  readonly follows?: readonly (keyof S & string)[];
  /** Members of the state that only keep it small: no verdict depends on them. */
  readonly aside?: readonly (keyof S & string)[];
  /** Interventions without one of which it has nothing to judge. */
  readonly after?: readonly InterventionKind[];
  start(): S;
  on(line: Line, state: S): { readonly state: S; readonly reports: readonly Report[] };
  /**
   * Obligations still open at the end. `settled`: the run came to rest, so nothing more would have
   * happened; otherwise it was stopped, and what is owed is pending.
   */
  end(state: S, settled: boolean, lines: readonly Line[]): readonly Report[];
}
