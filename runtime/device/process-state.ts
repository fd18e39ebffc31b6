/**
 * The smallest operations on the extension's process: reading it, changing it, putting a callback
 * in line, closing a wake. What moves it on is in process.ts.
 */
import { added, without } from "../base/list.ts";
import type { Duration, Instant } from "../base/time.ts";
import { DELEGATE_SELECTORS } from "../model/host-call.ts";
import type { Callback } from "../model/guest.ts";
import type { Draft } from "../model/outcome.ts";
import type { Position } from "../model/program.ts";
import type { GuestPoint, Process, Wake, World } from "../model/world.ts";

export const IDLE_PROCESS: Process = {
  state: "not-running", launch: 0, running: null, waiting: [], jobs: false, jobsRun: 0,
  registration: null, wakes: [], finished: [], blocks: 0, graceToken: 0, grace: 0 as Duration, handled: false, suspendedAt: null, memory: 0, cause: null,
};

export const IDLE_GUEST: GuestPoint = { life: null, input: null, hostCalls: 0 };

export function patchProcess(draft: Draft, change: Partial<Process>): void {
  draft.patchProcess(change);
}

export function patchWake(draft: Draft, wake: number, change: Partial<Wake>): void {
  patchProcess(draft, { wakes: draft.world.process.wakes.map((each) => (each.wake === wake ? { ...each, ...change } : each)) });
}

/** Milliseconds since 1970: what `Date()` reads on the device. */
export const deviceTime = ({ clock, device }: World): number => device.startsAt + clock;

/** What it read at an instant, or will read. */
export const deviceTimeAt = ({ clock, at, device: { clockStep, startsAt } }: World, instant: Instant): number => startsAt + clock - Math.floor((at - instant) / clockStep) * clockStep;

/** As a Swift developer spells the callback. */
export function callbackTitle(callback: Callback): string {
  switch (callback.name) {
    case "main": return "main()";
    case "placeholder": return "placeholder(in:)";
    case "getSnapshot": return "getSnapshot(in:completion:)";
    case "getTimeline": return "getTimeline(in:completion:)";
    case "matches": return "matching";
    case "onBackgroundURLSessionEvents": return "onBackgroundURLSessionEvents";
    case "delegate": return DELEGATE_SELECTORS[callback.method];
    case "reply": return "completion handler";
    case "block": return "queued block";
    case "job": return "promise job";
  }
}

/** Puts a callback in line. It runs at the process's next turn, which the caller makes happen. */
export function enqueue(draft: Draft, callback: Callback, cause: number | null, message: number | null = null, source: Position | null = null): void {
  patchProcess(draft, { waiting: added(draft.world.process.waiting, { callback, cause, message, source }) });
}

/** What keeps the process running: answers and completions that are owed. */
export function isKept(world: World): boolean {
  return world.process.wakes.some((wake) => wake.open)
    || world.host.requests.some((request) => request.state === "asked" || request.state === "queued");
}

/** Nothing to run: no callback in progress, none waiting, no promise job. */
export function isAtRest(process: Process): boolean {
  return process.state === "running" && process.running === null && process.waiting.length === 0 && !process.jobs;
}

/** Closes a wake. What it did not deliver stays with the daemon. */
export function endWake(draft: Draft, number: number, how: "completed" | "expired" | "terminated" | "unmatched", cause: number | null): void {
  const wake = draft.world.process.wakes.find((each) => each.wake === number);
  if (!wake || !wake.open) return;
  const undelivered = draft.world.loader.messages.filter((message) => message.identifier === wake.identifier).length;
  const uncalled = wake.completions.filter((completion) => completion.called === 0).map((completion) => completion.handle);
  const text = { completed: "knows that the events were handled", expired: "gives up: the wake's runtime is over", terminated: "sees the wake end with the process", unmatched: "ends the wake: nobody takes the events" }[how];
  draft.say("daemon", "wake-ends", text, { wake: number, identifier: wake.identifier, how, uncalled, undelivered }, { cause });
  patchProcess(draft, { wakes: without(draft.world.process.wakes, (each) => each.wake === number), grace: draft.world.device.settings.graceAfterCompletion, handled: how === "completed" });
  settleIdentity(draft, wake.identifier, how);
  draft.withdraw((event) => event.kind === "wake-expired" && event.wake === number);
}

/** After a wake that ended badly its messages may cause another; lost ones are gone [F21] [M10]. */
function settleIdentity(draft: Draft, identifier: string, how: "completed" | "expired" | "terminated" | "unmatched"): void {
  const bad = how === "expired" || how === "terminated";
  const { loader, device } = draft.world;
  const lost = how === "expired" && device.settings.undelivered === "lost";
  draft.patch({
    loader: {
      ...loader,
      messages: lost ? without(loader.messages, (message) => message.identifier === identifier) : bad ? loader.messages.map((message) => (message.identifier === identifier ? { ...message, woken: false } : message)) : loader.messages,
      identifiers: loader.identifiers.map((each) => (each.identifier === identifier ? { ...each, failures: bad ? each.failures + 1 : 0 } : each)),
    },
  });
}
