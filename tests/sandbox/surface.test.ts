/** The surface as iOS developers translate their Swift to it: sessions, requests, errors, files, logs, tasks. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Line } from "../../runtime/model/trace.ts";
import { widget } from "../support/programs.ts";
import { answering, programOf, run, scenarioOf } from "../support/run.ts";

const IMPORTS = `import * as Everything from "Foundation"; const { ${"Bundle CancellationError CocoaError DirectoryEnumerator DispatchGroup DispatchQoS DispatchTime DispatchWorkItem FileAttributeKey FileHandle HTTPURLResponse JSONSerialization Logger NSError NSURLErrorCancelled NSURLErrorTimedOut NSURLErrorDomain ObjCBool Operation BlockOperation OperationQueue ProcessInfo Task URLError URLRequest URLResponse URLSessionTask UUID withTaskCancellationHandler".replaceAll(" ", ", ")} } = Everything;`;

/** What a timeline's code says on the console, failures included. */
async function says(code: string, origin = answering('{"ok":true}')): Promise<string[]> {
  const timeline = `${code}\ncompletion(new Timeline({ entries: [{ date: new Date(), title: "x" }], policy: TimelineReloadPolicy.never }));`;
  const { lines } = await run(programOf(`${IMPORTS}\n${widget({ timeline, handler: "" })}`), scenarioOf({ settings: { graceAfterAnswer: "5m" } }), origin);
  return lines.filter((line): line is Extract<Line, { kind: "console" | "failure" | "rejection-unhandled" }> => ["console", "failure", "rejection-unhandled"].includes(line.kind)).map((line) => line.text);
}

/** What expressions give, one line each. */
const values = (setUp: string, ...expressions: string[]): Promise<string[]> =>
  says(`const attempt = (work) => { try { return work(); } catch (error) { return error.name + ": " + error.message; } };\n${setUp}\n${expressions.map((each) => `console.log(String(attempt(() => ${each})));`).join("\n")}`);

