import { NSObject, URL, URLSession, URLSessionConfiguration, type URLSessionDownloadDelegate, type URLSessionDownloadTask } from "Foundation";

const ADDRESS = new URL("https://api.relaunch.example/scores/today.json");

export class Downloads extends NSObject implements URLSessionDownloadDelegate {
  static readonly shared = new Downloads();
  private made: URLSession | null = null;
  private started = false;

  private get session(): URLSession {
    if (this.made === null) {
      const configuration = URLSessionConfiguration.background({ withIdentifier: "scores" });
      configuration.sharedContainerIdentifier = "group.scores";
      this.made = new URLSession({ configuration, delegate: this, delegateQueue: null });
    }
    return this.made;
  }

  start() {
    if (this.started) return;
    this.started = true;
    this.session.downloadTask({ with: ADDRESS }).resume();
  }

  // What to do with the file comes in the next lesson.
  urlSessionDownloadTaskDidFinishDownloadingTo(session: URLSession, downloadTask: URLSessionDownloadTask, location: URL) {}
}
