/**
 * Correct widgets of other shapes than the canonical one: several widgets and sessions, the asynchronous
 * modifier, work that is counted, an inline attempt first. As text with holes for harmless variations.
 */
import fc from "fast-check";
import type { Program } from "../../runtime/model/program.ts";

const IMPORTS = `import { AppIntentConfiguration, BackgroundTask, StaticConfiguration, Timeline, TimelineReloadPolicy, Widget, WidgetBundle, WidgetCenter, WidgetFamily } from "WidgetKit";
import { Bundle, Data, DispatchGroup, DispatchQueue, FileManager, NSLock, NSObject, OperationQueue, Task, URL, URLRequest, URLSession, URLSessionConfiguration, UserDefaults, withCheckedContinuation } from "Foundation";
import { Text } from "SwiftUI";
const GROUP = "group.styles";
const PREFIX = Bundle.main.bundleIdentifier + ".";
const defaults = new UserDefaults({ suiteName: GROUP });
const file = (name) => FileManager.default.containerURL({ forSecurityApplicationGroupIdentifier: GROUP }).appendingPathComponent(name + ".json");
const sizeOf = (name) => (FileManager.default.fileExists({ atPath: file(name) }) ? new Data({ contentsOf: file(name) }).count : 0);
const isFresh = (key) => { const asked = defaults.object({ forKey: key }); return asked instanceof Date && new Date().timeIntervalSince(asked) < 2400; };
const later = (seconds) => TimelineReloadPolicy.after(new Date().addingTimeInterval(seconds));
`;

/** A bundle whose widgets have a session each; completions in a table, tokens in taskDescription. */
const several = fc.record({
  kinds: fc.constantFrom(["near"], ["near", "far"], ["near", "far", "else"]), shared: fc.boolean(), matching: fc.constantFrom("string", "predicate", "all"), form: fc.constantFrom("each", "first"),
  queue: fc.constantFrom("null", "OperationQueue.main", "new OperationQueue()"), lock: fc.boolean(), request: fc.boolean(),
}).map(({ kinds, shared, matching, form, queue, lock, request }) => `${IMPORTS}
const KINDS = ${JSON.stringify(kinds)};
const idOf = (kind) => PREFIX + ${shared ? '"all"' : "kind"};
// Killed between making a task and naming it, it has no token.
const tokenOf = (task) => (task.taskDescription ? JSON.parse(task.taskDescription) : { kind: KINDS[0] });
const guard = new NSLock();
const locked = (work) => ${lock ? "guard.withLock(work)" : "work()"};
class Loader extends NSObject {
  sessions = new Map();
  waiting = new Map();
  early = new Set();
  session(identifier) {
    const made = this.sessions.get(identifier);
    if (made) return made;
    const configuration = URLSessionConfiguration.background({ withIdentifier: identifier });
    configuration.sharedContainerIdentifier = GROUP;
    const session = new URLSession({ configuration, delegate: this, delegateQueue: ${queue} });
    this.sessions.set(identifier, session);
    return session;
  }
  adopt(identifier, completion) {
    const owed = locked(() => {
      const before = this.waiting.get(identifier) ?? [];
      if (this.early.delete(identifier)) return [...before, completion];
      this.waiting.set(identifier, [...before, completion]);
      return [];
    });
    for (const each of owed) each();
    this.session(identifier);
  }
  load(kind) {
    if (isFresh(kind)) return;
    defaults.set(new Date(), { forKey: kind });
    const address = new URL("https://api.relaunch.example/" + kind + "/today.json");
    const task = this.session(idOf(kind)).downloadTask({ with: ${request ? "new URLRequest({ url: address })" : "address"} });
    task.taskDescription = JSON.stringify({ kind, version: 1 });
    task.resume();
  }
  urlSessionDownloadTaskDidFinishDownloadingTo(session, task, location) {
    if (task.response?.statusCode !== 200) return;
    const { kind } = tokenOf(task);
    FileManager.default.replaceItemAt(file(kind), { withItemAt: location });
  }
  urlSessionTaskDidCompleteWithError(session, task, error) {
    const { kind } = tokenOf(task);
    if (error) defaults.removeObject({ forKey: kind });
    if (!this.waiting.get(session.configuration.identifier)?.length) WidgetCenter.shared.reloadTimelines({ ofKind: kind });
  }
  urlSessionDidFinishEventsForBackgroundURLSession(session) {
    const { identifier } = session.configuration;
    for (const kind of KINDS) if (idOf(kind) === identifier) WidgetCenter.shared.reloadTimelines({ ofKind: kind });
    const done = locked(() => { const all = this.waiting.get(identifier) ?? []; this.waiting.delete(identifier); if (all.length === 0) this.early.add(identifier); return all; });
    DispatchQueue.main.async(() => { for (const each of done) each(); });
  }
}
const loader = new Loader();
const providerOf = (kind) => ({
  placeholder: () => ({ date: new Date(), size: 0 }),
  getSnapshot(context, completion) { completion({ date: new Date(), size: sizeOf(kind) }); },
  getTimeline(context, completion) {
    loader.load(kind);
    completion(new Timeline({ entries: [{ date: new Date(), size: sizeOf(kind) }], policy: later(5400) }));
  },
});
const widgetOf = (kind, index) => {
  const configuration = new StaticConfiguration({ kind, provider: providerOf(kind) }, (entry) => Text(String(entry.size)));
  if (${form === "first" || shared ? "index > 0" : "false"}) return configuration;
  return configuration.onBackgroundURLSessionEvents(${form === "first" && !shared || matching === "all" ? "" : matching === "string" ? "{ matching: idOf(kind) }, " : "{ matching: (identifier) => identifier === idOf(kind) }, "}(identifier, completion) => {
    if (identifier.startsWith(PREFIX)) ${form === "each" && !shared && matching === "all" ? "{ if (identifier === idOf(kind)) loader.adopt(identifier, completion); else completion(); }" : "loader.adopt(identifier, completion);"}
    else completion();
  });
};
export default class All extends WidgetBundle { get body() { return KINDS.map(widgetOf); } }
`);

