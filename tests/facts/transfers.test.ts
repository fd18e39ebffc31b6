/** [Q4] to [Q17], [Q25], [Q26], [Q29], [Q30]: how transfers go, fail, stop and go on, as aligned traces. */
import { describe, expect, test } from "vitest";
import type { Origin } from "../../runtime/model/origin.ts";
import type { Judged } from "../../runtime/model/run.ts";
import type { ScenarioInput } from "../../runtime/model/scenario.ts";
import { aligned } from "../support/aligned.ts";
import { ADDRESS, DELEGATE, widget, type Parts } from "../support/programs.ts";
import { programOf, run, scenarioOf, SCORES } from "../support/run.ts";

const ANSWER = 'completion(new Timeline({ entries: [{ date: new Date(), title: "now" }], policy: TimelineReloadPolicy.never }));';
const KILL = { when: { idle: "with-transfer" }, do: "terminate" } as const;
const SUSPEND = { when: { idle: "with-transfer" }, do: "suspend" } as const;
/** The process stays up. */
const UP: ScenarioInput["settings"] = { graceAfterAnswer: "5m" };
/** A body large enough to be on its way for a while. */
const LARGE = "x".repeat(400_000);
const ranges = { headers: { ETag: '"1"' } };

type Input = Omit<ScenarioInput, "name">;

const once = (timeline: string): string => `\n    if (downloads.started) return ${ANSWER.replace(/;$/, "")};\n    downloads.started = true;\n${timeline}\n    ${ANSWER}`;
const TWO = once(`    for (const name of ["one", "two"]) downloads.session.downloadTask({ with: new URL(\`https://api.relaunch.example/\${name}.json\`) }).resume();`);
/** The delegate of other tests, and one that says what it hears. */
const HEARS = `${DELEGATE}
  urlSessionDownloadTaskDidWriteDataTotalBytesWrittenTotalBytesExpectedToWrite(session, task, bytes, total, expected) { console.log("progress", total); }
  urlSessionDownloadTaskDidResumeAtOffsetExpectedTotalBytes(session, task, offset, expected) { console.log("resumes at", offset, "of", expected); }
  urlSessionTaskDidFinishCollecting(session, task, metrics) { console.log("metrics", metrics.redirectCount); }
  urlSessionDidBecomeInvalidWithError(session, error) { console.log("invalid", error?.code ?? "nil"); }`.replace("urlSessionTaskDidCompleteWithError(session, task, error) {}", 'urlSessionTaskDidCompleteWithError(session, task, error) { console.log("completed", error?.code ?? "nil", task.state); }');

const play = (parts: Parts, input: Input): Promise<Judged> => run(programOf(widget({ delegate: HEARS, ...parts })), scenarioOf(input));

describe("several tasks", () => {
  test("[Q4] [F6] wake a terminated extension once, when the last has ended, failed ones included", async () => {
    const timeline = once(`    for (const address of ["https://api.relaunch.example/one.json", "gopher://nowhere", "https://api.relaunch.example/large.json"]) downloads.session.downloadTask({ with: new URL(address) }).resume();`);
    const judged = await play({ timeline }, { interventions: [KILL], server: [{ match: "/large.json", answer: { body: LARGE } }] });
    expect(aligned(judged, "process-terminated", { to: "wake-ends" })).toMatchInlineSnapshot(`
      "extension life 1 is terminated; its memory is gone
      daemon    starts the request for one.json
      daemon    fails the request for gopher://nowhere: unsupported URL (-1002)
      daemon    starts the request for large.json
      daemon    has all 100 bytes of one.json
      daemon    has 100000 of 400000 bytes
      daemon    has 200000 of 400000 bytes
      daemon    has 300000 of 400000 bytes
      daemon    has all 400000 bytes of large.json
      daemon    launches the extension in the background: all transfers of "scores" have ended
      extension life 2 begins, with empty memory
      extension life 2 has events waiting for "scores"
      extension hands the events of "scores" and their completion to the closure
      extension ▸ onBackgroundURLSessionEvents
      extension creates a background session "scores"
      extension ◂ onBackgroundURLSessionEvents
      extension ▸ urlSession(_:task:didFinishCollecting:)
      extension metrics 0
      extension ◂ urlSession(_:task:didFinishCollecting:)
      extension ▸ urlSession(_:task:didCompleteWithError:)
      extension completed -1002 completed
      extension ◂ urlSession(_:task:didCompleteWithError:)
      extension ▸ urlSession(_:downloadTask:didFinishDownloadingTo:)
      extension ◂ urlSession(_:downloadTask:didFinishDownloadingTo:)
      extension ▸ urlSession(_:task:didFinishCollecting:)
      extension metrics 0
      extension ◂ urlSession(_:task:didFinishCollecting:)
      extension ▸ urlSession(_:task:didCompleteWithError:)
      extension completed nil completed
      extension ◂ urlSession(_:task:didCompleteWithError:)
      extension ▸ urlSession(_:downloadTask:didFinishDownloadingTo:)
      extension ◂ urlSession(_:downloadTask:didFinishDownloadingTo:)
      extension ▸ urlSession(_:task:didFinishCollecting:)
      extension metrics 0
      extension ◂ urlSession(_:task:didFinishCollecting:)
      extension ▸ urlSession(_:task:didCompleteWithError:)
      extension completed nil completed
      extension ◂ urlSession(_:task:didCompleteWithError:)
      extension ▸ urlSessionDidFinishEvents(forBackgroundURLSession:)
      extension asks WidgetCenter to reload "scores"
      extension ◂ urlSessionDidFinishEvents(forBackgroundURLSession:)
      extension tells the system that the events were handled
      daemon    knows that the events were handled"
    `);
  });

  test("[F6] [M1] with each-task the first wake does not say that all have ended, and the last does", async () => {
    // Started in one life only.
    const timeline = TWO.replace("if (downloads.started)", 'const store = new UserDefaults({ suiteName: "group.scores" });\n    if (store.bool({ forKey: "started" }))').replace("downloads.started = true;", 'store.set(true, { forKey: "started" });');
    const judged = await play({ timeline }, { interventions: [KILL], settings: { wakeCondition: "each-task" }, server: [{ match: "/two.json", answer: { delay: "20s", body: SCORES } }] });
    expect(judged.lines.filter((line) => line.kind === "events-waiting").map((line) => line.text.replace(/^.*: /, ""))).toEqual(['a transfer of "scores" has ended, and others have not', 'all transfers of "scores" have ended']);
  });

  test("[Q5] [F7] [F18] tell what ends while the process runs at once, and the rest after the single wake", async () => {
    const judged = await play({ timeline: TWO }, { server: [{ match: "/two.json", answer: { body: LARGE } }], interventions: [{ when: { line: "callback-ends", callback: "urlSession(_:task:didCompleteWithError:)" }, do: "suspend" }] });
    expect(aligned(judged, "transfer-finished", { to: "wake-ends" })).toMatchInlineSnapshot(`
      "daemon    has all 100 bytes of one.json
      extension ▸ urlSession(_:downloadTask:didWriteData:totalBytesWritten:totalBytesExpectedToWrite:)
      extension progress 100
      extension ◂ urlSession(_:downloadTask:didWriteData:totalBytesWritten:totalBytesExpectedToWrite:)
      extension ▸ urlSession(_:downloadTask:didFinishDownloadingTo:)
      extension ◂ urlSession(_:downloadTask:didFinishDownloadingTo:)
      extension ▸ urlSession(_:task:didFinishCollecting:)
      extension metrics 0
      extension ◂ urlSession(_:task:didFinishCollecting:)
      extension ▸ urlSession(_:task:didCompleteWithError:)
      extension completed nil completed
      extension ◂ urlSession(_:task:didCompleteWithError:)
      home      the system suspends the extension
      extension life 1 is suspended
      daemon    has 100000 of 400000 bytes
      daemon    has 200000 of 400000 bytes
      daemon    has 300000 of 400000 bytes
      daemon    has all 400000 bytes of two.json
      daemon    resumes the extension: all transfers of "scores" have ended
      extension life 1 runs again, with its memory as it was
      extension life 1 has events waiting for "scores"
      extension hands the events of "scores" and their completion to the closure
      extension ▸ onBackgroundURLSessionEvents
      extension ◂ onBackgroundURLSessionEvents
      extension ▸ urlSession(_:downloadTask:didFinishDownloadingTo:)
      extension ◂ urlSession(_:downloadTask:didFinishDownloadingTo:)
      extension ▸ urlSession(_:task:didFinishCollecting:)
      extension metrics 0
      extension ◂ urlSession(_:task:didFinishCollecting:)
      extension ▸ urlSession(_:task:didCompleteWithError:)
      extension completed nil completed
      extension ◂ urlSession(_:task:didCompleteWithError:)
      extension ▸ urlSessionDidFinishEvents(forBackgroundURLSession:)
      extension asks WidgetCenter to reload "scores"
      extension ◂ urlSessionDidFinishEvents(forBackgroundURLSession:)
      extension tells the system that the events were handled
      daemon    knows that the events were handled"
    `);
  });
});

