/** What only the second wake of one life shows [P11]: the scenario wake-again, and no other built-in one. */
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { BUILT_IN } from "../../runtime/judge/built-in.ts";
import type { Program } from "../../runtime/model/program.ts";
import type { Judged } from "../../runtime/model/run.ts";
import type { Scenario } from "../../runtime/model/scenario.ts";
import { PITFALLS } from "../support/pitfalls.ts";
import { programIn, programOf, run } from "../support/run.ts";

const scenario = (name: string): Scenario => BUILT_IN.find((each) => each.name === name) as Scenario;
const AGAIN = scenario("wake-again");
const SAMPLE = programIn(join(import.meta.dirname, "../../content/samples/leaderboard"));

/** The sample with one file changed, which has to hold what is replaced. */
function changed(from: string, to: string): Program {
  expect(SAMPLE.files.filter(({ text }) => text.includes(from))).toHaveLength(1);
  return { files: SAMPLE.files.map(({ path, text }) => ({ path, text: text.replace(from, to) })) };
}

const TAKES = "const completion = this.completion;\n    this.completion = null;";
const UNCLEARED = changed(TAKES, "const completion = this.completion;");
const [, , , , PITFALL] = PITFALLS.find(([pitfall, , , name]) => pitfall === "P11" && name === "wake-again") ?? [];
const failed = (judged: Judged): string[] => judged.verdicts.flatMap(({ all }) => all.map((finding) => finding.rule));

/** The built-in scenarios under which `completion-once` finds something. */
async function finders(program: Program): Promise<string[]> {
  const found: string[] = [];
  for (const each of BUILT_IN) if (failed(await run(program, each)).includes("completion-once")) found.push(each.name);
  return found;
}

describe("two wakes of one life", () => {
  test("one launch, two wakes, each with its own completion, and a suspension before either", async () => {
    const { lines, verdict } = await run(SAMPLE, AGAIN);
    const TOLD = ["process-launched", "process-suspended", "process-resumed", "wake-begins", "completion-called", "process-terminated"];
    expect(lines.filter(({ kind }) => TOLD.includes(kind)).map(({ text }) => text)).toMatchInlineSnapshot(`
      [
        "life 1 begins, with empty memory",
        "life 1 is suspended: nothing keeps it running",
        "life 1 runs again, with its memory as it was",
        "life 1 has events waiting for "com.example.leaderboard.widget.scores"",
        "tells the system that the events were handled",
        "life 1 is suspended: event handling is over",
        "life 1 runs again, with its memory as it was",
        "life 1 is suspended: nothing keeps it running",
        "life 1 runs again, with its memory as it was",
        "life 1 is suspended: nothing keeps it running",
        "life 1 runs again, with its memory as it was",
        "life 1 has events waiting for "com.example.leaderboard.widget.scores"",
        "tells the system that the events were handled",
        "life 1 is suspended: event handling is over",
        "life 1 runs again, with its memory as it was",
        "life 1 is suspended: nothing keeps it running",
      ]
    `);
    const completions = lines.flatMap((line) => (line.kind === "completion-called" ? [line.data] : []));
    expect(completions.map(({ wake, count, open }) => [wake, count, open])).toEqual([[1, 1, true], [2, 1, true]]);
    expect(new Set(completions.map(({ handle }) => handle)).size).toBe(2);
    expect(verdict).toBe("passed");
  });

  test("a closure that stays in its place is found at the second wake, where it is called again", async () => {
    const { verdicts, lines } = await run(UNCLEARED, AGAIN);
    const all = verdicts.find(({ finding }) => finding.rule === "completion-once")?.all ?? [];
    const code = UNCLEARED.files.find(({ path }) => path === all[0]?.source?.file)?.text.split("\n")[(all[0]?.source?.line ?? 0) - 1]?.trim();
    expect(code).toBe("this.completion?.();");
    expect(all[0]?.event).toBeGreaterThan(lines.filter(({ kind }) => kind === "wake-begins")[1]?.n ?? Infinity);
  });

  test("no other built-in scenario finds it, in the sample or in another program that keeps a note of when it asked", async () => {
    expect(await finders(UNCLEARED)).toEqual(["wake-again"]);
    expect(await finders(programOf(PITFALL ?? ""))).toEqual(["wake-again"]);
  });

  test("whoever takes the closure and clears it is accused of nothing, flush or no flush", async () => {
    expect(failed(await run(SAMPLE, AGAIN))).toEqual([]);
    expect(failed(await run(changed("    this.completion?.();\n    this.completion = null;\n", ""), AGAIN))).toEqual([]);
  });
});
