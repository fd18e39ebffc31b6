import type { Line } from "../model/trace.ts";
import { broken, kept, quiet, rule, say } from "./rule.ts";

interface State {
  /** What happened in the wake that is open. */
  readonly wake: { readonly reload: Line | null; readonly storedAfter: boolean } | null;
  /** A completion was called without a reload before it: one that follows comes too late. */
  readonly completed: boolean;
}

const NOTHING: State = { wake: null, completed: false };

/** [P27] [F16] */
export const reloadBeforeCompletion = rule<State>({
  id: "reload-before-completion",
  title: "Data is stored, then the widget reloaded, then the completion called",
  severity: "error",
  from: ["P27", "F16"],
  reads: ["wake-begins", "process-terminated", "process-suspended", "reload-requested", "file-moved", "file-written", "completion-called"],
  start: () => NOTHING,
  on(line, state) {
    switch (line.kind) {
      case "wake-begins": return quiet({ wake: { reload: null, storedAfter: false }, completed: false });
      case "process-terminated": return quiet(NOTHING);
      case "process-suspended": return quiet({ ...state, completed: false });
      case "reload-requested":
        if (state.completed) return say({ ...state, completed: false }, broken(line, line.source, "The reload was asked for after the completion was called: the extension may be suspended before it gets there.", "Reload first, then call the completion."));
        return quiet(state.wake ? { ...state, wake: { reload: line, storedAfter: false } } : state);
      case "file-moved": case "file-written":
        return quiet(state.wake?.reload && line.data.scope !== "temporary" ? { ...state, wake: { ...state.wake, storedAfter: true } } : state);
      case "completion-called": return completed(line, state);
      default: return quiet(state);
    }
  },
  end: () => [],
});

function completed(line: Line<"completion-called">, state: State) {
  if (!line.data.open || line.data.count > 1 || !state.wake) return quiet(state);
  const { reload, storedAfter } = state.wake;
  if (!reload) return quiet({ wake: null, completed: true });
  if (storedAfter) return say({ wake: null, completed: false }, broken(reload, reload.source, "The reload was asked for before the data was stored: the new timeline may be made of old data.", "Store the file first, then reload, then call the completion."));
  return say({ wake: null, completed: false }, kept(line));
}
