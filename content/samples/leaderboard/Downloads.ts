import { WidgetCenter } from "WidgetKit";
import { Bundle, Data, DispatchQueue, FileManager, HTTPURLResponse, NSObject, URL, URLSession, URLSessionConfiguration, type URLSessionDownloadDelegate, type URLSessionDownloadTask, type URLSessionTask, UserDefaults } from "Foundation";

export interface Player {
  name: string;
  points: number;
}

export interface Scores {
  updated: string;
  players: Player[];
}

const GROUP = "group.leaderboard";
const ADDRESS = new URL("https://api.relaunch.example/scores/today.json");
const FIFTEEN_MINUTES = 15 * 60;

export class Downloads extends NSObject implements URLSessionDownloadDelegate {
  // Of this very process: in the app the same line gives another one.
  static readonly identifier = `${Bundle.main.bundleIdentifier}.scores`;
  static readonly shared = new Downloads();

  private made: URLSession | null = null;
  private completion: (() => void) | null = null;
  private isFinished = false;
  private defaults = new UserDefaults({ suiteName: GROUP });

  // Made when first needed, in whichever life that is: the same identifier finds the same transfers.
  private get session(): URLSession {
    if (this.made === null) {
      const configuration = URLSessionConfiguration.background({ withIdentifier: Downloads.identifier });
      configuration.sharedContainerIdentifier = GROUP;
      this.made = new URLSession({ configuration, delegate: this, delegateQueue: null });
    }
    return this.made;
  }

  // Keeps the completion first, then connects: the events start to come once the session exists.
  // A session that is still there may have heard of them all already.
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
    if (asked instanceof Date && new Date().timeIntervalSince(asked) < FIFTEEN_MINUTES) return;
    this.defaults.set(new Date(), { forKey: "asked" });
    this.session.downloadTask({ with: ADDRESS }).resume();
  }

  stored(): Scores | null {
    if (!FileManager.default.fileExists({ atPath: this.file })) return null;
    return JSON.parse(new Data({ contentsOf: this.file }).toString());
  }

  // The file is gone when this returns.
  urlSessionDownloadTaskDidFinishDownloadingTo(session: URLSession, downloadTask: URLSessionDownloadTask, location: URL) {
    const response = downloadTask.response;
    if (!(response instanceof HTTPURLResponse) || response.statusCode !== 200) return;
    FileManager.default.replaceItemAt(this.file, { withItemAt: location });
  }

  // A download that ends while we run brings no finish-events: reload here.
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
    WidgetCenter.shared.reloadTimelines({ ofKind: "leaderboard" });
  }

  private get file(): URL {
    const container = FileManager.default.containerURL({ forSecurityApplicationGroupIdentifier: GROUP });
    if (container === null) throw new Error(`The extension is not entitled to ${GROUP}.`);
    return container.appendingPathComponent("scores.json");
  }
}
