/** A rule is shown only the kinds of lines that it says it reads; this holds it to its word. */
import { join } from "node:path";
import { expect, test } from "vitest";
import { BUILT_IN } from "../../runtime/judge/built-in.ts";
import { EXPLORED, RULES } from "../../runtime/rules/index.ts";
import { programIn, run } from "../support/run.ts";
import { PLAIN_OBJECTS, TWO_WIDGETS } from "../support/other-styles.ts";
import { programOf } from "../support/run.ts";

const PROGRAMS = [programIn(join(import.meta.dirname, "../../content/samples/leaderboard")), programOf(PLAIN_OBJECTS), programOf(TWO_WIDGETS)];

test("a line of a kind that a rule does not read changes nothing for it", async () => {
  const wrong = new Set<string>();
  for (const program of PROGRAMS) {
    for (const scenario of BUILT_IN) {
      const { lines } = await run(program, scenario);
      for (const rule of RULES) {
        let state = rule.start();
        for (const line of lines) {
          const next = rule.on(line, state);
          if (!rule.reads.includes(line.kind) && (next.reports.length > 0 || JSON.stringify(next.state) !== JSON.stringify(state))) wrong.add(`${rule.id}: ${line.kind}`);
          state = next.state;
        }
      }
    }
  }
  expect([...wrong]).toEqual([]);
});

test("a state has the members that the rule begins with, which is what the explorer goes by", async () => {
  const wrong = new Set<string>();
  for (const program of PROGRAMS) {
    for (const scenario of BUILT_IN) {
      const { lines } = await run(program, scenario);
      for (const rule of EXPLORED) {
        let state = rule.start();
        const members = Object.keys(state ?? {}).sort().join();
        for (const line of lines) {
          ({ state } = rule.on(line, state));
          if (Object.keys(state ?? {}).sort().join() !== members) wrong.add(`${rule.id}: ${line.kind}`);
        }
      }
    }
  }
  expect([...wrong]).toEqual([]);
});
