/**
 * A transfer on its way: begin → (send) → answered (answering.ts) → receive. Those of a background session belong
 * to the transfer daemon and go on whatever becomes of the process [A7]; the others belong to it.
 */
import { duration, type Duration } from "../base/time.ts";
import type { ErrorData } from "../model/host-call.ts";
import type { Draft } from "../model/outcome.ts";
import type { WaitReason } from "../model/trace.ts";
import type { Session, Task } from "../model/world.ts";
import { deniedNetwork, holdOf, type Hold } from "./admission.ts";
import { ask, canAsk } from "./asking.ts";
import { fail, progress, sessionFor, tell } from "./ending.ts";
import { sizeOf } from "./files.ts";
import { breakOf } from "./network.ts";
import { header, receivedBy, validatorOf } from "./resume-data.ts";
import { findTask, messageData, patchTask, shortAddress, taskData, urlError } from "./transfers.ts";

/** How long the daemon waits before it tries an unreachable server again. */
const RETRY: Duration = duration(30_000);

export function begin(draft: Draft, task: Task): void {
  const problem = task.resume === "unusable" ? { error: urlError(-1002, "unsupported URL"), fix: "Keep the resume data as it was given." } : addressProblem(task.current.url) ?? missingUpload(task);
  if (problem) return fail(draft, task, problem.error, problem.fix);
  const session = sessionFor(draft, task);
  if (!draft.world.device.online) return unreachable(draft, task, session);
  const hold = holdOf(draft.world, task, session);
  if (hold) return task.background === null && hold.reason === "network-not-allowed" ? denied(draft, task, session, hold) : holdBack(draft, task, hold);
  // [E22]
  if (task.earliestBegin !== null && !task.delayAsked && task.background !== null && canAsk(draft, task, "delayed")) {
    patchTask(draft, task.task, { delayAsked: true });
    return ask(draft, task, { kind: "delayed", challenge: null, request: task.current, response: null }, task.line);
  }
  start(draft, task);
}

function start(draft: Draft, task: Task): void {
  const background = task.background !== null;
  const { url, method, headers, body } = task.current;
  const line = draft.say(background ? "daemon" : "extension", "transfer-started", `${background && task.startedAt === null ? "starts" : "sends"} the request for ${shortAddress(url)}${task.startedAt === null ? "" : " again"}`, { task: task.task, background }, { cause: task.line, source: null });
  patchTask(draft, task.task, { phase: "requesting", since: draft.at, startedAt: task.startedAt ?? draft.at });
  if (task.toSend > 0) return send(draft, task, line);
  request(draft, task, { url, method, headers, body }, line);
}

export function request(draft: Draft, task: Task, wanted: { url: string; method: string; headers: Readonly<Record<string, string>>; body: Task["upload"] }, cause: number): void {
  draft.say("server", "request-received", `receives ${wanted.method} ${shortAddress(wanted.url)}`, { task: task.task, url: wanted.url, method: wanted.method }, { cause, source: null });
  draft.effects.push({ kind: "fetch", task: task.task, attempt: task.attempt, request: wanted });
}

function send(draft: Draft, task: Task, cause: number): void {
  const time = duration(Math.ceil((task.toSend / draft.world.device.bandwidth) * 1000));
  for (const sent of [...marks(0, task.toSend), task.toSend]) {
    draft.promise({ kind: "transfer-sends", task: task.task, attempt: task.attempt, sent }, duration(Math.floor((time * sent) / task.toSend)), { cause });
  }
}

/** Some bytes of an upload have left; after the last ones the server answers. */
export function sent(draft: Draft, task: Task, bytes: number): void {
  patchTask(draft, task.task, { sent: bytes });
  const line = draft.say(task.background === null ? "extension" : "daemon", "upload-progress", `has sent ${bytes} of ${task.toSend} bytes`, { task: task.task, sent: bytes, expected: task.toSend }, { source: null });
  const now = findTask(draft.world, task.task) as Task;
  const session = sessionFor(draft, now);
  if (session && draft.world.process.state === "running") tell(draft, session, "urlSessionTaskDidSendBodyDataTotalBytesSentTotalBytesExpectedToSend", messageData({ task: taskData(draft.world, now), bytesWritten: bytes - task.sent }), line);
  if (bytes < task.toSend) return;
  const { url, method, headers } = task.current;
  request(draft, now, { url, method, headers, body: task.upload }, line);
}

