import type { Position } from "../model/program.ts";
import type { Line } from "../model/trace.ts";
import { broken, isInterruption, kept, owed, pending, quiet, rule, say, without } from "./rule.ts";

interface State {
  /** Handlers no background request belongs to yet, by number. */
  readonly open: Readonly<Record<string, Line<"handler-registered">>>;
  readonly met: readonly number[];
  /** Identifiers that requests were sent with, and where each was first. */
  readonly own: Readonly<Record<string, Position | null>>;
  /** A provider has come to its end; "cut": something was cut off in the middle, and what it kept may mislead the next life. */
  readonly tried: "no" | "yes" | "cut";
  /** How inline requests have fared so far, where no background one was made: a background session may be what is tried when they fail. */
  readonly inline: "none" | "good" | "bad" | "lost";
  /** Inline requests under way. */
  readonly asking: readonly number[];
}

/** [P17] */
export const handlerWired = rule<State>({
  id: "handler-wired",
  title: "Some request goes through the session that the modifier waits for",
  severity: "warning",
  from: ["P17"],
  reads: ["handler-registered", "callback-ends", "task-created", "events-unmatched", "task-resumed", "transfer-finished", "transfer-failed", "process-suspended", "process-terminated"],
  start: () => ({ open: {}, met: [], own: {}, tried: "no", inline: "none", asking: [] }),
  on(line, state) {
    if (line.kind === "handler-registered") {
      const { handler } = line.data;
      if (state.open[handler] || state.met.includes(handler)) return quiet(state);
      return say({ ...state, open: { ...state.open, [handler]: line } }, owed(line));
    }
    if (line.kind === "events-unmatched") {
      const { identifier } = line.data;
      return identifier in state.own && state.met.length === 0 && Object.keys(state.open).length === 0 ? say(state, missing(line, state.own[identifier] ?? null)) : quiet(state);
    }
    // How it went only matters for a handler that waits.
    if (Object.keys(state.open).length === 0 && (isInterruption(line) || line.kind === "callback-ends")) return quiet(state);
    if (isInterruption(line)) return quiet({ ...state, tried: "cut" });
    if (line.kind === "callback-ends" && line.data.name === "getTimeline" && !line.data.failed) return quiet({ ...state, tried: state.tried === "cut" ? "cut" : "yes" });
    if ((line.kind === "transfer-finished" || line.kind === "transfer-failed") && !line.data.background) {
      const isGood = line.kind === "transfer-finished" && line.data.status < 400 && state.inline !== "bad";
      return quiet({ ...state, inline: isGood ? "good" : "bad", asking: state.asking.filter((task) => task !== line.data.task) });
    }
    if (line.kind === "task-resumed" && !line.data.background) return quiet({ ...state, asking: [...state.asking, line.data.task] });
    // What would have been done about its failure, nobody knows.
    if (line.kind === "process-terminated" && state.asking.length > 0) return quiet({ ...state, inline: state.inline === "bad" ? "bad" : "lost", asking: [] });
    if (line.kind !== "task-created" || line.data.identifier === null) return quiet(state);
    const { identifier } = line.data;
    const own = identifier in state.own ? state.own : { ...state.own, [identifier]: line.source };
    const met = Object.values(state.open).filter(({ data }) => data.matching.kind !== "string" || data.matching.value === identifier).map(({ data }) => data.handler);
    if (met.length === 0) return quiet({ ...state, own, inline: "bad" });
    return say({ ...state, own, open: met.reduce<State["open"]>((open, handler) => without(open, handler), state.open), met: [...state.met, ...met] }, kept(line));
  },
  end: ({ open, tried, inline, asking }, settled) => Object.values(open).map((line) => {
    const identifier = line.data.matching.kind === "string" ? ` for “${line.data.matching.value}”` : "";
    if (!settled || tried !== "yes" || asking.length > 0 || inline === "lost") return pending(line, `No background request${identifier} has been made yet.`);
    if (inline === "good") return pending(line, `No background request${identifier} has been made: every inline request succeeded.`);
    return broken(line, line.source, `onBackgroundURLSessionEvents is registered${identifier}, and no background request was made with that identifier: it will never be called.`, "Give the background configuration the same identifier as the modifier, and send the request through that session.");
  }),
});

/** [S9] It may go well: what a live session hears of is handled, if the process lives for so long. */
const missing = (line: Line<"events-unmatched">, source: Position | null) =>
  broken(
    line, source, `The system woke the extension for the events of “${line.data.identifier}”, and no widget has an onBackgroundURLSessionEvents: nothing keeps the extension running while they are handled.`,
    "Add .onBackgroundURLSessionEvents({ matching: … }, (identifier, completion) => { … }) to the widget's configuration; make the session in it, and call the completion once the events are handled.",
  );
