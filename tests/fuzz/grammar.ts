/**
 * Random learner programs and random scenarios. Programs are made of statements over the API; they
 * need not make sense, the engine has to.
 */
import fc from "fast-check";
import type { Program } from "../../runtime/model/program.ts";
import { INTERVENTIONS } from "../../runtime/model/trace.ts";
import { readScenario, type Scenario } from "../../runtime/model/scenario.ts";

const IDENTIFIERS = ["one", "two", "three"] as const;
const ADDRESSES = ["https://a.example/small.json", "https://a.example/large.json", "https://b.example/scores.json", "http://plain.example/x", "gopher://nowhere", ""] as const;
const KEYS = ["a", "b"] as const;

const identifier = fc.constantFrom(...IDENTIFIERS);
const address = fc.constantFrom(...ADDRESSES);
const key = fc.constantFrom(...KEYS);
const delay = fc.constantFrom(0, 0.5, 3, 40);

/** A statement; `inner` are statements for closures inside it. */
const simple: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(identifier, address).map(([id, url]) => `start("${id}", "${url}");`) },
  { weight: 2, arbitrary: fc.tuple(identifier, address).map(([id, url]) => `keep(session("${id}").downloadTask({ with: "${url}" }));`) },
  fc.tuple(identifier, address).map(([id, url]) => `keep(session("${id}").dataTask({ with: "${url}" })).resume();`),
  fc.tuple(identifier, address, key).map(([id, url, name]) => `keep(session("${id}").uploadTask({ with: new URLRequest("${url}"), fromFile: file("${name}") })).resume();`),
  address.map((url) => `keep(URLSession.shared.dataTask({ with: "${url}" }, (data, response, error) => { console.log(response?.statusCode, error?.code); })).resume();`),
  address.map((url) => `URLSession.shared.data({ from: "${url}" }).then(([data]) => store("a", data.toString().slice(0, 9)), (error) => console.log(error.code));`),
  address.map((url) => `keep(URLSession.shared.downloadTask({ with: "${url}" }, (location) => { if (location) move(location, "b"); })).resume();`),
  fc.constantFrom("last()?.cancel();", "last()?.suspend();", "last()?.resume();", "tasks[0]?.cancel();", "if (last()) last().taskDescription = 'x';", "console.log(last()?.state, last()?.countOfBytesReceived);"),
  fc.constant("last()?.cancel({ byProducingResumeData: (data) => { if (data) keep(session('one').downloadTask({ withResumeData: data })).resume(); } });"),
  fc.tuple(identifier, fc.constantFrom(0, 30, 400)).map(([id, seconds]) => `{ const task = keep(session("${id}").downloadTask({ with: "${ADDRESSES[1]}" })); task.earliestBeginDate = new Date().addingTimeInterval(${seconds}); task.resume(); }`),
  key.map((name) => `store("${name}", new Date());`),
  key.map((name) => `write("${name}");`),
  key.map((name) => `if (FileManager.default.fileExists({ atPath: file("${name}") })) console.log(new Data({ contentsOf: file("${name}") }).count);`),
  key.map((name) => `if (FileManager.default.fileExists({ atPath: file("${name}") })) FileManager.default.removeItem({ at: file("${name}") });`),
  fc.constantFrom("WidgetCenter.shared.reloadAllTimelines();", 'WidgetCenter.shared.reloadTimelines({ ofKind: "fuzz" });', 'WidgetCenter.shared.reloadTimelines({ ofKind: "nothing" });'),
  fc.constantFrom("finish();", "finish();", "completions[0]?.();", "for (const done of completions) done();"),
  identifier.map((id) => `session("${id}").getAllTasks((all) => { for (const task of all) task.resume(); });`),
  { weight: 1, arbitrary: fc.tuple(identifier, fc.boolean()).map(([id, cancel]) => `session("${id}").${cancel ? "invalidateAndCancel" : "finishTasksAndInvalidate"}();`) },
  { weight: 1, arbitrary: fc.constantFrom('throw new Error("fuzz");', "null.x;", "Promise.reject(new Error('lost'));") },
  fc.constant('WidgetCenter.shared.getCurrentConfigurations(({ success }) => console.log(success.length));'),
);

const block = (depth: number): fc.Arbitrary<string> => fc.array(depth > 0 ? statement(depth) : simple, { maxLength: 3 }).map((all) => all.join(" "));

function statement(depth: number): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 8, arbitrary: simple },
    { weight: 1, arbitrary: block(depth - 1).map((inner) => `DispatchQueue.main.async(() => { ${inner} });`) },
    { weight: 1, arbitrary: fc.tuple(delay, block(depth - 1)).map(([seconds, inner]) => `DispatchQueue.main.asyncAfter({ deadline: ${seconds} }, () => { ${inner} });`) },
    { weight: 1, arbitrary: block(depth - 1).map((inner) => `Promise.resolve().then(() => { ${inner} });`) },
    { weight: 1, arbitrary: block(depth - 1).map((inner) => `Task(async () => { await Task.sleep({ for: 1 }); ${inner} });`) },
    { weight: 1, arbitrary: block(depth - 1).map((inner) => `try { ${inner} } catch {}`) },
  );
}

