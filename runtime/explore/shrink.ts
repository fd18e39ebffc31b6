/** Makes a scenario smaller while it still breaks the rule: fewer interventions of its own, fewer scripted answers. */
import type { Guest } from "../model/guest.ts";
import type { Recordings } from "../model/origin.ts";
import type { Scenario } from "../model/scenario.ts";
import { Search, type SearchOptions, type Violation } from "./search.ts";

export interface Shrunk {
  readonly scenario: Scenario;
  readonly search: Search;
  /** What was taken away, in words. */
  readonly without: readonly string[];
}

/**
 * Searches again without one part after the other, in slices. A part may go where the rule is broken without
 * it as well, as badly, and by a story that costs no more.
 */
export class Shrinking {
  readonly #found: Violation;
  readonly #guest: Guest;
  readonly #options: SearchOptions;
  readonly #recordings: Recordings;
  readonly #parts: readonly Part[];
  #at = 0;
  #search: Search | null = null;
  #scenario: Scenario;
  #best: Shrunk | null = null;

  constructor({ scenario, options, recordings }: Search, found: Violation, guest: Guest) {
    this.#found = found;
    this.#guest = guest;
    this.#options = options;
    this.#recordings = recordings;
    this.#scenario = scenario;
    this.#parts = parts(scenario);
  }

  get isDone(): boolean {
    return this.#at >= this.#parts.length;
  }

  /** What is left, once it is done; `null` when nothing can go. */
  get result(): Shrunk | null {
    return this.#best;
  }

  /** Looks at up to so many states; returns at how many. */
  advance(states: number): number {
    const part = this.#parts[this.#at];
    if (!part) return 0;
    this.#search ??= new Search(part.without(this.#scenario), this.#guest, this.#options, this.#recordings);
    const search = this.#search;
    const { cost } = this.#found;
    if (!this.#isBroken(search) && !search.isDone && !search.isFull && search.need === null && search.least <= cost) {
      const count = search.advance(states);
      if (count > 0) return count;
    }
    if (this.#isBroken(search)) {
      this.#scenario = part.without(this.#scenario);
      this.#best = { scenario: this.#scenario, search, without: [...(this.#best?.without ?? []), part.name] };
    }
    this.#search = null;
    this.#at++;
    return 1;
  }

  /** By a story within the cost than which no cheaper one can come any more. */
  #isBroken({ violations, least }: Search): boolean {
    const violation = violations.get(this.#found.rule);
    return violation !== undefined && violation.severity === this.#found.severity && violation.cost <= Math.min(this.#found.cost, least);
  }
}

interface Part {
  readonly name: string;
  without(scenario: Scenario): Scenario;
}

/** Parts that could go, last ones first, so that the places of the others stay. */
function parts({ interventions, server }: Scenario): Part[] {
  return [
    ...interventions.map((each) => ({ name: named(interventions, each), without: (scenario: Scenario) => ({ ...scenario, interventions: scenario.interventions.filter((one) => one !== each) }) })).reverse(),
    ...server.filter(({ match }) => match !== "*").map((each) => ({ name: `the answer to ${each.match}`, without: (scenario: Scenario) => ({ ...scenario, server: scenario.server.filter((one) => one !== each) }) })).reverse(),
  ];
}

/** What an intervention does, and which of those that do the same it is. */
function named(interventions: Scenario["interventions"], each: Scenario["interventions"][number]): string {
  const alike = interventions.filter(({ do: what }) => what === each.do);
  return alike.length === 1 ? each.do : `${each.do} ${alike.indexOf(each) + 1} of ${alike.length}`;
}
