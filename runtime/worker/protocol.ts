/** What page and worker say to each other. */
import type { TextEdit } from "../languages/typescript/format.ts";
import type { Program, ProgramFile } from "../model/program.ts";
import type { RunResult } from "../model/run.ts";
import type { Scenario } from "../model/scenario.ts";
import type { Met, Permissions } from "./permission.ts";

export type { Met, Permissions } from "./permission.ts";
import type { Statics, StaticsQuery } from "../model/statics.ts";

export interface RunRequest {
  readonly program: Program;
  readonly scenario: Scenario;
  /** Without: no origin but the site's own is asked. */
  readonly origins?: Permissions;
  /** Other origins are asked again, whatever they have answered before. */
  readonly fresh?: boolean;
}

export interface StaticsRequest extends StaticsQuery {
  readonly program: Program;
}

/** A run's result, and the origins it would have liked to ask. */
export type Played = RunResult & { readonly origins: Met };

/** What the worker offers. Failures of learner code are values in the result. */
export interface Runtime {
  run(request: RunRequest): Promise<Played>;
  format(file: ProgramFile): readonly TextEdit[];
  /** What learner modules held at points of a life of a run. */
  statics(request: StaticsRequest): Promise<readonly (Statics | null)[]>;
}

/** Sent by the worker now and then, also from inside a long run: it lives. */
export const BEAT = "relaunch:beat";
/** Sent once, when the interpreter is ready. */
export const READY = "relaunch:ready";
