import { broken, kept, quiet, rule, say } from "./rule.ts";

/** [P11] [Q22] */
export const completionOnce = rule<null>({
  id: "completion-once",
  title: "The completion is called once",
  severity: "error",
  from: ["P11", "Q22"],
  reads: ["completion-called"],
  start: () => null,
  on(line, state) {
    if (line.kind !== "completion-called") return quiet(state);
    const { identifier, count, open } = line.data;
    if (count === 1 && open) return say(state, kept(line));
    return say(state, broken(
      line, line.source,
      count > 1 ? `The completion for “${identifier}” was called ${count === 2 ? "twice" : `${count} times`}.` : `The completion for “${identifier}” was called after its wake had ended.`,
      "Set the stored completion to null before you call it, and keep one for each wake.",
    ));
  },
  end: () => [],
});
