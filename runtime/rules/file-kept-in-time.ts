import type { Position } from "../model/program.ts";
import type { Line } from "../model/trace.ts";
import { broken, kept, owed, quiet, rule, say, without } from "./rule.ts";

interface State {
  /** Files handed to the delegate whose callback has not returned, by task. */
  readonly open: Readonly<Record<string, { readonly status: number | null; readonly session: number | null; readonly taken: boolean }>>;
  /** Files that went unused: a later attempt to use them says better where the mistake is. */
  readonly lost: Readonly<Record<string, { readonly line: Line; readonly source: Position | null }>>;
  /** Where each session was made: its delegate is not far. */
  readonly sessions: Readonly<Record<string, Position | null>>;
}

const FIX = "Move or read the file before urlSessionDownloadTaskDidFinishDownloadingTo returns: FileManager.default.replaceItemAt(destination, { withItemAt: location }).";

/** [P04] [G1] [G3] */
export const fileKeptInTime = rule<State>({
  id: "file-kept-in-time",
  title: "The downloaded file is kept in time",
  severity: "error",
  from: ["P04", "G1", "G3"],
  reads: ["session-created", "callback-begins", "file-moved", "file-read", "temporary-removed", "file-failed", "process-terminated"],
  start: () => ({ open: {}, lost: {}, sessions: {} }),
  on(line, state) {
    switch (line.kind) {
      case "session-created": return quiet({ ...state, sessions: { ...state.sessions, [line.data.session]: line.source } });
      case "callback-begins": {
        const { method, task, status, session } = line.data;
        if (method !== "urlSessionDownloadTaskDidFinishDownloadingTo" || task === null) return quiet(state);
        return say({ ...state, open: { ...state.open, [task]: { status, session, taken: false } } }, owed(line));
      }
      case "file-moved": case "file-read": {
        const task = line.data.task;
        const open = task === null ? undefined : state.open[task];
        if (task === null || !open || open.taken) return quiet(state);
        return say({ ...state, open: { ...state.open, [task]: { ...open, taken: true } } }, kept(line));
      }
      case "temporary-removed": return removed(line, state);
      case "file-failed": {
        const { task, expired } = line.data;
        if (!expired || task === null) return quiet(state);
        return say({ ...state, lost: without(state.lost, task) }, broken(line, line.source, "The downloaded file was used after the delegate method had returned: it is gone by then.", FIX));
      }
      case "process-terminated": return quiet({ ...state, open: {}, sessions: {} });
      default: return quiet(state);
    }
  },
  end: ({ lost }) => Object.values(lost).map(({ line, source }) => broken(line, source, "The downloaded file was neither moved nor read before the delegate method returned: it is gone.", FIX)),
});

/** An error's body may go: nobody wants to keep it. */
function removed(line: Line<"temporary-removed">, state: State) {
  const { task, kept: used } = line.data;
  const open = state.open[task];
  const next = { ...state, open: without(state.open, task) };
  if (!open || used || (open.status !== null && open.status >= 400)) return quiet(next);
  return quiet({ ...next, lost: { ...state.lost, [task]: { line, source: open.session === null ? null : (state.sessions[open.session] ?? null) } } });
}
