/** A rule is shown only the kinds of lines that it says it reads; this holds it to its word. */
import { join } from "node:path";
import { expect, test } from "vitest";
import { BUILT_IN } from "../../runtime/judge/built-in.ts";
import { RULES } from "../../runtime/rules/index.ts";
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
