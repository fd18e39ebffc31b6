import { StaticConfiguration, Timeline, type TimelineEntry, type TimelineProvider, type TimelineProviderContext, TimelineReloadPolicy, Widget, WidgetCenter, WidgetFamily } from "WidgetKit";
import { Font, Text, VStack } from "SwiftUI";
import { StepCounter, type Steps } from "./StepCounter";

interface Entry extends TimelineEntry {
  date: Date;
  latest: Steps | null;
}

class Provider implements TimelineProvider<Entry> {
  placeholder(context: TimelineProviderContext): Entry {
    return { date: new Date(), latest: null };
  }

  getSnapshot(context: TimelineProviderContext, completion: (entry: Entry) => void) {
    completion(this.entry());
  }

  getTimeline(context: TimelineProviderContext, completion: (timeline: Timeline<Entry>) => void) {
    StepCounter.shared.refreshIfOld();
    // Always the newest count: show it, and ask again.
    completion(new Timeline({ entries: [this.entry()], policy: TimelineReloadPolicy.never }));
    WidgetCenter.shared.reloadTimelines({ ofKind: "steps" });
  }

  private entry(): Entry {
    return { date: new Date(), latest: StepCounter.shared.stored() };
  }
}

export default class StepsWidget extends Widget {
  readonly kind = "steps";

  get body() {
    return new StaticConfiguration<Entry>({ kind: this.kind, provider: new Provider() }, ({ latest }) =>
      VStack({ alignment: "leading", spacing: 4 }, [
        Text("Steps").font(Font.headline),
        Text(latest ? `${latest.count} of ${latest.goal}` : "–"),
      ]),
    )
      .supportedFamilies([WidgetFamily.systemSmall])
      .onBackgroundURLSessionEvents({ matching: StepCounter.identifier }, (identifier, completion) => {
        StepCounter.shared.adopt(completion);
      });
  }
}
