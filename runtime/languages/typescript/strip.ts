/** Takes the types out of one file. */
import ts from "typescript";
import type { ProgramFile, ProgramProblem } from "../../model/program.ts";

export interface Stripped {
  readonly code: string;
  /** A source map, as JSON. */
  readonly map: string;
  readonly problems: readonly ProgramProblem[];
}

const OPTIONS: ts.CompilerOptions = {
  module: ts.ModuleKind.CommonJS,
  target: ts.ScriptTarget.ES2023,
  sourceMap: true,
  isolatedModules: true,
  esModuleInterop: true,
  experimentalDecorators: false,
  removeComments: false,
};

/** Text of a file → what became of it: an edit compiles one file, not all. */
const known = new Map<string, Stripped>();
const KEPT = 64;

export function strip(file: ProgramFile): Stripped {
  const key = `${file.path}\0${file.text}`;
  const earlier = known.get(key);
  if (earlier) return earlier;
  const { outputText, sourceMapText, diagnostics } = ts.transpileModule(file.text, { compilerOptions: OPTIONS, fileName: file.path, reportDiagnostics: true });
  const stripped: Stripped = {
    code: outputText.replace(/\n?\/\/# sourceMappingURL=.*\s*$/, ""),
    map: sourceMapText ?? "",
    problems: (diagnostics ?? []).filter((each) => each.category === ts.DiagnosticCategory.Error).map((each) => problem(file, each)),
  };
  if (known.size >= KEPT) known.delete(known.keys().next().value as string);
  known.set(key, stripped);
  return stripped;
}

function problem(file: ProgramFile, diagnostic: ts.Diagnostic): ProgramProblem {
  const { line, character } = diagnostic.file && diagnostic.start !== undefined ? diagnostic.file.getLineAndCharacterOfPosition(diagnostic.start) : { line: 0, character: 0 };
  const message = ts.flattenDiagnosticMessageText(diagnostic.messageText, " ");
  return {
    code: "syntax-error",
    message: `${message.replace(/\.$/, "")}.`,
    fix: "Correct the line that is named; the editor marks it too.",
    source: { file: file.path, line: line + 1, column: character + 1 },
  };
}
