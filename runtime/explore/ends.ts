/** Whether what a widget shows and keeps in the end is something that it also comes to when nobody intervenes. */
import type { RunState } from "../engine/state.ts";
import type { Watcher } from "./afterwards.ts";

export class Ends {
  /** What an undisturbed run may show and keep, whatever the order: once every widget was asked again, and in the end. */
  readonly results = new Set<string>();
  /** Undisturbed runs at rest that were not gone on with; most are never needed. */
  readonly #undisturbed: RunState[] = [];
  /** What came of disturbed runs, by their names. */
  readonly #known = new Map<string, string>();
  readonly #goOn: (run: RunState, watcher: Watcher) => string;
  readonly #nameOf: (run: RunState) => string;

  constructor(goOn: (run: RunState, watcher: Watcher) => string, nameOf: (run: RunState) => string) {
    this.#goOn = goOn;
    this.#nameOf = nameOf;
  }

  clear(): void {
    this.results.clear();
    this.#undisturbed.length = 0;
    this.#known.clear();
  }

  /** A run has come to rest after so many interventions; those without any come first. */
  isKept(run: RunState, strikes: number): boolean {
    if (strikes === 0) {
      this.#undisturbed.push(run);
      return true;
    }
    const result = this.#resultOf(run);
    for (let end = this.#undisturbed.pop(); end !== undefined; end = this.#undisturbed.pop()) {
      if (this.results.has(result)) {
        this.#undisturbed.push(end);
        return true;
      }
      this.#add(end);
    }
    // Where not even an undisturbed run comes to rest there is nothing to compare with.
    return this.results.size === 0 || this.results.has(result);
  }

  #resultOf(run: RunState): string {
    const name = this.#nameOf(run);
    let result = this.#known.get(name);
    if (result === undefined) this.#known.set(name, (result = this.#goOn(run, { isEnough: (each) => this.results.has(each) })));
    return result;
  }

  #add(undisturbed: RunState): void {
    const isEnough = (each: string): boolean => {
      this.results.add(each);
      return false;
    };
    this.results.add(this.#goOn(undisturbed, { isEnough }));
  }
}
