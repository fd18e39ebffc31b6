/** Facts that a program can observe and no sequence shows: who is called, what survives, what is told when. */
import { describe, expect, test } from "vitest";
import type { Judged } from "../../runtime/model/run.ts";
import type { ScenarioInput } from "../../runtime/model/scenario.ts";
import type { Line, LineKind } from "../../runtime/model/trace.ts";
import { ADDRESS, DELEGATE, widget, type Parts } from "../support/programs.ts";
import { TWO_WIDGETS } from "../support/other-styles.ts";
import { programOf, run, scenarioOf, story } from "../support/run.ts";

type Input = Omit<ScenarioInput, "name">;
const KILL = { when: { idle: "with-transfer" }, do: "terminate" } as const;
const UP: ScenarioInput["settings"] = { graceAfterAnswer: "5m" };
const ANSWER = 'completion(new Timeline({ entries: [{ date: new Date(), title: "x" }], policy: TimelineReloadPolicy.never }));';

const play = (parts: Parts, input: Input = {}): Promise<Judged> => run(programOf(widget(parts)), scenarioOf(input));
const of = <K extends LineKind>(judged: Judged, kind: K): readonly Line<K>[] => judged.lines.filter((line) => line.kind === kind) as unknown as readonly Line<K>[];
const says = (judged: Judged): string[] => of(judged, "console").map((line) => line.text);

describe("whom the system calls", () => {
  test("[A9] [A10] [D13] events of the widget's session come to the extension, and the app hears nothing of them", async () => {
    const judged = await play({}, { app: { state: "background" }, interventions: [KILL] });
    expect(of(judged, "events-delivered").length).toBeGreaterThan(0);
    expect(of(judged, "app-told")).toHaveLength(0);
  });

  test("[A13] [B18] the widgets of a bundle share one process, and each placed widget asks for a timeline of its own", async () => {
    const judged = await run(programOf(TWO_WIDGETS), scenarioOf({ placing: "two-of-each" }));
    expect(of(judged, "process-launched")).toHaveLength(1);
    expect(of(judged, "timeline-requested").filter((line) => line.data.reason === "added")).toHaveLength(4);
  });

  test("[F10] one closure call and one completion for each identifier", async () => {
    const timeline = `${ANSWER.replace(/^/, "if (downloads.started) return ")}
    downloads.started = true;
    for (const id of ["scores", "other"]) {
      const configuration = URLSessionConfiguration.background({ withIdentifier: id });
      new URLSession({ configuration, delegate: downloads, delegateQueue: null }).downloadTask({ with: new URL("${ADDRESS}") }).resume();
    }
    ${ANSWER}`;
    const judged = await run(programOf(widget({ timeline }).replace('{ matching: "scores" }, ', "")), scenarioOf({ interventions: [KILL] }));
    expect(of(judged, "events-delivered").slice(0, 2).map((line) => line.data.identifier)).toEqual(["scores", "other"]);
    // Each life counts from 1.
    const given = of(judged, "events-delivered").map((line) => `${of(judged, "process-launched").filter((launched) => launched.n < line.n).length} ${line.data.handle}`);
    expect(new Set(given).size).toBe(given.length);
  });

  test("[D19] without launch events nothing wakes the extension; its results wait until it runs and makes the session", async () => {
    const source = widget().replace("new URLSession({ configuration,", "(configuration.sessionSendsLaunchEvents = false, 0) || new URLSession({ configuration,");
    const judged = await run(programOf(source), scenarioOf({ interventions: [KILL, { when: { at: "2m" }, do: "ask-for-timeline" }] }));
    expect(of(judged, "wake-begins")).toHaveLength(0);
    const told = of(judged, "callback-begins").find((line) => line.data.method === "urlSessionDownloadTaskDidFinishDownloadingTo");
    expect(told?.at).toBeGreaterThan(120_000);
  });

  test("[B22] the context tells the family, the size, whether it is a preview, and the surroundings", async () => {
    const timeline = `console.log(context.family, context.displaySize.width > 100, context.isPreview, context.environmentVariants.colorScheme.join()); ${ANSWER}`;
    expect(says(await play({ timeline, handler: "" }))).toEqual(["systemSmall true false light,dark"]);
  });

  test("[C9] a widget's info is its own identity, and says its configuration as an intent", async () => {
    const timeline = `WidgetCenter.shared.getCurrentConfigurations((result) => { const [info] = result.get(); console.log(info.id === info, result.failure, info.widgetConfigurationIntent({ of: class { city = "none"; shout() { return this.city.toUpperCase(); } } }).shout()); }); ${ANSWER}`;
    expect(says(await play({ timeline, handler: "" }, { widgets: [{ kind: "scores", family: "systemSmall" as const, configuration: { city: "Oslo" } }], settings: UP }))).toEqual(["true null OSLO"]);
  });

  test("[C9] [C10] getCurrentConfigurations answers later, with one info for each placed widget and what the person chose", async () => {
    const timeline = `WidgetCenter.shared.getCurrentConfigurations(({ success }) => console.log(success.map((info) => info.kind + " " + info.family + " " + info.configuration.city).join(", "))); console.log("asked"); ${ANSWER}`;
    const widgets = [{ kind: "scores", family: "systemSmall" as const, configuration: { city: "Oslo" } }];
    expect(says(await play({ timeline, handler: "" }, { widgets }))).toEqual(["asked", "scores systemSmall Oslo"]);
  });
});

