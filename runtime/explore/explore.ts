/**
 * An exploration: every order and every kill within a bound, of one program in one scenario. It is a value
 * that is worked on in slices. Whoever drives it looks at the clock, brings responses, and may stop.
 */
import { EXPLORE_LIMITS } from "../base/limits.ts";
import type { Finding, Rule } from "../model/finding.ts";
import type { Guest } from "../model/guest.ts";
import type { OriginRequest, Recording, Recordings } from "../model/origin.ts";
import type { Scenario } from "../model/scenario.ts";
import type { InterventionKind } from "../model/trace.ts";
import { COMPARED, EXPLORED } from "../rules/index.ts";
import type { Strike } from "./choices.ts";
import { strikesIn } from "./cost.ts";
import { countBroken, countOrders } from "./count.ts";
import type { Coverage } from "./coverage.ts";
import { comparedFinding, tracedFinding } from "./finding.ts";
import { breaksOrdinarily } from "./ordinary.ts";
import { walk } from "./sample.ts";
import { resultOf } from "./result.ts";
import { RESULT, Search, type SearchOptions, type Violation } from "./search.ts";
import { Shrinking, type Shrunk } from "./shrink.ts";
import { NONE } from "./graph.ts";
import { replay, storyOf, type Story } from "./story.ts";

export interface ExploreOptions {
  /** Interventions of one story at most: 0 to 3. */
  readonly bound: number;
  /** Which interventions; default: terminate, suspend. */
  readonly strikes?: readonly Strike[];
  /** States of the search at most, beyond which it samples. */
  readonly states?: number;
  /** Random runs, when it must sample. */
  readonly samples?: number;
  /** Default: all rules, those of the explorer included. */
  readonly rules?: readonly Rule[];
}

export interface Progress {
  readonly states: number;
  /** Interventions of the stories that are being looked at. */
  readonly level: number;
  readonly frontier: number;
}

/** A broken rule, with the smallest story that breaks it. */
export interface Broken {
  readonly title: string;
  readonly finding: Finding;
  readonly story: Story;
  /** An ordinary run breaks it too: neither an intervention nor another order is needed. */
  readonly ordinary: boolean;
  /** Of all orders within the bound, those that break it, as decimal digits; `null` where they were not counted: in a sample, or in a question of its own. */
  readonly orders: string | null;
  /** Parts of the scenario that the story does not need. */
  readonly without: readonly string[];
}

export interface Explored {
  readonly coverage: Coverage;
  /** Errors first, then by the size of their stories. */
  readonly broken: readonly Broken[];
}

export const DEFAULT_STRIKES: readonly Strike[] = ["terminate", "suspend"];

/** A question of its own, with a search of its own. */
interface Part {
  readonly search: Search;
  readonly of: "main" | "update" | keyof typeof COMPARED;
}

/** What there is to tell of one broken rule; the scenario is made smaller first. */
interface Tale {
  readonly shrinking: Shrinking | null;
  tell(): Broken;
}

export class Exploration {
  readonly #guest: Guest;
  readonly #options: SearchOptions;
  readonly #samples: number;
  readonly #scenario: Scenario;
  /** Rules that were asked for; some have nothing to judge. */
  readonly #given: number;
  readonly #parts: Part[] = [];
  #entries = 0;
  #at = 0;
  /** States that were looked at so far, those of smaller scenarios included. */
  looked = 0;
  #sampled = 0;
  #seed = 1;
  /** Rules that a random run broke, by rule. */
  readonly #met = new Map<number, Broken>();
  /** Once the search is over: what there is to tell, one rule each, and what was told so far. */
  #tales: readonly Tale[] | null = null;
  readonly #told: Broken[] = [];

  constructor(scenario: Scenario, guest: Guest, { bound, strikes = DEFAULT_STRIKES, states = EXPLORE_LIMITS.states, samples = EXPLORE_LIMITS.samples, rules = EXPLORED }: ExploreOptions) {
    this.#guest = guest;
    this.#scenario = scenario;
    this.#samples = samples;
    this.#given = rules.length;
    const may = (what: InterventionKind): boolean => strikes.some((strike) => strike === what) || scenario.interventions.some((each) => each.do === what);
    this.#options = { bound, strikes, rules: rules.filter(({ after }) => after === undefined || after.some(may)), states, compares: true };
    this.#parts.push({ of: "main", search: new Search(scenario, guest, this.#options) });
  }

