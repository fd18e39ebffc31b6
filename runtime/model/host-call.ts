/**
 * A host call is a call of the guest into the world. The SDK glue makes them, always with plain
 * data; each is one engine step, so an intervention can fall between any two.
 *
 * Ids (`session`, `task`, `handle`, `request`, `token`, `block`) are positive integers. The world
 * gives out sessions, tasks, handles and requests; the glue gives out tokens and blocks, which name
 * closures that live in the guest's heap and die with it.
 */
import type { Json } from "./json.ts";

/** The bytes of a file or a body: as text when they are valid UTF-8, else as base64. */
export type Content = { readonly utf8: string } | { readonly base64: string };

export interface RequestData {
  /** As the learner wrote it; it may be no address at all. */
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Content | null;
  /** Seconds; `null`: as the session says. */
  readonly timeoutInterval: number | null;
  readonly allowsCellularAccess: boolean;
}

export interface ConfigurationData {
  readonly kind: "background" | "default" | "ephemeral" | "shared";
  /** Set for background configurations only [D2]. */
  readonly identifier: string | null;
  readonly sharedContainerIdentifier: string | null;
  readonly sessionSendsLaunchEvents: boolean;
  readonly isDiscretionary: boolean;
  /** Seconds. */
  readonly timeoutIntervalForRequest: number;
  /** Seconds. */
  readonly timeoutIntervalForResource: number;
  readonly allowsCellularAccess: boolean;
  readonly allowsExpensiveNetworkAccess: boolean;
  readonly allowsConstrainedNetworkAccess: boolean;
  readonly httpMaximumConnectionsPerHost: number;
  readonly waitsForConnectivity: boolean;
  readonly httpAdditionalHeaders: Readonly<Record<string, string>>;
}

export interface DelegateData {
  /** The name of the delegate's class, "" when it has none. */
  readonly type: string;
  /** The delegate methods it implements. */
  readonly methods: readonly DelegateMethod[];
}

/** A selector joined: `urlSession(_:task:didCompleteWithError:)` is the method of this name. */
export const DELEGATE_METHODS = [
  "urlSessionDownloadTaskDidFinishDownloadingTo",
  "urlSessionDownloadTaskDidWriteDataTotalBytesWrittenTotalBytesExpectedToWrite",
  "urlSessionTaskDidCompleteWithError",
  "urlSessionDidFinishEventsForBackgroundURLSession",
  "urlSessionDidBecomeInvalidWithError",
  "urlSessionDataTaskDidReceive",
  "urlSessionTaskDidFinishCollecting",
  "urlSessionDidCreateTask",
  "urlSessionDownloadTaskDidResumeAtOffsetExpectedTotalBytes",
  "urlSessionTaskDidSendBodyDataTotalBytesSentTotalBytesExpectedToSend",
  "urlSessionTaskIsWaitingForConnectivity",
  "urlSessionDataTaskDidBecome",
  "urlSessionDidReceiveCompletionHandler",
  "urlSessionTaskDidReceiveCompletionHandler",
  "urlSessionTaskWillBeginDelayedRequestCompletionHandler",
  "urlSessionTaskWillPerformHTTPRedirectionNewRequestCompletionHandler",
  "urlSessionDataTaskDidReceiveCompletionHandler",
] as const;
export type DelegateMethod = (typeof DELEGATE_METHODS)[number];

/** The Swift spelling of each delegate method, for the trace and the picture. */
export const DELEGATE_SELECTORS: Readonly<Record<DelegateMethod, string>> = {
  urlSessionDownloadTaskDidFinishDownloadingTo: "urlSession(_:downloadTask:didFinishDownloadingTo:)",
  urlSessionDownloadTaskDidWriteDataTotalBytesWrittenTotalBytesExpectedToWrite:
    "urlSession(_:downloadTask:didWriteData:totalBytesWritten:totalBytesExpectedToWrite:)",
  urlSessionTaskDidCompleteWithError: "urlSession(_:task:didCompleteWithError:)",
  urlSessionDidFinishEventsForBackgroundURLSession: "urlSessionDidFinishEvents(forBackgroundURLSession:)",
  urlSessionDidBecomeInvalidWithError: "urlSession(_:didBecomeInvalidWithError:)",
  urlSessionDataTaskDidReceive: "urlSession(_:dataTask:didReceive:)",
  urlSessionTaskDidFinishCollecting: "urlSession(_:task:didFinishCollecting:)",
  urlSessionDidCreateTask: "urlSession(_:didCreateTask:)",
  urlSessionDownloadTaskDidResumeAtOffsetExpectedTotalBytes: "urlSession(_:downloadTask:didResumeAtOffset:expectedTotalBytes:)",
  urlSessionTaskDidSendBodyDataTotalBytesSentTotalBytesExpectedToSend: "urlSession(_:task:didSendBodyData:totalBytesSent:totalBytesExpectedToSend:)",
  urlSessionTaskIsWaitingForConnectivity: "urlSession(_:taskIsWaitingForConnectivity:)",
  urlSessionDataTaskDidBecome: "urlSession(_:dataTask:didBecome:)",
  urlSessionDidReceiveCompletionHandler: "urlSession(_:didReceive:completionHandler:)",
  urlSessionTaskDidReceiveCompletionHandler: "urlSession(_:task:didReceive:completionHandler:)",
  urlSessionTaskWillBeginDelayedRequestCompletionHandler: "urlSession(_:task:willBeginDelayedRequest:completionHandler:)",
  urlSessionTaskWillPerformHTTPRedirectionNewRequestCompletionHandler: "urlSession(_:task:willPerformHTTPRedirection:newRequest:completionHandler:)",
  urlSessionDataTaskDidReceiveCompletionHandler: "urlSession(_:dataTask:didReceive:completionHandler:)",
};

