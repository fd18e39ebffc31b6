/** The latest run of the program: asked of the worker, and shown once it is there. */
import type { ProgramFile, ProgramProblem } from "../../../runtime/model/program.ts";
import type { Judged } from "../../../runtime/model/run.ts";
import type { Scenario } from "../../../runtime/model/scenario.ts";
import type { World } from "../../../runtime/model/world.ts";
import type { Statics } from "../../../runtime/model/statics.ts";
import type { Answer, ExploreAnswer, ExploreRequest, Met, Permissions, Progress, RunRequest, StaticsRequest, TextEdit } from "../../../runtime/worker/client.ts";
import { agreement } from "../conditions/moments.ts";
import { viewOf, type RunView } from "../view.ts";

export interface Runner {
  run(request: RunRequest): Promise<Answer>;
  format(file: ProgramFile): Promise<readonly TextEdit[] | null>;
  stop(): void;
  statics(request: StaticsRequest): Promise<readonly (Statics | null)[] | null>;
  explore(request: ExploreRequest, onProgress: (progress: Progress) => void): Promise<ExploreAnswer>;
  leave(): void;
}

/** A run that the explorer found, shown in the place of the learner's own. */
export interface Story {
  readonly title: string;
  /** Interventions in it. */
  readonly strikes: number;
  /** An ordinary run breaks the rule too. */
  readonly ordinary: boolean;
  readonly view: RunView;
  readonly run: Judged;
  /** The nearest run that keeps the rule. */
  readonly beside: { readonly view: RunView; readonly label: string; readonly rules: ReadonlySet<string> } | undefined;
  readonly marks: readonly { readonly line: number; readonly label: string }[];
}

/** A future that is not any more: `from` is the last line up to which it and the run that is shown agree. */
export interface Ghost {
  readonly view: RunView;
  readonly from: number;
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
  /** By hand: a run that was `replaced` else gave no sign of life. */
  isStopped = $state(false);
  ghost = $state.raw<Ghost | null>(null);
  story = $state.raw<Story | null>(null);
  /** What stands back while a story is shown. */
  #mine: { readonly view: RunView; readonly run: Judged | null } | null = null;
  /** Branched by hand: this future stays the ghost, whatever is done. */
  #branched: Ghost | null = null;

  /** What the learner has said about other origins; forgotten with the page. */
  permissions = $state.raw<Permissions>({ allowed: [], standIn: [] });
  /** Origins that the latest run would have liked to ask, or that refused. */
  met = $state.raw<Met>({ asked: [], refused: [] });

  constructor(view: RunView, runner: () => Promise<Runner>) {
    this.view = view;
    this.#runner = runner;
  }

  /** Runs; `fresh`: other origins are asked again; `isCurrent` is asked when the answer is there. Whether a new run is shown. */
  async play(files: readonly ProgramFile[], scenario: Scenario, fresh: boolean, isCurrent: () => boolean): Promise<boolean> {
    this.status = "running";
    this.isStopped = false;
    let answer = await this.#ask(files, scenario, fresh);
    // A busy machine silences a healthy worker too: once more, before anybody is told.
    if (answer.kind === "replaced" && !this.isStopped) answer = await this.#ask(files, scenario, fresh);
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
    this.met = answer.result.origins;
    this.ran = files;
    this.run = answer.result.run;
    this.view = viewOf(answer.result.run, scenario.name);
    return true;
  }

  /** How to format a file; `null`: the worker was replaced before it answered. */
  async format(file: ProgramFile): Promise<readonly TextEdit[] | null> {
    return (await this.#runner()).format(file);
  }

  /** A run that is not shown; `null` when there is none. */
  async peek(files: readonly ProgramFile[], scenario: Scenario): Promise<RunView | null> {
    const answer = await this.#ask(files, scenario, false);
    return answer.kind === "result" && answer.result.ok ? viewOf(answer.result.run, scenario.name) : null;
  }

  async #ask(files: readonly ProgramFile[], scenario: Scenario, fresh: boolean): Promise<Answer> {
    const runner = await this.#runner();
    const { allowed, standIn } = this.permissions;
    return runner.run({ program: { files: files.map(({ path, text }) => ({ path, text })) }, scenario, origins: { allowed: [...allowed], standIn: [...standIn] }, fresh });
  }

