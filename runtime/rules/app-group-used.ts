import { broken, kept, quiet, rule, say } from "./rule.ts";

const FIX = "Put it into the app group: FileManager.default.containerURL({ forSecurityApplicationGroupIdentifier }), or UserDefaults with the group's name.";

/** [P32] [G5]; the result of a background download, which is there for the app and for later lives. */
export const appGroupUsed = rule<null>({
  id: "app-group-used",
  title: "What others must read lies in the app group",
  severity: "error",
  from: ["P32", "G5", "G6"],
  reads: ["file-moved", "defaults-set"],
  start: () => null,
  on(line, state) {
    switch (line.kind) {
      case "file-moved": {
        if (line.data.task === null) return quiet(state);
        if (line.data.scope === "group") return say(state, kept(line));
        return say(state, broken(line, line.source, `The download was kept ${line.data.scope === "temporary" ? "among temporary files, which the system removes" : "in the extension's own container"}: the app cannot read it.`, FIX));
      }
      case "defaults-set": {
        if (line.data.suite === null) {
          if (line.data.task === null) return quiet(state);
          return say(state, broken(line, line.source, `The download was kept in the extension's own defaults, as “${line.data.key}”: the app cannot read it.`, FIX));
        }
        if (line.data.shared) return say(state, kept(line));
        return say(state, broken(line, line.source, `“${line.data.suite}” is no app group of this extension: the value is stored, but nobody else can read it, and nothing fails.`, FIX));
      }
      default: return quiet(state);
    }
  },
  end: () => [],
});
