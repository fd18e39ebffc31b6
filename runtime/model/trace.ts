/**
 * The trace is what an observer saw, one line a fact. Rules, the picture, the table and the command
 * line all read it; nothing else of a run is judged.
 */
import type { Instant } from "../base/time.ts";
import type { ChallengeData, ConfigurationData, DelegateMethod, Disposition, EntryData, ErrorData, PolicyData, QuestionData, TaskKind, TaskStyle } from "./host-call.ts";
import type { CallbackName, GuestFailure, RegisteredHandler, WidgetFamily } from "./guest.ts";
import type { Position } from "./program.ts";

/** Top to bottom as the picture draws them. */
export const LANES = ["home", "app", "host", "extension", "disk", "daemon", "server"] as const;
export type Lane = (typeof LANES)[number];

export type TerminationReason = "intervention" | "runtime-expired" | "provider-deadline" | "memory" | "crash";
export type ReloadReason = "added" | "policy" | "reload" | "asked" | "retry" | "interaction" | "configuration" | "update" | "system";
export type StoreScope = "group" | "container" | "temporary";
export const INTERVENTIONS = [
  "suspend", "terminate", "relaunch", "ask-for-timeline",
  "go-offline", "go-online", "leave-wifi", "join-wifi", "low-data-on", "low-data-off", "change-network", "unplug", "plug-in", "drain-battery", "charge-battery",
  "lock", "unlock", "fill-disk", "free-disk", "memory-pressure", "attach-debugger", "detach-debugger",
  "open-app", "tap-widget", "leave-app", "force-quit-app", "app-opens-session", "app-downloads", "sign-out", "update-app",
  "interact", "change-configuration", "remove-widgets", "system-reloads", "cancel-transfers", "disconnect-daemon", "foreign-events",
] as const;
export type InterventionKind = (typeof INTERVENTIONS)[number];

/** Which callback of the current life: unique in a run, so begin and end pair up. */
export interface CallbackMark {
  readonly callback: number;
  readonly name: CallbackName;
  /** As a Swift developer spells it, "getTimeline(in:completion:)". */
  readonly title: string;
}