export type TaskKind = "download" | "data" | "upload";
/** How the result comes back: to the delegate, to a completion handler, or to an `await`. */
export type TaskStyle = "delegate" | "completion" | "async";
export type TaskState = "running" | "suspended" | "canceling" | "completed";

export interface ErrorData {
  readonly domain: "NSURLErrorDomain" | "NSCocoaErrorDomain";
  readonly code: number;
  /** What `localizedDescription` says. */
  readonly message: string;
  readonly userInfo: Readonly<Record<string, Json>>;
}

export interface ResponseData {
  readonly url: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
}

/** A task as the guest sees it at one moment. */
export interface TaskData {
  readonly task: number;
  /** Unique only within its session [D28]. */
  readonly identifier: number;
  readonly kind: TaskKind;
  readonly state: TaskState;
  readonly description: string | null;
  readonly originalRequest: RequestData;
  readonly response: ResponseData | null;
  readonly error: ErrorData | null;
  readonly bytesReceived: number;
  /** -1 when unknown [E24]. */
  readonly bytesExpected: number;
  readonly bytesSent: number;
  readonly bytesToSend: number;
  /** Milliseconds since 1970, UTC [E20]. */
  readonly earliestBeginDate: number | null;
  /** As it is sent: after redirects and a delayed request's new one [E23]. */
  readonly currentRequest: RequestData;
}

/** What the daemon or the loader asks the delegate; it goes on once the completion handler was called. */
export interface QuestionData {
  readonly question: number;
  readonly kind: "challenge" | "delayed" | "redirect" | "response";
  readonly challenge: ChallengeData | null;
  readonly request: RequestData | null;
  readonly response: ResponseData | null;
}

/** The names are those of NSURLAuthenticationMethod…, without the prefix. */
export type AuthenticationMethod = "HTTPBasic" | "HTTPDigest" | "NTLM" | "Negotiate" | "ServerTrust" | "ClientCertificate";

export interface ChallengeData {
  readonly method: AuthenticationMethod;
  readonly host: string;
  readonly realm: string | null;
  /** How often an answer was rejected before [F28]. */
  readonly previousFailureCount: number;
}

/** What a delegate answers; which are allowed depends on the question. */
export type Disposition =
  | "useCredential" | "performDefaultHandling" | "cancelAuthenticationChallenge" | "rejectProtectionSpace"
  | "continueLoading" | "useNewRequest" | "follow" | "refuse" | "allow" | "cancel" | "becomeDownload";

export interface MetricsData {
  /** Milliseconds since 1970, UTC. */
  readonly start: number;
  readonly end: number;
  readonly redirectCount: number;
}

/**
 * A SwiftUI view as data: what the home screen draws. Names are those of SwiftUI. Within props and
 * arguments a view is again a `ViewData`, a style is one or its name ("secondary"), a date is
 * `{ date }` in milliseconds since 1970, an endless length is "infinity"; a `Text` holds `runs`:
 * strings, other texts and images, `{ date, style }`, `{ interval }`, `{ timer }`.
 */
export interface ViewData {
  readonly type: string;
  /** Texts, numbers and names the view was made with. */
  readonly props: { readonly [key: string]: Json };
  /** In the order they were applied. */
  readonly modifiers: readonly { readonly name: string; readonly args: readonly Json[] }[];
  readonly children: readonly ViewData[];
}

export interface EntryData {
  /** Milliseconds since 1970, UTC. `null` when the learner's entry has no valid date. */
  readonly date: number | null;
  /** The entry itself, for the inspector; functions and cycles left out. */
  readonly value: Json;
  readonly view: ViewData | null;
}

export type PolicyData =
  | { readonly kind: "atEnd" }
  | { readonly kind: "never" }
  | { readonly kind: "after"; /** Milliseconds since 1970, UTC. */ readonly date: number };

