/** Sessions, files and queues, as the emulated device has them. */
declare module "Foundation" {
  /** An address, or the place of a file. https://developer.apple.com/documentation/foundation/url */
  export class URL {
    constructor(address: string | URL | { string: string; relativeTo?: URL | null } | { fileURLWithPath: string } | { filePath: string });
    readonly absoluteString: string;
    readonly path: string;
    readonly scheme: string | null;
    readonly host: string | null;
    readonly user: string | null;
    readonly port: number | null;
    readonly query: string | null;
    readonly fragment: string | null;
    readonly pathComponents: string[];
    readonly hasDirectoryPath: boolean;
    readonly absoluteURL: URL;
    readonly relativePath: string;
    readonly standardized: URL;
    readonly standardizedFileURL: URL;
    readonly lastPathComponent: string;
    readonly pathExtension: string;
    readonly isFileURL: boolean;
    appendingPathComponent(component: string, options?: { isDirectory?: boolean }): URL;
    appending(options: { path: string } | { component: string } | { queryItems: readonly URLQueryItem[] }): URL;
    /** Throws when there is nothing at the place. */
    checkResourceIsReachable(): boolean;
    appendingPathExtension(extension: string): URL;
    deletingLastPathComponent(): URL;
    deletingPathExtension(): URL;
    toString(): string;
    static fileURLWithPath(path: string): URL;
    static readonly temporaryDirectory: URL;
    static readonly cachesDirectory: URL;
    static readonly documentsDirectory: URL;
  }

  type CachePolicy = "useProtocolCachePolicy" | "reloadIgnoringLocalCacheData" | "reloadIgnoringLocalAndRemoteCacheData" | "returnCacheDataElseLoad" | "returnCacheDataDontLoad" | "reloadRevalidatingCacheData";
  /** A request with method, headers and body. https://developer.apple.com/documentation/foundation/urlrequest */
  export class URLRequest {
    constructor(source: { url: URL | string; cachePolicy?: CachePolicy; timeoutInterval?: number } | URL | URLRequest | string);
    static readonly CachePolicy: { readonly [Name in CachePolicy]: Name };
    url: URL;
    httpMethod: string;
    httpBody: Data | null;
    /** Seconds without a new byte. */
    timeoutInterval: number;
    allowsCellularAccess: boolean;
    /** Kept; nothing is cached here. */
    cachePolicy: CachePolicy;
    networkServiceType: unknown;
    httpShouldHandleCookies: boolean;
    mainDocumentURL: URL | null;
    allHTTPHeaderFields: Record<string, string> | null;
    /** Names are the same in capitals or not; `null` takes the field away. */
    setValue(value: string | null, options: { forHTTPHeaderField: string }): void;
    /** A second value goes behind the first, after a comma. */
    addValue(value: string, options: { forHTTPHeaderField: string }): void;
    value(options: { forHTTPHeaderField: string }): string | null;
  }

  /** https://developer.apple.com/documentation/foundation/urlresponse */
  export class URLResponse {
    readonly url: URL;
    readonly expectedContentLength: number;
    readonly mimeType: string | null;
    readonly textEncodingName: string | null;
    readonly suggestedFilename: string;
  }

  /** The server's answer. A status of 400 or more is an answer too, not an error. https://developer.apple.com/documentation/foundation/httpurlresponse */
  export class HTTPURLResponse extends URLResponse {
    constructor(options: { url: URL | string; statusCode: number; httpVersion?: string | null; headerFields?: Record<string, string> | null });
    readonly statusCode: number;
    readonly allHeaderFields: Record<string, string>;
    value(options: { forHTTPHeaderField: string }): string | null;
    static localizedString(options: { forStatusCode: number }): string;
  }

