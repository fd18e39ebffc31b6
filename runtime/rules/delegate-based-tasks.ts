import { broken, kept, quiet, rule, say } from "./rule.ts";

/** [P19] [E12] [E13] */
export const delegateBasedTasks = rule<null>({
  id: "delegate-based-tasks",
  title: "A background session's tasks report to its delegate",
  severity: "error",
  from: ["P19", "E12", "E13"],
  reads: ["task-created", "exception-raised"],
  start: () => null,
  on(line, state) {
    if (line.kind === "task-created" && line.data.background) return say(state, kept(line));
    if (line.kind !== "exception-raised" || line.data.rule !== "delegate-based-tasks") return quiet(state);
    return say(state, broken(
      line, line.source,
      "A background session was given a completion handler or an await: the system raises an exception, and the extension crashes.",
      "Create the task without a handler, resume() it, and take the result in the delegate's methods.",
    ));
  },
  end: () => [],
});
