import type { Line } from "../model/trace.ts";
import { broken, kept, quiet, rule, say } from "./rule.ts";

interface State {
  /** Wakes that are open. */
  readonly wakes: readonly number[];
  /** No other wake was open beside this one: what is stored is its own. */
  readonly alone: boolean;
  readonly reload: Line | null;
  readonly storedAfter: boolean;
  readonly called: Line | null;
  /** The last wake was completed without a reload before: one that follows comes too late. */
  readonly completed: boolean;
}

const NOTHING: State = { wakes: [], alone: true, reload: null, storedAfter: false, called: null, completed: false };

/** [P27] [F16]; what ends a wake is the last of its completions [M14]. */
export const reloadBeforeCompletion = rule<State>({
  id: "reload-before-completion",
  title: "Data is stored, then the widget reloaded, then the completion called",
  severity: "error",
  from: ["P27", "F16", "M14"],
  reads: ["wake-begins", "wake-ends", "callback-begins", "process-terminated", "process-suspended", "reload-requested", "file-moved", "file-written", "completion-called"],
  start: () => NOTHING,
  on(line, state) {
    switch (line.kind) {
      case "wake-begins": {
        const others = state.wakes.length > 0;
        return quiet({ ...(others ? state : NOTHING), alone: !others, wakes: [...state.wakes, line.data.wake] });
      }
      case "process-terminated": return quiet(NOTHING);
      // Something else has come up, and may have news of its own.
      case "callback-begins": return quiet(state.completed && (line.data.name === "delegate" || line.data.name === "getTimeline") ? { ...state, completed: false } : state);
      case "process-suspended": return quiet({ ...state, completed: false });
      case "reload-requested":
        if (state.completed) return say({ ...state, completed: false }, broken(line, line.source, "The reload was asked for after the completion was called: the extension may be suspended before it gets there.", "Reload first, then call the completion."));
        return quiet(state.wakes.length > 0 ? { ...state, reload: line, storedAfter: false } : state);
      case "file-moved": case "file-written":
        return quiet(state.reload && state.wakes.length > 0 && line.data.scope !== "temporary" ? { ...state, storedAfter: true } : state);
      case "completion-called": return quiet(line.data.open && line.data.count === 1 ? { ...state, called: line } : state);
      case "wake-ends": return ends(line, state);
      default: return quiet(state);
    }
  },
  end: () => [],
});

function ends(line: Line<"wake-ends">, state: State) {
  const { reload, called, storedAfter, alone } = state;
  const wakes = state.wakes.filter((wake) => wake !== line.data.wake);
  const next = wakes.length > 0 ? { ...state, wakes } : NOTHING;
  if (line.data.how !== "completed" || !called) return quiet(next);
  if (!reload) return quiet({ ...next, completed: wakes.length === 0 });
  if (storedAfter && alone) return say(next, broken(reload, reload.source, "The reload was asked for before the data was stored: the new timeline may be made of old data.", "Store the file first, then reload, then call the completion."));
  return say(next, kept(called));
}