  get progress(): Progress {
    const search = this.#search;
    return { states: this.#parts.reduce((sum, each) => sum + each.search.graph.states, 0), level: search.isDone ? this.#options.bound : strikesIn(search.least), frontier: search.frontier };
  }

  get need(): OriginRequest | null {
    return this.#search.need;
  }

  supply(recording: Recording): void {
    this.#search.supply(recording);
  }

  get isDone(): boolean {
    return this.#isSearched && this.#tales !== null && this.#told.length >= this.#tales.length;
  }

  get #isSearched(): boolean {
    return this.#at >= this.#parts.length && (!this.#main.isFull || this.#sampled >= this.#samples);
  }

  get #main(): Search {
    return (this.#parts[0] as Part).search;
  }

  get #search(): Search {
    return (this.#parts[Math.min(this.#at, this.#parts.length - 1)] as Part).search;
  }

  /** Works on for about so many states, or tells one story. Stops early when a response is needed: see `need`. */
  advance(states: number): void {
    const before = this.#guest.entries;
    if (this.#isSearched) this.#tellOn(states);
    else this.#searchOn(states);
    this.#entries += this.#guest.entries - before;
  }

  #tellOn(states: number): void {
    this.#tales ??= [
      ...this.#parts.flatMap((part) => [...part.search.violations.values()].map((violation) => this.#taleOf(part, violation))),
      ...[...this.#met.values()].map((broken) => ({ shrinking: null, tell: () => broken })),
    ];
    const tale = this.#tales[this.#told.length];
    if (!tale) return;
    const { shrinking } = tale;
    for (let left = states; shrinking !== null && !shrinking.isDone; ) {
      const count = shrinking.advance(left);
      this.looked += count;
      left -= count;
      if (left <= 0) return;
    }
    this.#told.push(tale.tell());
  }

