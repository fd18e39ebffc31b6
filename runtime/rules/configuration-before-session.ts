import { broken, kept, quiet, rule, say } from "./rule.ts";

/** [P36] [D3] */
export const configurationBeforeSession = rule<null>({
  id: "configuration-before-session",
  title: "The configuration is complete before the session is made",
  severity: "warning",
  from: ["P36", "D3"],
  reads: ["session-created", "configuration-ignored"],
  start: () => null,
  on(line, state) {
    if (line.kind === "session-created") return line.data.configuration.kind === "shared" ? quiet(state) : say(state, kept(line));
    if (line.kind !== "configuration-ignored") return quiet(state);
    return say(state, broken(line, line.source, `${line.data.key} was set after the session had been made from the configuration: the session has its own copy, so nothing changes.`, "Set everything on the configuration before you make the session from it."));
  },
  end: () => [],
});
