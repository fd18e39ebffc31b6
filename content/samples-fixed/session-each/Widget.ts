import { StaticConfiguration, Timeline, type TimelineEntry, type TimelineProvider, type TimelineProviderContext, TimelineReloadPolicy, Widget, WidgetFamily } from "WidgetKit";
import { Font, Text, VStack } from "SwiftUI";
import { AirStation, type Air } from "./AirStation";

interface Entry extends TimelineEntry {
  date: Date;
  latest: Air | null;
}

class Provider implements TimelineProvider<Entry> {
  placeholder(context: TimelineProviderContext): Entry {
    return { date: new Date(), latest: null };
  }

  getSnapshot(context: TimelineProviderContext, completion: (entry: Entry) => void) {
    completion(this.entry());
  }

  getTimeline(context: TimelineProviderContext, completion: (timeline: Timeline<Entry>) => void) {
    AirStation.shared.refreshIfOld();
    const inAnHour = new Date().addingTimeInterval(60 * 60);
    completion(new Timeline({ entries: [this.entry()], policy: TimelineReloadPolicy.after(inAnHour) }));
  }

  private entry(): Entry {
    return { date: new Date(), latest: AirStation.shared.stored() };
  }
}

export default class AirWidget extends Widget {
  readonly kind = "air";

  get body() {
    return new StaticConfiguration<Entry>({ kind: this.kind, provider: new Provider() }, ({ latest }) =>
      VStack({ alignment: "leading", spacing: 4 }, [
        Text("Air").font(Font.headline),
        Text(latest ? `${latest.index}` : "–").font(Font.title),
        Text(latest?.word ?? ""),
      ]),
    )
      .supportedFamilies([WidgetFamily.systemSmall, WidgetFamily.systemMedium])
      .onBackgroundURLSessionEvents({ matching: AirStation.identifier }, (identifier, completion) => {
        AirStation.shared.adopt(completion);
      });
  }
}
