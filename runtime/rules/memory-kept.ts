import type { Position } from "../model/program.ts";
import { broken, kept, quiet, rule, say } from "./rule.ts";

interface State {
  readonly source: Position | null;
}

/** [P31] [L1] */
export const memoryKept = rule<State>({
  id: "memory-kept",
  title: "The extension stays within its memory",
  severity: "error",
  from: ["P31", "L1", "A21"],
  reads: ["failure", "timeline-answered", "process-terminated"],
  start: () => ({ source: null }),
  on(line, state) {
    if (line.kind === "failure") return quiet({ source: line.source });
    if (line.kind === "timeline-answered") return say(state, kept(line));
    if (line.kind !== "process-terminated" || line.data.reason !== "memory") return quiet(state);
    return say(state, broken(line, state.source, "The extension held more memory than it may, and the system ended it: the widget stays as it was.", "Let downloads go to files, read only what is shown, and keep images small: all entries count together."));
  },
  end: () => [],
});
