import type { Line } from "../model/trace.ts";
import { broken, isOutsideStop, kept, owed, pending, quiet, rule, say } from "./rule.ts";

interface State {
  /** Completions handed out and not called, by handle. */
  readonly open: Readonly<Record<string, Line<"events-delivered">>>;
}

/** [P01] [S10] [S14] [A16] */
export const completionCalled = rule<State>({
  id: "completion-called",
  title: "Each events completion is called",
  severity: "error",
  from: ["P01", "S10", "S14", "A16"],
  reads: ["events-delivered", "completion-called", "process-terminated", "wake-ends", "process-suspended"],
  start: () => ({ open: {} }),
  on(line, state) {
    if (line.kind === "events-delivered") return say({ open: { ...state.open, [line.data.handle]: line } }, owed(line));
    if (line.kind === "completion-called" && state.open[line.data.handle]) {
      const { [line.data.handle]: _called, ...open } = state.open;
      return say({ open }, kept(line));
    }
    if (isOutsideStop(line) || line.kind === "process-terminated" && line.data.reason !== "runtime-expired") return quiet({ open: {} });
    if (line.kind !== "wake-ends" || line.data.how !== "expired") return quiet(state);
    const missed = line.data.uncalled.flatMap((handle) => state.open[handle] ?? []);
    return say({ open: {} }, ...missed.map((delivered) => broken(
      line, delivered.source,
      `The completion for “${delivered.data.identifier}” was not called before the wake's runtime was over, so the system terminated the extension.`,
      "Keep the completion that the closure is given, and call it in urlSessionDidFinishEventsForBackgroundURLSession, on every path.",
    )));
  },
  end: ({ open }, settled) => (settled ? [] : Object.values(open).map((line) => pending(line, `The completion for “${line.data.identifier}” has not been called yet.`))),
});
