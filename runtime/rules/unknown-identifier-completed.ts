import type { Line } from "../model/trace.ts";
import { broken, isOutsideStop, kept, owed, quiet, rule, say } from "./rule.ts";

interface State {
  /** Identifiers that this program has started requests with. */
  readonly own: readonly string[];
  /** The wake for an identifier that is none of them. */
  readonly wake: { readonly wake: number; readonly identifier: string; readonly closures: readonly Line<"events-delivered">[] } | null;
}

/** [P16] [P01] */
export const unknownIdentifierCompleted = rule<State>({
  id: "unknown-identifier-completed",
  title: "Events of somebody else are completed",
  severity: "error",
  from: ["P16", "P01", "F9"],
  reads: ["events-delivered", "task-created", "wake-begins", "session-created", "failure", "wake-ends", "process-suspended", "process-terminated"],
  start: () => ({ own: [], wake: null }),
  on(line, state) {
    switch (line.kind) {
      case "task-created": return quiet(line.data.identifier === null || state.own.includes(line.data.identifier) ? state : { ...state, own: [...state.own, line.data.identifier] });
      case "wake-begins": {
        const { wake, identifier } = line.data;
        return state.own.includes(identifier) ? quiet(state) : say({ ...state, wake: { wake, identifier, closures: [] } }, owed(line));
      }
      case "events-delivered":
        return quiet(state.wake?.wake === line.data.wake ? { ...state, wake: { ...state.wake, closures: [...state.wake.closures, line] } } : state);
      case "session-created": {
        if (!state.wake || line.data.configuration.identifier !== state.wake.identifier) return quiet(state);
        return say({ ...state, wake: null }, broken(line, line.source, `A session was created for “${state.wake.identifier}”, which this program does not own: it takes over somebody else's transfers.`, "Compare the identifier with your own before you touch a session."));
      }
      case "failure": {
        if (!state.wake || line.data.during.name !== "onBackgroundURLSessionEvents") return quiet(state);
        return say({ ...state, wake: null }, broken(line, line.source, `The closure failed for “${state.wake.identifier}”, an identifier that this program does not own.`, "Complete events of identifiers you do not know; never trap on the path of a relaunch."));
      }
      case "wake-ends": return state.wake?.wake === line.data.wake ? ends(line, state, state.wake) : quiet(state);
      default: return quiet(isOutsideStop(line) ? { ...state, wake: null } : state);
    }
  },
  end: () => [],
});

function ends(line: Line<"wake-ends">, state: State, { identifier, closures }: NonNullable<State["wake"]>) {
  const next = { ...state, wake: null };
  const missed = closures.find((closure) => line.data.uncalled.includes(closure.data.handle));
  if (line.data.how !== "expired" || !missed) return line.data.how === "terminated" ? quiet(next) : say(next, kept(line));
  return say(next, broken(line, missed.source, `The events of “${identifier}”, which this program does not own, were never completed.`, "Call the completion at once for identifiers that are not yours, or match yours only."));
}
