/** What becomes of a server's answer: a body, a redirect, a challenge, another try. */
import { duration } from "../base/time.ts";
import type { Draft } from "../model/outcome.ts";
import type { Recording } from "../model/origin.ts";
import type { Task } from "../model/world.ts";
import { ask, canAsk } from "./asking.ts";
import { fail, sessionFor } from "./ending.ts";
import { addressProblem, dropped, receive, request, retry } from "./loading.ts";
import { header } from "./resume-data.ts";
import { findTask, patchTask, shortAddress, urlError } from "./transfers.ts";

type Answered = Extract<Recording, { ok: true }>;

/** [L8] [F25] */
const REDIRECTS = 16;

/** The server has answered, or failed to. */
export function answered(draft: Draft, task: Task, recording: Recording): void {
  if (!draft.world.device.online) return dropped(draft, task);
  if (!recording.ok) {
    const error = recording.reason === "timed-out" ? urlError(-1001, "The request timed out.") : urlError(-1004, "Could not connect to the server.");
    if (task.background === null) return fail(draft, task, error, recording.fix, recording.message);
    return retry(draft, task, "unreachable", `cannot reach the server and will try again: ${recording.message}`, recording.message, recording.fix);
  }
  if (recording.delay !== undefined) return think(draft, task, recording);
  if (recording.certificate !== undefined && !task.trusted) return handshake(draft, task, recording.certificate);
  const line = draft.say("server", "response-sent", `answers ${recording.status} with ${recording.size} bytes${recording.from === "stand-in" ? " (stand-in)" : ""}`, { task: task.task, status: recording.status, bytes: recording.size, from: recording.from }, { source: null });
  const location = recording.status >= 300 && recording.status < 400 ? header(recording.headers, "location") : undefined;
  if (location !== undefined) return redirected(draft, task, recording, location, line);
  if (recording.status === 401 && challenged(draft, task, recording, line)) return;
  if (recording.status >= 500 && task.background !== null && draft.world.device.settings.retryServerErrors) {
    return retry(draft, task, "server-error", `was answered ${recording.status} and will try again`, "The server has an error.", "Nothing to do: the daemon tries again.");
  }
  respond(draft, task, recording, line);
}

/** The scripted server takes its time; longer than the request may wait is silence [N4] [N12]. */
function think(draft: Draft, task: Task, recording: Answered): void {
  const { delay = 0, ...rest } = recording;
  const timeout = 1000 * (task.current.timeoutInterval ?? sessionFor(draft, task)?.configuration.timeoutIntervalForRequest ?? 60);
  if (delay > timeout) draft.promise({ kind: "transfer-stalls", task: task.task, attempt: task.attempt }, duration(timeout));
  else draft.promise({ kind: "transfer-answered", task: task.task, attempt: task.attempt, recording: rest }, duration(delay));
}

/** [F26] The connection itself asks for something. */
function handshake(draft: Draft, task: Task, certificate: NonNullable<Answered["certificate"]>): void {
  const method = certificate === "untrusted" ? "ServerTrust" : "ClientCertificate";
  const challenge = { method, host: hostName(task.current.url), realm: null, previousFailureCount: task.rejections } as const;
  if (canAsk(draft, task, "challenge", method)) return ask(draft, task, { kind: "challenge", challenge, request: null, response: null }, draft.cause);
  failHandshake(draft, task, method);
}

export function failHandshake(draft: Draft, task: Task, method: "ServerTrust" | "ClientCertificate"): void {
  if (method === "ServerTrust") fail(draft, task, urlError(-1202, "The certificate for this server is invalid."), "Use a server with a valid certificate.");
  else fail(draft, task, urlError(-1206, "The server requires a client certificate."), "Answer the challenge with a credential.");
}

const hostName = (url: string): string => /^[a-z][a-z0-9+.-]*:\/\/([^/?#:]*)/i.exec(url)?.[1] ?? "";

/** [F28] A 401 asks the delegate for a credential; where nobody can be asked it is an answer like any other. */
function challenged(draft: Draft, task: Task, recording: Answered, cause: number): boolean {
  const wanted = header(recording.headers, "www-authenticate");
  const scheme = /^\s*(\w+)/.exec(wanted ?? "")?.[1]?.toLowerCase();
  const method = scheme === "basic" ? "HTTPBasic" : scheme === "digest" ? "HTTPDigest" : scheme === "ntlm" ? "NTLM" : scheme === "negotiate" ? "Negotiate" : undefined;
  if (!method || !canAsk(draft, task, "challenge", method)) return false;
  patchTask(draft, task.task, { recording });
  const realm = /realm="([^"]*)"/i.exec(wanted ?? "")?.[1] ?? null;
  ask(draft, task, { kind: "challenge", challenge: { method, host: hostName(task.current.url), realm, previousFailureCount: task.rejections }, request: null, response: { url: recording.url, status: recording.status, headers: recording.headers } }, cause);
  return true;
}

/** [F25] Followed silently in the background; elsewhere the delegate may have a say. */
function redirected(draft: Draft, task: Task, recording: Answered, location: string, cause: number): void {
  const count = task.redirects + 1;
  if (count > REDIRECTS) return fail(draft, task, urlError(-1007, "too many HTTP redirects"), "The server sends the request round in circles: correct the address.");
  const to = resolve(location, task.current.url);
  const changes = recording.status === 303 || (recording.status < 303 && task.current.method === "POST");
  const next = { ...task.current, url: to, ...(changes ? { method: "GET", body: null } : {}) };
  patchTask(draft, task.task, { recording });
  if (task.background === null && canAsk(draft, task, "redirect")) {
    return ask(draft, task, { kind: "redirect", challenge: null, request: next, response: { url: recording.url, status: recording.status, headers: recording.headers } }, cause);
  }
  follow(draft, task, next, cause);
}

export function follow(draft: Draft, task: Task, next: Task["current"], cause: number | null): void {
  const count = task.redirects + 1;
  const line = draft.say(task.background === null ? "extension" : "daemon", "transfer-redirected", `is sent on to ${shortAddress(next.url)}`, { task: task.task, to: next.url, count }, { cause, source: null });
  const attempt = task.attempt + 1;
  patchTask(draft, task.task, { attempt, phase: "requesting", current: next, redirects: count });
  const problem = addressProblem(next.url);
  if (problem) return fail(draft, task, problem.error, problem.fix);
  request(draft, { ...task, attempt }, { url: next.url, method: next.method, headers: next.headers, body: next.body }, line);
}

function resolve(location: string, base: string): string {
  try {
    return new URL(location, base).href;
  } catch {
    return location;
  }
}

/** One object for one recording. */
const RESPONSES = new WeakMap<Answered, NonNullable<Task["response"]>>();

function responseOf(recording: Answered): NonNullable<Task["response"]> {
  let response = RESPONSES.get(recording);
  if (!response) RESPONSES.set(recording, (response = { url: recording.url, status: recording.status, headers: recording.headers }));
  return response;
}

/** The headers are here: a data task's delegate may decide what becomes of the body [E14] [E29]. */
export function respond(draft: Draft, task: Task, recording: Answered, cause: number | null): void {
  const response = responseOf(recording);
  patchTask(draft, task.task, { recording, response, current: task.current.url === recording.url ? task.current : { ...task.current, url: recording.url } });
  const now = findTask(draft.world, task.task) as Task;
  if (task.kind === "data" && task.style === "delegate" && canAsk(draft, now, "response")) return ask(draft, now, { kind: "response", challenge: null, request: null, response }, cause);
  receive(draft, now, cause);
}
