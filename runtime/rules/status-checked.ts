import type { Position } from "../model/program.ts";
import type { Line } from "../model/trace.ts";
import { broken, kept, owed, quiet, rule, say } from "./rule.ts";

interface Write {
  readonly line: Line;
  readonly source: Position | null;
  readonly status: number;
}

interface State {
  /** The answer of status 400 or more that a delegate is being told of. */
  readonly telling: { readonly status: number; readonly wrote: boolean } | null;
  /** A good answer is being told of. */
  readonly good: boolean;
  /** Where good answers were put: paths and default keys, sorted. */
  readonly kept: readonly string[];
  /** Where bad answers were put, by place. */
  readonly bad: Readonly<Record<string, Write>>;
}

const report = ({ line, source, status }: Write, isReplacing: boolean): ReturnType<typeof broken> =>
  broken(line, source, `The server answered ${status}, and that body was stored as if it were data: ${isReplacing ? "good data is gone, and " : ""}what is shown next is the error.`, "Check (downloadTask.response as HTTPURLResponse).statusCode before you keep the file: a server's error arrives as a success.");

/** [P22] [F5] */
export const statusChecked = rule<State>({
  id: "status-checked",
  title: "A server's error never replaces good data",
  severity: "error",
  from: ["P22", "F5"],
  reads: ["callback-begins", "callback-ends", "file-moved", "file-written", "defaults-set", "process-terminated"],
  start: () => ({ telling: null, good: false, kept: [], bad: {} }),
  on(line, state) {
    switch (line.kind) {
      case "callback-begins": return begins(line, state);
      case "callback-ends": {
        if (line.data.title !== TOLD) return quiet(state);
        const next = { ...state, telling: null, good: false };
        return state.telling && !state.telling.wrote ? say(next, kept(line)) : quiet(next);
      }
      case "file-moved": case "file-written": return line.data.scope === "temporary" ? quiet(state) : wrote(line, line.data.path, state);
      case "defaults-set": return wrote(line, `${line.data.suite ?? ""} ${line.data.key}`, state);
      case "process-terminated": return quiet({ ...state, telling: null, good: false });
      default: return quiet(state);
    }
  },
  // Where nothing good was ever stored, a stored error still is what the provider will read.
  end: ({ bad, kept: places }) => (places.length === 0 ? Object.values(bad).filter(({ line }) => line.kind === "file-moved").map((write) => report(write, false)) : []),
});

const TOLD = "urlSession(_:downloadTask:didFinishDownloadingTo:)";

function begins(line: Line<"callback-begins">, state: State) {
  if (line.data.title !== TOLD) return quiet(state);
  const { status } = line.data;
  if (status === null || status < 400) return quiet({ ...state, good: true, telling: null });
  return say({ ...state, good: false, telling: { status, wrote: false } }, owed(line));
}

function wrote(line: Line, place: string, state: State) {
  if (state.good) {
    const earlier = state.bad[place];
    const next = { ...state, kept: state.kept.includes(place) ? state.kept : [...state.kept, place].sort() };
    return earlier ? say({ ...next, bad: Object.fromEntries(Object.entries(next.bad).filter(([key]) => key !== place)) }, report(earlier, false)) : quiet(next);
  }
  if (!state.telling) return quiet(state);
  const write = { line, source: line.source, status: state.telling.status };
  const telling = { ...state.telling, wrote: true };
  return state.kept.includes(place) ? say({ ...state, telling }, report(write, true)) : quiet({ ...state, telling, bad: { ...state.bad, [place]: write } });
}
