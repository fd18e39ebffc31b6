/** Another text beside the learner's, in CodeMirror: one column, what is missing above what is there. */
import { getChunks, getOriginalDoc, unifiedMergeView } from "@codemirror/merge";
import type { EditorState, Extension } from "@codemirror/state";
import type { Hunk } from "./hunks.ts";

export const comparison = (other: string): Extension => unifiedMergeView({
  original: other, gutter: false, syntaxHighlightDeletions: true, collapseUnchanged: { margin: 3, minSize: 6 },
  mergeControls: (type, action) => {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "take button", textContent: "Take this" });
    button.addEventListener("click", action);
    // To accept one's own text would only hide the difference.
    if (type === "accept") button.hidden = true;
    return button;
  },
});

const known = new WeakMap<object, readonly Hunk[]>();

/** `null` when nothing is compared. The same array for the same differences. */
export function hunksIn(state: EditorState): readonly Hunk[] | null {
  const chunks = getChunks(state)?.chunks;
  if (chunks === undefined) return null;
  const found = known.get(chunks) ?? chunks.map((chunk): Hunk => {
    const lineOf = (doc: EditorState["doc"], at: number): number => (at > doc.length ? doc.lines + 1 : doc.lineAt(at).number);
    const original = getOriginalDoc(state);
    return { mine: { from: lineOf(state.doc, chunk.fromB), to: lineOf(state.doc, chunk.toB) }, other: { from: lineOf(original, chunk.fromA), to: lineOf(original, chunk.toA) } };
  });
  known.set(chunks, found);
  return found;
}
