import { drop, EMPTY, get, put, type Table } from "../base/table.ts";
import type { Line } from "../model/trace.ts";
import { broken, kept, quiet, rule, say, without } from "./rule.ts";

interface Made {
  readonly identifier: string;
  readonly url: string;
}

interface State {
  /** Background downloads that were created and not resumed, by task. */
  readonly made: Readonly<Record<string, Made>>;
  /** … and resumed, and have not ended: identifier and address → the tasks, mostly one. */
  readonly live: Table<readonly number[]>;
  /** Task → where it is in `live`. */
  readonly keys: Table<string>;
}

/** [P23] */
export const noDuplicateDownload = rule<State>({
  id: "no-duplicate-download",
  title: "The same download is under way once",
  severity: "warning",
  from: ["P23"],
  reads: ["task-created", "task-resumed", "transfer-finished", "transfer-failed", "task-cancelled", "task-suspended", "shared-data-cleared"],
  start: () => ({ made: {}, live: EMPTY, keys: EMPTY }),
  on(line, state) {
    switch (line.kind) {
      case "task-created": {
        const { task, identifier, kind, url } = line.data;
        return quiet(identifier === null || kind !== "download" ? state : { ...state, made: { ...state.made, [task]: { identifier, url } } });
      }
      case "task-resumed": return resumed(line, state);
      case "transfer-finished": case "transfer-failed": case "task-cancelled": case "task-suspended": return quiet(ended(state, line.data.task));
      // What is under way belongs to another account from here on.
      case "shared-data-cleared": return quiet({ ...state, live: EMPTY, keys: EMPTY });
      default: return quiet(state);
    }
  },
  end: () => [],
});

function ended(state: State, task: number): State {
  const key = get(state.keys, task);
  if (key === undefined) return state;
  const left = get(state.live, key)?.filter((each) => each !== task) ?? [];
  return { ...state, keys: drop(state.keys, task), live: left.length === 0 ? drop(state.live, key) : put(state.live, key, left) };
}

function resumed(line: Line<"task-resumed">, state: State) {
  const { task } = line.data;
  const made = state.made[task];
  if (!made) return quiet(state);
  const key = `${made.identifier} ${made.url}`;
  const others = get(state.live, key);
  const next = { made: without(state.made, task), live: put(state.live, key, [...(others ?? []), task]), keys: put(state.keys, task, key) };
  if (!others) return say(next, kept(line));
  return say(next, broken(line, line.source, `A download of ${made.url} was started while the same one was under way in “${made.identifier}”.`, "Ask getAllTasks first, or keep a note in the app group of what was asked for; getTimeline is called for every widget."));
}
