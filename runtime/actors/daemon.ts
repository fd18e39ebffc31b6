/**
 * Transfers. Those of a background session belong to the transfer daemon and go on whatever becomes
 * of the process [A7]; the others belong to the process. Both go: begin → answered → bytes → end.
 */
import { assert } from "../base/assert.ts";
import { duration, type Duration } from "../base/time.ts";
import { putFile, temporaryPath } from "../device/files.ts";
import { needProcess, turn } from "../device/process.ts";
import { enqueue, patchProcess } from "../device/process-state.ts";
import { connectedSession, findTask, flushMessages, isUnderWay, patchTask, promiseWakes, shortAddress, taskData, urlError } from "../device/transfers.ts";
import type { Event } from "../model/event.ts";
import type { Content, DelegateMethod, ErrorData } from "../model/host-call.ts";
import type { MessageData } from "../model/guest.ts";
import type { Draft } from "../model/outcome.ts";
import type { Loader, Session, Task } from "../model/world.ts";

type Owned = Extract<Event, { kind: `transfer-${string}` | "wake-due" | "session-ends" }>;

export function stepDaemon(draft: Draft, event: Owned): void {
  if (event.kind === "wake-due") return wakeDue(draft, event.identifier, event.token);
  if (event.kind === "session-ends") return sessionEnds(draft, event.session);
  const task = findTask(draft.world, event.task);
  if (!task || task.phase === "ended" || task.phase === "lost") return;
  if ("attempt" in event && event.attempt !== task.attempt) return;
  switch (event.kind) {
    case "transfer-begins": return begin(draft, task);
    case "transfer-answered": return answered(draft, task, event.recording);
    case "transfer-moves": return moved(draft, task, event.received);
    case "transfer-ends": return finish(draft, task);
    case "transfer-breaks": return fail(draft, task, urlError(event.code, event.code === -997 ? "Lost connection to background transfer service" : "The request timed out."), "");
    case "transfer-cancelled": return fail(draft, task, urlError(-999, "cancelled"), "");
    case "transfer-expires": return task.state === "running" ? fail(draft, task, urlError(-1001, "The request timed out."), "Give the transfer more time: timeoutIntervalForResource counts from resume().") : undefined;
  }
}

const patchLoader = (draft: Draft, change: Partial<Loader>): void => draft.patch({ loader: { ...draft.world.loader, ...change } });

function begin(draft: Draft, task: Task): void {
  const background = task.background !== null;
  const problem = addressProblem(task.request.url);
  if (problem) return fail(draft, task, problem.error, problem.fix);
  if (!draft.world.device.online) return offline(draft, task);
  const lane = background ? "daemon" : "extension";
  const line = draft.say(lane, "transfer-started", `${background ? "starts" : "sends"} the request for ${shortAddress(task.request.url)}`, { task: task.task, background }, { cause: task.line, source: null });
  draft.say("server", "request-received", `receives ${task.request.method} ${shortAddress(task.request.url)}`, { task: task.task, url: task.request.url, method: task.request.method }, { cause: line, source: null });
  patchTask(draft, task.task, { phase: "requesting", since: draft.at });
  draft.effects.push({ kind: "fetch", task: task.task, attempt: task.attempt, request: { url: task.request.url, method: task.request.method, headers: task.request.headers, body: task.request.body } });
}

/** [N1] A background transfer waits for the network; [N12] an inline one fails at once. */
function offline(draft: Draft, task: Task): void {
  const fix = "Nothing to do in a background session: the daemon goes on when the network is back.";
  if (task.background === null) return fail(draft, task, urlError(-1009, "The Internet connection appears to be offline."), "Answer from what is stored, or use a background session, which waits.");
  draft.say("daemon", "transfer-waits", "waits for the network", { task: task.task, reason: "offline", message: "The device is offline.", fix }, { cause: task.line, source: null });
  patchTask(draft, task.task, { phase: "waiting" });
}

