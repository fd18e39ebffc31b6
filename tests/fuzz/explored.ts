/** One exploration of a random program: it ends, its stories break what they are said to break, and the next one says the same. */
import fc from "fast-check";
import { Exploration, type Explored, type ExploreOptions } from "../../runtime/explore/explore.ts";
import { compile } from "../../runtime/languages/typescript/compile.ts";
import type { Finding } from "../../runtime/model/finding.ts";
import type { Line } from "../../runtime/model/trace.ts";
import type { Program } from "../../runtime/model/program.ts";
import type { Scenario } from "../../runtime/model/scenario.ts";
import { EXPLORED } from "../../runtime/rules/index.ts";
import { judgeTrace } from "../../runtime/rules/verdicts.ts";
import { loadBinary } from "../../runtime/sandbox/binary-node.ts";
import { createSandbox, type Sandbox } from "../../runtime/sandbox/sandbox.ts";
import { ANSWER } from "../support/explore.ts";

/** Few states, so that most explorations are cut off and sampled. */
export const exploreOptions: fc.Arbitrary<ExploreOptions> = fc.record({
  bound: fc.constantFrom(0, 1, 1, 2),
  states: fc.constantFrom(40, 150, 400),
  samples: fc.constant(10),
  strikes: fc.constantFrom(["terminate", "suspend"], ["terminate"], ["suspend", "go-offline", "relaunch"], ["terminate", "update-app", "sign-out", "lock", "memory-pressure"]),
}, { requiredKeys: ["bound", "states", "samples", "strikes"] }) as fc.Arbitrary<ExploreOptions>;

/** Slices of 200 states; far more than any of these takes. */
const SLICES = 3000;
/** Guests of one interpreter. */
const RENEWED = 50;

let sandbox: Promise<Sandbox> | null = null;
let uses = 0;

async function explored(program: Program, scenario: Scenario, options: ExploreOptions): Promise<Explored> {
  if (sandbox === null || ++uses % RENEWED === 0) {
    (await sandbox)?.dispose();
    sandbox = loadBinary().then((binary) => createSandbox(binary));
  }
  const compiled = compile(program);
  if (!compiled.ok) throw new Error(compiled.problems.map(({ message }) => message).join(" "));
  const prepared = (await sandbox).guest(compiled.program);
  if (!prepared.ok) throw new Error(prepared.problems.map(({ message }) => message).join(" "));
  const exploration = new Exploration(scenario, prepared.guest, options);
  for (let slice = 0; !exploration.isDone; slice++) {
    if (slice > SLICES) throw new Error("it does not come to an end");
    exploration.advance(200);
    if (exploration.need) exploration.supply({ ...ANSWER, url: exploration.need.url });
  }
  return exploration.result();
}

/** All that can be read off a story; lives are numbered as the interpreter met them. */
const told = ({ coverage, broken }: Explored): string =>
  JSON.stringify({ coverage: { ...coverage, entries: 0 }, broken: broken.map((each) => ({ ...each, story: { ...each.story, run: each.story.run.lines, passing: each.story.passing && { ...each.story.passing, run: each.story.passing.run.lines } } })) });

const failures = (rule: string, lines: readonly Line[]): readonly Finding[] => judgeTrace(lines, true, EXPLORED).find(({ finding }) => finding.rule === rule)?.all ?? [];

export async function faultsOfExploring(program: Program, scenario: Scenario, options: ExploreOptions): Promise<readonly string[]> {
  try {
    const first = await explored(program, scenario, options);
    const faults = first.broken.flatMap(({ finding: { rule, severity }, story }) => {
      if (!EXPLORED.some(({ id }) => id === rule)) return [];
      const breaks = failures(rule, story.run.lines).some((each) => each.severity === severity);
      const passes = story.passing === null || !failures(rule, story.passing.run.lines).some((each) => each.severity === severity);
      return [...(breaks ? [] : [`${rule}: its story does not break it`]), ...(passes ? [] : [`${rule}: the run that is to keep it breaks it`])];
    });
    return told(first) === told(await explored(program, scenario, options)) ? faults : [...faults, "a second exploration says something else"];
  } catch (error) {
    return [`the explorer throws: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`];
  }
}
