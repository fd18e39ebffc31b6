import { Timeline, type TimelineEntry, type TimelineProvider, type TimelineProviderContext, TimelineReloadPolicy } from "WidgetKit";
import { Downloads } from "./Downloads";

export interface ScoresEntry extends TimelineEntry {
  date: Date;
  leader: string;
}

export class Provider implements TimelineProvider<ScoresEntry> {
  placeholder(context: TimelineProviderContext): ScoresEntry {
    return { date: new Date(), leader: "…" };
  }

  getSnapshot(context: TimelineProviderContext, completion: (entry: ScoresEntry) => void) {
    completion({ date: new Date(), leader: "Ada" });
  }

  // Hands the request to the system, and answers at once with what there is.
  getTimeline(context: TimelineProviderContext, completion: (timeline: Timeline<ScoresEntry>) => void) {
    Downloads.shared.start();
    const policy = TimelineReloadPolicy.after(new Date().addingTimeInterval(30 * 60));
    completion(new Timeline({ entries: [{ date: new Date(), leader: "no scores yet" }], policy }));
  }
}