export type HostCall =
  // to the extension's own process
  | { readonly name: "events-complete"; readonly handle: number }
  | { readonly name: "dispatch"; readonly queue: string; readonly block: number; /** Milliseconds. */ readonly delay: number }
  | { readonly name: "console"; readonly level: "log" | "info" | "warn" | "error" | "debug"; readonly text: string }
  | { readonly name: "reject"; readonly message: string }
  /** What looks random in this life follows from the answer. */
  | { readonly name: "chance" }
  // to the widget host
  | { readonly name: "snapshot-answer"; readonly request: number; readonly entry: EntryData }
  | { readonly name: "timeline-answer"; readonly request: number; readonly entries: readonly EntryData[]; readonly policy: PolicyData }
  | { readonly name: "answer-unusable"; readonly request: number; /** What was given, and what is expected. */ readonly problem: string }
  | { readonly name: "reload-kind"; readonly kind: string }
  | { readonly name: "reload-all" }
  | { readonly name: "current-configurations"; readonly token: number }
  // to the transfer daemon, or for in-process sessions to the process's own loader
  | { readonly name: "session-create"; readonly configuration: ConfigurationData; readonly delegate: DelegateData | null; /** "own" is a serial queue of the session [D6]. */ readonly queue: "own" | "main" }
  | { readonly name: "session-invalidate"; readonly session: number; readonly cancel: boolean }
  | { readonly name: "session-tasks"; readonly session: number; readonly token: number }
  | { readonly name: "configuration-changed"; readonly session: number; readonly key: string }
  | { readonly name: "task-create"; readonly session: number; readonly kind: TaskKind; readonly style: TaskStyle; readonly request: RequestData; readonly fromFile: string | null; readonly fromData: boolean; /** What an earlier task left [E10]. */ readonly resumeData: Content | null; /** For `completion` and `async`. */ readonly token: number | null }
  | { readonly name: "task-resume"; readonly task: number }
  | { readonly name: "task-suspend"; readonly task: number }
  | { readonly name: "task-cancel"; readonly task: number }
  | { readonly name: "task-cancel-producing"; readonly task: number; readonly token: number }
  | { readonly name: "task-schedule"; readonly task: number; /** Milliseconds since 1970, UTC. */ readonly earliestBeginDate: number | null }
  | { readonly name: "question-answer"; readonly question: number; readonly disposition: Disposition; readonly request: RequestData | null; readonly user: string | null }
  | { readonly name: "task-describe"; readonly task: number; readonly description: string | null }
  | { readonly name: "task-read"; readonly task: number }
  // to the disk
  | { readonly name: "container-url"; readonly group: string }
  | { readonly name: "directory-url"; readonly directory: "temporary" | "caches" | "documents" | "application-support" }
  | { readonly name: "file-read"; readonly path: string; /** To read it later, whatever becomes of its name [G2]. */ readonly open?: boolean }
  | { readonly name: "file-write"; readonly path: string; readonly content: Content; readonly overwrite: boolean; /** Unreadable while the device is locked; as it was, when it isn't said. */ readonly protected?: boolean }
  | { readonly name: "file-move"; readonly from: string; readonly to: string }
  | { readonly name: "file-copy"; readonly from: string; readonly to: string }
  | { readonly name: "file-replace"; readonly path: string; readonly with: string }
  | { readonly name: "file-remove"; readonly path: string }
  | { readonly name: "file-exists"; readonly path: string }
  | { readonly name: "file-attributes"; readonly path: string }
  | { readonly name: "file-list"; readonly path: string }
  | { readonly name: "directory-create"; readonly path: string; readonly intermediates: boolean }
  | { readonly name: "defaults-get"; readonly suite: string | null; readonly key: string }
  | { readonly name: "defaults-list"; readonly suite: string | null }
  | { readonly name: "defaults-set"; readonly suite: string | null; readonly key: string; readonly value: Json }
  | { readonly name: "defaults-remove"; readonly suite: string | null; readonly key: string };

/** What each call answers with when it succeeds; calls that are not listed answer `null`. */
export interface HostCallValues {
  /** A whole number of 32 bits, with a sign. */
  readonly chance: number;
  readonly "session-create": { readonly session: number; /** The live session was given back [D8]. */ readonly reused: boolean };
  readonly "task-create": TaskData;
  readonly "task-read": TaskData;
  /** `null`: nothing of it is new to whoever made it or was told of it. */
  readonly "task-resume": TaskData | null;
  readonly "task-suspend": TaskData;
  readonly "task-cancel": TaskData;
  readonly "task-cancel-producing": TaskData;
  readonly "task-schedule": TaskData;
  readonly "container-url": string | null;
  readonly "directory-url": string;
  readonly "file-read": Content;
  readonly "file-exists": { readonly exists: boolean; readonly directory: boolean };
  readonly "file-attributes": { readonly size: number; /** Milliseconds since 1970, UTC. */ readonly modified: number; readonly directory: boolean; readonly protected: boolean };
  readonly "file-list": readonly string[];
  readonly "defaults-get": Json;
  readonly "defaults-list": Readonly<Record<string, Json>>;
}

/**
 * The answer to a host call. `error` is what Swift would `throw`: the glue throws it as an `NSError`.
 * (An exception of the platform is no answer: it ends the process.)
 */
export type Answer = { readonly value: Json } | { readonly error: ErrorData };
