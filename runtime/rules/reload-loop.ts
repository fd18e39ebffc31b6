import type { Line } from "../model/trace.ts";
import { broken, kept, quiet, rule, say } from "./rule.ts";

interface State {
  /** Lines that a provider's run led to, within the process → how many reloads in a row led there. */
  readonly from: Readonly<Record<string, number>>;
  /** Reloads that a provider asked for, and what the host made of them → the same. */
  readonly reloads: Readonly<Record<string, number>>;
}

/** [P26]; the end of a transfer is an outside event, a queued block is not. */
export const reloadLoop = rule<State>({
  id: "reload-loop",
  title: "No reload leads to itself",
  severity: "error",
  from: ["P26", "C4"],
  start: () => ({ from: {}, reloads: {} }),
  on(line, state) {
    switch (line.kind) {
      case "timeline-requested": {
        const turns = line.cause === null ? undefined : state.reloads[line.cause];
        return line.data.reason === "reload" && turns !== undefined ? quiet({ ...state, from: { ...state.from, [line.n]: turns + 1 } }) : quiet(state);
      }
      case "callback-begins":
        if (line.data.name === "getTimeline") return quiet({ ...state, from: { ...state.from, [line.n]: (line.cause === null ? undefined : state.from[line.cause]) ?? 0 } });
        return quiet(line.data.name === "block" ? follow(line, state) : state);
      case "block-queued": return quiet(follow(line, state));
      case "reload-requested": return requested(line, state);
      case "process-terminated": return quiet({ ...state, from: {} });
      default: return quiet(state);
    }
  },
  end: () => [],
});

function follow(line: Line, state: State): State {
  const turns = line.cause === null ? undefined : state.from[line.cause];
  return turns === undefined ? state : { ...state, from: { ...state.from, [line.n]: turns } };
}

function requested(line: Line<"reload-requested">, state: State) {
  const turns = line.cause === null ? undefined : state.from[line.cause];
  if (turns === undefined) return say(state, kept(line));
  const next = { ...state, reloads: { ...state.reloads, [line.n]: turns } };
  if (turns === 0) return quiet(next);
  return say(next, broken(line, line.source, "A reload led to getTimeline, and that asked for the next reload: the widget spends its budget on itself.", "Reload where new data arrives or the app changes something, never from a provider."));
}
