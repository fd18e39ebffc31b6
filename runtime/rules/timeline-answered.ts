import type { Position } from "../model/program.ts";
import type { Line } from "../model/trace.ts";
import { broken, isOutsideStop, kept, owed, pending, quiet, rule, say, without } from "./rule.ts";

type Request = Line<"snapshot-requested"> | Line<"timeline-requested">;

interface State {
  readonly open: Readonly<Record<string, Request>>;
  /** Requests that nobody waits for any more, although they were not answered. */
  readonly lapsed: Readonly<Record<string, true>>;
  /** Where the widget of each kind is configured. */
  readonly widgets: Readonly<Record<string, Position | null>>;
}

const nameOf = (line: Request): string => (line.kind === "snapshot-requested" ? "getSnapshot" : "getTimeline");

/** [P28] [B3] [M17] */
export const timelineAnswered = rule<State>({
  id: "timeline-answered",
  title: "Every timeline and snapshot is answered once",
  severity: "error",
  from: ["P28", "B3", "M17"],
  reads: ["snapshot-requested", "timeline-requested", "timeline-answered", "widget-added", "snapshot-answered", "answer-unusable", "provider-timed-out", "process-terminated", "process-suspended"],
  start: () => ({ open: {}, lapsed: {}, widgets: {} }),
  on(line, state) {
    switch (line.kind) {
      case "widget-added": return quiet({ ...state, widgets: { ...state.widgets, [line.data.kind]: line.source } });
      case "snapshot-requested": case "timeline-requested":
        return say({ ...state, open: { ...state.open, [line.data.request]: line } }, owed(line));
      case "snapshot-answered": case "timeline-answered": return answered(line, state);
      case "answer-unusable": {
        const open = state.open[line.data.request];
        return open ? say(lapse(state, line.data.request), broken(line, line.source, line.data.problem, `Give the completion of ${nameOf(open)} what it expects.`)) : quiet(state);
      }
      case "provider-timed-out": {
        const open = state.open[line.data.request];
        if (!open) return quiet(state);
        return say(lapse(state, line.data.request), broken(
          line, state.widgets[line.data.kind] ?? null,
          `${nameOf(open)} did not call its completion in time, so the system terminated the extension and the widget stays as it was.`,
          `Call the completion of ${nameOf(open)} on every path; do not let it wait for the network.`,
        ));
      }
      // A crash is for another rule to tell. The next life's requests have numbers of their own.
      case "process-terminated": return quiet({ ...state, open: {}, lapsed: {} });
      case "process-suspended": return quiet(isOutsideStop(line) ? Object.keys(state.open).reduce<State>((next, request) => lapse(next, request), state) : state);
      default: return quiet(state);
    }
  },
  end: ({ open }, settled) => (settled ? [] : Object.values(open).map((line) => pending(line, `${nameOf(line)} has not called its completion yet.`))),
});

const lapse = (state: State, request: number | string): State => ({ ...state, open: without(state.open, request), lapsed: { ...state.lapsed, [request]: true as const } });

function answered(line: Line<"snapshot-answered"> | Line<"timeline-answered">, state: State) {
  const { request, late } = line.data;
  const isFirst = request in state.open || request in state.lapsed;
  const next = { ...state, open: without(state.open, request), lapsed: without(state.lapsed, request) };
  if (isFirst) return late ? quiet(next) : say(next, kept(line));
  const name = line.kind === "snapshot-answered" ? "getSnapshot" : "getTimeline";
  return say(next, broken(line, line.source, `${name} called its completion more than once.`, `Call the completion of ${name} exactly once: return after the call, and leave one path only.`));
}
