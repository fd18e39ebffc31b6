import type { Position } from "../model/program.ts";
import { broken, kept, quiet, rule, say } from "./rule.ts";

interface State {
  /** Where background sessions were made, by number. */
  readonly made: Readonly<Record<string, Position | null>>;
}

const FIX = "Set sharedContainerIdentifier of the background configuration to an app group that the extension is entitled to.";

/** [P14] [D15] [M2]; the platform's strictness is contested for widgets, so it is a setting. */
export const sharedContainerSet = rule<State>({
  id: "shared-container-set",
  title: "The background session names a shared container",
  severity: "error",
  from: ["P14", "D15", "M2"],
  reads: ["session-created", "session-invalidated", "transfer-failed", "process-terminated"],
  start: () => ({ made: {} }),
  on(line, state) {
    switch (line.kind) {
      case "session-created": {
        const { identifier, sharedContainerIdentifier } = line.data.configuration;
        if (identifier === null) return quiet(state);
        const next = { made: { ...state.made, [line.data.session]: line.source } };
        if (line.data.granted) return say(next, kept(line));
        const what = sharedContainerIdentifier === null ? "no app group" : `the app group “${sharedContainerIdentifier}”, which is not granted to the extension`;
        const message = `The session “${identifier}” names ${what}: it works here because the setting sharedContainer is lenient; elsewhere it is invalid (-995).`;
        return say(next, { as: "broken", severity: "warning", line, source: line.source, message, fix: FIX });
      }
      case "session-invalidated": case "transfer-failed": {
        if (line.data.error?.code !== -995) return quiet(state);
        const source = line.kind === "session-invalidated" ? (line.source ?? state.made[line.data.session] ?? null) : line.source;
        return say(state, broken(line, source, "The background session names no app group that the extension owns: the system refuses it (-995).", FIX));
      }
      case "process-terminated": return quiet({ made: {} });
      default: return quiet(state);
    }
  },
  end: () => [],
});
