/** Explores what is in the editor while nobody runs anything, deeper and deeper, and opens what it found. */
import { untrack } from "svelte";
import type { Coverage } from "../../../runtime/explore/coverage.ts";
import type { Intervention } from "../../../runtime/model/scenario.ts";
import type { BrokenRule, Progress } from "../../../runtime/worker/client.ts";
import { lineOfStep } from "../conditions/moments.ts";
import type { Workbench } from "../state/workbench.svelte.ts";
import { viewOf, type RunView } from "../view.ts";
import { leftOut } from "./words.ts";

/** Interventions, in turn. */
const BOUNDS = [0, 1, 2];
/** Milliseconds after a run before it begins: whoever types on is not in its way. */
const PAUSE = 200;
/** States at most: some ten seconds, in the background of a page. */
const STATES = 150_000;

export interface Found {
  readonly coverage: Coverage;
  readonly broken: readonly BrokenRule[];
}

export class Explorer {
  readonly bench: Workbench;
  /** `off`: what is there can't be explored. */
  status = $state<"waiting" | "exploring" | "done" | "off">("waiting");
  /** Of the level that is looked at. */
  bound = $state(0);
  progress = $state.raw<Progress | null>(null);
  /** Of the deepest level that was finished, for the program and the scenario as they are. */
  found = $state.raw<Found | null>(null);
  /** Origins that only other orders than the learner's own run lead to, and that were not spoken about. */
  asked = $state.raw<readonly string[]>([]);
  /** The learner is the system: strikes to spend; `null`: no duel. */
  budget = $state<number | null>(null);
  #of: readonly unknown[] = [];
  #turn = 0;
  /** What was done by hand before the duel. */
  #aside: readonly Intervention[] = [];
  /** Where one stood in one's own run. */
  #stood = 0;

  constructor(bench: Workbench) {
    this.bench = bench;
  }

  /** Called in an effect: begins, goes on, or lets go, as the program, the scenario and the runs are now. */
  follow(): (() => void) | undefined {
    const { runs, program, conditions, held } = this.bench;
    // Unanswered requests fail: what is found so would be of a program that nobody has.
    const { asked } = runs.met;
    const isRunnable = !held && runs.status === "current" && runs.problems.length === 0 && asked.length === 0;
    const of = [program.files, conditions.base, runs.permissions, asked.join(" ")];
    return untrack(() => this.#take(of, isRunnable));
  }

  #take(of: readonly unknown[], isRunnable: boolean): (() => void) | undefined {
    const { runs } = this.bench;
    const isSame = of.every((each, index) => each === this.#of[index]);
    if (!isSame) {
      if (this.status === "exploring") void runs.leave();
      this.#of = of;
      this.#turn++;
      this.found = null;
      this.asked = [];
      this.progress = null;
      this.status = "waiting";
      this.bound = 0;
    }
    if (runs.problems.length > 0) this.status = "off";
    if (!isRunnable || this.status === "done") return undefined;
    const turn = ++this.#turn;
    const timer = setTimeout(() => void this.#deepen(turn), PAUSE);
    return () => clearTimeout(timer);
  }

  async #deepen(turn: number): Promise<void> {
    const { runs, program, conditions } = this.bench;
    for (const bound of BOUNDS) {
      if (this.found && this.found.coverage.bound >= bound) continue;
      this.status = "exploring";
      this.bound = bound;
      this.progress = null;
      const answer = await runs.explore({ files: program.files, scenario: conditions.base, bound, states: STATES }, (progress) => {
        if (turn === this.#turn) this.progress = progress;
      });
      if (turn !== this.#turn) return;
      if (answer.kind === "superseded") {
        this.status = "waiting";
        // By a run that changed nothing here; one that did is followed by another call.
        setTimeout(() => turn === this.#turn && void this.#deepen(turn), PAUSE);
        return;
      }
      if (answer.kind === "replaced" || !answer.result.ok) {
        this.status = "off";
        return;
      }
      this.asked = answer.result.origins.asked;
      if (this.asked.length > 0) {
        // What was not loaded failed: what is found so would be of a program that nobody has.
        this.found = null;
        break;
      }
      this.found = answer.result;
      // The smallest story is known, and more interventions would not make it smaller.
      if (this.found.coverage.sampled !== null || this.found.broken.some(({ finding }) => finding.severity === "error")) break;
    }
    this.status = "done";
    this.progress = null;
  }

  /** What was not looked at any more, once it is done. */
  get left(): string {
    return this.status === "done" && this.found ? leftOut(this.found.coverage, this.found.broken, BOUNDS) : "";
  }

  /** The smallest story of all. */
  get smallest(): BrokenRule | null {
    return this.found?.broken.find(({ finding }) => finding.severity === "error") ?? null;
  }

  /** Shows a story in the place of the learner's run, beside the nearest run that keeps the rule. */
  open({ title, finding, strikes, ordinary, story }: BrokenRule): void {
    if (!story) return;
    const { runs, playhead, conditions } = this.bench;
    const view = viewOf(story.run, conditions.base.name);
    const line = story.noReturn === null ? -1 : firstOfStep(view, story.noReturn);
    if (runs.story === null) this.#stood = playhead.line;
    runs.open({
      title, strikes, ordinary, view, run: story.run,
      beside: story.passing ? { view: viewOf(story.passing, conditions.base.name), label: "the nearest run that keeps the rule", rules: new Set([finding.rule]) } : undefined,
      marks: line < 0 ? [] : [{ line, label: "point of no return" }],
    });
    playhead.go(finding.event ?? Math.max(0, line));
  }

  /** Back to the learner's own run, where one stood. */
  back(): void {
    this.bench.runs.back();
    this.bench.playhead.go(this.#stood);
  }

  /** The learner strikes now, in the ordinary run, from its start. */
  challenge(budget: number): void {
    if (this.budget === null) this.#aside = this.bench.conditions.hand;
    this.budget = budget;
    this.bench.runs.back();
    if (this.bench.conditions.dropFrom(0)) this.bench.soon(0);
    this.bench.playhead.go(0);
  }

  /** No strike is left in the duel. */
  get isSpent(): boolean {
    return this.budget !== null && this.bench.conditions.hand.length >= this.budget;
  }

  /** The duel is over: what was done by hand before it is there again; where there was nothing, its strikes stay to be looked at. */
  end(): void {
    this.budget = null;
    if (this.#aside.length > 0) this.bench.conditions.redo(this.#aside);
    this.#aside = [];
  }
}

/** What happens in a step begins with its first line; a step may also have none. */
function firstOfStep(view: RunView, step: number): number {
  const first = view.events.findIndex((event) => event.step === step);
  return first < 0 ? lineOfStep(view, step) : first;
}
