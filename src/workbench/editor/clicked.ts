/** Where in the code from the build somebody clicked, so that the editor's caret goes there. */
import type { Place } from "./surface.ts";

/** `null`: not in the code. */
export function placeAt(root: HTMLElement, x: number, y: number): Place | null {
  const lines = [...root.querySelectorAll<HTMLElement>("[data-file]:not([hidden]) .ec-line")];
  if (lines.length === 0) return null;
  const index = Math.max(0, lines.findLastIndex((line) => line.getBoundingClientRect().top <= y));
  const line = lines[index] as HTMLElement;
  const code = line.querySelector<HTMLElement>(".code") ?? line;
  const length = (code.textContent ?? "").replace(/\n$/, "").length;
  const caret = caretAt(x, y);
  const box = code.getBoundingClientRect();
  if (caret === null || !code.contains(caret.node)) return { line: index + 1, column: x <= box.left ? 1 : length + 1 };
  const range = document.createRange();
  range.setStart(code, 0);
  range.setEnd(caret.node, caret.offset);
  return { line: index + 1, column: Math.min(range.toString().length, length) + 1 };
}

function caretAt(x: number, y: number): { readonly node: Node; readonly offset: number } | null {
  if ("caretPositionFromPoint" in document) {
    const position = document.caretPositionFromPoint(x, y);
    return position === null ? null : { node: position.offsetNode, offset: position.offset };
  }
  // Browsers that have only the older name for it.
  const range = (document as { caretRangeFromPoint?: (x: number, y: number) => Range | null }).caretRangeFromPoint?.(x, y) ?? null;
  return range === null ? null : { node: range.startContainer, offset: range.startOffset };
}
