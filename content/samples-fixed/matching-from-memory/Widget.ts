import { StaticConfiguration, Timeline, type TimelineEntry, type TimelineProvider, type TimelineProviderContext, TimelineReloadPolicy, Widget, WidgetFamily } from "WidgetKit";
import { Font, Text, VStack } from "SwiftUI";
import { MatchFeed, type Score } from "./MatchFeed";

interface Entry extends TimelineEntry {
  date: Date;
  latest: Score | null;
}

class Provider implements TimelineProvider<Entry> {
  placeholder(context: TimelineProviderContext): Entry {
    return { date: new Date(), latest: null };
  }

  getSnapshot(context: TimelineProviderContext, completion: (entry: Entry) => void) {
    completion(this.entry());
  }

  getTimeline(context: TimelineProviderContext, completion: (timeline: Timeline<Entry>) => void) {
    MatchFeed.shared.refreshIfOld();
    const inAnHour = new Date().addingTimeInterval(60 * 60);
    completion(new Timeline({ entries: [this.entry()], policy: TimelineReloadPolicy.after(inAnHour) }));
  }

  private entry(): Entry {
    return { date: new Date(), latest: MatchFeed.shared.stored() };
  }
}

export default class MatchesWidget extends Widget {
  readonly kind = "matches";

  get body() {
    return new StaticConfiguration<Entry>({ kind: this.kind, provider: new Provider() }, ({ latest }) =>
      VStack({ alignment: "leading", spacing: 4 }, [
        Text("Matches").font(Font.headline),
        Text(latest ? `${latest.home} – ${latest.away}` : "–"),
        Text(latest?.score ?? "").bold(),
      ]),
    )
      .supportedFamilies([WidgetFamily.systemSmall])
      .onBackgroundURLSessionEvents({ matching: MatchFeed.identifier }, (identifier, completion) => {
        MatchFeed.shared.adopt(completion);
      });
  }
}
