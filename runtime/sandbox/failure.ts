/** What went wrong in learner code, as a value that names the limit or the error, and the line. */
import type { JSException, JSValueHandle } from "quickjs-wasi";
import { GUEST_LIMITS } from "../base/limits.ts";
import type { GuestFailure } from "../model/guest.ts";
import type { CompiledProgram, Position } from "../model/program.ts";
import type { Rejection } from "./calls.ts";
import { missingGlobal } from "./globals.ts";
import { frameText, learnerFrames } from "./stack.ts";

/** An exception of the interpreter, read out before its heap is gone. */
export interface Thrown {
  readonly name: string;
  readonly message: string;
  readonly stack: string;
  /** The error's own `code`, when the glue gave it one. */
  readonly code: string | null;
}

/** Reading an error may run a getter of the learner's. */
export function thrownBy(error: JSException): Thrown {
  let code: string | null = null;
  try {
    if (error.handle.isObject) code = error.handle.getProp("code").consume((value) => (value.isString ? value.toString() : null));
  } catch {
    // A getter of the learner's that throws: the error has no code then.
  }
  const thrown = { name: error.name ?? "", message: error.message ?? "", stack: error.stack ?? "", code };
  error.dispose();
  return thrown;
}

/** What a promise was rejected with. */
export function rejectionOf(reason: JSValueHandle): Rejection {
  try {
    const part = (name: string): string => (reason.isObject ? reason.getProp(name).consume((value) => (value.isString ? value.toString() : "")) : "");
    const name = part("name");
    const message = part("message");
    const missing = name === "ReferenceError" ? missingGlobal(message) : null;
    return { message: missing ?? (reason.isObject ? `${name}${name && message ? ": " : ""}${message}` || "an object" : reason.toString()), stack: part("stack") };
  } catch {
    // A getter of the learner's that throws: the reason stays unknown.
    return { message: "unknown", stack: "" };
  }
}

/** `outOfPolls`: the interpreter was stopped because the callback used up its budget. */
export function guestFailure(thrown: Thrown, outOfPolls: boolean, program: CompiledProgram, latest: Position | null): GuestFailure {
  const frames = learnerFrames(thrown.stack, program);
  const source = frames[0]?.position ?? latest;
  const rest = { source, stack: frames.map(frameText) };
  if (outOfPolls) return { code: "poll-limit", message: "This callback ran for too long and was stopped: a loop that never ends?", ...rest, source: source && program.loopAt(source, frames[0]?.name ?? "") };
  if (thrown.name === "InternalError" && thrown.message === "out of memory") {
    return { code: "memory-limit", message: `The extension used more than its ${GUEST_LIMITS.memory / 1048576} MB of memory.`, ...rest };
  }
  if (thrown.name === "RangeError" && thrown.message === "Maximum call stack size exceeded") {
    return { code: "stack-limit", message: "The stack is full: a function that calls itself without end?", ...rest };
  }
  const missing = thrown.name === "ReferenceError" ? missingGlobal(thrown.message) : null;
  if (missing !== null) return { code: "not-emulated", message: missing, ...rest };
  const code = thrown.code === "not-emulated" || thrown.code === "wrong-value" || thrown.code === "no-widget" ? thrown.code : "uncaught-exception";
  const text = thrown.name === "" || code !== "uncaught-exception" ? thrown.message : `${thrown.name}: ${thrown.message}`;
  return { code, message: text, ...rest };
}
