/** The article's fourteen statements, in order. Sequences that several of them share are in sequences.test.ts. */
import { expect, test } from "vitest";
import type { Judged } from "../../runtime/model/run.ts";
import type { LineKind } from "../../runtime/model/trace.ts";
import { DELEGATE, widget, type Parts } from "../support/programs.ts";
import { programOf, run, scenarioOf, story } from "../support/run.ts";

const IDLE = { idle: "with-transfer" } as const;
const KILLED = scenarioOf({ interventions: [{ when: IDLE, do: "terminate" }] });
const CALM = scenarioOf({ settings: { graceAfterAnswer: "1m" } });
const play = (parts: Parts, scenario = KILLED): Promise<Judged> => run(programOf(widget(parts)), scenario);
const place = ({ lines }: Judged, kind: LineKind, title?: string): number => lines.findIndex((line) => line.kind === kind && (title === undefined || ("title" in line.data && line.data.title === title)));
const shown = ({ lines }: Judged): string[] => lines.flatMap((line) => (line.kind === "widget-shows" ? [`${line.at / 1000} ${line.data.what} ${(line.data.entry?.value as { title?: string } | null)?.title ?? ""}`] : []));

test("[S1] [S3] a widget shows a timeline, and getTimeline may start a request to refresh it", async () => {
  const judged = await play({}, CALM);
  expect(shown(judged)).toEqual(["0.3 placeholder –", "0.3 snapshot snapshot", "0.3 entry now"]);
  expect(place(judged, "task-resumed")).toBeLessThan(place(judged, "timeline-answered"));
});

test("[S2] outside the moments when the system asks, no code of the extension runs", async () => {
  const judged = await play({}, KILLED);
  const asleep = judged.worlds.flatMap((world, step) => (step > 0 && judged.worlds[step - 1]?.process.state !== "running" ? [{ before: judged.worlds[step - 1], world }] : []));
  expect(asleep.length).toBeGreaterThan(3);
  // Learner code is where it was, or gone with its process.
  expect(asleep.every(({ before, world }) => world.guest.life === null || world.guest.life === before?.guest.life)).toBe(true);
});

test("[S4] a request is inline, in the process, or background, in the daemon", async () => {
  const timeline = `
    downloads.start();
    URLSession.shared.dataTask({ with: new URL("https://api.relaunch.example/other") }, () => {}).resume();
    completion(new Timeline({ entries: [{ date: new Date() , title: "now" }], policy: TimelineReloadPolicy.never }));`;
  const judged = await play({ timeline }, CALM);
  expect(judged.lines.flatMap((line) => (line.kind === "transfer-started" ? [`${line.lane} ${line.data.background}`] : []))).toEqual(["extension false", "daemon true"]);
});

test("[S5] the extension is halted: the inline request is lost, the background one goes on", async () => {
  const timeline = `
    downloads.start();
    URLSession.shared.dataTask({ with: new URL("https://api.relaunch.example/other") }, () => {}).resume();
    completion(new Timeline({ entries: [{ date: new Date(), title: "now" }], policy: TimelineReloadPolicy.never }));`;
  expect(story((await play({ timeline })).lines, "inline-lost", "transfer-finished").slice(0, 2)).toEqual(["inline-lost", "transfer-finished"]);
});

test("[S6] [S7] the events come to the extension's own modifier, registered in its configuration", async () => {
  const judged = await play({});
  expect(place(judged, "handler-registered")).toBeGreaterThan(0);
  // The second life asks for the scores again, and is woken once more for them [H7].
  expect(story(judged.lines, "process-launched", "events-delivered").slice(0, 3)).toEqual(["process-launched", "process-launched", "events-delivered"]);
});

test("[S8] [S12] a session that is still there is used again: none is created twice in a life", async () => {
  const judged = await play({}, scenarioOf({ interventions: [{ when: IDLE, do: "suspend" }] }));
  expect(judged.lines.filter((line) => line.kind === "session-created")).toHaveLength(1);
});

test("[S9] the closure is called for the identifier it matches, and for no other", async () => {
  const other = await run(programOf(widget().replace('{ matching: "scores" }', '{ matching: "other" }')), KILLED);
  expect(story(other.lines, "events-delivered", "events-unmatched")).toEqual(["events-unmatched"]);
  const every = await run(programOf(widget().replace('{ matching: "scores" }, ', "")), KILLED);
  expect(new Set(story(every.lines, "events-delivered"))).toEqual(new Set(["events-delivered"]));
});

test("[S10] the completion is kept and called once all was delivered", async () => {
  const judged = await play({});
  expect(place(judged, "completion-called")).toBeGreaterThan(place(judged, "callback-ends", "urlSessionDidFinishEvents(forBackgroundURLSession:)"));
});

test("[S11] in a new process the session is created with the stored identifier, and the messages come", async () => {
  const judged = await play({});
  const created = judged.lines.filter((line) => line.kind === "session-created");
  expect(created.map((line) => line.kind === "session-created" && [line.data.life, line.data.configuration.identifier])).toEqual([[1, "scores"], [2, "scores"]]);
  expect(place(judged, "callback-begins", "urlSession(_:downloadTask:didFinishDownloadingTo:)")).toBeGreaterThan(created[1]?.n ?? 0);
});