  /** Shows a story in the place of the learner's own run, until {@link back} or the next run. */
  open(story: Story): void {
    this.#mine ??= { view: this.view, run: this.run };
    this.story = story;
    this.run = story.run;
    this.view = story.view;
  }

  back(): void {
    if (this.#mine) ({ view: this.view, run: this.run } = this.#mine);
    this.#mine = null;
    this.story = null;
  }

  /** The learner's own run, also while a story stands in its place. */
  get own(): RunView {
    return (this.story === null ? null : this.#mine?.view) ?? this.view;
  }

  /** Within the bound, between two runs: a run that is asked for ends it. */
  async explore(request: Omit<ExploreRequest, "program" | "origins"> & { readonly files: readonly ProgramFile[] }, onProgress: (progress: Progress) => void): Promise<ExploreAnswer> {
    const { files, ...rest } = request;
    const { allowed, standIn } = this.permissions;
    return (await this.#runner()).explore({ ...rest, program: { files: files.map(({ path, text }) => ({ path, text })) }, origins: { allowed: [...allowed], standIn: [...standIn] } }, onProgress);
  }

  /** Ends the exploration that goes on. */
  async leave(): Promise<void> {
    (await this.#runner()).leave();
  }

  /** From now on this origin is asked, or answered by the stand-in. The caller runs. */
  permit(origin: string, how: "allow" | "stand-in"): void {
    const without = (list: readonly string[]): string[] => list.filter((each) => each !== origin);
    const { allowed, standIn } = this.permissions;
    this.permissions = how === "allow" ? { allowed: [...without(allowed), origin], standIn: without(standIn) } : { allowed: without(allowed), standIn: [...without(standIn), origin] };
    this.met = { asked: without(this.met.asked), refused: without(this.met.refused) };
  }

  /** The run that is shown becomes the ghost of all that is done from a line on. */
  branch(from: number): void {
    this.ghost = this.#branched = { view: this.view, from };
  }

  /** Something was changed in the middle: the run before it is kept, unless a branch is. */
  keep(before: RunView): void {
    const old = this.#branched?.view ?? before;
    const from = agreement(old, this.view);
    const isSame = from === old.events.length - 1 && old.events.length === this.view.events.length;
    this.ghost = isSame ? this.#branched : { view: old, from };
  }

  get isBranched(): boolean {
    return this.#branched !== null;
  }

  clearGhost(): void {
    this.ghost = this.#branched = null;
  }

  /** Nothing has been run yet of what is there now. */
  clear(scenario: string): void {
    this.back();
    this.view = { scenario, verdict: "not-applicable", ended: "quiescent", hash: "", events: [], rules: [], loads: {} };
    this.run = null;
    this.problems = [];
    // What was asked, another program asked.
    this.met = { asked: [], refused: [] };
    this.status = "built";
  }

  /** What learner modules held at points of a life of `run`. */
  async statics(query: Omit<StaticsRequest, "program">): Promise<readonly (Statics | null)[] | null> {
    return (await this.#runner()).statics({ program: { files: this.ran.map(({ path, text }) => ({ path, text })) }, ...query });
  }

  /** Ends a run that takes too long, with its worker; the code stays. */
  async stop(): Promise<void> {
    this.isStopped = true;
    (await this.#runner()).stop();
  }

  /** The world after the step of a line, and the one before it; `null` before the first run in this page. */
  worlds(line: number): { readonly now: World; readonly before: World } | null {
    const event = this.view.events[line];
    if (!this.run || !event) return null;
    const now = this.run.worlds[event.step];
    return now ? { now, before: this.run.worlds[event.step - 1] ?? this.run.start } : null;
  }
}