const body = block(2);

const answer = fc.constantFrom(
  "completion(new Timeline({ entries: [entry(0)], policy: TimelineReloadPolicy.never }));",
  "completion(new Timeline({ entries: [entry(0), entry(600)], policy: TimelineReloadPolicy.atEnd }));",
  "completion(new Timeline({ entries: [entry(-60), entry(0)], policy: TimelineReloadPolicy.after(new Date().addingTimeInterval(900)) }));",
  "DispatchQueue.main.asyncAfter({ deadline: 2 }, () => completion(new Timeline({ entries: [entry(0)], policy: TimelineReloadPolicy.never })));",
  "completion([]);", "completion(new Timeline({ entries: [], policy: TimelineReloadPolicy.atEnd }));", "",
);

const matching = fc.constantFrom('{ matching: "one" }, ', '{ matching: (identifier) => identifier !== "two" }, ', "");
const question = fc.constantFrom(
  "", "", "",
  'urlSessionTaskDidReceiveCompletionHandler(session, task, challenge, completionHandler) { completionHandler("useCredential", new URLCredential({ user: "a" })); }',
  'urlSessionTaskWillBeginDelayedRequestCompletionHandler(session, task, request, completionHandler) { completionHandler("continueLoading"); }',
  'urlSessionDataTaskDidReceiveCompletionHandler(session, task, response, completionHandler) { completionHandler("becomeDownload"); }',
  "urlSessionTaskDidReceiveCompletionHandler() {}",
);

/** One file: what a widget of this kind consists of, with random statements in each place. */
export const program: fc.Arbitrary<Program> = fc.record({
  top: fc.oneof({ weight: 4, arbitrary: fc.constant("") }, { weight: 1, arbitrary: simple }),
  snapshot: fc.oneof({ weight: 6, arbitrary: fc.constant("completion(entry(0));") }, { weight: 1, arbitrary: body }),
  before: body, answer, after: body, handler: body, stores: fc.boolean(), touches: fc.boolean(),
  downloaded: body, completed: body, finished: body, invalid: body, progress: fc.boolean(), matching, registered: fc.boolean(), question,
  queue: fc.constantFrom("null", "OperationQueue.main"), container: fc.boolean(),
}).map((part) => ({
  files: [{
    path: "Widget.ts",
    text: `import { StaticConfiguration, Timeline, TimelineReloadPolicy, WidgetCenter } from "WidgetKit";
import { Data, DispatchQueue, FileManager, OperationQueue, Task, URLCredential, URLRequest, URLSession, URLSessionConfiguration, UserDefaults } from "Foundation";
import { Text } from "SwiftUI";
const tasks = [], completions = [], made = {}, defaults = new UserDefaults({ suiteName: "group.fuzz" });
const group = () => FileManager.default.containerURL({ forSecurityApplicationGroupIdentifier: "group.fuzz" }) ?? FileManager.default.temporaryDirectory;
const file = (name) => group().appendingPathComponent(name);
const write = (name) => new Data("some bytes of " + name).write({ to: file(name) });
const store = (name, value) => defaults.set(value, { forKey: name });
const move = (location, name) => FileManager.default.replaceItemAt(file(name), { withItemAt: location });
const keep = (task) => { tasks.push(task); return task; };
const last = () => tasks.at(-1);
const finish = () => completions.pop()?.();
const entry = (seconds) => ({ date: new Date().addingTimeInterval(seconds), text: String(defaults.object({ forKey: "a" })) });
const delegate = {
  urlSessionDownloadTaskDidFinishDownloadingTo(session, task, location) { if (task.response?.statusCode < 400) move(location, "b"); ${part.downloaded} },
  urlSessionTaskDidCompleteWithError(session, task, error) { ${part.completed} },
  urlSessionDidFinishEventsForBackgroundURLSession(session) { ${part.finished} finish(); },
  urlSessionDidBecomeInvalidWithError(session, error) { ${part.invalid} },
  ${part.progress ? "urlSessionDownloadTaskDidWriteDataTotalBytesWrittenTotalBytesExpectedToWrite() {}, urlSessionTaskDidFinishCollecting() {}, urlSessionDataTaskDidReceive(session, task, data) { console.log(data.count); }," : ""}
  ${part.question}
};
function session(identifier) {
  if (made[identifier]) return made[identifier];
  const configuration = URLSessionConfiguration.background({ withIdentifier: identifier });
  ${part.container ? 'configuration.sharedContainerIdentifier = "group.fuzz";' : ""}
  return (made[identifier] = new URLSession({ configuration, delegate, delegateQueue: ${part.queue} }));
}
function start(identifier, url) { keep(session(identifier).downloadTask({ with: url })).resume(); }
${part.top}
const provider = {
  placeholder: () => entry(0),
  getSnapshot(context, completion) { ${part.snapshot} },
  getTimeline(context, completion) { ${part.before} ${part.answer} ${part.after} },
};
export default new StaticConfiguration({ kind: "fuzz", provider }, (entry) => Text(entry.text))${part.registered ? `.onBackgroundURLSessionEvents(${part.matching}(identifier, completion) => { ${part.stores ? "completions.push(completion);" : ""} ${part.touches ? "session(identifier);" : ""} ${part.handler} })` : ""};
`,
  }],
}));

