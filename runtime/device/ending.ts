/** How a transfer ends, and who hears of it: the delegate at once, later through the daemon, or never. */
import { assert } from "../base/assert.ts";
import { duration } from "../base/time.ts";
import type { Content, DelegateMethod, ErrorData } from "../model/host-call.ts";
import type { MessageData } from "../model/guest.ts";
import type { Draft } from "../model/outcome.ts";
import type { Message, Session, Task } from "../model/world.ts";
import { reconsider } from "./admission.ts";
import { dropQuestions } from "./asking.ts";
import { putFile, temporaryPath } from "./files.ts";
import { enqueue } from "./process-state.ts";
import { turn } from "./process.ts";
import { connectedSession, findTask, flushMessages, messageData, metricsOf, patchTask, promiseWakes, shortAddress, taskData, urlError } from "./transfers.ts";

/** The session object of the running process that a task belongs to. */
export const sessionOf = (draft: Draft, task: Task): Session | null =>
  draft.world.loader.sessions.find((session) => session.session === task.session && session.launch === draft.world.process.launch) ?? null;

/** The session whose configuration counts for a task: of the daemon's tasks, the last one that had them. */
export const sessionFor = (draft: Draft, task: Task): Session | null =>
  task.background === null ? sessionOf(draft, task) : (connectedSession(draft.world, task.background) ?? draft.world.loader.sessions.findLast((session) => session.configuration.identifier === task.background) ?? null);

export function tell(draft: Draft, session: Session, method: DelegateMethod, message: MessageData, cause: number | null): void {
  if (session.launch !== draft.world.process.launch || !session.delegate?.methods.includes(method)) return;
  enqueue(draft, { name: "delegate", session: session.session, method, message }, cause);
  turn(draft);
}

/** [F18] Progress is told while the process runs, and never afterwards. */
export function progress(draft: Draft, number: number, bytes: number, cause: number): void {
  const task = findTask(draft.world, number);
  if (!task || bytes <= 0 || task.style !== "delegate" || draft.world.process.state !== "running") return;
  const session = task.background === null ? sessionOf(draft, task) : connectedSession(draft.world, task.background);
  if (!session) return;
  if (task.kind === "download") tell(draft, session, "urlSessionDownloadTaskDidWriteDataTotalBytesWrittenTotalBytesExpectedToWrite", messageData({ task: taskData(draft.world, task), bytesWritten: bytes }), cause);
  // A body comes in pieces: one call is not one body.
  else if (task.background === null && task.recording?.ok) tell(draft, session, "urlSessionDataTaskDidReceive", messageData({ task: taskData(draft.world, task), data: pieceOf(task.recording.content, task.recording.size, task.received - bytes, task.received) }), cause);
}

/** The part of a body between two counts of bytes; a text is never cut inside a character. */
export function pieceOf(content: Content, size: number, from: number, to: number): Content {
  if ("base64" in content) {
    const place = (bytes: number): number => (bytes >= size ? content.base64.length : Math.floor(bytes / 3) * 4);
    return { base64: content.base64.slice(place(from), place(to)) };
  }
  const { utf8 } = content;
  const place = (bytes: number): number => {
    if (bytes >= size) return utf8.length;
    const index = Math.floor((bytes / size) * utf8.length);
    const code = utf8.charCodeAt(index);
    return code >= 0xdc00 && code < 0xe000 ? index + 1 : index;
  };
  return { utf8: utf8.slice(place(from), place(to)) };
}

export function finish(draft: Draft, task: Task): void {
  const { recording } = task;
  assert(recording?.ok === true, "only an answered transfer can end");
  if (task.kind === "download" && draft.world.device.diskFull) return fail(draft, task, urlError(-3003, "The file couldn’t be saved: there is not enough disk space."), "Nothing the code can do: answer from what is stored.");
  const background = task.background !== null;
  const live = draft.world.process.state === "running" && (!background || connectedSession(draft.world, task.background as string) !== null);
  const toFile = task.kind === "download";
  const location = toFile ? temporaryPath(draft.world, containerOf(draft, task), task.task) : null;
  const line = draft.say(background ? "daemon" : "extension", "transfer-finished", `has all ${recording.size} bytes of ${shortAddress(task.request.url)}${recording.status >= 400 ? `, although the status is ${recording.status}` : ""}`, { task: task.task, background, status: recording.status, bytes: recording.size, live }, { source: null });
  patchTask(draft, task.task, { phase: "ended", state: "completed", received: recording.size, due: draft.at, location });
  draft.withdrawDeadline(task.task);
  if (location) putFile(draft, location, { content: recording.content, size: recording.size, scope: "temporary", task: task.task, writtenAt: draft.world.clock, used: false, protected: false });
  if (background) {
    if (live && toFile) progress(draft, task.task, recording.size - task.received, line);
    report(draft, task, toFile ? ["finished", "metrics", "completed"] : ["data", "metrics", "completed"], line);
  } else answerInline(draft, task, recording.content, location, line);
  settle(draft, task, line);
}

