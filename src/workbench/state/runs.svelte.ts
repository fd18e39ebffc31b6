/** The latest run of the program: asked of the worker, and shown once it is there. */
import type { ProgramFile, ProgramProblem } from "../../../runtime/model/program.ts";
import type { Judged } from "../../../runtime/model/run.ts";
import type { Scenario } from "../../../runtime/model/scenario.ts";
import type { World } from "../../../runtime/model/world.ts";
import type { Statics } from "../../../runtime/model/statics.ts";
import type { Answer, RunRequest, StaticsRequest } from "../../../runtime/worker/client.ts";
import { viewOf, type RunView } from "../view.ts";

export interface Runner {
  run(request: RunRequest): Promise<Answer>;
  stop(): void;
  statics(request: StaticsRequest): Promise<readonly (Statics | null)[] | null>;
}

export class Runs {
  readonly #runner: () => Promise<Runner>;

  view = $state.raw<RunView>() as RunView;
  /** `null`: only the view that the build made is there. */
  run = $state.raw<Judged | null>(null);
  /** The program of `run`: what is in the editor may be newer. */
  ran: readonly ProgramFile[] = [];
  problems = $state.raw<readonly ProgramProblem[]>([]);
  status = $state<"built" | "running" | "current" | "replaced">("built");

  constructor(view: RunView, runner: () => Promise<Runner>) {
    this.view = view;
    this.#runner = runner;
  }

  /** Runs; `isCurrent` is asked when the answer is there. Whether a new run is shown. */
  async play(files: readonly ProgramFile[], scenario: Scenario, isCurrent: () => boolean): Promise<boolean> {
    this.status = "running";
    const runner = await this.#runner();
    const answer = await runner.run({ program: { files: files.map(({ path, text }) => ({ path, text })) }, scenario });
    if (answer.kind === "superseded") return false;
    if (answer.kind === "replaced") {
      this.status = "replaced";
      return false;
    }
    if (!isCurrent()) return false;
    this.status = "current";
    if (!answer.result.ok) {
      this.problems = answer.result.problems;
      return false;
    }
    this.problems = [];
    this.ran = files;
    this.run = answer.result.run;
    this.view = viewOf(answer.result.run, scenario.name);
    return true;
  }

  /** What learner modules held at points of a life of `run`. */
  async statics(query: Omit<StaticsRequest, "program">): Promise<readonly (Statics | null)[] | null> {
    return (await this.#runner()).statics({ program: { files: this.ran.map(({ path, text }) => ({ path, text })) }, ...query });
  }

  /** Ends a run that takes too long, with its worker; the code stays. */
  async stop(): Promise<void> {
    (await this.#runner()).stop();
  }

  /** The world after the step of a line, and the one before it; `null` before the first run in this page. */
  worlds(line: number): { readonly now: World; readonly before: World } | null {
    const event = this.view.events[line];
    if (!this.run || !event) return null;
    const now = this.run.steps[event.step]?.world;
    return now ? { now, before: this.run.steps[event.step - 1]?.world ?? this.run.start } : null;
  }
}
