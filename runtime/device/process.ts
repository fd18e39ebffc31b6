/**
 * Operations on the extension's process that several actors perform: keeping it running, giving it
 * something to run, suspending and terminating it.
 *
 * The process runs as long as something keeps it: a provider request without an answer, or a wake
 * without its completions. After that it has a short grace period and is suspended.
 */
import { without, withoutFirst } from "../base/list.ts";
import { duration } from "../base/time.ts";
import type { Callback } from "../model/guest.ts";
import type { Draft } from "../model/outcome.ts";
import type { CallbackMark, TerminationReason } from "../model/trace.ts";
import type { Session, Waiting } from "../model/world.ts";
import { callbackTitle, deviceTime, endWake, enqueue, IDLE_GUEST, IDLE_PROCESS, isAtRest, isKept, patchProcess, patchWake } from "./process-state.ts";
import { connectedSession, flushMessages, messageData, freezeInline, inlineTasksOf, loseInline, parkedMessages, promiseWakes, releaseMessages, thawInline, wakeAgain } from "./transfers.ts";

/** Makes the process run: launches it, resumes it, or gives it a turn. */
export function needProcess(draft: Draft, reason: "provider" | "events", cause: number | null): void {
  const { process } = draft.world;
  if (process.state === "running") turn(draft);
  else if (process.state === "suspended") resume(draft, reason, cause);
  else if (process.state === "not-running") {
    const launch = process.launch + 1;
    patchProcess(draft, { state: "launching", launch, cause });
    draft.promise({ kind: "process-started", launch, reason }, draft.world.device.settings.launchTime, { cause });
  }
}

function resume(draft: Draft, reason: "provider" | "events", cause: number | null): void {
  const { process } = draft.world;
  const after = process.suspendedAt === null ? 0 : draft.at - process.suspendedAt;
  const line = draft.say("extension", "process-resumed", `life ${process.launch} runs again, with its memory as it was`, { life: process.launch, reason, after }, { cause, source: null });
  patchProcess(draft, { state: "running", suspendedAt: null, cause: line });
  // [F11] Sessions that are still there receive what has waited; where a wake begins, its closure comes first.
  const waking = process.wakes.filter((wake) => !wake.begun).map((wake) => wake.identifier);
  for (const { identifier } of draft.world.loader.identifiers) if (!waking.includes(identifier)) flushMessages(draft, identifier, line);
  draft.withdraw((event) => event.kind === "intervention" && event.suspendedSince !== null);
  thawInline(draft, duration(after), line);
  turn(draft);
}

/**
 * Lets the process do the next thing it has: begin a wake, go to sleep when nothing keeps it, run a
 * promise job, enter the next callback, or announce that a wake's events were delivered.
 */
export function turn(draft: Draft): void {
  if (draft.world.process.state !== "running" || draft.world.process.running !== null) return;
  beginWakes(draft);
  // What has not been evaluated yet has had no runtime to be at the end of.
  if (!isKept(draft.world) && draft.world.process.registration !== null) {
    // [A20] A debugger prevents suspension.
    if (draft.world.device.debugger) endGrace(draft);
    else if (draft.world.process.grace === 0) return suspend(draft, draft.world.process.handled ? "completed" : "idle");
    else if (draft.world.process.graceToken === 0) startGrace(draft);
  } else if (isKept(draft.world)) endGrace(draft);
  const { process } = draft.world;
  // Jobs first: a promise continues before the system's next call, as in any JavaScript engine.
  if (process.jobs) return enter(draft, { callback: { name: "job" }, cause: process.cause, message: null });
  const [next] = process.waiting;
  if (next) {
    patchProcess(draft, { waiting: withoutFirst(process.waiting) });
    return enter(draft, next);
  }
  if (finishWakes(draft)) turn(draft);
}

function startGrace(draft: Draft): void {
  const token = draft.id("serial");
  patchProcess(draft, { graceToken: token });
  draft.promise({ kind: "grace-over", token }, draft.world.process.grace, { cause: draft.world.process.cause });
}