  type WritingOption = "atomic" | "withoutOverwriting" | "completeFileProtection" | "completeFileProtectionUnlessOpen" | "completeFileProtectionUntilFirstUserAuthentication" | "noFileProtection";
  /** Bytes. An object, unlike Swift's: two names may mean the same bytes. https://developer.apple.com/documentation/foundation/data */
  export class Data {
    constructor(source?: string | Uint8Array | readonly number[] | Data | { contentsOf: URL | string; options?: unknown } | { base64Encoded: string; options?: "ignoreUnknownCharacters" } | { count: number } | { repeating: number; count: number });
    readonly count: number;
    readonly isEmpty: boolean;
    readonly bytes: Uint8Array;
    readonly first: number | null;
    readonly last: number | null;
    /** The bytes as UTF-8 text; "" when they are none. `String(data)` does the same. */
    toString(): string;
    base64EncodedString(options?: unknown): string;
    base64EncodedData(options?: unknown): Data;
    append(more: Data | Uint8Array | readonly number[] | string | number): void;
    /** `0..<4` is `{ in: [0, 4] }`. Out of bounds is a crash. */
    subdata(options: { in: readonly [number, number] | { lowerBound?: number; upperBound?: number } }): Data;
    prefix(length: number): Data;
    suffix(length: number): Data;
    dropFirst(length?: number): Data;
    /** What `==` says in Swift. */
    isEqual(other: unknown): boolean;
    [Symbol.iterator](): Iterator<number>;
    /** Writes the bytes to a file, over what is there. With `"completeFileProtection"` it can't be read while the device is locked. https://developer.apple.com/documentation/foundation/data/writingoptions */
    write(options: { to: URL | string; options?: WritingOption | readonly WritingOption[] }): void;
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
    constructor(options?: { code?: number; userInfo?: Record<string, unknown> } | number, more?: { userInfo?: Record<string, unknown> } | string);
    /** `error.code === URLError.Code.timedOut`. https://developer.apple.com/documentation/foundation/urlerror/code */
    static readonly Code: URLErrorCodes;
    readonly errorCode: number;
    readonly failureURLString: string | null;
    /** Why the system cancelled a background task. */
    readonly backgroundTaskCancelledReason: "userForceQuitApplication" | "backgroundUpdatesDisabled" | "insufficientSystemResources" | null;
    readonly networkUnavailableReason: "cellular" | "expensive" | "constrained" | null;
    /** What a cancelled download can be resumed from. */
    readonly downloadTaskResumeData: Data | null;
    static readonly unknown: number;
    static readonly backgroundSessionRequiresSharedContainer: number;
    static readonly backgroundSessionInUseByAnotherProcess: number;
    static readonly backgroundSessionWasDisconnected: number;
    static readonly cancelled: number;
    static readonly badURL: number;
    static readonly timedOut: number;
    static readonly unsupportedURL: number;
    static readonly cannotFindHost: number;
    static readonly cannotConnectToHost: number;
    static readonly networkConnectionLost: number;
    static readonly dnsLookupFailed: number;
    static readonly httpTooManyRedirects: number;
    static readonly resourceUnavailable: number;
    static readonly notConnectedToInternet: number;
    static readonly redirectToNonExistentLocation: number;
    static readonly badServerResponse: number;
    static readonly userCancelledAuthentication: number;
    static readonly userAuthenticationRequired: number;
    static readonly zeroByteResource: number;
    static readonly cannotDecodeRawData: number;
    static readonly cannotDecodeContentData: number;
    static readonly cannotParseResponse: number;
    static readonly internationalRoamingOff: number;
    static readonly callIsActive: number;
    static readonly dataNotAllowed: number;
    static readonly requestBodyStreamExhausted: number;
    static readonly appTransportSecurityRequiresSecureConnection: number;
    static readonly fileDoesNotExist: number;
    static readonly fileIsDirectory: number;
    static readonly noPermissionsToReadFile: number;
    static readonly dataLengthExceedsMaximum: number;
    static readonly secureConnectionFailed: number;
    static readonly serverCertificateHasBadDate: number;
    static readonly serverCertificateUntrusted: number;
    static readonly serverCertificateHasUnknownRoot: number;
    static readonly serverCertificateNotYetValid: number;
    static readonly clientCertificateRejected: number;
    static readonly clientCertificateRequired: number;
    static readonly cannotLoadFromNetwork: number;
    static readonly cannotCreateFile: number;
    static readonly cannotOpenFile: number;
    static readonly cannotCloseFile: number;
    static readonly cannotWriteToFile: number;
    static readonly cannotRemoveFile: number;
    static readonly cannotMoveFile: number;
    static readonly downloadDecodingFailedMidStream: number;
    static readonly downloadDecodingFailedToComplete: number;
  }
  type URLErrorCodes = { readonly [Name in
      | "unknown" | "backgroundSessionRequiresSharedContainer" | "backgroundSessionInUseByAnotherProcess" | "backgroundSessionWasDisconnected"
      | "cancelled" | "badURL" | "timedOut" | "unsupportedURL"
      | "cannotFindHost" | "cannotConnectToHost" | "networkConnectionLost" | "dnsLookupFailed"
      | "httpTooManyRedirects" | "resourceUnavailable" | "notConnectedToInternet" | "redirectToNonExistentLocation"
      | "badServerResponse" | "userCancelledAuthentication" | "userAuthenticationRequired" | "zeroByteResource"
      | "cannotDecodeRawData" | "cannotDecodeContentData" | "cannotParseResponse" | "internationalRoamingOff"
      | "callIsActive" | "dataNotAllowed" | "requestBodyStreamExhausted" | "appTransportSecurityRequiresSecureConnection"
      | "fileDoesNotExist" | "fileIsDirectory" | "noPermissionsToReadFile" | "dataLengthExceedsMaximum"
      | "secureConnectionFailed" | "serverCertificateHasBadDate" | "serverCertificateUntrusted" | "serverCertificateHasUnknownRoot"
      | "serverCertificateNotYetValid" | "clientCertificateRejected" | "clientCertificateRequired" | "cannotLoadFromNetwork"
      | "cannotCreateFile" | "cannotOpenFile" | "cannotCloseFile" | "cannotWriteToFile"
      | "cannotRemoveFile" | "cannotMoveFile" | "downloadDecodingFailedMidStream" | "downloadDecodingFailedToComplete"]: number };
  /** What files fail with. https://developer.apple.com/documentation/foundation/cocoaerror */
  export class CocoaError extends NSError {
    constructor(options?: { code?: number; userInfo?: Record<string, unknown> } | number, message?: string);
    static readonly Code: { readonly [Name in
      | "fileNoSuchFile" | "fileReadUnknown" | "fileReadNoPermission" | "fileReadNoSuchFile"
      | "fileWriteUnknown" | "fileWriteNoPermission" | "fileWriteFileExists" | "fileWriteOutOfSpace"
      | "coderReadCorrupt" | "coderValueNotFound" | "userCancelled"]: number };
    readonly filePath: string | null;
    static readonly fileNoSuchFile: number;
    static readonly fileReadUnknown: number;
    static readonly fileReadNoPermission: number;
    static readonly fileReadNoSuchFile: number;
    static readonly fileWriteUnknown: number;
    static readonly fileWriteNoPermission: number;
    static readonly fileWriteFileExists: number;
    static readonly fileWriteOutOfSpace: number;
    static readonly coderReadCorrupt: number;
    static readonly coderValueNotFound: number;
    static readonly userCancelled: number;
  }
  export const NSURLErrorUnknown: number;
  export const NSURLErrorBackgroundSessionRequiresSharedContainer: number;
  export const NSURLErrorBackgroundSessionInUseByAnotherProcess: number;
  export const NSURLErrorBackgroundSessionWasDisconnected: number;
  export const NSURLErrorCancelled: number;
  export const NSURLErrorBadURL: number;
  export const NSURLErrorTimedOut: number;
  export const NSURLErrorUnsupportedURL: number;
  export const NSURLErrorCannotFindHost: number;
  export const NSURLErrorCannotConnectToHost: number;
  export const NSURLErrorNetworkConnectionLost: number;
  export const NSURLErrorDNSLookupFailed: number;
  export const NSURLErrorHTTPTooManyRedirects: number;
  export const NSURLErrorResourceUnavailable: number;
  export const NSURLErrorNotConnectedToInternet: number;
  export const NSURLErrorRedirectToNonExistentLocation: number;
  export const NSURLErrorBadServerResponse: number;
  export const NSURLErrorUserCancelledAuthentication: number;
  export const NSURLErrorUserAuthenticationRequired: number;
  export const NSURLErrorZeroByteResource: number;
  export const NSURLErrorCannotDecodeRawData: number;
  export const NSURLErrorCannotDecodeContentData: number;
  export const NSURLErrorCannotParseResponse: number;
  export const NSURLErrorInternationalRoamingOff: number;
  export const NSURLErrorCallIsActive: number;
  export const NSURLErrorDataNotAllowed: number;
  export const NSURLErrorRequestBodyStreamExhausted: number;
  export const NSURLErrorAppTransportSecurityRequiresSecureConnection: number;
  export const NSURLErrorFileDoesNotExist: number;
  export const NSURLErrorFileIsDirectory: number;
  export const NSURLErrorNoPermissionsToReadFile: number;
  export const NSURLErrorDataLengthExceedsMaximum: number;
  export const NSURLErrorSecureConnectionFailed: number;
  export const NSURLErrorServerCertificateHasBadDate: number;
  export const NSURLErrorServerCertificateUntrusted: number;
  export const NSURLErrorServerCertificateHasUnknownRoot: number;
  export const NSURLErrorServerCertificateNotYetValid: number;
  export const NSURLErrorClientCertificateRejected: number;
  export const NSURLErrorClientCertificateRequired: number;
  export const NSURLErrorCannotLoadFromNetwork: number;
  export const NSURLErrorCannotCreateFile: number;
  export const NSURLErrorCannotOpenFile: number;
  export const NSURLErrorCannotCloseFile: number;
  export const NSURLErrorCannotWriteToFile: number;
  export const NSURLErrorCannotRemoveFile: number;
  export const NSURLErrorCannotMoveFile: number;
  export const NSURLErrorDownloadDecodingFailedMidStream: number;
  export const NSURLErrorDownloadDecodingFailedToComplete: number;
  export const NSURLErrorDomain: "NSURLErrorDomain";
  export const NSCocoaErrorDomain: "NSCocoaErrorDomain";
  export const NSURLErrorBackgroundTaskCancelledReasonKey: string;
  export const NSURLErrorFailingURLStringErrorKey: string;
  export const NSURLErrorCancelledReasonUserForceQuitApplication: number;
  export const NSURLErrorCancelledReasonBackgroundUpdatesDisabled: number;
  export const NSURLErrorCancelledReasonInsufficientSystemResources: number;
  export const NSURLSessionDownloadTaskResumeData: string;
  /** -1 */
  export const NSURLSessionTransferSizeUnknown: number;
  export const NSURLAuthenticationMethodServerTrust: string;
  export const NSURLAuthenticationMethodHTTPBasic: string;
  export const NSURLAuthenticationMethodHTTPDigest: string;
  export const NSURLAuthenticationMethodNTLM: string;
  export const NSURLAuthenticationMethodNegotiate: string;
  export const NSURLAuthenticationMethodClientCertificate: string;
  export const NSUnderlyingErrorKey: string;
  export const NSLocalizedDescriptionKey: string;

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
    httpCookieStorage: unknown;
    httpShouldSetCookies: boolean;
    networkServiceType: unknown;
    shouldUseExtendedBackgroundIdleMode: boolean;
    tlsMinimumSupportedProtocolVersion: unknown;
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
    /** A serial queue of its own, unless another was given. */
    readonly delegateQueue: OperationQueue;
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
    download(options: From | { resumeFrom: Data }): Promise<[URL, HTTPURLResponse]>;
    upload(options: { for: URLRequest } & ({ fromFile: URL | string } | { from: Data })): Promise<[Data, HTTPURLResponse]>;
    /** The tasks that have not ended. */
    getAllTasks(completionHandler: (tasks: URLSessionTask[]) => void): void;
    getTasksWithCompletionHandler(completionHandler: (data: URLSessionDataTask[], uploads: URLSessionUploadTask[], downloads: URLSessionDownloadTask[]) => void): void;
    readonly allTasks: Promise<URLSessionTask[]>;
    readonly tasks: Promise<[URLSessionDataTask[], URLSessionUploadTask[], URLSessionDownloadTask[]]>;
    /** Nothing is cached here: only the answer comes. */
    flush(completionHandler: () => void): void;
    flush(): Promise<void>;
    reset(completionHandler: () => void): void;
    reset(): Promise<void>;
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
    readonly localizedDescription: string;
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
    static readonly State: { readonly running: "running"; readonly suspended: "suspended"; readonly canceling: "canceling"; readonly completed: "completed" };
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
    /** Never called in a background session; in others it is not emulated. */
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
  export class URLAuthenticationChallenge {
    private constructor();
    readonly protectionSpace: { readonly authenticationMethod: string; readonly host: string; readonly realm: string | null; readonly serverTrust: object | null };
    readonly previousFailureCount: number;
    readonly proposedCredential: URLCredential | null;
  }
  /** What a task took. https://developer.apple.com/documentation/foundation/urlsessiontaskmetrics */
  export class URLSessionTaskMetrics {
    private constructor();
    readonly taskInterval: DateInterval;
    readonly redirectCount: number;
    /** One for each request that was sent. */
    readonly transactionMetrics: readonly URLSessionTaskTransactionMetrics[];
  }
  /** What is not modelled is `null`. https://developer.apple.com/documentation/foundation/urlsessiontasktransactionmetrics */
  export class URLSessionTaskTransactionMetrics {
    private constructor();
    readonly request: URLRequest | null;
    readonly response: HTTPURLResponse | null;
    readonly fetchStartDate: Date | null;
    readonly responseEndDate: Date | null;
    readonly countOfResponseBodyBytesReceived: number;
    readonly countOfRequestBodyBytesSent: number;
    readonly resourceFetchType: "networkLoad";
    readonly isReusedConnection: boolean;
    readonly isProxyConnection: boolean;
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
    url(options: { for: "cachesDirectory" | "documentDirectory" | "applicationSupportDirectory" | "itemReplacementDirectory"; in?: unknown; appropriateFor?: URL | null; create?: boolean }): URL;
    /** `isDirectory: &flag` is `isDirectory: flag`, a `new ObjCBool(false)`. */
    fileExists(options: { atPath: string | URL | null; isDirectory?: ObjCBool }): boolean;
    isReadableFile(options: { atPath: string | URL }): boolean;
    /** Throws when there is nothing. https://developer.apple.com/documentation/foundation/filemanager/attributesofitem(atpath:) */
    attributesOfItem(options: { atPath: string | URL }): { size: number; modificationDate: Date; type: "typeRegular" | "typeDirectory"; protectionKey: "complete" | "completeUntilFirstUserAuthentication" };
    /** Everything below a folder; `null` when there is none. */
    enumerator(options: { at: URL | string; includingPropertiesForKeys?: unknown; options?: "skipsHiddenFiles" | readonly "skipsHiddenFiles"[] }): DirectoryEnumerator<URL> | null;
    enumerator(options: { atPath: string }): DirectoryEnumerator<string> | null;
    linkItem(options: { at: URL | string; to: URL | string }): void;
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