describe("failure and cancellation", () => {
  test("[Q6] [F4] [N9] a permanent failure has no file, only its error, and wakes the extension", async () => {
    const timeline = once(`    downloads.session.downloadTask({ with: new URL("gopher://nowhere/x") }).resume();`);
    const judged = await play({ timeline }, { interventions: [KILL] });
    expect(aligned(judged, "transfer-failed", { to: "wake-ends" })).toMatchInlineSnapshot(`
      "daemon    fails the request for x: unsupported URL (-1002)
      daemon    launches the extension in the background: all transfers of "scores" have ended
      extension life 2 begins, with empty memory
      extension life 2 has events waiting for "scores"
      extension hands the events of "scores" and their completion to the closure
      extension ▸ onBackgroundURLSessionEvents
      extension creates a background session "scores"
      extension ◂ onBackgroundURLSessionEvents
      extension ▸ urlSession(_:task:didFinishCollecting:)
      extension metrics 0
      extension ◂ urlSession(_:task:didFinishCollecting:)
      extension ▸ urlSession(_:task:didCompleteWithError:)
      extension completed -1002 completed
      extension ◂ urlSession(_:task:didCompleteWithError:)
      extension ▸ urlSessionDidFinishEvents(forBackgroundURLSession:)
      extension asks WidgetCenter to reload "scores"
      extension ◂ urlSessionDidFinishEvents(forBackgroundURLSession:)
      extension tells the system that the events were handled
      daemon    knows that the events were handled"
    `);
  });

  test("[Q7] [E5] [E7] a cancelled download reports -999 and no file, and reads completed then", async () => {
    const timeline = once(`    const task = downloads.session.downloadTask({ with: new URL("${ADDRESS}") });\n    task.resume();\n    DispatchQueue.main.asyncAfter({ deadline: 2.5 }, () => { task.cancel(); console.log(task.state); });`);
    const judged = await play({ timeline }, { settings: UP, server: [{ match: "/scores/today.json", answer: { body: LARGE } }] });
    expect(aligned(judged, "transfer-started")).toMatchInlineSnapshot(`
      "daemon    starts the request for scores/today.json
      extension cancels the request for scores/today.json
      extension canceling
      daemon    ends the request for scores/today.json: cancelled (-999)
      extension ▸ urlSession(_:task:didFinishCollecting:)
      extension metrics 0
      extension ◂ urlSession(_:task:didFinishCollecting:)
      extension ▸ urlSession(_:task:didCompleteWithError:)
      extension completed -999 completed
      extension ◂ urlSession(_:task:didCompleteWithError:)
      extension life 1 is suspended: nothing keeps it running"
    `);
  });

  test("[Q8] [E8] [E9] cancelling by producing resume data gives the data first, then -999", async () => {
    const timeline = once(`    const task = downloads.session.downloadTask({ with: new URL("${ADDRESS}") });\n    task.resume();\n    DispatchQueue.main.asyncAfter({ deadline: 3 }, () => task.cancel({ byProducingResumeData: (data) => console.log("data", data !== null) }));`);
    const judged = await play({ timeline }, { settings: UP, server: [{ match: "/scores/today.json", answer: { body: LARGE, ...ranges } }] });
    expect(aligned(judged, "resume-data-made")).toMatchInlineSnapshot(`
      "extension keeps resume data: 200000 bytes have come
      extension cancels the request for scores/today.json
      extension data true
      daemon    has 200000 of 400000 bytes
      extension ▸ urlSession(_:downloadTask:didWriteData:totalBytesWritten:totalBytesExpectedToWrite:)
      extension progress 200000
      extension ◂ urlSession(_:downloadTask:didWriteData:totalBytesWritten:totalBytesExpectedToWrite:)
      daemon    ends the request for scores/today.json: cancelled (-999)
      extension ▸ urlSession(_:task:didFinishCollecting:)
      extension metrics 0
      extension ◂ urlSession(_:task:didFinishCollecting:)
      extension ▸ urlSession(_:task:didCompleteWithError:)
      extension completed -999 completed
      extension ◂ urlSession(_:task:didCompleteWithError:)
      extension life 1 is suspended: nothing keeps it running"
    `);
    const without = await play({ timeline }, { settings: UP, server: [{ match: "/scores/today.json", answer: { body: LARGE } }] });
    expect(aligned(without, "resume-data-made")).toMatchInlineSnapshot(`
      "extension gets no resume data: this download can't be resumed
      extension cancels the request for scores/today.json
      extension data false
      daemon    has 200000 of 400000 bytes
      extension ▸ urlSession(_:downloadTask:didWriteData:totalBytesWritten:totalBytesExpectedToWrite:)
      extension progress 200000
      extension ◂ urlSession(_:downloadTask:didWriteData:totalBytesWritten:totalBytesExpectedToWrite:)
      daemon    ends the request for scores/today.json: cancelled (-999)
      extension ▸ urlSession(_:task:didFinishCollecting:)
      extension metrics 0
      extension ◂ urlSession(_:task:didFinishCollecting:)
      extension ▸ urlSession(_:task:didCompleteWithError:)
      extension completed -999 completed
      extension ◂ urlSession(_:task:didCompleteWithError:)
      extension life 1 is suspended: nothing keeps it running"
    `);
  });

  test("[E10] the trace names a download from resume data by the address it goes on with, and says where there is none", async () => {
    const created = async (data: string): Promise<unknown[]> => {
      const timeline = once(`    const task = downloads.session.downloadTask({ with: new URL("${ADDRESS}") });\n    task.resume();\n    DispatchQueue.main.asyncAfter({ deadline: 3 }, () => task.cancel({ byProducingResumeData: (data) => downloads.session.downloadTask({ withResumeData: ${data} }).resume() }));`);
      const judged = await run(programOf(widget({ delegate: HEARS, timeline })), scenarioOf({ settings: UP, server: [{ match: "/scores/today.json", answer: { body: LARGE, ...ranges } }] }));
      const made = judged.lines.filter((line) => line.kind === "task-created" || line.kind === "task-resumed" || line.kind === "transfer-failed").filter((line) => line.data.task === 2);
      return made.map((line) => [line.text, ...(line.kind === "task-created" ? [line.data.url] : [])]);
    };
    expect(await created("data")).toEqual([["creates a background download task for scores/today.json", ADDRESS], ["hands the request for scores/today.json to the daemon"]]);
    expect(await created('new Data("damaged")')).toEqual([
      ["creates a background download task for an unknown address", ""], ["hands the request for an unknown address to the daemon"], ["fails the request for an unknown address: unsupported URL (-1002)"],
    ]);
  });

  test("[Q9] [E10] a download made from resume data says where it goes on, then goes as any other", async () => {
    const timeline = once(`    const task = downloads.session.downloadTask({ with: new URL("${ADDRESS}") });\n    task.resume();\n    DispatchQueue.main.asyncAfter({ deadline: 3 }, () => task.cancel({ byProducingResumeData: (data) => downloads.session.downloadTask({ withResumeData: data }).resume() }));`);
    const judged = await play({ timeline }, { settings: UP, server: [{ match: "/scores/today.json", answer: { body: LARGE, ...ranges } }] });
    expect(aligned(judged, "transfer-started", { nth: 2 })).toMatchInlineSnapshot(`
      "daemon    starts the request for scores/today.json
      daemon    goes on from byte 200000
      extension ▸ urlSession(_:downloadTask:didResumeAtOffset:expectedTotalBytes:)
      extension resumes at 200000 of 400000
      extension ◂ urlSession(_:downloadTask:didResumeAtOffset:expectedTotalBytes:)
      daemon    has 250000 of 400000 bytes
      extension ▸ urlSession(_:downloadTask:didWriteData:totalBytesWritten:totalBytesExpectedToWrite:)
      extension progress 250000
      extension ◂ urlSession(_:downloadTask:didWriteData:totalBytesWritten:totalBytesExpectedToWrite:)
      daemon    has 300000 of 400000 bytes
      extension ▸ urlSession(_:downloadTask:didWriteData:totalBytesWritten:totalBytesExpectedToWrite:)
      extension progress 300000
      extension ◂ urlSession(_:downloadTask:didWriteData:totalBytesWritten:totalBytesExpectedToWrite:)
      daemon    has 350000 of 400000 bytes
      extension ▸ urlSession(_:downloadTask:didWriteData:totalBytesWritten:totalBytesExpectedToWrite:)
      extension progress 350000
      extension ◂ urlSession(_:downloadTask:didWriteData:totalBytesWritten:totalBytesExpectedToWrite:)
      daemon    has all 400000 bytes of scores/today.json
      extension ▸ urlSession(_:downloadTask:didWriteData:totalBytesWritten:totalBytesExpectedToWrite:)
      extension progress 400000
      extension ◂ urlSession(_:downloadTask:didWriteData:totalBytesWritten:totalBytesExpectedToWrite:)
      extension ▸ urlSession(_:downloadTask:didFinishDownloadingTo:)
      extension ◂ urlSession(_:downloadTask:didFinishDownloadingTo:)
      extension ▸ urlSession(_:task:didFinishCollecting:)
      extension metrics 0
      extension ◂ urlSession(_:task:didFinishCollecting:)
      extension ▸ urlSession(_:task:didCompleteWithError:)
      extension completed nil completed
      extension ◂ urlSession(_:task:didCompleteWithError:)
      extension life 1 is suspended: nothing keeps it running"
    `);
  });

  test("[Q10] [N2] [N3] [E11] a connection lost in the middle is not told: the daemon waits and goes on, or begins again", async () => {
    const input = (headers: Record<string, string>): Input => ({
      server: [{ match: "/scores/today.json", answer: { body: LARGE, headers } }],
      interventions: [KILL, { when: { line: "transfer-progress", nth: 2 }, do: "go-offline" }, { when: { at: "1m" }, do: "go-online" }],
    });
    expect(aligned(await play({}, input({ ETag: '"1"' })), "transfer-started", { to: "wake-begins" })).toMatchInlineSnapshot(`
      "daemon    starts the request for scores/today.json
      daemon    has 100000 of 400000 bytes
      daemon    has 200000 of 400000 bytes
      home      the device loses the network
      daemon    is cut off after 200000 bytes
      daemon    waits for the network
      home      the device has the network again
      daemon    sends the request for scores/today.json again
      daemon    goes on from byte 200000
      daemon    has 250000 of 400000 bytes
      daemon    has 300000 of 400000 bytes
      daemon    has 350000 of 400000 bytes
      daemon    has all 400000 bytes of scores/today.json
      daemon    launches the extension in the background: all transfers of "scores" have ended
      extension life 2 begins, with empty memory
      extension life 2 has events waiting for "scores""
    `);
    expect(aligned(await play({}, input({})), "transfer-interrupted", { to: "transfer-finished" })).toMatchInlineSnapshot(`
      "daemon    is cut off after 200000 bytes, and will begin again
      daemon    waits for the network
      home      the device has the network again
      daemon    sends the request for scores/today.json again
      daemon    has 100000 of 400000 bytes
      daemon    has 200000 of 400000 bytes
      daemon    has 300000 of 400000 bytes
      daemon    has all 400000 bytes of scores/today.json"
    `);
  });

  test("[Q11] [N5] the resource timeout counts waiting too, and ends in -1001", async () => {
    const source = widget({ delegate: HEARS }).replace('configuration.sharedContainerIdentifier = "group.scores";', 'configuration.sharedContainerIdentifier = "group.scores";\n      configuration.timeoutIntervalForResource = 300;');
    const judged = await run(programOf(source), scenarioOf({ network: { online: false }, continueAtRest: true, interventions: [KILL] }));
    expect(aligned(judged, "process-terminated", { to: "wake-ends" })).toMatchInlineSnapshot(`
      "extension life 1 is terminated; its memory is gone
      daemon    waits for the network
      daemon    fails the request for scores/today.json: The request timed out. (-1001)
      daemon    launches the extension in the background: all transfers of "scores" have ended
      extension life 2 begins, with empty memory
      extension life 2 has events waiting for "scores"
      extension hands the events of "scores" and their completion to the closure
      extension ▸ onBackgroundURLSessionEvents
      extension creates a background session "scores"
      extension ◂ onBackgroundURLSessionEvents
      extension ▸ urlSession(_:task:didFinishCollecting:)
      extension metrics 0
      extension ◂ urlSession(_:task:didFinishCollecting:)
      extension ▸ urlSession(_:task:didCompleteWithError:)
      extension completed -1001 completed
      extension ◂ urlSession(_:task:didCompleteWithError:)
      extension ▸ urlSessionDidFinishEvents(forBackgroundURLSession:)
      extension asks WidgetCenter to reload "scores"
      extension ◂ urlSessionDidFinishEvents(forBackgroundURLSession:)
      extension tells the system that the events were handled
      daemon    knows that the events were handled"
    `);
    expect(judged.lines.find((line) => line.kind === "transfer-failed")?.at).toBe((judged.lines.find((line) => line.kind === "task-resumed")?.at ?? 0) + 300_000);
  });

  test("[Q29] [E14] a data task of a background session ends with -997 when the process runs again", async () => {
    const timeline = once(`    downloads.session.dataTask({ with: new URL("${ADDRESS}") }).resume();`);
    const judged = await play({ timeline }, { interventions: [SUSPEND, { when: { suspendedFor: "10s" }, do: "ask-for-timeline" }] });
    expect(aligned(judged, "process-suspended", { to: "process-suspended" })).toMatchInlineSnapshot(`
      "extension life 1 is suspended
      extension cannot go on loading scores/today.json
      home      the home screen wants fresh timelines
      extension life 1 runs again, with its memory as it was
      extension fails the request for scores/today.json: Lost connection to background transfer service (-997)
      extension ▸ urlSession(_:task:didFinishCollecting:)
      extension metrics 0
      extension ◂ urlSession(_:task:didFinishCollecting:)
      extension ▸ urlSession(_:task:didCompleteWithError:)
      extension completed -997 completed
      extension ◂ urlSession(_:task:didCompleteWithError:)
      extension life 1 is suspended: nothing keeps it running"
    `);
  });

  test("[Q30] [N11] the system cancels with a reason that the error names", async () => {
    const delegate = HEARS.replace('console.log("completed", error?.code ?? "nil", task.state);', 'console.log("completed", error?.code, error?.backgroundTaskCancelledReason);');
    const judged = await play({ delegate }, { interventions: [KILL, { when: { line: "transfer-started" }, do: "cancel-transfers", with: { reason: "updates-disabled" } }] });
    expect(aligned(judged, "intervention", { nth: 2, to: "wake-ends" })).toMatchInlineSnapshot(`
      "home      the person switches background updates off
      daemon    ends the request for scores/today.json: background updates are switched off (-999)
      daemon    launches the extension in the background: all transfers of "scores" have ended
      extension life 2 begins, with empty memory
      extension life 2 has events waiting for "scores"
      extension hands the events of "scores" and their completion to the closure
      extension ▸ onBackgroundURLSessionEvents
      extension creates a background session "scores"
      extension ◂ onBackgroundURLSessionEvents
      extension ▸ urlSession(_:task:didFinishCollecting:)
      extension metrics 0
      extension ◂ urlSession(_:task:didFinishCollecting:)
      extension ▸ urlSession(_:task:didCompleteWithError:)
      extension completed -999 backgroundUpdatesDisabled
      extension ◂ urlSession(_:task:didCompleteWithError:)
      extension ▸ urlSessionDidFinishEvents(forBackgroundURLSession:)
      extension asks WidgetCenter to reload "scores"
      extension ◂ urlSessionDidFinishEvents(forBackgroundURLSession:)
      extension tells the system that the events were handled
      daemon    knows that the events were handled"
    `);
  });
});

