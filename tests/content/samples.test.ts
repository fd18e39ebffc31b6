/** Every sample: the rule it names finds it, at a line, under its scenario, in the real sandbox; its fixed variant passes. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { BUILT_IN } from "../../runtime/judge/built-in.ts";
import { emptyOrigin } from "../../runtime/judge/stand-in-origin.ts";
import { partsOf, type ProgramFile } from "../../runtime/model/program.ts";
import type { Judged } from "../../runtime/model/run.ts";
import type { Scenario } from "../../runtime/model/scenario.ts";
import { RULES } from "../../runtime/rules/index.ts";
import { filesIn, samples } from "../../src/workbench/build-samples.ts";
import { judge, run } from "../support/run.ts";
import { typeErrors } from "../support/types.ts";

const FIXED = join(import.meta.dirname, "../../content/samples-fixed");
const all = samples();
const broken = all.filter((sample) => sample.rule !== null);

/** A sample with the files of its fixed variant in their places. */
function fixed({ name, files }: { readonly name: string; readonly files: readonly ProgramFile[] }): readonly ProgramFile[] {
  const better = filesIn(join(FIXED, name));
  return files.map((file) => better.find(({ path }) => path === file.path) ?? file);
}

const play = (files: readonly ProgramFile[], scenario: string): Promise<Judged> => run({ files }, BUILT_IN.find(({ name }) => name === scenario) as never, emptyOrigin);
const failures = (judged: Judged): string[] => judged.verdicts.flatMap(({ all: findings }) => findings.map((finding) => `${finding.severity}: ${finding.rule} at ${finding.source?.file}:${finding.source?.line}`));

test("there is one sample for each family of bugs, and the one that does it right", () => {
  expect(all.filter(({ rule }) => rule === null).map(({ name }) => name)).toEqual(["leaderboard"]);
  expect(new Set(broken.map(({ family }) => family)).size).toBe(10);
  expect(all.map(({ order }) => order)).toEqual(all.map((_each, index) => index));
  expect(broken.map(({ rule }) => rule).filter((rule) => !RULES.some(({ id }) => id === rule))).toEqual([]);
});

test("each has a fixed variant that differs, and no variant is left over", () => {
  expect(readdirSync(FIXED).sort()).toEqual(broken.map(({ name }) => name).sort());
  for (const sample of broken) {
    const better = filesIn(join(FIXED, sample.name));
    expect(better.length).toBeGreaterThan(0);
    for (const file of better) expect(sample.files.find(({ path }) => path === file.path)?.text).not.toBe(file.text);
  }
});

describe.each(broken.map((sample) => [sample.name, sample] as const))("%s", (_name, sample) => {
  test("its rule finds it, as an error, at a line that it marks, under its scenario", async () => {
    const judged = await play(sample.files, sample.scenario);
    const finding = judged.verdicts.find(({ finding: each }) => each.rule === sample.rule)?.finding;
    expect({ status: finding?.status, severity: finding?.severity, verdict: judged.verdict }).toEqual({ status: "failed", severity: "error", verdict: "failed" });
    const line = sample.files.find(({ path }) => path === finding?.source?.file)?.text.split("\n")[(finding?.source?.line ?? 0) - 1]?.trim();
    expect(line).toBe(sample.found);
  });

  test("its fixed variant breaks no rule there, and keeps that one", async () => {
    const judged = await play(fixed(sample), sample.scenario);
    expect(failures(judged)).toEqual([]);
    expect(judged.verdict).toBe("passed");
  });

  test("nor does it with one intervention anywhere", { timeout: 60_000 }, async () => {
    const scenario = BUILT_IN.find(({ name }) => name === (sample.scenario === "server-trouble" ? "calm" : sample.scenario)) as Scenario;
    const result = await (await judge()).explore({ files: fixed(sample) }, scenario, { origin: emptyOrigin, bound: 1 });
    expect(result.ok && { sampled: result.explored.coverage.sampled, broken: result.explored.broken.map(({ finding }) => finding.rule) }).toEqual({ sampled: null, broken: [] });
  });

  test("neither has type errors", () => {
    expect([...typeErrors({ files: partsOf(sample).code }), ...typeErrors({ files: partsOf({ files: fixed(sample) }).code })]).toEqual([]);
  }, 30_000);
});
