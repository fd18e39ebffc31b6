import { StaticConfiguration, Timeline, type TimelineEntry, type TimelineProvider, type TimelineProviderContext, TimelineReloadPolicy, Widget, WidgetFamily } from "WidgetKit";
import { Font, Text, VStack } from "SwiftUI";
import { Account, type Balance } from "./Account";

interface Entry extends TimelineEntry {
  date: Date;
  latest: Balance | null;
}

class Provider implements TimelineProvider<Entry> {
  placeholder(context: TimelineProviderContext): Entry {
    return { date: new Date(), latest: null };
  }

  getSnapshot(context: TimelineProviderContext, completion: (entry: Entry) => void) {
    completion(this.entry());
  }

  getTimeline(context: TimelineProviderContext, completion: (timeline: Timeline<Entry>) => void) {
    Account.shared.refreshIfOld();
    const inAnHour = new Date().addingTimeInterval(60 * 60);
    completion(new Timeline({ entries: [this.entry()], policy: TimelineReloadPolicy.after(inAnHour) }));
  }

  private entry(): Entry {
    return { date: new Date(), latest: Account.shared.stored() };
  }
}

export default class BalanceWidget extends Widget {
  readonly kind = "balance";

  get body() {
    return new StaticConfiguration<Entry>({ kind: this.kind, provider: new Provider() }, ({ latest }) =>
      VStack({ alignment: "leading", spacing: 4 }, [
        Text("Balance").font(Font.headline),
        Text(latest?.owner ?? "Signed out"),
        Text(latest ? `${latest.amount} €` : "").bold(),
      ]),
    )
      .supportedFamilies([WidgetFamily.systemSmall])
      .onBackgroundURLSessionEvents({ matching: Account.identifier }, (identifier, completion) => {
        Account.shared.adopt(completion);
      });
  }
}