/** The asynchronous modifier: a continuation is kept instead of a closure. */
const asynchronous = fc.record({
  matching: fc.constantFrom("PREFIX + \"net\"", "{ matching: (identifier) => identifier === PREFIX + \"net\" }"), provider: fc.constantFrom("async", "classic"), wait: fc.constantFrom("continuation", "promise"), queue: fc.constantFrom("null", "OperationQueue.main"), intent: fc.boolean(),
}).map(({ matching, provider, wait, queue, intent }) => `${IMPORTS}
const state = { made: null, resume: null, early: false };
const reload = () => WidgetCenter.shared.reloadTimelines({ ofKind: "async" });
class Net {
  urlSessionDownloadTaskDidFinishDownloadingTo(session, task, location) {
    if (task.response?.statusCode === 200) FileManager.default.replaceItemAt(file("net"), { withItemAt: location });
  }
  urlSessionTaskDidCompleteWithError(session, task, error) {
    if (error) defaults.removeObject({ forKey: "asked" });
    if (state.resume === null) reload();
  }
  urlSessionDidFinishEventsForBackgroundURLSession() {
    reload();
    const { resume } = state;
    state.resume = null;
    state.early = resume === null;
    resume?.();
  }
}
const net = new Net();
function session() {
  if (state.made) return state.made;
  const configuration = URLSessionConfiguration.background({ withIdentifier: PREFIX + "net" });
  configuration.sharedContainerIdentifier = GROUP;
  return (state.made = new URLSession({ configuration, delegate: net, delegateQueue: ${queue} }));
}
const delivered = () => ${wait === "continuation" ? "withCheckedContinuation((continuation) => keep(() => continuation.resume()))" : "new Promise((resolve) => keep(resolve))"};
function keep(resume) {
  state.resume?.();
  state.resume = null;
  if (state.early) resume();
  else state.resume = resume;
  state.early = false;
}
function refresh() {
  if (isFresh("asked")) return;
  defaults.set(new Date(), { forKey: "asked" });
  session().downloadTask({ with: new URL("https://api.relaunch.example/scores/today.json") }).resume();
}
const entry = () => ({ date: new Date(), size: sizeOf("net") });
const made = () => { refresh(); return new Timeline({ entries: [entry()], policy: later(7200) }); };
class Provider {
  placeholder() { return { date: new Date(), size: 0 }; }
  ${provider === "async" ? "async snapshot() { return entry(); }\n  async timeline({ in: context }) { await null; return made(); }" : "getSnapshot(context, completion) { completion(entry()); }\n  getTimeline(context, completion) { completion(made()); }"}
}
export default class Scores extends Widget {
  get body() {
    return new ${intent ? "AppIntentConfiguration" : "StaticConfiguration"}({ kind: "async", provider: new Provider() }, (entry) => Text(String(entry.size)))
      .backgroundTask(BackgroundTask.urlSession(${matching}), async () => {
        const over = delivered();
        session();
        await over;
      });
  }
}
`);

