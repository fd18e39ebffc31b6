/**
 * One step: an event and a world give the next world. Pure and total; who owns which event is
 * decided here and nowhere else.
 */
import { assert, unreachable } from "../base/assert.ts";
import { GUEST_LIMITS } from "../base/limits.ts";
import { stepDaemon } from "../actors/daemon.ts";
import { stepDevice } from "../actors/device.ts";
import { callDisk } from "../actors/disk.ts";
import { callExtension, stepExtension } from "../actors/extension.ts";
import { isOfApp, stepApp } from "../actors/app.ts";
import { callHost, stepHost } from "../actors/host.ts";
import { callQuestions } from "../actors/questions.ts";
import { callSessions } from "../actors/sessions.ts";
import type { Instant } from "../base/time.ts";
import type { Event, Promised } from "../model/event.ts";
import type { HostCall } from "../model/host-call.ts";
import { Draft } from "../model/outcome.ts";
import type { Line } from "../model/trace.ts";
import type { World } from "../model/world.ts";

/**
 * `at`: when it happens; `cause`: the line that led to it; `promised`: the promise that it keeps. The
 * outcome is still a draft: the engine adds the promises that answer its effects.
 */
export function step(world: World, event: Event, cause: number | null, at: Instant = world.at, promised: Promised | null = null): { readonly draft: Draft; readonly lines: readonly Line[] } {
  const draft = new Draft(world, cause, event.kind === "guest-called" ? (event.source ?? world.process.running?.source ?? null) : null);
  if (at !== world.at) passTime(draft, at);
  if (promised) draft.take(promised);
  apply(draft, event);
  draft.world.step++;
  return { draft, lines: draft.lines };
}

/** The device's clock goes with time, in its own steps: what is less than a step does not show on it. */
function passTime({ world }: Draft, at: Instant): void {
  const { clockStep } = world.device;
  world.clock += Math.floor((at - world.at) / clockStep) * clockStep;
  world.at = at;
}

function apply(draft: Draft, event: Event): void {
  switch (event.kind) {
    case "guest-called": return called(draft, event);
    case "guest-returned": case "guest-failed":
      draft.patchGuest({ life: event.life });
      return stepExtension(draft, event);
    case "process-started": case "grace-over": case "wake-expired": case "block-due":
      return stepExtension(draft, event);
    case "widgets-placed": case "timeline-due": case "entry-due": case "provider-expired": case "provider-failed": case "placeholder-answered": case "timeline-wanted": case "widgets-removed":
      return stepHost(draft, event);
    case "transfer-begins": case "transfer-answered": case "transfer-sends": case "transfer-moves": case "transfer-stalls": case "transfer-cut": case "transfer-ends": case "transfer-breaks":
    case "transfer-cancelled": case "transfer-expires": case "wake-due": case "session-ends": case "conditions-changed": case "transfers-withdrawn": case "daemon-disconnected": case "foreign-events":
      return stepDaemon(draft, event);
    case "app-transfer-ends": return stepApp(draft, event);
    case "intervention": return isOfApp(event.do) ? stepApp(draft, event) : stepDevice(draft, event);
    default: return unreachable(event);
  }
}

function called(draft: Draft, event: Extract<Event, { kind: "guest-called" }>): void {
  const { running } = draft.world.process;
  assert(running !== null, "a host call needs a callback in progress");
  const hostCalls = draft.world.guest.hostCalls + 1;
  draft.patchGuest({ life: event.life, input: null, hostCalls });
  if (hostCalls > GUEST_LIMITS.hostCalls) {
    return stepExtension(draft, { kind: "guest-failed", life: event.life, failure: { code: "host-call-limit", message: `${running.mark.title} called the system more than ${GUEST_LIMITS.hostCalls} times.`, source: event.source, stack: [] } });
  }
  dispatch(draft, event.call);
}

function dispatch(draft: Draft, call: HostCall): void {
  switch (call.name) {
    case "events-complete": case "dispatch": case "console": case "reject": case "chance":
      return callExtension(draft, call);
    case "snapshot-answer": case "timeline-answer": case "answer-unusable": case "reload-kind": case "reload-all": case "current-configurations":
      return callHost(draft, call);
    case "session-create": case "session-invalidate": case "session-tasks": case "configuration-changed":
    case "task-create": case "task-resume": case "task-suspend": case "task-cancel": case "task-cancel-producing": case "task-schedule": case "task-describe": case "task-read":
      return callSessions(draft, call);
    case "question-answer": return callQuestions(draft, call);
    case "container-url": case "directory-url": case "file-read": case "file-write": case "file-move": case "file-copy": case "file-replace":
    case "file-remove": case "file-exists": case "file-attributes": case "file-list": case "directory-create": case "defaults-get": case "defaults-list": case "defaults-set": case "defaults-remove":
      return callDisk(draft, call);
    default: return unreachable(call);
  }
}
