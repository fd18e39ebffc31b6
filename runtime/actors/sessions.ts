/**
 * What learner code asks of URLSession: sessions and tasks are made, resumed and cancelled here.
 * How a transfer then goes on is in daemon.ts.
 */
import { assert } from "../base/assert.ts";
import { added } from "../base/list.ts";
import { duration, instant, START } from "../base/time.ts";
import { dropQuestions } from "../device/asking.ts";
import { isEntitled } from "../device/files.ts";
import { terminate } from "../device/process.ts";
import { deviceTime, enqueue } from "../device/process-state.ts";
import { interrupt, uploadSize } from "../device/loading.ts";
import { readResumeData, resumeDataOf } from "../device/resume-data.ts";
import { connectedSession, findTask, flushMessages, isUnderWay, messageData, patchTask, promiseWakes, shortAddress, taskData, urlError } from "../device/transfers.ts";
import type { ConfigurationData, ErrorData, HostCall } from "../model/host-call.ts";
import type { Draft } from "../model/outcome.ts";
import type { LineData } from "../model/trace.ts";
import type { Loader, Session, Task } from "../model/world.ts";

type OwnedCall = Extract<HostCall, { name: `session-${string}` | `task-${string}` | "configuration-changed" }>;

export function callSessions(draft: Draft, call: OwnedCall): void {
  switch (call.name) {
    case "session-create": return create(draft, call);
    case "session-invalidate": return invalidate(draft, call.session, call.cancel);
    case "session-tasks": return tasks(draft, call.session, call.token);
    case "configuration-changed":
      // [D3] The session has its own copy.
      draft.say("extension", "configuration-ignored", `changes ${call.key} of a configuration whose session exists: nothing happens`, { session: call.session, key: call.key });
      return draft.answer();
    case "task-create": return createTask(draft, call);
    case "task-resume": return resume(draft, taskOf(draft, call.task));
    case "task-suspend": return suspendTask(draft, taskOf(draft, call.task));
    case "task-cancel": return cancel(draft, taskOf(draft, call.task));
    case "task-describe":
      patchTask(draft, call.task, { description: call.description });
      return draft.answer();
    case "task-read": return answerTask(draft, call.task);
    case "task-schedule": return schedule(draft, taskOf(draft, call.task), call.earliestBeginDate);
    case "task-cancel-producing": return cancelProducing(draft, taskOf(draft, call.task), call.token);
  }
}

const patchLoader = (draft: Draft, change: Partial<Loader>): void => draft.patch({ loader: { ...draft.world.loader, ...change } });

function taskOf(draft: Draft, number: number): Task {
  const task = findTask(draft.world, number);
  assert(task !== undefined, `the guest names a task that does not exist: ${number}`);
  return task;
}

const answerTask = (draft: Draft, number: number): void => draft.answer(taskData(draft.world, taskOf(draft, number)));

function sessionOf(draft: Draft, number: number): Session {
  const session = draft.world.loader.sessions.find((each) => each.session === number);
  assert(session !== undefined, `the guest names a session that does not exist: ${number}`);
  return session;
}

/** An Objective-C exception: no Swift code can catch it, so the process crashes here [PF7]. */
function raise(draft: Draft, rule: LineData["exception-raised"]["rule"], reason: string): void {
  const line = draft.say("extension", "exception-raised", `raises NSGenericException: ${reason}`, { name: "NSGenericException", rule, reason });
  terminate(draft, "crash", line);
}

function create(draft: Draft, call: Extract<OwnedCall, { name: "session-create" }>): void {
  const { configuration } = call;
  const { launch } = draft.world.process;
  if (configuration.kind === "background" && !configuration.identifier) return raise(draft, "other", "A background session needs an identifier that is not empty.");
  const live = configuration.identifier === null ? null : connectedSession(draft.world, configuration.identifier);
  if (live && configuration.identifier !== null && draft.world.device.settings.duplicateIdentifier === "reuse") {
    // [D8] [M3] The first session, with its old delegate, is what one gets.
    draft.say("extension", "session-reused", `A background URLSession with identifier ${configuration.identifier} already exists!`, { session: live.session, identifier: configuration.identifier });
    return draft.answer({ session: live.session, reused: true });
  }
  const session: Session = { session: draft.id("session"), launch, configuration, delegate: call.delegate, queue: call.queue, state: "valid", invalidTold: false };
  patchLoader(draft, { sessions: added(draft.world.loader.sessions, session) });
  const what = configuration.kind === "background" ? `a background session "${configuration.identifier}"` : `${configuration.kind === "ephemeral" ? "an" : "a"} ${configuration.kind} session`;
  const line = draft.say("extension", "session-created", `creates ${what}`, { session: session.session, life: launch, configuration, granted: !lacksContainer(draft, configuration), delegate: call.delegate?.type ?? null });
  draft.answer({ session: session.session, reused: false });
  if (configuration.identifier !== null) connect(draft, session, configuration.identifier, line);
}

