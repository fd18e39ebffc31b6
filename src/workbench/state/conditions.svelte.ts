/** What the program meets: the chosen scenario or one of the learner's own, and what is done by hand on top of it. */
import type { Intervention, InterventionOptions, Scenario } from "../../../runtime/model/scenario.ts";
import type { InterventionKind } from "../../../runtime/model/trace.ts";
import type { Path, Placed, TextReading } from "../conditions/text.ts";
import { fetched } from "../fetched.svelte.ts";
import type { Setting } from "../settings.ts";

/** In `chosen`: the learner's own scenario. */
export const CUSTOM = -1;

/** Brings the schema and the YAML library: only when somebody makes a scenario of their own. */
const tools = () => fetched(() => import("../conditions/own.ts"));

export class Conditions {
  scenarios = $state.raw<readonly Scenario[]>([]);
  /** For each of them, the settings that differ from the default. */
  #notes = $state.raw<readonly (readonly Setting[])[]>([]);
  /** Told of every change; `isAnew`: another scenario counts from now on; `isTyping`: more of the kind may follow at once. */
  readonly #changed: (isAnew: boolean, isTyping: boolean) => void;

  chosen = $state(0);
  hand = $state.raw<readonly Intervention[]>([]);
  /** One of `hand` that is being moved: the run is without it meanwhile. */
  lifted = $state<number | null>(null);

  /** The learner's own scenario as YAML, to be kept and shared; `null`: there is none. */
  custom = $state.raw<string | null>(null);
  /** What is wrong in it; the last that was right stays in use. */
  problems = $state.raw<readonly Placed[]>([]);
  /** One that a newer one took the place of. */
  replaced = $state.raw<string | null>(null);
  #own = $state.raw<{ readonly scenario: Scenario; readonly notes: readonly Setting[] } | null>(null);

  constructor(scenarios: readonly Scenario[], notes: readonly (readonly Setting[])[], chosen: number, changed: (isAnew: boolean, isTyping: boolean) => void) {
    this.scenarios = scenarios;
    this.#notes = notes;
    this.#changed = changed;
    this.chosen = chosen;
  }

  /** The chosen scenario, without what is done by hand. */
  get base(): Scenario {
    return this.chosen === CUSTOM && this.#own ? this.#own.scenario : (this.scenarios[Math.max(0, this.chosen)] as Scenario);
  }

  /** The learner's own, where its text could be read. */
  get own(): Scenario | null {
    return this.#own?.scenario ?? null;
  }

  get notes(): readonly Setting[] {
    return this.chosen === CUSTOM && this.#own ? this.#own.notes : (this.#notes[Math.max(0, this.chosen)] ?? []);
  }

  /** What a run meets. */
  get scenario(): Scenario {
    const { base } = this;
    const hand = this.hand.filter((_each, index) => index !== this.lifted);
    return hand.length === 0 ? base : { ...base, interventions: [...base.interventions, ...hand] };
  }

  choose(index: number): void {
    this.chosen = index === CUSTOM && !this.#own ? this.chosen : index;
    this.hand = [];
    this.lifted = null;
    this.#changed(true, false);
  }

  /** Takes up a scenario that was kept or came with a link, and chooses it if it can be used. Whether it can. */
  async use(text: string): Promise<boolean> {
    const { readOwn } = await tools();
    return this.take(text, readOwn(text));
  }

  /** The text of the own scenario has changed, and was read. */
  take(text: string, reading: TextReading & { readonly notes: readonly Setting[] }, isTyping = false): boolean {
    this.custom = text;
    this.problems = reading.problems;
    if (!reading.scenario) return false;
    this.#own = { scenario: reading.scenario, notes: reading.notes };
    this.chosen = CUSTOM;
    this.#changed(true, isTyping);
    return true;
  }

  /** Changes the own scenario; where another is chosen, a copy of that becomes the own one first. */
  async customize(...changes: readonly { readonly path: Path; readonly value: unknown }[]): Promise<void> {
    const { adjust } = await tools();
    await this.write((text) => changes.reduce((before, { path, value }) => adjust(before, path, value), text));
  }

  /** The text to edit: the own scenario's, or a copy of the chosen one. */
  async draft(): Promise<string> {
    return this.#isOwn ? (this.custom as string) : (await tools()).copyOf(this.base);
  }

  /** Edits that text, and goes on with what became of it. */
  async write(edit: (text: string) => string, isTyping = false): Promise<void> {
    const { readOwn } = await tools();
    const before = await this.draft();
    if (!this.#isOwn) {
      this.replaced = this.custom;
      this.take(before, readOwn(before));
    }
    const text = edit(before);
    if (text !== before) this.take(text, readOwn(text), isTyping);
  }

  get #isOwn(): boolean {
    return this.chosen === CUSTOM && this.custom !== null;
  }

  /** The scenario before a copy took its place. */
  async takeBack(): Promise<void> {
    const text = this.replaced;
    this.replaced = null;
    if (text !== null) await this.use(text);
  }

  /** A scenario that came with a program, and what was done by hand on top of it. */
  arrive(scenario: Scenario, hand: readonly Intervention[] = []): void {
    const text = JSON.stringify(scenario);
    const same = this.scenarios.findIndex((each) => JSON.stringify(each) === text);
    const named = this.scenarios.findIndex(({ name }) => name === scenario.name);
    const place = same >= 0 ? same : named >= 0 ? named : this.scenarios.length;
    if (same < 0) {
      this.scenarios = this.scenarios.toSpliced(place, 1, scenario);
      this.#notes = this.#notes.toSpliced(place, 1, []);
    }
    this.chosen = place;
    this.hand = hand;
    this.lifted = null;
    this.#changed(true, false);
  }

  /** Adds an intervention right after a step; returns its place among the scenario's. The caller runs. */
  add(what: InterventionKind, step: number, options?: InterventionOptions): number {
    this.hand = [...this.hand, { when: { step }, do: what, optional: true, by: "hand", ...(options === undefined ? {} : { with: options }) }];
    return this.scenario.interventions.length - 1;
  }

  /** What was done by hand before, as it was kept. */
  redo(hand: readonly Intervention[]): void {
    this.hand = hand;
    this.#changed(false, false);
  }

  withdraw(index: number): void {
    this.hand = this.hand.filter((_each, place) => place !== index);
    this.#changed(false, false);
  }

  /** Moves one of `hand` to another step. The caller runs. */
  move(index: number, step: number): void {
    this.hand = this.hand.map((each, place) => (place === index ? { ...each, when: { step } } : each));
  }

  /** Tells one of `hand` something else. The caller runs. */
  amend(index: number, options: InterventionOptions): void {
    this.hand = this.hand.map((each, place) => (place === index ? { ...each, with: { ...each.with, ...options } } : each));
  }

  /** Takes out what is done by hand after a step. Whether there was something. */
  dropFrom(step: number): boolean {
    const kept = this.hand.filter(({ when }) => !("step" in when) || when.step < step);
    const isLess = kept.length < this.hand.length;
    this.hand = kept;
    return isLess;
  }

  /** One of the scenario's own interventions is left out, in a copy. */
  turnOff(index: number): Promise<void> {
    return this.customize({ path: ["interventions", index], value: undefined });
  }
}
