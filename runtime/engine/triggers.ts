/**
 * Interventions are tied to something that happens, so that one scenario fits any program. After
 * each step the engine asks which of them have found their moment.
 */
import { isAtRest } from "../device/process-state.ts";
import type { Event } from "../model/event.ts";
import type { Intervention } from "../model/scenario.ts";
import type { Line } from "../model/trace.ts";
import type { World } from "../model/world.ts";
import { isUnderWay } from "../device/transfers.ts";

/** How often a counted moment has come so far; plain data, carried along a run. */
export type TriggerState = readonly { readonly fired: boolean; readonly count: number }[];

export const startTriggers = (interventions: readonly Intervention[]): TriggerState => interventions.map(() => ({ fired: false, count: 0 }));

/** How often each callback was entered, by name and by title. */
export type Entered = Readonly<Record<string, number>>;

export interface Moment {
  readonly event: Event;
  readonly after: World;
  readonly lines: readonly Line[];
  readonly entered: Entered;
}

/** Which interventions are due after this step, and the state to carry on. */
export function dueInterventions(interventions: readonly Intervention[], state: TriggerState, moment: Moment): { readonly state: TriggerState; readonly due: readonly number[] } {
  const due: number[] = [];
  const next = state.map((each, index) => {
    const intervention = interventions[index];
    if (!intervention || each.fired) return each;
    const count = each.count + occurrences(intervention.when, moment);
    const wanted = "line" in intervention.when ? intervention.when.nth : 1;
    if (count < wanted) return count === each.count ? each : { ...each, count };
    due.push(index);
    return { fired: true, count };
  });
  return due.length === 0 && next.every((each, index) => each === state[index]) ? { state, due } : { state: next, due };
}

function occurrences(when: Intervention["when"], { event, after, lines, entered }: Moment): number {
  if ("step" in when) return after.step === when.step + 1 ? 1 : 0;
  if ("idle" in when) return isAtRest(after.process) && after.loader.tasks.some((task) => isUnderWay(task)) ? 1 : 0;
  if ("hostCall" in when) {
    const running = after.process.running;
    if (event.kind !== "guest-called" || running === null || after.guest.hostCalls !== when.hostCall) return 0;
    if (running.mark.name !== when.of && running.mark.title !== when.of) return 0;
    return (entered[when.of] ?? 0) === when.nth ? 1 : 0;
  }
  if ("line" in when) {
    return lines.filter((line) => line.kind === when.line && (when.callback === undefined || ("name" in line.data && (line.data.name === when.callback || ("title" in line.data && line.data.title === when.callback))))).length;
  }
  // `at` and `suspendedFor` are promised on the agenda instead.
  return 0;
}
