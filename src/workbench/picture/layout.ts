/** What the picture draws and where. Pure: the same view gives the same picture, at build time and in the page. */
import type { Event, RuleView, RunView } from "../view.ts";
import { HIGH, LOW, type Options, type Row, rowsOf, RULE_ROW, SUB_ROWS, topOf } from "./rows.ts";
import { lifeSpans, storeSpans, transferSpans, type Span } from "./spans.ts";

export { clock } from "./clock.ts";

export type Tone = "plain" | "outside" | "start" | "end" | "bad" | "warned" | "learner";

export interface Point {
  readonly n: number;
  readonly u: number;
  readonly y: number;
  readonly tone: Tone;
}

/** A span with its place. */
export interface Bar extends Span {
  readonly u1: number;
  readonly u2: number;
  readonly top: number;
  readonly height: number;
}

export interface Arrow {
  readonly from: Point;
  readonly to: Point;
}

export interface Track {
  readonly key: string;
  readonly name: string;
  /** "warned": failed, and no more than a warning. */
  readonly status: RuleView["status"] | "warned" | "several";
  readonly y: number;
  readonly spans: readonly { readonly u1: number; readonly u2: number; readonly state: "owed" | "kept" | "idle" }[];
  readonly marks: readonly { readonly u: number; readonly line: number; readonly state: "owed" | "kept" | "broken" | "warned"; readonly text: string }[];
}

export interface Layout {
  /** Units of the scale. */
  readonly length: number;
  /** Where its lanes begin. */
  readonly top: number;
  readonly height: number;
  readonly rows: readonly Row[];
  readonly points: readonly Point[];
  readonly bars: readonly Bar[];
  readonly arrows: readonly Arrow[];
  readonly tracks: readonly Track[];
  /** Where the process was terminated: the tear goes through its bar and its memory, and through nothing else. */
  readonly tears: readonly { readonly u: number; readonly top: number; readonly bottom: number; readonly text: string }[];
}

/** `us`: where each event lies. */
export function layout(view: RunView, us: readonly number[], length: number, options: Options = {}): Layout {
  const { events } = view;
  const size = options.isHigh ? HIGH : LOW;
  const u = (n: number): number => us[n] ?? 0;
  const end = length;
  const { spans: transfers, rowOf, rowCount } = inRows(transferSpans(events, view.loads));
  const rows = rowsOf(events, rowCount, size, options);
  const row = (key: Row["key"]): Row => rows.find((each) => each.key === key) ?? (rows[0] as Row);
  const tones = tonesOf(view);
  const daemon = row("daemon");
  const subRow = (task: number): number => daemon.top + size.first + (rowOf.get(task) ?? 0) * size.download;
  const points = events.map((event): Point => {
    const y = event.lane === "daemon" && event.task !== null && rowOf.has(event.task) ? subRow(event.task) + size.bar / 2 : row(event.lane).y;
    return { n: event.n, u: u(event.n), y, tone: tones.get(event.n) ?? toneOf(event) };
  });
  const place = (span: Span, top: number, height: number): Bar => ({ ...span, u1: u(span.from), u2: span.to === null ? end : u(span.to), top, height });
  const whole = (key: Row["key"]) => [row(key).top + 2, row(key).height - 4] as const;
  const bars = [
    ...storeSpans(events).map((span) => place(span, ...whole(span.state === "memory" ? "memory" : span.state === "disk" ? "disk" : "daemon"))),
    ...lifeSpans(events).map((span) => (span.state === "inline" ? place(span, row("memory").y - 5, 10) : place(span, row("extension").y - size.half, 2 * size.half))),
    ...transfers.map((span) => place(span, subRow(span.task ?? 0), size.bar)),
  ];
  const rulesTop = (rows.at(-1)?.top ?? 0) + (rows.at(-1)?.height ?? 0) + size.gap;
  const tracks = tracksOf(view.rules, options, u, end, rulesTop, size.kept);
  return {
    length, top: topOf(options), rows, points, bars, tracks,
    height: rulesTop + tracks.length * RULE_ROW + 2,
    arrows: events.flatMap((event) => {
      const cause = event.cause === null ? undefined : events[event.cause];
      return cause && cause.lane !== event.lane ? [{ from: points[cause.n] as Point, to: points[event.n] as Point }] : [];
    }),
    tears: events.flatMap((event) => (event.kind === "process-terminated" ? [{ u: u(event.n), top: row("extension").y - size.half - 4, bottom: row("memory").top + row("memory").height, text: `life ${event.life} is terminated: its memory ends here, disk and daemon go on` }] : [])),
  };
}

/** Downloads that overlap lie in rows of their own. */
function inRows(spans: readonly Span[]): { spans: readonly Span[]; rowOf: ReadonlyMap<number, number>; rowCount: number } {
  const ends: number[] = [];
  const rowOf = new Map<number, number>();
  const extent = new Map<number, { from: number; to: number }>();
  for (const { task, from, to } of spans) {
    if (task === null) continue;
    const known = extent.get(task);
    extent.set(task, { from: Math.min(known?.from ?? from, from), to: Math.max(known?.to ?? 0, to ?? Infinity) });
  }
  for (const [task, { from, to }] of [...extent].sort((one, other) => one[1].from - other[1].from)) {
    const free = ends.findIndex((end) => end <= from);
    const row = Math.min(free < 0 ? ends.length : free, SUB_ROWS - 1);
    ends[row] = Math.max(ends[row] ?? 0, to);
    rowOf.set(task, row);
  }
  return { spans, rowOf, rowCount: ends.length };
}

