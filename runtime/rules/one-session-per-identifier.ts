import type { Line } from "../model/trace.ts";
import { broken, kept, quiet, rule, say } from "./rule.ts";

interface State {
  /** Background identifiers with a session in this life. */
  readonly live: Readonly<Record<string, number>>;
}

const FIX = "Keep one lazily created session for the process: a static property, not one for each widget, provider or call.";
const twice = (line: Line, identifier: string): ReturnType<typeof broken> =>
  broken(line, line.source, `A second session was created with the identifier “${identifier}”, which is in use in this process: the first one, with its old delegate, goes on.`, FIX);

/** [P12] [D7] [D8] */
export const oneSessionPerIdentifier = rule<State>({
  id: "one-session-per-identifier",
  title: "One session for an identifier in a process",
  severity: "error",
  from: ["P12", "D7", "D8"],
  reads: ["session-reused", "session-created", "session-invalidated", "process-terminated"],
  start: () => ({ live: {} }),
  on(line, state) {
    switch (line.kind) {
      case "session-reused": return say(state, twice(line, line.data.identifier));
      case "session-created": {
        const { identifier } = line.data.configuration;
        if (identifier === null) return quiet(state);
        const next = { live: { ...state.live, [identifier]: line.data.session } };
        return say(next, identifier in state.live ? twice(line, identifier) : kept(line));
      }
      case "session-invalidated":
        return quiet({ live: Object.fromEntries(Object.entries(state.live).filter(([, session]) => session !== line.data.session)) });
      case "process-terminated": return quiet({ live: {} });
      default: return quiet(state);
    }
  },
  end: () => [],
});
