/** What a lesson asks of a run, and how far the latest run under the lesson's own scenario has come. */
import type { Goal } from "../../lessons/goals.ts";
import { unmet } from "../../lessons/met.ts";
import type { RunView } from "../view.ts";

export interface Progress {
  readonly goal: Goal;
  readonly isMet: boolean;
}

/** A goal is met by what a rule says, never by comparing text. */
export const progressOf = (goals: readonly Goal[], view: RunView): readonly Progress[] =>
  goals.map((goal) => ({ goal, isMet: unmet([goal], view.rules).length === 0 }));

export class GoalsState {
  readonly goals: readonly Goal[];
  /** The name of the scenario that counts. */
  readonly scenario: string;

  progress = $state.raw<readonly Progress[]>([]);
  /** The goals whose hint was asked for, by their rules; anew with each wish. */
  asked = $state.raw<ReadonlySet<string>>(new Set());

  constructor(goals: readonly Goal[], scenario: string, view: RunView) {
    this.goals = goals;
    this.scenario = scenario;
    this.judge(view, true);
  }

  get isSolved(): boolean {
    return this.goals.length > 0 && this.progress.every(({ isMet }) => isMet);
  }

  /** The first goal that is not met. */
  get next(): Goal | null {
    return this.progress.find(({ isMet }) => !isMet)?.goal ?? null;
  }

  /** A run under another scenario, or one disturbed by hand, is for exploring and decides nothing. */
  judge(view: RunView, counts: boolean): void {
    if (counts && view.scenario === this.scenario) this.progress = progressOf(this.goals, view);
  }

  hint(): void {
    const next = this.next;
    if (next) this.asked = new Set([...this.asked, next.rule]);
  }
}
