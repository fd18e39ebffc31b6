/** What a screen reader hears of a new run: only what has changed, once. */
import type { ProgramProblem } from "../../../runtime/model/program.ts";
import type { RuleView, RunView } from "../view.ts";
import { byUrgency } from "../view.ts";

export interface Heard {
  readonly view: RunView;
  readonly problems: readonly ProgramProblem[];
  /** Origins that the learner has not answered about. */
  readonly met: { readonly asked: readonly string[] };
}

/** "Waiting for your answer about example.com" */
export const waitingWords = (asked: readonly string[]): string => `Waiting for your answer about ${asked.map((origin) => new URL(origin).host).join(" and ")}`;

/** Empty when there is nothing new to say. */
export function changeBetween(before: Heard, after: Heard): string {
  if (after.problems.length > 0) {
    const [first] = after.problems;
    const known = before.problems[0]?.message === first?.message && before.problems.length === after.problems.length;
    return known || first === undefined ? "" : `The program can't be run. ${first.message} ${first.fix}${placeOf(first)}`;
  }
  // That is asked aloud already, and without an answer nothing is settled.
  if (after.met.asked.length > 0) return "";
  const was = new Map(before.view.rules.map((rule) => [rule.rule, rule]));
  const isNew = (rule: RuleView): boolean => {
    const old = was.get(rule.rule);
    return rule.status === "failed" && (old?.status !== "failed" || old.message !== rule.message);
  };
  const broken = byUrgency(after.view.rules).filter(isNew);
  const mended = after.view.rules.filter((rule) => rule.status !== "failed" && was.get(rule.rule)?.status === "failed");
  const open = after.view.rules.filter(({ status }) => status === "failed").length;
  const said = [
    ...(before.problems.length > 0 ? ["The program runs again."] : []),
    ...broken.map((rule) => `${rule.severity === "error" ? "Broken" : "Warning"}: ${rule.title}. ${rule.message} ${rule.fix}${placeOf(rule)}`),
    // A rule that this run does not test any more is not kept.
    ...mended.map((rule) => `${rule.title}: ${rule.status === "passed" ? "kept now" : rule.status === "pending" ? "still owed" : "not tested by this run"}.`),
  ];
  if (mended.length > 0 && open > 0 && broken.length === 0) said.push(`${open} still ${open === 1 ? "stands" : "stand"}.`);
  return said.join(" ");
}

const placeOf = ({ source }: Pick<RuleView, "source"> | ProgramProblem): string => (source ? ` ${source.file}, line ${source.line}.` : "");

/** The heading above the findings. A rule that no event exercised is never counted as kept. */
export function verdictOf({ view, problems, met }: Heard): { readonly words: string; readonly state: "bad" | "warned" | "good" | "none" } {
  const failed = view.rules.filter(({ status }) => status === "failed");
  const errors = failed.filter(({ severity }) => severity === "error").length;
  const warnings = failed.length - errors;
  const count = (many: number, one: string, more: string): string => `${many} ${many === 1 ? one : more}`;
  if (problems.length > 0) return { words: "The program can't be run", state: "bad" };
  if (met.asked.length > 0) return { words: waitingWords(met.asked), state: "none" };
  if (errors > 0) return { words: count(errors, "rule is broken", "rules are broken") + (warnings > 0 ? `, ${count(warnings, "warning", "warnings")}` : ""), state: "bad" };
  if (warnings > 0) return { words: `${count(warnings, "warning", "warnings")}, nothing broken`, state: "warned" };
  if (view.verdict === "not-applicable") return { words: "The scenario's moment never came", state: "none" };
  if (view.rules.some(({ status }) => status === "pending")) return { words: "Nothing broken; something is still owed", state: "warned" };
  if (!view.rules.some(({ status }) => status === "passed")) return { words: "This run tested no rule", state: "none" };
  return { words: "All rules that were tested hold", state: "good" };
}

/** "28 rules kept, 5 not tested": what need not be looked at one by one. */
export function keptWords(kept: number, untested: number): string {
  const words = kept > 0 ? [`${kept} ${kept === 1 ? "rule" : "rules"} kept`] : [];
  if (untested > 0) words.push(`${untested} ${kept > 0 ? "" : untested === 1 ? "rule " : "rules "}not tested`);
  return words.join(", ");
}
