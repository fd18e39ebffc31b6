import { StaticConfiguration, Timeline, type TimelineEntry, type TimelineProvider, type TimelineProviderContext, TimelineReloadPolicy, Widget, WidgetFamily } from "WidgetKit";
import { Font, Text, VStack } from "SwiftUI";
import { Forecast, type Day } from "./Forecast";

interface Entry extends TimelineEntry {
  date: Date;
  latest: Day | null;
}

class Provider implements TimelineProvider<Entry> {
  placeholder(context: TimelineProviderContext): Entry {
    return { date: new Date(), latest: null };
  }

  getSnapshot(context: TimelineProviderContext, completion: (entry: Entry) => void) {
    completion(this.entry());
  }

  getTimeline(context: TimelineProviderContext, completion: (timeline: Timeline<Entry>) => void) {
    Forecast.shared.refreshIfOld();
    const inAnHour = new Date().addingTimeInterval(60 * 60);
    completion(new Timeline({ entries: [this.entry()], policy: TimelineReloadPolicy.after(inAnHour) }));
  }

  private entry(): Entry {
    return { date: new Date(), latest: Forecast.shared.stored() };
  }
}

export default class WeatherWidget extends Widget {
  readonly kind = "weather";

  get body() {
    return new StaticConfiguration<Entry>({ kind: this.kind, provider: new Provider() }, ({ latest }) =>
      VStack({ alignment: "leading", spacing: 4 }, [
        Text("Weather").font(Font.headline),
        Text(latest ? `${latest.degrees}°` : "–").font(Font.title),
        Text(latest?.sky ?? ""),
      ]),
    )
      .supportedFamilies([WidgetFamily.systemSmall])
      .onBackgroundURLSessionEvents({ matching: Forecast.identifier }, (identifier, completion) => {
        Forecast.shared.adopt(completion);
      });
  }
}