test("[S13] after the closure comes the file, and when all was delivered, finish-events", async () => {
  const judged = await play({});
  const order = ["onBackgroundURLSessionEvents", "urlSession(_:downloadTask:didFinishDownloadingTo:)", "urlSessionDidFinishEvents(forBackgroundURLSession:)"].map((title) => place(judged, "callback-begins", title));
  expect([...order].sort((one, other) => one - other)).toEqual(order);
});

test("[S14] [C6] a reload in finish-events makes the host ask for a new timeline, and the completion ends the wake", async () => {
  const judged = await play({});
  const [reload, ended, asked] = [place(judged, "reload-requested"), place(judged, "wake-ends"), judged.lines.findLastIndex((line) => line.kind === "timeline-requested")];
  expect(reload).toBeLessThan(ended);
  expect(ended).toBeLessThan(asked);
});

const at = (seconds: number, title: string): string => `{ date: new Date(Date.now() + ${seconds * 1000}), title: "${title}" }`;
const timed = (entries: string, policy: string): string => `completion(new Timeline({ entries: [${entries}], policy: ${policy} }));`;
const day = scenarioOf({ continueAtRest: true, until: "65m" });

test("[B4] [B5] each entry is shown at its date", async () => {
  const judged = await play({ handler: "", timeline: timed([at(0, "one"), at(60, "two"), at(120, "three")].join(), "TimelineReloadPolicy.never") }, day);
  expect(shown(judged).slice(2)).toEqual(["0.3 entry one", "60.3 entry two", "120.3 entry three"]);
});

test.each([
  ["[B7] atEnd asks again after the last entry", "TimelineReloadPolicy.atEnd", [at(0, "a"), at(1200, "b")].join(), ["added", "policy", "policy", "policy"]],
  ["[B8] after asks again after its date", "TimelineReloadPolicy.after(new Date().addingTimeInterval(1800))", at(0, "a"), ["added", "policy", "policy"]],
  ["[B9] never does not ask again", "TimelineReloadPolicy.never", at(0, "a"), ["added"]],
])("%s", async (_title, policy, entries, reasons) => {
  const judged = await play({ handler: "", timeline: timed(entries, policy) }, day);
  expect(judged.lines.flatMap((line) => (line.kind === "timeline-requested" ? [line.data.reason] : []))).toEqual(reasons);
});

test("[C2] [C3] [C11] reloads reach the kind that is meant, all, or none", async () => {
  const once = (call: string): string => `if (!UserDefaults.standard.bool({ forKey: "done" })) { UserDefaults.standard.set(true, { forKey: "done" }); ${call} }\n${timed(at(0, "a"), "TimelineReloadPolicy.never")}`;
  const asked = async (call: string): Promise<string[]> => story((await play({ handler: "", timeline: once(call) }, CALM)).lines, "reload-scheduled", "reload-ignored");
  expect(await asked('WidgetCenter.shared.reloadTimelines({ ofKind: "scores" });')).toEqual(["reload-scheduled"]);
  expect(await asked("WidgetCenter.shared.reloadAllTimelines();")).toEqual(["reload-scheduled"]);
  expect(await asked('WidgetCenter.shared.reloadTimelines({ ofKind: "other" });')).toEqual(["reload-ignored"]);
});

test("[G5] [G6] the app group's files outlive the process, memory does not, and a group that is not granted has no container", async () => {
  const timeline = `
    const group = FileManager.default.containerURL({ forSecurityApplicationGroupIdentifier: "group.scores" });
    const file = group.appendingPathComponent("count.txt");
    const count = FileManager.default.fileExists({ atPath: file.path }) ? Number(new Data({ contentsOf: file }).toString()) : 0;
    (globalThis as any).memory = ((globalThis as any).memory ?? 0) + 1;
    new Data(String(count + 1)).write({ to: file });
    console.log("disk", count + 1, "memory", (globalThis as any).memory, String(FileManager.default.containerURL({ forSecurityApplicationGroupIdentifier: "team.other" })));
    ${timed(at(0, "a"), "TimelineReloadPolicy.never")}`;
  const scenario = scenarioOf({ interventions: [{ when: { line: "timeline-accepted" }, do: "terminate" }, { when: { line: "process-terminated" }, do: "ask-for-timeline" }] });
  const judged = await play({ handler: "", timeline, delegate: DELEGATE }, scenario);
  expect(judged.lines.flatMap((line) => (line.kind === "console" ? [line.text] : []))).toEqual(["disk 1 memory 1 null", "disk 2 memory 1 null"]);
});

test("promises, async and queued blocks go on within the process, in their order", async () => {
  const timeline = `
    DispatchQueue.main.async(() => console.log("block"));
    DispatchQueue.main.asyncAfter({ deadline: 2 }, () => console.log("later"));
    (async () => { await null; console.log("awaited"); })();
    console.log("first");
    ${timed(at(0, "a"), "TimelineReloadPolicy.never")}`;
  const judged = await play({ handler: "", timeline }, CALM);
  expect(judged.lines.flatMap((line) => (line.kind === "console" ? [`${line.at / 1000} ${line.text}`] : []))).toEqual(["0.3 first", "0.3 awaited", "0.3 block", "2.3 later"]);
});
