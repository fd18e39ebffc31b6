/** Whether a run meets what a lesson asks. */
import type { Status } from "../../runtime/model/finding.ts";
import type { Goal } from "./goals.ts";

/** Goals that are not met, in the lesson's order. */
export const unmet = (goals: readonly Goal[], rules: readonly { readonly rule: string; readonly status: Status }[]): readonly Goal[] =>
  goals.filter((goal) => rules.find(({ rule }) => rule === goal.rule)?.status !== goal.status);
