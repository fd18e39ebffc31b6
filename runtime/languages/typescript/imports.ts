/** Finds what a module really imports, and which file or SDK module each specifier means. */
import ts from "typescript";
import { SDK_MODULES, type ProgramFile, type ProgramProblem } from "../../model/program.ts";
import { nearest } from "../../base/nearest.ts";

/** Swift's modules that people import for names which are elsewhere here, or nowhere. */
const SWIFT_MODULES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(["os", "OSLog", "os.log", "Dispatch", "Swift"].map((name) => [name, 'What is emulated of it is in "Foundation".'])),
  ...Object.fromEntries(["AppIntents", "Intents"].map((name) => [name, 'AppIntent and WidgetConfigurationIntent are in "WidgetKit".'])),
  Combine: "Combine is not emulated: use a delegate, a completion handler, or await.",
  UIKit: 'UIKit is not emulated: draw with "SwiftUI".',
  ...Object.fromEntries(["CoreData", "SwiftData", "CloudKit"].map((name) => [name, 'It is not emulated: keep data in files of the app group, or in UserDefaults, both in "Foundation".'])),
  BackgroundTasks: 'A widget extension can\'t schedule tasks: use the reload policy of the timeline, in "WidgetKit".',
  Network: 'It is not emulated: use URLSession, in "Foundation".',
};

interface Resolved {
  readonly targets: Readonly<Record<string, string>>;
  readonly problems: readonly ProgramProblem[];
}

/** `code` is the stripped module: an import of types only is no longer in it, and needs no target. */
export function resolveImports(file: ProgramFile, code: string, paths: readonly string[]): Resolved {
  const targets: Record<string, string> = {};
  const problems: ProgramProblem[] = [];
  for (const specifier of new Set(ts.preProcessFile(code, true, true).importedFiles.map((each) => each.fileName))) {
    const target = resolve(file.path, specifier, paths);
    if (target !== null) targets[specifier] = target;
    else problems.push(missing(file, specifier, paths));
  }
  return { targets, problems };
}

function resolve(from: string, specifier: string, paths: readonly string[]): string | null {
  if ((SDK_MODULES as readonly string[]).includes(specifier)) return specifier;
  if (!specifier.startsWith(".")) return null;
  const base = join(from, specifier);
  const candidates = [base, `${base}.ts`, base.replace(/\.js$/, ".ts"), `${base}/index.ts`];
  return candidates.find((candidate) => paths.includes(candidate)) ?? null;
}

function join(from: string, specifier: string): string {
  const parts = from.split("/").slice(0, -1);
  for (const part of specifier.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "." && part !== "") parts.push(part);
  }
  return parts.join("/");
}

function missing(file: ProgramFile, specifier: string, paths: readonly string[]): ProgramProblem {
  const relative = specifier.startsWith(".");
  const near = relative ? nearest(join(file.path, specifier).replace(/\.ts$/, ""), paths.map((path) => path.replace(/\.ts$/, ""))) : nearest(specifier, SDK_MODULES);
  return {
    code: "import-not-found",
    message: relative ? `There is no file for the import "${specifier}".` : `There is no module "${specifier}" here.`,
    fix: Object.hasOwn(SWIFT_MODULES, specifier) ? (SWIFT_MODULES[specifier] as string) : near !== null ? `Did you mean "${relative ? `./${near}` : near}"?` : relative ? `The program has: ${paths.join(", ")}.` : `A widget can import ${SDK_MODULES.join(", ")} and its own files ("./Provider").`,
    source: placeOf(file, specifier),
  };
}

/** Where the specifier stands in the learner's own text. */
function placeOf(file: ProgramFile, specifier: string): ProgramProblem["source"] {
  const found = ts.preProcessFile(file.text, true, true).importedFiles.find((each) => each.fileName === specifier);
  if (!found) return { file: file.path, line: 1, column: 1 };
  const before = file.text.slice(0, found.pos).split("\n");
  return { file: file.path, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
