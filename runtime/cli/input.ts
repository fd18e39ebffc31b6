/** What the command line is given: a folder, scenarios by name or file. What can't be used is a value with advice. */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { nearest } from "../base/nearest.ts";
import { BUILT_IN } from "../judge/built-in.ts";
import { parseScenario } from "../judge/scenarios.ts";
import type { Program, ProgramProblem } from "../model/program.ts";
import type { Scenario } from "../model/scenario.ts";

/** The input can't be used: lines for stderr, exit status 2. */
export class Unusable extends Error {
  readonly lines: readonly string[];

  constructor(...lines: readonly string[]) {
    super(lines.join("\n"));
    this.lines = lines;
  }
}

/** What is wrong with a program, a line each. */
export const unusable = (problems: readonly ProgramProblem[]): Unusable =>
  new Unusable(...problems.map(({ message, fix, source }) => `${source ? `${source.file}:${source.line}:${source.column}: ` : ""}${message} ${fix}`));

const APART = ["server", "node_modules"];

/** The learner's TypeScript files under a folder; `server/` holds answers, not code. */
export function programIn(folder: string): Program {
  const status = statSync(folder, { throwIfNoEntry: false });
  if (!status) throw new Unusable(`There is no folder ${folder}.`, "Name the folder that holds Widget.ts.");
  if (!status.isDirectory()) throw new Unusable(`${folder} is a file.`, "Name the folder that holds Widget.ts.");
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" }).map((path) => path.replaceAll("\\", "/"));
  const own = paths.filter((path) => path.endsWith(".ts") && !path.endsWith(".d.ts") && !path.split("/").some((part) => APART.includes(part)));
  return { files: own.sort().map((path) => ({ path, text: readFileSync(join(folder, path), "utf8") })) };
}

/** Built-in scenarios by name, others by file. */
export function scenarioNamed(given: string): Scenario {
  const builtIn = BUILT_IN.find((scenario) => scenario.name === given);
  if (builtIn) return builtIn;
  if (!existsSync(given)) {
    const names = BUILT_IN.map((scenario) => scenario.name);
    const near = nearest(given, names);
    throw new Unusable(`There is no scenario ${given}, neither built in nor a file.`, near ? `Did you mean ${near}?` : `Built in: ${names.join(", ")}.`);
  }
  if (!statSync(given).isFile()) throw new Unusable(`${given} is a folder, and no scenario.`, "Name one of the files in it, or a built-in scenario; `relaunch scenarios` lists them.");
  const reading = parseScenario(readFileSync(given, "utf8"));
  if (reading.ok) return reading.scenario;
  throw new Unusable(...reading.problems.map(({ path, message, fix }) => `${given}: ${path === "" ? "" : `${path}: `}${message} ${fix}`));
}
