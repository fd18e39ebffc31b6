import { StaticConfiguration, Timeline, type TimelineEntry, type TimelineProvider, type TimelineProviderContext, TimelineReloadPolicy, Widget, WidgetFamily } from "WidgetKit";
import { Font, Text, VStack } from "SwiftUI";
import { PhotoLoader, type Photo } from "./PhotoLoader";

interface Entry extends TimelineEntry {
  date: Date;
  latest: Photo | null;
}

class Provider implements TimelineProvider<Entry> {
  placeholder(context: TimelineProviderContext): Entry {
    return { date: new Date(), latest: null };
  }

  getSnapshot(context: TimelineProviderContext, completion: (entry: Entry) => void) {
    completion(this.entry());
  }

  getTimeline(context: TimelineProviderContext, completion: (timeline: Timeline<Entry>) => void) {
    PhotoLoader.shared.refreshIfOld();
    const inAnHour = new Date().addingTimeInterval(60 * 60);
    completion(new Timeline({ entries: [this.entry()], policy: TimelineReloadPolicy.after(inAnHour) }));
  }

  private entry(): Entry {
    return { date: new Date(), latest: PhotoLoader.shared.stored() };
  }
}

export default class PhotoWidget extends Widget {
  readonly kind = "photo";

  get body() {
    return new StaticConfiguration<Entry>({ kind: this.kind, provider: new Provider() }, ({ latest }) =>
      VStack({ alignment: "leading", spacing: 4 }, [
        Text("Photo").font(Font.headline),
        Text(latest?.title ?? "–"),
        Text(latest?.by ?? "").font(Font.caption),
      ]),
    )
      .supportedFamilies([WidgetFamily.systemSmall])
      .onBackgroundURLSessionEvents({ matching: PhotoLoader.identifier }, (identifier, completion) => {
        PhotoLoader.shared.adopt(completion);
      });
  }
}
