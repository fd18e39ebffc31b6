/** Findings about stories, in the form of all findings: what happened, where, and what to do. */
import type { Finding, Rule } from "../model/finding.ts";
import type { Position } from "../model/program.ts";
import type { Line } from "../model/trace.ts";
import type { COMPARED } from "../rules/index.ts";
import { judgeTrace } from "../rules/verdicts.ts";
import type { Story } from "./story.ts";

/** What the rule itself says about the story. */
export function tracedFinding(rule: Rule, { run }: Story): Finding {
  const [verdict] = judgeTrace(run.lines, true, [rule]);
  return (verdict as NonNullable<typeof verdict>).finding;
}

type Compared = (typeof COMPARED)[keyof typeof COMPARED];

const SAYS: Readonly<Record<Compared["id"], (moment: string, difference: string | null) => Pick<Finding, "message" | "fix">>> = {
  "result-survives": (moment, difference) => ({
    message: `${moment}, and in the end ${difference ?? "the widget shows, or the app group holds, something else than without that"}.`,
    fix: "Assume that the process ends after this line: note what was asked for only once it is asked for, keep what a later life needs in the app group, and let a later timeline ask again.",
  }),
  "completion-not-missed": () => ({
    message: "urlSessionDidFinishEventsForBackgroundURLSession reached the delegate before the closure had kept its completion, and nobody called the completion then.",
    fix: "Keep the completion first thing in the closure; remember in the delegate that the events are finished already, and call a completion that comes later at once.",
  }),
};

/** `difference`: what is otherwise in the end, where ends are compared and it can be named. */
export function comparedFinding({ id, severity }: Compared, { run }: Story, traced: Finding | null, difference: string | null): Finding {
  const strike = struck(run.lines, (index) => index < 0) ?? struck(run.lines, () => true);
  const event = traced?.event ?? strike?.n ?? run.lines.at(-1)?.n ?? null;
  return { rule: id, status: "failed", severity, event, source: traced?.source ?? before(run.lines, strike), ...SAYS[id](strike ? sentence(strike) : "The run came to rest", difference) };
}

/** The last intervention of the explorer's, which has no place in the scenario; those of the scenario happen in each run. */
const struck = (lines: readonly Line[], isWanted: (index: number) => boolean): Line | undefined =>
  lines.findLast((line) => line.kind === "intervention" && line.data.do !== "ask-for-timeline" && line.data.do !== "go-online" && isWanted(line.data.index));

const sentence = ({ text }: Line): string => `${text[0]?.toUpperCase() ?? ""}${text.slice(1)} here`;

/** The last line of the learner's that had its effect before the intervention. */
function before(lines: readonly Line[], strike: Line | undefined): Position | null {
  return lines.slice(0, strike?.n).findLast((line) => line.source !== null)?.source ?? null;
}
