/** One exploration of a random program: its stories break what they are said to break, and the next one says the same. */
import fc from "fast-check";
import type { Explored, ExploreOptions } from "../../runtime/explore/explore.ts";
import type { Finding } from "../../runtime/model/finding.ts";
import type { Program } from "../../runtime/model/program.ts";
import type { Scenario } from "../../runtime/model/scenario.ts";
import type { Line } from "../../runtime/model/trace.ts";
import { EXPLORED } from "../../runtime/rules/index.ts";
import { judgeTrace } from "../../runtime/rules/verdicts.ts";
import { explore } from "../support/explore.ts";

const STRIKES: readonly NonNullable<ExploreOptions["strikes"]>[] = [
  ["terminate", "suspend"], ["terminate"], ["suspend", "go-offline", "relaunch"], ["terminate", "update-app", "sign-out", "lock", "memory-pressure"],
];

/** Few states, so that most explorations are cut off and sampled. */
export const exploreOptions: fc.Arbitrary<ExploreOptions> = fc.record({ bound: fc.constantFrom(0, 1, 1, 2), states: fc.constantFrom(40, 150, 400), samples: fc.constant(10), strikes: fc.constantFrom(...STRIKES) });

/** All that can be read off a story; lives are numbered as the interpreter met them. */
const told = ({ coverage, broken }: Explored): string =>
  JSON.stringify({ coverage: { ...coverage, entries: 0 }, broken: broken.map((each) => ({ ...each, story: { ...each.story, run: each.story.run.lines, passing: each.story.passing && { ...each.story.passing, run: each.story.passing.run.lines } } })) });

const failures = (rule: string, lines: readonly Line[]): readonly Finding[] => judgeTrace(lines, true, EXPLORED).find(({ finding }) => finding.rule === rule)?.all ?? [];

export async function faultsOfExploring(program: Program, scenario: Scenario, options: ExploreOptions): Promise<readonly string[]> {
  try {
    const first = await explore(program, scenario, options);
    const faults = first.broken.flatMap(({ finding: { rule, severity }, story }) => {
      if (!EXPLORED.some(({ id }) => id === rule)) return [];
      const breaks = failures(rule, story.run.lines).some((each) => each.severity === severity);
      const passes = story.passing === null || !failures(rule, story.passing.run.lines).some((each) => each.severity === severity);
      return [...(breaks ? [] : [`${rule}: its story does not break it`]), ...(passes ? [] : [`${rule}: the run that is to keep it breaks it`])];
    });
    return told(first) === told(await explore(program, scenario, options)) ? faults : [...faults, "a second exploration says something else"];
  } catch (error) {
    return [`the explorer throws: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`];
  }
}
