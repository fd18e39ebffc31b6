/** Monaco, set up for learner programs. Imported only when somebody is about to edit. */
import * as api from "monaco-editor/editor/editor.api.js";
import "monaco-editor/features/register.all.js";
import "monaco-editor/languages/definitions/typescript/register.js";
import { typescriptDefaults, ScriptTarget, ModuleKind, ModuleResolutionKind } from "monaco-editor/languages/features/typescript/register.js";
import EditorWorker from "monaco-editor/editor/editor.worker.js?worker";
import TypeScriptWorker from "monaco-editor/language/typescript/ts.worker.js?worker";
// The build leaves out the styles that a chunk loaded later imports; Monaco's own bundle of them is linked instead.
import styles from "../../node_modules/monaco-editor/min/vs/editor/editor.main.css?url";
import { DECLARATIONS } from "../../runtime/sdk/declarations.ts";

self.MonacoEnvironment = { getWorker: (_id, label) => (label === "typescript" ? new TypeScriptWorker() : new EditorWorker()) };

typescriptDefaults.setCompilerOptions({
  target: ScriptTarget.ESNext, module: ModuleKind.ESNext, moduleResolution: ModuleResolutionKind.NodeJs, lib: ["es2023"],
  strict: true, noImplicitAny: false, allowNonTsExtensions: true, noEmit: true, isolatedModules: true, allowImportingTsExtensions: true,
});
typescriptDefaults.setEagerModelSync(true);
typescriptDefaults.setExtraLibs(Object.entries(DECLARATIONS).map(([name, content]) => ({ filePath: `file:///sdk/${name}`, content })));

export const monaco = api;

/** Resolves when Monaco can be drawn. */
export const styled: Promise<void> = new Promise((resolve, reject) => {
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: styles });
  link.addEventListener("load", () => resolve());
  link.addEventListener("error", () => reject(new Error("the editor's styles could not be loaded")));
  document.head.append(link);
});

/** Monaco's colours are the site's own, read from its custom properties. */
export function useTheme(): void {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string): string => style.getPropertyValue(name).trim();
  const light = document.documentElement.dataset["theme"] === "light";
  api.editor.defineTheme("relaunch", {
    base: light ? "vs" : "vs-dark", inherit: true, rules: [],
    colors: {
      "editor.background": colour("--surface-sunken"), "editor.foreground": colour("--ink-strong"), "editorLineNumber.foreground": colour("--ink-soft"),
      "editorGutter.background": colour("--surface-sunken"), "editorWidget.background": colour("--surface-raised"), "editorWidget.border": colour("--line"),
      "editor.lineHighlightBackground": colour("--surface-raised"), "focusBorder": colour("--accent"),
    },
  });
  api.editor.setTheme("relaunch");
}
