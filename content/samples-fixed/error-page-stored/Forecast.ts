import { WidgetCenter } from "WidgetKit";
import { Bundle, Data, DispatchQueue, FileManager, HTTPURLResponse, NSObject, URL, URLSession, URLSessionConfiguration, type URLSessionDownloadDelegate, type URLSessionDownloadTask, type URLSessionTask, UserDefaults } from "Foundation";

export interface Day {
  sky: string;
  degrees: number;
}

const GROUP = "group.weather";
const ADDRESS = new URL("https://weather.example/v1/forecast.json");
const QUARTER_OF_AN_HOUR = 15 * 60;

export class Forecast extends NSObject implements URLSessionDownloadDelegate {
  static readonly identifier = `${Bundle.main.bundleIdentifier}.weather`;
  static readonly shared = new Forecast();

  private made: URLSession | null = null;
  private completion: (() => void) | null = null;
  private isFinished = false;
  private defaults = new UserDefaults({ suiteName: GROUP });

  private get session(): URLSession {
    if (this.made === null) {
      const configuration = URLSessionConfiguration.background({ withIdentifier: Forecast.identifier });
      configuration.sharedContainerIdentifier = GROUP;
      this.made = new URLSession({ configuration, delegate: this, delegateQueue: null });
    }
    return this.made;
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
    if (asked instanceof Date && new Date().timeIntervalSince(asked) < QUARTER_OF_AN_HOUR) return;
    this.defaults.set(new Date(), { forKey: "asked" });
    this.session.downloadTask({ with: ADDRESS }).resume();
  }

  stored(): Day | null {
    if (!FileManager.default.fileExists({ atPath: this.file })) return null;
    try {
      return JSON.parse(new Data({ contentsOf: this.file }).toString());
    } catch {
      return null;
    }
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
    WidgetCenter.shared.reloadTimelines({ ofKind: "weather" });
  }

  private get file(): URL {
    const container = FileManager.default.containerURL({ forSecurityApplicationGroupIdentifier: GROUP });
    if (container === null) throw new Error(`The extension is not entitled to ${GROUP}.`);
    return container.appendingPathComponent("weather.json");
  }
}
