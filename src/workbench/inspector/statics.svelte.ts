/** The program's own variables at the playhead. The worker is asked once one stays at a step. */
import type { Judged } from "../../../runtime/model/run.ts";
import type { Statics } from "../../../runtime/model/statics.ts";
import type { Workbench } from "../state/workbench.svelte.ts";
import { changedSince, historyAt } from "./history.ts";

interface Held {
  readonly now: Statics;
  readonly before: Statics;
}

/** Milliseconds one stays before it is asked: not for each step that is passed. */
const STAY = 60;

export class StaticsAt {
  readonly #bench: Workbench;
  /** By run and step. */
  #known = $state.raw<ReadonlyMap<number, Held | null>>(new Map());
  #run: Judged | null = null;
  /** What was held last, and by which life: shown while an answer is awaited. */
  #latest: { readonly launch: number; readonly held: Held } | null = null;

  constructor(bench: Workbench) {
    this.#bench = bench;
  }

  /** Asks for the step under the playhead; called in an effect, and returns what to do when it is over. */
  ask(): (() => void) | undefined {
    const { run } = this.#bench.runs;
    const step = this.#bench.playhead.event?.step;
    if (run !== this.#run) {
      this.#run = run;
      this.#known = new Map();
      this.#latest = null;
    }
    if (run === null || step === undefined || this.#known.has(step)) return undefined;
    const timer = setTimeout(() => void this.#fetch(run, step), STAY);
    return () => clearTimeout(timer);
  }

  async #fetch(run: Judged, step: number): Promise<void> {
    const history = historyAt(run, step);
    const [main, before, now] = (history && (await this.#bench.runs.statics(history))) ?? [];
    if (run !== this.#run) return;
    const held = main && before && now ? { now: changedSince(main, now), before: changedSince(main, before) } : null;
    const launch = run.worlds[step]?.process.launch;
    if (held && launch !== undefined) this.#latest = { launch, held };
    this.#known = new Map(this.#known).set(step, held);
  }

  /** What is known at a line; until then, what the same life held last. */
  of(line: number): Held | null {
    const step = this.#bench.runs.view.events[line]?.step;
    const known = step === undefined ? undefined : this.#known.get(step);
    if (known !== undefined) return known;
    const launch = step === undefined ? undefined : this.#bench.runs.run?.worlds[step]?.process.launch;
    return this.#latest && this.#latest.launch === launch ? { now: this.#latest.held.now, before: this.#latest.held.now } : null;
  }
}
