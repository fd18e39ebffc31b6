/** The learner's files, and what becomes of them by editing. Keeping them is the keeper's. */
import type { ProgramFile } from "../../../runtime/model/program.ts";

export class ProgramState {
  /** Told of every change; `isTyping`: more of the kind may follow at once. */
  readonly #changed: (isTyping: boolean) => void;

  /** What the lesson, the sample or the opened program begins with. */
  start = $state.raw<readonly ProgramFile[]>([]);
  files = $state.raw<readonly ProgramFile[]>([]);
  active = $state("");
  /** Counts changes: an answer to an older text is worthless. */
  version = 0;

  constructor(start: readonly ProgramFile[], changed: (isTyping: boolean) => void) {
    this.start = start;
    this.#changed = changed;
    this.files = start;
    this.active = start[0]?.path ?? "";
  }

  /** Another text of this program, or another program: with what it begins with. */
  open(files: readonly ProgramFile[], start: readonly ProgramFile[] = this.start): void {
    this.start = start;
    this.files = files;
    if (!files.some(({ path }) => path === this.active)) this.active = files[0]?.path ?? "";
    this.#note(false);
  }

  text(path: string): string {
    return this.files.find((file) => file.path === path)?.text ?? "";
  }

  edit(path: string, text: string): void {
    if (this.text(path) === text) return;
    this.files = this.files.map((file) => (file.path === path ? { path, text } : file));
    this.#note(true);
  }

  #note(isTyping: boolean): void {
    this.version++;
    this.#changed(isTyping);
  }
}
