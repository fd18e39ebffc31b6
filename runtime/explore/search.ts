/**
 * The search: from the start, every choice at every state, the cheapest state first, so that the first story
 * that breaks a rule is the smallest. It goes on in slices; whoever drives it looks at the clock.
 */
import { EXPLORE_LIMITS } from "../base/limits.ts";
import { pushTo } from "../base/list.ts";
import { startState, take, type RunState } from "../engine/state.ts";
import { startWorld } from "../engine/start.ts";
import type { Rule } from "../model/finding.ts";
import type { Guest } from "../model/guest.ts";
import { recordingKey, type OriginRequest, type Recording, type Recordings } from "../model/origin.ts";
import type { Effect } from "../model/outcome.ts";
import type { Scenario } from "../model/scenario.ts";
import { readersOf } from "../rules/verdicts.ts";
import { goOn, shownAt } from "./afterwards.ts";
import { choicesAt, type Choice, type Strike } from "./choices.ts";
import { costOf, eventsIn, strikesIn } from "./cost.ts";
import { Ends } from "./ends.ts";
import { CUT, EXPANDED, Graph, NONE, TERMINAL } from "./graph.ts";
import { Answers } from "./guest.ts";
import { Joins } from "./joins.ts";
import { mayKeepPath } from "./kept-paths.ts";
import { Keys, type Key, type Parts } from "./key.ts";
import { RuleForms } from "./rule-form.ts";
import { CostQueue } from "./queue.ts";
import { RuleReader, type RuleStates, type Said } from "./rule-states.ts";

export interface SearchOptions {
  /** Interventions of one story at most. */
  readonly bound: number;
  /** Which interventions. */
  readonly strikes: readonly Strike[];
  readonly rules: readonly Rule[];
  /** States after which the search stops and samples. */
  readonly states: number;
  /** Compares what is shown and kept in the end with what it is undisturbed. */
  readonly compares: boolean;
  /** Each event is a choice and leads to a state, also where no other order would differ; for comparisons. */
  readonly stepwise?: boolean;
}

/** A state of the search: the run, what the rules know, and the interventions still allowed. */
export interface Node {
  readonly run: RunState;
  readonly rules: RuleStates;
  readonly left: number;
}

/** Stands for "the result is another one than undisturbed", among the rules by index. */
export const RESULT = -1;

/** The cheapest way to break a rule that is known so far. */
export interface Violation {
  /** By index, or {@link RESULT}. */
  readonly rule: number;
  readonly cost: number;
  readonly state: number;
  /** The choice that breaks it, or {@link NONE}: it is broken when nothing more happens. */
  readonly choice: number;
  readonly severity: "error" | "warning";
}

interface Item {
  readonly state: number;
  readonly cost: number;
  readonly node: Node;
  readonly parts: Parts;
}

export class Search {
  graph = new Graph();
  readonly scenario: Scenario;
  readonly options: SearchOptions;
  readonly keys: Keys;
  readonly reader: RuleReader;
  readonly violations = new Map<number, Violation>();
  /** The cost of the smallest story that breaks a rule, whatever its severity. */
  readonly shortest = new Map<number, number>();
  /** States at which a rule turns out broken because nothing more happens, by rule. */
  readonly brokenEnds = new Map<number, number[]>();
  /** Edges on which each rule is broken. */
  readonly brokenEdges = new Map<number, number[]>();
  /** Rules that had something to say, by index. */
  readonly exercised: boolean[];
  recordings: Recordings = {};
  readonly outcomes: Ends;
  /** Some story was longer than the limits allow. */
  isCut = false;
  /** Learner code may keep an absolute path, in some run that was looked at. */
  mayKeepPath = false;
  readonly #answers: Answers;
  readonly joins: Joins;
  readonly #queue = new CostQueue<Item>();
  #open: { readonly effect: Effect; readonly item: Item } | null = null;