function endGrace(draft: Draft): void {
  if (draft.world.process.graceToken === 0) return;
  patchProcess(draft, { graceToken: 0 });
  draft.withdraw((event) => event.kind === "grace-over");
}

function enter(draft: Draft, { callback, cause, message, source = null }: Waiting): void {
  const now = deviceTime(draft.world);
  const mark: CallbackMark = { callback: draft.id("serial"), name: callback.name, title: callbackTitle(callback) };
  const line = callback.name === "job" || callback.name === "matches" ? null : sayBegins(draft, mark, callback, cause);
  patchProcess(draft, {
    running: { mark, callback, line, message, source, now },
    jobsRun: callback.name === "job" ? draft.world.process.jobsRun + 1 : 0,
    jobs: false,
  });
  draft.patchGuest({ input: { kind: "callback", now, callback }, hostCalls: 0 });
  if (callback.name === "getSnapshot" || callback.name === "getTimeline") {
    draft.patch({ host: { ...draft.world.host, requests: draft.world.host.requests.map((each) => (each.request === callback.request ? { ...each, state: "asked" } : each)) } });
    draft.promise({ kind: "provider-expired", request: callback.request }, draft.world.device.settings.providerDeadline, { cause: line });
  }
}

function sayBegins(draft: Draft, mark: CallbackMark, callback: Callback, cause: number | null): number {
  let wake: number | null = null;
  let from = cause;
  if (callback.name === "onBackgroundURLSessionEvents") {
    const owner = draft.world.process.wakes.find((each) => each.completions.some((completion) => completion.handle === callback.handle));
    wake = owner?.wake ?? null;
    if (owner) {
      patchWake(draft, owner.wake, { closures: owner.closures - 1 });
      const source = draft.world.process.registration?.handlers[callback.handler]?.source ?? null;
      from = draft.say("extension", "events-delivered", `hands the events of "${callback.identifier}" and their completion to the closure`, { wake: owner.wake, handle: callback.handle, handler: callback.handler, identifier: callback.identifier }, { cause, source });
    }
  }
  const task = callback.name === "delegate" ? callback.message.task : callback.name === "reply" && callback.reply.kind === "transfer" ? callback.reply.task : null;
  return draft.say("extension", "callback-begins", sentenceFor(callback), {
    // One by one: an object that begins with a spread keeps what follows in a second one.
    callback: mark.callback, name: mark.name, title: mark.title, wake,
    session: callback.name === "delegate" ? callback.session : null,
    method: callback.name === "delegate" ? callback.method : null,
    task: task?.task ?? null,
    block: callback.name === "block" ? callback.block : null,
    request: callback.name === "getSnapshot" || callback.name === "getTimeline" ? callback.request : null,
    status: task?.response?.status ?? null,
    error: callback.name === "delegate" ? callback.message.error : callback.name === "reply" && callback.reply.kind === "transfer" ? callback.reply.error : null,
  }, { cause: from, source: callback.name === "onBackgroundURLSessionEvents" ? (draft.world.process.registration?.handlers[callback.handler]?.source ?? null) : null });
}

function sentenceFor(callback: Callback): string {
  switch (callback.name) {
    case "main": return "starts: evaluates the program and the widget's configuration";
    case "placeholder": return "is asked for a placeholder";
    case "getSnapshot": return "is asked for a snapshot";
    case "getTimeline": return "is asked for a timeline";
    case "onBackgroundURLSessionEvents": return `runs the closure of onBackgroundURLSessionEvents for "${callback.identifier}"`;
    case "delegate": return `tells the delegate ${callbackTitle(callback)}`;
    case "reply": return callback.reply.kind === "transfer" ? "runs the completion handler of a request" : "runs a completion handler";
    case "block": return "runs a queued block";
    case "matches": return "asks a matching predicate";
    case "job": return "runs a promise job";
  }
}