  #taleOf(part: Part, violation: Violation): Tale {
    const shrinking = violation.rule === RESULT ? null : new Shrinking(part.search, violation, this.#guest);
    return { shrinking, tell: () => this.#tell(part, violation, shrinking?.result ?? null) };
  }

  #searchOn(states: number): void {
    let left = states;
    while (left > 0 && !this.#isSearched) {
      if (this.#at >= this.#parts.length) {
        this.#main.joins.aside(() => this.#sample());
        left -= 100;
        continue;
      }
      const search = this.#search;
      const count = search.advance(left);
      this.looked += count;
      left -= Math.max(1, count);
      if (search.need !== null) return;
      if (!search.isDone && !search.isFull) continue;
      if (this.#at === 0) this.#ask(search);
      this.#at++;
    }
  }

  #sample(): void {
    const main = this.#main;
    const { seed, choices, said } = walk(main, this.#seed);
    this.#seed = seed;
    this.#sampled++;
    for (const { said: each, after, ends } of said) {
      main.heard(each);
      if (each.report.as === "broken" && !main.violations.has(each.rule) && !this.#met.has(each.rule)) this.#met.set(each.rule, this.#tellMet(each.rule, choices.slice(0, after), ends));
    }
  }

  /** Questions that take another world: the events overtake the closure [F12]; the app is updated [A23]. */
  #ask(main: Search): void {
    const { rules, bound, states } = this.#options;
    const place = rules.findIndex(({ id }) => id === "completion-called");
    const called = rules[place];
    // Where no completion was ever given out, nothing can overtake it.
    if (called && main.exercised[place] && !this.#breaks(main, called.id) && main.scenario.settings.closureFirst) {
      const scenario = { ...this.#scenario, settings: { ...this.#scenario.settings, closureFirst: false } };
      this.#parts.push({ of: "completion-not-missed", search: new Search(scenario, this.#guest, { bound: Math.min(bound, 1), strikes: this.#options.strikes, rules: [called], states, compares: false }, main.recordings) });
    }
    const relative = rules.find(({ id }) => id === "relative-paths-kept");
    // What is not undisturbed any more comes last: before it no path was kept, so there is none that an update could break.
    const keepsNone = !main.mayKeepPath && strikesIn(main.least) > 0;
    if (bound > 0 && relative && !keepsNone && !this.#options.strikes.includes("update-app")) {
      this.#parts.push({ of: "update", search: new Search(this.#scenario, this.#guest, { bound: 1, strikes: ["update-app"], rules: [relative], states, compares: false }, main.recordings) });
    }
  }

  #breaks({ options, violations }: Search, id: string): boolean {
    return [...violations.keys()].some((rule) => options.rules[rule]?.id === id);
  }

  /** What was told so far, and all of it once the exploration is done. */
  result(): Explored {
    const rank = ({ finding, story }: Broken): number => (finding.severity === "error" ? 0 : 1e6) + story.strikes * 1e4 + story.run.worlds.length;
    return { coverage: this.#coverage(), broken: [...this.#told].sort((one, other) => rank(one) - rank(other)) };
  }

  /** `ends`: it is broken because nothing more happens. */
  #tellMet(index: number, choices: readonly number[], ends: boolean): Broken {
    const rule = this.#options.rules[index] as Rule;
    const story = { run: replay(this.#main, choices.map((choice) => ({ target: NONE, choice })), !ends), choices, strikes: 0, noReturn: null, passing: null };
    const strikes = story.run.lines.filter((line) => line.kind === "intervention" && line.data.index < 0 && line.data.do !== "go-online").length;
    const finding = tracedFinding(rule, story);
    return { title: rule.title, finding, story: { ...story, strikes }, ordinary: breaksOrdinarily(this.#main, { rule: index, severity: finding.severity }), orders: null, without: [] };
  }

  #tell({ of, search }: Part, violation: Violation, smaller: Shrunk | null): Broken {
    const { rule } = violation;
    const traced = search.options.rules[rule];
    const from = smaller?.search ?? search;
    const story = storyOf(from, from.violations.get(rule) ?? violation, rule === RESULT);
    const without = smaller?.without ?? [];
    // Where the events overtake the closure no run is an ordinary one. The learner's own has all of the scenario.
    const ordinary = of !== "completion-not-missed" && story.strikes === 0 && (breaksOrdinarily(search, violation) || (from !== search && breaksOrdinarily(from, violation)));
    const isCounted = of === "main" && search.isDone && !search.isCut;
    const orders = isCounted ? countBroken(search.graph, search.brokenEdges.get(rule) ?? [], search.brokenEnds.get(rule) ?? []).toString() : null;
    if ((of === "main" || of === "update") && traced) return { title: traced.title, finding: tracedFinding(traced, story), story, ordinary, orders, without };
    const compared = COMPARED[of === "main" || of === "update" ? "result-survives" : of];
    const end = rule === RESULT ? story.run.worlds.at(-1) : undefined;
    const difference = end ? from.outcomes.differenceIn(resultOf(end)) : null;
    return { title: compared.title, finding: comparedFinding(compared, story, traced ? tracedFinding(traced, story) : null, difference), story, ordinary, orders, without };
  }

  #coverage(): Coverage {
    const main = this.#main;
    const done = main.isDone;
    return {
      orders: (done ? countOrders(main.graph) : 0n).toString(), states: main.graph.states, besides: { closure: this.#statesOf("completion-not-missed"), update: this.#statesOf("update") }, entries: this.#entries,
      bound: this.#options.bound, strikes: this.#options.strikes, rules: { exercised: main.exercised.filter(Boolean).length, of: this.#given },
      isCut: this.#parts.some(({ search }) => search.isCut || (search !== main && search.isFull)), sampled: done ? null : { runs: this.#sampled, frontier: main.frontier },
    };
  }

  /** Of a further question; `null`: it was not asked. */
  #statesOf(question: Part["of"]): number | null {
    return this.#parts.find(({ of }) => of === question)?.search.graph.states ?? null;
  }

  /** Responses that were brought, for who explores again. */
  get recordings(): Recordings {
    return this.#main.recordings;
  }
}