/** What callbacks start is counted, and the completion waits for all of it. */
const counted = fc.record({ count: fc.constantFrom("group", "list", "queue", "tasks"), early: fc.boolean(), delay: fc.constantFrom(0, 1, 3) }).map(({ count, early, delay }) => `${IMPORTS}
const work = new DispatchGroup();
const background = new DispatchQueue({ label: "work" });
const operations = new OperationQueue();
operations.maxConcurrentOperationCount = 1;
const state = { made: null, done: null, finished: false };
const pending = new Set();
const jobs = [];
const reload = () => WidgetCenter.shared.reloadTimelines({ ofKind: "counted" });
/** Outside a wake nothing keeps the process: there it is done at once. */
function start(job) {
  if (state.done === null) return job();
  ${count === "group" ? `work.enter();\n  background.asyncAfter({ deadline: ${delay} }, () => { job(); work.leave(); });` : count === "queue" ? "operations.addOperation(job);" : count === "tasks" ? `jobs.push(Task(async () => { ${delay > 0 ? `await Task.sleep({ for: ${delay} });` : "await Task.yield();"} job(); }).value);` : `const mark = {};\n  pending.add(mark);\n  background.asyncAfter({ deadline: ${delay} }, () => { job(); pending.delete(mark); if (pending.size === 0) state.whenIdle?.(); });`}
}
function whenIdle(then) {
  ${count === "group" ? "work.notify({ queue: DispatchQueue.main }, then);" : count === "queue" ? "operations.addOperation(then);" : count === "tasks" ? "Promise.all(jobs.splice(0)).then(then);" : "const once = () => { state.whenIdle = null; then(); };\n  if (pending.size === 0) then(); else { const before = state.whenIdle; state.whenIdle = () => { before?.(); once(); }; }"}
}
class Net extends NSObject {
  urlSessionDownloadTaskDidFinishDownloadingTo(session, task, location) {
    if (task.response?.statusCode !== 200) return;
    FileManager.default.replaceItemAt(file("raw"), { withItemAt: location });
    start(() => { defaults.set(sizeOf("raw"), { forKey: "size" }); });
  }
  urlSessionTaskDidCompleteWithError(session, task, error) {
    if (error) defaults.removeObject({ forKey: "asked" });
    if (state.done === null) whenIdle(reload);
  }
  urlSessionDidFinishEventsForBackgroundURLSession() {
    const { done } = state;
    state.done = null;
    state.finished = done === null;
    whenIdle(() => { reload(); done?.(); });
  }
}
const net = new Net();
function session() {
  if (state.made) return state.made;
  const configuration = URLSessionConfiguration.background({ withIdentifier: PREFIX + "counted" });
  configuration.sharedContainerIdentifier = GROUP;
  return (state.made = new URLSession({ configuration, delegate: net, delegateQueue: null }));
}
function refresh() {
  if (isFresh("asked")) return;
  defaults.set(new Date(), { forKey: "asked" });
  session().downloadTask({ with: new URL("https://api.relaunch.example/scores/today.json") }).resume();
}
const entry = () => ({ date: new Date(), size: defaults.integer({ forKey: "size" }) });
export default new StaticConfiguration({ kind: "counted", provider: {
  placeholder: () => ({ date: new Date(), size: 0 }),
  getSnapshot(context, completion) { completion(entry()); },
  getTimeline(context, completion) { refresh(); completion(new Timeline({ entries: [entry()], policy: later(5400) })); },
} }, (entry) => Text(String(entry.size)))
  .onBackgroundURLSessionEvents({ matching: PREFIX + "counted" }, (identifier, completion) => {
    ${early ? "session();" : ""}
    state.done?.();
    state.done = null;
    if (state.finished) whenIdle(completion); else state.done = completion;
    state.finished = false;
    session();
  });
`);

