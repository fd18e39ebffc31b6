/** Correct widgets written otherwise than the sample: other shapes that people use, which no rule may fault. */

/** An object as delegate, a predicate, results in UserDefaults, a function as the file's whole design. */
export const PLAIN_OBJECTS = `
import { StaticConfiguration, Timeline, TimelineReloadPolicy, WidgetCenter } from "WidgetKit";
import { Bundle, Data, OperationQueue, URLSession, URLSessionConfiguration, UserDefaults } from "Foundation";
import { Text } from "SwiftUI";

const ID = "plain." + Bundle.main.bundleIdentifier;
const store = new UserDefaults({ suiteName: "group.plain" });
const pending: (() => void)[] = [];
let isFinished = false;
const delegate = {
  urlSessionDownloadTaskDidFinishDownloadingTo(session, task, location) {
    if (task.response?.statusCode === 200) store.set(new Data({ contentsOf: location }).toString(), { forKey: "scores" });
  },
  urlSessionTaskDidCompleteWithError(session, task, error) {
    if (pending.length === 0) WidgetCenter.shared.reloadAllTimelines();
  },
  urlSessionDidFinishEventsForBackgroundURLSession(session) {
    WidgetCenter.shared.reloadAllTimelines();
    isFinished = pending.length === 0;
    for (const done of pending.splice(0)) done();
  },
};
let made: URLSession | undefined;
function session() {
  if (made) return made;
  const configuration = URLSessionConfiguration.background({ withIdentifier: ID });
  configuration.sharedContainerIdentifier = "group.plain";
  made = new URLSession({ configuration, delegate, delegateQueue: OperationQueue.main });
  return made;
}
const provider = {
  placeholder: () => ({ date: new Date(), text: "–" }),
  getSnapshot: (context, completion) => completion({ date: new Date(), text: store.string({ forKey: "scores" }) ?? "–" }),
  getTimeline(context, completion) {
    if (!store.bool({ forKey: "asked" })) {
      store.set(true, { forKey: "asked" });
      session().downloadTask({ with: "https://api.relaunch.example/scores/today.json" }).resume();
    }
    completion(new Timeline({ entries: [{ date: new Date(), text: store.string({ forKey: "scores" }) ?? "–" }], policy: TimelineReloadPolicy.after(new Date().addingTimeInterval(1800)) }));
  },
};
export default new StaticConfiguration({ kind: "plain", provider }, (entry) => Text(entry.text.slice(0, 20)))
  .onBackgroundURLSessionEvents({ matching: (identifier) => identifier.startsWith("plain.") }, (identifier, completion) => {
    if (isFinished) completion();
    else pending.push(completion);
    isFinished = false;
    session();
  });
`;

/** The asynchronous provider, an inline request that ends before the answer, no background work at all. */
export const ASYNC_PROVIDER = `
import { AppIntentConfiguration, Timeline, TimelineReloadPolicy, Widget, WidgetBundle } from "WidgetKit";
import { URL, URLSession } from "Foundation";
import { Text, VStack } from "SwiftUI";

class Provider {
  placeholder(context) { return { date: new Date(), title: "–" }; }
  async snapshot({ in: context }) { return { date: new Date(), title: "sample" }; }
  async timeline({ in: context }) {
    let title = "no scores";
    try {
      const [data, response] = await URLSession.shared.data({ from: new URL("https://api.relaunch.example/scores/today.json") });
      if (response.statusCode === 200) title = JSON.parse(data.toString()).players[0].name;
    } catch (error) {
      console.warn("kept what there was", error);
    }
    return new Timeline({ entries: [{ date: new Date(), title }], policy: TimelineReloadPolicy.after(new Date().addingTimeInterval(3600)) });
  }
}
class Scores extends Widget {
  body() { return new AppIntentConfiguration({ kind: "async", provider: new Provider() }, (entry) => VStack([Text(entry.title)])); }
}
export default class Everything extends WidgetBundle {
  get body() { return [new Scores()]; }
}
`;

