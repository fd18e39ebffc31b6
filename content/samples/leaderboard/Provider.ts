import { Timeline, type TimelineEntry, type TimelineProvider, type TimelineProviderContext, TimelineReloadPolicy } from "WidgetKit";
import { Downloads, type Player } from "./Downloads";

export interface LeaderboardEntry extends TimelineEntry {
  date: Date;
  players: Player[];
  updated: string;
}

const SAMPLE: Player[] = [
  { name: "Ada", points: 120 },
  { name: "Bo", points: 90 },
  { name: "Cleo", points: 75 },
];

export class Provider implements TimelineProvider<LeaderboardEntry> {
  placeholder(context: TimelineProviderContext): LeaderboardEntry {
    return { date: new Date(), players: SAMPLE, updated: "…" };
  }

  getSnapshot(context: TimelineProviderContext, completion: (entry: LeaderboardEntry) => void) {
    completion(context.isPreview ? this.placeholder(context) : this.entry());
  }

  // Answers at once with what is stored; the download makes its own reload later.
  getTimeline(context: TimelineProviderContext, completion: (timeline: Timeline<LeaderboardEntry>) => void) {
    Downloads.shared.refreshIfOld();
    const inAnHour = new Date().addingTimeInterval(60 * 60);
    completion(new Timeline({ entries: [this.entry()], policy: TimelineReloadPolicy.after(inAnHour) }));
  }

  private entry(): LeaderboardEntry {
    const scores = Downloads.shared.stored();
    return { date: new Date(), players: scores?.players ?? [], updated: scores ? `at ${scores.updated.slice(11, 16)}` : "no scores yet" };
  }
}
