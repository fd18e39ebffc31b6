import type { Position } from "../model/program.ts";
import { broken, kept, quiet, rule, say } from "./rule.ts";

interface State {
  /** Where the extension's background sessions were made, by identifier. */
  readonly made: Readonly<Record<string, Position | null>>;
}

/** [P13] [D12] [D14] */
export const identifierOwnProcess = rule<State>({
  id: "identifier-own-process",
  title: "Each process has identifiers of its own",
  severity: "error",
  from: ["P13", "D12", "D14"],
  reads: ["session-created", "session-in-use", "app-session-created"],
  start: () => ({ made: {} }),
  on(line, state) {
    switch (line.kind) {
      case "session-created": {
        const { identifier } = line.data.configuration;
        return quiet(identifier === null ? state : { made: { ...state.made, [identifier]: line.source } });
      }
      case "session-in-use": {
        const { identifier, holder } = line.data;
        const who = holder === "app" ? "The containing app has" : "The containing app was refused, because the extension has";
        return say(state, broken(line, line.source ?? state.made[identifier] ?? null, `${who} the session “${identifier}” open: only one process can be connected to it (-996).`, "Derive the identifier from the running bundle, Bundle.main.bundleIdentifier: then app and extension differ."));
      }
      case "app-session-created": return line.data.identifier in state.made ? quiet(state) : say(state, kept(line));
      default: return quiet(state);
    }
  },
  end: () => [],
});
