/** Sessions, files and queues, as the emulated device has them. */
declare module "Foundation" {
  /** An address, or the place of a file. https://developer.apple.com/documentation/foundation/url */
  export class URL {
    constructor(address: string | URL | { string: string } | { fileURLWithPath: string });
    readonly absoluteString: string;
    readonly path: string;
    readonly scheme: string | null;
    readonly host: string | null;
    readonly query: string | null;
    readonly lastPathComponent: string;
    readonly pathExtension: string;
    readonly isFileURL: boolean;
    appendingPathComponent(component: string): URL;
    appending(options: { path: string } | { component: string }): URL;
    appendingPathExtension(extension: string): URL;
    deletingLastPathComponent(): URL;
    deletingPathExtension(): URL;
    toString(): string;
    static fileURLWithPath(path: string): URL;
    static readonly temporaryDirectory: URL;
    static readonly cachesDirectory: URL;
    static readonly documentsDirectory: URL;
  }

  /** A request with method, headers and body. https://developer.apple.com/documentation/foundation/urlrequest */
  export class URLRequest {
    constructor(source: { url: URL | string } | URL | string);
    url: URL;
    httpMethod: string;
    httpBody: Data | null;
    timeoutInterval: number;
    allowsCellularAccess: boolean;
    allHTTPHeaderFields: Record<string, string> | null;
    setValue(value: string, options: { forHTTPHeaderField: string }): void;
    addValue(value: string, options: { forHTTPHeaderField: string }): void;
    value(options: { forHTTPHeaderField: string }): string | null;
  }

  export class URLResponse {
    readonly url: URL;
    readonly expectedContentLength: number;
    readonly mimeType: string | null;
  }

  /** The server's answer. A status of 400 or more is an answer too, not an error. https://developer.apple.com/documentation/foundation/httpurlresponse */
  export class HTTPURLResponse extends URLResponse {
    readonly statusCode: number;
    readonly allHeaderFields: Record<string, string>;
    value(options: { forHTTPHeaderField: string }): string | null;
  }

  /** Bytes. https://developer.apple.com/documentation/foundation/data */
  export class Data {
    constructor(source?: string | Uint8Array | number[] | Data | { contentsOf: URL | string } | { base64Encoded: string });
    readonly count: number;
    readonly isEmpty: boolean;
    readonly bytes: Uint8Array;
    /** The bytes as UTF-8 text. */
    toString(): string;
    base64EncodedString(): string;
    /** Writes the bytes to a file, over what is there. */
    write(options: { to: URL | string; options?: unknown }): void;
  }

  /** An error of the system, with a domain and a code. https://developer.apple.com/documentation/foundation/nserror */
  export class NSError extends Error {
    constructor(options?: { domain?: string; code?: number; userInfo?: Record<string, unknown> }, message?: string);
    readonly domain: string;
    readonly code: number;
    readonly userInfo: Record<string, unknown>;
    readonly localizedDescription: string;
  }

  /** An error of the URL loading system. https://developer.apple.com/documentation/foundation/urlerror */
  export class URLError extends NSError {
    static readonly cancelled: number;
    static readonly badURL: number;
    static readonly timedOut: number;
    static readonly unsupportedURL: number;
    static readonly cannotFindHost: number;
    static readonly cannotConnectToHost: number;
    static readonly networkConnectionLost: number;
    static readonly notConnectedToInternet: number;
    static readonly backgroundSessionRequiresSharedContainer: number;
    static readonly backgroundSessionInUseByAnotherProcess: number;
    static readonly backgroundSessionWasDisconnected: number;
  }

