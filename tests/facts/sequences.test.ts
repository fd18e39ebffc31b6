/** [Q1] to [Q3], [Q12], [Q19] to [Q21], [Q31]: how the end of a download reaches the code, as aligned traces. */
import { expect, test } from "vitest";
import type { Judged } from "../../runtime/model/run.ts";
import { aligned } from "../support/aligned.ts";
import { ADDRESS, DELEGATE, TIMELINE, widget, type Parts } from "../support/programs.ts";
import { answering, programOf, run, scenarioOf, SCORES, story } from "../support/run.ts";

const KILLED = scenarioOf({ interventions: [{ when: { idle: "with-transfer" }, do: "terminate" }] });
const SUSPENDED = scenarioOf({ interventions: [{ when: { idle: "with-transfer" }, do: "suspend" }] });
/** The process stays up long enough for a download to end in it. */
const CALM = scenarioOf({ settings: { graceAfterAnswer: "1m" } });

const play = (parts: Parts, scenario = KILLED, origin = answering(SCORES)): Promise<Judged> => run(programOf(widget(parts)), scenario, origin);

const SAYS = DELEGATE.replace("urlSessionTaskDidCompleteWithError(session, task, error) {}", `urlSessionTaskDidCompleteWithError(session, task, error) { console.log("completed", error?.code ?? "nil", task.response?.statusCode); }
  urlSessionTaskDidFinishCollecting(session, task, metrics) {}`);
/** One request for the whole run. */
const ONCE = `
    const store = new UserDefaults({ suiteName: "group.scores" });
    if (!store.bool({ forKey: "begun" })) { store.set(true, { forKey: "begun" }); downloads.start(); }
    completion(new Timeline({ entries: [{ date: new Date(), title: "now" }], policy: TimelineReloadPolicy.never }));`;
const SHOWN = ["file-moved", "timeline-requested", "temporary-removed"] as const;

test("[Q1] [F7] [F14] a download that ends while the process runs is told live: progress, file, metrics, completion; no closure and no finish-events", async () => {
  const delegate = `${SAYS}\n  urlSessionDownloadTaskDidWriteDataTotalBytesWrittenTotalBytesExpectedToWrite(session, task, bytes, total) { console.log("progress", total); }`.replace(/FileManager.default.replaceItemAt.*\n/, 'console.log("there", FileManager.default.fileExists({ atPath: location }));\n');
  expect(aligned(await play({ delegate, timeline: ONCE }, CALM), "task-resumed", { also: SHOWN })).toMatchInlineSnapshot(`
    "extension hands the request for scores/today.json to the daemon
    daemon    starts the request for scores/today.json
    daemon    has all 100 bytes of scores/today.json
    extension ▸ urlSession(_:downloadTask:didWriteData:totalBytesWritten:totalBytesExpectedToWrite:)
    extension progress 100
    extension ◂ urlSession(_:downloadTask:didWriteData:totalBytesWritten:totalBytesExpectedToWrite:)
    extension ▸ urlSession(_:downloadTask:didFinishDownloadingTo:)
    extension there true
    extension ◂ urlSession(_:downloadTask:didFinishDownloadingTo:)
    disk      removes the temporary file of scores/today.json
    extension ▸ urlSession(_:task:didFinishCollecting:)
    extension ◂ urlSession(_:task:didFinishCollecting:)
    extension ▸ urlSession(_:task:didCompleteWithError:)
    extension completed nil 200
    extension ◂ urlSession(_:task:didCompleteWithError:)
    extension life 1 is suspended: nothing keeps it running"
  `);
});

test("[G1] removes the temporary file when the callback returns, and not before", async () => {
  const delegate = DELEGATE.replace(/FileManager.default.replaceItemAt.*\n/, "");
  expect(aligned(await play({ delegate, timeline: ONCE }, CALM), "transfer-finished", { to: "temporary-removed" })).toMatchInlineSnapshot(`
    "daemon    has all 100 bytes of scores/today.json
    extension ▸ urlSession(_:downloadTask:didFinishDownloadingTo:)
    extension ◂ urlSession(_:downloadTask:didFinishDownloadingTo:)
    disk      removes the temporary file of scores/today.json"
  `);
});

