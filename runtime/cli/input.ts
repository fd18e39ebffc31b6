/** What the command line is given: a folder, scenarios by name or file. What can't be used is a value with advice. */
import { readdirSync, readFileSync, realpathSync, statSync, type Stats } from "node:fs";
import { join } from "node:path";
import { nearest } from "../base/nearest.ts";
import { BUILT_IN } from "../judge/built-in.ts";
import { parseScenario } from "../judge/scenarios.ts";
import type { Program, ProgramProblem } from "../model/program.ts";
import type { Scenario, ScenarioProblem } from "../model/scenario.ts";

/** The input can't be used: lines for stderr, exit status 2. */
export class Unusable extends Error {
  /** One or two. */
  readonly lines: readonly string[];
  /** More than these only where several things are wrong: a line each, for other programs. */
  readonly all: readonly string[];

  constructor(...lines: readonly string[]) {
    super(lines.join("\n"));
    this.all = lines;
    this.lines = lines.length <= 2 ? lines : [...lines.slice(0, 1), `There are ${lines.length - 1} more problems; --json names them all.`];
  }
}

/** What is wrong with a program, a line each. */
export const unusable = (problems: readonly ProgramProblem[]): Unusable =>
  new Unusable(...problems.map(({ message, fix, source }) => `${source ? `${source.file}:${source.line}:${source.column}: ` : ""}${message} ${fix}`));

/** What is wrong with a scenario, a line each; a mistyped key may be why another is missing, and comes first. `given`: how the person named it. */
export const unusableScenario = (given: string, problems: readonly ScenarioProblem[]): Unusable =>
  new Unusable(...problems.toSorted((one, other) => Number(other.key ?? false) - Number(one.key ?? false)).map(({ path, message, fix }) => `${given}: ${path === "" ? "" : `${path}: `}${message} ${fix}`));

const APART = ["server", "node_modules"];
const NAME_THE_FOLDER = "Name the folder that holds Widget.ts.";
const OTHER_SCENARIO = "Name a scenario's file, or a built-in scenario; `relaunch scenarios` lists them.";

/** The learner's TypeScript files under a folder; `server/` holds answers, not code. */
export function programIn(folder: string): Program {
  const status = statusOf(folder, folder, NAME_THE_FOLDER);
  if (!status) throw new Unusable(`There is no folder ${folder}.`, NAME_THE_FOLDER);
  if (!status.isDirectory()) throw new Unusable(`${folder} is a file.`, NAME_THE_FOLDER);
  return { files: sourcesIn(folder, "", []).sort().map((path) => ({ path, text: textOf(join(folder, path), path, "take it out of the folder") })) };
}

/** Links are followed, but not back into one of the folders `above`. */
function sourcesIn(root: string, path: string, above: readonly string[]): string[] {
  const folder = join(root, path);
  const attemptHere = <T>(look: () => T): T => attempt(look, path || root, "Correct it, or take it out of the folder.");
  const real = attemptHere(() => realpathSync(folder));
  if (above.includes(real)) return [];
  return attemptHere(() => readdirSync(folder)).flatMap((name) => {
    // What begins with a dot is some tool's own: an editor's lock is a link that leads nowhere.
    if (APART.includes(name) || name.startsWith(".")) return [];
    const inside = path === "" ? name : `${path}/${name}`;
    if (isFolder(join(root, inside))) return sourcesIn(root, inside, [...above, real]);
    return name.endsWith(".ts") && !name.endsWith(".d.ts") ? [inside] : [];
  });
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

/** Built-in scenarios by name, others by file. */
export function scenarioNamed(given: string): Scenario {
  const builtIn = BUILT_IN.find((scenario) => scenario.name === given);
  if (builtIn) return builtIn;
  const status = statusOf(given, given, OTHER_SCENARIO);
  if (!status) {
    const names = BUILT_IN.map((scenario) => scenario.name);
    const near = nearest(given, names);
    throw new Unusable(`There is no scenario ${given}, neither built in nor a file.`, near ? `Did you mean ${near}?` : `Built in: ${names.join(", ")}.`);
  }
  if (status.isDirectory()) throw new Unusable(`${given} is a folder, and no scenario.`, "Name one of the files in it, or a built-in scenario; `relaunch scenarios` lists them.");
  const reading = parseScenario(textOf(given, given, "name another"));
  if (reading.ok) return reading.scenario;
  throw unusableScenario(given, reading.problems);
}

/** What a file holds. `shown`: how messages call it; `fix`: what to do about one that can't be read. */
export function bytesOf(file: string, shown: string, fix: string): Uint8Array {
  // Reading anything else may wait for ever, or never end.
  if (statusOf(file, shown, fix)?.isFile() === false) throw new Unusable(`${shown} can't be read: it is no file.`, fix);
  return attempt(() => readFileSync(file), shown, fix);
}

/** `otherwise`: what else to do about a file that can't be read than to correct it. */
function textOf(file: string, shown: string, otherwise: string): string {
  const bytes = bytesOf(file, shown, `Correct it, or ${otherwise}.`);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new Unusable(`${shown} can't be read: it is no text in UTF-8.`, `Save it as UTF-8, or ${otherwise}.`);
  }
}

/** Links followed; `undefined` where nothing is. */
const statusOf = (path: string, shown: string, fix: string): Stats | undefined => attempt(() => statSync(path, { throwIfNoEntry: false }), shown, fix);

const REASONS: Readonly<Record<string, string>> = {
  EACCES: "permission is denied", EPERM: "permission is denied", ELOOP: "its links lead in a circle", ENAMETOOLONG: "the name is too long", ENOENT: "it is a link that leads nowhere",
};

/** What the file system refuses is the input's fault. */
function attempt<T>(look: () => T, shown: string, fix: string): T {
  try {
    return look();
  } catch (error) {
    const { code = "", message } = error as NodeJS.ErrnoException;
    throw new Unusable(`${shown} can't be read: ${REASONS[code] ?? message}.`, fix);
  }
}
