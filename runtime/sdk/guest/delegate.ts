/** Messages from the world to a session's delegate, and the answers it gives. */
import type { DelegateMethod, Disposition, MetricsData, QuestionData } from "../../model/host-call.ts";
import type { MessageData } from "../../model/guest.ts";
import { call } from "./host.ts";
import { Data, dataOf } from "./data.ts";
import { describe, platformError, wrongValue } from "./errors.ts";
import { URL } from "./paths.ts";
import { HTTPURLResponse, requestData, URLRequest } from "./requests.ts";
import { sessions, URLCredential } from "./session.ts";
import { DateInterval } from "./calendar.ts";
import { requestOf, taskOf, type URLSessionTask } from "./tasks.ts";

/** What a task took. */
export class URLSessionTaskMetrics {
  declare readonly taskInterval: DateInterval;
  declare readonly redirectCount: number;
  declare readonly transactionMetrics: readonly URLSessionTaskTransactionMetrics[];
}

export class URLSessionTaskTransactionMetrics {
  declare readonly request: URLRequest | null;
  declare readonly response: HTTPURLResponse | null;
  /** When the first request was begun, and the last response ended; what lies between is not modelled: `null`. */
  declare readonly fetchStartDate: Date | null;
  declare readonly responseEndDate: Date | null;
  declare readonly countOfResponseBodyBytesReceived: number;
  declare readonly countOfRequestBodyBytesSent: number;
  readonly resourceFetchType = "networkLoad";
  readonly isReusedConnection = false;
  readonly isProxyConnection = false;
}

type Handler = (...values: unknown[]) => unknown;

/** Tells a session's delegate something. */
export function tellDelegate(number: number, method: DelegateMethod, message: MessageData): unknown {
  const session = sessions.get(number);
  const receiver = session?.delegate as Record<string, Handler> | null | undefined;
  if (!session || typeof receiver?.[method] !== "function") return undefined;
  // What is empty may be left out.
  const task = message.task ? taskOf(message.task) : null;
  const error = message.error ? platformError(message.error) : null;
  const { question } = message;
  switch (method) {
    case "urlSessionDownloadTaskDidFinishDownloadingTo": return receiver[method](session, task, URL.fileURLWithPath(message.location ?? ""));
    case "urlSessionDownloadTaskDidWriteDataTotalBytesWrittenTotalBytesExpectedToWrite": return receiver[method](session, task, message.bytesWritten, message.task?.bytesReceived ?? 0, message.task?.bytesExpected ?? -1);
    case "urlSessionTaskDidCompleteWithError": return receiver[method](session, task, error);
    case "urlSessionDidFinishEventsForBackgroundURLSession": return receiver[method](session);
    case "urlSessionDidBecomeInvalidWithError": return receiver[method](session, error);
    case "urlSessionDataTaskDidReceive": return receiver[method](session, task, message.data ? dataOf(message.data) : new Data(""));
    case "urlSessionTaskDidFinishCollecting": return receiver[method](session, task, message.metrics ? metricsOf(message.metrics, task) : null);
    case "urlSessionDownloadTaskDidResumeAtOffsetExpectedTotalBytes": return receiver[method](session, task, message.offset, message.task?.bytesExpected ?? -1);
    case "urlSessionTaskDidSendBodyDataTotalBytesSentTotalBytesExpectedToSend": return receiver[method](session, task, message.bytesWritten, message.task?.bytesSent ?? 0, message.task?.bytesToSend ?? -1);
    case "urlSessionTaskIsWaitingForConnectivity": return receiver[method](session, task);
    case "urlSessionDataTaskDidBecome": return receiver[method](session, task, task);
    case "urlSessionDidReceiveCompletionHandler": return question && receiver[method](session, challengeOf(question), answerChallenge(question));
    case "urlSessionTaskDidReceiveCompletionHandler": return question && receiver[method](session, task, challengeOf(question), answerChallenge(question));
    case "urlSessionTaskWillBeginDelayedRequestCompletionHandler": return question && receiver[method](session, task, question.request && requestOf(question.request), answerDelayed(question));
    case "urlSessionTaskWillPerformHTTPRedirectionNewRequestCompletionHandler":
      return question && receiver[method](session, task, question.response && new HTTPURLResponse(question.response), question.request && requestOf(question.request), answerRedirect(question));
    case "urlSessionDataTaskDidReceiveCompletionHandler": return question && receiver[method](session, task, question.response && new HTTPURLResponse(question.response), answerResponse(question));
    // Told inside the call that makes the task.
    case "urlSessionDidCreateTask": return undefined;
    default: throw new Error(`${describe(method)} is no delegate method`);
  }
}