/** [D16] The daemon's work for the identifier is associated with the new session again. */
function connect(draft: Draft, session: Session, identifier: string, cause: number): void {
  const { configuration } = session;
  const { loader, app, process, device } = draft.world;
  // [D12] Only one process may be connected; the second one is refused.
  if (app.state !== "not-running" && app.sessions.includes(identifier)) {
    const line = draft.say("daemon", "session-in-use", `refuses the session "${identifier}": the containing app has it open`, { session: session.session, identifier, holder: "app" }, { cause });
    return reject(draft, session, urlError(-996, "The background session is in use by another process."), "another process has it open", line);
  }
  const identity = { identifier, sendsLaunchEvents: configuration.sessionSendsLaunchEvents, sharedContainer: configuration.sharedContainerIdentifier, methods: session.delegate?.methods ?? [] };
  const known = loader.identifiers.some((each) => each.identifier === identifier);
  patchLoader(draft, {
    identifiers: known ? loader.identifiers.map((each) => (each.identifier === identifier ? { ...each, ...identity } : each)) : added(loader.identifiers, { ...identity, wake: null, failures: 0 }),
    tasks: loader.tasks.map((task) => (task.background === identifier ? { ...task, session: session.session } : task)),
  });
  if (device.settings.sharedContainer === "strict" && lacksContainer(draft, configuration)) {
    return reject(draft, session, urlError(-995, "The shared container is missing or not entitled."), "it names no app group of the extension", cause);
  }
  // [M20]
  if (device.settings.messagesWithoutWake === "kept" && !process.wakes.some((wake) => wake.identifier === identifier)) return;
  flushMessages(draft, identifier, cause);
}

/** [D15] [M2] The extension's background session must name an app group it is entitled to. */
function lacksContainer(draft: Draft, configuration: ConfigurationData): boolean {
  const group = configuration.sharedContainerIdentifier;
  return group === null || !isEntitled(draft.world, group);
}

function reject(draft: Draft, session: Session, error: ErrorData, why: string, cause: number): void {
  patchLoader(draft, { sessions: draft.world.loader.sessions.map((each) => (each.session === session.session ? { ...each, state: "invalid" } : each)) });
  const line = draft.say("daemon", "session-invalidated", `makes the session "${session.configuration.identifier}" invalid: ${why} (${error.code})`, { session: session.session, identifier: session.configuration.identifier, error }, { cause });
  tellInvalid(draft, session, error, line);
}

function tellInvalid(draft: Draft, session: Session, error: ErrorData | null, cause: number): void {
  if (!session.delegate?.methods.includes("urlSessionDidBecomeInvalidWithError")) return;
  enqueue(draft, { name: "delegate", session: session.session, method: "urlSessionDidBecomeInvalidWithError", message: messageData({ error }) }, cause);
}

/** [D22] [D23] Existing tasks are cancelled first when asked; the invalid callback is the last one. */
function invalidate(draft: Draft, number: number, cancelTasks: boolean): void {
  const session = sessionOf(draft, number);
  draft.answer();
  // [D24]
  if (session.configuration.kind === "shared" || session.state !== "valid") return;
  const own = draft.world.loader.tasks.filter((task) => task.session === number && isOutstanding(task));
  // [M4]
  const first = cancelTasks && draft.world.device.settings.invalidCallback === "first";
  if (first) tellInvalid(draft, session, null, draft.world.process.running?.line ?? 0);
  if (cancelTasks) for (const task of own) draft.promise({ kind: "transfer-cancelled", task: task.task, userInfo: {} }, duration(0));
  patchLoader(draft, { sessions: draft.world.loader.sessions.map((each) => (each.session === number ? { ...each, state: "finishing", invalidTold: first } : each)) });
  if (own.length === 0 || cancelTasks) draft.promise({ kind: "session-ends", session: number }, duration(0));
}