/** [E17] [N9] Addresses that can never be loaded fail at once. */
function addressProblem(url: string): { error: ErrorData; fix: string } | null {
  const match = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)/i.exec(url);
  if (!match) return { error: urlError(-1002, "unsupported URL"), fix: "Give a whole address, with https:// in front." };
  const scheme = match[1]?.toLowerCase();
  const host = match[2] ?? "";
  if (scheme !== "https" && scheme !== "http") return { error: urlError(-1002, "unsupported URL"), fix: "Only https addresses can be loaded." };
  if (host === "") return { error: urlError(-1003, "A server with the specified hostname could not be found."), fix: "The address names no host." };
  if (scheme === "http" && !/^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(host)) {
    return { error: urlError(-1022, "The resource could not be loaded because the App Transport Security policy requires the use of a secure connection."), fix: "Use https:// (App Transport Security refuses plain http)." };
  }
  return null;
}

/** How long the daemon waits before it tries an unreachable server again. */
const RETRY: Duration = duration(30_000);

function answered(draft: Draft, task: Task, recording: NonNullable<Task["recording"]>): void {
  if (!draft.world.device.online) return dropped(draft, task);
  if (!recording.ok) {
    const error = recording.reason === "timed-out" ? urlError(-1001, "The request timed out.") : urlError(-1004, "Could not connect to the server.");
    if (task.background === null) return fail(draft, task, error, recording.fix, recording.message);
    // [N1] [N4] The daemon tries again by itself; the extension does not hear of it.
    const line = draft.say("daemon", "transfer-waits", `cannot reach the server and will try again: ${recording.message}`, { task: task.task, reason: "unreachable", message: recording.message, fix: recording.fix }, { source: null });
    const attempt = task.attempt + 1;
    patchTask(draft, task.task, { phase: "waiting", attempt });
    draft.promise({ kind: "transfer-begins", task: task.task, attempt }, duration(RETRY * 2 ** Math.min(task.attempt - 1, 10)), { cause: line, idle: true });
    return;
  }
  const line = draft.say("server", "response-sent", `answers ${recording.status} with ${recording.size} bytes${recording.from === "stand-in" ? " (stand-in)" : ""}`, { task: task.task, status: recording.status, bytes: recording.size, from: recording.from }, { source: null });
  const length = Object.entries(recording.headers).find(([name]) => name.toLowerCase() === "content-length")?.[1];
  const time = duration(Math.ceil((recording.size / draft.world.device.bandwidth) * 1000));
  patchTask(draft, task.task, {
    recording, phase: "receiving", since: draft.at, due: (draft.at + time) as Task["due"], received: 0, currentUrl: recording.url,
    expected: length === undefined ? -1 : Number(length), response: { url: recording.url, status: recording.status, headers: recording.headers },
  });
  for (const received of marks(recording.size)) {
    draft.promise({ kind: "transfer-moves", task: task.task, attempt: task.attempt, received }, duration(Math.floor((time * received) / recording.size)), { cause: line });
  }
  draft.promise({ kind: "transfer-ends", task: task.task, attempt: task.attempt }, time, { cause: line });
}

/** Large bodies move in quarters, so that progress can be seen. */
const marks = (size: number): number[] => (size < 16_384 ? [] : [1, 2, 3].map((quarter) => Math.floor((size * quarter) / 4)));

/** [N2] [N12] The network went away in the middle. */
function dropped(draft: Draft, task: Task): void {
  if (task.background === null) return fail(draft, task, urlError(-1005, "The network connection was lost."), "Answer from what is stored, or use a background session, which resumes by itself.");
  offline(draft, task);
}

function moved(draft: Draft, task: Task, received: number): void {
  if (!draft.world.device.online) return dropped(draft, task);
  patchTask(draft, task.task, { received });
  const total = task.recording?.ok ? task.recording.size : received;
  const line = draft.say(task.background === null ? "extension" : "daemon", "transfer-progress", `has ${received} of ${total} bytes`, { task: task.task, received, expected: total }, { source: null });
  progress(draft, task.task, received - task.received, line);
}

