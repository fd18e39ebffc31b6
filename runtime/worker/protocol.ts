/** What page and worker say to each other. */
import type { TextEdit } from "../languages/typescript/format.ts";
import type { Program, ProgramFile } from "../model/program.ts";
import type { Coverage } from "../explore/coverage.ts";
import type { Progress } from "../explore/explore.ts";
import type { Finding } from "../model/finding.ts";
import type { Judged, RunResult } from "../model/run.ts";
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

export interface ExploreRequest {
  readonly program: Program;
  readonly scenario: Scenario;
  /** Interventions of one story at most. */
  readonly bound: number;
  /** States beyond which it samples; default: the limit of all explorations. */
  readonly states?: number;
  readonly origins?: Permissions;
}

/** A broken rule as it crosses to the page. The stories after the first few are told in words only. */
export interface BrokenRule {
  readonly title: string;
  readonly finding: Finding;
  /** Interventions of the smallest story. */
  readonly strikes: number;
  /** An ordinary run breaks it too. */
  readonly ordinary: boolean;
  /** How many of the orders within the bound break it, as decimal digits; `null`: not counted. */
  readonly orders: string | null;
  /** Parts of the scenario that the story does not need. */
  readonly without: readonly string[];
  readonly story: { readonly run: Judged; readonly noReturn: number | null; /** Without worlds. */ readonly passing: Judged | null } | null;
}

export type Told = { readonly ok: true; readonly coverage: Coverage; readonly broken: readonly BrokenRule[] } | Extract<RunResult, { ok: false }>;

/** What was found, and the origins it would have liked to ask; `null`: a newer request came. */
export type Exploring = (Told & { readonly origins: Met }) | null;

/** What the worker offers. Failures of learner code are values in the result. */
export interface Runtime {
  run(request: RunRequest): Promise<Played>;
  format(file: ProgramFile): readonly TextEdit[];
  /** What learner modules held at points of a life of a run. */
  statics(request: StaticsRequest): Promise<readonly (Statics | null)[]>;
  /** Works in slices, between which everything else has its turn. A run, or another exploration, ends it. */
  explore(request: ExploreRequest): Promise<Exploring>;
  /** Ends the exploration that goes on. */
  leave(): void;
}

/** Sent by the worker now and then, also from inside a long run: it lives. */
export const BEAT = "relaunch:beat";
/** Sent once, when the interpreter is ready. */
export const READY = "relaunch:ready";
/** Sent by the worker while it explores. */
export interface ProgressMessage {
  readonly exploring: Progress;
}