/** [D26] Only outstanding tasks, answered later on the delegate queue. */
function tasks(draft: Draft, number: number, token: number): void {
  const session = sessionOf(draft, number);
  const outstanding = draft.world.loader.tasks.filter((task) => task.session === number && task.launch <= session.launch && isOutstanding(task));
  enqueue(draft, { name: "reply", token, reply: { kind: "tasks", tasks: outstanding.map((task) => taskData(draft.world, task)) } }, draft.world.process.running?.line ?? null);
  draft.answer();
}

function createTask(draft: Draft, call: Extract<OwnedCall, { name: "task-create" }>): void {
  const session = sessionOf(draft, call.session);
  const background = session.configuration.kind === "background";
  // [D11] [E12] [E13] [E15]
  if (session.state !== "valid") return raise(draft, "session-valid", "Task created in a session that has been invalidated");
  if (background && call.style !== "delegate") return raise(draft, "delegate-based-tasks", "Completion handler blocks are not supported in background sessions. Use a delegate instead.");
  const { settings } = draft.world.device;
  if (background && call.kind === "data" && settings.backgroundDataTasks === "exception") return raise(draft, "transfer-kind", "Data tasks are not supported in background sessions.");
  if (background && call.kind === "upload" && call.fromData && settings.uploadFromData === "exception") return raise(draft, "transfer-kind", "Upload tasks from NSData are not supported in background sessions");
  const { loader } = draft.world;
  const identifier = session.configuration.identifier;
  // [E14] A data task never leaves the process, not even in a background session.
  const outlives = background && call.kind !== "data" && !call.fromData;
  // Numbers go up, so the latest sibling has the highest [D28].
  const sibling = loader.tasks.findLast((task) => task.session === call.session || (identifier !== null && task.background === identifier));
  const number = draft.id("task");
  const request = requestOf(call, session);
  const line = draft.say("extension", "task-created", `creates ${background ? "a background" : "an inline"} ${call.kind} task for ${shortAddress(request.url)}`, {
    task: number, session: call.session, identifier, background, kind: call.kind, style: call.style, url: request.url,
  });
  const task: Task = {
    task: number, identifier: (sibling?.identifier ?? 0) + 1, background: outlives ? identifier : null,
    session: call.session, launch: draft.world.process.launch, kind: call.kind, style: call.style, token: call.token,
    state: "suspended", suspensions: 1, request, current: request, description: null, fromFile: call.fromFile, upload: null, sent: 0, toSend: 0,
    earliestBegin: null, limitedUntil: START, delayAsked: false, redirects: 0, rejections: 0, trusted: false, kept: null, base: 0, resume: call.resumeData === null ? null : readResumeData(call.resumeData),
    phase: "created", held: null, attempt: 0, recording: null, response: null, error: null, received: 0, expected: -1,
    since: draft.at, due: null, resumedAt: null, startedAt: null, location: null, resumeSource: draft.source, line,
  };
  patchLoader(draft, { tasks: added(draft.world.loader.tasks, task) });
  // [D15] [M2] The other position: the session is good, its tasks are not.
  if (background && settings.sharedContainer === "task-error" && lacksContainer(draft, session.configuration)) {
    draft.promise({ kind: "transfer-breaks", task: number, code: -995 }, duration(0), { cause: line });
  }
  answerTask(draft, number);
}

/** [E10] Resume data knows its own address. */
function requestOf(call: Extract<OwnedCall, { name: "task-create" }>, session: Session): Task["request"] {
  const data = call.resumeData === null ? null : readResumeData(call.resumeData);
  return withHeaders(data === null ? call.request : { ...call.request, url: data === "unusable" ? "" : data.url }, session);
}

const isOutstanding = (task: Task): boolean => task.phase !== "ended" && task.phase !== "lost";

const withHeaders = (request: Task["request"], session: Session): Task["request"] =>
  Object.keys(session.configuration.httpAdditionalHeaders).length === 0 ? request : { ...request, headers: { ...session.configuration.httpAdditionalHeaders, ...request.headers } };

