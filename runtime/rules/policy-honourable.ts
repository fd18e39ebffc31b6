import type { Report } from "../model/finding.ts";
import type { Line } from "../model/trace.ts";
import { broken, kept, quiet, rule, say } from "./rule.ts";

type Answer = Line<"timeline-answered">;

/** [B16] Milliseconds. */
const LEAST = 5 * 60_000;
/** What a clock that is read twice may differ. */
const TOLERANCE = 1000;

const seconds = (time: number): number => Math.round(time / 1000);

/** [P29] [B16] [B6] [B10] */
export const policyHonourable = rule<null>({
  id: "policy-honourable",
  title: "Reload dates lie in the future, five minutes apart",
  severity: "warning",
  from: ["P29", "B16", "B6", "B10"],
  reads: ["timeline-answered"],
  start: () => null,
  on(line, state) {
    if (line.kind !== "timeline-answered" || line.data.late) return quiet(state);
    const reports = [aboutReload(line), aboutEntries(line)].filter((report) => report !== null);
    return reports.length === 0 ? say(state, kept(line)) : say(state, ...reports);
  },
  end: () => [],
});

/** When the next timeline is wanted. */
function aboutReload(line: Answer): Report | null {
  const { entries, policy, now } = line.data;
  if (policy.kind === "never" || (policy.kind === "atEnd" && entries.length === 0)) return null;
  const due = policy.kind === "after" ? policy.date : Math.max(...entries.map((entry) => entry.date ?? 0));
  if (due - now >= LEAST - TOLERANCE) return null;
  if (policy.kind === "atEnd" && entries.length === 1 && due - now <= TOLERANCE) {
    return broken(line, line.source, "The only entry is of now and the policy is atEnd, so the timeline has ended when it arrives: the system picks the next reload of its own accord.", "Add entries for later moments, or give TimelineReloadPolicy.after a date at least five minutes ahead.");
  }
  const message = seconds(due - now) <= 0 ? "The timeline asks to be replaced at a moment that is past: the system asks when it likes." : `The timeline asks to be replaced in ${seconds(due - now)} seconds: the system keeps reloads about five minutes apart, and each costs budget.`;
  return broken(line, line.source, message, "Give TimelineReloadPolicy.after a date at least five minutes ahead, and as far as the data allows.");
}

/** Which entries are too near each other. */
function aboutEntries(line: Answer): Report | null {
  const dates = line.data.entries.flatMap(({ date }) => (date === null ? [] : [date])).sort((one, other) => one - other);
  const nearest = Math.min(...dates.map((date, index) => date - (dates[index - 1] ?? -Infinity)));
  if (nearest >= LEAST - TOLERANCE) return null;
  return broken(line, line.source, `Entries of the timeline lie ${seconds(nearest)} seconds apart: the system wants them about five minutes apart, and may show them late.`, "Leave at least five minutes between entries; a Text of a date with { style: \"timer\" } or \"relative\" counts on without any.");
}
