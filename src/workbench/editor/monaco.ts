/** Monaco, with the parts that a learner's program needs. Imported only when somebody is about to edit on a desktop. */
import * as api from "monaco-editor/editor/editor.api.js";
// All of them: the TypeScript mode imports every one in any case, and one that comes after the first editor finds no service.
import "monaco-editor/features/register.all.js";
import "monaco-editor/languages/definitions/typescript/register.js";
import { getTypeScriptWorker, typescriptDefaults, ScriptTarget, ModuleKind, ModuleResolutionKind } from "monaco-editor/languages/features/typescript/register.js";
import EditorWorker from "monaco-editor/editor/editor.worker.js?worker";
import TypeScriptWorker from "monaco-editor/language/typescript/ts.worker.js?worker";
import { DECLARATIONS } from "../../../runtime/sdk/declarations.ts";
import { isLight, property, TOKENS } from "./theme.ts";

self.MonacoEnvironment = { getWorker: (_id, label) => (label === "typescript" ? new TypeScriptWorker() : new EditorWorker()) };

typescriptDefaults.setCompilerOptions({
  target: ScriptTarget.ESNext, module: ModuleKind.ESNext, moduleResolution: ModuleResolutionKind.NodeJs, lib: ["es2023"],
  strict: true, noImplicitAny: false, allowNonTsExtensions: true, noEmit: true, isolatedModules: true, allowImportingTsExtensions: true,
});
typescriptDefaults.setEagerModelSync(true);
typescriptDefaults.setExtraLibs(Object.entries(DECLARATIONS).map(([name, content]) => ({ filePath: `file:///sdk/${name}`, content })));
// One formatter for every tier: the runtime's.
typescriptDefaults.setModeConfiguration({ ...typescriptDefaults.modeConfiguration, documentRangeFormattingEdits: false, onTypeFormattingEdits: false });

export const monaco = api;

export const uriOf = (path: string): api.Uri => api.Uri.parse(`file:///program/${path}`);

/** Monaco's colours are the site's own, read from its custom properties. */
export function useTheme(): void {
  const colour = (name: string): string => property(name);
  const token = (name: string): string => colour(name).replace("#", "");
  api.editor.defineTheme("relaunch", {
    base: isLight() ? "vs" : "vs-dark", inherit: true,
    rules: [
      { token: "", foreground: token(TOKENS.name) }, { token: "identifier", foreground: token(TOKENS.name) }, { token: "delimiter", foreground: token(TOKENS.name) },
      { token: "keyword", foreground: token(TOKENS.keyword) }, { token: "string", foreground: token(TOKENS.string) }, { token: "regexp", foreground: token(TOKENS.string) },
      { token: "comment", foreground: token(TOKENS.comment) }, { token: "number", foreground: token(TOKENS.number) }, { token: "type.identifier", foreground: token(TOKENS.type) },
    ],
    colors: {
      "editor.background": colour("--surface-sunken"), "editor.foreground": colour(TOKENS.name), "editorLineNumber.foreground": colour("--ink-soft"), "editorLineNumber.activeForeground": colour("--ink-strong"),
      "editorGutter.background": colour("--surface-sunken"), "editorWidget.background": colour("--surface-raised"), "editorWidget.border": colour("--line"), "editorHoverWidget.background": colour("--surface-raised"),
      "editorSuggestWidget.background": colour("--surface-raised"), "editorSuggestWidget.selectedBackground": colour("--accent-soft"), "editorSuggestWidget.selectedForeground": colour("--ink-strong"),
      "editor.lineHighlightBackground": colour("--surface-raised"), "editor.lineHighlightBorder": colour("--surface-raised"), "focusBorder": colour("--accent"), "editorCursor.foreground": colour("--accent"),
      "editorBracketHighlight.foreground1": colour(TOKENS.name), "editorBracketHighlight.foreground2": colour(TOKENS.name), "editorBracketHighlight.foreground3": colour(TOKENS.name),
      // Yours and theirs: neither is wrong, so neither is red.
      "diffEditor.insertedLineBackground": colour("--accent-soft"), "diffEditor.insertedTextBackground": `${colour("--accent")}40`, "diffEditor.removedLineBackground": colour("--memory-soft"), "diffEditor.removedTextBackground": `${colour("--memory")}40`,
    },
  });
  api.editor.setTheme("relaunch");
}

/** The type in whose declaration a name of the SDK stands, `null` for one of the learner's; `undefined` when TypeScript does not know. */
export async function ownerAt(model: api.editor.ITextModel, offset: number): Promise<string | null | undefined> {
  const uri = model.uri.toString();
  const client = await (await getTypeScriptWorker())(model.uri);
  const [first] = (await client.getDefinitionAtPosition(uri, offset)) ?? [];
  if (first === undefined) return undefined;
  const { fileName, containerName = "" } = first as { readonly fileName: string; readonly containerName?: string };
  if (fileName.startsWith("file:///program/")) return null;
  const owner = containerName.split(".").at(-1) ?? "";
  // Of a module's own name the container is the module; types without a name have none that says anything.
  return /^"|^__/.test(owner) ? (owner.startsWith('"') ? "" : undefined) : owner;
}

