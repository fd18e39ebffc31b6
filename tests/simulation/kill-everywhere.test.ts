/** Every host call is one step, so a terminate can fall between any two. */
import { join } from "node:path";
import { expect, test } from "vitest";
import { BUILT_IN } from "../../runtime/judge/built-in.ts";
import type { InterventionKind } from "../../runtime/model/trace.ts";
import type { Judged } from "../../runtime/model/run.ts";
import type { Scenario } from "../../runtime/model/scenario.ts";
import { widget } from "../support/programs.ts";
import { programIn, programOf, run } from "../support/run.ts";
import { violations } from "../support/invariants.ts";

const LEADERBOARD = programIn(join(import.meta.dirname, "../../content/samples/leaderboard"));
const scenario = (name: string): Scenario => {
  const found = BUILT_IN.find((each) => each.name === name);
  if (!found) throw new Error(`no scenario ${name}`);
  return found;
};

const disturbed = (base: Scenario, step: number, what: InterventionKind): Scenario => ({ ...base, interventions: [...base.interventions, { when: { step }, do: what, optional: true, by: "hand" }] });

const everywhere = async (program: Parameters<typeof run>[0], base: Scenario, what: InterventionKind): Promise<{ undisturbed: Judged; runs: Judged[] }> => {
  const undisturbed = await run(program, base);
  const runs: Judged[] = [];
  for (let step = 0; step < undisturbed.worlds.length; step++) runs.push(await run(program, disturbed(base, step, what)));
  return { undisturbed, runs };
};

test.each([["terminate"], ["suspend"], ["relaunch"]] as const)("kill-relaunch with a %s after every single step never breaks the engine, and the worlds stay sound", async (what) => {
  const { undisturbed, runs } = await everywhere(LEADERBOARD, scenario("kill-relaunch"), what);
  expect(undisturbed.worlds.length).toBeGreaterThan(40);
  expect(runs.flatMap((each, step) => violations(each).map((violation) => `after step ${step}: ${violation}`))).toEqual([]);
});

test("the sample keeps its rules of severity error wherever it is killed", async () => {
  const { runs } = await everywhere(LEADERBOARD, scenario("kill-relaunch"), "terminate");
  const broken = runs.flatMap((each, step) => each.verdicts.filter(({ finding }) => finding.status === "failed" && finding.severity === "error").map(({ finding }) => `after step ${step}: ${finding.rule}: ${finding.message}`));
  expect(broken).toEqual([]);
});

test("a terminate really falls between two host calls of one callback", async () => {
  const { undisturbed, runs } = await everywhere(programOf(widget()), scenario("kill-relaunch"), "terminate");
  const inside = undisturbed.worlds.filter((world, step) => world.guest.hostCalls > 1 && world.guest.hostCalls !== undisturbed.worlds[step - 1]?.guest.hostCalls).length;
  const cutOff = runs.filter((each) => each.lines.some((line) => line.kind === "process-terminated" && line.data.lost.callback !== null)).length;
  expect(cutOff).toBeGreaterThanOrEqual(inside);
});
