import { broken, kept, quiet, rule, say } from "./rule.ts";

interface State {
  readonly updated: boolean;
}

/** [P34] [A23] */
export const relativePathsKept = rule<State>({
  id: "relative-paths-kept",
  title: "No absolute path is kept across an update",
  severity: "warning",
  from: ["P34", "A23"],
  reads: ["app-updated", "path-outdated", "file-read", "file-moved", "file-written"],
  start: () => ({ updated: false }),
  on(line, state) {
    switch (line.kind) {
      case "app-updated": return quiet(state.updated ? state : { updated: true });
      case "path-outdated": return say(state, broken(line, line.source, `${line.data.path.slice(line.data.path.lastIndexOf("/") + 1)} was looked for by an absolute path that was kept from before the update of the app: containers have new paths since, so it is not found.`, "Keep names, not paths: make the address anew from containerURL({ forSecurityApplicationGroupIdentifier }) whenever it is needed."));
      case "file-read": case "file-moved": case "file-written": return state.updated ? say(state, kept(line)) : quiet(state);
      default: return quiet(state);
    }
  },
  end: () => [],
});
