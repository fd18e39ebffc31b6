import type { Line } from "../model/trace.ts";
import { broken, kept, quiet, rule, say, without } from "./rule.ts";

interface State {
  /** Identifiers the code has had a session for. */
  readonly own: readonly string[];
  /** Sessions of this life by number → background identifier. */
  readonly sessions: Readonly<Record<string, string>>;
  /** Identifiers whose finish-events came in the wake that is open. */
  readonly finished: readonly string[];
  /** Calls before that, by wake: the last of several completions is the one that ends it [M14]. */
  readonly early: Readonly<Record<string, Line<"completion-called">>>;
}

/** [P02] [S14] [F16] [M14]; for identifiers the code has a session for, in this life or an earlier one. */
export const completionAfterEvents = rule<State>({
  id: "completion-after-events",
  title: "The completion is called after the events were delivered",
  severity: "error",
  from: ["P02", "S14", "F16", "M14"],
  reads: ["session-created", "wake-begins", "callback-begins", "completion-called", "wake-ends", "process-terminated"],
  start: () => ({ own: [], sessions: {}, finished: [], early: {} }),
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
      case "wake-ends": return ends(line, state);
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
  const { identifier, open, count, wake } = line.data;
  if (!open || count > 1 || !state.own.includes(identifier)) return quiet(state);
  if (state.finished.includes(identifier)) return say({ ...state, early: without(state.early, wake) }, kept(line));
  return quiet({ ...state, early: { ...state.early, [wake]: line } });
}

function ends(line: Line<"wake-ends">, state: State) {
  const early = state.early[line.data.wake];
  const next = { ...state, early: without(state.early, line.data.wake) };
  if (!early || line.data.how !== "completed") return quiet(next);
  return say(next, broken(
    early, early.source,
    `The completion for “${early.data.identifier}” was called before the session's events were delivered: the extension may be suspended before it handles them.`,
    "Store the completion in the closure, and call it in urlSessionDidFinishEventsForBackgroundURLSession, after the reload.",
  ));
}
