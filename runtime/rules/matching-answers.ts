import type { Line } from "../model/trace.ts";
import type { Position } from "../model/program.ts";
import { broken, kept, quiet, rule, say } from "./rule.ts";

interface State {
  /** Identifiers that this program has sent requests with. */
  readonly own: readonly string[];
  /** Where modifiers were registered in this life. */
  readonly handlers: readonly (Position | null)[];
}

/** [P15] [S9] [F9]; a predicate is asked again in every life, so it takes a kill to see it. */
export const matchingAnswers = rule<State>({
  id: "matching-answers",
  title: "The modifier answers for its identifiers in every life",
  severity: "error",
  from: ["P15", "S9", "F9"],
  reads: ["task-created", "handler-registered", "process-launched", "events-unmatched", "events-delivered"],
  start: () => ({ own: [], handlers: [] }),
  on(line, state) {
    switch (line.kind) {
      case "task-created": {
        const { identifier } = line.data;
        return quiet(identifier === null || state.own.includes(identifier) ? state : { ...state, own: [...state.own, identifier] });
      }
      case "process-launched": return quiet(state.handlers.length === 0 ? state : { ...state, handlers: [] });
      case "handler-registered": return quiet({ ...state, handlers: [...state.handlers, line.source] });
      case "events-delivered": return state.own.includes(line.data.identifier) ? say(state, kept(line)) : quiet(state);
      case "events-unmatched": return unmatched(line, state);
      default: return quiet(state);
    }
  },
  end: () => [],
});

function unmatched(line: Line<"events-unmatched">, state: State) {
  const { identifier } = line.data;
  if (!state.own.includes(identifier) || state.handlers.length === 0) return quiet(state);
  return say(state, broken(line, state.handlers[0] ?? null, `No onBackgroundURLSessionEvents answered for “${identifier}”, an identifier that this program uses: what it was matched with is not the same in this life of the extension.`, "Match the identifier itself: the same constant that the configuration is made with, or a test of its prefix; never something kept in memory."));
}
