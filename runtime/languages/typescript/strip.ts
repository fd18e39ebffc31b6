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
  const stripped = transpiled(file);
  if (known.size >= KEPT) known.delete(known.keys().next().value as string);
  known.set(key, stripped);
  return stripped;
}

function transpiled(file: ProgramFile): Stripped {
  let output: ts.TranspileOutput;
  try {
    output = ts.transpileModule(file.text, { compilerOptions: OPTIONS, fileName: file.path, reportDiagnostics: true });
  } catch (error) {
    // TypeScript's parser is recursive, and the learner's brackets use up its stack.
    if (error instanceof RangeError) return { code: "", map: "", problems: [tooDeep(file)] };
    throw error;
  }
  const { outputText, sourceMapText, diagnostics } = output;
  return {
    code: outputText.replace(/\n?\/\/# sourceMappingURL=.*\s*$/, ""),
    map: sourceMapText ?? "",
    problems: (diagnostics ?? []).filter((each) => each.category === ts.DiagnosticCategory.Error).map((each) => problem(file, each)),
  };
}

const tooDeep = ({ path }: ProgramFile): ProgramProblem => ({
  code: "syntax-error", message: `${path} nests too deeply to be read.`, fix: "Keep nested data in a file under server/, or give parts of it names.", source: { file: path, line: 1, column: 1 },
});

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