  /** `recordings`: responses that are known already. */
  constructor(scenario: Scenario, guest: Guest, options: SearchOptions, recordings: Recordings = {}) {
    this.recordings = recordings;
    // Interventions by hand name a step of one run.
    this.scenario = { ...scenario, interventions: scenario.interventions.filter(({ when }) => !("step" in when)) };
    this.options = options;
    this.exercised = options.rules.map(() => false);
    this.#answers = new Answers(this.scenario, guest);
    this.keys = new Keys(options.rules, this.scenario);
    const forms = new RuleForms(options.rules, this.keys.hasher);
    const readers = readersOf(options.rules);
    this.reader = new RuleReader(options.rules, readers, (index, change) => forms.of(index, change));
    this.joins = new Joins(this.scenario, options.strikes, options.stepwise !== true, () => this.recordings, (kind) => readers[kind] !== undefined);
    this.outcomes = new Ends({
      goOn: (run, watcher) => goOn(run, this.scenario, this.recordings, this.answer, watcher),
      shownAt: (clock, run) => shownAt(clock, run, this.scenario, this.recordings, this.answer),
      nameOf: (run, parts) => this.keys.ofRest(run, parts),
    });
    this.#begin();
  }

  /** What undisturbed runs come to, as far as it was needed. */
  get results(): ReadonlySet<string> {
    return this.outcomes.results;
  }