  export class DirectoryEnumerator<Item = URL | string> {
    private constructor();
    readonly level: number;
    nextObject(): Item | null;
    skipDescendants(): void;
    [Symbol.iterator](): Iterator<Item>;
  }
  export class ObjCBool {
    constructor(value?: boolean);
    boolValue: boolean;
  }
  export const FileAttributeKey: { readonly size: "size"; readonly modificationDate: "modificationDate"; readonly type: "type"; readonly protectionKey: "protectionKey" };
  export const FileAttributeType: { readonly typeRegular: "typeRegular"; readonly typeDirectory: "typeDirectory" };
  export const FileProtectionType: { readonly complete: "complete"; readonly completeUnlessOpen: "completeUnlessOpen"; readonly completeUntilFirstUserAuthentication: "completeUntilFirstUserAuthentication"; readonly none: "none" };

  type Opened = { forReadingFrom: URL } | { forReadingAtPath: string } | { forWritingTo: URL } | { forWritingAtPath: string } | { forUpdating: URL } | { forUpdatingAtPath: string };
  /** An open file. It can be read after its name is gone: even a download's, after the delegate method has returned, for as long as the process lives. Throws when there is no file. https://developer.apple.com/documentation/foundation/filehandle */
  export class FileHandle {
    constructor(options: Opened);
    readonly availableData: Data;
    readonly offsetInFile: number;
    offset(): number;
    read(options: { upToCount: number }): Data;
    readToEnd(): Data;
    readDataToEndOfFile(): Data;
    readData(options: { ofLength: number }): Data;
    seek(options: { toOffset: number }): void;
    seekToEnd(): number;
    seekToEndOfFile(): number;
    write(data: { contentsOf: Data } | Data): void;
    truncate(options: { atOffset: number }): void;
    synchronize(): void;
    close(): void;
    closeFile(): void;
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
    /** For keys that have no value. Kept in memory only: each process registers them again. https://developer.apple.com/documentation/foundation/userdefaults/register(defaults:) */
    register(options: { defaults: Record<string, unknown> }): void;
    dictionaryRepresentation(): Record<string, any>;
    removePersistentDomain(options: { forName: string }): void;
    synchronize(): boolean;
  }

