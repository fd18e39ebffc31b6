/** The picture as data: what is folded, where everything lies, which runs share a scale. Real runs throughout. */
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { BUILT_IN } from "../../runtime/judge/built-in.ts";
import type { Judged } from "../../runtime/model/run.ts";
import { clock, length } from "../../src/workbench/picture/clock.ts";
import { entriesOf } from "../../src/workbench/picture/entries.ts";
import { foldsOf } from "../../src/workbench/picture/folds.ts";
import { layout, ticksOf } from "../../src/workbench/picture/layout.ts";
import { DIFFERENCE, NO_RETURN } from "../../src/workbench/picture/marks.ts";
import { RULE_ROW, type Options } from "../../src/workbench/picture/rows.ts";
import { glyph } from "../../src/workbench/picture/shapes.ts";
import { between, eventAt, firstDifference, FOLD, frameOf, LONGEST, PAD, scaleOf, sharedScale, STEP } from "../../src/workbench/picture/scale.ts";
import { narrate, viewOf, type RunView } from "../../src/workbench/view.ts";
import { longer } from "../support/long-run.ts";
import { widget } from "../support/programs.ts";
import { answering, programIn, programOf, run, scenarioOf } from "../support/run.ts";

const SAMPLE = programIn(join(import.meta.dirname, "../../content/samples/leaderboard"));
const LONG = { files: SAMPLE.files.map((file) => (file.path === "Provider.ts" ? { ...file, text: longer(file.text) } : file)) };
const scenario = (name: string) => BUILT_IN.find((each) => each.name === name) ?? scenarioOf({});

let killed: RunView;
let calm: RunView;
let day: RunView;
let progress: Judged;
beforeAll(async () => {
  killed = viewOf(await run(SAMPLE, scenario("kill-relaunch")), "kill-relaunch");
  calm = viewOf(await run(SAMPLE, scenario("calm")), "calm");
  day = viewOf(await run(LONG, scenario("day-at-home")), "day-at-home");
  const delegate = "urlSessionDownloadTaskDidWriteDataTotalBytesWrittenTotalBytesExpectedToWrite() {}";
  progress = await run(programOf(widget({ delegate })), scenarioOf({ settings: { graceAfterAnswer: "5m" }, server: [{ match: "*", answer: { body: "x", padTo: 4_000_000 } }] }), answering("x"));
});

const drawn = (view: RunView, options: Options = {}) => {
  const scale = scaleOf(view.events, "order", [], new Set());
  return layout(view, scale.runs[0] ?? [], scale.length, options);
};

test("one run has 2,000 events: what the tests below stand on", () => {
  expect(day.events.length).toBeGreaterThan(2000);
});

test("memory is torn where the process is terminated, disk and daemon run on under the tear", () => {
  const { bars, tears } = drawn(killed);
  const torn = killed.events.find((event) => event.kind === "process-terminated");
  const memory = bars.filter((bar) => bar.state === "memory");
  expect(memory.map(({ to, torn: isTorn, label }) => [to, isTorn, label])).toEqual([[torn?.n, true, "memory of life 1"], [null, false, "memory of life 2"]]);
  const [tear] = tears;
  for (const state of ["disk", "daemon"] as const) {
    const [store, ...others] = bars.filter((bar) => bar.state === state);
    expect(others).toEqual([]);
    expect(store?.u1).toBeLessThan(tear?.u ?? 0);
    expect(store?.u2).toBeGreaterThan(tear?.u ?? Infinity);
    expect(store?.top).toBeGreaterThanOrEqual(tear?.bottom ?? Infinity);
  }
});

test("a warning is no broken rule: its track, its mark and its event say so", () => {
  const at = killed.events[5]?.n ?? 0;
  const failed = (severity: "error" | "warning"): RunView => ({ ...killed, rules: killed.rules.map((rule, index) => (index === 0 ? { ...rule, status: "failed", severity, marks: [{ line: at, state: "broken" }] } : { ...rule, status: "not-exercised", marks: [] })) });
  for (const [severity, status, state, tone] of [["warning", "warned", "warned", "warned"], ["error", "failed", "broken", "bad"]] as const) {
    const { tracks, points } = drawn(failed(severity));
    expect([tracks[0]?.status, tracks[0]?.marks[0]?.state, points[at]?.tone]).toEqual([status, state, tone]);
    expect(tracks[0]?.marks[0]?.text).toMatch(severity === "warning" ? /: a warning here$/ : /: broken here$/);
    // In every shape, not in colour alone.
    expect(new Set([glyph("warned", 0, 0), glyph("bad", 0, 0), glyph("broken", 0, 0), glyph("outside", 0, 0)]).size).toBe(4);
  }
});