/** An inline attempt first, while the process runs anyway; what fails goes to the daemon. */
const inlineFirst = fc.record({ form: fc.constantFrom("handler", "async"), store: fc.boolean() }).map(({ form, store }) => `${IMPORTS}
const ADDRESS = new URL("https://api.relaunch.example/scores/today.json");
const state = { made: null, done: null, finished: false };
const reload = () => WidgetCenter.shared.reloadTimelines({ ofKind: "inline" });
const net = {
  urlSessionDownloadTaskDidFinishDownloadingTo(session, task, location) {
    if (task.response?.statusCode === 200) FileManager.default.replaceItemAt(file("inline"), { withItemAt: location });
  },
  urlSessionTaskDidCompleteWithError(session, task, error) {
    if (error) defaults.removeObject({ forKey: "asked" });
    if (state.done === null) reload();
  },
  urlSessionDidFinishEventsForBackgroundURLSession() {
    reload();
    const { done } = state;
    state.done = null;
    state.finished = done === null;
    done?.();
  },
};
function session() {
  if (state.made) return state.made;
  const configuration = URLSessionConfiguration.background({ withIdentifier: PREFIX + "inline" });
  configuration.sharedContainerIdentifier = GROUP;
  return (state.made = new URLSession({ configuration, delegate: net, delegateQueue: null }));
}
function fallBack() {
  if (isFresh("asked")) return;
  defaults.set(new Date(), { forKey: "asked" });
  session().downloadTask({ with: ADDRESS }).resume();
}
const entry = (size) => ({ date: new Date(), size });
const made = (size) => new Timeline({ entries: [entry(size)], policy: later(7200) });
const provider = {
  placeholder: () => entry(0),
  ${form === "handler" ? `getSnapshot(context, completion) { completion(entry(sizeOf("inline"))); },
  getTimeline(context, completion) {
    URLSession.shared.dataTask({ with: ADDRESS }, (data, response, error) => {
      if (error || response.statusCode !== 200) { fallBack(); return completion(made(sizeOf("inline"))); }
      ${store ? 'data.write({ to: file("inline") });' : ""}
      completion(made(data.count));
    }).resume();
  },` : `snapshot: async () => entry(sizeOf("inline")),
  timeline: async () => {
    try {
      const [data, response] = await URLSession.shared.data({ from: ADDRESS });
      if (response.statusCode !== 200) throw new Error(String(response.statusCode));
      ${store ? 'data.write({ to: file("inline") });' : ""}
      return made(data.count);
    } catch (error) {
      fallBack();
      return made(sizeOf("inline"));
    }
  },`}
};
export default new StaticConfiguration({ kind: "inline", provider }, (entry) => Text(String(entry.size)))
  .onBackgroundURLSessionEvents({ matching: PREFIX + "inline" }, (identifier, completion) => {
    state.done?.();
    state.done = null;
    if (state.finished) completion(); else state.done = completion;
    state.finished = false;
    session();
  });
`);

export const otherStyle: fc.Arbitrary<Program> = fc.oneof(several, asynchronous, counted, inlineFirst).map((text) => ({ files: [{ path: "Widget.ts", text }] }));
