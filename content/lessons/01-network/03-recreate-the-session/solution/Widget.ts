import { StaticConfiguration, Widget, WidgetFamily } from "WidgetKit";
import { Font, Text, VStack } from "SwiftUI";
import { Downloads } from "./Downloads";
import { type ScoresEntry, Provider } from "./Provider";

export default class Scores extends Widget {
  readonly kind = "scores";

  get body() {
    return new StaticConfiguration<ScoresEntry>({ kind: this.kind, provider: new Provider() }, (entry) =>
      VStack({ alignment: "leading", spacing: 4 }, [
        Text("Leader").font(Font.caption).foregroundStyle("secondary"),
        Text(entry.leader).font(Font.headline),
      ]),
    )
      .supportedFamilies([WidgetFamily.systemSmall])
      .onBackgroundURLSessionEvents({ matching: "scores" }, (identifier, completion) => {
        Downloads.shared.adopt(completion);
      });
  }
}
