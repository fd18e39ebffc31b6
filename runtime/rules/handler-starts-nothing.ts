import { broken, kept, quiet, rule, say } from "./rule.ts";

interface State {
  /** The identifier whose closure is running. */
  readonly within: string | null;
  readonly started: boolean;
  /** Background tasks that the closure has made, by number → identifier. */
  readonly tasks: Readonly<Record<string, string>>;
  readonly delivered: string | null;
}

/** [P18] */
export const handlerStartsNothing = rule<State>({
  id: "handler-starts-nothing",
  title: "The modifier's closure starts no transfer",
  severity: "error",
  from: ["P18"],
  reads: ["events-delivered", "callback-begins", "callback-ends", "task-created", "task-resumed", "process-terminated"],
  start: () => ({ within: null, started: false, tasks: {}, delivered: null }),
  on(line, state) {
    switch (line.kind) {
      case "events-delivered": return quiet({ ...state, delivered: line.data.identifier });
      case "callback-begins": return quiet(line.data.name === "onBackgroundURLSessionEvents" ? { ...state, within: state.delivered, started: false, tasks: {} } : state);
      case "callback-ends": {
        if (line.data.name !== "onBackgroundURLSessionEvents") return quiet(state);
        const next = { ...state, within: null };
        return state.started ? quiet(next) : say(next, kept(line));
      }
      case "task-created": return quiet(line.data.identifier === null || state.within === null ? state : { ...state, tasks: { ...state.tasks, [line.data.task]: line.data.identifier } });
      case "task-resumed": {
        if (state.within === null || state.tasks[line.data.task] !== state.within) return quiet(state);
        return say({ ...state, started: true }, broken(line, line.source, `The closure for “${state.within}” starts a transfer with the same identifier: it runs when a transfer has ended, so it either never begins or never stops.`, "Start transfers in getTimeline or in the app; in the closure only store the completion and touch the session."));
      }
      case "process-terminated": return quiet({ ...state, within: null, started: false });
      default: return quiet(state);
    }
  },
  end: () => [],
});