  /** How a session loads. The session copies it: later changes do nothing. https://developer.apple.com/documentation/foundation/urlsessionconfiguration */
  export class URLSessionConfiguration {
    private constructor();
    /** For transfers that the system's daemon makes, whatever becomes of the extension. The same identifier finds the same transfers again after a relaunch. https://developer.apple.com/documentation/foundation/urlsessionconfiguration/background(withidentifier:) */
    static background(options: { withIdentifier: string }): URLSessionConfiguration;
    /** For requests in the extension's own process: they end with it. */
    static readonly default: URLSessionConfiguration;
    static readonly ephemeral: URLSessionConfiguration;
    readonly identifier: string | null;
    /** The app group that downloads are put in. https://developer.apple.com/documentation/foundation/urlsessionconfiguration/sharedcontaineridentifier */
    sharedContainerIdentifier: string | null;
    /** Whether the system wakes the extension when its transfers have ended. */
    sessionSendsLaunchEvents: boolean;
    isDiscretionary: boolean;
    /** Seconds. */
    timeoutIntervalForRequest: number;
    /** Seconds. */
    timeoutIntervalForResource: number;
    allowsCellularAccess: boolean;
    allowsExpensiveNetworkAccess: boolean;
    allowsConstrainedNetworkAccess: boolean;
    waitsForConnectivity: boolean;
    httpAdditionalHeaders: Record<string, string> | null;
    httpMaximumConnectionsPerHost: number;
    urlCache: unknown;
    requestCachePolicy: unknown;
  }

  type Source = { with: URL | URLRequest | string };
  type From = { from: URL | string } | { for: URLRequest };

  /** Makes and tracks transfers. https://developer.apple.com/documentation/foundation/urlsession */
  export class URLSession {
    /** A background session must have a delegate. With an identifier that is live in this process, the system gives the first session back. */
    constructor(options: { configuration: URLSessionConfiguration; delegate?: URLSessionDelegate | URLSessionTaskDelegate | URLSessionDataDelegate | URLSessionDownloadDelegate | null; delegateQueue?: OperationQueue | null });
    static readonly shared: URLSession;
    readonly configuration: URLSessionConfiguration;
    readonly delegate: URLSessionDelegate | null;
    sessionDescription: string | null;
    /** A transfer to a file. It begins with `resume()`. Without a handler the delegate is told; a background session allows no handler. */
    downloadTask(options: Source): URLSessionDownloadTask;
    downloadTask(options: Source, completionHandler: (location: URL | null, response: HTTPURLResponse | null, error: Error | null) => void): URLSessionDownloadTask;
    /** A transfer to memory: never outlives the process. */
    dataTask(options: Source): URLSessionDataTask;
    dataTask(options: Source, completionHandler: (data: Data | null, response: HTTPURLResponse | null, error: Error | null) => void): URLSessionDataTask;
    uploadTask(options: Source & ({ fromFile: URL | string } | { from: Data }), completionHandler?: (data: Data | null, response: HTTPURLResponse | null, error: Error | null) => void): URLSessionUploadTask;
    /** Waits in this process; not allowed in a background session. */
    data(options: From): Promise<[Data, HTTPURLResponse]>;
    download(options: From): Promise<[URL, HTTPURLResponse]>;
    upload(options: { for: URLRequest } & ({ fromFile: URL | string } | { from: Data })): Promise<[Data, HTTPURLResponse]>;
    /** The tasks that have not ended. */
    getAllTasks(completionHandler: (tasks: URLSessionTask[]) => void): void;
    getTasksWithCompletionHandler(completionHandler: (data: URLSessionDataTask[], uploads: URLSessionUploadTask[], downloads: URLSessionDownloadTask[]) => void): void;
    readonly allTasks: Promise<URLSessionTask[]>;
    readonly tasks: Promise<[URLSessionDataTask[], URLSessionUploadTask[], URLSessionDownloadTask[]]>;
    /** Lets what runs end, then closes the session for good. */
    finishTasksAndInvalidate(): void;
    /** Cancels what runs, then closes the session for good. */
    invalidateAndCancel(): void;
  }

  /** One transfer. https://developer.apple.com/documentation/foundation/urlsessiontask */
  export class URLSessionTask {
    /** Nothing happens before. */
    resume(): void;
    suspend(): void;
    /** The end is reported later, with code -999. */
    cancel(): void;
    readonly taskIdentifier: number;
    readonly state: "running" | "suspended" | "canceling" | "completed";
    readonly response: HTTPURLResponse | null;
    readonly error: Error | null;
    readonly originalRequest: URLRequest;
    readonly currentRequest: URLRequest;
    /** Free text that is still there after a relaunch. */
    taskDescription: string | null;
    readonly countOfBytesReceived: number;
    readonly countOfBytesExpectedToReceive: number;
    earliestBeginDate: Date | null;
    priority: number;
    countOfBytesClientExpectsToSend: number;
    countOfBytesClientExpectsToReceive: number;
  }
  export class URLSessionDownloadTask extends URLSessionTask {
    private readonly download: true;
  }
  export class URLSessionDataTask extends URLSessionTask {}
  export class URLSessionUploadTask extends URLSessionDataTask {}