/** [F3] One transaction for each request that was sent; of those before the last only the first one's address is known. */
function metricsOf({ start, end, redirectCount }: MetricsData, task: URLSessionTask | null): URLSessionTaskMetrics {
  const transactionMetrics = Array.from({ length: redirectCount + 1 }, (_none, index): URLSessionTaskTransactionMetrics => {
    const last = index === redirectCount;
    return Object.assign(new URLSessionTaskTransactionMetrics(), {
      request: last ? task?.currentRequest ?? null : index === 0 ? task?.originalRequest ?? null : null, response: last ? task?.response ?? null : null,
      fetchStartDate: index === 0 ? new Date(start) : null, responseEndDate: last ? new Date(end) : null,
      countOfResponseBodyBytesReceived: last ? task?.countOfBytesReceived ?? 0 : 0, countOfRequestBodyBytesSent: last ? task?.countOfBytesSent ?? 0 : 0,
    });
  });
  return Object.assign(new URLSessionTaskMetrics(), { taskInterval: new DateInterval({ start: new Date(start), end: new Date(end) }), redirectCount, transactionMetrics });
}

function challengeOf({ challenge }: QuestionData): object {
  const { method, host, realm, previousFailureCount } = challenge ?? { method: "HTTPBasic", host: "", realm: null, previousFailureCount: 0 };
  return {
    protectionSpace: { authenticationMethod: `NSURLAuthenticationMethod${method}`, host, realm, serverTrust: method === "ServerTrust" ? {} : null },
    previousFailureCount, proposedCredential: null,
  };
}

function send(question: QuestionData, disposition: Disposition, request: unknown = null, user: string | null = null): void {
  call({ name: "question-answer", question: question.question, disposition, user, request: request === null || request === undefined ? null : requestData(request, "the completion handler") });
}

/** `.useCredential` and `"useCredential"` are the same. */
function chosen<D extends Disposition>(given: unknown, allowed: readonly D[], where: string): D {
  const name = String(given).replace(/^\./, "") as D;
  if (!allowed.includes(name)) throw wrongValue(`the completion handler of ${where}`, `one of ${allowed.join(", ")}`, given);
  return name;
}

const answerChallenge = (question: QuestionData) => (disposition: unknown, credential?: unknown): void => {
  const choice = chosen(disposition, ["useCredential", "performDefaultHandling", "cancelAuthenticationChallenge", "rejectProtectionSpace"], "didReceive challenge");
  send(question, choice === "useCredential" && (credential === null || credential === undefined) ? "performDefaultHandling" : choice, null, credential instanceof URLCredential ? credential.user : null);
};

const answerDelayed = (question: QuestionData) => (disposition: unknown, request?: unknown): void =>
  send(question, chosen(disposition, ["continueLoading", "useNewRequest", "cancel"], "willBeginDelayedRequest"), request instanceof URLRequest ? request : null);

const answerRedirect = (question: QuestionData) => (request?: unknown): void => send(question, request instanceof URLRequest ? "follow" : "refuse", request instanceof URLRequest ? request : null);

const answerResponse = (question: QuestionData) => (disposition: unknown): void => send(question, chosen(disposition, ["allow", "cancel", "becomeDownload"], "didReceive response"));
