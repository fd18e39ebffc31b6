/**
 * Operations on transfers and their messages that several actors perform. The daemon keeps a
 * message until the callback it causes has ended [F19]; in-process transfers stall while the process
 * is suspended and die with it [A4] [A5].
 */
import { without } from "../base/list.ts";
import { duration, later, START, type Duration } from "../base/time.ts";
import type { MessageData } from "../model/guest.ts";
import type { AuthenticationMethod, DelegateMethod, ErrorData, MetricsData, QuestionData, TaskData } from "../model/host-call.ts";
import type { Draft } from "../model/outcome.ts";
import type { Message, Session, Task, World } from "../model/world.ts";
import { removeFile } from "./files.ts";
import { deviceTimeAt, enqueue } from "./process-state.ts";

export function patchTask(draft: Draft, number: number, change: Partial<Task>): void {
  const { loader } = draft.world;
  const index = indexOf(loader.tasks, number);
  const task = loader.tasks[index];
  if (!task) return;
  draft.putTask(index, changed(task, change));
}

interface Become {
  readonly change: Partial<Task>;
  readonly task: Task;
}

/** What tasks have become so far: transfers go on alike in many orders of all else, and are one object in all of them. */
const BECOME = new WeakMap<Task, Become[]>();
const MOST = 8;

function changed(task: Task, change: Partial<Task>): Task {
  const known = BECOME.get(task);
  const found = known?.find((each) => isEqual(each.change, change));
  if (found) return found.task;
  const next: Task = { ...task, ...change };
  if (!known) BECOME.set(task, [{ change, task: next }]);
  else if (known.length < MOST) known.push({ change, task: next });
  return next;
}

function isEqual(one: Partial<Task>, other: Partial<Task>): boolean {
  for (const key in one) if (one[key as keyof Task] !== other[key as keyof Task]) return false;
  for (const key in other) if (!(key in one)) return false;
  return true;
}