  /** https://developer.apple.com/documentation/foundation/urlsessiondelegate */
  export interface URLSessionDelegate {
    /** All events of a wake were delivered: reload, then call the stored completion. Not sent for transfers that end while the process runs. https://developer.apple.com/documentation/foundation/urlsessiondelegate/urlsessiondidfinishevents(forbackgroundurlsession:) */
    urlSessionDidFinishEventsForBackgroundURLSession?(session: URLSession): void;
    /** The last message of a session. */
    urlSessionDidBecomeInvalidWithError?(session: URLSession, error: Error | null): void;
  }
  /** https://developer.apple.com/documentation/foundation/urlsessiontaskdelegate */
  export interface URLSessionTaskDelegate extends URLSessionDelegate {
    /** The last message of a task. `error` says nothing of the server's status. */
    urlSessionTaskDidCompleteWithError?(session: URLSession, task: URLSessionTask, error: Error | null): void;
    urlSessionTaskDidFinishCollecting?(session: URLSession, task: URLSessionTask, metrics: unknown): void;
  }
  export interface URLSessionDataDelegate extends URLSessionTaskDelegate {
    urlSessionDataTaskDidReceive?(session: URLSession, dataTask: URLSessionDataTask, data: Data): void;
  }
  /** https://developer.apple.com/documentation/foundation/urlsessiondownloaddelegate */
  export interface URLSessionDownloadDelegate extends URLSessionTaskDelegate {
    /** The file at `location` is gone when this returns: move or read it here. https://developer.apple.com/documentation/foundation/urlsessiondownloaddelegate/urlsession(_:downloadtask:didfinishdownloadingto:) */
    urlSessionDownloadTaskDidFinishDownloadingTo(session: URLSession, downloadTask: URLSessionDownloadTask, location: URL): void;
    urlSessionDownloadTaskDidWriteDataTotalBytesWrittenTotalBytesExpectedToWrite?(session: URLSession, downloadTask: URLSessionDownloadTask, bytesWritten: number, totalBytesWritten: number, totalBytesExpectedToWrite: number): void;
  }

  /** The root of Foundation's classes: a base for delegates. */
  export class NSObject {}

  /** Files. They outlive the process; only the app group's are shared. https://developer.apple.com/documentation/foundation/filemanager */
  export class FileManager {
    static readonly default: FileManager;
    /** `null` for a group that the extension is not entitled to. https://developer.apple.com/documentation/foundation/filemanager/containerurl(forsecurityapplicationgroupidentifier:) */
    containerURL(options: { forSecurityApplicationGroupIdentifier: string }): URL | null;
    readonly temporaryDirectory: URL;
    urls(options: { for: "cachesDirectory" | "documentDirectory" | "applicationSupportDirectory"; in?: unknown }): URL[];
    fileExists(options: { atPath: string | URL | null }): boolean;
    contents(options: { atPath: string | URL | null }): Data | null;
    createFile(options: { atPath: string | URL; contents?: Data | string }): boolean;
    /** Fails when something is at `to` already. */
    moveItem(options: { at: URL | string; to: URL | string | null }): void;
    copyItem(options: { at: URL | string; to: URL | string | null }): void;
    removeItem(options: { at: URL | string } | { atPath: string }): void;
    /** Puts the new file in the place of the old one, whether there is one or not. */
    replaceItemAt(original: URL | string | null, options: { withItemAt: URL | string }): URL;
    replaceItem(options: { at: URL | string; withItemAt: URL | string }): void;
    createDirectory(options: { at: URL | string; withIntermediateDirectories?: boolean }): void;
    contentsOfDirectory(options: { at: URL | string }): URL[];
    contentsOfDirectory(options: { atPath: string }): string[];
  }

