/** Explorations as figures that can be compared: the same code in Node and, bundled, in a browser. */
import { createJudge, traceHash } from "../../runtime/judge/judge.ts";
import type { Coverage } from "../../runtime/explore/coverage.ts";
import type { Program } from "../../runtime/model/program.ts";
import { readScenario } from "../../runtime/model/scenario.ts";

export interface Figures {
  readonly coverage: Coverage;
  readonly stories: readonly { readonly rule: string; readonly strikes: number; readonly choices: readonly number[]; readonly noReturn: number | null; readonly differs: number | null; /** Of the trace, hex. */ readonly hash: string; readonly passing: string | null }[];
}

/** Explores each program with at most `bound` interventions, one after the other in one judge. Every request is answered alike. */
export async function explorations(binary: WebAssembly.Module, programs: readonly Program[], bound: number): Promise<Figures[]> {
  const judge = await createJudge(binary);
  const reading = readScenario({ name: "explorations", server: [{ match: "*", answer: { body: '{"updated":"2026-03-02T08:59:00Z","players":[]}' } }] });
  if (!reading.ok) throw new Error("the scenario is read");
  const figures: Figures[] = [];
  for (const program of programs) {
    const result = await judge.explore(program, reading.scenario, { bound, origin: { fetch: () => Promise.reject(new Error("the scenario answers")) } });
    if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join("\n"));
    const { coverage, broken } = result.explored;
    figures.push({
      coverage,
      stories: broken.map(({ finding, story: { run, strikes, choices, noReturn, passing } }) =>
        ({ rule: finding.rule, strikes, choices, noReturn, differs: passing?.differs ?? null, hash: traceHash(run.lines), passing: passing ? traceHash(passing.run.lines) : null })),
    });
  }
  judge.dispose();
  return figures;
}
