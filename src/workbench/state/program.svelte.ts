/** The learner's files, and what becomes of them: edited, kept in this browser, reset, taken back. */
import type { ProgramFile } from "../../../runtime/model/program.ts";
import { forget, keyOf, load, save } from "../storage.ts";

export class ProgramState {
  /** What the lesson or the sample begins with. */
  readonly start: readonly ProgramFile[];
  readonly #key: string;
  /** Told of every change; `isTyping`: more of the kind may follow at once. */
  readonly #changed: (isTyping: boolean) => void;

  files = $state.raw<readonly ProgramFile[]>([]);
  active = $state("");
  saved = $state<"untouched" | "saved" | "unsaved">("untouched");
  /** The text before a reset, to have it back. */
  undo = $state.raw<readonly ProgramFile[] | null>(null);
  /** Counts changes: an answer to an older text is worthless. */
  version = 0;

  constructor(start: readonly ProgramFile[], changed: (isTyping: boolean) => void) {
    this.start = start;
    this.#key = keyOf(start);
    this.#changed = changed;
    this.files = start;
    this.active = start[0]?.path ?? "";
  }

  /** Takes up an earlier attempt; in the page only. Whether there was one. */
  restore(): boolean {
    const earlier = load(this.#key);
    if (!earlier) return false;
    this.files = this.start.map((file) => earlier.find(({ path }) => path === file.path) ?? file);
    this.saved = "saved";
    this.#note(false);
    return true;
  }

  text(path: string): string {
    return this.files.find((file) => file.path === path)?.text ?? "";
  }

  edit(path: string, text: string): void {
    if (this.text(path) === text) return;
    this.files = this.files.map((file) => (file.path === path ? { path, text } : file));
    this.#keep();
    this.#note(true);
  }

  /** One file, or all of them, as they were at the start. */
  reset(path?: string): void {
    this.undo = this.files;
    this.files = this.files.map((file) => (path === undefined || file.path === path ? (this.start.find((each) => each.path === file.path) ?? file) : file));
    if (path === undefined) forget(this.#key);
    else save(this.#key, this.files);
    this.saved = "untouched";
    this.#note(false);
  }

  takeBack(): void {
    if (!this.undo) return;
    this.files = this.undo;
    this.undo = null;
    this.#keep();
    this.#note(false);
  }

  #keep(): void {
    this.saved = save(this.#key, this.files) ? "saved" : "unsaved";
  }

  #note(isTyping: boolean): void {
    this.version++;
    this.#changed(isTyping);
  }
}
