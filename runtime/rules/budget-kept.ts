import type { Position } from "../model/program.ts";
import { broken, kept, quiet, rule, say } from "./rule.ts";

interface State {
  /** Where the last timeline was given, and so the next one asked for. */
  readonly source: Position | null;
}

/** [P24] [P26] [B11] [B13] */
export const budgetKept = rule<State>({
  id: "budget-kept",
  title: "The day's reloads fit the budget",
  severity: "warning",
  from: ["P24", "P26", "B11", "B13"],
  reads: ["timeline-answered", "timeline-requested", "budget-spent"],
  start: () => ({ source: null }),
  on(line, state) {
    switch (line.kind) {
      case "timeline-answered": return quiet({ source: line.source ?? state.source });
      case "timeline-requested": return line.data.reason === "policy" || line.data.reason === "reload" ? say(state, kept(line)) : quiet(state);
      case "budget-spent": return say(state, broken(line, state.source, `The widget “${line.data.kind}” had ${line.data.used} reloads within 24 hours, which is all the setting dailyReloadBudget gives it: the next one is held back.`, "Ask less often: put several entries into one timeline, and reload only when the data has changed."));
      default: return quiet(state);
    }
  },
  end: () => [],
});
