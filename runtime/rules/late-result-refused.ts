import type { Line } from "../model/trace.ts";
import { broken, kept, owed, quiet, rule, say } from "./rule.ts";

interface State {
  /** Background transfers under way. */
  readonly live: readonly number[];
  /** … and those that were started for an account or a configuration that is gone. */
  readonly stale: readonly number[];
  /** The stale transfer whose file the delegate is being given. */
  readonly telling: number | null;
  readonly stored: boolean;
}

/** [P38]; of what can be seen from outside: a person has signed out, and a result from before is stored all the same. */
export const lateResultRefused = rule<State>({
  id: "late-result-refused",
  title: "A result of another account is not kept",
  severity: "warning",
  from: ["P38"],
  reads: ["task-resumed", "transfer-failed", "shared-data-cleared", "callback-begins", "callback-ends", "file-moved", "file-written", "defaults-set", "process-terminated"],
  after: ["sign-out"],
  start: () => ({ live: [], stale: [], telling: null, stored: false }),
  on(line, state) {
    switch (line.kind) {
      case "task-resumed": return quiet(line.data.background ? { ...state, live: [...state.live, line.data.task] } : state);
      case "transfer-failed": return quiet({ ...state, live: state.live.filter((task) => task !== line.data.task), stale: state.stale.filter((task) => task !== line.data.task) });
      case "shared-data-cleared": return state.live.length === 0 ? quiet(state) : say({ ...state, live: [], stale: [...state.stale, ...state.live] }, owed(line));
      case "callback-begins": return quiet(begins(line, state));
      case "callback-ends": {
        if (state.telling === null || line.data.name !== "delegate") return quiet(state);
        const next = { ...state, telling: null, stored: false, stale: state.stale.filter((task) => task !== state.telling) };
        return state.stored ? quiet(next) : say(next, kept(line));
      }
      case "file-moved": case "file-written": return line.data.scope === "group" ? stored(line, state) : quiet(state);
      case "defaults-set": return line.data.shared ? stored(line, state) : quiet(state);
      case "process-terminated": return quiet(state.telling === null ? state : { ...state, telling: null, stored: false });
      default: return quiet(state);
    }
  },
  end: () => [],
});

function begins(line: Line<"callback-begins">, state: State): State {
  const { method, task } = line.data;
  if (method !== "urlSessionDownloadTaskDidFinishDownloadingTo" || task === null) return state;
  if (state.stale.includes(task)) return { ...state, telling: task, stored: false };
  return state.live.includes(task) ? { ...state, live: state.live.filter((each) => each !== task) } : state;
}

function stored(line: Line, state: State) {
  if (state.telling === null || state.stored) return quiet(state);
  return say({ ...state, stored: true }, broken(line, line.source, "A download that was started before the person signed out is stored after it: the widget shows what belongs to somebody else.", "Note with each request whose it is, in taskDescription for example, and compare when the result arrives: what belongs to an earlier account is dropped."));
}