test("a life is solid, then hatched, and the next one is named", () => {
  const lives = drawn(killed).bars.filter((bar) => ["running", "suspended"].includes(bar.state));
  expect(lives.map(({ state, label, torn }) => [state, label, torn])).toEqual([["running", "life 1", true], ["running", "life 2", false], ["suspended", "suspended", false], ["running", "", false], ["suspended", "suspended", false]]);
});

test("a download waits at the daemon, is loaded, and is kept until the delegate hears of it", () => {
  const download = drawn(killed).bars.filter((bar) => bar.task !== null);
  expect(download.map(({ state, label }) => [state, label])).toEqual([["waiting", "scores/today.json"], ["transfer", "scores/today.json"], ["kept", "kept"]]);
  expect(killed.events[download[2]?.to ?? 0]?.text).toContain("didFinishDownloadingTo");
});

test("downloads at one time lie in rows of their own, and a later one takes a free row", async () => {
  const timeline = `for (const n of [1, 2, 3]) downloads.session.downloadTask({ with: new URL("https://api.relaunch.example/" + n) }).resume(); completion(new Timeline({ entries: [{ date: new Date(), title: "now" }], policy: TimelineReloadPolicy.never }));`;
  const view = viewOf(await run(programOf(widget({ timeline })), scenarioOf({ settings: { graceAfterAnswer: "5m" } })), "three");
  const rows = new Map(drawn(view).bars.flatMap((bar) => (bar.task === null ? [] : [[bar.task, bar.top]])));
  expect(rows.size).toBe(3);
  expect(new Set(rows.values()).size).toBe(3);
  const one = new Set(drawn(day).bars.flatMap((bar) => (bar.task === null ? [] : [bar.top])));
  expect(one.size).toBe(1);
});

test("rules that are kept share a track until they are opened, what is broken has its own", () => {
  expect(drawn(day).tracks.map(({ name, status }) => [name, status])).toEqual([["Budget kept", "warned"], [`${day.rules.filter((rule) => rule.status === "passed").length} rules kept, ${day.rules.filter((rule) => rule.status === "not-exercised").length} not tested`, "several"]]);
  expect(drawn(day, { isRulesOpen: true }).tracks.length).toBe(day.rules.length);
  const together = drawn(day).tracks.find((track) => track.key === "kept")?.marks ?? [];
  expect(new Set(together.map((mark) => mark.line)).size).toBe(together.length);
  const each = drawn(day, { isRulesOpen: true }).tracks.filter((track) => track.status === "passed").flatMap((track) => track.marks);
  expect(new Set(each.map((mark) => mark.line)).size).toBe(together.length);
});

test("progress and what is said again and again folds; the first time stays", () => {
  const view = viewOf(progress, "progress");
  const folds = foldsOf(view);
  expect(view.events.filter((event) => event.quiet).map((event) => event.kind)).toEqual(expect.arrayContaining(["transfer-progress", "callback-begins", "callback-ends"]));
  const progressFold = folds.find((fold) => /lines of progress/.test(fold.text));
  expect(progressFold).toBeDefined();
  expect(progress.lines[(progressFold?.from ?? 0) - 1]?.kind).toBe("transfer-progress");
  const console = foldsOf(day).find((fold) => fold.text.includes("step"));
  expect(console?.text).toBe("“step 1”, 17 times more");
  expect(day.events[(console?.from ?? 0) - 1]?.text).toBe("step 0");
});

test("what must be seen is never folded: a broken rule, an intervention, a terminate", () => {
  for (const view of [day, killed]) {
    const folds = foldsOf(view);
    const isFolded = (n: number) => folds.some(({ from, to }) => n >= from && n <= to);
    expect(view.rules.flatMap((rule) => rule.marks.filter((mark) => mark.state === "broken")).filter((mark) => isFolded(mark.line))).toEqual([]);
    expect(view.events.filter((event) => (event.kind === "intervention" || event.kind === "process-terminated") && isFolded(event.n))).toEqual([]);
  }
  expect(foldsOf(killed)).toEqual([]);
  const [fold] = foldsOf(day);
  const inside = (fold?.from ?? 0) + 3;
  const broken = { ...day, rules: day.rules.map((rule, index) => (index === 0 ? { ...rule, marks: [{ line: inside, state: "broken" as const }] } : rule)) };
  expect(foldsOf(broken).filter(({ from, to }) => inside >= from && inside <= to)).toEqual([]);
});

