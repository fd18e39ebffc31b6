/** Another text beside the learner's, in Monaco; the learner's own model, so that undo goes on. */
import type { editor } from "monaco-editor/editor/editor.api.js";
import type { Hunk } from "./hunks.ts";
import { monaco } from "./monaco.ts";

export class MonacoDiff {
  readonly #place: HTMLElement;
  readonly #diff: editor.IStandaloneDiffEditor;
  readonly #other: editor.ITextModel;
  readonly #model: editor.ITextModel;

  constructor(parent: HTMLElement, model: editor.ITextModel, other: string, options: editor.IStandaloneEditorConstructionOptions, changed: (hunks: readonly Hunk[]) => void) {
    this.#place = Object.assign(document.createElement("div"), { className: "diff" });
    parent.append(this.#place);
    this.#model = model;
    this.#other = monaco.editor.createModel(other, "typescript");
    // A side by side in a narrow pane would show half a line each.
    this.#diff = monaco.editor.createDiffEditor(this.#place, { ...options, glyphMargin: false, originalEditable: false, renderSideBySide: true, useInlineViewWhenSpaceIsLimited: true, renderSideBySideInlineBreakpoint: 800, renderMarginRevertIcon: true, renderOverviewRuler: false, ignoreTrimWhitespace: false, originalAriaLabel: "The text it is compared with", modifiedAriaLabel: options.ariaLabel ?? "", theme: "relaunch" } as editor.IStandaloneDiffEditorConstructionOptions);
    this.#diff.onDidUpdateDiff(() => changed(this.#hunks()));
    this.#diff.setModel({ original: this.#other, modified: model });
  }

  get mine(): editor.IStandaloneCodeEditor {
    return this.#diff.getModifiedEditor() as editor.IStandaloneCodeEditor;
  }

  isOf(model: editor.ITextModel): boolean {
    return this.#model === model;
  }

  change(other: string): void {
    if (this.#other.getValue() !== other) this.#other.setValue(other);
  }

  dispose(): void {
    this.#diff.dispose();
    this.#other.dispose();
    this.#place.remove();
  }

  /** Monaco gives the last line, 0 for none, and then the line before. */
  #hunks(): readonly Hunk[] {
    const span = (start: number, end: number): Hunk["mine"] => (end === 0 ? { from: start + 1, to: start + 1 } : { from: start, to: end + 1 });
    return (this.#diff.getLineChanges() ?? []).map((change) => ({ mine: span(change.modifiedStartLineNumber, change.modifiedEndLineNumber), other: span(change.originalStartLineNumber, change.originalEndLineNumber) }));
  }
}
