import { Timeline, type TimelineEntry, type TimelineProvider, type TimelineProviderContext, TimelineReloadPolicy } from "WidgetKit";
import { URL, URLSession } from "Foundation";

export interface ScoresEntry extends TimelineEntry {
  date: Date;
  leader: string;
}

const ADDRESS = new URL("https://api.relaunch.example/scores/today.json");

export class Provider implements TimelineProvider<ScoresEntry> {
  placeholder(context: TimelineProviderContext): ScoresEntry {
    return { date: new Date(), leader: "…" };
  }

  getSnapshot(context: TimelineProviderContext, completion: (entry: ScoresEntry) => void) {
    completion({ date: new Date(), leader: "Ada" });
  }

  // Asks the server, waits for its answer, and only then answers WidgetKit.
  getTimeline(context: TimelineProviderContext, completion: (timeline: Timeline<ScoresEntry>) => void) {
    const task = URLSession.shared.dataTask({ with: ADDRESS }, (data, response, error) => {
      const leader = data === null ? "no scores" : JSON.parse(data.toString()).players[0].name;
      const policy = TimelineReloadPolicy.after(new Date().addingTimeInterval(30 * 60));
      completion(new Timeline({ entries: [{ date: new Date(), leader }], policy }));
    });
    task.resume();
  }
}
