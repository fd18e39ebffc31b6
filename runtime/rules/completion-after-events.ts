import type { Line } from "../model/trace.ts";
import { broken, kept, quiet, rule, say } from "./rule.ts";

interface State {
  /** Identifiers the code has had a session for. */
  readonly own: readonly string[];
  /** Sessions of this life by number → background identifier. */
  readonly sessions: Readonly<Record<string, string>>;
  /** Identifiers whose finish-events came in the wake that is open. */
  readonly finished: readonly string[];
}

/** [P02] [S14] [F16]; for identifiers the code has a session for, in this life or an earlier one. */
export const completionAfterEvents = rule<State>({
  id: "completion-after-events",
  title: "The completion is called after the events were delivered",
  severity: "error",
  from: ["P02", "S14", "F16"],
  reads: ["session-created", "wake-begins", "callback-begins", "completion-called", "process-terminated"],
  start: () => ({ own: [], sessions: {}, finished: [] }),
  on(line, state) {
    switch (line.kind) {
      case "session-created":
        return quiet(created(line, state));
      case "process-terminated": return quiet({ ...state, sessions: {}, finished: [] });
      case "wake-begins":
        return quiet({ ...state, finished: state.finished.filter((identifier) => identifier !== line.data.identifier) });
      case "callback-begins": {
        const identifier = line.data.session === null ? undefined : state.sessions[line.data.session];
        return quiet(line.data.method === "urlSessionDidFinishEventsForBackgroundURLSession" && identifier !== undefined ? { ...state, finished: [...state.finished, identifier] } : state);
      }
      case "completion-called": return called(line, state);
      default: return quiet(state);
    }
  },
  end: () => [],
});

function created({ data: { session, configuration: { identifier } } }: Line<"session-created">, state: State): State {
  if (identifier === null) return state;
  return { ...state, own: state.own.includes(identifier) ? state.own : [...state.own, identifier], sessions: { ...state.sessions, [session]: identifier } };
}

function called(line: Line<"completion-called">, state: State) {
  const { identifier, open, count } = line.data;
  if (!open || count > 1 || !state.own.includes(identifier)) return quiet(state);
  if (state.finished.includes(identifier)) return say(state, kept(line));
  return say(state, broken(
    line, line.source,
    `The completion for “${identifier}” was called before the session's events were delivered: the extension may be suspended before it handles them.`,
    "Store the completion in the closure, and call it in urlSessionDidFinishEventsForBackgroundURLSession, after the reload.",
  ));
}
