/** A run is a value: everything that happened when one program met one scenario. */
import type { Verdict } from "./finding.ts";
import type { ProgramProblem } from "./program.ts";
import type { Line } from "./trace.ts";
import type { World } from "./world.ts";
import type { Event } from "./event.ts";

/**
 * Why a run ended. "quiescent": nothing more would happen but scheduled reloads. "until": the
 * scenario's time was up. "step-limit" and "cancelled" are stops: nobody erred.
 */
export type Ending = "quiescent" | "until" | "step-limit" | "cancelled";

/** One engine step: what happened, and the world after it. */
export interface Step {
  readonly event: Event;
  readonly world: World;
  /** Trace lines of this step: from this one … */
  readonly from: number;
  /** … up to, not including, this one. */
  readonly to: number;
}

export interface Recorded {
  readonly start: World;
  readonly steps: readonly Step[];
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