/** A bundle of two widgets with one session between them; one address is refused for good, and is asked for again. */
export const TWO_WIDGETS = `
import { StaticConfiguration, Timeline, TimelineReloadPolicy, Widget, WidgetBundle, WidgetCenter } from "WidgetKit";
import { Bundle, Data, FileManager, URL, URLRequest, URLSession, URLSessionConfiguration } from "Foundation";
import { Text } from "SwiftUI";

const PREFIX = Bundle.main.bundleIdentifier + ".two";
const KINDS = { near: "https://api.relaunch.example/scores/today.json", far: "http://api.relaunch.example/scores/season.json" };
const file = (name) => FileManager.default.containerURL({ forSecurityApplicationGroupIdentifier: "group.two" }).appendingPathComponent(name + ".json");

class Loader {
  static #one = null;
  static get shared() { return (Loader.#one ??= new Loader()); }
  #waiting = new Map();
  #early = new Set();
  #session = null;
  get session() {
    if (this.#session) return this.#session;
    const configuration = URLSessionConfiguration.background({ withIdentifier: PREFIX });
    configuration.sharedContainerIdentifier = "group.two";
    configuration.timeoutIntervalForResource = 2 * 3600;
    return (this.#session = new URLSession({ configuration, delegate: this, delegateQueue: null }));
  }
  adopt(identifier, completion) {
    this.#waiting.get(identifier)?.();
    this.#waiting.delete(identifier);
    if (this.#early.delete(identifier)) completion();
    else this.#waiting.set(identifier, completion);
    void this.session;
  }
  #asking = new Set();
  load(kind) {
    if (this.#asking.has(kind)) return;
    this.#asking.add(kind);
    this.session.getAllTasks((tasks) => {
      this.#asking.delete(kind);
      if (tasks.some((task) => task.taskDescription === kind)) return;
      const request = new URLRequest({ url: new URL(KINDS[kind]) });
      request.setValue("application/json", { forHTTPHeaderField: "Accept" });
      const task = this.session.downloadTask({ with: request });
      task.taskDescription = kind;
      task.resume();
    });
  }
  urlSessionDownloadTaskDidFinishDownloadingTo(session, task, location) {
    if (task.response?.statusCode !== 200) return;
    if (FileManager.default.fileExists({ atPath: file(task.taskDescription) })) FileManager.default.removeItem({ at: file(task.taskDescription) });
    FileManager.default.moveItem({ at: location, to: file(task.taskDescription) });
  }
  urlSessionTaskDidCompleteWithError(session, task, error) {
    if (error) console.warn(task.taskDescription, error.localizedDescription);
    else if (this.#waiting.size === 0) WidgetCenter.shared.reloadTimelines({ ofKind: task.taskDescription });
  }
  urlSessionDidFinishEventsForBackgroundURLSession(session) {
    for (const kind of Object.keys(KINDS)) WidgetCenter.shared.reloadTimelines({ ofKind: kind });
    const identifier = session.configuration.identifier;
    const completion = this.#waiting.get(identifier);
    this.#waiting.delete(identifier);
    if (completion) completion();
    else this.#early.add(identifier);
  }
}

class Provider {
  constructor(kind) { this.kind = kind; }
  entry() { return { date: new Date(), size: FileManager.default.fileExists({ atPath: file(this.kind) }) ? new Data({ contentsOf: file(this.kind) }).count : 0 }; }
  placeholder(context) { return { date: new Date(), size: 0 }; }
  getSnapshot(context, completion) { completion(this.entry()); }
  getTimeline(context, completion) {
    const entry = this.entry();
    if (entry.size === 0) Loader.shared.load(this.kind);
    completion(new Timeline({ entries: [entry], policy: TimelineReloadPolicy.after(new Date().addingTimeInterval(5400)) }));
  }
}

class One extends Widget {
  kind = "near";
  get body() {
    return new StaticConfiguration({ kind: this.kind, provider: new Provider(this.kind) }, (entry) => Text(String(entry.size)))
      .onBackgroundURLSessionEvents({ matching: (identifier) => identifier.startsWith(PREFIX) }, (identifier, completion) => Loader.shared.adopt(identifier, completion));
  }
}
class Two extends Widget {
  kind = "far";
  get body() { return new StaticConfiguration({ kind: this.kind, provider: new Provider(this.kind) }, (entry) => Text(String(entry.size))); }
}
export default class Both extends WidgetBundle {
  body() { return [new One(), new Two()]; }
}
`;