const containerOf = (draft: Draft, task: Task): string | null =>
  task.background === null ? null : (draft.world.loader.identifiers.find((each) => each.identifier === task.background)?.sharedContainer ?? null);

/** [F4] A failure has no file; its error is the only message. */
export function fail(draft: Draft, task: Task, error: ErrorData, fix: string, detail = error.message): void {
  const background = task.background !== null;
  const line = draft.say(background ? "daemon" : "extension", "transfer-failed", `${error.code === -999 ? "ends" : "fails"} the request for ${shortAddress(task.request.url)}: ${detail} (${error.code})`, { task: task.task, background, error, fix }, { source: error.code === -999 ? null : task.resumeSource });
  // [E7] [M13]
  const state = error.code === -999 && draft.world.device.settings.cancelledState === "canceling" ? "canceling" : "completed";
  patchTask(draft, task.task, { phase: "ended", state, error, due: draft.at });
  draft.withdrawTransfer(task.task);
  dropQuestions(draft, task.task);
  if (background) report(draft, task, ["metrics", "completed"], line);
  else answerInline(draft, task, null, null, line);
  settle(draft, task, line);
}

/** The daemon keeps messages for the delegate, and hands them over at once when it is there [F7]. */
function report(draft: Draft, task: Task, kinds: readonly Message["kind"][], cause: number): void {
  const identifier = task.background as string;
  const known = draft.world.loader.identifiers.find((each) => each.identifier === identifier)?.methods;
  // What no delegate of this identifier can hear is not worth a message; the two that tell of the end always are.
  const heard = kinds.filter((kind) => kind === "finished" || kind === "completed" || known?.includes(kind === "data" ? "urlSessionDataTaskDidReceive" : "urlSessionTaskDidFinishCollecting"));
  const messages = heard.map((kind) => ({ message: draft.id("serial"), identifier, task: task.task, kind, question: null, cause, queued: false, woken: false }));
  draft.patch({ loader: { ...draft.world.loader, messages: draft.world.loader.messages.concat(messages) } });
  if (draft.world.process.state === "running" && connectedSession(draft.world, identifier)) {
    flushMessages(draft, identifier, cause);
    turn(draft);
  }
  promiseWakes(draft, cause);
}

/** An in-process result goes to whoever asked for it, in this very process. */
function answerInline(draft: Draft, task: Task, content: Content | null, location: string | null, cause: number): void {
  const ended = findTask(draft.world, task.task) as Task;
  const data = taskData(draft.world, ended);
  const { error } = data;
  if (task.style !== "delegate" && task.token !== null) {
    enqueue(draft, { name: "reply", token: task.token, reply: { kind: "transfer", task: data, content: location === null ? content : null, location, error } }, cause);
    return turn(draft);
  }
  const session = sessionOf(draft, task);
  if (!session) return;
  const size = ended.recording?.ok ? ended.recording.size : 0;
  if (location !== null) tell(draft, session, "urlSessionDownloadTaskDidFinishDownloadingTo", messageData({ task: data, location }), cause);
  else if (content !== null && (size > task.received || size === 0)) tell(draft, session, "urlSessionDataTaskDidReceive", messageData({ task: data, data: pieceOf(content, size, task.received, size) }), cause);
  tell(draft, session, "urlSessionTaskDidFinishCollecting", messageData({ task: data, metrics: metricsOf(draft.world, ended) }), cause);
  tell(draft, session, "urlSessionTaskDidCompleteWithError", messageData({ task: data, error }), cause);
}

/** [D22] A session that is finishing ends with its last task; [H11] another transfer may use the connection. */
function settle(draft: Draft, ended: Task, cause: number): void {
  reconsider(draft, cause, duration(0), (task) => task.session === ended.session && task.held === "connections");
  const session = sessionOf(draft, ended);
  if (session?.state !== "finishing") return;
  const open = draft.world.loader.tasks.some((task) => task.session === session.session && task.phase !== "ended" && task.phase !== "lost");
  if (!open) draft.promise({ kind: "session-ends", session: session.session }, duration(0));
}
