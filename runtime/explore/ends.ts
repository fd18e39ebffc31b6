/** Whether what a widget shows and keeps in the end is something that it also comes to when nobody intervenes. */
import { hours, minutes } from "../base/time.ts";
import type { RunState } from "../engine/state.ts";
import type { Json } from "../model/json.ts";
import type { Effect } from "../model/outcome.ts";
import type { Watcher } from "./afterwards.ts";
import { differenceOf } from "./difference.ts";
import type { Parts } from "./key.ts";
import { timeless, timelyIn, type Timely } from "./result.ts";

/** How a run goes on, and is named. */
export interface Onward {
  /** What it comes to, or the request that it can't go on without. */
  goOn(run: RunState, watcher: Watcher): string | Effect;
  /** What is shown when a timeline is asked for at that time. */
  shownAt(clock: number, run: RunState): Json;
  /** `parts`: of its world, as the search has them. */
  nameOf(run: RunState, parts: Parts): string;
}

interface Timeless {
  of(result: string): string;
  readonly results: ReadonlySet<string>;
  readonly timely: Timely;
}

/** Apart by minutes, hours, days and months, after the last of a run. */
const TIMES = [minutes(70), hours(26) + minutes(30), hours(9 * 24 + 5), hours(50 * 24 + 11)];

export class Ends {
  /** What an undisturbed run may show and keep, whatever the order: once every widget was asked again, and in the end. */
  readonly results = new Set<string>();
  /** Undisturbed runs at rest that were not gone on with; most are never needed. */
  readonly #undisturbed: RunState[] = [];
  /** A run for each of some results. */
  readonly #examples = new Map<string, RunState>();
  /** What came of disturbed runs, by their names. */
  readonly #known = new Map<string, string>();
  readonly #onward: Onward;
  /** Takes what changes with the time out of a result, and the results without it; known when it is wanted. */
  #timeless: Timeless | null = null;

  constructor(onward: Onward) {
    this.#onward = onward;
  }

  clear(): void {
    this.results.clear();
    this.#undisturbed.length = 0;
    this.#examples.clear();
    this.#known.clear();
    this.#timeless = null;
  }

  /** A run has come to rest after so many interventions; those without any come first. Or the request that this can't be told without. */
  isKept(run: RunState, strikes: number, parts: Parts): boolean | Effect {
    if (strikes === 0) {
      this.#undisturbed.push(run);
      return true;
    }
    const result = this.#resultOf(run, parts);
    if (typeof result !== "string") return result;
    for (let end = this.#undisturbed.at(-1); end !== undefined; end = this.#undisturbed.at(-1)) {
      if (this.results.has(result)) return true;
      const open = this.#add(end);
      if (open) return open;
      this.#undisturbed.pop();
    }
    // Where not even an undisturbed run comes to rest there is nothing to compare with.
    return this.results.size === 0 || this.results.has(result) || this.#isKeptButForTime(result);
  }

  #resultOf(run: RunState, parts: Parts): string | Effect {
    const name = this.#onward.nameOf(run, parts);
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const result = this.#onward.goOn(run, { isEnough: (each) => this.results.has(each) });
    if (typeof result === "string") this.#known.set(name, result);
    return result;
  }

  #add(undisturbed: RunState): Effect | null {
    const isEnough = (each: string): boolean => {
      this.results.add(each);
      return false;
    };
    const result = this.#onward.goOn(undisturbed, { isEnough });
    if (typeof result !== "string") return result;
    this.results.add(result);
    if (!this.#examples.has(result)) this.#examples.set(result, undisturbed);
    return null;
  }

  /** A disturbed run is asked at other times, and a widget may show the time, or how long ago something was. */
  #isKeptButForTime(result: string): boolean {
    this.#timeless ??= this.#learnTimes();
    return this.#timeless.results.has(this.#timeless.of(result));
  }

  /** What is not as it is undisturbed, in words: the first thing, of the nearest result. */
  differenceIn(result: string): string | null {
    this.#timeless ??= this.#learnTimes();
    return differenceOf(result, this.results, this.#timeless.timely);
  }

  #learnTimes(): Timeless {
    const timely = timelyIn([...this.#examples.values()].map((run) => TIMES.map((later) => this.#onward.shownAt(run.world.clock + later, run))));
    const of = (result: string): string => timeless(result, timely);
    return { of, results: new Set([...this.results].map(of)), timely };
  }
}
