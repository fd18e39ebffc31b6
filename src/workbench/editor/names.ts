/** Names of a learner's files: which are possible, and what else changes when one does. */
import { PROGRAM_LIMITS } from "../../../runtime/base/limits.ts";
import { ENTRY, type ProgramFile } from "../../../runtime/model/program.ts";

const LONGEST = 80;

/** "Model/Score" → "Model/Score.ts": an ending is nobody's to remember. */
export function pathOf(typed: string): string {
  const name = typed.trim().replaceAll("\\", "/").replace(/^(\.?\/)+/, "");
  return name === "" || name.endsWith(".ts") ? name : `${name}.ts`;
}

/** What is wrong with a name for a new file, and what to do; `null` when it can be used. `old`: the file's name until now. */
export function wrongName(typed: string, paths: readonly string[], old: string | null = null): string | null {
  const path = pathOf(typed);
  const parts = path.replace(/\.ts$/, "").split("/");
  if (path === "" || path === ".ts") return "Type a name, such as Store.ts.";
  if (path.length > LONGEST) return `This name has ${path.length} characters; use at most ${LONGEST}.`;
  if (/\.d\.ts$/.test(path)) return "A file of declarations only can't be run. Leave out the .d, or write the types where they are used.";
  if (parts.includes("..") || parts.includes("")) return "A name is relative to the program: leave out .. and double slashes.";
  if (/\.[A-Za-z]+$/.test(parts.at(-1) ?? "")) return "A program has TypeScript files only: let the name end in .ts.";
  const odd = parts.join("/").match(/[^A-Za-z0-9_/+-]/u)?.[0];
  if (odd !== undefined) return `${odd === " " ? "A space" : `"${odd}"`} can't be in a name. Use letters, digits, - and _.`;
  if (parts[0] === "server") return "server/ holds what the server answers, not code. Choose another folder.";
  // Two names that differ in case only are one file on many disks.
  const same = paths.find((each) => each !== old && each.toLowerCase() === path.toLowerCase());
  if (same !== undefined) return `There is a ${same} already. Choose another name, or open that file.`;
  if (old === null && paths.length >= PROGRAM_LIMITS.files) return `A program has at most ${PROGRAM_LIMITS.files} files. Delete one first.`;
  return null;
}

/** Why a file must stay as it is named; `null` when it may go. */
export const whyKept = (path: string): string | null => (path === ENTRY ? `${ENTRY} is where the program starts: it can be edited, but not renamed or deleted.` : null);

/** The files after a renaming, and how many imports were made to follow it. */
export function renamed(files: readonly ProgramFile[], from: string, to: string): { readonly files: readonly ProgramFile[]; readonly followed: number } {
  const paths = files.map(({ path }) => path);
  let followed = 0;
  const changed = files.map((file) => {
    const here = file.path === from ? to : file.path;
    const text = file.text.replace(/(\bfrom\s*|\bimport\s*\(?\s*)(["'])(\.[^"'\n]*)\2/g, (whole, before: string, quote: string, specifier: string) => {
      const target = targetOf(file.path, specifier, paths);
      if (target === null || (target !== from && file.path !== from)) return whole;
      const next = between(here, target === from ? to : target, /\.ts$/.test(specifier));
      if (next === specifier) return whole;
      followed++;
      return `${before}${quote}${next}${quote}`;
    });
    return { path: here, text };
  });
  return { files: changed, followed };
}

function targetOf(from: string, specifier: string, paths: readonly string[]): string | null {
  const parts = from.split("/").slice(0, -1);
  for (const part of specifier.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "." && part !== "") parts.push(part);
  }
  const base = parts.join("/");
  return [base, `${base}.ts`, base.replace(/\.js$/, ".ts"), `${base}/index.ts`].find((candidate) => paths.includes(candidate)) ?? null;
}

/** The specifier that leads from one file to another. */
function between(from: string, to: string, withEnding: boolean): string {
  const [here, there] = [from.split("/").slice(0, -1), to.split("/")];
  let shared = 0;
  while (shared < here.length && shared < there.length - 1 && here[shared] === there[shared]) shared++;
  const up = here.slice(shared).map(() => "..");
  const path = [...(up.length === 0 ? ["."] : up), ...there.slice(shared)].join("/");
  return withEnding ? path : path.replace(/\.ts$/, "");
}
