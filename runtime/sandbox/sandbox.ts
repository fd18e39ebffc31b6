/** Runs learner code in QuickJS. This folder is the only one that knows which interpreter it is. */
import { JSException } from "quickjs-wasi";
import type { Guest } from "../model/guest.ts";
import type { CompiledProgram, ProgramProblem } from "../model/program.ts";
import { SandboxGuest, type Place } from "./guest.ts";
import { learnerFrames, MODULE_CLOSES, MODULE_OPENS } from "./stack.ts";
import { Machine } from "./vm.ts";

export type GuestResult = { readonly ok: true; readonly guest: Guest } | { readonly ok: false; readonly problems: readonly ProgramProblem[] };

export interface Sandbox {
  /** Makes a compiled program ready to be launched. Guests of one sandbox take turns; dispose of those not needed. */
  guest(program: CompiledProgram): GuestResult;
  dispose(): void;
}

/** `beat` is called now and then while learner code runs, so that whoever waits can tell a long run from a dead one. */
export async function createSandbox(binary: WebAssembly.Module, beat: () => void = () => {}): Promise<Sandbox> {
  const machine = await Machine.create(binary, beat);
  const place: Place = { guest: null, life: 0, images: { of: null, by: new Map() } };
  return {
    guest: (program) => prepare(machine, place, program),
    dispose: () => machine.dispose(),
  };
}

function prepare(machine: Machine, place: Place, program: CompiledProgram): GuestResult {
  place.guest = null;
  machine.restore(machine.blank);
  for (const { path, code } of program.modules) {
    try {
      machine.define(path, `${MODULE_OPENS}${code}${MODULE_CLOSES}`);
    } catch (error) {
      if (!(error instanceof JSException)) throw error;
      const source = learnerFrames(error.stack ?? "", program)[0]?.position ?? { file: path, line: 1, column: 1 };
      const message = error.message;
      error.dispose();
      return { ok: false, problems: [{ code: "syntax-error", message: `${path} can't be read: ${message}.`, fix: "Correct the line that is named.", source }] };
    }
  }
  machine.imports(JSON.stringify(Object.fromEntries(program.modules.map((module) => [module.path, module.imports]))));
  return { ok: true, guest: new SandboxGuest(machine, place, machine.image(), program) };
}