test("[Q2] [F8] [F16] a download that ends while suspended resumes the process: closure, messages, finish-events, reload, completion, suspended, timeline", async () => {
  expect(aligned(await play({ delegate: SAYS, timeline: ONCE }, SUSPENDED), "process-suspended", { to: "timeline-requested", also: SHOWN })).toMatchInlineSnapshot(`
    "extension life 1 is suspended
    daemon    starts the request for scores/today.json
    daemon    has all 100 bytes of scores/today.json
    daemon    resumes the extension: all transfers of "scores" have ended
    extension life 1 runs again, with its memory as it was
    extension life 1 has events waiting for "scores"
    extension hands the events of "scores" and their completion to the closure
    extension ▸ onBackgroundURLSessionEvents
    extension ◂ onBackgroundURLSessionEvents
    extension ▸ urlSession(_:downloadTask:didFinishDownloadingTo:)
    disk      moves the temporary file of scores/today.json to scores.json in the app group
    extension ◂ urlSession(_:downloadTask:didFinishDownloadingTo:)
    extension ▸ urlSession(_:task:didFinishCollecting:)
    extension ◂ urlSession(_:task:didFinishCollecting:)
    extension ▸ urlSession(_:task:didCompleteWithError:)
    extension completed nil 200
    extension ◂ urlSession(_:task:didCompleteWithError:)
    extension ▸ urlSessionDidFinishEvents(forBackgroundURLSession:)
    extension asks WidgetCenter to reload "scores"
    extension ◂ urlSessionDidFinishEvents(forBackgroundURLSession:)
    extension tells the system that the events were handled
    daemon    knows that the events were handled
    extension life 1 is suspended: event handling is over
    host      asks the extension for a timeline"
  `);
});

test("[Q3] [A12] [D16] a download that ends after a termination launches the process: main, closure, new session, then as Q2", async () => {
  const judged = await play({ delegate: SAYS, timeline: ONCE });
  expect(aligned(judged, "process-terminated", { to: "timeline-requested", also: [...SHOWN, "handler-registered"] })).toMatchInlineSnapshot(`
    "extension life 1 is terminated; its memory is gone
    daemon    starts the request for scores/today.json
    daemon    has all 100 bytes of scores/today.json
    daemon    launches the extension in the background: all transfers of "scores" have ended
    extension life 2 begins, with empty memory
    extension registers onBackgroundURLSessionEvents for "scores"
    extension life 2 has events waiting for "scores"
    extension hands the events of "scores" and their completion to the closure
    extension ▸ onBackgroundURLSessionEvents
    extension creates a background session "scores"
    extension ◂ onBackgroundURLSessionEvents
    extension ▸ urlSession(_:downloadTask:didFinishDownloadingTo:)
    disk      moves the temporary file of scores/today.json to scores.json in the app group
    extension ◂ urlSession(_:downloadTask:didFinishDownloadingTo:)
    extension ▸ urlSession(_:task:didFinishCollecting:)
    extension ◂ urlSession(_:task:didFinishCollecting:)
    extension ▸ urlSession(_:task:didCompleteWithError:)
    extension completed nil 200
    extension ◂ urlSession(_:task:didCompleteWithError:)
    extension ▸ urlSessionDidFinishEvents(forBackgroundURLSession:)
    extension asks WidgetCenter to reload "scores"
    extension ◂ urlSessionDidFinishEvents(forBackgroundURLSession:)
    extension tells the system that the events were handled
    daemon    knows that the events were handled
    extension life 2 is suspended: event handling is over
    host      asks the extension for a timeline"
  `);
  expect(judged.lines.filter((line) => line.kind === "timeline-requested").map((line) => line.data.reason)).toEqual(["added", "reload"]);
});

test("[Q12] [F5] a server error takes the path of success: the file holds the error's body, the status tells, and nothing is tried again", async () => {
  const judged = await play({ delegate: SAYS, timeline: ONCE }, KILLED, answering("sorry", 500));
  expect(aligned(judged, "transfer-started", { to: "wake-ends", also: [...SHOWN, "request-received", "response-sent"] })).toMatchInlineSnapshot(`
    "daemon    starts the request for scores/today.json
    server    receives GET scores/today.json
    server    answers 500 with 5 bytes (stand-in)
    daemon    has all 5 bytes of scores/today.json, although the status is 500
    daemon    launches the extension in the background: all transfers of "scores" have ended
    extension life 2 begins, with empty memory
    extension life 2 has events waiting for "scores"
    extension hands the events of "scores" and their completion to the closure
    extension ▸ onBackgroundURLSessionEvents
    extension creates a background session "scores"
    extension ◂ onBackgroundURLSessionEvents
    extension ▸ urlSession(_:downloadTask:didFinishDownloadingTo:)
    disk      moves the temporary file of scores/today.json to scores.json in the app group
    extension ◂ urlSession(_:downloadTask:didFinishDownloadingTo:)
    extension ▸ urlSession(_:task:didFinishCollecting:)
    extension ◂ urlSession(_:task:didFinishCollecting:)
    extension ▸ urlSession(_:task:didCompleteWithError:)
    extension completed nil 500
    extension ◂ urlSession(_:task:didCompleteWithError:)
    extension ▸ urlSessionDidFinishEvents(forBackgroundURLSession:)
    extension asks WidgetCenter to reload "scores"
    extension ◂ urlSessionDidFinishEvents(forBackgroundURLSession:)
    extension tells the system that the events were handled
    daemon    knows that the events were handled"
  `);
  expect(Object.values(judged.worlds.at(-1)?.disk.files ?? {}).map((file) => file.content)).toEqual([{ utf8: "sorry" }]);
});

