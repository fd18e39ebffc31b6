import type { Position } from "../model/program.ts";
import type { Line } from "../model/trace.ts";
import { broken, kept, owed, pending, quiet, rule, say } from "./rule.ts";

interface State {
  /** Tasks the code has cancelled itself. */
  readonly cancelled: readonly number[];
  /** The failed transfer after which nothing was tried yet. */
  readonly failed: { readonly line: Line<"transfer-failed">; readonly source: Position | null } | null;
  /** The last timeline will be followed by another. */
  readonly asksAgain: boolean;
}

/** [P44] [Q6] */
export const failureHandled = rule<State>({
  id: "failure-handled",
  title: "A failed transfer is tried again",
  severity: "warning",
  from: ["P44", "Q6"],
  reads: ["transfer-failed", "task-cancelled", "task-resumed", "reload-requested", "timeline-accepted"],
  start: () => ({ cancelled: [], failed: null, asksAgain: false }),
  on(line, state) {
    switch (line.kind) {
      case "task-cancelled": return quiet({ ...state, cancelled: [...state.cancelled, line.data.task] });
      case "task-resumed": case "reload-requested": return met(line, state);
      case "timeline-accepted": {
        const asksAgain = line.data.policy.kind !== "never";
        return asksAgain ? met(line, { ...state, asksAgain }) : quiet({ ...state, asksAgain });
      }
      case "transfer-failed": {
        const { task, background } = line.data;
        if (!background || state.cancelled.includes(task)) return quiet(state);
        if (state.asksAgain) return say(state, kept(line));
        return say({ ...state, failed: { line, source: line.source } }, owed(line));
      }
      default: return quiet(state);
    }
  },
  end: ({ failed }, settled) => {
    if (!failed) return [];
    if (!settled) return [pending(failed.line, "A transfer has failed, and nothing was tried again yet.")];
    return [broken(failed.line, failed.source, `A transfer failed (${failed.line.data.error.code}), and nothing will ask for the data again: the timeline's policy is never, and no reload was asked for.`, "Give the timeline a policy that asks again, or start the request anew when urlSessionTaskDidCompleteWithError brings an error.")];
  },
});

const met = (line: Line, state: State) => (state.failed ? say({ ...state, failed: null }, kept(line)) : quiet(state));