test("a closed fold is as wide as one mark, an open one as wide as its events", () => {
  const folds = foldsOf(day);
  const [closed, open] = [scaleOf(day.events, "order", folds, new Set()), scaleOf(day.events, "order", folds, new Set(folds.map((fold) => fold.from)))];
  expect(closed.folds.every((fold) => fold.width === FOLD)).toBe(true);
  expect(open.length).toBe(PAD * 2 + (day.events.length - 1) * STEP);
  expect(closed.length).toBeLessThan(open.length * 0.7);
  for (const { runs: [us = []] } of [closed, open]) expect(us.every((u, n) => n === 0 || u >= (us[n - 1] ?? 0))).toBe(true);
});

test("on the clock axis lengths are true, and a long wait is broken off with its length said", () => {
  const { runs: [us = []], breaks } = scaleOf(killed.events, "clock", [], new Set());
  const waits = killed.events.map((event, n) => event.at - (killed.events[n - 1]?.at ?? event.at));
  const long = waits.flatMap((wait, n) => (wait >= 200 ? [n] : []));
  expect(long.length).toBeGreaterThan(4);
  for (const n of long) expect((us[n] ?? 0) - (us[n - 1] ?? 0)).toBeCloseTo(((waits[n] ?? 0) / 1000) * 56);
  expect(breaks).toEqual([]);
  const broken = day.events.filter((event, n) => event.at - (day.events[n - 1]?.at ?? event.at) > LONGEST).length;
  expect(broken).toBeGreaterThan(20);
  expect(scaleOf(day.events, "clock", [], new Set()).breaks.length).toBe(broken);
});

test("two runs share a scale: what happens at one time lies at one place, the common beginning is known", () => {
  const difference = firstDifference(calm.events, killed.events);
  expect(difference).not.toBeNull();
  expect(killed.events[difference ?? 0]?.text).toBe("the system terminates the extension");
  for (const axis of ["order", "clock"] as const) {
    const { runs: [one = [], other = []] } = sharedScale([calm.events, killed.events], axis);
    expect(one.slice(0, difference ?? 0)).toEqual(other.slice(0, difference ?? 0));
    expect(one.length).toBe(calm.events.length);
    expect(other.length).toBe(killed.events.length);
  }
  const { runs: [one = [], other = []] } = sharedScale([calm.events, killed.events], "clock");
  const starts = (view: RunView) => view.events.findIndex((event) => event.kind === "transfer-started");
  expect(calm.events[starts(calm)]?.at).toBe(killed.events[starts(killed)]?.at);
  expect(one[starts(calm)]).toBe(other[starts(killed)]);
  for (const us of [one, other]) expect(us.every((u, n) => n === 0 || u > (us[n - 1] ?? 0))).toBe(true);
  expect(firstDifference(killed.events, killed.events)).toBeNull();
  expect(firstDifference(killed.events, killed.events.map((event) => (event.n === 7 ? { ...event, text: `${event.text}.` } : event)))).toBe(7);
});

test("a place leads back to the last event at or before it", () => {
  expect([0, 10, 11, 29.9, 30, 99].map((u) => eventAt([10, 20, 20, 30], u))).toEqual([0, 0, 0, 2, 3, 3]);
});

test("of what lies in order, the part from one place up to another is what a look at each would find", () => {
  const list = [10, 20, 20, 30].map((u) => ({ u }));
  for (const [from, to] of [[0, 99], [10, 30], [11, 20], [20, 21], [20, 20], [31, 99], [-5, 10], [30, 5]] as const) {
    expect(between(list, from, to).map(({ u }) => u)).toEqual(list.map(({ u }) => u).filter((u) => u >= from && u < to));
  }
});

test("labels of the clock keep their distance at every zoom", () => {
  const { runs: [us = []] } = scaleOf(day.events, "order", [], new Set());
  for (const zoom of [1, 0.1, 0.02]) {
    const places = ticksOf(day.events, us, zoom, 62).map((tick) => tick.u * zoom);
    expect(places.length).toBeGreaterThan(5);
    expect(places.every((place, n) => n === 0 || place - (places[n - 1] ?? 0) >= 62)).toBe(true);
  }
});

test("times read as a clock does, waits as one says them", () => {
  expect([0, 2500, 61_000, 3_599_900, 3_600_000, 86_400_000].map(clock)).toEqual(["0:00", "0:02.5", "1:01", "59:59.9", "1:00:00", "24:00:00"]);
  expect([6500, 119_000, 120_000, 3_540_000, 7_200_000, 7_500_000].map(length)).toEqual(["6.5 s", "119 s", "2 min", "59 min", "2 h", "2 h 5 min"]);
});

test("one sentence says a step everywhere", () => {
  expect(narrate(killed.events[0] as never)).toBe("Extension: life 1 begins, with empty memory");
});

