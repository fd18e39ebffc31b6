/** What was opened, a folder or a zip, becomes a program: its entry is found, its server answers, the rest is left out and named. */
import { grouped } from "../../../runtime/base/count.ts";
import { ENTRY, type ProgramFile } from "../../../runtime/model/program.ts";
import { PROGRAM_LIMITS } from "../../../runtime/base/limits.ts";
import { KEEP_LIMITS } from "./limits.ts";
import { isSafePath } from "./paths.ts";

export interface Entry {
  readonly path: string;
  /** Bytes, before anything is read. */
  readonly size: number;
  read(): Promise<Uint8Array>;
}

export interface OpenedProgram {
  readonly ok: true;
  readonly files: readonly ProgramFile[];
  /** The text of scenario.yaml. */
  readonly scenario: string | null;
  /** What was left out, and why: a sentence each. */
  readonly notes: readonly string[];
}

export type Opened = OpenedProgram | { readonly ok: false; readonly message: string; readonly fix: string };

/** Folders whose files are never a program's, whatever they hold. */
const APART = ["node_modules", ".git", "__MACOSX"];

export async function programFrom(all: readonly Entry[]): Promise<Opened> {
  const bad = (message: string, fix: string): Opened => ({ ok: false, message, fix });
  if (all.length > KEEP_LIMITS.entries) return bad(`There are more than ${grouped(KEEP_LIMITS.entries)} files.`, "Open the folder of the program alone, without dependencies.");
  const unsafe = all.find(({ path }) => !isSafePath(path));
  if (unsafe) return bad(`The path “${shown(unsafe.path)}” leads out of the program.`, "Nothing was opened. Zip the folder again, with relative paths.");
  const long = all.find(({ path }) => path.length > KEEP_LIMITS.path);
  if (long) return bad(`The path “${shown(long.path)}” is longer than ${KEEP_LIMITS.path} characters.`, "Nothing was opened. Move the program up, or shorten names.");

  const entries = all.filter(({ path }) => !path.split("/").some((part) => APART.includes(part)));
  const root = rootOf(entries);
  if (typeof root !== "string") return root;
  const inside = entries.filter(({ path }) => path.startsWith(root)).map((entry) => ({ entry, path: entry.path.slice(root.length) }));
  const wanted = inside.filter(({ path }) => isProgram(path) || path === "scenario.yaml");
  const left = inside.filter(({ path }) => !isProgram(path) && path !== "scenario.yaml" && path.split("/").at(-1) !== ".DS_Store").map(({ path }) => path);

  const large = wanted.find(({ entry }) => entry.size > KEEP_LIMITS.file);
  if (large) return bad(`${shown(large.path)} has ${grouped(large.entry.size)} bytes; at most ${grouped(KEEP_LIMITS.file)} can be opened.`, "Nothing was opened. Leave it out, or let the scenario's server make a long answer with padTo.");
  const total = wanted.reduce((sum, { entry }) => sum + entry.size, 0);
  if (total > KEEP_LIMITS.total) return bad(`The files have ${grouped(total)} bytes together; at most ${grouped(KEEP_LIMITS.total)} can be opened.`, "Nothing was opened. Leave out what the widget does not need.");
  const count = wanted.filter(({ path }) => path !== "scenario.yaml").length;
  if (count > PROGRAM_LIMITS.files) return bad(`The program has ${count} files; at most ${PROGRAM_LIMITS.files} can be run.`, "Nothing was opened. Leave out files the widget does not import.");

  const files: ProgramFile[] = [];
  const binary: string[] = [];
  let scenario: string | null = null;
  for (const { entry, path } of wanted) {
    const bytes = await entry.read().catch(() => null);
    if (bytes === null) return bad(`${shown(path)} can't be read: it is damaged, or no longer there.`, "Nothing was opened. Try again, or zip the folder anew.");
    const text = textOf(bytes);
    if (text === null) binary.push(path);
    else if (path === "scenario.yaml") scenario = text;
    else files.push({ path, text });
  }
  const notes = [
    ...(binary.length === 0 ? [] : [`Left out, because it is no text: ${list(binary)}.`]),
    ...(left.length === 0 ? [] : [`Left out, because it is no part of a program: ${list(left)}.`]),
  ];
  // The entry comes first, as a reader would open it, and answers last.
  const rank = ({ path }: ProgramFile): number => (path === ENTRY ? 0 : path.startsWith("server/") ? 2 : 1);
  return { ok: true, files: files.sort((one, other) => rank(one) - rank(other) || (one.path < other.path ? -1 : 1)), scenario, notes };
}

/** "" or "my-widget/": where Widget.ts lies, at the top or in one folder there. */
function rootOf(entries: readonly Entry[]): string | Opened {
  const bad = (message: string, fix: string): Opened => ({ ok: false, message, fix });
  if (entries.some(({ path }) => path === ENTRY)) return "";
  const roots = entries.filter(({ path }) => path.split("/").length === 2 && path.endsWith(`/${ENTRY}`)).map(({ path }) => path.slice(0, -ENTRY.length));
  if (roots.length === 1) return roots[0] as string;
  if (roots.length > 1) return bad(`There are ${roots.length} programs: ${list(roots)}.`, "Nothing was opened. Open one of these folders.");
  const deep = entries.find(({ path }) => path.endsWith(`/${ENTRY}`));
  if (deep) return bad(`${ENTRY} lies too deep, at ${shown(deep.path)}.`, "Nothing was opened. Open the folder it lies in.");
  const near = entries.find(({ path }) => new RegExp(`(^|/)${ENTRY}$`, "i").test(path));
  if (near) return bad(`The entry is called ${shown(near.path)}.`, `Nothing was opened. Call it ${ENTRY}.`);
  if (entries.some(({ path }) => path.endsWith(".swift"))) return bad("These are Swift files; programs here are written in TypeScript.", "Nothing was opened. The reference shows the Swift calls beside the TypeScript ones.");
  return bad(`There is no ${ENTRY}: a program starts there.`, `Nothing was opened. Put ${ENTRY}, whose default export is the widget, at the top.`);
}

/** As the command line reads a folder. */
const isProgram = (path: string): boolean => (path.startsWith("server/") ? true : path.endsWith(".ts") && !path.endsWith(".d.ts") && !path.split("/").some((part) => part === "server" || part.startsWith(".")));

function textOf(bytes: Uint8Array): string | null {
  if (bytes.includes(0)) return null;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Control characters of a path must not change how a message looks. */
const shown = (path: string): string => [...path.slice(0, 120)].map((character) => (character < " " || character === "\u007f" ? "�" : character)).join("") + (path.length > 120 ? "…" : "");

const list = (paths: readonly string[]): string => `${paths.slice(0, 4).map(shown).join(", ")}${paths.length > 4 ? ` and ${paths.length - 4} more` : ""}`;
