import type { Position } from "../model/program.ts";
import type { Line } from "../model/trace.ts";
import { broken, isOutsideStop, kept, owed, pending, quiet, rule, say, without } from "./rule.ts";

interface State {
  /** New data has reached the code and the widget has not been reloaded since. */
  readonly news: { readonly line: Line; readonly source: Position | null; /** Of the wakes that brought it; `null`: it came while the process ran. */ readonly wokenFor: string | null } | null;
  /** The open wakes, each by whose events it is for. */
  readonly wakes: Readonly<Record<number, string>>;
  /** No widget is left that could show it. */
  readonly removed: boolean;
  readonly sessions: Readonly<Record<string, { readonly source: Position | null; readonly identifier: string | null }>>;
}

/** [S14] [Q31] [F14] */
export const widgetRefreshed = rule<State>({
  id: "widget-refreshed",
  title: "New data is shown",
  severity: "error",
  from: ["S14", "Q31", "F14"],
  reads: ["session-created", "wake-begins", "widgets-removed", "callback-begins", "reload-scheduled", "reload-ignored", "timeline-answered", "wake-ends", "process-suspended", "process-terminated"],
  start: () => ({ news: null, wakes: {}, removed: false, sessions: {} }),
  on(line, state) {
    switch (line.kind) {
      case "session-created":
        return quiet({ ...state, sessions: { ...state.sessions, [line.data.session]: { source: line.source, identifier: line.data.configuration.identifier } } });
      case "wake-begins": return quiet({ ...state, wakes: { ...state.wakes, [line.data.wake]: line.data.identifier } });
      case "widgets-removed": return quiet({ ...state, news: null, removed: true });
      case "callback-begins": return state.removed ? quiet(state) : arrived(line, state);
      case "reload-scheduled": return line.data.reason === "reload" ? refreshed(line, state) : quiet(state);
      case "reload-ignored": return line.data.why !== "unknown-kind" ? refreshed(line, state) : quiet(state);
      // A timeline that is given after the data came can hold it.
      case "timeline-answered": return state.news?.wokenFor === null ? refreshed(line, state) : quiet(state);
      case "wake-ends": return wakeEnds(line, state);
      case "process-suspended": case "process-terminated": return stops(line, state);
      default: return quiet(state);
    }
  },
  end: ({ news }, settled) => {
    if (!news) return [];
    return settled && news.wokenFor === null ? [unseen(news.line, news.source, "warning")] : [pending(news.line, "New data has arrived, and the widget has not been reloaded yet.")];
  },
});

const isWoken = ({ wakes }: State, identifier: string): boolean => Object.values(wakes).includes(identifier);

const refreshed = (line: Line, state: State) => (state.news ? say({ ...state, news: null }, kept(line)) : quiet(state));

function arrived(line: Line<"callback-begins">, state: State) {
  const { method, session, status } = line.data;
  const own = session === null ? undefined : state.sessions[session];
  if (method !== "urlSessionDownloadTaskDidFinishDownloadingTo" || !own || own.identifier === null || (status !== null && status >= 400)) return quiet(state);
  return say({ ...state, news: { line, source: own.source, wokenFor: isWoken(state, own.identifier) ? own.identifier : null } }, owed(line));
}

function wakeEnds(line: Line<"wake-ends">, state: State) {
  const next = { ...state, wakes: without(state.wakes, line.data.wake) };
  // A wake for the events of another identifier says nothing about these.
  if (!state.news || state.news.wokenFor === null || isWoken(next, state.news.wokenFor)) return quiet(next);
  // What ended the wake otherwise is for other rules to tell.
  if (line.data.how !== "completed" && line.data.how !== "unmatched") return quiet({ ...next, news: null });
  return say({ ...next, news: null }, unseen(line, line.source ?? state.news.source, "error"));
}

function stops(line: Line, state: State) {
  const next = line.kind === "process-terminated" && Object.keys(state.sessions).length > 0 ? { ...state, sessions: {} } : state;
  if (!state.news || state.news.wokenFor !== null) return quiet(next);
  if (isOutsideStop(line) || line.kind === "process-terminated") return quiet({ ...next, news: null });
  return say({ ...next, news: null }, unseen(line, state.news.source, "warning"));
}

const unseen = (line: Line, source: Position | null, severity: "error" | "warning") => ({
  ...broken(
    line, source,
    severity === "error" ? "The events were handled, and the widget was not reloaded: it goes on showing old data." : "A download ended while the extension ran, which brings no finish-events, and the widget was not reloaded.",
    severity === "error" ? "Call WidgetCenter.shared.reloadTimelines({ ofKind: … }) in urlSessionDidFinishEventsForBackgroundURLSession, before the completion." : "Reload in urlSessionTaskDidCompleteWithError as well, when no completion is waiting.",
  ),
  severity,
});
