/** What the moments of a scenario may name: kinds of trace lines, and callbacks. */
import type { CallbackName } from "./guest.ts";
import { DELEGATE_SELECTORS } from "./host-call.ts";
import type { LineKind } from "./trace.ts";

const LINES: Readonly<Record<LineKind, true>> = {
  "intervention": true, "widget-shows": true, "widget-added": true, "placeholder-requested": true, "snapshot-requested": true,
  "timeline-requested": true, "timeline-accepted": true, "reload-scheduled": true, "reload-ignored": true, "budget-spent": true,
  "widgets-removed": true, "provider-timed-out": true, "process-launched": true, "process-resumed": true, "process-suspended": true,
  "process-terminated": true, "handler-registered": true, "callback-begins": true, "callback-ends": true, "exception-raised": true, "failure": true,
  "rejection-unhandled": true, "console": true, "block-queued": true, "snapshot-answered": true, "timeline-answered": true, "answer-unusable": true,
  "reload-requested": true, "events-waiting": true, "wake-begins": true, "events-delivered": true, "events-unmatched": true, "completion-called": true,
  "wake-ends": true, "events-parked": true, "session-created": true, "session-reused": true, "session-in-use": true, "session-invalidated": true,
  "configuration-ignored": true, "task-created": true, "task-resumed": true, "task-cancelled": true, "task-suspended": true, "task-scheduled": true,
  "resume-data-made": true, "inline-stalled": true, "inline-lost": true, "transfer-started": true, "transfer-waits": true, "transfer-resumed": true,
  "transfer-redirected": true, "transfer-interrupted": true, "question-asked": true, "question-answered": true, "upload-progress": true,
  "transfer-progress": true, "transfer-finished": true, "transfer-failed": true, "request-received": true, "response-sent": true, "app-changes": true,
  "app-session-created": true, "app-transfer-started": true, "app-transfer-ended": true, "app-told": true, "app-updated": true,
  "shared-data-cleared": true, "file-written": true, "file-read": true, "file-removed": true, "file-moved": true, "file-failed": true,
  "temporary-removed": true, "path-outdated": true, "defaults-set": true,
};

export const LINE_KINDS = Object.keys(LINES) as readonly LineKind[];

/** Each callback whose lines a trace has, as a Swift developer spells it; `null` where that is one of many. */
const SPELLED: Readonly<Record<Exclude<CallbackName, "matches" | "job">, string | null>> = {
  main: "main()", placeholder: "placeholder(in:)", getSnapshot: "getSnapshot(in:completion:)", getTimeline: "getTimeline(in:completion:)",
  onBackgroundURLSessionEvents: "onBackgroundURLSessionEvents", delegate: null, reply: "completion handler", block: "queued block",
};

/** By name, then by spelling. */
export const CALLBACKS: readonly string[] = [...new Set([...Object.keys(SPELLED), ...Object.values(SPELLED).filter((each) => each !== null), ...Object.values(DELEGATE_SELECTORS)])];
