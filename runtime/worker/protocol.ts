/** What page and worker say to each other. */
import type { TextEdit } from "../languages/typescript/format.ts";
import type { Program, ProgramFile } from "../model/program.ts";
import type { RunResult } from "../model/run.ts";
import type { Scenario } from "../model/scenario.ts";

export interface RunRequest {
  readonly program: Program;
  readonly scenario: Scenario;
}

/** What the worker offers. Failures of learner code are values in the result. */
export interface Runtime {
  run(request: RunRequest): Promise<RunResult>;
  format(file: ProgramFile): readonly TextEdit[];
}

/** Sent by the worker now and then, also from inside a long run: it lives. */
export const BEAT = "relaunch:beat";
/** Sent once, when the interpreter is ready. */
export const READY = "relaunch:ready";
