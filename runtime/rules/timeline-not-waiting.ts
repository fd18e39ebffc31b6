import type { Position } from "../model/program.ts";
import type { Line } from "../model/trace.ts";
import { broken, isInterruption, kept, quiet, rule, say, without } from "./rule.ts";

interface State {
  /** The timeline request whose provider is running. */
  readonly asking: number | null;
  /** Requests without an answer → the background transfers their provider has started, and where. */
  readonly open: Readonly<Record<string, Readonly<Record<string, Position | null>>>>;
  /** Lines that followed from the end of such a transfer → the transfer. */
  readonly since: Readonly<Record<string, number>>;
}

const FIX = "Answer at once with what is stored, start the transfer, and let its end ask for a reload.";

/** [P07] [S5] [B23] */
export const timelineNotWaiting = rule<State>({
  id: "timeline-not-waiting",
  title: "The timeline does not wait for a background transfer",
  severity: "error",
  from: ["P07", "S5", "B23"],
  reads: ["callback-begins", "block-queued", "callback-ends", "task-resumed", "transfer-finished", "transfer-failed", "timeline-answered", "provider-timed-out", "process-terminated", "process-suspended"],
  follows: ["since"],
  start: () => ({ asking: null, open: {}, since: {} }),
  on(line, state) {
    switch (line.kind) {
      case "callback-begins": case "block-queued": {
        const followed = follow(line, state);
        if (line.kind === "block-queued") return quiet(followed);
        return quiet(line.data.name === "getTimeline" && line.data.request !== null ? { ...followed, asking: line.data.request, open: { ...followed.open, [line.data.request]: {} } } : followed);
      }
      case "callback-ends": return quiet(line.data.name === "getTimeline" ? { ...state, asking: null } : state);
      case "task-resumed": {
        const started = state.asking === null ? undefined : state.open[state.asking];
        if (!line.data.background || state.asking === null || !started) return quiet(state);
        return quiet({ ...state, open: { ...state.open, [state.asking]: { ...started, [line.data.task]: line.source } } });
      }
      case "transfer-finished": case "transfer-failed":
        return quiet(Object.values(state.open).some((tasks) => line.data.task in tasks) ? { ...state, since: { ...state.since, [line.n]: line.data.task } } : state);
      case "timeline-answered": return answered(line, state);
      case "provider-timed-out": {
        const [source] = Object.values(state.open[line.data.request] ?? {});
        const next = { ...state, open: without(state.open, line.data.request) };
        if (source === undefined) return quiet(next);
        return say(next, broken(line, source, "getTimeline had started a background transfer and did not answer: the daemon promises no time, and the system gave up waiting.", FIX));
      }
      case "process-terminated": return quiet({ asking: null, open: {}, since: {} });
      default: return quiet(isInterruption(line) ? { asking: null, open: {}, since: {} } : state);
    }
  },
  end: () => [],
});

/** A line follows from the end of a transfer when its cause does. */
function follow(line: Line, state: State): State {
  const task = line.cause === null ? undefined : state.since[line.cause];
  return task === undefined ? state : { ...state, since: { ...state.since, [line.n]: task } };
}

function answered(line: Line<"timeline-answered">, state: State) {
  const tasks = state.open[line.data.request];
  const rest = without(state.open, line.data.request);
  const next = { ...state, open: rest, since: Object.keys(rest).length === 0 ? {} : state.since };
  if (!tasks || Object.keys(tasks).length === 0) return quiet(next);
  const task = line.cause === null ? undefined : state.since[line.cause];
  if (task === undefined || !(task in tasks)) return say(next, kept(line));
  return say(next, broken(line, line.source, "getTimeline answered only when its background transfer had ended: on a device that can be hours later, in another life of the extension.", FIX));
}