/** [F18] Progress is told while the process runs, and never afterwards. */
function progress(draft: Draft, number: number, bytes: number, cause: number): void {
  const task = findTask(draft.world, number);
  if (!task || task.style !== "delegate" || task.kind !== "download" || draft.world.process.state !== "running") return;
  const session = task.background === null ? sessionOf(draft, task) : connectedSession(draft.world, task.background);
  if (session) tell(draft, session, "urlSessionDownloadTaskDidWriteDataTotalBytesWrittenTotalBytesExpectedToWrite", { task: taskData(task), location: null, error: null, data: null, bytesWritten: bytes }, cause);
}

const sessionOf = (draft: Draft, task: Task): Session | null =>
  draft.world.loader.sessions.find((session) => session.session === task.session && session.launch === draft.world.process.launch) ?? null;

function tell(draft: Draft, session: Session, method: DelegateMethod, message: MessageData, cause: number): void {
  if (!session.delegate?.methods.includes(method)) return;
  enqueue(draft, { name: "delegate", session: session.session, method, message }, cause);
  turn(draft);
}

function finish(draft: Draft, task: Task): void {
  if (!draft.world.device.online) return dropped(draft, task);
  const { recording } = task;
  assert(recording?.ok === true, "only an answered transfer can end");
  const background = task.background !== null;
  const live = draft.world.process.state === "running" && (!background || connectedSession(draft.world, task.background as string) !== null);
  const toFile = task.kind === "download";
  const location = toFile ? temporaryPath(containerOf(draft, task), task.task) : null;
  const line = draft.say(background ? "daemon" : "extension", "transfer-finished", `has all ${recording.size} bytes of ${shortAddress(task.request.url)}${recording.status >= 400 ? `, although the status is ${recording.status}` : ""}`, { task: task.task, background, status: recording.status, bytes: recording.size, live }, { source: null });
  patchTask(draft, task.task, { phase: "ended", state: "completed", received: recording.size, location });
  draft.withdraw((event) => event.kind === "transfer-expires" && event.task === task.task);
  if (location) putFile(draft, location, { content: recording.content, size: recording.size, scope: "temporary", task: task.task, writtenAt: draft.at, used: false });
  if (background) {
    if (live) progress(draft, task.task, recording.size - task.received, line);
    report(draft, task, toFile ? ["finished", "completed"] : ["completed"], line);
  } else answerInline(draft, task, recording.content, location, line);
  endSessions(draft, task);
}

const containerOf = (draft: Draft, task: Task): string | null =>
  task.background === null ? null : (draft.world.loader.identifiers.find((each) => each.identifier === task.background)?.sharedContainer ?? null);

/** [F4] A failure has no file; its error is the only message. */
function fail(draft: Draft, task: Task, error: ErrorData, fix: string, detail = error.message): void {
  const background = task.background !== null;
  const line = draft.say(background ? "daemon" : "extension", "transfer-failed", `${error.code === -999 ? "ends" : "fails"} the request for ${shortAddress(task.request.url)}: ${detail} (${error.code})`, { task: task.task, background, error, fix }, { source: error.code === -999 ? null : task.resumeSource });
  patchTask(draft, task.task, { phase: "ended", state: "completed", error });
  draft.withdraw((event) => "task" in event && event.task === task.task);
  if (background) report(draft, task, ["completed"], line);
  else answerInline(draft, task, null, null, line);
  endSessions(draft, task);
}

/** The daemon keeps messages for the delegate, and hands them over at once when it is there [F7]. */
function report(draft: Draft, task: Task, kinds: readonly ("finished" | "completed")[], cause: number): void {
  const identifier = task.background as string;
  const messages = kinds.map((kind) => ({ message: draft.id(), identifier, task: task.task, kind, cause, queued: false, woken: false }));
  patchLoader(draft, { messages: [...draft.world.loader.messages, ...messages] });
  if (draft.world.process.state === "running" && connectedSession(draft.world, identifier)) {
    flushMessages(draft, identifier, cause);
    turn(draft);
  }
  promiseWakes(draft, cause);
}

