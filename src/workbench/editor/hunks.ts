/** Differences between the learner's text and another, and taking one of them over. */
import type { TextEdit } from "../../../runtime/worker/client.ts";

/** Lines count from 1; `to` is the line after the last. Equal: nothing is there on that side. */
export interface Hunk {
  readonly mine: { readonly from: number; readonly to: number };
  readonly other: { readonly from: number; readonly to: number };
}

/** What changes the learner's text so that it is the other's in this hunk, and nowhere else. */
export function taking(mine: string, other: string, { mine: here, other: there }: Hunk): TextEdit {
  const [own, its] = [linesOf(mine), linesOf(other)];
  const start = offsetOf(own, here.from);
  const end = offsetOf(own, here.to);
  let text = its.slice(there.from - 1, there.to - 1).join("");
  const isLast = here.to > own.length;
  // The last line of a text may have no end of line, and then the one before it loses or gains one.
  if (!isLast && text !== "" && !text.endsWith("\n")) text += "\n";
  if (isLast && start === end && start > 0 && text !== "" && !mine.endsWith("\n")) return { start, end, text: `\n${text.replace(/\n$/, "")}` };
  return { start, end, text };
}

export const describe = ({ mine, other }: Hunk): string => {
  const lines = (from: number, to: number): string => (to - from === 1 ? `line ${from}` : `lines ${from} to ${to - 1}`);
  if (mine.from === mine.to) return `${other.to - other.from === 1 ? "a line is" : `${other.to - other.from} lines are`} missing ${mine.from === 1 ? "at the top" : `after line ${mine.from - 1}`}`;
  if (other.from === other.to) return `${lines(mine.from, mine.to)} ${mine.to - mine.from === 1 ? "is" : "are"} yours only`;
  return `${lines(mine.from, mine.to)} ${mine.to - mine.from === 1 ? "differs" : "differ"}`;
};

/** Each line with its end. */
function linesOf(text: string): string[] {
  return text.split(/(?<=\n)/);
}

const offsetOf = (lines: readonly string[], line: number): number => lines.slice(0, line - 1).reduce((sum, each) => sum + each.length, 0);
