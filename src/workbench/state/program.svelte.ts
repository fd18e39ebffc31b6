/** The learner's files, and what becomes of them: edited, added, renamed, deleted. Keeping and resetting them is the keeper's. */
import { type ProgramFile } from "../../../runtime/model/program.ts";
import { pathOf, renamed, whyKept, wrongName } from "../editor/names.ts";

/** What was done to files as a whole, and the way back: no key for undo leads across it. */
export interface Deed {
  readonly says: string;
  readonly back: () => void;
}

export class ProgramState {
  /** Whether files can be added, renamed and deleted. */
  readonly mayChangeFiles: boolean;
  /** Told of every change; `isTyping`: more of the kind may follow at once. */
  readonly #changed: (isTyping: boolean) => void;

  /** What the lesson, the sample or the opened program begins with. */
  start = $state.raw<readonly ProgramFile[]>([]);
  files = $state.raw<readonly ProgramFile[]>([]);
  active = $state("");
  /** The latest reset, deletion or renaming, to have it back. */
  undo = $state.raw<Deed | null>(null);
  /** Counts changes: an answer to an older text is worthless. */
  version = 0;

  constructor(start: readonly ProgramFile[], mayChangeFiles: boolean, changed: (isTyping: boolean) => void) {
    this.start = start;
    this.mayChangeFiles = mayChangeFiles;
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

  get paths(): readonly string[] {
    return this.files.map(({ path }) => path);
  }

  has(path: string): boolean {
    return this.files.some((file) => file.path === path);
  }

  text(path: string): string {
    return this.files.find((file) => file.path === path)?.text ?? "";
  }

  edit(path: string, text: string): void {
    if (!this.has(path) || this.text(path) === text) return;
    this.files = this.files.map((file) => (file.path === path ? { path, text } : file));
    this.#note(true);
  }

  /** Adds an empty file, or one with a text, and opens it. What is wrong with the name, or `null`. */
  add(name: string, text = ""): string | null {
    const wrong = wrongName(name, this.paths);
    if (wrong !== null) return wrong;
    const path = pathOf(name);
    this.#replace([...this.files, { path, text }]);
    this.active = path;
    return null;
  }

  /** Renames a file; imports of it in the program follow. What is wrong with the name, or `null`. */
  rename(from: string, name: string): string | null {
    const wrong = whyKept(from) ?? wrongName(name, this.paths, from);
    const to = pathOf(name);
    if (wrong !== null || to === from) return wrong;
    const isActive = this.active === from;
    const { files, followed } = renamed(this.files, from, to);
    this.#replace(files);
    if (isActive) this.active = to;
    this.undo = { says: `${from} is ${to} now${followed === 0 ? "" : `; ${followed} ${followed === 1 ? "import follows" : "imports follow"}`}.`, back: () => void this.rename(to, from) };
    return null;
  }

  /** Deletes a file. Why it must stay, or `null`. */
  remove(path: string): string | null {
    const why = whyKept(path);
    if (why !== null) return why;
    const place = this.paths.indexOf(path);
    const gone = this.files[place];
    if (!gone) return `There is no ${path}.`;
    this.#replace(this.files.filter((file) => file.path !== path));
    this.undo = {
      says: `${path} was deleted.`,
      back: () => {
        if (!this.has(path)) this.#replace(this.files.toSpliced(place, 0, gone));
        this.active = path;
      },
    };
    return null;
  }

  takeBack(): void {
    const deed = this.undo;
    this.undo = null;
    deed?.back();
  }

  #replace(files: readonly ProgramFile[]): void {
    this.files = files;
    this.#settle();
    this.#note(false);
  }

  /** The open file is one that there is. */
  #settle(): void {
    if (!this.has(this.active)) this.active = this.files[0]?.path ?? "";
  }

  #note(isTyping: boolean): void {
    this.version++;
    this.#changed(isTyping);
  }
}