/** An in-process result goes to whoever asked for it, in this very process. */
function answerInline(draft: Draft, task: Task, content: Content | null, location: string | null, cause: number): void {
  const data = taskData(findTask(draft.world, task.task) as Task);
  const { error } = data;
  if (task.style !== "delegate" && task.token !== null) {
    enqueue(draft, { name: "reply", token: task.token, reply: { kind: "transfer", task: data, content: location === null ? content : null, location, error } }, cause);
    return turn(draft);
  }
  const session = sessionOf(draft, task);
  if (!session) return;
  const message = { task: data, location: null, error: null, data: null, bytesWritten: 0 };
  if (location !== null) tell(draft, session, "urlSessionDownloadTaskDidFinishDownloadingTo", { ...message, location }, cause);
  else if (content !== null) tell(draft, session, "urlSessionDataTaskDidReceive", { ...message, data: content }, cause);
  tell(draft, session, "urlSessionTaskDidCompleteWithError", { ...message, error }, cause);
}

/** [D22] A session that is finishing ends with its last task. */
function endSessions(draft: Draft, ended: Task): void {
  const session = sessionOf(draft, ended);
  if (session?.state !== "finishing") return;
  const open = draft.world.loader.tasks.some((task) => task.session === session.session && task.state !== "completed" && task.phase !== "lost");
  if (!open) draft.promise({ kind: "session-ends", session: session.session }, duration(0));
}

/** [D25] The last message of a session. */
function sessionEnds(draft: Draft, number: number): void {
  const session = draft.world.loader.sessions.find((each) => each.session === number);
  if (session?.state !== "finishing") return;
  patchLoader(draft, { sessions: draft.world.loader.sessions.map((each) => (each.session === number ? { ...each, state: "invalid" } : each)) });
  const line = draft.say("extension", "session-invalidated", "closes the session for good", { session: number, identifier: session.configuration.identifier, error: null }, { source: null });
  if (draft.world.process.launch === session.launch) tell(draft, session, "urlSessionDidBecomeInvalidWithError", { task: null, location: null, error: null, data: null, bytesWritten: 0 }, line);
}

/** [A11] [F6] Every transfer of the identifier has ended: the process is made to run for its events. */
function wakeDue(draft: Draft, identifier: string, token: number): void {
  const { loader, process } = draft.world;
  const identity = loader.identifiers.find((each) => each.identifier === identifier);
  if (identity?.wake?.token !== token) return;
  patchLoader(draft, { identifiers: loader.identifiers.map((each) => (each.identifier === identifier ? { ...each, wake: null } : each)) });
  const messages = loader.messages.filter((message) => message.identifier === identifier && !message.woken);
  // They were collected in the meantime, or new transfers are under way.
  if (messages.length === 0 || loader.tasks.some((task) => task.background === identifier && isUnderWay(task))) return;
  patchLoader(draft, { messages: loader.messages.map((message) => (message.identifier === identifier ? { ...message, woken: true } : message)) });
  const tasks = [...new Set(messages.flatMap((message) => (message.task === null ? [] : [message.task])))];
  const mode = process.state === "suspended" ? "resume" : process.state === "running" ? "running" : "launch";
  const text = { launch: "launches the extension in the background", resume: "resumes the extension", running: "tells the running extension" }[mode];
  const line = draft.say("daemon", "events-waiting", `${text}: all transfers of "${identifier}" have ended`, { identifier, tasks }, { source: null });
  patchProcess(draft, { wakes: [...process.wakes, { wake: draft.id(), identifier, mode, line, parkedSaid: false, completions: [], begun: false, closures: 0, finishSent: false, open: true }] });
  needProcess(draft, "events", line);
}