  /** A moment; `.now()` and a number of seconds after it. */
  export class DispatchTime {
    private constructor();
    static now(): DispatchTime;
    static readonly distantFuture: DispatchTime;
    advanced(options: { by: number }): DispatchTime;
    valueOf(): number;
  }
  export const DispatchWallTime: typeof DispatchTime;
  /** Lengths of time, in seconds. */
  export const DispatchTimeInterval: { seconds(count: number): number; milliseconds(count: number): number; microseconds(count: number): number; nanoseconds(count: number): number };
  type QoSName = "userInteractive" | "userInitiated" | "default" | "utility" | "background" | "unspecified";
  type QoS = { readonly [Name in QoSName]: Name };
  export const DispatchQoS: QoS & { readonly QoSClass: QoS };
  /** Work that can be taken back until it begins. https://developer.apple.com/documentation/dispatch/dispatchworkitem */
  export class DispatchWorkItem {
    constructor(options: { block?: () => void; qos?: unknown; flags?: unknown } | (() => void), block?: () => void);
    readonly isCancelled: boolean;
    perform(): void;
    cancel(): void;
    notify(options: { queue: DispatchQueue }, block: () => void): void;
  }
  /** Runs blocks later, in this process, one after another: those of a concurrent queue too. https://developer.apple.com/documentation/dispatch/dispatchqueue */
  export class DispatchQueue {
    constructor(options?: { label: string; qos?: unknown; attributes?: unknown; target?: DispatchQueue | null } | string);
    readonly label: string;
    readonly qos: unknown;
    static readonly main: DispatchQueue;
    static global(options?: { qos?: unknown }): DispatchQueue;
    static concurrentPerform(options: { iterations: number }, block: (index: number) => void): void;
    async(work: (() => void) | DispatchWorkItem): void;
    async(options: { group?: DispatchGroup; qos?: unknown; flags?: unknown; execute?: (() => void) | DispatchWorkItem }, block?: () => void): void;
    /** A small number is meant as seconds from now. */
    asyncAfter(options: { deadline: DispatchTime | number | Date; qos?: unknown; execute?: DispatchWorkItem }, block?: () => void): void;
    sync<T>(block: () => T): T;
    sync<T>(options: { flags?: unknown }, block: () => T): T;
  }
  /** Runs operations, at most so many at a time. https://developer.apple.com/documentation/foundation/operationqueue */
  export class OperationQueue {
    static readonly main: OperationQueue;
    static readonly defaultMaxConcurrentOperationCount: number;
    /** 1 makes it serial: the next begins when the one before has finished, asynchronous ones too. */
    maxConcurrentOperationCount: number;
    qualityOfService: unknown;
    underlyingQueue: DispatchQueue | null;
    name: string | null;
    isSuspended: boolean;
    readonly operations: Operation[];
    readonly operationCount: number;
    addOperation(work: (() => void) | Operation): void;
    addOperations(operations: readonly Operation[], options?: { waitUntilFinished: false }): void;
    /** After everything that was added before, and before anything added later. */
    addBarrierBlock(block: () => void): void;
    cancelAllOperations(): void;
    waitUntilAllOperationsAreFinished(): void;
  }
  /** Override `main()`; for asynchronous work `start()` and `isFinished`, and say `didChangeValue({ forKey: "isFinished" })`. https://developer.apple.com/documentation/foundation/operation */
  export class Operation {
    static readonly QueuePriority: { readonly veryLow: "veryLow"; readonly low: "low"; readonly normal: "normal"; readonly high: "high"; readonly veryHigh: "veryHigh" };
    name: string | null;
    completionBlock: (() => void) | null;
    queuePriority: "veryLow" | "low" | "normal" | "high" | "veryHigh";
    qualityOfService: unknown;
    readonly dependencies: Operation[];
    get isReady(): boolean;
    get isExecuting(): boolean;
    get isFinished(): boolean;
    get isCancelled(): boolean;
    get isAsynchronous(): boolean;
    main(): void;
    start(): void;
    cancel(): void;
    addDependency(operation: Operation): void;
    removeDependency(operation: Operation): void;
    willChangeValue(options: { forKey: string }): void;
    didChangeValue(options: { forKey: string }): void;
    waitUntilFinished(): void;
  }
  /** https://developer.apple.com/documentation/foundation/blockoperation */
  export class BlockOperation extends Operation {
    constructor(options?: { block: () => void } | (() => void));
    addExecutionBlock(block: () => void): void;
    readonly executionBlocks: (() => void)[];
  }
  /** Tells when several pieces of work have ended. https://developer.apple.com/documentation/dispatch/dispatchgroup */
  export class DispatchGroup {
    enter(): void;
    leave(): void;
    notify(options: { queue: DispatchQueue | OperationQueue }, block: () => void): void;
    /** Passes only when everything has left already. */
    wait(options?: { timeout?: unknown }): "success";
  }
  /** To wait would be to deadlock: it passes only while there is something to take. */
  export class DispatchSemaphore {
    constructor(options: { value: number });
    signal(): number;
    wait(options?: { timeout?: unknown }): "success";
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
    /** Never throws: `success` or `failure`. */
    readonly result: Promise<{ readonly success: T | null; readonly failure: unknown; get(): T }>;
    readonly priority: unknown;
    readonly isCancelled: boolean;
    /** Ends its `Task.sleep` and its requests; other work goes on until it asks. */
    cancel(): void;
  }
  interface TaskType {
    <T>(work: () => Promise<T> | T): TaskHandle<T>;
    <T>(options: { priority?: unknown }, work: () => Promise<T> | T): TaskHandle<T>;
    new <T>(work: () => Promise<T> | T): TaskHandle<T>;
    new <T>(options: { priority?: unknown }, work: () => Promise<T> | T): TaskHandle<T>;
    /** Throws a CancellationError when its task is cancelled. `for`: seconds. */
    sleep(options: { nanoseconds: number } | { for: number }): Promise<void>;
    detached<T>(work: () => Promise<T> | T): TaskHandle<T>;
    detached<T>(options: { priority?: unknown }, work: () => Promise<T> | T): TaskHandle<T>;
    yield(): Promise<void>;
    /** Of the task whose code runs now. Known from its start, and after each wait for something of the SDK's. */
    readonly isCancelled: boolean;
    checkCancellation(): void;
  }
  /** Asynchronous work of this process. https://developer.apple.com/documentation/swift/task */
  export const Task: TaskType;
  export class CancellationError extends Error {}
  /** Lengths of time, in seconds. */
  export const Duration: { seconds(count: number): number; milliseconds(count: number): number; microseconds(count: number): number; nanoseconds(count: number): number };
  export function withTaskCancellationHandler<T>(operation: () => T, options: { onCancel: () => void }): T;
  export function withTaskCancellationHandler<T>(options: { operation: () => T; onCancel: () => void }): T;
  export const MainActor: { run<T>(body: () => T): Promise<T> };

