import type { Line } from "../model/trace.ts";
import type { Position } from "../model/program.ts";
import { broken, kept, quiet, rule, say } from "./rule.ts";

interface State {
  /** Identifiers that this program has sent requests with, and where it first did. */
  readonly own: Readonly<Record<string, Position | null>>;
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
  start: () => ({ own: {}, handlers: [] }),
  on(line, state) {
    switch (line.kind) {
      case "task-created": {
        const { identifier } = line.data;
        return quiet(identifier === null || identifier in state.own ? state : { ...state, own: { ...state.own, [identifier]: line.source } });
      }
      case "process-launched": return quiet(state.handlers.length === 0 ? state : { ...state, handlers: [] });
      case "handler-registered": return quiet({ ...state, handlers: [...state.handlers, line.source] });
      case "events-delivered": return line.data.identifier in state.own ? say(state, kept(line)) : quiet(state);
      case "events-unmatched": return unmatched(line, state);
      default: return quiet(state);
    }
  },
  end: () => [],
});

function unmatched(line: Line<"events-unmatched">, state: State) {
  const { identifier } = line.data;
  if (!(identifier in state.own)) return quiet(state);
  if (state.handlers.length === 0) return say(state, missing(line, state.own[identifier] ?? null));
  return say(state, broken(line, state.handlers[0] ?? null, `No onBackgroundURLSessionEvents answered for “${identifier}”, an identifier that this program uses: what it was matched with is not the same in this life of the extension.`, "Match the identifier itself: the same constant that the configuration is made with, or a test of its prefix; never something kept in memory."));
}

/** [S9] It may go well: what a live session hears of is handled, if the process lives for so long. */
const missing = (line: Line<"events-unmatched">, source: Position | null) => ({
  ...broken(
    line, source, `The system woke the extension for the events of “${line.data.identifier}”, and no widget has an onBackgroundURLSessionEvents: nothing keeps the extension running while they are handled.`,
    "Add .onBackgroundURLSessionEvents({ matching: … }, (identifier, completion) => { … }) to the widget's configuration; make the session in it, and call the completion once the events are handled.",
  ),
  severity: "warning" as const,
});
