/** Correct widgets written otherwise than the sample: other shapes that people use, which no rule may fault. */

/** An object as delegate, a predicate, results in UserDefaults, a function as the file's whole design. */
export const PLAIN_OBJECTS = `
import { StaticConfiguration, Timeline, TimelineReloadPolicy, WidgetCenter } from "WidgetKit";
import { Data, OperationQueue, URLSession, URLSessionConfiguration, UserDefaults } from "Foundation";
import { Text } from "SwiftUI";

const ID = "plain.scores";
const store = new UserDefaults({ suiteName: "group.plain" });
const pending: (() => void)[] = [];
const delegate = {
  urlSessionDownloadTaskDidFinishDownloadingTo(session, task, location) {
    if (task.response?.statusCode === 200) store.set(new Data({ contentsOf: location }).toString(), { forKey: "scores" });
  },
  urlSessionTaskDidCompleteWithError(session, task, error) {
    if (pending.length === 0) WidgetCenter.shared.reloadAllTimelines();
  },
  urlSessionDidFinishEventsForBackgroundURLSession(session) {
    WidgetCenter.shared.reloadAllTimelines();
    for (const done of pending.splice(0)) done();
  },
};
let made: URLSession | undefined;
function session() {
  made ??= new URLSession({ configuration: URLSessionConfiguration.background({ withIdentifier: ID }), delegate, delegateQueue: OperationQueue.main });
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
    completion(new Timeline({ entries: [{ date: new Date(), text: store.string({ forKey: "scores" }) ?? "–" }], policy: TimelineReloadPolicy.atEnd }));
  },
};
export default new StaticConfiguration({ kind: "plain", provider }, (entry) => Text(entry.text.slice(0, 20)))
  .onBackgroundURLSessionEvents({ matching: (identifier) => identifier.startsWith("plain.") }, (identifier, completion) => {
    pending.push(completion);
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
