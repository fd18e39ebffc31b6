/**
 * The transfer daemon, and the loader of in-process requests: what happens to transfers, when their
 * events wake the extension, and when a session has ended.
 */
import { added } from "../base/list.ts";
import { answered } from "../device/answering.ts";
import { raiseLimiter, reconsider, resetLimiter } from "../device/admission.ts";
import { fail, finish, sessionOf, tell } from "../device/ending.ts";
import { begin, cut, dropped, moved, sent, stalled } from "../device/loading.ts";
import { needProcess } from "../device/process.ts";
import { patchProcess } from "../device/process-state.ts";
import { findTask, hasWork, isUnderWay, messageData, urlError } from "../device/transfers.ts";
import type { Event } from "../model/event.ts";
import type { Draft } from "../model/outcome.ts";
import type { Loader, Task } from "../model/world.ts";

type Owned = Extract<Event, { kind: `transfer-${string}` | "wake-due" | "session-ends" | "conditions-changed" | "transfers-withdrawn" | "daemon-disconnected" | "foreign-events" }>;

export function stepDaemon(draft: Draft, event: Owned): void {
  switch (event.kind) {
    case "wake-due": return wakeDue(draft, event.identifier, event.token);
    case "session-ends": return sessionEnds(draft, event.session);
    case "conditions-changed": return conditionsChanged(draft);
    case "transfers-withdrawn": return withdrawn(draft, event.reason);
    case "daemon-disconnected": return disconnected(draft);
    case "foreign-events": return foreignEvents(draft, event.identifier);
    default: return stepTransfer(draft, event);
  }
}

function stepTransfer(draft: Draft, event: Extract<Owned, { kind: `transfer-${string}` }>): void {
  const task = findTask(draft.world, event.task);
  if (!task || task.phase === "ended" || task.phase === "lost") return;
  if ("attempt" in event && event.attempt !== task.attempt) return;
  switch (event.kind) {
    case "transfer-begins": return begin(draft, task);
    case "transfer-answered": return answered(draft, task, event.recording);
    case "transfer-sends": return sent(draft, task, event.sent);
    case "transfer-moves": return moved(draft, task, event.received);
    case "transfer-stalls": return stalled(draft, task);
    case "transfer-cut": return cut(draft, task, event.received);
    case "transfer-ends": return draft.world.device.online ? finish(draft, task) : dropped(draft, task);
    case "transfer-breaks": return fail(draft, task, urlError(event.code, BROKEN[event.code]), "");
    case "transfer-cancelled": return fail(draft, task, urlError(-999, "cancelled", event.userInfo), "");
    case "transfer-expires": return task.state === "running" ? fail(draft, task, urlError(-1001, "The request timed out."), "Give the transfer more time: timeoutIntervalForResource counts from resume().") : undefined;
  }
}

const BROKEN = { "-995": "The shared container is missing or not entitled.", "-997": "Lost connection to background transfer service", "-1001": "The request timed out." } as const;

const patchLoader = (draft: Draft, change: Partial<Loader>): void => draft.patch({ loader: { ...draft.world.loader, ...change } });

/** [N1] [N2] [H4] [H6] What goes on stops without a network; what waits may begin. */
function conditionsChanged(draft: Draft): void {
  if (draft.world.app.state === "foreground") resetLimiter(draft);
  if (!draft.world.device.online) {
    const isFrozen = (task: Task): boolean => task.background === null && draft.world.process.state !== "running";
    for (const task of draft.world.loader.tasks) if ((task.phase === "receiving" || task.phase === "requesting") && !isFrozen(task)) dropped(draft, findTask(draft.world, task.task) as Task);
    return;
  }
  reconsider(draft, draft.cause, draft.world.device.settings.transferStartDelay);
}

const REASONS = ["the person force-quit the app", "background updates are switched off", "the system lacks resources"] as const;

/** [N11] [Q30] The system ends background transfers of its own accord. */
function withdrawn(draft: Draft, reason: 0 | 1 | 2): void {
  for (const { task, background, phase } of draft.world.loader.tasks) {
    const current = findTask(draft.world, task);
    if (background === null || phase === "ended" || phase === "lost" || !current) continue;
    fail(draft, current, urlError(-999, "cancelled", { NSURLErrorBackgroundTaskCancelledReasonKey: reason }), "Start the request again at the next opportunity.", REASONS[reason]);
  }
}

/** [N10] Everything under way in the extension's background sessions fails; what has ended stays with the daemon. */
function disconnected(draft: Draft): void {
  const { process, loader } = draft.world;
  for (const { task } of loader.tasks.filter(isUnderWay)) {
    const current = findTask(draft.world, task) as Task;
    const isIts = current.background !== null || process.state === "running" && sessionOf(draft, current)?.configuration.kind === "background";
    if (isIts) fail(draft, current, urlError(-997, BROKEN[-997]), "Start the request again when urlSessionTaskDidCompleteWithError brings the error.");
  }
}

