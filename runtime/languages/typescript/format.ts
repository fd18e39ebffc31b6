/** Sets a file's spaces and line starts as TypeScript's own formatter does; lines stay lines, so a comparison stays readable. */
import ts from "typescript";
import type { ProgramFile } from "../../model/program.ts";

/** Replace the text from `start` to `end`, offsets in UTF-16 units. In order, apart from each other, all of the text before any. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const SETTINGS: ts.FormatCodeSettings = {
  ...ts.getDefaultFormatCodeSettings("\n"),
  indentSize: 2,
  tabSize: 2,
  convertTabsToSpaces: true,
  semicolons: ts.SemicolonPreference.Insert,
  trimTrailingWhitespace: true,
  insertSpaceAfterOpeningAndBeforeClosingNonemptyBraces: true,
  insertSpaceAfterOpeningAndBeforeClosingEmptyBraces: false,
};

/** What to change so that the file is formatted; empty when nothing is. A file with syntax errors is formatted as far as it is understood. */
export function format({ path, text }: ProgramFile): readonly TextEdit[] {
  const snapshot = ts.ScriptSnapshot.fromString(text);
  const service = ts.createLanguageService({
    getCompilationSettings: () => ({ noLib: true, noResolve: true }),
    getScriptFileNames: () => [path],
    getScriptVersion: () => "1",
    getScriptSnapshot: (name) => (name === path ? snapshot : undefined),
    getCurrentDirectory: () => "/",
    getDefaultLibFileName: () => "lib.d.ts",
    fileExists: (name) => name === path,
    readFile: (name) => (name === path ? text : undefined),
  }, undefined, ts.LanguageServiceMode.Syntactic);
  const edits = service.getFormattingEditsForDocument(path, SETTINGS).map(({ span, newText }): TextEdit => ({ start: span.start, end: span.start + span.length, text: newText }));
  service.dispose();
  return edits.filter(({ start, end, text: next }) => text.slice(start, end) !== next).sort((one, other) => one.start - other.start);
}

/** The text after the edits. */
export function edited(text: string, edits: readonly TextEdit[]): string {
  let at = 0;
  let result = "";
  for (const edit of edits) {
    result += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return result + text.slice(at);
}
