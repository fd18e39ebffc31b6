/** Every lesson: its start fails its goals, its solution meets them, in the real sandbox. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { parseScenario } from "../../runtime/judge/scenarios.ts";
import type { Program } from "../../runtime/model/program.ts";
import type { Scenario } from "../../runtime/model/scenario.ts";
import { goalsSchema, type Goals } from "../../src/lessons/goals.ts";
import { answering, programIn, run } from "../support/run.ts";
import { typeErrors } from "../support/types.ts";

const ROOT = join(import.meta.dirname, "../..");
const LESSONS = join(ROOT, "content", "lessons");
const SERVED = readFileSync(join(ROOT, "public", "api", "scores", "today.json"), "utf8");
const lessons = readdirSync(LESSONS, { recursive: true, encoding: "utf8" }).map((path) => path.replaceAll("\\", "/")).filter((path) => path.endsWith("/index.mdx") && path.split("/").length === 3).map((path) => path.replace("/index.mdx", "")).sort();

/** Goals that the program does not meet. */
async function unmet(program: Program, scenario: Scenario, { goals }: Goals): Promise<string[]> {
  const judged = await run(program, scenario, answering(SERVED));
  return goals.filter(({ rule, status }) => judged.verdicts.find(({ finding }) => finding.rule === rule)?.finding.status !== status).map(({ says }) => says);
}

function lesson(path: string): { scenario: Scenario; goals: Goals; start: Program; solution: Program } {
  const reading = parseScenario(readFileSync(join(LESSONS, path, "scenario.yaml"), "utf8"));
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  return { scenario: reading.scenario, goals: goalsSchema.parse(parse(readFileSync(join(LESSONS, path, "goals.yaml"), "utf8"))), start: programIn(join(LESSONS, path, "start")), solution: programIn(join(LESSONS, path, "solution")) };
}

test("there are lessons", () => {
  expect(lessons).toEqual(expect.arrayContaining(["01-network/01-inline-request", "01-network/02-background-download", "01-network/03-recreate-the-session"]));
});

describe.each(lessons)("%s", (path) => {
  test("its start fails its goals", async () => {
    const { scenario, goals, start } = lesson(path);
    expect(await unmet(start, scenario, goals)).not.toEqual([]);
  });

  test("its solution meets them, and breaks no rule on the way", async () => {
    const { scenario, goals, solution } = lesson(path);
    expect(await unmet(solution, scenario, goals)).toEqual([]);
  });

  test("what a snippet needs to be imported is named in its step, or in one before it", () => {
    const { start, solution } = lesson(path);
    const imported = ({ files }: Program): string[] => files.flatMap(({ text }) => [...text.matchAll(/^import \{(.*?)\} from "[A-Z]/gm)].flatMap(([, names]) => (names ?? "").split(",").map((name) => name.replace(/^\s*type /, "").trim())));
    const known = new Set(imported(start));
    const fresh = new Set(imported(solution).filter((name) => !known.has(name)));
    const steps = (/## What to change\n([\s\S]*?)\n## /.exec(readFileSync(join(LESSONS, path, "index.mdx"), "utf8"))?.[1] ?? "").split(/\n(?=\d\. )/);
    let told = "";
    const unnamed = steps.flatMap((step) => {
      const code = [...step.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, text]) => text ?? "").join("\n");
      told += step.replaceAll(/```[\s\S]*?```/g, "");
      return [...fresh].filter((name) => new RegExp(`\\b${name}\\b`).test(code) && !new RegExp(`import \\{.*\\b${name}\\b`).test(code) && !told.includes(`\`${name}\``));
    });
    expect(unnamed).toEqual([]);
  });

  test("start and solution have no type errors", () => {
    const { start, solution } = lesson(path);
    expect([...typeErrors(start), ...typeErrors(solution)]).toEqual([]);
  }, 30_000);
});

test("a broken lesson is found: a solution that is only the start again", async () => {
  const { scenario, goals, start } = lesson("01-network/03-recreate-the-session");
  expect(await unmet(start, scenario, goals)).toContain("The new process creates the session again.");
});

test("the sample has no type errors, and wrong code has some", () => {
  const sample = programIn(join(ROOT, "content", "samples", "leaderboard"));
  expect(typeErrors(sample)).toEqual([]);
  const wrong = (text: string): string[] => typeErrors({ files: [{ path: "Widget.ts", text }] });
  expect(wrong('import { WidgetCenter } from "WidgetKit";\nWidgetCenter.shared.reloadTimelines({ kind: "x" });')).toHaveLength(1);
  expect(wrong('import { Timeline } from "WidgetKit";\nnew Timeline({ entries: [{ date: new Date() }], policy: "never" });')).toHaveLength(1);
  expect(wrong('import { type URLSessionDownloadDelegate } from "Foundation";\nexport class D implements URLSessionDownloadDelegate {}')).toHaveLength(1);
  expect(wrong("setTimeout(() => {}, 1); fetch('x');")).toHaveLength(2);
}, 60_000);
