/** What lasts: process lives, the three stores, downloads. From event to event, before anything has a place. */
import type { Event } from "../view.ts";
import { clock } from "./clock.ts";

export interface Span {
  /** Events. `to`: `null` when it goes on to the end of the run. */
  readonly from: number;
  readonly to: number | null;
  readonly state: "running" | "suspended" | "memory" | "disk" | "daemon" | "inline" | "waiting" | "transfer" | "kept";
  /** It does not end, it is torn off. */
  readonly torn: boolean;
  /** Written at it where there is room. */
  readonly label: string;
  /** The same in a sentence. */
  readonly text: string;
  readonly task: number | null;
}

type Open = Omit<Span, "to" | "torn">;

/** Solid while it runs, hatched while suspended, torn where it was terminated; inline requests live in its memory. */
export function lifeSpans(events: readonly Event[]): Span[] {
  const spans: Span[] = [];
  let open: Open | null = null;
  const inline = new Map<number, Open>();
  const close = (span: Open | null, to: number | null, torn: boolean): void => {
    if (span) spans.push({ ...span, to, torn, text: `${span.text}${to === null ? "" : `, ${torn ? "torn off" : "until"} ${torn ? "at " : ""}${clock(events[to]?.at ?? 0)}`}` });
  };
  let life = 0;
  const begin = (event: Event, state: "running" | "suspended", label: string): void => {
    open = { from: event.n, state, label, text: `life ${life} ${state === "running" ? "runs" : "is suspended"} from ${clock(event.at)}`, task: null };
  };
  for (const event of events) {
    if (event.kind === "process-launched") {
      life = event.life ?? life + 1;
      begin(event, "running", `life ${life}`);
    } else if (event.kind === "process-suspended" || event.kind === "process-resumed") {
      close(open, event.n, false);
      begin(event, event.kind === "process-suspended" ? "suspended" : "running", event.kind === "process-suspended" ? "suspended" : "");
    } else if (event.kind === "process-terminated") {
      close(open, event.n, true);
      open = null;
      for (const span of inline.values()) close(span, event.n, true);
      inline.clear();
    } else if (event.lane === "extension" && event.task !== null) {
      if (event.kind === "transfer-started") inline.set(event.task, { from: event.n, state: "inline", label: "inline request", text: `inline request, in the memory of life ${life}, from ${clock(event.at)}`, task: event.task });
      if (event.kind === "transfer-finished" || event.kind === "transfer-failed") {
        close(inline.get(event.task) ?? null, event.n, event.kind === "transfer-failed");
        inline.delete(event.task);
      }
    }
  }
  close(open, null, false);
  for (const span of inline.values()) close(span, null, false);
  return spans;
}

const WRITES: readonly string[] = ["file-written", "file-moved", "defaults-set"];

/** Memory begins and ends with each life. Disk and daemon run on under every tear. */
export function storeSpans(events: readonly Event[]): Span[] {
  const spans: Span[] = [];
  let life: Event | null = null;
  const memory = (from: Event, to: Event | null): Span => ({ from: from.n, to: to?.n ?? null, state: "memory", torn: to !== null, label: `memory of life ${from.life}`, text: `memory of life ${from.life}${to ? `, gone at ${clock(to.at)}` : ""}`, task: null });
  for (const event of events) {
    if (event.kind === "process-launched") life = event;
    if (event.kind === "process-terminated" && life) {
      spans.push(memory(life, event));
      life = null;
    }
  }
  if (life) spans.push(memory(life, null));
  const written = events.find((event) => WRITES.includes(event.kind));
  if (written) spans.push({ from: written.n, to: null, state: "disk", torn: false, label: "kept on disk", text: `the disk keeps what was written, from ${clock(written.at)} on`, task: null });
  const tasks = daemonTasks(events);
  const handed = events.find((event) => event.kind === "task-resumed" && event.task !== null && tasks.has(event.task));
  if (handed) spans.push({ from: handed.n, to: null, state: "daemon", torn: false, label: "", text: `the daemon goes on without the process, from ${clock(handed.at)} on`, task: null });
  return spans;
}

const daemonTasks = (events: readonly Event[]): ReadonlySet<number> => new Set(events.flatMap((event) => (event.lane === "daemon" && event.task !== null ? [event.task] : [])));

const DELIVERED: readonly string[] = ["callback-begins", "file-moved"];

/** One download: handed over and waiting, loading, then kept until the delegate hears of it. */
export function transferSpans(events: readonly Event[], loads: Readonly<Record<number, string>>): Span[] {
  const tasks = daemonTasks(events);
  const open = new Map<number, Open>();
  const spans: Span[] = [];
  const close = (task: number, to: number | null, torn: boolean): void => {
    const span = open.get(task);
    // Handed over and started at once: there was no wait.
    if (span && span.from !== to) spans.push({ ...span, to, torn });
    open.delete(task);
  };
  for (const event of events) {
    const { task } = event;
    if (task === null || !tasks.has(task)) continue;
    const name = loads[task] || "download";
    if (event.kind === "task-resumed" && !open.has(task)) open.set(task, { from: event.n, state: "waiting", label: name, text: `${name} waits at the daemon, from ${clock(event.at)}`, task });
    else if (event.kind === "transfer-started" && open.get(task)?.state !== "transfer") {
      close(task, event.n, false);
      open.set(task, { from: event.n, state: "transfer", label: name, text: `${name} is loaded by the daemon, from ${clock(event.at)}`, task });
    } else if (event.kind === "transfer-finished" || event.kind === "transfer-failed") {
      const failed = event.kind === "transfer-failed";
      close(task, event.n, failed);
      open.set(task, { from: event.n, state: "kept", label: failed ? "failure kept" : "kept", text: `the ${failed ? "failure" : "result"} of ${name} is kept by the daemon until a delegate hears of it, from ${clock(event.at)}`, task });
    } else if (open.get(task)?.state === "kept" && DELIVERED.includes(event.kind)) close(task, event.n, false);
  }
  for (const task of [...open.keys()]) close(task, null, false);
  return spans;
}
