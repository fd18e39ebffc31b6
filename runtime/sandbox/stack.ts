/** Reading the interpreter's stack traces. */
import type { CompiledProgram, Position } from "../model/program.ts";

/** Learner modules are functions; this opens one, on the line where the code begins. */
export const MODULE_OPENS = "(function (exports, require, module) {";
export const MODULE_CLOSES = "\n})";

/** The file name of the SDK glue in stack traces. */
export const GLUE_FILE = "relaunch:sdk";

export interface Frame {
  readonly name: string;
  readonly position: Position;
}

const FRAME = /^\s*at (?:(.*?) \()?([^()]+?):(\d+)(?::(\d+))?\)?\s*$/;

/** Traces read so far, by program: code that runs again in another order comes by the same places. */
const READ = new WeakMap<CompiledProgram, Map<string, readonly Frame[]>>();
const MOST = 5000;

/** The learner's frames of a stack trace, innermost first; frames of the glue are left out. */
export function learnerFrames(stack: string, program: CompiledProgram): readonly Frame[] {
  let read = READ.get(program);
  if (!read) READ.set(program, (read = new Map()));
  const known = read.get(stack);
  if (known) return known;
  if (read.size >= MOST) read.clear();
  const frames = framesIn(stack, program);
  read.set(stack, frames);
  return frames;
}

function framesIn(stack: string, program: CompiledProgram): readonly Frame[] {
  const known = new Set(program.modules.map((module) => module.path));
  let callee: string | undefined;
  return stack.split("\n").flatMap((text) => {
    const [, given, file, line, column] = FRAME.exec(text) ?? [];
    if (file === undefined) return [];
    const name = given === undefined || given === "<anonymous>" ? "" : given;
    const called = callee;
    callee = name;
    if (!known.has(file)) return [];
    const row = Number(line);
    const place = Math.max(1, Number(column ?? 1) - (row === 1 ? MODULE_OPENS.length : 0));
    return [{ name, position: program.locate(file, row, place, called) }];
  });
}

/** "refresh (Downloads.ts:21:9)" */
export const frameText = ({ name, position }: Frame): string =>
  `${name || "anonymous"} (${position.file}:${position.line}:${position.column})`;
