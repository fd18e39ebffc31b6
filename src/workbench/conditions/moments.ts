/** When interventions happen, in words, and the moments between which they can be moved. */
import { formatDuration } from "../../../runtime/base/time.ts";
import type { Intervention, InterventionOptions, Trigger } from "../../../runtime/model/scenario.ts";
import type { Event, RunView } from "../view.ts";
import { TITLES } from "./titles.ts";

/** The line after which something of this step or before it was last seen; -1 before the first. */
export function lineOfStep({ events }: RunView, step: number): number {
  for (let n = events.length - 1; n >= 0; n--) if ((events[n] as Event).step <= step) return n;
  return -1;
}

/** The moment right after a line: what a chip is dropped on. */
export function momentAt(view: RunView, line: number): { readonly step: number } | null {
  const event = view.events[line];
  return event ? { step: event.step } : null;
}

/** The next step that shows in the trace, or the one before; `null` at the ends. */
export function neighbour({ events }: RunView, step: number, direction: 1 | -1): number | null {
  const steps = events.map((event) => event.step);
  if (direction > 0) return steps.find((each) => each > step) ?? null;
  const here = steps.findLast((each) => each <= step) ?? -1;
  return steps.findLast((each) => each < here) ?? null;
}

/** "after event 12, “hands the request to the daemon”" */
export function wordsOf(when: Trigger, view: RunView): string {
  if ("step" in when) {
    const line = lineOfStep(view, when.step);
    // Of a program that was not run yet nobody knows what is there.
    if (view.events.length === 0) return "at a moment that its run will show";
    return line < 0 ? "before the first event" : `after event ${line + 1}, “${shortly((view.events[line] as Event).text)}”`;
  }
  if ("idle" in when) return "once it is idle with a download under way";
  if ("at" in when) return `at ${formatDuration(when.at)}`;
  if ("suspendedFor" in when) return `once suspended for ${formatDuration(when.suspendedFor)}`;
  const count = when.nth === 1 ? "" : `, time ${when.nth}`;
  if ("hostCall" in when) return `after call ${when.hostCall} of ${when.of}${count}`;
  return `after ${when.line.replaceAll("-", " ")}${when.callback === undefined ? "" : ` of ${when.callback}`}${count}`;
}

const shortly = (text: string): string => (text.length > 44 ? `${text.slice(0, 43).trimEnd()}…` : text);

/** "Change the network: 25000 bytes a second". */
export function titleOf({ do: what, with: options }: Pick<Intervention, "do" | "with">): string {
  const details = Object.entries(options ?? {}).flatMap(([key, value]) => (value === undefined ? [] : [detail(key as keyof InterventionOptions, value)]));
  return `${TITLES[what]}${details.length === 0 ? "" : `: ${details.join(", ")}`}`;
}

function detail(key: keyof InterventionOptions, value: unknown): string {
  if (key === "latency") return `${formatDuration(value as never)} latency`;
  if (key === "bandwidth") return `${value} bytes a second`;
  if (key === "loss") return `${Math.round(Number(value) * 100)} % loss`;
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** The last line up to which two runs agree; -1 when they differ from the first. */
export function agreement(one: RunView, other: RunView): number {
  const same = (left: Event, right: Event | undefined): boolean => right !== undefined && left.at === right.at && left.lane === right.lane && left.kind === right.kind && left.text === right.text;
  const differs = one.events.findIndex((event, n) => !same(event, other.events[n]));
  return differs < 0 ? one.events.length - 1 : differs - 1;
}