describe("what survives", () => {
  test("[A14] what is static may be there in the next call, and is gone in the next life", async () => {
    const timeline = `downloads.count = (downloads.count ?? 0) + 1; console.log(downloads.count); ${ANSWER}`;
    const again = { when: { at: "1m" }, do: "ask-for-timeline" } as const;
    expect(says(await play({ timeline, handler: "" }, { interventions: [again] }))).toEqual(["1", "2"]);
    expect(says(await play({ timeline, handler: "" }, { interventions: [{ when: { at: "30s" }, do: "terminate" }, again] }))).toEqual(["1", "1"]);
  });

  test("[D29] [D26] [D18] a task's description is there after a relaunch, and getAllTasks finds the task", async () => {
    const timeline = `
    downloads.session.getAllTasks((tasks) => {
      console.log(tasks.map((task) => task.taskDescription + " " + task.state).join());
      if (tasks.length > 0) return;
      const task = downloads.session.downloadTask({ with: new URL("${ADDRESS}") });
      task.taskDescription = "mine";
      task.resume();
    });
    ${ANSWER}`;
    const judged = await play({ timeline }, { network: { online: false }, interventions: [KILL, { when: { at: "1m" }, do: "ask-for-timeline" }] });
    expect(says(judged)).toEqual(["", "mine running"]);
  });

  test("[E26] [E1] a task that was never resumed is still there after a relaunch, and can be resumed", async () => {
    const timeline = `
    downloads.session.getAllTasks((tasks) => {
      if (tasks.length === 0 && !downloads.started) { downloads.started = true; downloads.session.downloadTask({ with: new URL("${ADDRESS}") }); }
      for (const task of tasks) { console.log(task.state); task.resume(); }
    });
    ${ANSWER}`;
    const judged = await play({ timeline }, { settings: UP, interventions: [{ when: { at: "10s" }, do: "terminate" }, { when: { at: "1m" }, do: "ask-for-timeline" }] });
    expect(says(judged)[0]).toBe("suspended");
    expect(of(judged, "transfer-finished").length).toBeGreaterThan(0);
  });

  test("[E25] [D5] session and task need not be held by anybody: the delegate is told all the same", async () => {
    const timeline = `{ const configuration = URLSessionConfiguration.background({ withIdentifier: "held" }); new URLSession({ configuration, delegate: { urlSessionTaskDidCompleteWithError() { console.log("told"); } }, delegateQueue: null }).downloadTask({ with: new URL("${ADDRESS}") }).resume(); } ${ANSWER}`;
    expect(says(await play({ timeline, handler: "" }, { settings: UP }))).toEqual(["told"]);
  });

  test("[G2] an open handle reads the download after the delegate method has returned; its name is gone by then, and the process's end takes the handle too", async () => {
    const delegate = `handle = null;
  urlSessionDownloadTaskDidFinishDownloadingTo(session, task, location) {
    this.handle = new FileHandle({ forReadingFrom: location });
    DispatchQueue.global().async(() => console.log("later", FileManager.default.fileExists({ atPath: location.path }), this.handle.readToEnd().count));
  }
  urlSessionDidFinishEventsForBackgroundURLSession(session) { const done = this.completion; this.completion = null; DispatchQueue.main.async(() => done?.()); }`;
    const timeline = `console.log("timeline", downloads.handle !== null); downloads.start(); ${ANSWER}`;
    const source = widget({ delegate, timeline }).replace("import { DispatchQueue,", "import { FileHandle, DispatchQueue,");
    const judged = await run(programOf(source), scenarioOf({ settings: UP, interventions: [{ when: { at: "2m" }, do: "terminate" }, { when: { at: "3m" }, do: "ask-for-timeline" }] }));
    const removed = of(judged, "temporary-removed")[0];
    const later = of(judged, "console").find((line) => line.text.startsWith("later"));
    expect(says(judged)).toEqual(["timeline false", "later false 100", "timeline false", "later false 100"]);
    expect(judged.lines.indexOf(later as Line)).toBeGreaterThan(judged.lines.indexOf(removed as Line));
    expect(removed).toBeDefined();
    expect(of(judged, "file-read")[0]?.text).toMatch(/^opens the temporary file/);
    expect(judged.verdicts.filter(({ finding }) => finding.rule === "file-kept-in-time").map(({ finding }) => finding.status)).toEqual(["passed"]);
  });
});

