import { WidgetCenter } from "WidgetKit";
import { Bundle, Data, DispatchQueue, FileManager, HTTPURLResponse, NSObject, URL, URLSession, URLSessionConfiguration, type URLSessionDownloadDelegate, type URLSessionDownloadTask, type URLSessionTask, UserDefaults } from "Foundation";

export interface Score {
  home: string;
  away: string;
  score: string;
}

const GROUP = "group.matches";
const ADDRESS = new URL("https://football.example/live/score.json");
const HALF_AN_HOUR = 30 * 60;

export class MatchFeed extends NSObject implements URLSessionDownloadDelegate {
  static readonly identifier = `${Bundle.main.bundleIdentifier}.matches`;
  static readonly shared = new MatchFeed();

  private made: URLSession | null = null;
  private identifiers = new Set<string>();
  private completion: (() => void) | null = null;
  private isFinished = false;
  private defaults = new UserDefaults({ suiteName: GROUP });

  private get session(): URLSession {
    if (this.made === null) {
      const configuration = URLSessionConfiguration.background({ withIdentifier: MatchFeed.identifier });
      configuration.sharedContainerIdentifier = GROUP;
      this.identifiers.add(MatchFeed.identifier);
      this.made = new URLSession({ configuration, delegate: this, delegateQueue: null });
    }
    return this.made;
  }

  owns(identifier: string): boolean {
    return this.identifiers.has(identifier);
  }

  adopt(completion: () => void) {
    this.completion?.();
    this.completion = null;
    if (this.isFinished) completion();
    else this.completion = completion;
    this.isFinished = false;
    void this.session;
  }

  refreshIfOld() {
    const asked = this.defaults.object({ forKey: "asked" });
    if (asked instanceof Date && new Date().timeIntervalSince(asked) < HALF_AN_HOUR) return;
    this.defaults.set(new Date(), { forKey: "asked" });
    this.session.downloadTask({ with: ADDRESS }).resume();
  }

  stored(): Score | null {
    if (!FileManager.default.fileExists({ atPath: this.file })) return null;
    return JSON.parse(new Data({ contentsOf: this.file }).toString());
  }

  urlSessionDownloadTaskDidFinishDownloadingTo(session: URLSession, downloadTask: URLSessionDownloadTask, location: URL) {
    const response = downloadTask.response;
    if (!(response instanceof HTTPURLResponse) || response.statusCode !== 200) return;
    FileManager.default.replaceItemAt(this.file, { withItemAt: location });
  }

  urlSessionTaskDidCompleteWithError(session: URLSession, task: URLSessionTask, error: Error | null) {
    if (error !== null) this.defaults.removeObject({ forKey: "asked" });
    if (this.completion === null) this.reload();
  }

  urlSessionDidFinishEventsForBackgroundURLSession(session: URLSession) {
    this.reload();
    const completion = this.completion;
    this.completion = null;
    this.isFinished = completion === null;
    if (completion !== null) DispatchQueue.main.async(completion);
  }

  private reload() {
    WidgetCenter.shared.reloadTimelines({ ofKind: "matches" });
  }

  private get file(): URL {
    const container = FileManager.default.containerURL({ forSecurityApplicationGroupIdentifier: GROUP });
    if (container === null) throw new Error(`The extension is not entitled to ${GROUP}.`);
    return container.appendingPathComponent("matches.json");
  }
}
