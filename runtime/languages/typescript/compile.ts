/**
 * TypeScript in, guest modules out. Types are taken away, imports of names that exist only as types
 * with them; what is left becomes a CommonJS body whose positions map back exactly.
 */
import { TraceMap, originalPositionFor } from "@jridgewell/trace-mapping";
import { PROGRAM_LIMITS } from "../../base/limits.ts";
import { ENTRY, type Compilation, type CompiledProgram, type GuestModule, type Position, type Program, type ProgramFile, type ProgramProblem } from "../../model/program.ts";
import { callAround, loopAround, treeOf } from "./calls.ts";
import { resolveImports } from "./imports.ts";
import { strip, type Stripped } from "./strip.ts";

/** Compiles a learner program; never throws for what a learner wrote. `beat` is called after each file. */
export function compile(program: Program, beat: () => void = () => {}): Compilation {
  const problems = misfits(program.files);
  if (problems.length > 0) return { ok: false, problems };
  const stripped = program.files.map((file) => {
    const result = strip(file);
    beat();
    return { file, result };
  });
  const syntax = stripped.flatMap(({ result }) => result.problems);
  if (syntax.length > 0) return { ok: false, problems: syntax };
  const paths = program.files.map((file) => file.path);
  const resolved = stripped.map(({ file, result }) => ({ file, result, imports: resolveImports(file, result.code, paths) }));
  const missing = resolved.flatMap(({ imports }) => imports.problems);
  if (missing.length > 0) return { ok: false, problems: missing };
  const modules = resolved.map(({ file, result, imports }): GuestModule => ({ path: file.path, code: result.code, imports: imports.targets }));
  const maps = new Map(stripped.map(({ file, result }) => [file.path, locator(file, result)]));
  return {
    ok: true,
    program: {
      modules,
      locate: (path, line, column, callee) => maps.get(path)?.(line, column, callee) ?? { file: path, line, column },
      loopAt: (position, name) => loopIn(program.files, position, name),
    },
  };
}

function loopIn(files: readonly ProgramFile[], position: Position, name: string): Position {
  const file = files.find(({ path }) => path === position.file);
  return file === undefined ? position : loopAround(treeOf(file), position, name);
}

/** What can be said before anything is compiled. */
function misfits(files: readonly ProgramFile[]): ProgramProblem[] {
  const tooLarge = files.filter((file) => file.text.length > PROGRAM_LIMITS.fileSize);
  if (tooLarge.length > 0) {
    return tooLarge.map(({ path, text }) => ({ code: "file-too-large", message: `${path} has ${text.length} characters; at most ${PROGRAM_LIMITS.fileSize} can be run.`, fix: "Keep data in a file under server/, not in the program.", source: { file: path, line: 1, column: 1 } }));
  }
  if (files.length > PROGRAM_LIMITS.files) {
    return [{ code: "too-many-files", message: `The program has ${files.length} files; at most ${PROGRAM_LIMITS.files} can be run.`, fix: "Leave out files the widget does not import.", source: null }];
  }
  const entry = files.find((file) => file.path === ENTRY);
  if (!entry) return [{ code: "entry-missing", message: `There is no ${ENTRY}: the program starts there.`, fix: `Add ${ENTRY}, whose default export is the widget.`, source: null }];
  if (entry.text.trim() === "") return [{ code: "file-empty", message: `${ENTRY} is empty: there is no widget to run.`, fix: "Write a widget and make it the default export, or reset the file.", source: { file: ENTRY, line: 1, column: 1 } }];
  return [];
}

/** Maps and trees are read only when a position is asked for: most runs need few. */
function locator(file: ProgramFile, { map }: Stripped): CompiledProgram["locate"] extends (path: string, ...rest: infer R) => Position ? (...rest: R) => Position : never {
  let traced: TraceMap | null = null;
  let tree: ReturnType<typeof treeOf> | null = null;
  const found = new Map<string, Position>();
  return (line, column, callee) => {
    const key = `${line}:${column}:${callee ?? ""}`;
    const known = found.get(key);
    if (known) return known;
    traced ??= new TraceMap(map);
    const { line: row, column: place } = originalPositionFor(traced, { line, column: column - 1 });
    let position: Position = row === null ? { file: file.path, line, column } : { file: file.path, line: row, column: place + 1 };
    if (callee !== undefined && row !== null) position = callAround((tree ??= treeOf(file)), position, callee);
    found.set(key, position);
    return position;
  };
}