describe("tasks and sessions", () => {
  test("[D1] an identifier that is empty raises", async () => {
    const judged = await play({ timeline: `new URLSession({ configuration: URLSessionConfiguration.background({ withIdentifier: "" }), delegate: downloads }); ${ANSWER}` });
    expect(of(judged, "exception-raised")).not.toHaveLength(0);
  });

  test("[F2] [E19] [F1] a download's messages: created, progress, file, metrics, completion, one after another", async () => {
    const delegate = `${DELEGATE.replace("urlSessionTaskDidCompleteWithError(session, task, error) {}", 'urlSessionTaskDidCompleteWithError(session, task, error) { console.log("completed"); }').replace("location) {", 'location) { console.log("file");')}
  urlSessionDidCreateTask(session, task) { console.log("created"); }
  urlSessionDownloadTaskDidWriteDataTotalBytesWrittenTotalBytesExpectedToWrite(session, task, bytes) { console.log("progress"); }
  urlSessionTaskDidFinishCollecting(session, task, metrics) { console.log("metrics", metrics.taskInterval.duration > 0); }`;
    expect(says(await play({ delegate }, { settings: UP }))).toEqual(["created", "progress", "file", "metrics true", "completed"]);
  });

  test("[E2] [E6] a task's state: suspended, running, completed; resume and suspend after the end do nothing", async () => {
    const timeline = `if (!downloads.started) {
      downloads.started = true;
      const task = downloads.session.downloadTask({ with: new URL("${ADDRESS}") });
      const states = [task.state];
      task.resume(); states.push(task.state);
      DispatchQueue.main.asyncAfter({ deadline: 30 }, () => { task.suspend(); task.resume(); console.log([...states, task.state].join()); });
    } ${ANSWER}`;
    expect(says(await play({ timeline }, { settings: UP }))).toEqual(["suspended,running,completed"]);
  });

  test("[E3] [E4] suspensions nest, and while suspended nothing is loaded and nothing times out", async () => {
    const timeline = `if (!downloads.started) {
      downloads.started = true;
      const task = downloads.session.downloadTask({ with: new URL("${ADDRESS}") });
      task.suspend(); task.resume(); console.log(task.state); task.resume(); console.log(task.state);
    } ${ANSWER}`;
    expect(says(await play({ timeline }, { settings: UP }))).toEqual(["suspended", "running"]);
  });

  test("[E15] [E16] [E29] an upload sends the file as it was when resumed, tells how far it is, and hands over the answer's body", async () => {
    const delegate = `${DELEGATE}
  urlSessionTaskDidSendBodyDataTotalBytesSentTotalBytesExpectedToSend(session, task, bytes, sent, expected) { console.log(sent, "of", expected); }
  urlSessionDataTaskDidReceive(session, task, data) { console.log("body", data.toString()); }`;
    const timeline = `if (!downloads.started) {
      downloads.started = true;
      const file = FileManager.default.containerURL({ forSecurityApplicationGroupIdentifier: "group.scores" }).appendingPathComponent("body.txt");
      new Data("hello").write({ to: file });
      downloads.session.uploadTask({ with: new URL("${ADDRESS}"), fromFile: file }).resume();
      FileManager.default.removeItem({ at: file });
    } ${ANSWER}`;
    const judged = await play({ delegate, timeline }, { settings: UP, server: [{ match: "*", answer: { body: "thanks" } }] });
    expect(says(judged)).toEqual(["5 of 5", "body thanks"]);
    const missing = await play({ delegate, timeline: timeline.replace('new Data("hello").write({ to: file });', "").replace("FileManager.default.removeItem({ at: file });", "") }, { settings: UP });
    expect(of(missing, "transfer-failed").map((line) => line.data.error.code)).toEqual([-1100]);
  });

  test("[E14] a data task of a background session may become a download, which then survives", async () => {
    const delegate = `${DELEGATE}
  urlSessionDataTaskDidReceiveCompletionHandler(session, task, response, completionHandler) { completionHandler("becomeDownload"); }
  urlSessionDataTaskDidBecome(session, dataTask, downloadTask) { console.log("became a download"); }`;
    const timeline = `if (!downloads.started) { downloads.started = true; downloads.session.dataTask({ with: new URL("${ADDRESS}") }).resume(); } ${ANSWER}`;
    const judged = await play({ delegate, timeline }, { settings: UP, server: [{ match: "*", answer: { body: "x".repeat(900_000) } }], interventions: [{ when: { line: "question-answered" }, do: "suspend" }] });
    expect(of(judged, "transfer-finished").map((line) => line.data.background)).toEqual([true]);
    expect(story(judged.lines, "wake-begins")).toHaveLength(1);
    expect(says(judged)).toContain("became a download");
  });

  test("[F15] [E30] a transfer that a wake starts is still under way when the finish-events come", async () => {
    const delegate = DELEGATE.replace("urlSessionTaskDidCompleteWithError(session, task, error) {}", "urlSessionTaskDidCompleteWithError(session, task, error) { downloads.start(); }");
    const judged = await play({ delegate, timeline: `if (!new UserDefaults({ suiteName: "group.scores" }).bool({ forKey: "x" })) { new UserDefaults({ suiteName: "group.scores" }).set(true, { forKey: "x" }); downloads.start(); } ${ANSWER}` }, { interventions: [KILL] });
    const finish = judged.lines.findIndex((line) => line.kind === "callback-begins" && line.data.method === "urlSessionDidFinishEventsForBackgroundURLSession");
    const second = of(judged, "task-resumed")[1];
    expect(second?.n).toBeLessThan(finish);
    expect(judged.lines.slice(finish).some((line) => line.kind === "transfer-started")).toBe(true);
  });

  test("[F20] when everything has ended getTasks gives three empty lists", async () => {
    const delegate = DELEGATE.replace("WidgetCenter.shared.reloadTimelines", "session.getTasksWithCompletionHandler((...lists) => console.log(lists.map((list) => list.length).join()));\n    WidgetCenter.shared.reloadTimelines");
    expect(says(await play({ delegate }, { interventions: [KILL] }))[0]).toBe("0,0,0");
  });

  test("[N4] [N12] a silent server is tried again in the background, and times out inline", async () => {
    const server = [{ match: "*", answer: [{ body: "late", delay: "90s" }, { body: "{}" }] }];
    const judged = await play({}, { server, continueAtRest: true, interventions: [KILL] });
    expect(of(judged, "transfer-waits").map((line) => line.data.reason)).toContain("no-answer");
    expect(of(judged, "transfer-finished").length).toBeGreaterThan(0);
    const timeline = `URLSession.shared.dataTask({ with: new URL("${ADDRESS}") }, (data, response, error) => console.log(error?.code)).resume(); ${ANSWER}`;
    expect(says(await play({ timeline, handler: "" }, { server, settings: UP }))).toEqual(["-1001"]);
  });

  test("[N7] [M21] a server's error is delivered and not tried again, unless the setting says so", async () => {
    const server = [{ match: "*", answer: [{ status: 503 }, { body: "{}" }] }];
    expect(of(await play({}, { server, interventions: [KILL] }), "transfer-finished")[0]?.data.status).toBe(503);
    expect(of(await play({}, { server, continueAtRest: true, settings: { retryServerErrors: true }, interventions: [KILL] }), "transfer-finished")[0]?.data.status).toBe(200);
  });

  test("[P45] a large body comes to a data task's delegate in pieces that make up the whole", async () => {
    const delegate = `${DELEGATE}\n  pieces = [];\n  urlSessionDataTaskDidReceive(session, task, data) { this.pieces.push(data.toString()); }`.replace("urlSessionTaskDidCompleteWithError(session, task, error) {}", 'urlSessionTaskDidCompleteWithError(session, task, error) { console.log(this.pieces.length, this.pieces.join("") === "é".repeat(20000)); }');
    const timeline = `new URLSession({ configuration: URLSessionConfiguration.default, delegate: downloads }).dataTask({ with: new URL("${ADDRESS}") }).resume(); ${ANSWER}`;
    expect(says(await play({ delegate, timeline, handler: "" }, { settings: UP, server: [{ match: "*", answer: { body: "é".repeat(20_000) } }] }))).toEqual(["4 true"]);
  });

  test("[P33] a file under complete protection can't be read behind the lock, another one can", async () => {
    const timeline = `
    const group = FileManager.default.containerURL({ forSecurityApplicationGroupIdentifier: "group.scores" });
    const read = (name) => { try { return new Data({ contentsOf: group.appendingPathComponent(name) }).toString(); } catch (error) { return error.code; } };
    if (!downloads.started) {
      downloads.started = true;
      new Data("open").write({ to: group.appendingPathComponent("open") });
      new Data("closed").write({ to: group.appendingPathComponent("closed"), options: "completeFileProtection" });
    }
    console.log(read("open"), read("closed"));
    ${ANSWER}`;
    expect(says(await play({ timeline, handler: "" }, { interventions: [{ when: { at: "10s" }, do: "lock" }, { when: { at: "20s" }, do: "ask-for-timeline" }] }))).toEqual(["open closed", "open 257"]);
  });

  test("[G9] a full disk: writing fails with 640, and a download ends with -3003", async () => {
    const timeline = `downloads.start(); try { new Data("x").write({ to: FileManager.default.temporaryDirectory.appendingPathComponent("x") }); } catch (error) { console.log(error.code); } ${ANSWER}`;
    const judged = await play({ timeline }, { settings: UP, device: { diskFull: true } });
    expect(says(judged)).toEqual(["640"]);
    expect(of(judged, "transfer-failed").map((line) => line.data.error.code)).toEqual([-3003]);
  });
});