const trigger = fc.oneof(
  { weight: 3, arbitrary: fc.nat(120).map((step) => ({ step })) },
  { weight: 2, arbitrary: fc.constant({ idle: "with-transfer" as const }) },
  fc.record({ line: fc.constantFrom("transfer-started", "transfer-finished", "transfer-progress", "callback-begins", "events-delivered", "process-suspended", "timeline-accepted", "question-asked"), nth: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ hostCall: fc.integer({ min: 1, max: 4 }), of: fc.constantFrom("main", "getTimeline", "onBackgroundURLSessionEvents", "delegate") }),
  fc.nat(600).map((seconds) => ({ at: `${seconds}s` })),
  fc.constantFrom("1s", "20s", "5m").map((suspendedFor) => ({ suspendedFor })),
);
const intervention = fc.record({ when: trigger, do: fc.oneof({ weight: 2, arbitrary: fc.constantFrom("suspend" as const, "terminate" as const, "relaunch" as const) }, { weight: 1, arbitrary: fc.constantFrom(...INTERVENTIONS) }), optional: fc.constant(true) })
  .map((each) => (each.do === "change-network" ? { ...each, with: { bandwidth: 5000, latency: "1s", loss: 0.5 } } : each));

const answers = fc.constantFrom(
  { body: "x".repeat(60_000), headers: { ETag: '"1"' } }, { status: 404, body: "no" }, { status: 500, body: "oh" }, { status: 302, headers: { Location: "/scores.json" } },
  { status: 401, headers: { "WWW-Authenticate": "Basic" } }, { status: 304 }, { body: "x".repeat(40_000), cutAfter: 20_000 }, { body: "slow", delay: "90s" }, { body: '{"a":1}' },
);
const server = fc.array(fc.record({ match: fc.constantFrom("*", "/small.json", "/large.json"), answer: fc.oneof(answers, fc.array(answers, { minLength: 1, maxLength: 3 })), certificate: fc.constantFrom("valid" as const, "valid" as const, "untrusted" as const) }), { maxLength: 2 });

/** What is uncertain, each way. */
const settings = fc.record({
  undelivered: fc.constantFrom("kept" as const, "kept" as const, "lost" as const), sharedContainer: fc.constantFrom("lenient" as const, "lenient" as const, "strict" as const, "task-error" as const),
  closureFirst: fc.boolean(), wakeCondition: fc.constantFrom("all-tasks" as const, "each-task" as const), messagesWithoutWake: fc.constantFrom("delivered" as const, "delivered" as const, "kept" as const),
  duplicateIdentifier: fc.constantFrom("reuse" as const, "replace" as const), completionTwice: fc.constantFrom("ignored" as const, "crash" as const), matchingHandlers: fc.constantFrom("all" as const, "first" as const),
  invalidCallback: fc.constantFrom("last" as const, "first" as const), cancelledState: fc.constantFrom("completed" as const, "canceling" as const), graceAfterAnswer: fc.constantFrom("0s", "5s", "2m"), graceAfterCompletion: fc.constantFrom("0s", "3s"),
  limiterStart: fc.constantFrom("0s", "60s"), dailyReloadBudget: fc.constantFrom(0, 2, 60), retryServerErrors: fc.boolean(), forceQuitCancelsWidgetTasks: fc.boolean(),
}, { requiredKeys: [] });

const SERVES = [{ match: "*", answer: { body: '{"served":true}' } }];

export const scenario: fc.Arbitrary<Scenario> = fc.record({
  seed: fc.nat(1000), until: fc.constantFrom("10m", "2h"), continueAtRest: fc.boolean(), placing: fc.constantFrom("one-of-each" as const, "two-of-each" as const),
  network: fc.record({ online: fc.oneof({ weight: 5, arbitrary: fc.constant(true) }, fc.constant(false)), wifi: fc.boolean(), latency: fc.constantFrom("0s", "200ms", "20s"), bandwidth: fc.constantFrom(1000, 250_000), loss: fc.constantFrom(0, 0.3) }, { requiredKeys: [] }),
  device: fc.record({ charging: fc.boolean(), diskFull: fc.boolean(), debugger: fc.boolean() }, { requiredKeys: [] }),
  server, settings, interventions: fc.array(intervention, { maxLength: 5 }),
}).map((input) => {
  // Every address is scripted: a run needs nothing from outside.
  const reading = readScenario({ name: "fuzz", ...input, server: [...input.server, ...SERVES] });
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  return reading.scenario;
});