/** [A11] [F8] The closure comes first, the delegate's messages follow. */
function beginWakes(draft: Draft): void {
  const { registration, launch } = draft.world.process;
  if (!registration) return;
  for (const wake of draft.world.process.wakes) {
    if (wake.begun || !wake.open) continue;
    const connected = connectedSession(draft.world, wake.identifier) !== null;
    const line = draft.say("extension", "wake-begins", `life ${launch} has events waiting for "${wake.identifier}"`, { wake: wake.wake, identifier: wake.identifier, mode: wake.mode, connected }, { cause: wake.line, source: null });
    const { settings } = draft.world.device;
    // [F12] On its own queue, an existing session's delegate may be faster than the closure.
    const overtaken = !settings.closureFirst && connected;
    if (overtaken) flushMessages(draft, wake.identifier, line);
    const finishSent = overtaken && tellEventsFinished(draft, wake.identifier, line);
    let closures = 0;
    const completions: { handle: number; called: number }[] = [];
    registration.handlers.forEach((handler, index) => {
      // [M14]
      if (settings.matchingHandlers === "first" && completions.length > 0) return;
      if (handler.matching.kind === "predicate") {
        closures++;
        enqueue(draft, { name: "matches", handler: index, identifier: wake.identifier }, line);
      } else if (handler.matching.kind === "all" || handler.matching.value === wake.identifier) {
        closures++;
        const handle = draft.id("handle");
        completions.push({ handle, called: 0 });
        enqueue(draft, { name: "onBackgroundURLSessionEvents", handler: index, identifier: wake.identifier, handle }, line);
      }
    });
    patchWake(draft, wake.wake, { begun: true, line, closures, completions, finishSent });
    if (closures === 0) sayUnmatched(draft, wake.wake, wake.identifier, line);
    draft.promise({ kind: "wake-expired", wake: wake.wake }, draft.world.device.settings.wakeRuntime, { cause: line });
    flushMessages(draft, wake.identifier, line);
  }
}

/** [F14] Puts the finish-events call in line; `false` when the delegate has no such method. */
function tellEventsFinished(draft: Draft, identifier: string, cause: number | null): boolean {
  const session = connectedSession(draft.world, identifier);
  const method = "urlSessionDidFinishEventsForBackgroundURLSession";
  if (!session?.delegate?.methods.includes(method)) return false;
  enqueue(draft, { name: "delegate", session: session.session, method, message: messageData() }, cause);
  return true;
}

export function sayUnmatched(draft: Draft, wake: number, identifier: string, cause: number | null): void {
  draft.say("extension", "events-unmatched", `has no onBackgroundURLSessionEvents that matches "${identifier}"`, { wake, identifier }, { cause, source: null });
}

/**
 * When nothing is left to run: tells the delegate that a wake's events were delivered [F14], and
 * ends wakes that nobody answers. Returns whether there is something to run again.
 */
function finishWakes(draft: Draft): boolean {
  let more = false;
  for (const wake of draft.world.process.wakes) {
    if (!wake.open || !wake.begun || wake.closures > 0) continue;
    const session = connectedSession(draft.world, wake.identifier);
    const parked = parkedMessages(draft.world, wake.identifier).length;
    if (session && parked === 0 && !wake.finishSent) {
      patchWake(draft, wake.wake, { finishSent: true });
      if (tellEventsFinished(draft, wake.identifier, wake.line)) {
        more = true;
        continue;
      }
    }
    if (wake.completions.length === 0) {
      endWake(draft, wake.wake, "unmatched", wake.line);
      more = true;
    } else if (!session && parked > 0 && !wake.parkedSaid) {
      patchWake(draft, wake.wake, { parkedSaid: true });
      draft.say("daemon", "events-parked", `keeps ${parked} message${parked === 1 ? "" : "s"}: life ${draft.world.process.launch} has no session "${wake.identifier}"`, { identifier: wake.identifier, messages: parked }, { cause: wake.line, source: null });
    }
  }
  return more;
}

export function suspend(draft: Draft, reason: "idle" | "completed" | "intervention", cause: number | null = draft.cause): void {
  const { process } = draft.world;
  const inlineTasks = inlineTasksOf(draft.world).map((task) => task.task);
  const because = reason === "intervention" ? "" : reason === "completed" ? ": event handling is over" : ": nothing keeps it running";
  const line = draft.say("extension", "process-suspended", `life ${process.launch} is suspended${because}`, { life: process.launch, reason, inlineTasks, busy: !isAtRest(process) }, { cause, source: null });
  endGrace(draft);
  patchProcess(draft, { state: "suspended", suspendedAt: draft.at, handled: false });
  freezeInline(draft, line);
  promiseWakes(draft, line);
}

