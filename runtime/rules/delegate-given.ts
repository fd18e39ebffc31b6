import { broken, kept, quiet, rule, say } from "./rule.ts";

interface State {
  /** The class of the delegate of each background identifier. */
  readonly types: Readonly<Record<string, string>>;
}

/** [P37] [D4] */
export const delegateGiven = rule<State>({
  id: "delegate-given",
  title: "A background session has a delegate, the same in every life",
  severity: "error",
  from: ["P37", "D4"],
  reads: ["session-created"],
  start: () => ({ types: {} }),
  on(line, state) {
    if (line.kind !== "session-created" || line.data.configuration.identifier === null) return quiet(state);
    const { identifier } = line.data.configuration;
    const { delegate } = line.data;
    if (delegate === null) return say(state, broken(line, line.source, `The session “${identifier}” has no delegate: its events come through delegate methods only, so nobody hears of them.`, "Give the session a delegate: new URLSession({ configuration, delegate: this, delegateQueue: null })."));
    const before = state.types[identifier];
    const next = { types: { ...state.types, [identifier]: delegate } };
    if (before !== undefined && before !== delegate) {
      return say(next, broken(line, line.source, `The session “${identifier}” had a delegate of the class ${before || "(none)"} before, and has one of ${delegate || "(none)"} now: what one has started the other does not know.`, "Create the session in one place, with the same delegate in every life."));
    }
    return say(next, kept(line));
  },
  end: () => [],
});