/** Tasks are kept in the order of their numbers, so a thousand of them are searched in ten looks; -1 when there is none. */
function indexOf(tasks: readonly Task[], number: number): number {
  let low = 0;
  let high = tasks.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = (tasks[middle] as Task).task;
    if (found === number) return middle;
    if (found < number) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

export const findTask = (world: World, number: number): Task | undefined => world.loader.tasks[indexOf(world.loader.tasks, number)];

/** Resumed and not ended. */
export const isUnderWay = (task: Task): boolean => task.phase === "waiting" || task.phase === "requesting" || task.phase === "receiving";

/** What code is told of a task, as long as it is the same: of a date it is told by the clock. */
const TOLD = new WeakMap<Task, TaskData>();

export function taskData(world: World, task: Task): TaskData {
  if (task.earliestBegin !== null) return makeTaskData(task, deviceTimeAt(world, task.earliestBegin));
  let told = TOLD.get(task);
  if (!told) TOLD.set(task, (told = makeTaskData(task, null)));
  return told;
}

const makeTaskData = (task: Task, earliestBeginDate: number | null): TaskData => ({
  task: task.task, identifier: task.identifier, kind: task.kind, state: task.state, description: task.description,
  originalRequest: task.request, currentRequest: task.current, response: task.response, error: task.error,
  bytesReceived: task.received, bytesExpected: task.expected, bytesSent: task.sent, bytesToSend: task.toSend, earliestBeginDate,
});

/** The arguments of a delegate message; what is not given is empty. */
export const messageData = (given: Partial<MessageData> = {}): MessageData =>
  ({ task: null, location: null, error: null, data: null, bytesWritten: 0, offset: 0, question: null, metrics: null, ...given });

/** Addresses are few, and named with every line about a transfer. */
const SHORT = new Map<string, string>();

/** "scores/today.json": what a person calls the address. */
export function shortAddress(url: string): string {
  const known = SHORT.get(url);
  if (known !== undefined) return known;
  if (SHORT.size >= 1000) SHORT.clear();
  const made = shorten(url);
  SHORT.set(url, made);
  return made;
}

function shorten(url: string): string {
  // As of damaged resume data.
  if (url === "") return "an unknown address";
  const path = url.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*\/?/i, "").replace(/[?#].*$/, "");
  return path === "" ? url : path;
}

/** The valid session of this process life for a background identifier. */
export function connectedSession(world: World, identifier: string): Session | null {
  const { process, loader } = world;
  if (process.state === "not-running" || process.state === "launching") return null;
  // The newest: only where a second session takes the place of the first are there two [M3].
  return loader.sessions.findLast((session) => session.launch === process.launch && session.state !== "invalid" && session.configuration.identifier === identifier) ?? null;
}

/** Transfers of an identifier that go on; one that waits for its delegate does not keep the others back [F6]. */
export const hasWork = (world: World, identifier: string): boolean =>
  world.loader.tasks.some((task) => task.background === identifier && isUnderWay(task));

/** Messages the daemon holds and has not handed over. */
export const parkedMessages = (world: World, identifier: string): readonly Message[] =>
  world.loader.messages.filter((message) => message.identifier === identifier && !message.queued);

const METHODS: Readonly<Record<Exclude<Message["kind"], "question">, DelegateMethod>> = {
  "finished": "urlSessionDownloadTaskDidFinishDownloadingTo",
  "data": "urlSessionDataTaskDidReceive",
  "metrics": "urlSessionTaskDidFinishCollecting",
  "completed": "urlSessionTaskDidCompleteWithError",
  "finish-events": "urlSessionDidFinishEventsForBackgroundURLSession",
};

/** Hands over what the daemon holds for a connected session [D16] [F13], in finish order [F17]. */
export function flushMessages(draft: Draft, identifier: string, cause: number | null): void {
  const session = connectedSession(draft.world, identifier);
  if (!session) return;
  for (const message of parkedMessages(draft.world, identifier)) {
    const question = message.question === null ? undefined : draft.world.loader.questions.find((each) => each.question === message.question);
    const method = message.kind === "question" ? question && methodFor(question, session.delegate?.methods ?? []) : METHODS[message.kind];
    if (!method || !session.delegate?.methods.includes(method)) {
      acknowledge(draft, message.message, cause);
      continue;
    }
    const { loader } = draft.world;
    draft.patch({ loader: { ...loader, messages: loader.messages.map((each) => (each.message === message.message ? { ...each, queued: true } : each)) } });
    const task = message.task === null ? null : (findTask(draft.world, message.task) ?? null);
    enqueue(draft, {
      name: "delegate", session: session.session, method,
      message: messageData({ task: task && taskData(draft.world, task), ...(task ? contentOf(draft.world, message, task) : {}), ...(question ? { question } : {}) }),
    }, message.cause, message.message);
  }
}

function contentOf(world: World, { kind }: Message, task: Task): Partial<MessageData> {
  switch (kind) {
    case "finished": return { location: task.location };
    case "data": return { data: task.recording?.ok ? task.recording.content : null };
    case "completed": return { error: task.error };
    case "metrics": return { metrics: metricsOf(world, task) };
    default: return {};
  }
}

/** [F3] When the task ran, and how often it was redirected. */
export const metricsOf = (world: World, task: Task): MetricsData =>
  ({ start: deviceTimeAt(world, task.resumedAt ?? START), end: deviceTimeAt(world, task.due ?? task.since), redirectCount: task.redirects });

const SESSION_LEVEL: readonly AuthenticationMethod[] = ["NTLM", "Negotiate", "ServerTrust", "ClientCertificate"];

/** [F26] Who is asked: challenges of the connection go to the session's method, if there is one. */
export function methodFor({ kind, challenge }: QuestionData, methods: readonly DelegateMethod[]): DelegateMethod | undefined {
  const candidates: readonly DelegateMethod[] =
    kind === "delayed" ? ["urlSessionTaskWillBeginDelayedRequestCompletionHandler"]
    : kind === "redirect" ? ["urlSessionTaskWillPerformHTTPRedirectionNewRequestCompletionHandler"]
    : kind === "response" ? ["urlSessionDataTaskDidReceiveCompletionHandler"]
    : [...(challenge && SESSION_LEVEL.includes(challenge.method) ? ["urlSessionDidReceiveCompletionHandler" as const] : []), "urlSessionTaskDidReceiveCompletionHandler"];
  return candidates.find((method) => methods.includes(method));
}

/** The callback of a message has ended: the daemon forgets it, and a downloaded file goes [G1]. */
export function acknowledge(draft: Draft, number: number, cause: number | null): void {
  const { loader } = draft.world;
  const message = loader.messages.find((each) => each.message === number);
  if (!message) return;
  draft.patch({ loader: { ...loader, messages: without(loader.messages, (each) => each.message === number) } });
  const task = message.kind === "finished" && message.task !== null ? findTask(draft.world, message.task) : undefined;
  if (task?.location) removeTemporary(draft, task.location, task.task, cause);
}

/** [G1] A temporary file that is still there is unlinked when its callback returns. */
export function removeTemporary(draft: Draft, path: string, task: number, cause: number | null): void {
  const file = draft.world.disk.files[path];
  if (!file) return;
  removeFile(draft, path);
  draft.say("disk", "temporary-removed", `removes the temporary file of ${shortAddress(findTask(draft.world, task)?.request.url ?? "")}`, { path, task, kept: file.used }, { cause, source: null });
}

/**
 * After a termination nothing is handed over any more; the daemon still has it all [F19]. A file that
 * the callback had moved away already can't be handed over again (assumed: no source says).
 */
export function releaseMessages(draft: Draft, cause: number | null): void {
  const { loader, disk } = draft.world;
  const isTaken = (message: Message): boolean => {
    const location = message.kind === "finished" && message.task !== null ? findTask(draft.world, message.task)?.location : null;
    return typeof location === "string" && disk.files[location] === undefined;
  };
  const messages = without(loader.messages, (message) => message.queued && isTaken(message)).map((message) => (message.queued ? { ...message, queued: false, woken: false } : message));
  draft.patch({ loader: { ...loader, messages } });
  promiseWakes(draft, cause);
}

/** A process that died before its wake began has heard nothing: the messages may cause another. */
export function wakeAgain(draft: Draft, identifier: string): void {
  const { loader } = draft.world;
  draft.patch({ loader: { ...loader, messages: loader.messages.map((message) => (message.identifier === identifier ? { ...message, woken: false } : message)) } });
}

/**
 * Promises a wake for each identifier whose transfers have all ended [F6] and whose messages nobody
 * is there to take. A wake that ended badly is repeated later and later [A17].
 */
export function promiseWakes(draft: Draft, cause: number | null): void {
  for (const identity of draft.world.loader.identifiers) {
    const { identifier } = identity;
    const { process, loader, device, host } = draft.world;
    const waiting = loader.messages.filter((message) => message.identifier === identifier && !message.woken);
    if (waiting.length === 0 || !identity.sendsLaunchEvents || (host.placed && host.instances.length === 0 && !device.settings.wakeWithoutWidgets) || identity.wake !== null) continue;
    // [M1] What a delegate is asked does not wait for the other transfers.
    if (device.settings.wakeCondition === "all-tasks" && hasWork(draft.world, identifier) && !waiting.some((message) => message.kind === "question")) continue;
    if (process.wakes.some((wake) => wake.identifier === identifier && wake.open)) continue;
    if (process.state === "running" && connectedSession(draft.world, identifier)) continue;
    const again = identity.failures > 0;
    const delay: Duration = again ? duration(device.settings.rewakeDelay * 2 ** (identity.failures - 1)) : device.settings.wakeDelay;
    const token = draft.id("serial");
    draft.patch({ loader: { ...loader, identifiers: loader.identifiers.map((each) => (each.identifier === identifier ? { ...each, wake: { token, due: later(draft.at, delay) } } : each)) } });
    draft.promise({ kind: "wake-due", identifier, token }, delay, { cause, idle: identity.failures > 2 });
  }
}

/** [A5] While suspended, no code of the process runs: its own requests stall. */
export function freezeInline(draft: Draft, cause: number): void {
  for (const task of inlineTasksOf(draft.world)) {
    draft.withdrawTransfer(task.task);
    draft.say("extension", "inline-stalled", `cannot go on loading ${shortAddress(task.request.url)}`, { task: task.task }, { cause, source: task.resumeSource });
  }
}

/** After a short suspension a request goes on; after a long one it has timed out [A5] [E14]. */
export function thawInline(draft: Draft, after: Duration, cause: number): void {
  for (const task of inlineTasksOf(draft.world)) {
    const session = draft.world.loader.sessions.find((each) => each.session === task.session);
    const timeout = (session?.configuration.timeoutIntervalForRequest ?? 60) * 1000;
    if (session?.configuration.kind === "background") draft.promise({ kind: "transfer-breaks", task: task.task, code: -997 }, duration(0), { cause });
    else if (after >= timeout) draft.promise({ kind: "transfer-breaks", task: task.task, code: -1001 }, duration(0), { cause });
    else if (task.phase === "receiving" && task.due !== null) draft.promise({ kind: "transfer-ends", task: task.task, attempt: task.attempt }, duration(task.due - task.since), { cause });
    else draft.promise({ kind: "transfer-begins", task: task.task, attempt: task.attempt }, duration(0), { cause });
  }
}

/** [A4] [A8] In-process requests die with the process, and so does what would have answered them. */
export function loseInline(draft: Draft, cause: number): void {
  const { launch } = draft.world.process;
  for (const task of draft.world.loader.tasks) {
    if (task.background !== null || task.launch !== launch || task.phase === "ended" || task.phase === "lost") continue;
    draft.withdrawTransfer(task.task);
    if (task.phase !== "created") draft.say("extension", "inline-lost", `loses its request for ${shortAddress(task.request.url)}: nobody is left to receive it`, { task: task.task, url: task.request.url }, { cause, source: task.resumeSource });
    patchTask(draft, task.task, { phase: "lost" });
  }
}

/** In-process tasks of this life that are under way. Tasks are in order, so those of earlier lives need no look. */
export function inlineTasksOf({ loader, process }: World): readonly Task[] {
  const found: Task[] = [];
  for (let index = loader.tasks.length - 1; index >= 0; index--) {
    const task = loader.tasks[index] as Task;
    if (task.launch !== process.launch && task.launch !== 0) break;
    if (task.background === null && task.launch === process.launch && isUnderWay(task)) found.push(task);
  }
  return found.reverse();
}

export const urlError = (code: number, message: string, userInfo: ErrorData["userInfo"] = {}): ErrorData => ({ domain: "NSURLErrorDomain", code, message, userInfo });