  /** https://developer.apple.com/documentation/foundation/bundle */
  export class Bundle {
    static readonly main: Bundle;
    readonly bundleIdentifier: string;
    readonly bundlePath: string;
    readonly bundleURL: URL;
    readonly infoDictionary: Readonly<Record<string, unknown>>;
    object(options: { forInfoDictionaryKey: string }): any;
    /** The bundle has no resources here. */
    url(options: { forResource: string; withExtension?: string | null }): null;
    path(options: { forResource: string; ofType?: string | null }): null;
    localizedString(options: { forKey: string; value?: string | null; table?: string | null }): string;
  }
  /** https://developer.apple.com/documentation/foundation/processinfo */
  export class ProcessInfo {
    static readonly processInfo: ProcessInfo;
    readonly processName: string;
    readonly processIdentifier: number;
    readonly arguments: readonly string[];
    readonly environment: Readonly<Record<string, string>>;
    readonly systemUptime: number;
    readonly isLowPowerModeEnabled: boolean;
    readonly thermalState: "nominal";
    readonly globallyUniqueString: string;
    readonly operatingSystemVersion: { readonly majorVersion: number; readonly minorVersion: number; readonly patchVersion: number };
    readonly operatingSystemVersionString: string;
    isOperatingSystemAtLeast(version: { majorVersion: number; minorVersion?: number; patchVersion?: number }): boolean;
  }
  export class UUID {
    constructor(options?: { uuidString: string });
    readonly uuidString: string;
  }
  /** An address in parts. Setting a part escapes it; `+` in a query stays as it is, as in Foundation. https://developer.apple.com/documentation/foundation/urlcomponents */
  export class URLComponents {
    constructor(address?: string | URL | { string: string } | { url: URL; resolvingAgainstBaseURL?: boolean });
    scheme: string | null;
    user: string | null;
    password: string | null;
    host: string | null;
    port: number | null;
    path: string;
    fragment: string | null;
    queryItems: URLQueryItem[] | null;
    query: string | null;
    percentEncodedUser: string | null;
    percentEncodedPassword: string | null;
    percentEncodedHost: string | null;
    percentEncodedPath: string;
    percentEncodedQuery: string | null;
    percentEncodedQueryItems: URLQueryItem[] | null;
    percentEncodedFragment: string | null;
    /** `null` where the parts make no address: beside a host, a path begins with a slash. */
    readonly string: string | null;
    readonly url: URL | null;
  }
  export class URLQueryItem {
    constructor(options: { name: string; value?: string | number | null });
    name: string;
    value: string | null;
  }
  type DateStrategy = "deferredToDate" | "iso8601" | "secondsSince1970" | "millisecondsSince1970" | DateFormatter | { formatted: DateFormatter } | null;
  /** What a decoder throws. */
  export class DecodingError extends NSError {
    constructor(kind: "dataCorrupted" | "keyNotFound" | "typeMismatch" | "valueNotFound", message: string);
    readonly kind: "dataCorrupted" | "keyNotFound" | "typeMismatch" | "valueNotFound";
  }
  /** A class may say what Swift's compiler knows: `static dates = ["updated"]`, `static required = ["name"]`. https://developer.apple.com/documentation/foundation/jsondecoder */
  export class JSONDecoder {
    /** A function is Swift's `.custom`. */
    dateDecodingStrategy: DateStrategy | ((value: unknown) => Date);
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
  export class EncodingError extends NSError {}
  /** https://developer.apple.com/documentation/foundation/jsonserialization */
  export const JSONSerialization: {
    jsonObject(options: { with: Data; options?: unknown }): any;
    data(options: { withJSONObject: unknown; options?: unknown }): Data;
    isValidJSONObject(value: unknown): boolean;
  };
  /** Written to the trace. Swift's interpolation is a template string; `{ privacy: "private" }` behind a value hides it. https://developer.apple.com/documentation/os/logger */
  export class Logger {
    constructor(options?: { subsystem?: string; category?: string });
    readonly subsystem: string;
    readonly category: string;
    log(...values: unknown[]): void;
    log(options: { level: "debug" | "info" | "default" | "error" | "fault" }, ...values: unknown[]): void;
    trace(...values: unknown[]): void;
    debug(...values: unknown[]): void;
    info(...values: unknown[]): void;
    notice(...values: unknown[]): void;
    warning(...values: unknown[]): void;
    error(...values: unknown[]): void;
    critical(...values: unknown[]): void;
    fault(...values: unknown[]): void;
  }
  export function print(...values: unknown[]): void;
  export function NSLog(...values: unknown[]): void;
  type CalendarUnit = "second" | "minute" | "hour" | "day" | "weekOfYear" | "month" | "year";
  type DateUnit = "year" | "month" | "day" | "hour" | "minute" | "second" | "weekday" | "weekOfYear" | "nanosecond";
  type ComparisonResult = "orderedAscending" | "orderedSame" | "orderedDescending";
  type Parts = Partial<Record<DateUnit, number | null>>;
  /** https://developer.apple.com/documentation/foundation/datecomponents */
  export class DateComponents {
    constructor(parts?: Parts);
    year: number | null;
    month: number | null;
    day: number | null;
    hour: number | null;
    minute: number | null;
    second: number | null;
    /** 1 is Sunday. */
    weekday: number | null;
    weekOfYear: number | null;
    nanosecond: number | null;
  }
  /** https://developer.apple.com/documentation/foundation/dateinterval */
  export class DateInterval {
    constructor(options: { start: Date; end: Date } | { start: Date; duration: number });
    readonly start: Date;
    readonly end: Date;
    /** Seconds. */
    readonly duration: number;
    contains(date: Date): boolean;
    intersects(other: DateInterval): boolean;
    intersection(options: { with: DateInterval }): DateInterval | null;
  }
  /** The device lives in UTC, in the Gregorian calendar. https://developer.apple.com/documentation/foundation/calendar */
  export class Calendar {
    constructor(options?: { identifier: string });
    static readonly current: Calendar;
    static readonly autoupdatingCurrent: Calendar;
    static readonly Component: { readonly [Name in DateUnit]: Name };
    readonly identifier: string;
    timeZone: unknown;
    locale: unknown;
    firstWeekday: number;
    startOfDay(options: { for: Date }): Date;
    /** A month after 31 January is the last day of February. */
    date(options: { byAdding: CalendarUnit; value: number; to: Date }): Date;
    date(options: { byAdding: DateComponents; to: Date }): Date;
    date(options: { from: DateComponents }): Date;
    date(options: { bySettingHour: number; minute?: number; second?: number; of: Date }): Date;
    date(options: { bySetting: DateUnit; value: number; of: Date }): Date;
    nextDate(options: { after: Date; matching: DateComponents; matchingPolicy?: unknown }): Date;
    dateComponents(units: Iterable<DateUnit>, options: { from: Date; to?: Date }): DateComponents;
    component(unit: DateUnit, options: { from: Date }): number;
    dateInterval(options: { of: CalendarUnit; for: Date }): DateInterval;
    compare(date: Date, options: { to: Date; toGranularity: CalendarUnit }): ComparisonResult;
    isDate(date: Date, options: { inSameDayAs: Date } | { equalTo: Date; toGranularity: CalendarUnit }): boolean;
    isDateInToday(date: Date): boolean;
    isDateInYesterday(date: Date): boolean;
    isDateInTomorrow(date: Date): boolean;
    isDateInWeekend(date: Date): boolean;
  }
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
  /** Fractions of a second are read and written with `formatOptions` of `"withFractionalSeconds"` only. https://developer.apple.com/documentation/foundation/iso8601dateformatter */
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
  /** "2 hours, 5 minutes". https://developer.apple.com/documentation/foundation/datecomponentsformatter */
  export class DateComponentsFormatter {
    allowedUnits: readonly ("day" | "hour" | "minute" | "second")[];
    unitsStyle: "positional" | "abbreviated" | "short" | "full";
    maximumUnitCount: number;
    string(options: { from: number } | { from: Date; to: Date }): string;
  }
  export class TimeZone {
    constructor(options?: { identifier: string } | { secondsFromGMT: number } | { abbreviation: string });
    static readonly current: TimeZone;
    static readonly gmt: TimeZone;
    readonly identifier: string;
    abbreviation(): string;
    secondsFromGMT(options?: { for: Date }): number;
  }
  export class Locale {
    constructor(options: { identifier: string } | string);
    static readonly current: Locale;
    readonly identifier: string;
    readonly languageCode: string;
    readonly regionCode: string | null;
  }
  export const Date: DateConstructor;
}

/** The device's clock, not the browser's: it moves only between callbacks. */
interface Date {
  addingTimeInterval(seconds: number): Date;
  advanced(options: { by: number }): Date;
  timeIntervalSince(other: Date): number;
  readonly timeIntervalSinceNow: number;
  readonly timeIntervalSince1970: number;
  readonly timeIntervalSinceReferenceDate: number;
  /** What `==` says in Swift: two dates are two objects here. */
  isEqual(other: unknown): boolean;
  compare(other: Date): "orderedAscending" | "orderedSame" | "orderedDescending";
  formatted(): string;
}
interface DateConstructor {
  /** `Date(timeIntervalSinceNow: 60)`; seconds. */
  new (options: { timeIntervalSinceNow: number } | { timeIntervalSince1970: number } | { timeIntervalSinceReferenceDate: number } | { timeInterval: number; since: Date }): Date;
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
