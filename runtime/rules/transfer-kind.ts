import type { Line } from "../model/trace.ts";
import { broken, kept, owed, quiet, rule, say, without } from "./rule.ts";

interface State {
  /** Data tasks of background sessions that have not become downloads. */
  readonly data: Readonly<Record<string, Line<"task-created">>>;
}

const DOWNLOAD = "Use a download task: it may have a body too.";
const asData = (line: Line): ReturnType<typeof broken> =>
  broken(line, line.source, "A data task in a background session runs only while the extension runs: the next suspension ends it with -997.", DOWNLOAD);

/** [P20] [P21] [E14] [E15] */
export const transferKind = rule<State>({
  id: "transfer-kind",
  title: "A background session downloads, or uploads from a file",
  severity: "error",
  from: ["P20", "P21", "E14", "E15"],
  reads: ["task-created", "exception-raised", "question-answered", "transfer-finished", "transfer-failed", "inline-stalled", "inline-lost"],
  start: () => ({ data: {} }),
  on(line, state) {
    switch (line.kind) {
      case "exception-raised":
        return line.data.rule === "transfer-kind" ? say(state, broken(line, line.source, `The process crashed: ${line.data.reason}.`.replace("..", "."), line.data.reason.startsWith("Data tasks") ? DOWNLOAD : "Write the body to a file in the app group, and use uploadTask({ with, fromFile }).")) : quiet(state);
      case "task-created": {
        if (!line.data.background) return quiet(state);
        return line.data.kind === "data" ? say({ data: { ...state.data, [line.data.task]: line } }, owed(line)) : say(state, kept(line));
      }
      case "question-answered":
        return line.data.disposition === "becomeDownload" && state.data[line.data.task] ? say({ data: without(state.data, line.data.task) }, kept(line)) : quiet(state);
      case "transfer-finished": case "transfer-failed": case "inline-stalled": case "inline-lost": {
        const task = state.data[line.data.task];
        return task ? say({ data: without(state.data, line.data.task) }, asData(task)) : quiet(state);
      }
      default: return quiet(state);
    }
  },
  end: ({ data }, settled) => (settled ? Object.values(data).map(asData) : []),
});
