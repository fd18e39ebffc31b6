/** Where everything of the picture lies. Pure: the same view gives the same picture, at build time and in the page. */
import { LANES, type Lane } from "../../../runtime/model/trace.ts";
import type { Event, RuleView, RunView } from "../view.ts";

export type Axis = "order" | "clock";

export const ROW = 44;
export const TOP = 28;
export const RULE_ROW = 18;
const STEP = 20;
const PAD = 16;
/** On the clock axis: pixels a second, and the least distance between two events. */
const SECOND = 56;
const LEAST = 7;
/** A wait longer than this is drawn as long as this. */
const LONGEST = 6000;

export interface Point {
  readonly n: number;
  readonly x: number;
  readonly y: number;
  readonly tone: "plain" | "outside" | "start" | "end" | "bad" | "learner";
}

export interface Bar {
  readonly from: number;
  readonly to: number;
  readonly y: number;
  readonly state: "running" | "suspended" | "transfer" | "memory" | "disk";
  /** The process was terminated here: the bar ends torn. */
  readonly torn: boolean;
  readonly label: string;
}

export interface Arrow {
  readonly from: number;
  readonly to: number;
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

export interface Track {
  readonly rule: RuleView;
  readonly y: number;
  readonly spans: readonly { readonly from: number; readonly to: number; readonly state: "owed" | "kept" }[];
  readonly marks: readonly { readonly x: number; readonly line: number; readonly state: "owed" | "kept" | "broken" }[];
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly lanes: readonly { readonly lane: Lane; readonly y: number }[];
  readonly points: readonly Point[];
  readonly bars: readonly Bar[];
  readonly arrows: readonly Arrow[];
  readonly tracks: readonly Track[];
  readonly ticks: readonly { readonly x: number; readonly label: string }[];
}

export function layout(view: RunView, axis: Axis): Layout {
  const xs = places(view.events, axis);
  const x = (n: number): number => xs[n] ?? PAD;
  // The containing app has its lane only where it plays a part.
  const shown = LANES.filter((lane) => lane !== "app" || view.events.some((event) => event.lane === "app"));
  const y = (lane: Lane): number => TOP + shown.indexOf(lane) * ROW + ROW / 2;
  const width = (xs.at(-1) ?? 0) + PAD * 2;
  const exercised = view.rules.filter((rule) => rule.status !== "not-exercised");
  const rulesTop = TOP + shown.length * ROW + 14;
  return {
    width, height: rulesTop + exercised.length * RULE_ROW + 10,
    lanes: shown.map((lane) => ({ lane, y: y(lane) })),
    points: view.events.map((event) => ({ n: event.n, x: x(event.n), y: y(event.lane), tone: toneOf(event, view) })),
    bars: [...lifeBars(view.events, x, width - PAD, y("extension")), ...transferBars(view.events, x, width - PAD, y("daemon")), ...diskBar(view.events, x, width - PAD, y("disk"))],
    arrows: view.events.flatMap((event) => {
      const cause = event.cause === null ? undefined : view.events[event.cause];
      return cause && cause.lane !== event.lane ? [{ from: cause.n, to: event.n, x1: x(cause.n), y1: y(cause.lane), x2: x(event.n), y2: y(event.lane) }] : [];
    }),
    tracks: exercised.map((rule, index) => trackOf(rule, rulesTop + index * RULE_ROW + RULE_ROW / 2, x, width - PAD)),
    ticks: ticksOf(view.events, x),
  };
}

/** The line nearest to a place across the picture: where something is dropped. */
export function lineAt({ points }: Layout, x: number): number {
  return points.reduce((best, point) => (Math.abs(point.x - x) < Math.abs((points[best]?.x ?? Infinity) - x) ? point.n : best), 0);
}

function places(events: readonly Event[], axis: Axis): number[] {
  if (axis === "order") return events.map((_event, index) => PAD + index * STEP);
  const xs: number[] = [];
  let place = PAD;
  events.forEach((event, index) => {
    const wait = index === 0 ? 0 : event.at - (events[index - 1]?.at ?? 0);
    if (index > 0) place += Math.max(LEAST, (Math.min(wait, LONGEST) / 1000) * SECOND);
    xs.push(place);
  });
  return xs;
}

function toneOf(event: Event, view: RunView): Point["tone"] {
  if (view.rules.some((rule) => rule.marks.some((mark) => mark.state === "broken" && mark.line === event.n))) return "bad";
  if (event.kind === "intervention") return "outside";
  if (event.kind === "callback-begins") return "start";
  if (event.kind === "callback-ends") return "end";
  return event.source === null ? "plain" : "learner";
}

/** Solid while it runs, hatched while suspended, torn where it was terminated. */
function lifeBars(events: readonly Event[], x: (n: number) => number, end: number, y: number): Bar[] {
  const bars: Bar[] = [];
  let open: { from: number; state: "running" | "suspended"; label: string } | null = null;
  const close = (to: number, torn: boolean): void => {
    if (open) bars.push({ ...open, to, y, torn });
    open = null;
  };
  for (const event of events) {
    const at = x(event.n);
    if (event.kind === "process-launched") open = { from: at, state: "running", label: `life ${event.life}` };
    else if (event.kind === "process-suspended") {
      close(at, false);
      open = { from: at, state: "suspended", label: "" };
    } else if (event.kind === "process-resumed") {
      close(at, false);
      open = { from: at, state: "running", label: "" };
    } else if (event.kind === "process-terminated") close(at, true);
  }
  close(end, false);
  return bars;
}

function transferBars(events: readonly Event[], x: (n: number) => number, end: number, y: number): Bar[] {
  const resumed = new Map<number, number>();
  const bars: Bar[] = [];
  for (const event of events) {
    if (event.task === null) continue;
    if (event.kind === "transfer-started" && event.lane === "daemon" && !resumed.has(event.task)) resumed.set(event.task, x(event.n));
    if ((event.kind === "transfer-finished" || event.kind === "transfer-failed") && resumed.has(event.task)) {
      bars.push({ from: resumed.get(event.task) ?? 0, to: x(event.n), y, state: "transfer", torn: event.kind === "transfer-failed", label: "download" });
      resumed.delete(event.task);
    }
  }
  for (const from of resumed.values()) bars.push({ from, to: end, y, state: "transfer", torn: false, label: "download" });
  return bars;
}

/** What lies on disk from the first write on, under every tear. */
function diskBar(events: readonly Event[], x: (n: number) => number, end: number, y: number): Bar[] {
  const first = events.find((event) => ["file-written", "file-moved", "defaults-set"].includes(event.kind));
  return first ? [{ from: x(first.n), to: end, y, state: "disk", torn: false, label: "kept" }] : [];
}

function trackOf(rule: RuleView, y: number, x: (n: number) => number, end: number): Track {
  const marks = [...rule.marks].sort((one, other) => one.line - other.line).map((mark) => ({ x: x(mark.line), line: mark.line, state: mark.state }));
  const spans = marks.flatMap((mark, index) => {
    if (mark.state === "broken") return [];
    const next = marks[index + 1];
    return [{ from: mark.x, to: next?.x ?? end, state: mark.state }];
  });
  return { rule, y, spans, marks };
}

/** The clock, where it has moved on. */
function ticksOf(events: readonly Event[], x: (n: number) => number): Layout["ticks"] {
  const ticks: { x: number; label: string }[] = [];
  for (const event of events) {
    const before = events[event.n - 1];
    if (before && before.at === event.at) continue;
    const place = x(event.n);
    const last = ticks.at(-1);
    if (last && place - last.x < 46) continue;
    ticks.push({ x: place, label: clock(event.at) });
  }
  return ticks;
}

/** "0:02.5" */
export function clock(at: number): string {
  const minutes = Math.floor(at / 60_000);
  const seconds = (at % 60_000) / 1000;
  return `${minutes}:${seconds.toFixed(seconds % 1 === 0 ? 0 : 1).padStart(seconds % 1 === 0 ? 2 : 4, "0")}`;
}