describe("answers of a server", () => {
  test("[Q13] [F29] a 304 to one's own conditional request takes the path of success, with an empty file", async () => {
    const timeline = once(`    const request = new URLRequest({ url: new URL("${ADDRESS}") });\n    request.setValue("1", { forHTTPHeaderField: "If-None-Match" });\n    downloads.session.downloadTask({ with: request }).resume();`);
    const source = widget({ delegate: HEARS, timeline }).replace("URLSession,", "URLRequest, URLSession,");
    const judged = await run(programOf(source), scenarioOf({ settings: UP, server: [{ match: "/scores/today.json", answer: { status: 304 } }] }));
    expect(aligned(judged, "transfer-started")).toMatchInlineSnapshot(`
      "daemon    starts the request for scores/today.json
      daemon    has all 0 bytes of scores/today.json
      extension ▸ urlSession(_:downloadTask:didFinishDownloadingTo:)
      extension ◂ urlSession(_:downloadTask:didFinishDownloadingTo:)
      extension ▸ urlSession(_:task:didFinishCollecting:)
      extension metrics 0
      extension ◂ urlSession(_:task:didFinishCollecting:)
      extension ▸ urlSession(_:task:didCompleteWithError:)
      extension completed nil completed
      extension ◂ urlSession(_:task:didCompleteWithError:)
      extension life 1 is suspended: nothing keeps it running"
    `);
    expect(Object.values(judged.worlds.at(-1)?.disk.files ?? {}).map((file) => file.size)).toEqual([0]);
  });

  test("[E24] a body that is padded, or scripted with a length in small letters, has one Content-Length: the one that is expected", async () => {
    const small: Origin = { fetch: async ({ url }) => ({ ok: true, status: 200, headers: { "content-length": "2" }, url, content: { utf8: "{}" }, size: 2, from: "network" }) };
    const expected = async (answer: object): Promise<string[]> => {
      const delegate = HEARS.replace('console.log("progress", total)', 'console.log("progress", total, expected, Object.keys(task.response.allHeaderFields).length)');
      const judged = await run(programOf(widget({ delegate })), scenarioOf({ settings: UP, server: [{ match: "*", answer }] }), small);
      return judged.lines.filter((line) => line.kind === "console" && line.text.startsWith("progress")).map((line) => line.text).slice(-1);
    };
    expect(await expected({ pass: true, padTo: 1000 })).toEqual(["progress 1000 1000 1"]);
    expect(await expected({ body: "{}", padTo: 1000, headers: { "content-length": "2" } })).toEqual(["progress 1000 1000 1"]);
    expect(await expected({ body: "{}", headers: { "content-length": "7" } })).toEqual(["progress 2 7 1"]);
  });

  test.each([["http://plain.example/y", -1022], ["ftp://plain.example/y", -1002]])("[E17] [N9] a redirect to %s is refused as that address itself is, in the background and inline", async (Location, code) => {
    const timeline = `${once("    downloads.session.downloadTask({ with: new URL(\"https://api.relaunch.example/one.json\") }).resume();")}
    URLSession.shared.dataTask({ with: new URL("https://api.relaunch.example/one.json") }, (data, response, error) => console.log("inline", error?.code ?? "nil")).resume();`;
    const judged = await play({ timeline }, { settings: UP, server: [{ match: "/one.json", answer: { status: 302, headers: { Location } } }, { match: "*", answer: { body: SCORES } }] });
    expect(judged.lines.filter((line) => line.kind === "transfer-failed" && line.data.error.code === code).map((line) => line.lane)).toEqual(["extension", "daemon"]);
    expect(judged.lines.filter((line) => line.kind === "console").map((line) => line.text)).toEqual(expect.arrayContaining([`inline ${code}`, `completed ${code} completed`]));
    expect(judged.lines.filter((line) => line.kind === "request-received" && line.data.url === Location)).toEqual([]);
  });

  test("[Q14] [F25] [L8] redirects are followed silently; a circle of them is -1007", async () => {
    const delegate = HEARS.replace("console.log(\"completed\", error?.code ?? \"nil\", task.state);", "console.log(\"completed\", error?.code ?? \"nil\", task.currentRequest.url.absoluteString, task.response?.url.absoluteString);");
    const redirecting = await play({ delegate }, { settings: UP, server: [{ match: "/scores/today.json", answer: { status: 302, headers: { Location: "/scores/new.json" } } }, { match: "/scores/new.json", answer: { body: SCORES } }] });
    expect(aligned(redirecting, "transfer-started", { also: ["request-received", "response-sent"] })).toMatchInlineSnapshot(`
      "daemon    starts the request for scores/today.json
      server    receives GET scores/today.json
      server    answers 302 with 0 bytes
      daemon    is sent on to scores/new.json
      server    receives GET scores/new.json
      server    answers 200 with 100 bytes
      daemon    has all 100 bytes of scores/today.json
      extension ▸ urlSession(_:downloadTask:didWriteData:totalBytesWritten:totalBytesExpectedToWrite:)
      extension progress 100
      extension ◂ urlSession(_:downloadTask:didWriteData:totalBytesWritten:totalBytesExpectedToWrite:)
      extension ▸ urlSession(_:downloadTask:didFinishDownloadingTo:)
      extension ◂ urlSession(_:downloadTask:didFinishDownloadingTo:)
      extension ▸ urlSession(_:task:didFinishCollecting:)
      extension metrics 1
      extension ◂ urlSession(_:task:didFinishCollecting:)
      extension ▸ urlSession(_:task:didCompleteWithError:)
      extension completed nil https://api.relaunch.example/scores/new.json https://api.relaunch.example/scores/new.json
      extension ◂ urlSession(_:task:didCompleteWithError:)
      extension life 1 is suspended: nothing keeps it running"
    `);
    const circle = await play({}, { settings: UP, server: [{ match: "/scores/today.json", answer: { status: 302, headers: { Location: "/scores/today.json" } } }] });
    expect(circle.lines.filter((line) => line.kind === "transfer-redirected")).toHaveLength(16);
    expect(aligned(circle, "transfer-failed")).toMatchInlineSnapshot(`
      "daemon    fails the request for scores/today.json: too many HTTP redirects (-1007)
      extension ▸ urlSession(_:task:didFinishCollecting:)
      extension metrics 16
      extension ◂ urlSession(_:task:didFinishCollecting:)
      extension ▸ urlSession(_:task:didCompleteWithError:)
      extension completed -1007 completed
      extension ◂ urlSession(_:task:didCompleteWithError:)
      extension life 1 is suspended: nothing keeps it running"
    `);
  });

  const BASIC = [{ match: "/scores/today.json", answer: [{ status: 401, headers: { "WWW-Authenticate": 'Basic realm="scores"' } }, { body: SCORES }] }];
  const ASKED = `${HEARS}\n  urlSessionTaskDidReceiveCompletionHandler(session, task, challenge, completionHandler) { console.log(challenge.protectionSpace.authenticationMethod, challenge.protectionSpace.realm, challenge.previousFailureCount); completionHandler("useCredential", new URLCredential({ user: "ada", password: "x" })); }`;
  const importing = (source: string): string => source.replace("URLSessionConfiguration, UserDefaults", "URLSessionConfiguration, URLCredential, UserDefaults");

  test("[Q15] [F26] a challenge while the process runs is asked at once, and the transfer goes on with the answer", async () => {
    const judged = await run(programOf(importing(widget({ delegate: ASKED }))), scenarioOf({ settings: UP, server: BASIC }));
    expect(aligned(judged, "transfer-started", { also: ["request-received", "response-sent"] })).toMatchInlineSnapshot(`
      "daemon    starts the request for scores/today.json
      server    receives GET scores/today.json
      server    answers 401 with 0 bytes
      daemon    needs an answer to an authentication challenge: scores/today.json
      extension ▸ urlSession(_:task:didReceive:completionHandler:)
      extension NSURLAuthenticationMethodHTTPBasic scores 0
      extension answers useCredential
      extension ◂ urlSession(_:task:didReceive:completionHandler:)
      daemon    sends the request for scores/today.json again
      server    receives GET scores/today.json
      server    answers 200 with 100 bytes
      daemon    has all 100 bytes of scores/today.json
      extension ▸ urlSession(_:downloadTask:didWriteData:totalBytesWritten:totalBytesExpectedToWrite:)
      extension progress 100
      extension ◂ urlSession(_:downloadTask:didWriteData:totalBytesWritten:totalBytesExpectedToWrite:)
      extension ▸ urlSession(_:downloadTask:didFinishDownloadingTo:)
      extension ◂ urlSession(_:downloadTask:didFinishDownloadingTo:)
      extension ▸ urlSession(_:task:didFinishCollecting:)
      extension metrics 0
      extension ◂ urlSession(_:task:didFinishCollecting:)
      extension ▸ urlSession(_:task:didCompleteWithError:)
      extension completed nil completed
      extension ◂ urlSession(_:task:didCompleteWithError:)
      extension life 1 is suspended: nothing keeps it running"
    `);
  });

  test("[Q16] [F27] a challenge wakes a terminated extension, and the end of the transfer wakes it again", async () => {
    const judged = await run(programOf(importing(widget({ delegate: ASKED, timeline: once("downloads.started = false; downloads.start();") }))), scenarioOf({ interventions: [KILL, { when: { line: "process-suspended" }, do: "terminate" }], server: BASIC }));
    expect(aligned(judged, "transfer-started", { to: "timeline-requested" })).toMatchInlineSnapshot(`
      "daemon    starts the request for scores/today.json
      daemon    needs an answer to an authentication challenge: scores/today.json
      daemon    launches the extension in the background: a transfer of "scores" needs its delegate
      extension life 2 begins, with empty memory
      extension life 2 has events waiting for "scores"
      extension hands the events of "scores" and their completion to the closure
      extension ▸ onBackgroundURLSessionEvents
      extension creates a background session "scores"
      extension ◂ onBackgroundURLSessionEvents
      extension ▸ urlSession(_:task:didReceive:completionHandler:)
      extension NSURLAuthenticationMethodHTTPBasic scores 0
      extension answers useCredential
      extension ◂ urlSession(_:task:didReceive:completionHandler:)
      extension ▸ urlSessionDidFinishEvents(forBackgroundURLSession:)
      extension asks WidgetCenter to reload "scores"
      extension ◂ urlSessionDidFinishEvents(forBackgroundURLSession:)
      extension tells the system that the events were handled
      daemon    knows that the events were handled
      extension life 2 is suspended: event handling is over
      home      the system terminates the extension
      extension life 2 is terminated; its memory is gone
      daemon    sends the request for scores/today.json again
      daemon    has all 100 bytes of scores/today.json
      daemon    launches the extension in the background: all transfers of "scores" have ended"
    `);
  });

  test("[F28] a rejected credential is asked for again, and a challenge that nobody answers is an answer like any other", async () => {
    const wrong = [{ match: "/scores/today.json", answer: [{ status: 401, headers: { "WWW-Authenticate": "Basic" } }, { status: 401, headers: { "WWW-Authenticate": "Basic" } }, { body: SCORES }] }];
    const judged = await run(programOf(importing(widget({ delegate: ASKED }))), scenarioOf({ settings: UP, server: wrong }));
    expect(judged.lines.filter((line) => line.kind === "question-asked").map((line) => line.data.challenge?.previousFailureCount)).toEqual([0, 1]);
    const silent = await play({}, { settings: UP, server: BASIC });
    expect(silent.lines.filter((line) => line.kind === "transfer-finished").map((line) => line.data.status)).toEqual([401]);
  });

  test("[F26] an untrusted server asks the session first, and fails with -1202 where nobody answers", async () => {
    const server = [{ match: "/scores/today.json", answer: { body: SCORES }, certificate: "untrusted" as const }];
    const delegate = `${HEARS}\n  urlSessionDidReceiveCompletionHandler(session, challenge, completionHandler) { completionHandler("useCredential", new URLCredential({ trust: challenge.protectionSpace.serverTrust })); }`;
    const trusted = await run(programOf(importing(widget({ delegate }))), scenarioOf({ settings: UP, server }));
    expect(trusted.lines.filter((line) => line.kind === "transfer-finished").map((line) => line.data.status)).toEqual([200]);
    expect((await play({}, { settings: UP, server })).lines.filter((line) => line.kind === "transfer-failed").map((line) => line.data.error.code)).toEqual([-1202]);
  });
});

