/** Equal program, scenario and seed give an equal recording. */
import { join } from "node:path";
import { expect, test } from "vitest";
import { BUILT_IN } from "../../runtime/judge/built-in.ts";
import { createJudge } from "../../runtime/judge/judge.ts";
import { loadBinary } from "../../runtime/sandbox/binary-node.ts";
import { answering, programIn, SCORES } from "../support/run.ts";

const LEADERBOARD = programIn(join(import.meta.dirname, "../../content/samples/leaderboard"));

test.each(BUILT_IN.map((scenario) => [scenario.name, scenario] as const))("%s gives the same bytes again: in a new sandbox, and in one that has run other things before", async (_name, scenario) => {
  const binary = await loadBinary();
  const origin = answering(SCORES);
  const record = async (before: readonly (typeof scenario)[]): Promise<string> => {
    const judge = await createJudge(binary);
    for (const other of before) await judge.run(LEADERBOARD, other, { origin });
    const result = await judge.run(LEADERBOARD, scenario, { origin });
    judge.dispose();
    if (!result.ok) throw new Error("the sample compiles");
    const { start, worlds, lines, hash } = result.run;
    // Large bodies are the same object in every world: once is enough.
    return JSON.stringify({ start, worlds, lines, hash }, (key, value: unknown) => (key === "utf8" && typeof value === "string" && value.length > 100_000 ? value.length : value));
  };
  const first = await record([]);
  expect(await record([])).toBe(first);
  expect(await record([...BUILT_IN, ...BUILT_IN])).toBe(first);
});