test("[Q19] without a session nothing is delivered, and the messages stay with the daemon until one exists", async () => {
  const timeline = ONCE.replace("const store", "downloads.asked = (downloads.asked ?? 0) + 1;\n    if (downloads.asked > 1) void downloads.session;\n    const store");
  const judged = await play({ delegate: SAYS, timeline, handler: "(identifier, completion) => { completion(); }" }, scenarioOf({ interventions: [{ when: { idle: "with-transfer" }, do: "terminate" }, { when: { at: "1m" }, do: "ask-for-timeline" }, { when: { at: "2m" }, do: "ask-for-timeline" }] }));
  expect(aligned(judged, "transfer-finished", { also: SHOWN })).toMatchInlineSnapshot(`
    "daemon    has all 100 bytes of scores/today.json
    daemon    launches the extension in the background: all transfers of "scores" have ended
    extension life 2 begins, with empty memory
    extension life 2 has events waiting for "scores"
    extension hands the events of "scores" and their completion to the closure
    extension ▸ onBackgroundURLSessionEvents
    extension tells the system that the events were handled
    daemon    knows that the events were handled
    extension ◂ onBackgroundURLSessionEvents
    extension life 2 is suspended: event handling is over
    home      the home screen wants fresh timelines
    host      asks the extension for a timeline
    extension life 2 runs again, with its memory as it was
    extension life 2 is suspended: nothing keeps it running
    home      the home screen wants fresh timelines
    host      asks the extension for a timeline
    extension life 2 runs again, with its memory as it was
    extension creates a background session "scores"
    extension ▸ urlSession(_:downloadTask:didFinishDownloadingTo:)
    disk      moves the temporary file of scores/today.json to scores.json in the app group
    extension ◂ urlSession(_:downloadTask:didFinishDownloadingTo:)
    extension ▸ urlSession(_:task:didFinishCollecting:)
    extension ◂ urlSession(_:task:didFinishCollecting:)
    extension ▸ urlSession(_:task:didCompleteWithError:)
    extension completed nil 200
    extension ◂ urlSession(_:task:didCompleteWithError:)
    extension life 2 is suspended: nothing keeps it running"
  `);
  const closed = judged.lines.find((line) => line.kind === "wake-ends");
  expect(judged.worlds.find((world) => world.lines > (closed?.n ?? 0))?.loader.messages.map(({ kind }) => kind)).toEqual(["finished", "metrics", "completed"]);
});

test("[Q20] [A16] a completion that is never called ends the process when the wake's runtime is over", async () => {
  const judged = await play({ delegate: SAYS, timeline: ONCE, handler: "(identifier, completion) => { void downloads.session; }" });
  expect(aligned(judged, "wake-begins", { to: "process-terminated", also: SHOWN })).toMatchInlineSnapshot(`
    "extension life 2 has events waiting for "scores"
    extension hands the events of "scores" and their completion to the closure
    extension ▸ onBackgroundURLSessionEvents
    extension creates a background session "scores"
    extension ◂ onBackgroundURLSessionEvents
    extension ▸ urlSession(_:downloadTask:didFinishDownloadingTo:)
    disk      moves the temporary file of scores/today.json to scores.json in the app group
    extension ◂ urlSession(_:downloadTask:didFinishDownloadingTo:)
    extension ▸ urlSession(_:task:didFinishCollecting:)
    extension ◂ urlSession(_:task:didFinishCollecting:)
    extension ▸ urlSession(_:task:didCompleteWithError:)
    extension completed nil 200
    extension ◂ urlSession(_:task:didCompleteWithError:)
    extension ▸ urlSessionDidFinishEvents(forBackgroundURLSession:)
    extension asks WidgetCenter to reload "scores"
    extension ◂ urlSessionDidFinishEvents(forBackgroundURLSession:)
    host      asks the extension for a timeline
    extension Warning: the extension received background events for "scores", but the completion handler was never called.
    extension life 2 is terminated: its runtime was over and the completion had not been called; its memory is gone"
  `);
  const ended = judged.lines.find((line) => line.kind === "process-terminated" && line.data.reason === "runtime-expired");
  expect((ended?.at ?? 0) - (judged.lines.find((line) => line.kind === "wake-begins")?.at ?? 0)).toBe(30_000);
});