/** [E17] [N9] Addresses that can never be loaded fail at once, and so does a redirect to one. */
export function addressProblem(url: string): { error: ErrorData; fix: string } | null {
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

/** [E16] [G9] The file was looked for when the task was resumed. */
const missingUpload = (task: Task): { error: ErrorData; fix: string } | null =>
  task.kind === "upload" && task.fromFile !== null && task.upload === null ? { error: urlError(-1100, "The requested URL was not found on this server."), fix: "The file to upload must exist when resume() is called." } : null;

function wait(draft: Draft, task: Task, reason: WaitReason, text: string, message: string, fix: string): number {
  patchTask(draft, task.task, { phase: "waiting", held: reason });
  return draft.say(task.background === null ? "extension" : "daemon", "transfer-waits", text, { task: task.task, reason, message, fix }, { cause: task.line, source: null });
}

function holdBack(draft: Draft, task: Task, { reason, message, fix, until }: Hold): void {
  const line = wait(draft, task, reason, `lets the request for ${shortAddress(task.current.url)} wait: ${message}`, message, fix);
  if (until === null) return;
  const attempt = task.attempt + 1;
  patchTask(draft, task.task, { attempt });
  draft.promise({ kind: "transfer-begins", task: task.task, attempt }, duration(until - draft.at), { cause: line, idle: reason === "discretionary", dated: true });
}

const NETWORK_REASON = { cellular: "cellular", expensive: "expensive", constrained: "constrained" } as const;

/** [N12] [N13] */
function denied(draft: Draft, task: Task, session: Session | null, hold: Hold): void {
  if (session?.configuration.waitsForConnectivity) return holdBack(draft, task, hold);
  const reason = deniedNetwork(draft.world.device, task, session) ?? "cellular";
  fail(draft, task, urlError(-1009, "The Internet connection appears to be offline.", { networkUnavailableReason: NETWORK_REASON[reason] }), hold.fix);
}

/** [N1] A background transfer waits for the network; [N12] an inline one fails at once, unless it waits for connectivity. */
function unreachable(draft: Draft, task: Task, session: Session | null): void {
  const patient = session?.configuration.waitsForConnectivity === true && session.configuration.kind !== "background";
  if (task.background === null && !patient) return fail(draft, task, urlError(-1009, "The Internet connection appears to be offline."), "Answer from what is stored, or use a background session, which waits.");
  const line = wait(draft, task, "offline", "waits for the network", "The device is offline.", "Nothing to do in a background session: the daemon goes on when the network is back.");
  // [F30] Never told in a background session.
  if (patient && session) tell(draft, session, "urlSessionTaskIsWaitingForConnectivity", messageData({ task: taskData(draft.world, task) }), line);
}

/** [N2] [N12] The connection is gone in the middle: what has come is kept where the server can go on. */
export function dropped(draft: Draft, task: Task): void {
  if (task.background === null) return fail(draft, task, urlError(-1005, "The network connection was lost."), "Answer from what is stored, or use a background session, which resumes by itself.");
  interrupt(draft, task);
  unreachable(draft, findTask(draft.world, task.task) as Task, sessionFor(draft, task));
}

/** Stops a download and keeps its bytes, if they are of use. */
export function interrupt(draft: Draft, task: Task, received = receivedBy(task, draft.at)): void {
  draft.withdraw((event) => "attempt" in event && event.task === task.task);
  const validator = task.phase === "receiving" && task.recording?.ok ? validatorOf(task, task.recording) : null;
  const kept = validator !== null && received > 0 ? { bytes: received, validator } : null;
  if (task.phase === "receiving") draft.say(task.background === null ? "extension" : "daemon", "transfer-interrupted", kept ? `is cut off after ${received} bytes` : `is cut off after ${received} bytes, and will begin again`, { task: task.task, received }, { source: null });
  patchTask(draft, task.task, { attempt: task.attempt + 1, phase: "waiting", kept, received: kept?.bytes ?? 0, base: 0, sent: 0, due: null });
}

/** The daemon tries again by itself, later and later [N1] [N4] [N6]; the extension does not hear of it. */
export function retry(draft: Draft, task: Task, reason: WaitReason, text: string, message: string, fix: string): void {
  const line = draft.say("daemon", "transfer-waits", text, { task: task.task, reason, message, fix }, { source: null });
  const attempt = task.attempt + 1;
  patchTask(draft, task.task, { phase: "waiting", attempt });
  draft.promise({ kind: "transfer-begins", task: task.task, attempt }, duration(RETRY * 2 ** Math.min(task.attempt - 1, 10)), { cause: line, idle: true });
}

export function stalled(draft: Draft, task: Task): void {
  if (task.background === null) return fail(draft, task, urlError(-1001, "The request timed out."), "Answer from what is stored: the server did not answer in time.");
  interrupt(draft, task);
  retry(draft, findTask(draft.world, task.task) as Task, "no-answer", "hears nothing from the server and will try again", "The server does not answer.", "Nothing to do: timeoutIntervalForResource bounds all tries together.");
}

export function cut(draft: Draft, task: Task, received: number): void {
  if (task.background === null) return dropped(draft, task);
  interrupt(draft, task, received);
  const attempt = task.attempt + 2;
  const line = draft.say("daemon", "transfer-waits", "lost the connection and goes on by itself", { task: task.task, reason: "cut", message: "The connection broke off.", fix: "Nothing to do: the daemon resumes by itself." }, { source: null });
  patchTask(draft, task.task, { attempt });
  draft.promise({ kind: "transfer-begins", task: task.task, attempt }, draft.world.device.settings.transferStartDelay, { cause: line });
}

/** Bytes arrive at the pace of the network. */
export function receive(draft: Draft, task: Task, cause: number | null): void {
  const { recording } = task;
  if (!recording?.ok) return;
  const length = header(recording.headers, "content-length");
  const validator = validatorOf(task, recording);
  const wanted = task.resume !== null && task.resume !== "unusable" ? task.resume : null;
  const offset = task.kept?.bytes ?? wanted?.offset ?? 0;
  // [N3] [E9] Another version, or no ranges: from the first byte.
  const base = validator !== null && offset < recording.size && (task.kept ?? wanted)?.validator === validator ? offset : 0;
  const time = duration(Math.ceil(((recording.size - base) / draft.world.device.bandwidth) * 1000));
  patchTask(draft, task.task, {
    phase: "receiving", since: draft.at, due: (draft.at + time) as Task["due"], received: base, base, kept: null, expected: length === undefined ? -1 : Number(length),
  });
  let line = cause;
  if (offset > 0) {
    line = draft.say(task.background === null ? "extension" : "daemon", "transfer-resumed", base > 0 ? `goes on from byte ${base}` : "begins again: the server can't go on in the middle", { task: task.task, offset: base, expected: recording.size }, { cause, source: null });
  }
  if (wanted) toldOfOffset(draft, task.task, base, recording.size, line);
  for (const received of marks(base, recording.size)) {
    draft.promise({ kind: "transfer-moves", task: task.task, attempt: task.attempt, received }, duration(Math.floor((time * (received - base)) / (recording.size - base))), { cause: line });
  }
  const breaks = breakOf(draft, base, recording);
  if (breaks !== null) {
    draft.withdraw((event) => event.kind === "transfer-moves" && event.task === task.task && event.received > breaks);
    return draft.promise({ kind: "transfer-cut", task: task.task, attempt: task.attempt, received: breaks }, duration(Math.floor((time * (breaks - base)) / Math.max(1, recording.size - base))), { cause: line });
  }
  draft.promise({ kind: "transfer-ends", task: task.task, attempt: task.attempt }, time, { cause: line });
}

/** [E10] */
function toldOfOffset(draft: Draft, number: number, offset: number, expected: number, cause: number | null): void {
  const task = findTask(draft.world, number) as Task;
  const session = sessionFor(draft, task);
  if (session && draft.world.process.state === "running") tell(draft, session, "urlSessionDownloadTaskDidResumeAtOffsetExpectedTotalBytes", messageData({ task: { ...taskData(draft.world, task), bytesExpected: expected }, offset }), cause);
}

/** Large bodies move in quarters, so that progress can be seen. */
const marks = (base: number, size: number): number[] => (size - base < 16_384 ? [] : [1, 2, 3].map((quarter) => base + Math.floor(((size - base) * quarter) / 4)));

export function moved(draft: Draft, task: Task, received: number): void {
  if (!draft.world.device.online) return dropped(draft, task);
  patchTask(draft, task.task, { received });
  const total = task.recording?.ok ? task.recording.size : received;
  const line = draft.say(task.background === null ? "extension" : "daemon", "transfer-progress", `has ${received} of ${total} bytes`, { task: task.task, received, expected: total }, { source: null });
  progress(draft, task.task, received - task.received, line);
}

export const uploadSize = (content: Task["upload"]): number => (content === null ? 0 : sizeOf(content));
