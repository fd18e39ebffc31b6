/** What goes to the glue as JSON, which the interpreter reads slowly: without what is empty and without a request that is said already. */
import type { Callback, MessageData } from "../model/guest.ts";
import type { Answer, HostCall, TaskData } from "../model/host-call.ts";
import { NOTHING } from "./calls.ts";

/** Members that are undefined are left out of JSON. */
type Slim<T> = { readonly [K in keyof T]: T[K] | undefined };

const slimTask = (data: TaskData): Slim<TaskData> => ({
  task: data.task, identifier: data.identifier, kind: data.kind, state: data.state, description: data.description ?? undefined,
  originalRequest: data.originalRequest, currentRequest: data.currentRequest === data.originalRequest ? undefined : data.currentRequest,
  response: data.response ?? undefined, error: data.error ?? undefined,
  bytesReceived: data.bytesReceived, bytesExpected: data.bytesExpected, bytesSent: data.bytesSent, bytesToSend: data.bytesToSend,
  earliestBeginDate: data.earliestBeginDate ?? undefined,
});

const slimMessage = (message: MessageData): object => ({
  task: message.task ? slimTask(message.task) : undefined, location: message.location ?? undefined, error: message.error ?? undefined, data: message.data ?? undefined,
  bytesWritten: message.bytesWritten, offset: message.offset, question: message.question ?? undefined, metrics: message.metrics ?? undefined,
});

export const callbackJson = (callback: Callback): string =>
  JSON.stringify(callback.name === "delegate" ? { name: callback.name, session: callback.session, method: callback.method, message: slimMessage(callback.message) } : callback);

/** What calls about a task answer is that task, where it is anything. */
export function answerJson(answer: Answer, call: HostCall["name"]): string {
  if (!("value" in answer)) return JSON.stringify(answer);
  if (answer.value === null) return NOTHING;
  return JSON.stringify(call.startsWith("task-") ? { value: slimTask(answer.value as unknown as TaskData) } : answer);
}
