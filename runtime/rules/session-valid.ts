import { broken, kept, quiet, rule, say } from "./rule.ts";

/** [P35] [D11] */
export const sessionValid = rule<null>({
  id: "session-valid",
  title: "No task is created in an invalidated session",
  severity: "error",
  from: ["P35", "D11"],
  reads: ["task-created", "exception-raised"],
  start: () => null,
  on(line, state) {
    if (line.kind === "task-created") return say(state, kept(line));
    if (line.kind !== "exception-raised" || line.data.rule !== "session-valid") return quiet(state);
    return say(state, broken(line, line.source, "A task was created in a session that had been invalidated: the process crashes, and no code can catch it.", "Keep one session for the process, or drop your reference to it before you invalidate it."));
  },
  end: () => [],
});
