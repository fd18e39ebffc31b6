/** Runs learner programs in the real sandbox, for tests. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createJudge, type Judge } from "../../runtime/judge/judge.ts";
import type { Origin, Recording } from "../../runtime/model/origin.ts";
import type { Program } from "../../runtime/model/program.ts";
import type { Judged } from "../../runtime/model/run.ts";
import { readScenario, type Scenario, type ScenarioInput } from "../../runtime/model/scenario.ts";
import type { Line, LineKind } from "../../runtime/model/trace.ts";
import { loadBinary } from "../../runtime/sandbox/binary-node.ts";

let shared: Promise<Judge> | null = null;

/** One judge for a test file: making one costs more than most runs. */
export const judge = (): Promise<Judge> => (shared ??= loadBinary().then((binary) => createJudge(binary)));

export function scenarioOf(input: Omit<ScenarioInput, "name"> & { name?: string }): Scenario {
  const reading = readScenario({ name: "test", ...input });
  if (!reading.ok) throw new Error(reading.problems.map(({ path, message, fix }) => `${path}: ${message} ${fix}`).join("\n"));
  return reading.scenario;
}

/** Answers every request alike. */
export const answering = (body: string, status = 200): Origin => ({
  fetch: async ({ url }): Promise<Recording> => ({ ok: true, status, headers: { "Content-Length": String(body.length) }, url, content: { utf8: body }, size: body.length, from: "stand-in" }),
});

export const refusing: Origin = {
  fetch: async (): Promise<Recording> => ({ ok: false, reason: "refused", message: "connection refused", fix: "Start the server." }),
};

export const SCORES = JSON.stringify({ updated: "2026-03-02T08:59:00Z", players: [{ name: "Ada", points: 120 }, { name: "Bo", points: 90 }] });

/** A program from sources: a text is Widget.ts. */
export const programOf = (sources: string | Readonly<Record<string, string>>): Program => ({
  files: Object.entries(typeof sources === "string" ? { "Widget.ts": sources } : sources).map(([path, text]) => ({ path, text })),
});

/** The learner program in a folder. */
export function programIn(folder: string): Program {
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" }).map((path) => path.replaceAll("\\", "/"));
  return { files: paths.filter((path) => path.endsWith(".ts") && !path.startsWith("server/")).sort().map((path) => ({ path, text: readFileSync(join(folder, path), "utf8") })) };
}

/** Runs, and throws when the program does not compile: tests of that have their own way. */
export async function run(program: Program, scenario: Scenario, origin: Origin = answering(SCORES)): Promise<Judged> {
  const result = await (await judge()).run(program, scenario, { origin });
  if (!result.ok) throw new Error(result.problems.map(({ message, source }) => `${source?.file}:${source?.line}: ${message}`).join("\n"));
  return result.run;
}

/** Aligned text of some lines, for comparison with an inline picture: "0:06.200 extension  runs the closure …". */
export function picture(lines: readonly Line[], wanted: (line: Line) => boolean = () => true): string {
  return lines.filter(wanted).map((line) => `${line.lane.padEnd(9)} ${line.kind.padEnd(20)} ${line.text}`).join("\n");
}

export const kinds = (lines: readonly Line[]): LineKind[] => lines.map((line) => line.kind);

/** The kinds of lines, callbacks with their Swift title, in order: what happened, briefly. */
export const story = (lines: readonly Line[], ...wanted: readonly LineKind[]): string[] =>
  lines.filter((line) => wanted.length === 0 || wanted.includes(line.kind)).map((line) => (line.kind === "callback-begins" || line.kind === "callback-ends" ? `${line.kind === "callback-begins" ? "▸" : "◂"} ${line.data.title}` : line.kind));
