/** Whether a run meets what a lesson asks. */
import type { Status } from "../../runtime/model/finding.ts";
import type { Goals } from "./goals.ts";

/** Goals that are not met, in the lesson's order. */
export const unmet = (goals: Goals["goals"], rules: readonly { readonly rule: string; readonly status: Status }[]): Goals["goals"] =>
  goals.filter((goal) => rules.find(({ rule }) => rule === goal.rule)?.status !== goal.status);