/** Kind → what its lines carry besides the sentence. `life` counts process lives from 1. */
export interface LineData {
  // the person, the home screen, and whoever intervenes
  "intervention": { readonly do: InterventionKind; readonly by: "scenario" | "hand"; readonly index: number; readonly effect: boolean };
  "widget-shows": { readonly instance: number; readonly kind: string; readonly family: WidgetFamily; readonly what: "placeholder" | "snapshot" | "entry"; readonly entry: EntryData | null; readonly index: number };
  // widget host
  "widget-added": { readonly instance: number; readonly kind: string; readonly family: WidgetFamily };
  "placeholder-requested": { readonly instance: number; readonly kind: string };
  "snapshot-requested": { readonly request: number; readonly instance: number; readonly kind: string };
  "timeline-requested": { readonly request: number; readonly instance: number; readonly kind: string; readonly reason: ReloadReason };
  "timeline-accepted": { readonly request: number; readonly instance: number; readonly entries: number; readonly policy: PolicyData };
  "reload-scheduled": { readonly instance: number; readonly kind: string; readonly due: Instant; readonly reason: ReloadReason };
  "reload-ignored": { readonly kind: string | null; readonly why: "unknown-kind" | "merged" | "cool-down" };
  /** A reload is held back until `due`: the day's budget is spent [B13]. */
  "budget-spent": { readonly instance: number; readonly kind: string; readonly used: number; readonly limit: number; readonly due: Instant };
  "widgets-removed": { readonly instances: readonly number[] };
  "provider-timed-out": { readonly request: number; readonly instance: number; readonly kind: string };
  // extension process
  "process-launched": { readonly life: number; readonly reason: "provider" | "events" };
  "process-resumed": { readonly life: number; readonly reason: "provider" | "events"; /** Milliseconds it was suspended. */ readonly after: number };
  "process-suspended": { readonly life: number; readonly reason: "idle" | "completed" | "intervention"; readonly inlineTasks: readonly number[]; /** It had something to run. */ readonly busy: boolean };
  "process-terminated": { readonly life: number; readonly reason: TerminationReason; readonly busy: boolean; readonly lost: { readonly sessions: readonly number[]; readonly completions: readonly number[]; readonly inlineTasks: readonly number[]; readonly requests: readonly number[]; readonly blocks: number; readonly callback: CallbackMark | null } };
  "handler-registered": { readonly handler: number; readonly kind: string; readonly matching: RegisteredHandler["matching"] };
  "callback-begins": CallbackMark & { readonly session: number | null; readonly task: number | null; readonly method: DelegateMethod | null; readonly wake: number | null; readonly request: number | null; readonly block: number | null; readonly status: number | null; readonly error: ErrorData | null };
  "callback-ends": CallbackMark & { readonly failed: boolean };
  "exception-raised": { readonly name: string; readonly rule: "delegate-based-tasks" | "transfer-kind" | "session-valid" | "other"; readonly reason: string };
  "failure": { readonly failure: GuestFailure; readonly during: CallbackMark };
  "rejection-unhandled": { readonly message: string };
  "console": { readonly level: "log" | "info" | "warn" | "error" | "debug" };
  "block-queued": { readonly block: number; readonly queue: string };
  "snapshot-answered": { readonly request: number; readonly again: boolean; readonly late: boolean };
  "timeline-answered": { readonly request: number; readonly entries: readonly EntryData[]; readonly policy: PolicyData; readonly again: boolean; readonly late: boolean; /** The device's clock, milliseconds since 1970. */ readonly now: number };
  "answer-unusable": { readonly request: number; readonly problem: string };
  "reload-requested": { readonly kind: string | null };
  // background events
  "events-waiting": { readonly identifier: string; readonly tasks: readonly number[] };
  "wake-begins": { readonly wake: number; readonly identifier: string; readonly mode: "launch" | "resume" | "running"; /** Whether this life already has a session for it. */ readonly connected: boolean };
  "events-delivered": { readonly wake: number; readonly handle: number; readonly handler: number; readonly identifier: string };
  "events-unmatched": { readonly wake: number; readonly identifier: string };
  "completion-called": { readonly wake: number; readonly handle: number; readonly identifier: string; readonly count: number; readonly open: boolean; /** On the main queue [F22]. */ readonly main: boolean };
  "wake-ends": { readonly wake: number; readonly identifier: string; readonly how: "completed" | "expired" | "terminated" | "unmatched"; readonly uncalled: readonly number[]; readonly undelivered: number };
  "events-parked": { readonly identifier: string; readonly messages: number };
  // sessions and tasks
  "session-created": { readonly session: number; readonly life: number; readonly configuration: ConfigurationData; /** The app group that it names is the extension's [D15]. */ readonly granted: boolean; readonly delegate: string | null };
  "session-reused": { readonly session: number; readonly identifier: string };
  /** Another process has this background session open [D12]. */
  "session-in-use": { readonly session: number | null; readonly identifier: string; readonly holder: "app" | "extension" };
  "session-invalidated": { readonly session: number; readonly identifier: string | null; readonly error: ErrorData | null };
  "configuration-ignored": { readonly session: number; readonly key: string };
  "task-created": { readonly task: number; readonly session: number; readonly identifier: string | null; readonly background: boolean; readonly kind: TaskKind; readonly style: TaskStyle; readonly url: string };
  "task-resumed": { readonly task: number; readonly background: boolean };
  "task-cancelled": { readonly task: number };
  "task-suspended": { readonly task: number };
  "task-scheduled": { readonly task: number; readonly earliest: Instant | null };
  "resume-data-made": { readonly task: number; /** `null`: the download can't be resumed [E9]. */ readonly offset: number | null };
  "inline-stalled": { readonly task: number };
  "inline-lost": { readonly task: number; readonly url: string };
  // transfer daemon, and in-process loading (lane "extension")
  "transfer-started": { readonly task: number; readonly background: boolean };
  "transfer-waits": { readonly task: number; readonly reason: WaitReason; readonly message: string; readonly fix: string };
  "transfer-resumed": { readonly task: number; readonly offset: number; readonly expected: number };
  "transfer-redirected": { readonly task: number; readonly to: string; readonly count: number };
  "transfer-interrupted": { readonly task: number; readonly received: number };
  "question-asked": { readonly task: number; readonly question: number; readonly about: QuestionData["kind"]; readonly challenge: ChallengeData | null };
  "question-answered": { readonly task: number; readonly question: number; readonly about: QuestionData["kind"]; readonly disposition: Disposition };
  "upload-progress": { readonly task: number; readonly sent: number; readonly expected: number };
  "transfer-progress": { readonly task: number; readonly received: number; readonly expected: number };
  "transfer-finished": { readonly task: number; readonly background: boolean; readonly status: number; readonly bytes: number; readonly live: boolean };
  "transfer-failed": { readonly task: number; readonly background: boolean; readonly error: ErrorData; readonly fix: string };
  // server
  "request-received": { readonly task: number; readonly url: string; readonly method: string };
  "response-sent": { readonly task: number; readonly status: number; readonly bytes: number; readonly from: "network" | "stand-in" | "scenario" };
  // containing app
  "app-changes": { readonly state: "not-running" | "background" | "foreground"; readonly reason: "opened" | "left" | "force-quit" | "events" };
  "app-session-created": { readonly identifier: string };
  "app-transfer-started": { readonly transfer: number; readonly identifier: string };
  "app-transfer-ended": { readonly transfer: number; readonly identifier: string; readonly error: ErrorData | null };
  "app-told": { readonly transfer: number; readonly identifier: string; readonly error: ErrorData | null };
  "app-updated": { readonly installation: number };
  "shared-data-cleared": { readonly files: number; readonly defaults: number };
  // disk
  "file-written": FileMark; "file-read": FileMark; "file-removed": FileMark;
  "file-moved": FileMark & { readonly from: string; readonly copied: boolean };
  "file-failed": FileMark & { readonly operation: string; readonly error: ErrorData; /** The file was a download that is gone [G1]. */ readonly expired: boolean };
  "temporary-removed": { readonly path: string; readonly task: number; readonly kept: boolean };
  /** A path of an installation before this one was used: it leads nowhere [A23]. */
  "path-outdated": { readonly path: string };
  "defaults-set": { readonly suite: string | null; readonly key: string; /** In an app group of the extension. */ readonly shared: boolean; /** The background download that the value comes out of, where a callback about it stores some. */ readonly task: number | null };
}

