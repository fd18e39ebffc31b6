/** Messages from the world to a session's delegate. */
import type { DelegateMethod } from "../../model/host-call.ts";
import type { MessageData } from "../../model/guest.ts";
import { Data, dataOf } from "./data.ts";
import { describe, platformError } from "./errors.ts";
import { URL } from "./paths.ts";
import { sessions, taskOf } from "./session.ts";

type Handler = (...values: unknown[]) => unknown;

/** Tells a session's delegate something. */
export function tellDelegate(number: number, method: DelegateMethod, message: MessageData): unknown {
  const session = sessions.get(number);
  const receiver = session?.delegate as Record<string, Handler> | null | undefined;
  if (!session || typeof receiver?.[method] !== "function") return undefined;
  const task = message.task && taskOf(message.task);
  const error = message.error && platformError(message.error);
  switch (method) {
    case "urlSessionDownloadTaskDidFinishDownloadingTo": return receiver[method](session, task, URL.fileURLWithPath(message.location ?? ""));
    case "urlSessionDownloadTaskDidWriteDataTotalBytesWrittenTotalBytesExpectedToWrite": return receiver[method](session, task, message.bytesWritten, message.task?.bytesReceived ?? 0, message.task?.bytesExpected ?? -1);
    case "urlSessionTaskDidCompleteWithError": return receiver[method](session, task, error);
    case "urlSessionDidFinishEventsForBackgroundURLSession": return receiver[method](session);
    case "urlSessionDidBecomeInvalidWithError": return receiver[method](session, error);
    case "urlSessionDataTaskDidReceive": return receiver[method](session, task, message.data ? dataOf(message.data) : new Data(""));
    case "urlSessionTaskDidFinishCollecting": return receiver[method](session, task, {});
    default: throw new Error(`${describe(method)} is no delegate method`);
  }
}
