/** Small learner programs that tests put together from parts, so that each test shows what it is about. */

export interface Parts {
  /** Members of the delegate. */
  readonly delegate?: string;
  /** The closure of onBackgroundURLSessionEvents; "" registers none. */
  readonly handler?: string;
  /** Body of getTimeline, with `context` and `completion`. */
  readonly timeline?: string;
  /** Statements at the end of the file's top level, before the widget. */
  readonly top?: string;
  /** Members of the configuration chain, after supportedFamilies. */
  readonly chain?: string;
}

export const ADDRESS = "https://api.relaunch.example/scores/today.json";
export const IDENTIFIER = "scores";

export const DELEGATE = `
  urlSessionDownloadTaskDidFinishDownloadingTo(session, task, location) {
    const group = FileManager.default.containerURL({ forSecurityApplicationGroupIdentifier: "group.scores" });
    FileManager.default.replaceItemAt(group.appendingPathComponent("scores.json"), { withItemAt: location });
  }
  urlSessionTaskDidCompleteWithError(session, task, error) {}
  urlSessionDidFinishEventsForBackgroundURLSession(session) {
    WidgetCenter.shared.reloadTimelines({ ofKind: "scores" });
    const done = this.completion; this.completion = null;
    DispatchQueue.main.async(() => done?.());
  }`;

export const HANDLER = `(identifier, completion) => { downloads.completion = completion; void downloads.session; }`;

export const TIMELINE = `
    downloads.start();
    completion(new Timeline({ entries: [{ date: new Date(), title: "now" }], policy: TimelineReloadPolicy.after(new Date().addingTimeInterval(1800)) }));`;

/** A widget that starts a background download in getTimeline and handles its events, unless parts say otherwise. */
export function widget({ delegate = DELEGATE, handler = HANDLER, timeline = TIMELINE, top = "", chain = "" }: Parts = {}): string {
  return `import { StaticConfiguration, Timeline, TimelineReloadPolicy, WidgetCenter, WidgetFamily } from "WidgetKit";
import { DispatchQueue, FileManager, NSObject, URL, URLSession, URLSessionConfiguration, UserDefaults, Data } from "Foundation";
import { Text } from "SwiftUI";

class Downloads extends NSObject {
  completion: (() => void) | null = null;
  #session: any = null;
  get session() {
    if (this.#session === null) {
      const configuration = URLSessionConfiguration.background({ withIdentifier: "${IDENTIFIER}" });
      configuration.sharedContainerIdentifier = "group.scores";
      this.#session = new URLSession({ configuration, delegate: this, delegateQueue: null });
    }
    return this.#session;
  }
  started = false;
  start() {
    if (this.started) return;
    this.started = true;
    this.session.downloadTask({ with: new URL("${ADDRESS}") }).resume();
  }
${delegate}
}
const downloads = new Downloads();
${top}
class Provider {
  placeholder(context: any) { return { date: new Date(), title: "–" }; }
  getSnapshot(context: any, completion: any) { completion({ date: new Date(), title: "snapshot" }); }
  getTimeline(context: any, completion: any) {${timeline}
  }
}

export default class Scores {
  kind = "scores";
  get body() {
    return new StaticConfiguration({ kind: this.kind, provider: new Provider() }, (entry: any) => Text(entry.title))
      .supportedFamilies([WidgetFamily.systemSmall])${chain}${handler === "" ? "" : `\n      .onBackgroundURLSessionEvents({ matching: "${IDENTIFIER}" }, ${handler})`};
  }
}
`;
}
