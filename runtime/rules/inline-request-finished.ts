import type { Position } from "../model/program.ts";
import { broken, kept, owed, pending, quiet, rule, say, without } from "./rule.ts";
import type { Line } from "../model/trace.ts";

interface State {
  /** In-process requests under way, by task. */
  readonly open: Readonly<Record<string, { readonly line: Line; readonly source: Position | null }>>;
}

const FIX = "Hand the request to a background URLSession, which finishes it whatever becomes of the extension, or let it end before you answer.";

/** [S5] [A4] [A5] */
export const inlineRequestFinished = rule<State>({
  id: "inline-request-finished",
  title: "No inline request is cut off",
  severity: "warning",
  from: ["S5", "A4", "A5"],
  reads: ["task-resumed", "transfer-finished", "transfer-failed", "task-cancelled", "process-suspended", "process-terminated"],
  start: () => ({ open: {} }),
  on(line, state) {
    switch (line.kind) {
      case "task-resumed": return line.data.background ? quiet(state) : say({ open: { ...state.open, [line.data.task]: { line, source: line.source } } }, owed(line));
      case "transfer-finished": case "transfer-failed":
        return state.open[line.data.task] ? say({ open: without(state.open, line.data.task) }, kept(line)) : quiet(state);
      case "task-cancelled": return quiet({ open: without(state.open, line.data.task) });
      case "process-suspended": case "process-terminated": {
        const cut = line.kind === "process-suspended" ? line.data.inlineTasks : line.data.lost.inlineTasks;
        const hit = cut.filter((task) => state.open[task]);
        const word = line.kind === "process-suspended" ? "suspended, and the request can't go on" : "terminated, and the request is lost with it";
        return say({ open: hit.reduce<State["open"]>((open, task) => without(open, task), state.open) }, ...hit.map((task) => broken(line, state.open[task]?.source ?? null, `An inline request was still under way when the extension was ${word}.`, FIX)));
      }
      default: return quiet(state);
    }
  },
  end: ({ open }) => Object.values(open).map(({ line }) => pending(line, "An inline request is still under way.")),
});
