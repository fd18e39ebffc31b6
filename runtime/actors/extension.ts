/**
 * The extension's process: launches it, gives its callbacks their turn, and takes what they return.
 * It owns what the guest did, the wakes for background events, and queued blocks.
 */
import { assert } from "../base/assert.ts";
import { GUEST_LIMITS } from "../base/limits.ts";
import { added } from "../base/list.ts";
import { nextRandom } from "../base/random.ts";
import { duration, later } from "../base/time.ts";
import { sayUnmatched, suspend, terminate, turn } from "../device/process.ts";
import { endWake, enqueue, isKept, patchProcess, patchWake } from "../device/process-state.ts";
import { acknowledge, removeTemporary } from "../device/transfers.ts";
import type { Event } from "../model/event.ts";
import type { GuestFailure, Registration } from "../model/guest.ts";
import type { HostCall } from "../model/host-call.ts";
import type { Draft } from "../model/outcome.ts";
import type { Running, World } from "../model/world.ts";

type Owned = Extract<Event, { kind: "guest-returned" | "guest-failed" | "process-started" | "grace-over" | "wake-expired" | "block-due" }>;
type OwnedCall = Extract<HostCall, { name: "events-complete" | "dispatch" | "console" | "reject" | "chance" }>;

export function stepExtension(draft: Draft, event: Owned): void {
  switch (event.kind) {
    case "process-started": return started(draft, event);
    case "guest-returned": return returned(draft, event);
    case "guest-failed": return failed(draft, event.failure);
    case "grace-over": return graceOver(draft, event.token);
    case "wake-expired": return wakeExpired(draft, event.wake);
    case "block-due": return blockDue(draft, event);
  }
}

/** [A12] A launch evaluates the program and the configuration before anything else. */
function started(draft: Draft, event: Extract<Owned, { kind: "process-started" }>): void {
  if (draft.world.process.state !== "launching" || draft.world.process.launch !== event.launch) return;
  const line = draft.say("extension", "process-launched", `life ${event.launch} begins, with empty memory`, { life: event.launch, reason: event.reason }, { cause: draft.world.process.cause, source: null });
  const { waiting } = draft.world.process;
  patchProcess(draft, { state: "running", cause: line, waiting: [{ callback: { name: "main" }, cause: line, message: null }, ...waiting], grace: draft.world.device.settings.graceAfterAnswer });
  turn(draft);
}

function returned(draft: Draft, event: Extract<Owned, { kind: "guest-returned" }>): void {
  const running = endCallback(draft, false);
  // Promise jobs go on with what this callback began.
  patchProcess(draft, { jobs: event.jobs, memory: event.memory, ...(event.jobs && running.line !== null ? { cause: running.line } : {}) });
  if (event.jobs && draft.world.process.jobsRun >= GUEST_LIMITS.jobs) {
    return failed(draft, { code: "job-limit", message: `${GUEST_LIMITS.jobs} promise jobs ran in a row and there are still more: a promise that keeps settling itself?`, source: null, stack: [] }, running);
  }
  if (event.memory > draft.world.device.settings.memoryLimit * 1024 * 1024) {
    return failed(draft, { code: "memory-limit", message: `The extension held ${Math.ceil(event.memory / 1048576)} MB; it may hold ${draft.world.device.settings.memoryLimit} MB.`, source: null, stack: [] }, running);
  }
  const { callback } = running;
  if (callback.name === "main") register(draft, event.value as unknown as Registration);
  else if (callback.name === "placeholder") {
    // The host shows it before the process goes on.
    return draft.promise({ kind: "placeholder-answered", request: callback.request, entry: event.value as never }, duration(0), { cause: running.line });
  } else if (callback.name === "matches") matched(draft, callback.handler, callback.identifier, event.value === true);
  else if (callback.name === "onBackgroundURLSessionEvents" && draft.world.device.settings.suspendAfterClosure) pause(draft, callback.identifier);
  turn(draft);
}

/** [M22] One position: between the closure and the messages the process may rest, until the daemon goes on with the wake. */
function pause(draft: Draft, identifier: string): void {
  const wake = draft.world.process.wakes.find((each) => each.identifier === identifier && each.open);
  if (!wake || wake.closures > 0 || draft.world.device.debugger) return;
  suspend(draft, "idle", wake.line);
  const token = draft.id("serial");
  const { wakeDelay } = draft.world.device.settings;
  const { loader } = draft.world;
  draft.patch({ loader: { ...loader, identifiers: loader.identifiers.map((each) => (each.identifier === identifier ? { ...each, wake: { token, due: later(draft.at, wakeDelay) } } : each)) } });
  draft.promise({ kind: "wake-due", identifier, token }, wakeDelay, { cause: wake.line });
}

