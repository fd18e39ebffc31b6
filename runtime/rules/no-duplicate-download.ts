import type { Line } from "../model/trace.ts";
import { broken, kept, quiet, rule, say, without } from "./rule.ts";

interface Made {
  readonly identifier: string;
  readonly url: string;
}

interface State {
  /** Background downloads that were created, by task. */
  readonly made: Readonly<Record<string, Made>>;
  /** … and resumed, and have not ended. */
  readonly live: Readonly<Record<string, Made>>;
}

/** [P23] */
export const noDuplicateDownload = rule<State>({
  id: "no-duplicate-download",
  title: "The same download is under way once",
  severity: "warning",
  from: ["P23"],
  start: () => ({ made: {}, live: {} }),
  on(line, state) {
    switch (line.kind) {
      case "task-created": {
        const { task, identifier, kind, url } = line.data;
        return quiet(identifier === null || kind !== "download" ? state : { ...state, made: { ...state.made, [task]: { identifier, url } } });
      }
      case "task-resumed": return resumed(line, state);
      case "transfer-finished": case "transfer-failed": case "task-cancelled": case "task-suspended": return quiet({ ...state, live: without(state.live, line.data.task) });
      // What is under way belongs to another account from here on.
      case "shared-data-cleared": return quiet({ ...state, live: {} });
      default: return quiet(state);
    }
  },
  end: () => [],
});

function resumed(line: Line<"task-resumed">, state: State) {
  const made = state.made[line.data.task];
  if (!made) return quiet(state);
  const next = { ...state, live: { ...state.live, [line.data.task]: made } };
  const isSame = ([task, each]: [string, Made]): boolean => Number(task) !== line.data.task && each.identifier === made.identifier && each.url === made.url;
  if (!Object.entries(state.live).some(isSame)) return say(next, kept(line));
  return say(next, broken(line, line.source, `A download of ${made.url} was started while the same one was under way in “${made.identifier}”.`, "Ask getAllTasks first, or keep a note in the app group of what was asked for; getTimeline is called for every widget."));
}