  #begin(): void {
    const node = this.start();
    const cost = this.#cost(node, 0);
    const key = this.key(node, null);
    this.#queue.push(cost, { state: this.graph.add(key, cost, NONE, 0), cost, node, parts: key.parts });
  }

  /** All that was found rests on what has turned out otherwise. */
  #beginAgain(): void {
    this.graph = new Graph();
    this.#queue.clear();
    for (const found of [this.violations, this.shortest, this.brokenEnds, this.brokenEdges, this.outcomes]) found.clear();
    this.exercised.fill(false);
    this.isCut = false;
    this.#begin();
  }

  start(): Node {
    return { run: startState(this.scenario, startWorld(this.scenario, EXPLORE_LIMITS.clockStep)), rules: this.reader.start(), left: this.options.bound };
  }

  /** `from`: the parts of the state it came from. */
  key = ({ run, rules, left }: Node, from: Parts | null): Key => this.keys.of(run, rules, left, from);

  #cost({ run: { world }, left }: Node, events: number): number {
    return costOf(this.options.bound - left, world.process.launch, world.counts.task, events);
  }

  get frontier(): number {
    return this.#queue.size;
  }

  /** The cost of what is looked at next. */
  get least(): number {
    return this.#queue.least;
  }

  get isDone(): boolean {
    return this.#queue.size === 0 && this.#open === null;
  }

  get isFull(): boolean {
    return this.graph.states >= this.options.states;
  }

  /** The response that the search can't go on without. */
  get need(): OriginRequest | null {
    return this.#open?.effect.request ?? null;
  }

  supply(recording: Recording): void {
    if (!this.#open) return;
    const { effect, item } = this.#open;
    this.recordings = { ...this.recordings, [recordingKey(effect.request)]: recording };
    this.#open = null;
    this.#queue.push(item.cost, item);
  }

  /** Expands up to so many states; returns how many. Stops early when a response is needed, or the limit is met. */
  advance(states: number): number {
    let count = 0;
    while (count < states && this.#open === null && !this.isFull) {
      const item = this.#queue.pop();
      if (!item) break;
      // A cheaper way was found meanwhile.
      if (this.graph.is(item.state, EXPANDED) || item.cost > this.graph.cost(item.state)) continue;
      if (!this.#expand(item)) break;
      count++;
    }
    return count;
  }

  /** What learner code does with its next input. */
  answer = (run: RunState) => this.#answers.of(run, this.recordings);

  choices(node: Node): Choice[] {
    return choicesAt(node.run, this.answer, { strikes: this.options.strikes, mayStrike: node.left > 0, expires: this.keys.expires }, this.joins);
  }

  /** With this choice code looks at its transfers for the first time: their events count from now on, and had counted all along. */
  looks = ({ run }: Node, { next }: Choice): boolean => this.joins.looked(run, next);

  /** Lets a choice happen. `open`: a response is needed first. */
  follow(node: Node, { next, strikes, taken }: Choice, said: (said: Said) => void): { readonly node: Node; readonly open: Effect | null; readonly lines: ReturnType<typeof take>["lines"] } {
    if (!this.mayKeepPath && next.event.kind === "guest-called") this.mayKeepPath = mayKeepPath(next.event.call);
    const { state: run, lines, open } = taken ?? take(this.scenario, this.recordings, node.run, next);
    const rules = this.reader.read(node.rules, lines, said);
    return { node: { run, rules, left: node.left - (strikes ? 1 : 0) }, open: open[0] ?? null, lines };
  }

  /** A rule spoke on a way that is not in the graph. */
  heard({ rule }: Said): void {
    this.exercised[rule] = true;
  }

  #expand(item: Item): boolean {
    const { state, cost, node } = item;
    const { graph } = this;
    if (eventsIn(cost) >= EXPLORE_LIMITS.events || node.run.world.process.launch > EXPLORE_LIMITS.launches) {
      graph.mark(state, EXPANDED | CUT);
      this.isCut = true;
      return true;
    }
    const choices = this.choices(node);
    const free = choices.some(({ strikes }) => !strikes);
    const found: { target: Node; choice: number; broken: readonly Said[] }[] = [];
    for (const [index, choice] of choices.entries()) {
      if (this.looks(node, choice)) {
        this.#beginAgain();
        return true;
      }
      let broken: readonly Said[] = NOTHING;
      const { node: target, open } = this.follow(node, choice, (said) => {
        this.exercised[said.rule] = true;
        if (said.report.as === "broken") broken = [...broken, said];
      });
      if (open) return this.#wait(open, item);
      found.push({ target, choice: index, broken });
    }
    const isKept = free || !this.options.compares || this.outcomes.isKept(node.run, strikesIn(cost), item.parts);
    if (typeof isKept !== "boolean") return this.#wait(isKept, item);
    graph.mark(state, EXPANDED | (free ? 0 : TERMINAL));
    if (!free) this.#end(state, cost, node, isKept);
    graph.beginEdges(state);
    for (const { target, choice, broken } of found) this.#reach(item, target, choice, broken);
    return true;
  }

  #wait(effect: Effect, item: Item): false {
    this.#open = { effect, item };
    return false;
  }

  #reach({ state, cost, parts }: Item, target: Node, choice: number, broken: readonly Said[]): void {
    const { graph } = this;
    const key = this.key(target, parts);
    const next = this.#cost(target, eventsIn(cost) + 1);
    let to = graph.find(key);
    if (to === NONE) {
      to = graph.add(key, next, state, choice);
      this.#queue.push(next, { state: to, cost: next, node: target, parts: key.parts });
    } else if (next < graph.cost(to) && !graph.is(to, EXPANDED)) {
      graph.reach(to, next, state, choice);
      this.#queue.push(next, { state: to, cost: next, node: target, parts: key.parts });
    }
    const edge = graph.addEdge(state, to, choice, broken.length > 0);
    for (const said of broken) {
      pushTo(this.brokenEdges, said.rule, edge);
      this.#violated(said, next, state, choice);
    }
  }

  #end(state: number, cost: number, node: Node, isKept: boolean): void {
    this.reader.end(node.rules, (said) => {
      this.exercised[said.rule] = true;
      if (said.report.as !== "broken") return;
      pushTo(this.brokenEnds, said.rule, state);
      this.#violated(said, cost, state, NONE);
    });
    if (!isKept) {
      pushTo(this.brokenEnds, RESULT, state);
      this.#note({ rule: RESULT, cost, state, choice: NONE, severity: "error" });
    }
  }

  #violated({ rule, report }: Said, cost: number, state: number, choice: number): void {
    this.#note({ rule, cost, state, choice, severity: (report.as === "broken" ? report.severity : undefined) ?? this.options.rules[rule]?.severity ?? "error" });
  }

  #note(violation: Violation): void {
    const known = this.violations.get(violation.rule);
    this.shortest.set(violation.rule, Math.min(this.shortest.get(violation.rule) ?? Infinity, violation.cost));
    // An error says more than a warning that comes sooner.
    const rank = (each: Violation): number => each.cost + (each.severity === "error" ? 0 : 2 ** 44);
    if (!known || rank(violation) < rank(known)) this.violations.set(violation.rule, violation);
  }
}
const NOTHING: readonly never[] = [];