/** Ends the callback in progress: its line, its message, its temporary file [G1]. */
function endCallback(draft: Draft, failedCallback: boolean): Running {
  const { running } = draft.world.process;
  assert(running !== null, "the guest answered although no callback was in progress");
  patchProcess(draft, { running: null });
  draft.patchGuest({ input: null });
  let line = running.line;
  if (running.line !== null) {
    line = draft.say("extension", "callback-ends", failedCallback ? `${running.mark.title} ends with a failure` : `${running.mark.title} returns`, { callback: running.mark.callback, name: running.mark.name, title: running.mark.title, failed: failedCallback }, { cause: running.line, source: null });
  }
  const { callback } = running;
  if (!failedCallback && running.message !== null) acknowledge(draft, running.message, line);
  if (!failedCallback && callback.name === "reply" && callback.reply.kind === "transfer" && callback.reply.location) removeTemporary(draft, callback.reply.location, callback.reply.task.task, line);
  if (!failedCallback && running.message === null && callback.name === "delegate" && callback.message.location && callback.message.task) removeTemporary(draft, callback.message.location, callback.message.task.task, line);
  return running;
}

function register(draft: Draft, registration: Registration): void {
  patchProcess(draft, { registration });
  registration.handlers.forEach((handler, index) => {
    const kind = registration.widgets[handler.widget]?.kind ?? "";
    const what = handler.matching.kind === "string" ? `for "${handler.matching.value}"` : handler.matching.kind === "all" ? "for every identifier" : "with a predicate";
    draft.say("extension", "handler-registered", `registers onBackgroundURLSessionEvents ${what}`, { handler: index, kind, matching: handler.matching }, { source: handler.source });
  });
  if (!draft.world.host.placed) draft.promise({ kind: "widgets-placed" }, duration(0), { cause: draft.world.process.cause });
}

/** A predicate has spoken: its closure comes next, before any message [F8]. */
function matched(draft: Draft, handler: number, identifier: string, accepts: boolean): void {
  const wake = draft.world.process.wakes.find((each) => each.identifier === identifier && each.open && each.begun);
  if (!wake) return;
  const { settings } = draft.world.device;
  if (!accepts || (settings.matchingHandlers === "first" && wake.completions.length > 0)) {
    patchWake(draft, wake.wake, { closures: wake.closures - 1 });
    if (wake.closures === 1 && wake.completions.length === 0) sayUnmatched(draft, wake.wake, identifier, wake.line);
    return;
  }
  const handle = draft.id("handle");
  patchWake(draft, wake.wake, { completions: added(wake.completions, { handle, called: 0 }) });
  const { waiting } = draft.world.process;
  const place = waiting.findIndex((each) => each.callback.name !== "matches");
  const at = place < 0 ? waiting.length : place;
  patchProcess(draft, { waiting: [...waiting.slice(0, at), { callback: { name: "onBackgroundURLSessionEvents", handler, identifier, handle }, cause: wake.line, message: null }, ...waiting.slice(at)] });
}

/** Learner code failed: on the device the process crashes, and so it does here [B20] [A21]. */
function failed(draft: Draft, failure: GuestFailure, ended?: Running): void {
  const running = ended ?? endCallback(draft, true);
  const line = draft.say("extension", "failure", failure.message, { failure, during: running.mark }, { cause: running.line, source: failure.source });
  terminate(draft, failure.code === "memory-limit" ? "memory" : "crash", line);
}

function graceOver(draft: Draft, token: number): void {
  const { process } = draft.world;
  if (process.state !== "running" || process.graceToken !== token || isKept(draft.world) || draft.world.device.debugger) return;
  if (process.running !== null) return patchProcess(draft, { grace: duration(0), handled: false });
  suspend(draft, "idle");
}

/** [A16] Runtime is over and the completion was not called: terminated, not merely suspended. */
function wakeExpired(draft: Draft, number: number): void {
  const wake = draft.world.process.wakes.find((each) => each.wake === number && each.open);
  if (!wake) return;
  if (wake.completions.length > 0 || wake.closures > 0) {
    // [F24] The system's own words, as UIKit's are, on the console that developers read.
    draft.say("extension", "console", `Warning: the extension received background events for "${wake.identifier}", but the completion handler was never called.`, { level: "warn" }, { cause: wake.line, source: null });
    terminate(draft, "runtime-expired");
  }
  else {
    endWake(draft, number, "unmatched", wake.line);
    turn(draft);
  }
}