/** Ends the process without running any of its code [A6]. Everything in its memory is gone [A8]. */
export function terminate(draft: Draft, reason: TerminationReason, cause: number | null = draft.cause): void {
  const { process, loader, host } = draft.world;
  const launch = process.launch;
  const sessions = loader.sessions.filter((session) => session.launch === launch).map((session) => session.session);
  const completions = process.wakes.flatMap((wake) => wake.completions.filter((completion) => completion.called === 0).map((completion) => completion.handle));
  const inlineTasks = inlineTasksOf(draft.world).map((task) => task.task);
  const requests = host.requests.filter((request) => request.state === "asked" || request.state === "queued").map((request) => request.request);
  const why = { "intervention": "", "runtime-expired": ": its runtime was over and the completion had not been called", "provider-deadline": ": the provider did not answer in time", "memory": ": it held more memory than it may", "crash": ": it crashed" }[reason];
  const line = draft.say("extension", "process-terminated", `life ${launch} is terminated${why}; its memory is gone`, {
    life: launch, reason, busy: process.state !== "launching" && (process.running !== null || process.waiting.length > 0 || process.jobs), lost: { sessions, completions, inlineTasks, requests, blocks: process.blocks, callback: process.running?.mark ?? null },
  }, { cause, source: null });
  const how = reason === "runtime-expired" ? "expired" : "terminated";
  for (const wake of process.wakes) {
    if (wake.begun) endWake(draft, wake.wake, how, line);
    else wakeAgain(draft, wake.identifier);
  }
  loseInline(draft, line);
  draft.patch({ guest: IDLE_GUEST, process: { ...IDLE_PROCESS, launch, grace: draft.world.device.settings.graceAfterAnswer }, host: { ...draft.world.host, unusable: [] } });
  forgetSessions(draft);
  draft.withdraw((event) => OF_PROCESS.has(event.kind) || (event.kind === "intervention" && event.suspendedSince !== null));
  releaseMessages(draft, line);
  voidRequests(draft, requests, line);
}

/** Promises that nobody is left to receive. */
const OF_PROCESS: ReadonlySet<string> = new Set(["grace-over", "block-due", "process-started", "session-ends", "placeholder-answered"]);

/**
 * The session objects are gone; of each background identifier the daemon remembers how the latest was
 * configured, under a number below zero. The next life counts its sessions, requests, completions and
 * wakes from 1 again: nothing is left that bears such a number, and learner code in it is told the same
 * whatever earlier lives did.
 */
function forgetSessions(draft: Draft): void {
  const { loader } = draft.world;
  const sessions = loader.identifiers.flatMap(({ identifier }, index): Session[] => {
    const latest = loader.sessions.findLast((session) => session.configuration.identifier === identifier);
    return latest ? [{ ...latest, session: -1 - index, state: "invalid" }] : [];
  });
  const remembered = new Map(sessions.map((session) => [session.configuration.identifier, session.session]));
  const tasks = loader.tasks.map((task) => {
    const session = remembered.get(task.background) ?? 0;
    return task.session === session ? task : { ...task, session };
  });
  draft.patch({ loader: { ...loader, sessions, tasks }, counts: { ...draft.world.counts, session: 0, handle: 0, request: 0, wake: 0 } });
}

/** The host's requests die with the process; it asks again much later [B20]. */
function voidRequests(draft: Draft, requests: readonly number[], cause: number): void {
  for (const number of requests) {
    const request = draft.world.host.requests.find((each) => each.request === number);
    if (!request) continue;
    draft.patch({ host: { ...draft.world.host, requests: without(draft.world.host.requests, (each) => each.request === number) } });
    draft.withdraw((event) => event.kind === "provider-expired" && event.request === number);
    if (request.kind !== "placeholder") draft.promise({ kind: "provider-failed", instance: request.instance }, duration(0), { cause });
  }
}
