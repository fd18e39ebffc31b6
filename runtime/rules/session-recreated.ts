import type { Position } from "../model/program.ts";
import { broken, isInterruption, kept, owed, quiet, rule, say, without } from "./rule.ts";

interface State {
  /** Identifiers of the program's background sessions → where the latest was made. */
  readonly known: Readonly<Record<string, Position | null>>;
  /** Wakes that found no session, by number → identifier and where the closure was registered. */
  readonly owed: Readonly<Record<string, { readonly identifier: string; readonly source: Position | null }>>;
}

/** [P03] [S11] [S12] [D16] */
export const sessionRecreated = rule<State>({
  id: "session-recreated",
  title: "The session is created again after a relaunch",
  severity: "error",
  from: ["P03", "S11", "S12", "D16"],
  reads: ["wake-begins", "events-delivered", "session-created", "wake-ends", "process-suspended", "process-terminated"],
  start: () => ({ known: {}, owed: {} }),
  on(line, state) {
    switch (line.kind) {
      case "wake-begins": {
        const { wake, identifier, connected } = line.data;
        if (connected || !(identifier in state.known)) return quiet(state);
        return say({ ...state, owed: { ...state.owed, [wake]: { identifier, source: null } } }, owed(line));
      }
      case "events-delivered": {
        const open = state.owed[line.data.wake];
        return quiet(open ? { ...state, owed: { ...state.owed, [line.data.wake]: { ...open, source: open.source ?? line.source } } } : state);
      }
      case "session-created": {
        const { identifier } = line.data.configuration;
        if (identifier === null) return quiet(state);
        const met = Object.entries(state.owed).filter(([, each]) => each.identifier === identifier);
        const rest = Object.fromEntries(Object.entries(state.owed).filter(([, each]) => each.identifier !== identifier));
        return say({ known: { ...state.known, [identifier]: line.source }, owed: rest }, ...(met.length > 0 ? [kept(line)] : []));
      }
      case "wake-ends": {
        const open = state.owed[line.data.wake];
        if (!open) return quiet(state);
        const next = { ...state, owed: without(state.owed, line.data.wake) };
        if (line.data.how === "terminated") return quiet(next);
        return say(next, broken(
          line, open.source ?? state.known[open.identifier] ?? null,
          `The wake for “${open.identifier}” ended, and this life of the extension never created the session: its ${line.data.undelivered === 1 ? "message stays" : "messages stay"} with the daemon.`,
          `In the closure, touch the session of “${open.identifier}”: a lazily created one is made again with the same identifier, and its events arrive.`,
        ));
      }
      default: return quiet(isInterruption(line) ? { ...state, owed: {} } : state);
    }
  },
  end: () => [],
});
