import type { Position } from "../model/program.ts";
import type { Line } from "../model/trace.ts";
import { broken, kept, quiet, rule, say, without } from "./rule.ts";

interface Left {
  readonly line: Line;
  readonly source: Position | null;
  readonly what: string;
}

interface State {
  /** The wakes that are open, and whether the callback in progress belongs to one. */
  readonly wakes: readonly number[];
  readonly within: boolean;
  /** Blocks and inline requests that callbacks of a wake have started, by name → what it is. */
  readonly open: Readonly<Record<string, string>>;
  /** What a completion did not wait for, until it is known whether it mattered. */
  readonly left: Readonly<Record<string, Left>>;
  /** Blocks that finish-events queued: mostly they only call the completion, and which one is seen when they run. */
  readonly last: readonly string[];
  readonly finishing: boolean;
  /** The block in progress, when it is one of those. */
  readonly running: string | null;
  /** The latest call of a completion: the one that ends the last open wake is judged. */
  readonly called: Line<"completion-called"> | null;
}

const NOTHING: State = { wakes: [], within: false, open: {}, left: {}, last: [], finishing: false, running: null, called: null };

/** What a block may do that is worth waiting for. */
const WORK: readonly Line["kind"][] = ["file-written", "file-moved", "file-removed", "defaults-set", "reload-requested", "task-resumed", "session-created"];

/** [P09]; blocks and in-process requests, which is what a suspension freezes. A block that does nothing is nobody's loss. */
export const completionAfterWork = rule<State>({
  id: "completion-after-work",
  title: "The work of a wake is done before its completion",
  severity: "error",
  from: ["P09", "A18"],
  reads: [...WORK, "wake-begins", "wake-ends", "callback-begins", "callback-ends", "block-queued", "transfer-finished", "transfer-failed", "process-terminated", "completion-called"],
  start: () => NOTHING,
  on(line, state) {
    if (state.running !== null && WORK.includes(line.kind)) return late(state, state.running);
    switch (line.kind) {
      case "wake-begins": return quiet({ ...state, wakes: [...state.wakes, line.data.wake] });
      case "wake-ends": {
        const wakes = state.wakes.filter((wake) => wake !== line.data.wake);
        // Another wake keeps the process, and what it has started.
        if (wakes.length > 0) return quiet({ ...state, wakes });
        return ended(line, { ...state, wakes, within: false });
      }
      case "callback-begins": return quiet(begins(line, state));
      case "callback-ends": return quiet(state.running !== null && line.data.name === "block" ? { ...state, running: null, left: without(state.left, state.running) } : state);
      case "block-queued": {
        const block = `block ${line.data.block}`;
        return quiet(state.within ? { ...state, last: state.finishing ? [...state.last, block] : state.last, open: { ...state.open, [block]: `a block on ${line.data.queue}` } } : state);
      }
      case "task-resumed": return quiet(state.within && !line.data.background ? { ...state, open: { ...state.open, [`task ${line.data.task}`]: "an inline request" } } : state);
      case "transfer-finished": case "transfer-failed": {
        const task = `task ${line.data.task}`;
        return task in state.left ? late(state, task) : quiet({ ...state, open: without(state.open, task) });
      }
      case "process-terminated": {
        const lost = line.data.reason === "intervention" ? unmet(state)[0] : undefined;
        return lost ? say(NOTHING, report(lost)) : quiet(NOTHING);
      }
      case "completion-called": return quiet(line.data.open && line.data.count === 1 ? { ...state, called: line } : state);
      default: return quiet(state);
    }
  },
  end: (state, settled) => (settled ? unmet(state).slice(0, 1).map(report) : []),
});

/** What was left and never came to run, as far as it is sure to matter. */
const unmet = ({ left, last }: State): readonly Left[] => Object.entries(left).flatMap(([name, each]) => (last.includes(name) ? [] : [each]));

function begins({ data }: Line<"callback-begins">, state: State): State {
  const block = `block ${data.block}`;
  const running = data.block !== null && block in state.left ? block : null;
  if (state.wakes.length === 0) return { ...state, within: false, finishing: false, running };
  const within = data.name === "delegate" || data.name === "onBackgroundURLSessionEvents" || (data.block !== null && block in state.open);
  const finishing = data.method === "urlSessionDidFinishEventsForBackgroundURLSession";
  return { ...state, within, finishing, running, last: running === null && data.block !== null ? state.last.filter((each) => each !== block) : state.last, open: data.block === null ? state.open : without(state.open, block) };
}

function ended({ data }: Line<"wake-ends">, state: State) {
  const { called, open } = state;
  const next = { ...state, open: {}, called: null };
  if (data.how !== "completed" || !called) return quiet(next);
  const left = Object.fromEntries(Object.entries(open).map(([name, what]) => [name, { line: called, source: called.source, what }]));
  return Object.keys(left).length === 0 ? say(next, kept(called)) : quiet({ ...next, left: { ...state.left, ...left } });
}

/** It came to be done after all, in time that nobody had promised. */
function late(state: State, name: string) {
  const left = state.left[name];
  const next = { ...state, running: null, left: without(state.left, name) };
  return left ? say(next, report(left)) : quiet(next);
}

const report = ({ line, source, what }: Left): ReturnType<typeof broken> => broken(
  line, source,
  `The completion was called while ${what} that this wake had started was unfinished: it is frozen with the process.`,
  "Count what the wake has started, with a DispatchGroup or a list, and call the completion when the last of it has ended.",
);
