/** What the program meets: the chosen scenario, and what is done by hand on top of it. */
import type { Intervention, Scenario } from "../../../runtime/model/scenario.ts";
import type { InterventionKind } from "../../../runtime/model/trace.ts";
import type { Setting } from "../settings.ts";

export class Conditions {
  scenarios = $state.raw<readonly Scenario[]>([]);
  /** For each of them, the settings that differ from the default. */
  notes = $state.raw<readonly (readonly Setting[])[]>([]);
  readonly #changed: () => void;

  chosen = $state(0);
  hand = $state.raw<readonly Intervention[]>([]);

  constructor(scenarios: readonly Scenario[], notes: readonly (readonly Setting[])[], chosen: number, changed: () => void) {
    this.scenarios = scenarios;
    this.notes = notes;
    this.#changed = changed;
    this.chosen = chosen;
  }

  get scenario(): Scenario {
    const base = this.scenarios[this.chosen] as Scenario;
    return this.hand.length === 0 ? base : { ...base, interventions: [...base.interventions, ...this.hand] };
  }

  choose(index: number): void {
    this.chosen = index;
    this.hand = [];
    this.#changed();
  }

  /** A scenario that came with a program, and what was done by hand on top of it. */
  take(scenario: Scenario, hand: readonly Intervention[] = []): void {
    const text = JSON.stringify(scenario);
    const same = this.scenarios.findIndex((each) => JSON.stringify(each) === text);
    const named = this.scenarios.findIndex(({ name }) => name === scenario.name);
    const place = same >= 0 ? same : named >= 0 ? named : this.scenarios.length;
    if (same < 0) {
      this.scenarios = [...this.scenarios.slice(0, place), scenario, ...this.scenarios.slice(place + 1)];
      this.notes = [...this.notes.slice(0, place), [], ...this.notes.slice(place + 1)];
    }
    this.chosen = place;
    this.hand = hand;
    this.#changed();
  }

  /** Adds an intervention right after a step; returns its place among the scenario's. The caller runs. */
  add(what: InterventionKind, step: number): number {
    this.hand = [...this.hand, { when: { step }, do: what, optional: true, by: "hand" }];
    return this.scenario.interventions.length - 1;
  }

  withdraw(index: number): void {
    this.hand = this.hand.filter((_each, place) => place !== index);
    this.#changed();
  }
}
