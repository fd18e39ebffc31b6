/** What the editor would underline in a learner program. */
import ts from "typescript";
import type { Program } from "../../runtime/model/program.ts";
import { DECLARATIONS } from "../../runtime/sdk/declarations.ts";

const LIBRARY = new Map<string, ts.SourceFile | undefined>();

export function typeErrors(program: Program): string[] {
  const files: Record<string, string> = { ...Object.fromEntries(program.files.map(({ path, text }) => [`/program/${path}`, text])), ...Object.fromEntries(Object.entries(DECLARATIONS).map(([name, text]) => [`/sdk/${name}`, text])) };
  const options: ts.CompilerOptions = { strict: true, noImplicitAny: false, lib: ["lib.es2023.d.ts"], target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler, noEmit: true, types: [] };
  const host = ts.createCompilerHost(options);
  const [readFile, fileExists] = [host.readFile.bind(host), host.fileExists.bind(host)];
  Object.assign(host, {
    fileExists: (name: string) => name in files || fileExists(name),
    readFile: (name: string) => files[name] ?? readFile(name),
    directoryExists: () => true,
    getSourceFile: (name: string, version: ts.ScriptTarget) => {
      if (name in files) return ts.createSourceFile(name, files[name] ?? "", version);
      // The language's own declarations are large, and always the same.
      if (!LIBRARY.has(name)) LIBRARY.set(name, ((text) => (text === undefined ? undefined : ts.createSourceFile(name, text, version)))(readFile(name)));
      return LIBRARY.get(name);
    },
  });
  return ts.getPreEmitDiagnostics(ts.createProgram(Object.keys(files), options, host)).map((each) => `${each.file?.fileName}: ${ts.flattenDiagnosticMessageText(each.messageText, " ")}`);
}