/** [E1] Nothing happens before `resume()`. [E3] Suspensions nest. [E6] After the end it does nothing. */
function resume(draft: Draft, task: Task): void {
  // An end is news, and so is a date that follows the device's clock: all else of it the guest knows.
  const answer = (): void => (task.state === "completed" || task.earliestBegin !== null ? answerTask(draft, task.task) : draft.answer());
  if (task.state !== "suspended") return answer();
  if (task.suspensions > 1) {
    patchTask(draft, task.task, { suspensions: task.suspensions - 1 });
    return answer();
  }
  const background = task.background !== null;
  const line = draft.say("extension", "task-resumed", background ? `hands the request for ${shortAddress(task.request.url)} to the daemon` : `starts loading ${shortAddress(task.request.url)} in its own process`, { task: task.task, background });
  const attempt = task.attempt + 1;
  const upload = task.upload ?? (task.kind !== "upload" ? null : task.fromFile === null ? task.request.body : (draft.world.disk.files[task.fromFile]?.content ?? null));
  patchTask(draft, task.task, { state: "running", suspensions: 0, phase: "waiting", held: null, upload, toSend: uploadSize(upload), attempt, limitedUntil: draft.world.loader.limiter.until, since: draft.at, resumedAt: task.resumedAt ?? draft.at, resumeSource: draft.source, line });
  const session = sessionOf(draft, task.session);
  draft.promise({ kind: "transfer-begins", task: task.task, attempt }, background ? draft.world.device.settings.transferStartDelay : duration(0), { cause: line });
  if (task.resumedAt === null) draft.promiseDeadline(task.task, duration(session.configuration.timeoutIntervalForResource * 1000), line);
  answer();
}

/** [E3] [E4] No traffic and no timeout while it is suspended; what has come is kept where it is of use. */
function suspendTask(draft: Draft, task: Task): void {
  if (task.state === "running") {
    const line = draft.say("extension", "task-suspended", `suspends the request for ${shortAddress(task.request.url)}`, { task: task.task });
    interrupt(draft, task);
    // What its delegate was asked is void: it is asked again when the request is made again.
    const isAsking = draft.world.loader.questions.some((question) => question.task === task.task && question.kind === "delayed");
    dropQuestions(draft, task.task);
    draft.withdrawDeadline(task.task);
    patchTask(draft, task.task, { state: "suspended", suspensions: 1, phase: "created", resumedAt: null, ...(isAsking ? { delayAsked: false } : {}) });
    promiseWakes(draft, line);
  } else if (task.state === "suspended") patchTask(draft, task.task, { suspensions: task.suspensions + 1 });
  answerTask(draft, task.task);
}

/** [E20] Only in background sessions; no earlier than the date, and no promise when. */
function schedule(draft: Draft, task: Task, date: number | null): void {
  const earliest = date === null ? null : instant(draft.at + date - deviceTime(draft.world));
  draft.say("extension", "task-scheduled", date === null ? "lets the request begin at any time" : `lets the request begin no earlier than ${new Date(date).toISOString().slice(11, 19)}`, { task: task.task, earliest });
  patchTask(draft, task.task, { earliestBegin: earliest });
  answerTask(draft, task.task);
}

/** [E8] The closure gets the data or nil; the end is reported as for any cancelled task. */
function cancelProducing(draft: Draft, task: Task, token: number): void {
  const made = task.state === "running" ? resumeDataOf(task, draft.at) : null;
  const line = draft.say("extension", "resume-data-made", made ? `keeps resume data: ${made.offset} bytes have come` : "gets no resume data: this download can't be resumed", { task: task.task, offset: made?.offset ?? null });
  enqueue(draft, { name: "reply", token, reply: { kind: "resume-data", data: made?.content ?? null } }, line);
  cancel(draft, task, made ? { NSURLSessionDownloadTaskResumeData: "utf8" in made.content ? made.content.utf8 : "" } : {});
}

/** [E5] Returns at once; the end is reported later, with -999. */
function cancel(draft: Draft, task: Task, userInfo: ErrorData["userInfo"] = {}): void {
  if (task.state === "running" || task.state === "suspended") {
    const line = draft.say("extension", "task-cancelled", `cancels the request for ${shortAddress(task.request.url)}`, { task: task.task });
    patchTask(draft, task.task, { state: "canceling", ...(isUnderWay(task) ? {} : { phase: "waiting" as const }) });
    draft.promise({ kind: "transfer-cancelled", task: task.task, userInfo }, duration(0), { cause: line });
  }
  answerTask(draft, task.task);
}
