/** What an exploration found, as it crosses to the page: plain, and no larger than what will be looked at. */
import type { Explored } from "../explore/explore.ts";
import { judged, type ExploreResult } from "../judge/judge.ts";
import type { Judged } from "../model/run.ts";
import type { Verdict } from "../model/finding.ts";
import type { BrokenRule, Told } from "./protocol.ts";

/** Stories that cross as runs, with their worlds; of further ones only what is said. */
const STORIES = 4;

export const toldOf = (result: ExploreResult): Told => (result.ok ? { ok: true, coverage: result.explored.coverage, broken: result.explored.broken.map(brokenOf) } : result);

function brokenOf({ title, finding, story, ordinary, orders, without }: Explored["broken"][number], index: number): BrokenRule {
  const told = { title, finding, strikes: story.strikes, ordinary, orders, without };
  if (index >= STORIES) return { ...told, story: null };
  // A way through the search says nothing of the scenario's own interventions, and comes to rest or breaks the rule.
  const passing = story.passing === null ? null : { ...judged(story.passing.run), worlds: [] };
  return { ...told, story: { run: withVerdict(judged(story.run), { title, finding, all: [finding], marks: finding.event === null ? [] : [{ line: finding.event, state: "broken" }] }), noReturn: story.noReturn, passing } };
}

/** The explorer's finding counts first: some rules can't be read off one run, and others say more of it there. */
function withVerdict(run: Judged, verdict: Verdict): Judged {
  const marks = run.verdicts.find(({ finding }) => finding.rule === verdict.finding.rule)?.marks ?? verdict.marks;
  return {
    ...run, verdict: verdict.finding.severity === "error" ? "failed" : run.verdict,
    verdicts: [{ ...verdict, marks: marks.some(({ state }) => state === "broken") ? marks : [...marks, ...verdict.marks] }, ...run.verdicts.filter(({ finding }) => finding.rule !== verdict.finding.rule)],
  };
}
