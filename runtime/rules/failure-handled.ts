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
  /** Files of the app group that hold a download, sorted. */
  readonly good: readonly string[];
  /** The error that a callback is about, while it runs. */
  readonly telling: number | null;
}

/** [P44] [Q6] */
export const failureHandled = rule<State>({
  id: "failure-handled",
  title: "A failed transfer leaves good data, and is tried again",
  severity: "warning",
  from: ["P44", "Q6"],
  reads: ["transfer-failed", "task-cancelled", "task-resumed", "reload-requested", "timeline-accepted", "callback-begins", "callback-ends", "file-moved", "file-removed", "process-terminated"],
  start: () => ({ cancelled: [], failed: null, asksAgain: false, good: [], telling: null }),
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
      case "callback-begins": {
        const { error, task } = line.data;
        return error === null || task === null || state.cancelled.includes(task) ? quiet(state) : quiet({ ...state, telling: error.code });
      }
      case "callback-ends": case "process-terminated": return state.telling === null ? quiet(state) : quiet({ ...state, telling: null });
      case "file-moved": return quiet({ ...state, good: moved(line, state.good) });
      case "file-removed": return removed(line, state);
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

function moved({ data: { path, from, scope, task, copied } }: Line<"file-moved">, good: readonly string[]): readonly string[] {
  const rest = good.filter((each) => each !== path && (copied || each !== from));
  return scope === "group" && task !== null ? [...rest, path].sort() : rest;
}

function removed(line: Line<"file-removed">, state: State) {
  const { path } = line.data;
  const good = state.good.filter((each) => each !== path && !each.startsWith(`${path}/`));
  if (good.length === state.good.length) return quiet(state);
  if (state.telling === null) return quiet({ ...state, good });
  return say({ ...state, good }, broken(line, line.source, `A transfer failed (${state.telling}), and the file that an earlier download was kept in was removed: nothing is left to show.`, "Leave what is stored in its place when urlSessionTaskDidCompleteWithError brings an error, and let the next download replace it."));
}