describe("errors and requests", () => {
  test("an error's code is compared in each of the ways that Swift has", async () => {
    expect(await values("const error = new URLError(URLError.Code.timedOut, { userInfo: { NSErrorFailingURLStringKey: 'https://a.example' } });",
      "error.code === URLError.Code.timedOut", "error.code === URLError.timedOut", "error.code === NSURLErrorTimedOut", "error.errorCode", "error.domain === NSURLErrorDomain", "error.failureURLString",
      "new URLError({ code: URLError.Code.cancelled }).code === NSURLErrorCancelled", "error instanceof NSError", "Everything.NSURLErrorHTTPTooManyRedirects", "Everything.NSURLErrorBadURL", "Everything.NSURLSessionTransferSizeUnknown",
    )).toEqual(["true", "true", "true", "-1001", "true", "https://a.example", "true", "true", "-1007", "-1000", "-1"]);
    expect(await values("", "(() => { try { new Data({ contentsOf: '/none' }); } catch (error) { return error instanceof CocoaError && error.code === CocoaError.Code.fileReadNoSuchFile && error.filePath; } })()")).toEqual(["/none"]);
  });

  test("a request keeps its cache policy and timeout, and treats header names alike in capitals or not", async () => {
    expect(await values(`const request = new URLRequest({ url: "https://a.example/x", cachePolicy: ".reloadIgnoringLocalCacheData", timeoutInterval: 12 });
      request.setValue("text/html", { forHTTPHeaderField: "Accept" }); request.setValue("application/json", { forHTTPHeaderField: "accept" });
      request.addValue("a", { forHTTPHeaderField: "X-Tag" }); request.addValue("b", { forHTTPHeaderField: "x-tag" });`,
    "request.cachePolicy", "request.timeoutInterval", 'request.value({ forHTTPHeaderField: "ACCEPT" })', "Object.keys(request.allHTTPHeaderFields).join()", 'request.value({ forHTTPHeaderField: "x-tag" })',
    '(request.setValue(null, { forHTTPHeaderField: "ACCEPT" }), request.value({ forHTTPHeaderField: "Accept" }))', 'request.setValue("x", { forHTTPHeaderField: "" })', "new URLRequest(request).timeoutInterval === 60 || new URLRequest(request).value({ forHTTPHeaderField: 'X-Tag' })",
    )).toEqual(["reloadIgnoringLocalCacheData", "12", "application/json", "accept,X-Tag", "a,b", "null", expect.stringMatching(/forHTTPHeaderField.*a header's name/), expect.any(String)]);
  });

  test("a response can be made, asked for its kind and its name", async () => {
    expect(await values(`const response = new HTTPURLResponse({ url: "https://a.example/scores.json", statusCode: 404, headerFields: { "content-type": "text/html; charset=UTF-8" } });`,
      "response instanceof URLResponse", "response.statusCode", "response.mimeType", "response.textEncodingName", "response.suggestedFilename", "HTTPURLResponse.localizedString({ forStatusCode: 404 })",
    )).toEqual(["true", "404", "text/html", "utf-8", "scores.json", "not found"]);
  });
});

describe("sessions", () => {
  test("a default session without a delegate is awaited; its tasks are listed, reset and flush answer later", async () => {
    expect(await says(`const session = new URLSession({ configuration: URLSessionConfiguration.default });
      Task(async () => {
        const waiting = session.dataTask({ with: "https://api.relaunch.example/x" });
        console.log((await session.allTasks).length, (await session.tasks).map((each) => each.length).join());
        console.log(waiting.state === URLSessionTask.State.suspended, waiting.priority, waiting.originalRequest.url.absoluteString, waiting.response, waiting.error);
        const [data, response] = await session.data({ from: "https://api.relaunch.example/x" });
        console.log(JSONSerialization.jsonObject({ with: data }).ok, response.statusCode);
        session.getTasksWithCompletionHandler((tasks, uploads, downloads) => console.log(tasks.length, uploads.length, downloads.length));
        session.flush(() => console.log("flushed")); console.log("asked");
        await session.reset(); console.log("reset", session.delegateQueue.maxConcurrentOperationCount);
      });`)).toEqual(["1 1,0,0", "true 0.5 https://api.relaunch.example/x null null", "true 200", "asked", "1 0 0", "flushed", "reset 1"]);
  });

  test("metrics have an interval and a transaction for each request", async () => {
    expect(await says(`const delegate = { urlSessionTaskDidFinishCollecting(session, task, metrics) {
        const [one] = metrics.transactionMetrics;
        console.log(metrics.redirectCount, metrics.taskInterval.duration > 0, metrics.transactionMetrics.length, one.response.statusCode, one.request.url.lastPathComponent, one.resourceFetchType, one.countOfResponseBodyBytesReceived, one.responseEndDate.isEqual(metrics.taskInterval.end));
      } };
      new URLSession({ configuration: URLSessionConfiguration.default, delegate }).dataTask({ with: "https://api.relaunch.example/x" }).resume();`)).toEqual(["0 true 1 200 x networkLoad 11 true"]);
  });

  test("what sessions have and widgets can't use says what to use instead", async () => {
    expect((await says('URLSession.shared.webSocketTask({ with: "wss://a.example" });'))[0]).toMatch(/webSocketTask is not emulated.*background download/);
    expect((await says('URLSession.shared.dataTaskPublisher({ for: "https://a.example" });'))[0]).toMatch(/Combine/);
    expect((await says('URLSession.shared.dataTask({ with: "https://a.example" }).delegate = {};'))[0]).toMatch(/Give the session a delegate/);
    expect((await says("ProcessInfo.processInfo.performExpiringActivity();"))[0]).toMatch(/background URLSession/);
  });
});

describe("tasks of Swift", () => {
  test("a cancelled task ends its sleep, and knows after each wait that it is cancelled", async () => {
    expect(await says(`const sleeper = Task(async () => { try { await Task.sleep({ for: 60 }); } catch (error) { console.log(error instanceof CancellationError, Task.isCancelled); Task.checkCancellation(); } });
      const other = Task({ priority: "high" }, async () => { await Task.sleep({ for: 2 }); console.log("other", Task.isCancelled); return 7; });
      DispatchQueue.main.asyncAfter({ deadline: 1 }, () => { sleeper.cancel(); console.log("cancelled", sleeper.isCancelled, Task.isCancelled); });
      Task.detached(async () => { console.log(await other.value, other.priority); const { failure } = await sleeper.result; console.log(failure.name); });`))
      .toEqual(["cancelled true false", "true true", "other false", "7 high", "CancellationError"]);
  });

  test("cancelling a task cancels the request it waits for", async () => {
    expect(await says(`const task = Task(async () => { try { await URLSession.shared.data({ from: "https://api.relaunch.example/x" }); } catch (error) { console.log(error.code, Task.isCancelled); } });
      DispatchQueue.main.async(() => task.cancel());
      Task(async () => { await withTaskCancellationHandler(() => Task.sleep({ for: 1 }), { onCancel: () => console.log("never") }); console.log("slept"); });`)).toEqual(["-999 true", "slept"]);
  });
});

describe("queues", () => {
  test("work on a queue joins a group, may be taken back, and a concurrent queue loses nothing", async () => {
    expect(await says(`const queue = new DispatchQueue({ label: "q", qos: DispatchQoS.utility, attributes: "concurrent" });
      const group = new DispatchGroup();
      queue.async({ group }, () => console.log(queue.label, queue.qos));
      group.notify({ queue: DispatchQueue.main }, () => console.log("all"));
      const item = new DispatchWorkItem({ block: () => console.log("never") });
      queue.asyncAfter({ deadline: DispatchTime.now() + 5, execute: item }); item.cancel();
      const kept = new DispatchWorkItem(() => console.log("kept")); kept.notify({ queue }, () => console.log("told"));
      queue.async(kept);`)).toEqual(["q utility", "kept", "all", "told"]);
  });

  test("a queue of one operation at a time waits for asynchronous ones too", async () => {
    const code = (count: number) => `class Slow extends Operation {
        constructor(label, seconds) { super(); this.label = label; this.seconds = seconds; this.ended = false; }
        get isFinished() { return this.ended; }
        start() { console.log("start", this.label); DispatchQueue.main.asyncAfter({ deadline: this.seconds }, () => { console.log("end", this.label); this.ended = true; this.didChangeValue({ forKey: "isFinished" }); }); }
      }
      const queue = new OperationQueue(); queue.maxConcurrentOperationCount = ${count};
      queue.addOperations([new Slow("a", 2), new Slow("b", 1)]);
      queue.addBarrierBlock(() => console.log("barrier", queue.operationCount));
      queue.addOperation(() => console.log("last"));`;
    expect(await says(code(1))).toEqual(["start a", "end a", "start b", "end b", "barrier 2", "last"]);
    expect(await says(code(2))).toEqual(["start a", "start b", "end b", "end a", "barrier 2", "last"]);
  });

  test("a queue can be held, prefers what is urgent, and refuses an operation twice", async () => {
    expect(await says(`const queue = new OperationQueue(); queue.isSuspended = true; queue.maxConcurrentOperationCount = 1;
      const low = new BlockOperation(() => console.log("low")); low.queuePriority = "low";
      const high = new BlockOperation(() => console.log("high")); high.queuePriority = Operation.QueuePriority.high;
      queue.addOperation(low); queue.addOperation(high); console.log(queue.operationCount);
      queue.isSuspended = false;
      try { queue.addOperation(high); } catch (error) { console.log(error.message); }`)).toEqual(["2", expect.stringMatching(/cannot be enqueued again/), "high", "low"]);
  });
});

describe("files and values", () => {
  test("data is cut, joined and compared, and writes as it is told to", async () => {
    expect(await values(`const data = new Data("hello"); data.append(new Data(" you")); const place = FileManager.default.temporaryDirectory.appendingPathComponent("a.txt");
      data.write({ to: place, options: ["atomic"] });`,
    "data", "data.count", "data.subdata({ in: [1, 4] })", "data.prefix(2) + data.suffix(3)", "data.subdata({ in: [0, 99] })", "new Data({ base64Encoded: data.base64EncodedString() }).isEqual(data)", 'new Data({ base64Encoded: "a?" })',
    "new Data({ repeating: 7, count: 2 }).bytes.join()", 'data.write({ to: place, options: "withoutOverwriting" })', 'data.write({ to: place, options: "sometimes" })', "[...data].length", "data.first",
    )).toEqual(["hello you", "9", "ell", "heyou", expect.stringMatching(/not within 0\.\.<9/), "true", expect.stringMatching(/expects base64 text/), "7,7", expect.stringMatching(/already exists/), expect.stringMatching(/expects one of atomic/), "9", "104"]);
  });

  test("files have attributes, folders can be walked", async () => {
    expect(await values(`const files = FileManager.default; const root = files.url({ for: ".cachesDirectory", in: "userDomainMask", appropriateFor: null, create: true }).appending({ path: "a#b" });
      files.createDirectory({ at: root.appending({ path: "deep" }), withIntermediateDirectories: true });
      new Data("four").write({ to: root.appending({ path: "x.txt" }), options: "completeFileProtection" }); new Data("").write({ to: root.appending({ path: "deep/y.txt" }) });
      const flag = new ObjCBool(false); const attributes = files.attributesOfItem({ atPath: root.appending({ path: "x.txt" }).path });`,
    "files.fileExists({ atPath: root.path, isDirectory: flag }) && flag.boolValue", "[attributes.size, attributes[FileAttributeKey.type], attributes.protectionKey, attributes.modificationDate.isEqual(new Date())].join()",
    "files.attributesOfItem({ atPath: root.path + '/none' })", "[...files.enumerator({ atPath: root.path })].join()", "[...files.enumerator({ at: root })].map((url) => url.lastPathComponent).join()", "files.enumerator({ at: root.appending({ path: 'none' }) })",
    "(() => { const walk = files.enumerator({ atPath: root.path }); walk.nextObject(); walk.skipDescendants(); return walk.nextObject(); })()",
    "root.appending({ path: 'none' }).checkResourceIsReachable()", "files.fileExists({ atPath: files.url({ for: 'itemReplacementDirectory', appropriateFor: root, create: true }) })",
    )).toEqual(["true", "4,typeRegular,complete,true", expect.stringMatching(/no such file/), "deep,deep/y.txt,x.txt", "deep,y.txt,x.txt", "null", "x.txt", expect.stringMatching(/no such file/), "true"]);
  });

  test("a handle reads, appends and cuts; closed, it does not", async () => {
    expect(await values(`const place = FileManager.default.temporaryDirectory.appendingPathComponent("log.txt"); new Data("one\\n").write({ to: place });
      const writer = new FileHandle({ forWritingTo: place }); writer.seekToEnd(); writer.write({ contentsOf: new Data("two\\n") }); writer.close();
      const reader = new FileHandle({ forReadingFrom: place });`,
    "reader.read({ upToCount: 3 })", "reader.offset()", "reader.readToEnd().toString().trim()", "(reader.seek({ toOffset: 1 }), reader.readData({ ofLength: 2 }))", "reader.write(new Data('x'))", "writer.write(new Data('x'))", "new FileHandle({ forReadingAtPath: '/none' })",
    "(() => { const both = new FileHandle({ forUpdating: place }); both.truncate({ atOffset: 3 }); return new Data({ contentsOf: place }); })()",
    )).toEqual(["one", "3", "two", "ne", expect.stringMatching(/not opened to write/), expect.stringMatching(/has been closed/), expect.stringMatching(/no such file/), "one"]);
  });

  test("defaults that are registered fill the gaps, and all of them can be listed", async () => {
    expect(await values(`const defaults = new UserDefaults({ suiteName: "group.scores" }); defaults.register({ defaults: { count: 3, name: "a" } }); defaults.set("b", { forKey: "name" }); defaults.set(new Date(0), { forKey: "at" });`,
      'defaults.integer({ forKey: "count" })', 'defaults.string({ forKey: "name" })', "JSON.stringify(defaults.dictionaryRepresentation())", '(defaults.removeObject({ forKey: "name" }), defaults.string({ forKey: "name" }))',
      '(defaults.removePersistentDomain({ forName: "group.scores" }), Object.keys(defaults.dictionaryRepresentation()).join())',
    )).toEqual(["3", "b", '{"count":3,"name":"b","at":"1970-01-01T00:00:00.000Z"}', "a", "count,name"]);
  });

  test("a logger takes levels and hides what is private; the bundle and the process say who they are", async () => {
    expect(await says('const logger = new Logger({ subsystem: "s", category: "c" }); logger.info(`got ${3}`); logger.log({ level: ".error" }, "bad"); logger.error("token", "abc", { privacy: ".private" }, "for", "Ada", { privacy: "public" });'))
      .toEqual(["got 3", "bad", "token <private> for Ada"]);
    expect(await values("", "Bundle.main.bundleURL.pathExtension", 'Bundle.main.object({ forInfoDictionaryKey: "CFBundleShortVersionString" })', "ProcessInfo.processInfo.isOperatingSystemAtLeast({ majorVersion: 17 })", 'new UUID({ uuidString: "x" })'))
      .toEqual(["appex", "1.0", "true", expect.stringMatching(/expects a UUID/)]);
  });
});

test("every name that only types have can be imported as a value", async () => {
  const code = 'import { TimelineProviderContext, WidgetConfiguration, WidgetInfo, TimelineEntry, AppIntent } from "WidgetKit";\nimport { URLSessionDownloadDelegate, URLSessionDataDelegate, URLSessionTaskDelegate, URLSessionDelegate, URLAuthenticationChallenge, URLSessionTaskMetrics, URLResponse } from "Foundation";\nconsole.log([TimelineProviderContext, WidgetConfiguration, WidgetInfo, TimelineEntry, AppIntent, URLSessionDownloadDelegate, URLSessionDataDelegate, URLSessionTaskDelegate, URLSessionDelegate, URLAuthenticationChallenge, URLSessionTaskMetrics, URLResponse].every((each) => typeof each === "function"));';
  const { lines } = await run(programOf(`${code}\n${widget({ handler: "" })}`), scenarioOf({}));
  expect(lines.find((line) => line.kind === "console")?.text).toBe("true");
});

test.each([
  ["NotificationCenter", "Foundation", /reload through WidgetCenter/], ["Timer", "Foundation", /entries and reload policy/], ["URLSessionWebSocketTask", "Foundation", /background URLSession/], ["PassthroughSubject", "Foundation", /Combine/],
  ["NSPersistentContainer", "Foundation", /app group/], ["SecItemAdd", "Foundation", /UserDefaults/], ["UIImage", "SwiftUI", /systemName/], ["AsyncImage", "SwiftUI", /download first/], ["BGTaskScheduler", "WidgetKit", /reload policy/],
  ["WCSession", "Foundation", /no app/], ["AppStorage", "SwiftUI", /timeline's entry/], ["URLSession", "WidgetKit", /It is in Foundation/], ["Whatever", "Foundation", /reference lists/],
])("%s of %s is not emulated, and the failure says what to use", async (name, module, advice) => {
  const { lines } = await run(programOf(`import { ${name} as wanted } from "${module}";\nconsole.log(wanted);\n${widget()}`), scenarioOf({}));
  const failure = lines.find((line) => line.kind === "failure");
  expect(failure?.text).toContain(name);
  expect(failure?.text).toMatch(advice);
});

test("entries carry their relevance, policies are compared, and `.urlSession` needs no call", async () => {
  const timeline = `console.log(new TimelineEntryRelevance({ score: 2 }).duration, TimelineReloadPolicy.never.isEqual(TimelineReloadPolicy.atEnd), TimelineReloadPolicy.after(new Date(5)).isEqual(TimelineReloadPolicy.after(new Date(5))));
    downloads.start(); completion(new Timeline({ entries: [{ date: new Date(), title: "x", relevance: new TimelineEntryRelevance({ score: 10, duration: 60 }) }], policy: TimelineReloadPolicy.never }));`;
  const source = widget({ timeline, handler: "", chain: ".backgroundTask(BackgroundTask.urlSession, async (identifier) => { console.log('woken for', identifier); void downloads.session; await Task.sleep({ for: 1 }); })" })
    .replace("import { StaticConfiguration,", "import { BackgroundTask, TimelineEntryRelevance, StaticConfiguration,").replace("import { DispatchQueue,", "import { Task, DispatchQueue,");
  const judged = await run(programOf(source), scenarioOf({ interventions: [{ when: { idle: "with-transfer" }, do: "terminate" }] }));
  expect(judged.lines.filter((line) => line.kind === "console").map((line) => line.text).slice(0, 2)).toEqual(["0 false true", "woken for scores"]);
  expect(judged.lines.filter((line) => line.kind === "wake-ends").map((line) => line.kind === "wake-ends" && line.data.how)[0]).toBe("completed");
  expect(JSON.stringify(judged.lines.filter((line) => line.kind === "timeline-answered"))).toContain('"score":10');
});

test("every name in the reference's table of what is emulated can be imported", async () => {
  const page = readFileSync(join(import.meta.dirname, "../../content/reference/api.md"), "utf8").split("## What is emulated")[1] ?? "";
  const names = page.split("\n").filter((row) => row.startsWith("| ")).flatMap((row) => [...(row.split("|")[2] ?? "").matchAll(/`(\w+)`/g)].map(([, name = ""]) => name)).filter((name) => !/^(onBackgroundURLSessionEvents|backgroundTask)$/.test(name));
  expect(names.length).toBeGreaterThan(70);
  const { lines } = await run(programOf(`import * as F from "Foundation"; import * as W from "WidgetKit";\nconsole.log(${JSON.stringify(names)}.filter((name) => !(name in F) && !(name in W)).join());\n${widget({ handler: "" })}`), scenarioOf({}));
  expect(lines.find((line) => line.kind === "console")?.text).toBe("");
});
