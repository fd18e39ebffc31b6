import { StaticConfiguration, Widget, WidgetFamily } from "WidgetKit";
import { Font, HStack, Spacer, Text, VStack } from "SwiftUI";
import { Downloads } from "./Downloads";
import { type LeaderboardEntry, Provider } from "./Provider";

export default class Leaderboard extends Widget {
  readonly kind = "leaderboard";

  get body() {
    return new StaticConfiguration<LeaderboardEntry>({ kind: this.kind, provider: new Provider() }, (entry) =>
      VStack({ alignment: "leading", spacing: 4 }, [
        Text("Leaderboard").font(Font.headline),
        ...entry.players.slice(0, 3).map((player) => HStack([Text(player.name), Spacer(), Text(player.points).bold()])),
        Text(entry.updated).font(Font.caption).foregroundStyle("secondary"),
      ]),
    )
      .configurationDisplayName("Leaderboard")
      .supportedFamilies([WidgetFamily.systemSmall, WidgetFamily.systemMedium])
      .onBackgroundURLSessionEvents({ matching: Downloads.identifier }, (identifier, completion) => {
        Downloads.shared.adopt(completion);
      });
  }
}
