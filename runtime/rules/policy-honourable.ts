import type { Line } from "../model/trace.ts";
import { broken, kept, quiet, rule, say } from "./rule.ts";

/** [B16] Milliseconds. */
const LEAST = 5 * 60_000;
/** What a clock that is read twice may differ. */
const TOLERANCE = 1000;

/** [P29] [B16] [B6] */
export const policyHonourable = rule<null>({
  id: "policy-honourable",
  title: "Reload dates lie in the future, five minutes apart",
  severity: "warning",
  from: ["P29", "B16", "B6"],
  reads: ["timeline-answered"],
  start: () => null,
  on(line, state) {
    if (line.kind !== "timeline-answered" || line.data.late) return quiet(state);
    const due = dueOf(line);
    if (due === null || due - line.data.now >= LEAST - TOLERANCE) return say(state, kept(line));
    const away = Math.round((due - line.data.now) / 1000);
    const message = away <= 0 ? "The timeline asks to be replaced at a moment that is past: the system asks when it likes." : `The timeline asks to be replaced in ${away} seconds: the system keeps reloads about five minutes apart, and each costs budget.`;
    return say(state, broken(line, line.source, message, "Give TimelineReloadPolicy.after a date at least five minutes ahead, and as far as the data allows."));
  },
  end: () => [],
});

/** When the next timeline is wanted; `null` when that is left to the system, as for a single entry of now [B10]. */
function dueOf({ data: { entries, policy } }: Line<"timeline-answered">): number | null {
  if (policy.kind === "after") return policy.date;
  return policy.kind === "atEnd" && entries.length > 1 ? Math.max(...entries.map((entry) => entry.date ?? 0)) : null;
}
