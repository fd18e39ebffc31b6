/** `relaunch explore`: every order and every kill within a bound, of one program in one scenario. */
import type { Progress } from "../explore/explore.ts";
import { createJudge } from "../judge/judge.ts";
import { emptyOrigin } from "../judge/stand-in-origin.ts";
import { misfits, namedKinds } from "../model/misfits.ts";
import type { Origin } from "../model/origin.ts";
import { loadBinary } from "../sandbox/binary-node.ts";
import { exploredText, exploreReport } from "./explored.ts";
import { programIn, scenarioNamed, unusable, unusableScenario, Unusable } from "./input.ts";

/** What one story may have at most, where nobody says. */
const INTERVENTIONS = 2;
/** With three, a search of an ordinary widget takes a minute; with more it would only sample. */
const MOST = 3;
/** States between two lines of progress. */
const SLICE = 2000;

export interface ExploreOptions {
  readonly json: boolean;
  readonly scenario: readonly string[];
  /** As it was typed. */
  readonly interventions: string | undefined;
  readonly origin: Origin;
}

/** Prints what was found; returns the exit status. Throws {@link Unusable}. */
export async function explore(folder: string, { json, scenario: names, interventions, origin }: ExploreOptions): Promise<number> {
  const bound = boundOf(interventions);
  if (names.length > 1) throw new Unusable("explore takes one scenario.", "Run it once for each.");
  // The explorer brings the interventions: the scenario is only what happens anyway.
  const name = names[0] ?? "calm";
  const scenario = scenarioNamed(name);
  const program = programIn(folder);
  const start = performance.now();
  const judge = await createJudge(await loadBinary());
  if (namedKinds(scenario).length > 0) {
    // An exploration keeps no registration: one run tells which kinds there are, and it needs no answers for that.
    const tried = await judge.run(program, scenario, { origin: emptyOrigin });
    const wrong = tried.ok ? misfits(scenario, tried.run) : [];
    if (wrong.length > 0) throw unusableScenario(name, wrong);
  }
  const result = await judge.explore(program, scenario, { origin, bound, slice: SLICE, pause: progress });
  judge.dispose();
  const taken = performance.now() - start;
  if (process.stderr.isTTY) process.stderr.write("\r\x1b[K");
  if (!result.ok) throw unusable(result.problems);
  const report = exploreReport(folder, scenario.name, result.explored, result.complete, taken);
  console.log(json ? JSON.stringify(report, null, 2) : exploredText(folder, result.explored, result.complete));
  return report.verdict === "failed" ? 1 : 0;
}

function boundOf(typed: string | undefined): number {
  if (typed === undefined) return INTERVENTIONS;
  const bound = /^\d+$/.test(typed) ? Number(typed) : NaN;
  if (bound <= MOST) return bound;
  throw new Unusable(`--interventions takes a whole number from 0 to ${MOST}; it was given ${typed === "" ? "nothing" : typed}.`, `Each allows one more kill or suspension in a story; ${INTERVENTIONS} is usual.`);
}

function progress({ states, level, frontier }: Progress): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${states} states, ${frontier} to look at, stories with ${level} ${level === 1 ? "intervention" : "interventions"}`);
}
