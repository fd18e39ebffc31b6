/** The same everywhere: one corpus of programs, scenarios and seeds, run in Node and in Chromium, gives the same recordings. */
import { join } from "node:path";
import fc from "fast-check";
import { BUILT_IN } from "../../runtime/judge/built-in.ts";
import { createJudge } from "../../runtime/judge/judge.ts";
import type { Program } from "../../runtime/model/program.ts";
import type { Scenario } from "../../runtime/model/scenario.ts";
import { loadBinary } from "../../runtime/sandbox/binary-node.ts";
import { fetchOrigin } from "../../runtime/worker/fetch-origin.ts";
import { workerAddress } from "../../scripts/built.mjs";
import { program, scenario } from "../fuzz/grammar.ts";
import { programIn } from "../support/run.ts";
import { expect, test } from "./console.ts";

const ROOT = join(import.meta.dirname, "../..");
const SIZE = 200;
/** Longer ones take their time and say no more. */
const STEPS = 1500;

interface Case {
  readonly program: Program;
  readonly scenario: Scenario;
}

const LEADERBOARD = programIn(join(ROOT, "content/samples/leaderboard"));
const ours: readonly Case[] = BUILT_IN.filter(({ name }) => name !== "heavy").map((each) => ({ program: LEADERBOARD, scenario: each }));

/** A run of the worker that ships with the site, spoken to as its page does; only the hash comes back. */
async function inWorker(cases: readonly Case[], worker: string): Promise<string[]> {
  const made = new Worker(worker, { type: "module", name: location.origin + "/" });
  const answers = new Map<string, (value: { run?: { hash: string } }) => void>();
  made.addEventListener("message", ({ data }) => answers.get((data as { id?: string }).id ?? "")?.((data as { value: { run?: { hash: string } } }).value));
  const hashes: string[] = [];
  for (const [index, value] of cases.entries()) {
    const id = `case ${index}`;
    const answer = new Promise<{ run?: { hash: string } }>((resolve) => answers.set(id, resolve));
    made.postMessage({ id, type: "APPLY", path: ["run"], argumentList: [{ type: "RAW", value }] });
    hashes.push((await answer).run?.hash ?? "no run");
  }
  made.terminate();
  return hashes;
}

test(`${SIZE} programs, scenarios and seeds give the same recordings in Node and in Chromium`, async ({ page, baseURL }) => {
  test.setTimeout(120_000);
  const judge = await createJudge(await loadBinary());
  const origin = fetchOrigin(new URL("api/", baseURL).href);
  const cases: Case[] = [];
  const expected: string[] = [];
  const random = fc.sample(fc.record({ program, scenario }), { seed: 20_261_124, numRuns: SIZE + 60 });
  for (const each of [...ours, ...random]) {
    if (cases.length === SIZE) break;
    const result = await judge.run(each.program, each.scenario, { origin, steps: STEPS });
    if (!result.ok || result.run.ended === "step-limit") continue;
    cases.push(each);
    expected.push(result.run.hash);
  }
  judge.dispose();
  expect(cases).toHaveLength(SIZE);
  expect(new Set(expected).size).toBeGreaterThan(SIZE * 0.8);

  await page.goto("/playground/");
  const found = await page.evaluate(`(${inWorker.toString()})(${JSON.stringify(cases)}, ${JSON.stringify(workerAddress())})`);
  expect(found).toEqual(expected);
});
