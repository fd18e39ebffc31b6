/**
 * What shows the program and takes its keys. There are three: highlighted code from the build, which only knows where it
 * was clicked, Monaco and CodeMirror. The text itself belongs to the program's state; a surface keeps carets, scroll and undo.
 */
import type { ProgramFile } from "../../../runtime/model/program.ts";
import type { TextEdit } from "../../../runtime/worker/client.ts";
import type { Hunk } from "./hunks.ts";
import type { Mark } from "./marks.ts";
import type { Known } from "./symbol-table.ts";

/** Lines and columns count from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

export interface Caret extends Place {
  /** The name at the caret; empty where there is none. */
  readonly word: string;
}

/** What happens in a surface, for the editor around it. */
export interface Happens {
  edit(path: string, text: string): void;
  caret(caret: Caret): void;
  focus(isIn: boolean): void;
  /** Escape, with nothing left to close: the focus goes out. */
  leave(): void;
  run(): void;
  format(): void;
  /** Somebody asks which events a line caused. */
  events(line: number): void;
  /** Somebody follows a lens. */
  finding(mark: Mark): void;
  event(n: number): void;
  /** There is nothing more to undo in this file. */
  exhausted(): void;
  /** Tab moves the focus from now on, or indents again. */
  tabMoves(isOn: boolean): void;
  /** The differences have changed. */
  hunks(hunks: readonly Hunk[]): void;
}

export interface Surroundings {
  readonly element: HTMLElement;
  readonly happens: Happens;
  readonly label: string;
  /** The page of a rule. */
  pageOf(rule: string): string;
  /** What is known of a name; `owner` as in `lookUp`. */
  known(name: string, owner: string | null | undefined): Promise<Known | null>;
}

export interface Surface {
  /** Takes up files that were added, changed from outside or are gone, and shows one of them. */
  sync(files: readonly ProgramFile[], active: string): void;
  /** Findings of the file that is shown, lines of it that caused events, and what keeps each file from running. */
  mark(marks: readonly Mark[], busy: ReadonlyMap<number, number>, broken: ReadonlyMap<string, readonly Mark[]>): void;
  /** Goes to a place of the file that is shown, and brings it into view. */
  go(place: Place, withFocus: boolean): void;
  focus(): void;
  /** Types at the caret, as keys would. */
  type(text: string): void;
  /** Pixels; of the file that is shown. */
  scrollTo(top: number, left: number): void;
  /** Changes the file that is shown; one step of its undo. */
  apply(edits: readonly TextEdit[]): void;
  /** Shows the file beside another text; `null` ends that. */
  compare(other: string | null): void;
  rename(label: string): void;
  dispose(): void;
}
