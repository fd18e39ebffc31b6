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
    /** `"completeFileProtection"`: not to be read while the device is locked. */
    write(options: { to: URL | string; options?: "atomic" | "completeFileProtection" | readonly ("atomic" | "completeFileProtection")[] }): void;
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
    static readonly dnsLookupFailed: number;
    static readonly httpTooManyRedirects: number;
    static readonly resourceUnavailable: number;
    static readonly redirectToNonExistentLocation: number;
    static readonly badServerResponse: number;
    static readonly userCancelledAuthentication: number;
    static readonly userAuthenticationRequired: number;
    static readonly internationalRoamingOff: number;
    static readonly callIsActive: number;
    static readonly dataNotAllowed: number;
    static readonly appTransportSecurityRequiresSecureConnection: number;
    static readonly fileDoesNotExist: number;
    static readonly secureConnectionFailed: number;
    static readonly serverCertificateHasBadDate: number;
    static readonly serverCertificateUntrusted: number;
    static readonly serverCertificateHasUnknownRoot: number;
    static readonly serverCertificateNotYetValid: number;
    static readonly clientCertificateRejected: number;
    static readonly clientCertificateRequired: number;
    static readonly cannotCreateFile: number;
    static readonly cannotOpenFile: number;
    static readonly cannotWriteToFile: number;
    static readonly cannotMoveFile: number;
    constructor(options?: { code?: number; userInfo?: Record<string, unknown> } | number, message?: string);
    /** Why the system cancelled a background task. */
    readonly backgroundTaskCancelledReason: "userForceQuitApplication" | "backgroundUpdatesDisabled" | "insufficientSystemResources" | null;
    readonly networkUnavailableReason: "cellular" | "expensive" | "constrained" | null;
    /** What a cancelled download can be resumed from. */
    readonly downloadTaskResumeData: Data | null;
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
    /** Goes on with what a cancelled download has left. */
    downloadTask(options: { withResumeData: Data }): URLSessionDownloadTask;
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
    /** The answers a delegate may give; the strings themselves do as well. */
    static readonly AuthChallengeDisposition: { readonly [Name in AuthChallengeDisposition]: Name };
    static readonly DelayedRequestDisposition: { readonly [Name in DelayedRequestDisposition]: Name };
    static readonly ResponseDisposition: { readonly [Name in ResponseDisposition]: Name };
  }

  /** How far a transfer is. https://developer.apple.com/documentation/foundation/progress */
  export class Progress {
    readonly completedUnitCount: number;
    readonly totalUnitCount: number;
    readonly fractionCompleted: number;
    readonly isFinished: boolean;
    readonly isIndeterminate: boolean;
  }

  /** One transfer. https://developer.apple.com/documentation/foundation/urlsessiontask */
  export class URLSessionTask {
    static readonly lowPriority: number;
    static readonly defaultPriority: number;
    static readonly highPriority: number;
    /** Nothing happens before. Calls of `suspend()` nest. */
    resume(): void;
    /** No traffic and no timeouts until `resume()`. */
    suspend(): void;
    /** The end is reported later, with code -999. */
    cancel(): void;
    /** The closure gets resume data, or null when this download can't be resumed. */
    cancel(options: { byProducingResumeData: (data: Data | null) => void }): void;
    readonly taskIdentifier: number;
    readonly state: "running" | "suspended" | "canceling" | "completed";
    readonly response: HTTPURLResponse | null;
    readonly error: Error | null;
    readonly originalRequest: URLRequest;
    /** Follows redirects. */
    readonly currentRequest: URLRequest;
    /** Free text that is still there after a relaunch. */
    taskDescription: string | null;
    readonly countOfBytesReceived: number;
    /** -1 when unknown. */
    readonly countOfBytesExpectedToReceive: number;
    readonly countOfBytesSent: number;
    readonly countOfBytesExpectedToSend: number;
    readonly progress: Progress;
    /** Background sessions only: not before this date, and no promise when. https://developer.apple.com/documentation/foundation/urlsessiontask/earliestbegindate */
    earliestBeginDate: Date | null;
    priority: number;
    /** Hints for the system's schedule; -1 is unknown. */
    countOfBytesClientExpectsToSend: number;
    countOfBytesClientExpectsToReceive: number;
    /** Never called in a background session. */
    delegate: object | null;
  }
  export class URLSessionDownloadTask extends URLSessionTask {
    private readonly download: true;
    cancelByProducingResumeData(): Promise<Data | null>;
  }
  export class URLSessionDataTask extends URLSessionTask {}
  export class URLSessionUploadTask extends URLSessionDataTask {}

  /** What a challenge is answered with. https://developer.apple.com/documentation/foundation/urlcredential */
  export class URLCredential {
    constructor(options?: { user?: string; password?: string; persistence?: unknown; trust?: unknown; identity?: unknown });
    readonly user: string | null;
    readonly password: string | null;
  }
  /** https://developer.apple.com/documentation/foundation/urlauthenticationchallenge */
  interface URLAuthenticationChallenge {
    readonly protectionSpace: { readonly authenticationMethod: string; readonly host: string; readonly realm: string | null; readonly serverTrust: object | null };
    readonly previousFailureCount: number;
    readonly proposedCredential: URLCredential | null;
  }
  interface URLSessionTaskMetrics {
    readonly taskInterval: { readonly start: Date; readonly end: Date; readonly duration: number };
    readonly redirectCount: number;
  }
  type AuthChallengeDisposition = "useCredential" | "performDefaultHandling" | "cancelAuthenticationChallenge" | "rejectProtectionSpace";
  type DelayedRequestDisposition = "continueLoading" | "useNewRequest" | "cancel";
  type ResponseDisposition = "allow" | "cancel" | "becomeDownload";

  /** https://developer.apple.com/documentation/foundation/urlsessiondelegate */
  export interface URLSessionDelegate {
    /** All events of a wake were delivered: reload, then call the stored completion. Not sent for transfers that end while the process runs. https://developer.apple.com/documentation/foundation/urlsessiondelegate/urlsessiondidfinishevents(forbackgroundurlsession:) */
    urlSessionDidFinishEventsForBackgroundURLSession?(session: URLSession): void;
    /** The last message of a session. */
    urlSessionDidBecomeInvalidWithError?(session: URLSession, error: Error | null): void;
    /** The connection asks: for trust in the server, or for a client's certificate. */
    urlSessionDidReceiveCompletionHandler?(session: URLSession, challenge: URLAuthenticationChallenge, completionHandler: (disposition: AuthChallengeDisposition, credential?: URLCredential | null) => void): void;
  }
  /** https://developer.apple.com/documentation/foundation/urlsessiontaskdelegate */
  export interface URLSessionTaskDelegate extends URLSessionDelegate {
    /** The last message of a task. `error` says nothing of the server's status. */
    urlSessionTaskDidCompleteWithError?(session: URLSession, task: URLSessionTask, error: Error | null): void;
    urlSessionTaskDidFinishCollecting?(session: URLSession, task: URLSessionTask, metrics: URLSessionTaskMetrics): void;
    /** The first message of a task: inside the call that makes it, not on the delegate's queue. */
    urlSessionDidCreateTask?(session: URLSession, task: URLSessionTask): void;
    /** The server asks for a user and a password. Call the completion handler. */
    urlSessionTaskDidReceiveCompletionHandler?(session: URLSession, task: URLSessionTask, challenge: URLAuthenticationChallenge, completionHandler: (disposition: AuthChallengeDisposition, credential?: URLCredential | null) => void): void;
    /** The date of a delayed background request has come: is it still wanted? Costs a wake of its own. */
    urlSessionTaskWillBeginDelayedRequestCompletionHandler?(session: URLSession, task: URLSessionTask, request: URLRequest, completionHandler: (disposition: DelayedRequestDisposition, request?: URLRequest | null) => void): void;
    /** Never called in a background session: redirects are followed there. */
    urlSessionTaskWillPerformHTTPRedirectionNewRequestCompletionHandler?(session: URLSession, task: URLSessionTask, response: HTTPURLResponse, request: URLRequest, completionHandler: (request: URLRequest | null) => void): void;
    urlSessionTaskDidSendBodyDataTotalBytesSentTotalBytesExpectedToSend?(session: URLSession, task: URLSessionTask, bytesSent: number, totalBytesSent: number, totalBytesExpectedToSend: number): void;
    /** Never called in a background session, which always waits. */
    urlSessionTaskIsWaitingForConnectivity?(session: URLSession, task: URLSessionTask): void;
  }
  export interface URLSessionDataDelegate extends URLSessionTaskDelegate {
    /** A piece of the body: one call is not one body. */
    urlSessionDataTaskDidReceive?(session: URLSession, dataTask: URLSessionDataTask, data: Data): void;
    /** The headers are here: go on, cancel, or become a download. */
    urlSessionDataTaskDidReceiveCompletionHandler?(session: URLSession, dataTask: URLSessionDataTask, response: HTTPURLResponse, completionHandler: (disposition: ResponseDisposition) => void): void;
    urlSessionDataTaskDidBecome?(session: URLSession, dataTask: URLSessionDataTask, downloadTask: URLSessionDownloadTask): void;
  }
  /** https://developer.apple.com/documentation/foundation/urlsessiondownloaddelegate */
  export interface URLSessionDownloadDelegate extends URLSessionTaskDelegate {
    /** The file at `location` is gone when this returns: move or read it here. https://developer.apple.com/documentation/foundation/urlsessiondownloaddelegate/urlsession(_:downloadtask:didfinishdownloadingto:) */
    urlSessionDownloadTaskDidFinishDownloadingTo(session: URLSession, downloadTask: URLSessionDownloadTask, location: URL): void;
    urlSessionDownloadTaskDidWriteDataTotalBytesWrittenTotalBytesExpectedToWrite?(session: URLSession, downloadTask: URLSessionDownloadTask, bytesWritten: number, totalBytesWritten: number, totalBytesExpectedToWrite: number): void;
    /** A download made from resume data begins here; 0 when it begins anew. */
    urlSessionDownloadTaskDidResumeAtOffsetExpectedTotalBytes?(session: URLSession, downloadTask: URLSessionDownloadTask, fileOffset: number, expectedTotalBytes: number): void;
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
  /** https://developer.apple.com/documentation/foundation/operationqueue */
  export class OperationQueue {
    static readonly main: OperationQueue;
    maxConcurrentOperationCount: number;
    qualityOfService: unknown;
    underlyingQueue: DispatchQueue | null;
    name: string | null;
    addOperation(work: (() => void) | BlockOperation): void;
    addOperations(operations: readonly BlockOperation[], options?: { waitUntilFinished: false }): void;
    addBarrierBlock(block: () => void): void;
  }
  /** https://developer.apple.com/documentation/foundation/blockoperation */
  export class BlockOperation {
    constructor(options: { block: () => void } | (() => void));
    completionBlock: (() => void) | null;
    readonly dependencies: BlockOperation[];
    readonly isFinished: boolean;
    readonly isCancelled: boolean;
    addDependency(operation: BlockOperation): void;
    cancel(): void;
  }
  /** Tells when several pieces of work have ended. https://developer.apple.com/documentation/dispatch/dispatchgroup */
  export class DispatchGroup {
    enter(): void;
    leave(): void;
    notify(options: { queue: DispatchQueue | OperationQueue }, block: () => void): void;
  }
  /** To wait would be to deadlock: it passes only while there is something to take. */
  export class DispatchSemaphore {
    constructor(options: { value: number });
    signal(): number;
    wait(): void;
  }
  /** https://developer.apple.com/documentation/foundation/nslock */
  export class NSLock {
    name: string | null;
    lock(): void;
    unlock(): void;
    try(): boolean;
    withLock<T>(body: () => T): T;
  }
  export class NSRecursiveLock extends NSLock {}
  interface CheckedContinuation<T> {
    /** Once: `resume({ returning: value })`, `resume({ throwing: error })`, or `resume()`. */
    resume(result?: { returning: T } | { throwing: unknown }): void;
  }
  export function withCheckedContinuation<T>(body: (continuation: CheckedContinuation<T>) => void): Promise<T>;
  export function withCheckedThrowingContinuation<T>(body: (continuation: CheckedContinuation<T>) => void): Promise<T>;
  export function os_log(...values: unknown[]): void;
  interface TaskHandle<T> {
    readonly value: Promise<T>;
    readonly isCancelled: boolean;
    cancel(): void;
  }
  interface TaskType {
    <T>(work: () => Promise<T> | T): TaskHandle<T>;
    new <T>(work: () => Promise<T> | T): TaskHandle<T>;
    sleep(options: { nanoseconds: number } | { for: number }): Promise<void>;
    detached<T>(work: () => Promise<T> | T): TaskHandle<T>;
    yield(): Promise<void>;
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
  /** An address in parts. https://developer.apple.com/documentation/foundation/urlcomponents */
  export class URLComponents {
    constructor(address?: string | { string: string } | { url: URL });
    scheme: string | null;
    user: string | null;
    password: string | null;
    host: string | null;
    port: number | null;
    path: string;
    fragment: string | null;
    queryItems: URLQueryItem[] | null;
    query: string | null;
    readonly percentEncodedQuery: string | null;
    readonly string: string;
    /** `null` where the parts make no address. */
    readonly url: URL | null;
  }
  export class URLQueryItem {
    constructor(options: { name: string; value?: string | number | null });
    name: string;
    value: string | null;
  }
  type DateStrategy = "deferredToDate" | "iso8601" | "secondsSince1970" | "millisecondsSince1970" | null;
  /** What a decoder throws. */
  export class DecodingError extends NSError {
    constructor(kind: "dataCorrupted" | "keyNotFound" | "typeMismatch", message: string);
    readonly kind: "dataCorrupted" | "keyNotFound" | "typeMismatch";
  }
  /** A class may say what Swift's compiler knows: `static dates = ["updated"]`, `static required = ["name"]`. https://developer.apple.com/documentation/foundation/jsondecoder */
  export class JSONDecoder {
    dateDecodingStrategy: DateStrategy;
    keyDecodingStrategy: "useDefaultKeys" | "convertFromSnakeCase" | null;
    decode<T>(type: readonly [new (...values: any[]) => T], options: { from: Data | string }): T[];
    decode<T>(type: (new (...values: any[]) => T) | unknown, options: { from: Data | string }): T;
  }
  export class JSONEncoder {
    dateEncodingStrategy: DateStrategy;
    keyEncodingStrategy: "useDefaultKeys" | "convertToSnakeCase" | null;
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
  type CalendarUnit = "second" | "minute" | "hour" | "day" | "weekOfYear" | "month" | "year";
  type DateUnit = "year" | "month" | "day" | "hour" | "minute" | "second" | "weekday";
  export class DateComponents {
    constructor(parts?: Partial<Record<DateUnit, number>>);
    year: number | null;
    month: number | null;
    day: number | null;
    hour: number | null;
    minute: number | null;
    second: number | null;
    /** 1 is Sunday. */
    weekday: number | null;
  }
  /** The device lives in UTC. https://developer.apple.com/documentation/foundation/calendar */
  export const Calendar: {
    readonly current: {
      startOfDay(options: { for: Date }): Date;
      date(options: { byAdding: CalendarUnit; value: number; to: Date }): Date;
      date(options: { from: DateComponents }): Date;
      date(options: { bySettingHour: number; minute?: number; second?: number; of: Date }): Date;
      nextDate(options: { after: Date; matching: DateComponents }): Date;
      dateComponents(units: readonly DateUnit[], options: { from: Date; to?: Date }): DateComponents;
      component(unit: DateUnit, options: { from: Date }): number;
      isDate(date: Date, options: { inSameDayAs: Date }): boolean;
      isDateInToday(date: Date): boolean;
      isDateInYesterday(date: Date): boolean;
      isDateInTomorrow(date: Date): boolean;
    };
  };
  type DateStyle = "none" | "short" | "medium" | "long" | "full";
  /** https://developer.apple.com/documentation/foundation/dateformatter */
  export class DateFormatter {
    dateFormat: string | null;
    dateStyle: DateStyle;
    timeStyle: DateStyle;
    locale: unknown;
    timeZone: unknown;
    string(options: { from: Date }): string;
    date(options: { from: string }): Date | null;
  }
  export class ISO8601DateFormatter {
    formatOptions: unknown;
    timeZone: unknown;
    string(options: { from: Date }): string;
    date(options: { from: string }): Date | null;
  }
  export class RelativeDateTimeFormatter {
    unitsStyle: unknown;
    localizedString(options: { for: Date; relativeTo: Date }): string;
  }
  export const TimeZone: { readonly current: { readonly identifier: string; secondsFromGMT(): number } };
  export const Locale: { readonly current: { readonly identifier: string; readonly languageCode: string; readonly regionCode: string } };
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
