/** At build time: reads a program from `content/` and runs it, so that a page means something before any script. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { BUILT_IN } from "../../runtime/judge/built-in.ts";
import { createJudge, type Judge } from "../../runtime/judge/judge.ts";
import { parseScenario } from "../../runtime/judge/scenarios.ts";
import type { Origin } from "../../runtime/model/origin.ts";
import type { ProgramFile } from "../../runtime/model/program.ts";
import type { Scenario } from "../../runtime/model/scenario.ts";
import { goalsSchema, type Goals } from "../lessons/goals.ts";
import { loadBinary } from "../../runtime/sandbox/binary-node.ts";
import type { Given } from "./state/workbench.svelte.ts";
import { filesIn, sample } from "./build-samples.ts";
import { settingsOf } from "./settings.ts";
import { viewOf } from "./view.ts";
import { slugOf } from "../site/slug.ts";

const CONTENT = join(process.cwd(), "content");
const API = join(process.cwd(), "public", "api");
let judge: Promise<Judge> | null = null;

/** What the site itself will serve, read from its folder. */
const files: Origin = {
  fetch: async ({ url }) => {
    const path = join(API, url.replace(/^https:\/\/api\.relaunch\.example\//, ""));
    const text = path.startsWith(API) && existsSync(path) ? readFileSync(path, "utf8") : "{}";
    const size = Buffer.byteLength(text);
    return { ok: true, status: 200, headers: { "content-length": String(size) }, url, content: { utf8: text }, size, from: "network" };
  },
};

export async function given(source: { readonly lesson?: string | undefined; readonly sample?: string | undefined }): Promise<Given> {
  const folder = source.lesson === undefined ? `samples/${source.sample}` : `lessons/${source.lesson}/start`;
  const program = programIn(folder);
  const own = source.lesson === undefined ? null : scenarioIn(`lessons/${source.lesson}/scenario.yaml`);
  const scenarios: readonly Scenario[] = own === null ? BUILT_IN : [own, ...BUILT_IN.filter((scenario) => scenario.name !== own.name)];
  const chosen = own === null ? scenarios.findIndex((scenario) => scenario.name === sample(source.sample ?? "").scenario) : 0;
  judge ??= loadBinary().then((binary) => createJudge(binary));
  const scenario = scenarios[chosen] as Scenario;
  const result = await (await judge).run({ files: program }, scenario, { origin: files });
  if (!result.ok) throw new Error(result.problems.map(({ message, source: place }) => `content/${folder}/${place?.file ?? ""}:${place?.line ?? 1}: ${message}`).join("\n"));
  return {
    files: program, scenarios, notes: scenarios.map(settingsOf), chosen, view: viewOf(result.run, scenario.name),
    place: source.lesson === undefined ? { id: folder, title: sample(source.sample ?? "").title } : { id: `lessons/${source.lesson}`, title: titleOf(source.lesson) },
    goals: source.lesson === undefined ? [] : goalsOf(source.lesson).goals,
    later: source.lesson === undefined ? {} : laterThan(source.lesson),
    taught: source.lesson === undefined ? [] : taughtUpTo(source.lesson),
    mayChangeFiles: source.lesson === undefined || goalsOf(source.lesson).files === "open",
    solution: source.lesson !== undefined && lessonsWithSolution().includes(source.lesson) ? `workbench/solutions/${source.lesson}.json` : null,
  };
}

/** Folders under `content/lessons` that hold a solution. */
export function lessonsWithSolution(): string[] {
  const lessons = join(CONTENT, "lessons");
  return readdirSync(lessons, { recursive: true, encoding: "utf8" }).map((path) => path.replaceAll("\\", "/")).filter((path) => path.endsWith("/solution/Widget.ts")).map((path) => path.replace("/solution/Widget.ts", "")).sort();
}

export const solutionOf = (lesson: string): ProgramFile[] => programIn(`lessons/${lesson}/solution`);

const titleOf = (lesson: string): string => /^title:\s*"?(.+?)"?\s*$/m.exec(readFileSync(join(CONTENT, "lessons", lesson, "index.mdx"), "utf8"))?.[1] ?? lesson;

function goalsOf(lesson: string): Goals {
  const file = `content/lessons/${lesson}/goals.yaml`;
  const reading = goalsSchema.safeParse(parse(readFileSync(join(process.cwd(), file), "utf8")));
  if (!reading.success) throw new Error(reading.error.issues.map(({ path, message }) => `${file}: ${path.join(".")}: ${message}. A goal has a rule, a status, and says and hint in words.`).join("\n"));
  return reading.data;
}

const lessonsWithGoals = (): string[] => readdirSync(join(CONTENT, "lessons"), { recursive: true, encoding: "utf8" }).map((path) => path.replaceAll("\\", "/")).filter((path) => path.endsWith("/goals.yaml")).map((path) => path.replace("/goals.yaml", "")).sort();
const rulesOf = (lesson: string): string[] => goalsOf(lesson).goals.map(({ rule }) => rule);

const taughtUpTo = (lesson: string): string[] => [...new Set(lessonsWithGoals().filter((each) => each <= lesson).flatMap(rulesOf))];

/** What lessons after this one are the first to ask for. */
function laterThan(lesson: string): Given["later"] {
  const known = new Set(taughtUpTo(lesson));
  const later: Record<string, { title: string; page: string }> = {};
  for (const each of lessonsWithGoals().filter((other) => other > lesson)) {
    for (const rule of rulesOf(each)) if (!known.has(rule)) later[rule] ??= { title: titleOf(each), page: `${slugOf(`lessons/${each}`)}/` };
  }
  return later;
}

function programIn(folder: string): ProgramFile[] {
  const path = join(CONTENT, folder);
  if (!existsSync(path)) throw new Error(`There is no program in content/${folder}. Add Widget.ts there, or correct the name where the workbench is used.`);
  return filesIn(path);
}

function scenarioIn(file: string): Scenario {
  const path = join(CONTENT, file);
  if (!existsSync(path)) throw new Error(`There is no content/${file}. Each lesson names the scenario that it is about.`);
  const reading = parseScenario(readFileSync(path, "utf8"));
  if (!reading.ok) throw new Error(reading.problems.map(({ path: place, message, fix }) => `content/${file}: ${place}: ${message} ${fix}`).join("\n"));
  return reading.scenario;
}
