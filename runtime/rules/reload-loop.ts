import type { Line } from "../model/trace.ts";
import { broken, kept, quiet, rule, say, without } from "./rule.ts";

interface State {
  /** Lines that a provider's run led to, within the process, and more may follow from → how many reloads in a row led there. */
  readonly from: Readonly<Record<string, number>>;
  /** Reloads that a provider asked for and the host has not served → the same. */
  readonly reloads: Readonly<Record<string, number>>;
  /** The callback that began last: what a later one follows from is none of it. */
  readonly last: number | null;
  /** By widget, the reload that is scheduled for it. */
  readonly scheduled: Readonly<Record<string, number>>;
}

/** [P26]; the end of a transfer is an outside event, a queued block is not. */
export const reloadLoop = rule<State>({
  id: "reload-loop",
  title: "No reload leads to itself",
  severity: "error",
  from: ["P26", "C4"],
  reads: ["timeline-requested", "callback-begins", "block-queued", "reload-requested", "reload-scheduled", "process-terminated"],
  follows: ["from", "reloads"],
  aside: ["last", "scheduled"],
  start: () => ({ from: {}, reloads: {}, last: null, scheduled: {} }),
  on(line, state) {
    switch (line.kind) {
      case "timeline-requested": {
        const turns = line.cause === null ? undefined : state.reloads[line.cause];
        const next = line.data.instance in state.scheduled ? { ...state, scheduled: without(state.scheduled, line.data.instance) } : state;
        return line.data.reason === "reload" && turns !== undefined ? quiet({ ...next, from: { ...state.from, [line.n]: turns + 1 } }) : quiet(next);
      }
      case "callback-begins": return quiet(begins(line, state));
      case "reload-scheduled": return quiet(line.cause === null || !(line.cause in state.reloads) ? state : { ...state, scheduled: { ...state.scheduled, [line.data.instance]: line.cause } });
      case "block-queued": return quiet(follow(line, state));
      case "reload-requested": return requested(line, state);
      case "process-terminated": return quiet({ ...state, from: {}, last: null });
      default: return quiet(state);
    }
  },
  end: () => [],
});

function follow(line: Line, state: State): State {
  const turns = line.cause === null ? undefined : state.from[line.cause];
  return turns === undefined ? state : { ...state, from: { ...state.from, [line.n]: turns } };
}

/** A request leads to one callback, and so does a queued block: what they led to is known from here on. */
function begins({ n, cause, data: { name } }: Line<"callback-begins">, state: State): State {
  const turns = cause === null ? undefined : state.from[cause];
  const rest = state.last === null ? state.from : without(state.from, state.last);
  const follows = name === "getTimeline" || (name === "block" && turns !== undefined);
  if (!follows) return rest === state.from && state.last === null ? state : { ...state, from: rest, last: null };
  return { ...state, from: { ...(cause === null ? rest : without(rest, cause)), [n]: turns ?? 0 }, last: n };
}

function requested(line: Line<"reload-requested">, state: State) {
  const turns = line.cause === null ? undefined : state.from[line.cause];
  if (turns === undefined) return say(state, kept(line));
  const open = Object.values(state.scheduled);
  const reloads = Object.fromEntries(Object.entries(state.reloads).filter(([each]) => open.includes(Number(each))));
  const next = { ...state, reloads: { ...reloads, [line.n]: turns } };
  if (turns === 0) return quiet(next);
  return say(next, broken(line, line.source, "A reload led to getTimeline, and that asked for the next reload: the widget spends its budget on itself.", "Reload where new data arrives or the app changes something, never from a provider."));
}