test("what is said of a trace stands before its event, and is not lost with a lane that is not listed", () => {
  const difference = { ...DIFFERENCE, line: 4 };
  const noReturn = { ...NO_RETURN, line: 2 };
  const said = (events: RunView["events"], ...marks: Parameters<typeof entriesOf>[1]): unknown[] => entriesOf(events, marks).map((entry) => ("event" in entry ? entry.event.n : entry.mark.label));
  const six = killed.events.slice(0, 6);
  expect(said(six)).toEqual([0, 1, 2, 3, 4, 5]);
  expect(said(six, difference, noReturn)).toEqual([0, 1, "point of no return", 2, 3, "first difference", 4, 5]);
  expect(said(six.filter(({ n }) => n !== 2 && n < 4), difference, noReturn)).toEqual([0, 1, "point of no return", 3, "first difference"]);
  expect(said([], difference)).toEqual(["first difference"]);
});

test("a stretch is framed no closer than it was, and not where it could not be read", () => {
  expect(frameOf(200, 600, 1)).toBe(1);
  const closer = frameOf(600, 600, 1);
  expect(closer).toBeLessThan(1);
  expect(600 * (closer ?? 0)).toBeLessThanOrEqual(600 - 100);
  expect(frameOf(2000, 600, 1)).toBeNull();
  expect(frameOf(0, 600, 1.4)).toBe(1.4);
  expect(frameOf(10, 100, 1)).toBeNull();
});

const idle = (): RunView => ({ ...killed, events: killed.events.filter(({ lane }) => lane !== "daemon" && lane !== "server").map((event, n) => ({ ...event, n, cause: null })) });

for (const isHigh of [false, true]) {
  test(`each event lies in its lane, each bar and track in its own, and none lies on another (${isHigh ? "high" : "low"})`, () => {
    for (const [view, options] of [[killed, {}], [killed, { hasGhost: true }], [killed, { isBelow: true }], [idle(), {}], [day, { isRulesOpen: true }]] as const) {
      const { rows, points, bars, tracks, height, top } = drawn(view, { ...options, isHigh });
      let next = top;
      for (const row of rows) {
        expect(row.top).toBe(next);
        expect(row.y > row.top && row.y < row.top + row.height, row.key).toBe(true);
        next += row.height;
      }
      for (const { y, n } of points) {
        const row = rows.find((each) => y > each.top && y < each.top + each.height);
        expect([view.events[n]?.lane, "others"]).toContain(row?.key);
      }
      for (const bar of bars) {
        const row = rows.find((each) => bar.top >= each.top && bar.top + bar.height <= each.top + each.height);
        expect(row?.key, bar.text).toBe(["running", "suspended"].includes(bar.state) ? "extension" : ["transfer", "waiting", "kept"].includes(bar.state) ? "daemon" : bar.state === "inline" ? "memory" : bar.state);
      }
      for (const track of tracks) {
        expect(track.y - RULE_ROW / 2).toBeGreaterThanOrEqual(next);
        next = track.y + RULE_ROW / 2;
      }
      expect(height).toBeGreaterThanOrEqual(next);
    }
  });
}

test("a lesson's lanes have room in 294 pixels, those with nothing on them less than others, and are higher where there is more", () => {
  const [low, high, none] = [drawn(killed), drawn(killed, { isHigh: true }), drawn(idle())];
  // Beside the rules that are broken, of which a lesson has two or three.
  expect(low.height + 3 * 22).toBeLessThan(294 - 12);
  expect(high.height).toBeGreaterThan(low.height * 1.3);
  const row = ({ rows }: typeof low, key: string) => rows.find((each) => each.key === key)?.height ?? 0;
  for (const key of ["daemon", "server"]) expect(row(none, key), key).toBeLessThan(row(low, key));
});

test("two runs have room below one another: both have the lanes of process, stores and downloads, and the rule it is about", () => {
  const rules = new Set([killed.rules[0]?.rule ?? ""]);
  const [story, passing] = [drawn(killed, { rules }), drawn(calm, { rules, isBelow: true })];
  expect(story.rows.map(({ key }) => key)).toEqual(["home", "host", "extension", "memory", "disk", "daemon", "server"]);
  expect(passing.rows.map(({ key }) => key)).toEqual(["others", "extension", "memory", "disk", "daemon"]);
  for (const { tracks } of [story, passing]) expect(tracks.map(({ key }) => key)).toEqual([...rules]);
  expect(story.height + passing.height).toBeLessThan(380);
});

test("what would have happened has its lane under the process and its memory", () => {
  const { rows } = drawn(killed, { hasGhost: true });
  expect(rows.map(({ key }) => key)).toEqual(["home", "host", "extension", "memory", "ghost", "disk", "daemon", "server"]);
});