/** Why a transfer has not begun, or has stopped for a while. */
export type WaitReason = "offline" | "unreachable" | "no-answer" | "network-not-allowed" | "limiter" | "earliest-begin" | "discretionary" | "connections" | "server-error" | "cut";

export interface FileMark {
  readonly path: string;
  readonly scope: StoreScope;
  /** The download whose temporary file this is, or was moved from. */
  readonly task: number | null;
}

export type LineKind = keyof LineData;

/** One line of the trace. `K` narrows `data`. */
export type Line<K extends LineKind = LineKind> = {
  [P in K]: {
    /** Its place in the trace, from 0. */
    readonly n: number;
    readonly at: Instant;
    readonly lane: Lane;
    readonly kind: P;
    /** One sentence, its subject is the lane: "asks the extension for a timeline". */
    readonly text: string;
    /** The line that caused this one, `null` for what came from outside. */
    readonly cause: number | null;
    /** Where in the learner's source it was caused. */
    readonly source: Position | null;
    /** The engine step that wrote it, from 0. */
    readonly step: number;
    readonly data: LineData[P];
  };
}[K];

/** Narrows a line to one of `kinds`. */
export const isLine = <K extends LineKind>(line: Line, ...kinds: readonly K[]): line is Extract<Line, { kind: K }> =>
  (kinds as readonly string[]).includes(line.kind);