function blockDue(draft: Draft, event: Extract<Owned, { kind: "block-due" }>): void {
  const { process } = draft.world;
  if (process.launch !== event.launch || process.state === "not-running" || process.state === "launching") return;
  patchProcess(draft, { blocks: process.blocks - 1 });
  enqueue(draft, { name: "block", block: event.block, queue: event.queue }, event.cause, null, event.source);
  turn(draft);
}

export function callExtension(draft: Draft, call: OwnedCall): void {
  switch (call.name) {
    case "events-complete":
      complete(draft, call.handle);
      // A completion that crashes the process is never answered.
      return draft.world.process.running === null ? undefined : draft.answer();
    case "dispatch": {
      const line = draft.say("extension", "block-queued", `queues a block on ${call.queue}`, { block: call.block, queue: call.queue });
      patchProcess(draft, { blocks: draft.world.process.blocks + 1 });
      const due = { kind: "block-due", launch: draft.world.process.launch, block: call.block, queue: call.queue, cause: line, source: draft.source } as const;
      if (call.delay > 0) draft.promise(due, duration(call.delay), { cause: line });
      else {
        patchProcess(draft, { blocks: draft.world.process.blocks - 1 });
        enqueue(draft, { name: "block", block: call.block, queue: call.queue }, line, null, draft.source);
      }
      return draft.answer();
    }
    case "console":
      draft.say("extension", "console", call.text.length > GUEST_LIMITS.consoleLine ? `${call.text.slice(0, GUEST_LIMITS.consoleLine)}…` : call.text, { level: call.level });
      return draft.answer();
    case "reject":
      draft.say("extension", "rejection-unhandled", `a promise was rejected and nobody caught it: ${call.message}`, { message: call.message });
      return draft.answer();
    case "chance": {
      const { value, state } = nextRandom(draft.world.random);
      draft.patch({ random: state });
      return draft.answer((value * 2 ** 32) | 0);
    }
  }
}

/** Delegate methods run on their session's queue [F1], blocks where they were sent, the rest on main. */
function isOnMain({ process, loader, device }: World): boolean {
  const callback = process.running?.callback;
  if (!callback) return true;
  if (callback.name === "delegate") return loader.sessions.find((session) => session.session === callback.session)?.queue === "main";
  if (callback.name === "block") return callback.queue === "main";
  // A promise goes on where Swift's concurrency pleases; the main actor is where widgets begin one.
  return callback.name !== "onBackgroundURLSessionEvents" || device.settings.closureQueue === "main";
}

/** [A18] [F16] Event handling is over once every completion of the wake was called. */
function complete(draft: Draft, handle: number): void {
  const wake = draft.world.process.wakes.find((each) => each.completions.some((completion) => completion.handle === handle));
  const earlier = draft.world.process.finished.find((each) => each.handle === handle);
  const count = (wake?.completions.find((completion) => completion.handle === handle)?.called ?? earlier?.called ?? 0) + 1;
  // [F22] [Q23] Accepted from any queue; the main one is safe.
  const main = isOnMain(draft.world);
  const line = draft.say("extension", "completion-called", `${count === 1 ? "tells the system that the events were handled" : "calls the events completion again"}${main ? "" : ", not on the main queue"}`, {
    wake: wake?.wake ?? earlier?.wake ?? 0, handle, identifier: wake?.identifier ?? earlier?.identifier ?? "", count, open: wake !== undefined, main,
  });
  // [Q22] [M12]
  if (count > 1 && draft.world.device.settings.completionTwice === "crash") return terminate(draft, "crash", line);
  if (!wake) {
    // [M12] A second call has no effect; it is a misuse that rules look at.
    return patchProcess(draft, { finished: draft.world.process.finished.map((each) => (each.handle === handle ? { ...each, called: count } : each)) });
  }
  const completions = wake.completions.map((completion) => (completion.handle === handle ? { ...completion, called: count } : completion));
  patchWake(draft, wake.wake, { completions });
  if (wake.closures > 0 || completions.some((completion) => completion.called === 0)) return;
  patchProcess(draft, { finished: [...draft.world.process.finished, ...completions.map((completion) => ({ ...completion, wake: wake.wake, identifier: wake.identifier }))] });
  endWake(draft, wake.wake, "completed", line);
}
