/** A run is a value: everything that happened when one program met one scenario. */
import type { Verdict } from "./finding.ts";
import type { ProgramProblem } from "./program.ts";
import type { Line } from "./trace.ts";
import type { World } from "./world.ts";

/**
 * Why a run ended. "quiescent": nothing more would happen but scheduled reloads. "until": the
 * scenario's time was up. "step-limit" and "cancelled" are stops: nobody erred.
 */
export type Ending = "quiescent" | "until" | "step-limit" | "cancelled";

export interface Recorded {
  readonly start: World;
  /** After each engine step, by the step's number: `worlds[line.step]` is the world that a line led to. */
  readonly worlds: readonly World[];
  readonly lines: readonly Line[];
  readonly ended: Ending;
  /** Interventions of the scenario that happened, by index. */
  readonly fired: readonly boolean[];
  /** Every intervention that was not optional found its moment. */
  readonly applicable: boolean;
}

export interface Judged extends Recorded {
  readonly verdict: "passed" | "failed" | "not-applicable";
  readonly verdicts: readonly Verdict[];
  /** SHA-256 of the trace, hex: equal for equal program, scenario and seed. */
  readonly hash: string;
}

export type RunResult = { readonly ok: true; readonly run: Judged } | { readonly ok: false; readonly problems: readonly ProgramProblem[] };
