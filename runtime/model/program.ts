/**
 * What a learner wrote. A program is a set of files; `Widget.ts` is the entry, whose default export
 * is the widget or the bundle.
 */

/** One learner file. `path` is relative, with forward slashes: "Widget.ts", "Model/Score.ts". */
export interface ProgramFile {
  readonly path: string;
  readonly text: string;
}

export interface Program {
  readonly files: readonly ProgramFile[];
}

export const ENTRY = "Widget.ts";
/** What lies below is no code: `server/scores/today.json` answers requests whose address ends in `/scores/today.json`. */
export const ANSWERS = "server/";

/** A program's files, told apart: what is compiled, and what answers its requests. */
export function partsOf({ files }: Program): { readonly code: readonly ProgramFile[]; readonly answers: readonly ProgramFile[] } {
  const isAnswer = ({ path }: ProgramFile): boolean => path.startsWith(ANSWERS);
  return { code: files.filter((file) => !isAnswer(file)), answers: files.filter(isAnswer) };
}

/** A place in a learner's source. Lines and columns count from 1, columns in UTF-16 units. */
export interface Position {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Something in the learner's files that keeps them from running: a value, never an exception. */
export interface ProgramProblem {
  /** Permanent, kebab-case; each has a page under `/reference/codes/`. */
  readonly code: "syntax-error" | "import-not-found" | "entry-missing" | "file-too-large" | "too-many-files" | "file-empty";
  readonly message: string;
  /** What to do about it, one sentence. */
  readonly fix: string;
  readonly source: Position | null;
}

/**
 * Files made ready for the guest. `code` is a CommonJS body: `(exports, require, module) => …`
 * evaluates it. The three SDK modules and other learner files are what `require` may be given.
 */
export interface GuestModule {
  /** The learner's path, as in {@link ProgramFile}. */
  readonly path: string;
  readonly code: string;
  /** Each import of the module, as written → the learner path or SDK module it means. */
  readonly imports: Readonly<Record<string, string>>;
}

export interface CompiledProgram {
  readonly modules: readonly GuestModule[];
  /**
   * The learner's position for a position in a module's `code` (lines and columns from 1). Given the
   * name of the function that is called there, the position of that call.
   */
  locate(path: string, line: number, column: number, callee?: string): Position;
  /** The loop that most probably runs in the function `name` when code was last seen at `position`, a learner's; else `position`. */
  loopAt(position: Position, name: string): Position;
}

export type Compilation =
  | { readonly ok: true; readonly program: CompiledProgram }
  | { readonly ok: false; readonly problems: readonly ProgramProblem[] };

/** The modules a learner may import besides their own files. */
export const SDK_MODULES = ["WidgetKit", "SwiftUI", "Foundation"] as const;