/** Events for an identifier this program does not own: of an earlier version, or of a library. */
function foreignEvents(draft: Draft, identifier: string): void {
  const { loader } = draft.world;
  const known = loader.identifiers.some((each) => each.identifier === identifier);
  const url = "https://api.relaunch.example/earlier.json";
  const request = { url, method: "GET", headers: {}, body: null, timeoutInterval: null, allowsCellularAccess: true };
  const task: Task = {
    task: draft.id("task"), identifier: 1, background: identifier, session: 0, launch: 0, kind: "download", style: "delegate", token: null, state: "running",
    request, current: request, description: null, fromFile: null, upload: null, sent: 0, toSend: 0, phase: "receiving", suspensions: 0, earliestBegin: null, limitedUntil: draft.at, delayAsked: false,
    redirects: 0, rejections: 0, trusted: false, kept: null, base: 0, resume: null, attempt: 1, held: null, response: { url, status: 200, headers: {} }, error: null, received: 0, expected: 2,
    recording: { ok: true, status: 200, headers: {}, url, content: { utf8: "{}" }, size: 2, from: "scenario" },
    since: draft.at, due: draft.at, resumedAt: draft.at, startedAt: draft.at, location: null, resumeSource: null, line: draft.cause ?? 0,
  };
  patchLoader(draft, {
    tasks: [...loader.tasks, task],
    ...(known ? {} : { identifiers: [...loader.identifiers, { identifier, sendsLaunchEvents: true, sharedContainer: null, wake: null, failures: 0, methods: [] }] }),
  });
  finish(draft, task);
}

/** [D25] The last message of a session. */
function sessionEnds(draft: Draft, number: number): void {
  const session = draft.world.loader.sessions.find((each) => each.session === number);
  if (session?.state !== "finishing") return;
  patchLoader(draft, { sessions: draft.world.loader.sessions.map((each) => (each.session === number ? { ...each, state: "invalid" } : each)) });
  const line = draft.say("extension", "session-invalidated", "closes the session for good", { session: number, identifier: session.configuration.identifier, error: null }, { source: null });
  if (!session.invalidTold) tell(draft, session, "urlSessionDidBecomeInvalidWithError", messageData(), line);
}

/** [A11] [F6] The identifier's transfers have ended, or one needs an answer: the process is made to run. */
function wakeDue(draft: Draft, identifier: string, token: number): void {
  const { loader, process, device } = draft.world;
  const identity = loader.identifiers.find((each) => each.identifier === identifier);
  if (identity?.wake?.token !== token) return;
  patchLoader(draft, { identifiers: loader.identifiers.map((each) => (each.identifier === identifier ? { ...each, wake: null } : each)) });
  const messages = loader.messages.filter((message) => message.identifier === identifier && !message.woken);
  // A wake that could not begin yet hands them over as well.
  if (process.wakes.some((wake) => wake.identifier === identifier && wake.open)) return needProcess(draft, "events", draft.cause);
  // They were collected in the meantime, or new transfers are under way.
  if (messages.length === 0 || (device.settings.wakeCondition === "all-tasks" && hasWork(draft.world, identifier) && !messages.some((message) => message.kind === "question"))) return;
  patchLoader(draft, { messages: loader.messages.map((message) => (message.identifier === identifier ? { ...message, woken: true } : message)) });
  const tasks = [...new Set(messages.flatMap((message) => (message.task === null ? [] : [message.task])))];
  const mode = process.state === "suspended" ? "resume" : process.state === "running" ? "running" : "launch";
  const text = { launch: "launches the extension in the background", resume: "resumes the extension", running: "tells the running extension" }[mode];
  const why = messages.some((message) => message.kind === "question") ? `a transfer of "${identifier}" needs its delegate`
    : hasWork(draft.world, identifier) ? `${tasks.length === 1 ? "a transfer" : "transfers"} of "${identifier}" ${tasks.length === 1 ? "has" : "have"} ended, and others have not`
    : `all transfers of "${identifier}" have ended`;
  const line = draft.say("daemon", "events-waiting", `${text}: ${why}`, { identifier, tasks }, { source: null });
  // [H8] Just before the event is delivered.
  if (mode !== "running") raiseLimiter(draft);
  patchProcess(draft, { wakes: added(draft.world.process.wakes, { wake: draft.id("wake"), identifier, mode, line, parkedSaid: false, completions: [], begun: false, closures: 0, finishSent: false, open: true }) });
  needProcess(draft, "events", line);
}
