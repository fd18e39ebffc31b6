/** Bugs that were put in on purpose, of each family: the explorer finds them, and names the rule and the line. */
import { describe, expect, test } from "vitest";
import { BUILT_IN } from "../../runtime/judge/built-in.ts";
import type { Scenario } from "../../runtime/model/scenario.ts";
import type { Strike } from "../../runtime/explore/choices.ts";
import { explore } from "../support/explore.ts";
import { lineOfMark, PITFALLS } from "../support/pitfalls.ts";
import { PLAIN_OBJECTS } from "../support/other-styles.ts";
import { DELEGATE, widget } from "../support/programs.ts";
import { programOf } from "../support/run.ts";

interface Seed {
  readonly pitfall: string;
  readonly what: string;
  readonly rule: string;
  readonly scenario: string;
  readonly bound: number;
  readonly strikes?: readonly Strike[];
  readonly source: string;
}

/** Scenarios that only intervene: the explorer gets a budget instead, and finds the moment itself. */
const ONLY_STRIKES = ["suspend", "kill-relaunch", "kill-tail"];
/** They last a day, hold more than an exploration is for, or ask so much at once that a search has no end: one run shows it. */
const LONG = ["day-at-home", "heavy", "two-at-once"];
/** States of a search: beyond, what was found so far must do. */
const STATES = 15_000;

const fromRuns: readonly Seed[] = PITFALLS.filter(([pitfall, , , scenario]) => !LONG.includes(scenario) || pitfall === "P12").map(([pitfall, what, rule, scenario, source]) => {
  // Code without an end takes a second of real time in each history: its own scenario has few.
  if (ONLY_STRIKES.includes(scenario) && pitfall !== "P41") return { pitfall, what, rule, scenario: "calm", bound: 1, source };
  // Two sessions of one identifier are there without a second widget, too.
  return { pitfall, what, rule, scenario: pitfall === "P12" ? "calm" : scenario, bound: 0, source };
});

const IN_MEMORY = widget({ delegate: DELEGATE.replace(/const group[^]*?withItemAt: location \}\);/, 'this.text = new Data({ contentsOf: location }).toString();') })
  .replace("started = false;", 'started = false;\n  text = "nothing yet";').replace('title: "now"', "title: downloads.text");

/** What takes more than one run to be seen. */
const MORE: readonly Seed[] = [
  { pitfall: "P05", what: "the result is kept in memory only", rule: "result-survives", scenario: "calm", bound: 1, source: IN_MEMORY },
  { pitfall: "P06", what: "it is noted that something was asked for, before it was", rule: "result-survives", scenario: "calm", bound: 1, source: PLAIN_OBJECTS },
  { pitfall: "P08", what: "no latch for events that are faster than the closure", rule: "completion-not-missed", scenario: "calm", bound: 0, source: widget() },
  { pitfall: "P15", what: "the predicate answers by what is in memory", rule: "matching-answers", scenario: "calm", bound: 1, source: widget().replace('{ matching: "scores" }', "{ matching: (identifier: string) => downloads.started && identifier === 'scores' }") },
  { pitfall: "P38", what: "a result of somebody who has signed out is kept", rule: "late-result-refused", scenario: "calm", bound: 1, strikes: ["sign-out"], source: widget() },
];

const SEEDS = [...fromRuns, ...MORE];
const scenarioNamed = (name: string): Scenario => BUILT_IN.find((each) => each.name === name) as Scenario;

test("there are at least thirty, of most pitfalls, and the bound is two at most", () => {
  expect(SEEDS.length).toBeGreaterThanOrEqual(30);
  expect(new Set(SEEDS.map(({ pitfall }) => pitfall)).size).toBeGreaterThanOrEqual(30);
  expect(SEEDS.filter(({ bound }) => bound > 2)).toEqual([]);
});

describe.each(SEEDS)("[$pitfall] $what", ({ rule, scenario, bound, strikes, source }) => {
  test(`is found by ${rule} under ${scenario} with ${bound} interventions`, { timeout: 30_000 }, async () => {
    const { broken } = await explore(programOf(source), scenarioNamed(scenario), { bound, states: STATES, samples: 10, ...(strikes ? { strikes } : {}) });
    const found = broken.find(({ finding }) => finding.rule === rule);
    expect(broken.map(({ finding }) => finding.rule)).toContain(rule);
    expect(found?.story.strikes).toBeLessThanOrEqual(bound);
    // Another order may break it at another line: it is one of the learner's.
    expect(found?.finding.source?.line).toBeGreaterThan(0);
    if (source.includes("HERE") && rule !== "timeline-not-waiting") expect(found?.finding.source?.line).toBe(lineOfMark(source));
  });
});