describe("delayed requests", () => {
  const timeline = once(`    const task = downloads.session.downloadTask({ with: new URL("${ADDRESS}") });\n    task.earliestBeginDate = new Date().addingTimeInterval(120);\n    task.resume();`);

  test("[E20] a task that is suspended while its delegate is asked is asked again once it is resumed: the old answer is void", async () => {
    const delegate = `${HEARS}\n  asked = 0;\n  urlSessionTaskWillBeginDelayedRequestCompletionHandler(session, task, request, completionHandler) {
      console.log("asked", ++this.asked);
      if (this.asked > 1) return completionHandler("continueLoading");
      task.suspend();
      DispatchQueue.main.async(() => { completionHandler("cancel"); task.resume(); });
    }`;
    const judged = await play({ timeline, delegate }, { settings: UP });
    expect(aligned(judged, "question-asked", { also: ["task-suspended", "task-resumed"] })).toMatchInlineSnapshot(`
      "daemon    asks whether the delayed request is still wanted: scores/today.json
      extension ▸ urlSession(_:task:willBeginDelayedRequest:completionHandler:)
      extension asked 1
      extension suspends the request for scores/today.json
      extension ◂ urlSession(_:task:willBeginDelayedRequest:completionHandler:)
      extension hands the request for scores/today.json to the daemon
      daemon    asks whether the delayed request is still wanted: scores/today.json
      extension ▸ urlSession(_:task:willBeginDelayedRequest:completionHandler:)
      extension asked 2
      extension answers continueLoading
      extension ◂ urlSession(_:task:willBeginDelayedRequest:completionHandler:)
      daemon    starts the request for scores/today.json
      daemon    has all 100 bytes of scores/today.json
      extension ▸ urlSession(_:downloadTask:didWriteData:totalBytesWritten:totalBytesExpectedToWrite:)
      extension progress 100
      extension ◂ urlSession(_:downloadTask:didWriteData:totalBytesWritten:totalBytesExpectedToWrite:)
      extension ▸ urlSession(_:downloadTask:didFinishDownloadingTo:)
      extension ◂ urlSession(_:downloadTask:didFinishDownloadingTo:)
      extension ▸ urlSession(_:task:didFinishCollecting:)
      extension metrics 0
      extension ◂ urlSession(_:task:didFinishCollecting:)
      extension ▸ urlSession(_:task:didCompleteWithError:)
      extension completed nil completed
      extension ◂ urlSession(_:task:didCompleteWithError:)
      extension life 1 is suspended: nothing keeps it running"
    `);
  });

  test("[Q17] [E20] [E22] the date wakes the extension for willBeginDelayedRequest, and the end wakes it again", async () => {
    const delegate = `${HEARS}\n  urlSessionTaskWillBeginDelayedRequestCompletionHandler(session, task, request, completionHandler) { completionHandler("continueLoading"); }`;
    const judged = await play({ delegate, timeline }, { interventions: [KILL] });
    expect(aligned(judged, "process-terminated", { to: "timeline-requested" })).toMatchInlineSnapshot(`
      "extension life 1 is terminated; its memory is gone
      daemon    lets the request for scores/today.json wait: its earliestBeginDate has not come
      daemon    asks whether the delayed request is still wanted: scores/today.json
      daemon    launches the extension in the background: a transfer of "scores" needs its delegate
      extension life 2 begins, with empty memory
      extension life 2 has events waiting for "scores"
      extension hands the events of "scores" and their completion to the closure
      extension ▸ onBackgroundURLSessionEvents
      extension creates a background session "scores"
      extension ◂ onBackgroundURLSessionEvents
      extension ▸ urlSession(_:task:willBeginDelayedRequest:completionHandler:)
      extension answers continueLoading
      extension ◂ urlSession(_:task:willBeginDelayedRequest:completionHandler:)
      extension ▸ urlSessionDidFinishEvents(forBackgroundURLSession:)
      extension asks WidgetCenter to reload "scores"
      extension ◂ urlSessionDidFinishEvents(forBackgroundURLSession:)
      extension tells the system that the events were handled
      daemon    knows that the events were handled
      extension life 2 is suspended: event handling is over
      daemon    starts the request for scores/today.json
      daemon    has all 100 bytes of scores/today.json
      daemon    resumes the extension: all transfers of "scores" have ended
      extension life 2 runs again, with its memory as it was
      extension life 2 has events waiting for "scores"
      extension hands the events of "scores" and their completion to the closure
      extension ▸ onBackgroundURLSessionEvents
      extension ◂ onBackgroundURLSessionEvents
      extension ▸ urlSession(_:downloadTask:didFinishDownloadingTo:)
      extension ◂ urlSession(_:downloadTask:didFinishDownloadingTo:)
      extension ▸ urlSession(_:task:didFinishCollecting:)
      extension metrics 0
      extension ◂ urlSession(_:task:didFinishCollecting:)
      extension ▸ urlSession(_:task:didCompleteWithError:)
      extension completed nil completed
      extension ◂ urlSession(_:task:didCompleteWithError:)
      extension ▸ urlSessionDidFinishEvents(forBackgroundURLSession:)
      extension asks WidgetCenter to reload "scores"
      host      merges it with the reload that is due already
      extension ◂ urlSessionDidFinishEvents(forBackgroundURLSession:)
      extension tells the system that the events were handled
      daemon    knows that the events were handled
      extension life 2 is suspended: event handling is over"
    `);
  });

  test("[Q17] not implemented: the load begins by itself, and there is one wake", async () => {
    const judged = await play({ timeline }, { interventions: [KILL] });
    const kinds = judged.lines.filter((line) => ["transfer-started", "transfer-finished", "wake-begins", "question-asked"].includes(line.kind)).map((line) => line.kind);
    expect(kinds.slice(0, 3)).toEqual(["transfer-started", "transfer-finished", "wake-begins"]);
    const started = judged.lines.find((line) => line.kind === "transfer-started");
    expect((started?.at ?? 0) - (judged.lines.find((line) => line.kind === "task-scheduled")?.at ?? 0)).toBe(120_000);
  });
});

