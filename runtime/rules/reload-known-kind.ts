import type { Line } from "../model/trace.ts";
import { broken, kept, quiet, rule, say } from "./rule.ts";

interface State {
  readonly asked: Line<"reload-requested"> | null;
  /** Nothing is placed any more, whatever the kind. */
  readonly removed: boolean;
}

/** [P27] [C11] */
export const reloadKnownKind = rule<State>({
  id: "reload-known-kind",
  title: "A reloaded kind exists and is placed",
  severity: "warning",
  from: ["P27", "C11", "C2"],
  reads: ["reload-requested", "widgets-removed", "reload-scheduled", "reload-ignored"],
  start: () => ({ asked: null, removed: false }),
  on(line, state) {
    switch (line.kind) {
      case "widgets-removed": return quiet({ ...state, removed: true });
      case "reload-requested": return quiet({ ...state, asked: line });
      case "reload-scheduled": return line.data.reason === "reload" && state.asked && state.asked.data.kind !== null ? say({ ...state, asked: null }, kept(line)) : quiet(state);
      case "reload-ignored": {
        if (line.data.why !== "unknown-kind" || line.data.kind === null || state.removed) return quiet(state);
        return say(state, broken(line, state.asked?.source ?? null, `No widget of the kind “${line.data.kind}” is placed: the reload does nothing, and nobody is told.`, "Give reloadTimelines the kind that the configuration has: keep it in one constant."));
      }
      default: return quiet(state);
    }
  },
  end: () => [],
});
