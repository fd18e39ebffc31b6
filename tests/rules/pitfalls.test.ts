/** Each pitfall of public widgets in its realistic form: under which built-in scenario it is found, by which rule, at which line. */
import { describe, expect, test } from "vitest";
import { BUILT_IN } from "../../runtime/judge/built-in.ts";
import type { Scenario } from "../../runtime/model/scenario.ts";
import { RULES } from "../../runtime/rules/index.ts";
import { lineOfMark, PITFALLS } from "../support/pitfalls.ts";
import { programOf, run } from "../support/run.ts";

const scenario = (name: string): Scenario => BUILT_IN.find((each) => each.name === name) as Scenario;

/** What no rule finds in one run, and why. */
const NOT_IN_ONE_RUN: Readonly<Record<string, string>> = {
  P05: "explorer: a value in memory is right in every run that is not cut between the store and the reload",
  P10: "explorer: promises keep their order in one run; another order has to be tried",
  P24: "no fault in a run: the picture shows each transfer wait longer for the limiter (tests/facts, H10)",
  P25: "no fault in a run: the picture shows why a transfer waits; one that times out is P44",
  P30: "static: a view has no network here, and what is not emulated is named",
  P38: "explorer: the run with and without the change of account have to be compared",
  P39: "explorer: two versions of the program; what one run shows of it is foreign-events (P16)",
  P40: "not a fault of code: the scenario misleading-bench shows the two environments",
  P42: "static: Swift's hashValue has no counterpart here, and a task's number is right within its session",
  P43: "no fault in a run: the trace shows a redirect that nobody was asked about (tests/facts, Q14)",
  P46: "static: actors are the compiler's business; the trace says when a completion was called off the main queue (tests/facts, Q23)",
};

/** Where a script of the list can't show a pitfall, and why. */
const NEEDS_ANOTHER: Readonly<Record<string, string>> = {
  "calm P17": "an inline attempt that succeeds may have a background session behind it: server-trouble and suspend tell",
  "calm P22": "the server answers well here, and the specification asks for its 500: server-trouble",
  "suspend P08": "the closure comes first here, as documented: order-swap tells",
};

describe.each(PITFALLS)("[%s] %s", (_pitfall, _what, rule, name, source) => {
  test(`is found by ${rule} under ${name}, at the marked line`, async () => {
    const judged = await run(programOf(source), scenario(name));
    const verdict = judged.verdicts.find(({ finding }) => finding.rule === rule);
    expect(verdict?.all.map((finding) => finding.source?.line)[0]).toBe(lineOfMark(source));
    expect(verdict?.finding.status).toBe("failed");
  });
});

test("every pitfall P01 to P46 is found by a rule, or it is said why not", () => {
  const found = new Set(PITFALLS.map(([pitfall]) => pitfall));
  const all = Array.from({ length: 46 }, (_none, index) => `P${String(index + 1).padStart(2, "0")}`);
  expect(all.filter((pitfall) => found.has(pitfall) === pitfall in NOT_IN_ONE_RUN)).toEqual([]);
  expect(PITFALLS.filter(([, , rule]) => !RULES.some(({ id }) => id === rule))).toEqual([]);
});

/** Section 3b of the pitfalls, and wake-again beside it: what each script is for. What only the explorer or a static check sees is left to the list above. */
const EXPOSES: Readonly<Record<string, readonly string[]>> = {
  "calm": ["P17", "P19", "P20", "P21", "P22", "P28", "P36", "P37"],
  "suspend": ["P01", "P02", "P07", "P08", "P09", "P11", "P41"],
  "wake-again": ["P11"],
  "kill-relaunch": ["P03", "P05", "P06", "P15", "P37", "P42"],
  "kill-tail": ["P04", "P09", "P10", "P27"],
  "order-swap": ["P08", "P10", "P11"],
  "two-at-once": ["P12", "P23", "P26", "P28"],
  "server-trouble": ["P22", "P29", "P43", "P44", "P45"],
  "foreign-events": ["P01", "P16"],
  "second-process": ["P13", "P14"],
  "day-at-home": ["P24", "P25", "P26", "P29"],
  "user-moves-on": ["P38"],
  "update": ["P34", "P39", "P42"],
  "locked": ["P33"],
  "misleading-bench": ["P40"],
  "heavy": ["P31", "P41"],
};

test.each(Object.entries(EXPOSES))("%s exposes the pitfalls it is made for", async (name, pitfalls) => {
  const missed: string[] = [];
  for (const pitfall of pitfalls) {
    if (pitfall in NOT_IN_ONE_RUN || NEEDS_ANOTHER[`${name} ${pitfall}`]) continue;
    const fails = await Promise.all(PITFALLS.filter(([of]) => of === pitfall).map(async ([, , rule, , source]) =>
      (await run(programOf(source), scenario(name))).verdicts.some(({ finding }) => finding.rule === rule && finding.status === "failed")));
    if (!fails.includes(true)) missed.push(pitfall);
  }
  expect(missed).toEqual([]);
});