describe("the end of a session", () => {
  const two = (end: string): string => once(`    for (const name of ["one", "two"]) downloads.session.downloadTask({ with: new URL(\`https://api.relaunch.example/\${name}.json\`) }).resume();\n    ${end}`);

  test("[Q25] [D23] [D11] invalidateAndCancel: each task ends with -999, the invalid callback is the last, and a new task raises", async () => {
    const judged = await play({ timeline: two('DispatchQueue.main.asyncAfter({ deadline: 1 }, () => downloads.session.invalidateAndCancel());\n    DispatchQueue.main.asyncAfter({ deadline: 3 }, () => downloads.session.downloadTask({ with: new URL("https://api.relaunch.example/x") }));') }, { settings: UP });
    expect(aligned(judged, "task-resumed", { nth: 2, to: "process-terminated" })).toMatchInlineSnapshot(`
      "extension hands the request for two.json to the daemon
      daemon    ends the request for one.json: cancelled (-999)
      extension ▸ urlSession(_:task:didFinishCollecting:)
      extension metrics 0
      extension ◂ urlSession(_:task:didFinishCollecting:)
      extension ▸ urlSession(_:task:didCompleteWithError:)
      extension completed -999 completed
      extension ◂ urlSession(_:task:didCompleteWithError:)
      daemon    ends the request for two.json: cancelled (-999)
      extension ▸ urlSession(_:task:didFinishCollecting:)
      extension metrics 0
      extension ◂ urlSession(_:task:didFinishCollecting:)
      extension ▸ urlSession(_:task:didCompleteWithError:)
      extension completed -999 completed
      extension ◂ urlSession(_:task:didCompleteWithError:)
      extension closes the session for good
      extension ▸ urlSession(_:didBecomeInvalidWithError:)
      extension invalid nil
      extension ◂ urlSession(_:didBecomeInvalidWithError:)
      extension raises NSGenericException: Task created in a session that has been invalidated
      extension life 1 is terminated: it crashed; its memory is gone"
    `);
  });

  test("[Q26] [D22] [D25] finishTasksAndInvalidate: what runs goes on, then the invalid callback; with nothing running at once", async () => {
    const judged = await play({ timeline: once(`    downloads.session.downloadTask({ with: new URL("${ADDRESS}") }).resume();\n    downloads.session.finishTasksAndInvalidate();`) }, { settings: UP });
    expect(aligned(judged, "task-resumed")).toMatchInlineSnapshot(`
      "extension hands the request for scores/today.json to the daemon
      daemon    starts the request for scores/today.json
      daemon    has all 100 bytes of scores/today.json
      extension ▸ urlSession(_:downloadTask:didWriteData:totalBytesWritten:totalBytesExpectedToWrite:)
      extension progress 100
      extension ◂ urlSession(_:downloadTask:didWriteData:totalBytesWritten:totalBytesExpectedToWrite:)
      extension ▸ urlSession(_:downloadTask:didFinishDownloadingTo:)
      extension ◂ urlSession(_:downloadTask:didFinishDownloadingTo:)
      extension ▸ urlSession(_:task:didFinishCollecting:)
      extension metrics 0
      extension ◂ urlSession(_:task:didFinishCollecting:)
      extension ▸ urlSession(_:task:didCompleteWithError:)
      extension completed nil completed
      extension ◂ urlSession(_:task:didCompleteWithError:)
      extension closes the session for good
      extension ▸ urlSession(_:didBecomeInvalidWithError:)
      extension invalid nil
      extension ◂ urlSession(_:didBecomeInvalidWithError:)
      extension life 1 is suspended: nothing keeps it running"
    `);
    const none = await play({ timeline: once("    downloads.session.finishTasksAndInvalidate();") }, { settings: UP });
    expect(aligned(none, "session-created")).toMatchInlineSnapshot(`
      "extension creates a background session "scores"
      extension closes the session for good
      extension ▸ urlSession(_:didBecomeInvalidWithError:)
      extension invalid nil
      extension ◂ urlSession(_:didBecomeInvalidWithError:)
      extension life 1 is suspended: nothing keeps it running"
    `);
  });
});
