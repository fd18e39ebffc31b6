/** What page and worker say to each other. */
import type { Program } from "../model/program.ts";
import type { RunResult } from "../model/run.ts";
import type { Scenario } from "../model/scenario.ts";
import type { Statics, StaticsQuery } from "../model/statics.ts";

export interface RunRequest {
  readonly program: Program;
  readonly scenario: Scenario;
}

export interface StaticsRequest extends StaticsQuery {
  readonly program: Program;
}

/** What the worker offers. Failures of learner code are values in the result. */
export interface Runtime {
  run(request: RunRequest): Promise<RunResult>;
  /** What learner modules held at points of a life of a run. */
  statics(request: StaticsRequest): Promise<readonly (Statics | null)[]>;
}

/** Sent by the worker now and then, also from inside a long run: it lives. */
export const BEAT = "relaunch:beat";
/** Sent once, when the interpreter is ready. */
export const READY = "relaunch:ready";
