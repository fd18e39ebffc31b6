import type { Line } from "../model/trace.ts";
import { broken, isInterruption, kept, owed, pending, quiet, rule, say, without } from "./rule.ts";

interface State {
  /** Tasks that were created, and neither resumed nor cancelled. */
  readonly open: Readonly<Record<string, Line<"task-created">>>;
}

/** [E1] */
export const taskResumed = rule<State>({
  id: "task-resumed",
  title: "Every task is resumed or cancelled",
  severity: "warning",
  from: ["E1"],
  reads: ["task-created", "task-resumed", "task-cancelled", "transfer-failed", "process-terminated", "process-suspended"],
  start: () => ({ open: {} }),
  on(line, state) {
    switch (line.kind) {
      case "task-created": return say({ open: { ...state.open, [line.data.task]: line } }, owed(line));
      case "task-resumed": case "task-cancelled": case "transfer-failed":
        return state.open[line.data.task] ? say({ open: without(state.open, line.data.task) }, kept(line)) : quiet(state);
      // What the process would still have done, nobody knows.
      case "process-terminated": return quiet({ open: {} });
      default: return quiet(isInterruption(line) ? { open: {} } : state);
    }
  },
  end: ({ open }, settled) => Object.values(open).map((line) => (settled
    ? broken(line, line.source, "A task was created and never resumed: tasks are born suspended, so nothing is loaded.", "Call resume() on the task.")
    : pending(line, "A task has been created and not been resumed yet."))),
});