test("[Q21] a completion called in the closure: the process is suspended before the messages are handled; they come when it runs again, and the file waits", async () => {
  const judged = await play({ delegate: SAYS, timeline: ONCE, handler: "(identifier, completion) => { void downloads.session; completion(); }" }, scenarioOf({ interventions: [{ when: { idle: "with-transfer" }, do: "terminate" }, { when: { at: "1m" }, do: "ask-for-timeline" }] }));
  expect(aligned(judged, "wake-begins", { also: SHOWN })).toMatchInlineSnapshot(`
    "extension life 2 has events waiting for "scores"
    extension hands the events of "scores" and their completion to the closure
    extension ▸ onBackgroundURLSessionEvents
    extension creates a background session "scores"
    extension tells the system that the events were handled
    daemon    knows that the events were handled
    extension ◂ onBackgroundURLSessionEvents
    extension life 2 is suspended: event handling is over
    home      the home screen wants fresh timelines
    host      asks the extension for a timeline
    extension life 2 runs again, with its memory as it was
    extension ▸ urlSession(_:downloadTask:didFinishDownloadingTo:)
    disk      moves the temporary file of scores/today.json to scores.json in the app group
    extension ◂ urlSession(_:downloadTask:didFinishDownloadingTo:)
    extension ▸ urlSession(_:task:didFinishCollecting:)
    extension ◂ urlSession(_:task:didFinishCollecting:)
    extension ▸ urlSession(_:task:didCompleteWithError:)
    extension completed nil 200
    extension ◂ urlSession(_:task:didCompleteWithError:)
    extension life 2 is suspended: nothing keeps it running"
  `);
});

test("[Q31] a download that ends while a timeline is being made is told live; nothing reloads unless the code asks", async () => {
  const timeline = TIMELINE.replace("completion(new", "DispatchQueue.main.asyncAfter({ deadline: 10 }, () => completion(new").replace(/\}\)\);$/, "})));");
  const judged = await play({ delegate: SAYS, timeline }, scenarioOf({}));
  expect(aligned(judged, "task-resumed", { also: [...SHOWN, "timeline-answered"] })).toMatchInlineSnapshot(`
    "extension hands the request for scores/today.json to the daemon
    daemon    starts the request for scores/today.json
    daemon    has all 100 bytes of scores/today.json
    extension ▸ urlSession(_:downloadTask:didFinishDownloadingTo:)
    disk      moves the temporary file of scores/today.json to scores.json in the app group
    extension ◂ urlSession(_:downloadTask:didFinishDownloadingTo:)
    extension ▸ urlSession(_:task:didFinishCollecting:)
    extension ◂ urlSession(_:task:didFinishCollecting:)
    extension ▸ urlSession(_:task:didCompleteWithError:)
    extension completed nil 200
    extension ◂ urlSession(_:task:didCompleteWithError:)
    extension gives a timeline of 1 entry
    extension life 1 is suspended: nothing keeps it running"
  `);
  expect(judged.lines.find((line) => line.kind === "transfer-finished")?.data.live).toBe(true);
  expect(judged.lines.some((line) => line.kind === "reload-requested")).toBe(false);
  const reloading = await play({ timeline, delegate: SAYS.replace('console.log("completed"', 'WidgetCenter.shared.reloadAllTimelines(); console.log("completed"') }, scenarioOf({}));
  expect(story(reloading.lines, "reload-requested", "reload-scheduled").slice(0, 2)).toEqual(["reload-requested", "reload-scheduled"]);
});

test("[S5] [A4] an inline request is lost with the process", async () => {
  const timeline = `
    const task = URLSession.shared.dataTask({ with: new URL("${ADDRESS}") }, (data, response, error) => { console.log("answered"); });
    task.resume();
    completion(new Timeline({ entries: [{ date: new Date(), title: "now" }], policy: TimelineReloadPolicy.never }));`;
  const judged = await run(programOf(widget({ timeline, handler: "" })), KILLED);
  expect(judged.lines.filter((line) => line.kind === "inline-lost")).toHaveLength(1);
  expect(judged.lines.some((line) => line.kind === "console")).toBe(false);
});

test("[A5] an inline request stalls while suspended and goes on afterwards", async () => {
  const timeline = `
    URLSession.shared.dataTask({ with: new URL("${ADDRESS}") }, (data, response, error) => { console.log("answered", response.statusCode); }).resume();
    completion(new Timeline({ entries: [{ date: new Date(), title: "now" }], policy: TimelineReloadPolicy.never }));`;
  const scenario = scenarioOf({ interventions: [{ when: { idle: "with-transfer" }, do: "suspend" }, { when: { suspendedFor: "20s" }, do: "ask-for-timeline" }] });
  const judged = await run(programOf(widget({ timeline, handler: "" })), scenario);
  expect(story(judged.lines, "inline-stalled", "process-resumed", "console").slice(0, 3)).toEqual(["inline-stalled", "process-resumed", "console"]);
});
