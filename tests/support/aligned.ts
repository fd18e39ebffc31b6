/** A run as aligned text, cut to what a sequence is about. */
import type { Judged } from "../../runtime/model/run.ts";
import type { Line, LineKind } from "../../runtime/model/trace.ts";

/** What every widget does before and after, and what says nothing about transfers. */
const BESIDE: readonly LineKind[] = [
  "widget-added", "placeholder-requested", "snapshot-requested", "snapshot-answered", "timeline-accepted", "widget-shows", "handler-registered", "block-queued",
  "request-received", "response-sent", "defaults-set", "file-written", "file-read", "file-moved", "reload-scheduled", "timeline-requested", "timeline-answered",
];
const QUIET = ["main", "placeholder", "getSnapshot", "getTimeline", "block", "job", "reply"];

const isQuiet = (line: Line): boolean => (line.kind === "callback-begins" || line.kind === "callback-ends") && QUIET.includes(line.data.name);

/** Callbacks in their Swift spelling, other lines as their sentence; from the first line of kind `from` on, up to the first of kind `to`. */
export function aligned(judged: Judged, from: LineKind, { to, also = [], nth = 1 }: { to?: LineKind; also?: readonly LineKind[]; nth?: number } = {}): string {
  const starts = judged.lines.filter((line) => line.kind === from);
  const first = starts[nth - 1];
  if (!first) return `(no line ${from})`;
  const rest = judged.lines.slice(first.n);
  const end = to === undefined ? -1 : rest.findIndex((line, index) => index > 0 && line.kind === to);
  const shown = (end < 0 ? rest : rest.slice(0, end + 1)).filter((line) => also.includes(line.kind) || (!BESIDE.includes(line.kind) && !isQuiet(line)));
  return shown.map((line) => `${line.lane.padEnd(9)} ${line.kind === "callback-begins" ? `▸ ${line.data.title}` : line.kind === "callback-ends" ? `◂ ${line.data.title}` : line.text}`).join("\n");
}
