/** One case: run it, and say what is wrong with how it went. */
import { createJudge, type Judge } from "../../runtime/judge/judge.ts";
import type { Program } from "../../runtime/model/program.ts";
import type { Scenario } from "../../runtime/model/scenario.ts";
import { loadBinary } from "../../runtime/sandbox/binary-node.ts";
import { violations } from "../support/invariants.ts";

const NOTHING = { fetch: async () => { throw new Error("every address is scripted"); } };
/** Most cases are at rest long before; programs that chase their own tail are cut off here. */
const STEPS = 500;
/** Cases after which the interpreter is made anew, so that no case can lean on what a thousand others left. */
const RENEWED = 500;

let judge: Promise<Judge> | null = null;
let uses = 0;

async function machine(): Promise<Judge> {
  if (judge === null || ++uses % RENEWED === 0) {
    (await judge)?.dispose();
    judge = loadBinary().then((binary) => createJudge(binary));
  }
  return judge;
}

export interface Outcome {
  readonly problems: readonly string[];
  readonly steps: number;
  readonly hash: string;
}

/** Never throws for a program's faults; an engine that throws is a problem like any other. */
export async function check(program: Program, scenario: Scenario, twice = false): Promise<Outcome> {
  try {
    const result = await (await machine()).run(program, scenario, { origin: NOTHING, steps: STEPS });
    if (!result.ok) return { problems: [`it does not compile: ${result.problems.map(({ message }) => message).join(" ")}`], steps: 0, hash: "" };
    const { run } = result;
    const problems = violations(run);
    if (twice) {
      const fresh = await loadBinary().then((binary) => createJudge(binary));
      const again = await fresh.run(program, scenario, { origin: NOTHING, steps: STEPS });
      fresh.dispose();
      if (!again.ok || again.run.hash !== run.hash) problems.push("a new interpreter gives another recording");
    }
    return { problems, steps: run.worlds.length, hash: run.hash };
  } catch (error) {
    return { problems: [`the engine throws: ${error instanceof Error ? error.stack ?? error.message : String(error)}`], steps: 0, hash: "" };
  }
}