  type Key = { forKey: string };
  /** Small values on disk; with an app group's name they are shared. https://developer.apple.com/documentation/foundation/userdefaults */
  export class UserDefaults {
    constructor(options?: { suiteName: string | null });
    static readonly standard: UserDefaults;
    object(key: Key): any;
    value(key: Key): any;
    string(key: Key): string | null;
    integer(key: Key): number;
    double(key: Key): number;
    float(key: Key): number;
    bool(key: Key): boolean;
    data(key: Key): Data | null;
    array(key: Key): any[] | null;
    stringArray(key: Key): string[] | null;
    dictionary(key: Key): Record<string, any> | null;
    url(key: Key): URL | null;
    set(value: unknown, key: Key): void;
    removeObject(key: Key): void;
    synchronize(): boolean;
  }

  /** A moment; `.now()` and a number of seconds after it. */
  export class DispatchTime {
    private constructor();
    static now(): DispatchTime;
    advanced(options: { by: number }): DispatchTime;
    valueOf(): number;
  }
  /** Runs blocks later, in this process. https://developer.apple.com/documentation/dispatch/dispatchqueue */
  export class DispatchQueue {
    constructor(options?: { label: string } | string);
    static readonly main: DispatchQueue;
    static global(options?: unknown): DispatchQueue;
    async(block: () => void): void;
    /** A small number is meant as seconds from now. */
    asyncAfter(options: { deadline: DispatchTime | number | Date }, block: () => void): void;
    sync<T>(block: () => T): T;
  }
  export class OperationQueue {
    static readonly main: OperationQueue;
    maxConcurrentOperationCount: number;
    name: string | null;
    addOperation(block: () => void): void;
  }
  interface TaskHandle<T> {
    readonly value: Promise<T>;
    cancel(): void;
  }
  interface TaskType {
    <T>(work: () => Promise<T> | T): TaskHandle<T>;
    new <T>(work: () => Promise<T> | T): TaskHandle<T>;
    sleep(options: { nanoseconds: number } | { for: number }): Promise<void>;
    detached<T>(work: () => Promise<T> | T): TaskHandle<T>;
  }
  /** Asynchronous work of this process. https://developer.apple.com/documentation/swift/task */
  export const Task: TaskType;

  export class Bundle {
    static readonly main: Bundle;
    readonly bundleIdentifier: string;
    object(options: { forInfoDictionaryKey: string }): string | null;
  }
  export class ProcessInfo {
    static readonly processInfo: ProcessInfo;
    readonly processName: string;
    readonly systemUptime: number;
    readonly isLowPowerModeEnabled: boolean;
  }
  export class UUID {
    constructor(options?: { uuidString: string });
    readonly uuidString: string;
  }
  export class JSONDecoder {
    dateDecodingStrategy: unknown;
    keyDecodingStrategy: unknown;
    decode<T>(type: (new (...values: any[]) => T) | unknown, options: { from: Data | string }): T;
  }
  export class JSONEncoder {
    dateEncodingStrategy: unknown;
    outputFormatting: unknown;
    encode(value: unknown): Data;
  }
  export class Logger {
    constructor(options?: unknown);
    log(...values: unknown[]): void;
    info(...values: unknown[]): void;
    notice(...values: unknown[]): void;
    debug(...values: unknown[]): void;
    warning(...values: unknown[]): void;
    error(...values: unknown[]): void;
    fault(...values: unknown[]): void;
  }
  export function print(...values: unknown[]): void;
  export function NSLog(...values: unknown[]): void;
  export const Calendar: {
    readonly current: {
      startOfDay(options: { for: Date }): Date;
      date(options: { byAdding: "second" | "minute" | "hour" | "day" | "weekOfYear"; value: number; to: Date }): Date;
      isDate(date: Date, options: { inSameDayAs: Date }): boolean;
    };
  };
  export const Date: DateConstructor;
}

/** The device's clock, not the browser's: it moves only between callbacks. */
interface Date {
  addingTimeInterval(seconds: number): Date;
  advanced(options: { by: number }): Date;
  timeIntervalSince(other: Date): number;
  readonly timeIntervalSinceNow: number;
  readonly timeIntervalSince1970: number;
  formatted(): string;
}
interface DateConstructor {
  readonly distantPast: Date;
  readonly distantFuture: Date;
}

/** Written to the trace. */
declare const console: {
  log(...values: unknown[]): void;
  info(...values: unknown[]): void;
  warn(...values: unknown[]): void;
  error(...values: unknown[]): void;
  debug(...values: unknown[]): void;
};