function tonesOf({ rules }: RunView): Map<number, Tone> {
  // What is broken comes last: it counts where both fall on one event.
  const failed = rules.toSorted((one, other) => Number(isWarning(other)) - Number(isWarning(one)));
  return new Map(failed.flatMap((rule) => rule.marks.flatMap((mark) => (mark.state === "broken" ? [[mark.line, isWarning(rule) ? "warned" : "bad"] as const] : []))));
}

function toneOf(event: Event): Tone {
  if (event.kind === "intervention") return "outside";
  if (event.kind === "callback-begins") return "start";
  if (event.kind === "callback-ends") return "end";
  return event.source === null ? "plain" : "learner";
}

const isWarning = ({ status, severity }: RuleView): boolean => status === "failed" && severity === "warning";
const WORD = { owed: "owed from here", kept: "kept", broken: "broken here", warned: "a warning here" } as const;

/** What is broken or owed has its track; of what is kept, and of what was not tested, there may be many. */
function tracksOf(all: readonly RuleView[], { isRulesOpen = false, rules: about }: Options, u: (n: number) => number, end: number, top: number, apart: number): Track[] {
  const rules = about ? all.filter(({ rule }) => about.has(rule)) : all;
  const urgent = rules.filter((rule) => rule.status === "failed" || rule.status === "pending");
  const kept = rules.filter((rule) => rule.status === "passed");
  const idle = rules.filter((rule) => rule.status === "not-exercised");
  const isOpen = isRulesOpen || about !== undefined;
  const together = !isOpen && kept.length > apart;
  const wanted: { key: string; name: string; status: Track["status"]; rules: readonly RuleView[] }[] = [
    ...urgent.map((rule) => ({ key: rule.rule, name: rule.short, status: isWarning(rule) ? ("warned" as const) : rule.status, rules: [rule] })),
    ...(together ? [{ key: "kept", name: `${kept.length} rules kept${idle.length > 0 ? `, ${idle.length} not tested` : ""}`, status: "several" as const, rules: kept }] : kept.map((rule) => ({ key: rule.rule, name: rule.short, status: rule.status, rules: [rule] }))),
    ...(isOpen ? idle.map((rule) => ({ key: rule.rule, name: rule.short, status: rule.status, rules: [rule] })) : idle.length > 0 && !together ? [{ key: "idle", name: `${idle.length} not tested`, status: "not-exercised" as const, rules: idle }] : []),
  ];
  return wanted.map(({ key, name, status, rules: shown }, index) => {
    const y = top + index * RULE_ROW + RULE_ROW / 2;
    const marks = shown.flatMap((rule) => rule.marks.map((mark) => {
      const state = mark.state === "broken" && isWarning(rule) ? ("warned" as const) : mark.state;
      return { u: u(mark.line), line: mark.line, state, text: `${rule.title}: ${WORD[state]}` };
    })).sort((one, other) => one.line - other.line);
    return { key, name, status, y, marks: shown.length > 1 ? merged(marks) : marks, spans: spansOf(marks, shown.length > 1, end) };
  });
}

/** Marks of several rules at one event become one: what is owed shows, and how many rules speak. */
function merged(marks: Track["marks"]): Track["marks"] {
  const byLine = new Map<number, Track["marks"][number][]>();
  for (const mark of marks) byLine.set(mark.line, [...(byLine.get(mark.line) ?? []), mark]);
  return [...byLine.values()].map((same) => {
    const [first] = same as [Track["marks"][number]];
    const state = same.some((mark) => mark.state === "owed") ? "owed" : "kept";
    return { ...first, state, text: same.length === 1 ? first.text : `${same.slice(0, 3).map((mark) => mark.text).join("; ")}${same.length > 3 ? `; and ${same.length - 3} more` : ""}` };
  });
}

/** Between marks: what was said last holds. Of several rules together, owed is what counts. */
function spansOf(marks: Track["marks"], isSeveral: boolean, end: number): Track["spans"] {
  const first = marks[0];
  if (!first) return [{ u1: 0, u2: end, state: "idle" }];
  const before = { u1: 0, u2: first.u, state: "idle" as const };
  if (isSeveral) return [before, { u1: first.u, u2: end, state: "kept" }];
  return [before, ...marks.flatMap((mark, index) => (mark.state === "broken" || mark.state === "warned" ? [] : [{ u1: mark.u, u2: marks[index + 1]?.u ?? end, state: mark.state }]))];
}

/** Instants at which the clock has moved on, no closer than `least` pixels. */
export function ticksOf(events: readonly Event[], us: readonly number[], zoom: number, least: number): { n: number; u: number }[] {
  const ticks: { n: number; u: number }[] = [];
  let last = -Infinity;
  for (const event of events) {
    const before = events[event.n - 1];
    const u = us[event.n] ?? 0;
    if ((before && before.at === event.at) || (u - last) * zoom < least) continue;
    ticks.push({ n: event.n, u });
    last = u;
  }
  return ticks;
}
