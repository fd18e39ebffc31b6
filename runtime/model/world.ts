/**
 * The world: the whole simulated device at an instant, as plain immutable data. A step returns a
 * new one that shares what did not change.
 */
import type { Duration, Instant } from "../base/time.ts";
import type { RandomState } from "../base/random.ts";
import type { Callback, Input, LifeId, Registration, WidgetFamily } from "./guest.ts";
import type { Content, EntryData, PolicyData } from "./host-call.ts";
import type { Loader } from "./loader.ts";
import type { Json } from "./json.ts";
import type { Position } from "./program.ts";
import type { Promised } from "./event.ts";
import type { Settings } from "./scenario.ts";
import type { CallbackMark, ReloadReason, StoreScope } from "./trace.ts";

export interface World {
  readonly at: Instant;
  /** What the clock of the device reads: milliseconds since it read `device.startsAt`. */
  readonly clock: number;
  /** Steps taken to get here. */
  readonly step: number;
  /** Trace lines written so far: the number of the next one. */
  readonly lines: number;
  readonly device: Device;
  readonly process: Process;
  readonly guest: GuestPoint;
  readonly host: Host;
  readonly loader: Loader;
  readonly app: App;
  readonly disk: Disk;
  /** What is promised, by time. */
  readonly agenda: readonly Promised[];
  /** When transfers expire, by time: days away as a rule, and so kept out of the list that each step changes. */
  readonly deadlines: readonly Promised[];
  /** The last number given to what nobody outside is told of: promises, tokens, callbacks, messages, timelines. */
  readonly serial: number;
  readonly counts: Counts;
  readonly random: RandomState;
}

/** The last number given out, for each kind of thing. The first five are what learner code is told. */
export interface Counts {
  readonly session: number;
  readonly task: number;
  readonly handle: number;
  readonly request: number;
  readonly question: number;
  readonly instance: number;
  readonly wake: number;
  readonly transfer: number;
}

/** What does not change in a run, and the network. */
export interface Device {
  /** Milliseconds since 1970, UTC, at instant 0. */
  readonly startsAt: number;
  /** The clock moves in steps of this length: a shorter while does not show on it. */
  readonly clockStep: Duration;
  readonly settings: Settings;
  /** `null`: every group that begins with "group.". */
  readonly appGroups: readonly string[] | null;
  readonly placed: readonly { readonly kind: string; readonly family?: WidgetFamily | undefined; readonly configuration?: Readonly<Record<string, Json>> | undefined }[] | null;
  readonly placing: "one-of-each" | "two-of-each";
  readonly online: boolean;
  /** Connected through Wi-Fi; else through the cellular network. */
  readonly wifi: boolean;
  /** The network is marked as constrained: Low Data Mode. */
  readonly lowData: boolean;
  readonly charging: boolean;
  readonly lowBattery: boolean;
  readonly locked: boolean;
  readonly diskFull: boolean;
  /** A debugger is attached to the extension [A20]. */
  readonly debugger: boolean;
  /** Counts installations: each has container paths of its own [A23]. */
  readonly installation: number;
  readonly latency: Duration;
  /** Bytes a second. */
  readonly bandwidth: number;
  /** The share of answers whose connection breaks off on their way, from 0 to 1. */
  readonly loss: number;
}

/** The extension's process. `launch` counts process lives from 1; 0 before the first. */
export interface Process {
  readonly state: "not-running" | "launching" | "running" | "suspended";
  readonly launch: number;
  /** The callback in progress. */
  readonly running: Running | null;
  /** Callbacks that wait for their turn, in order. */
  readonly waiting: readonly Waiting[];
  /** Promise jobs wait. */
  readonly jobs: boolean;
  /** Promise jobs run since the last callback. */
  readonly jobsRun: number;
  readonly registration: Registration | null;
  readonly wakes: readonly Wake[];
  /** Completions of this life's closed wakes, for calls that come too late or twice. */
  readonly finished: readonly { readonly handle: number; readonly wake: number; readonly identifier: string; readonly called: number }[];
  /** Blocks queued and not yet run. */
  readonly blocks: number;
  /** The grace period that runs, so that an older one that ends is ignored; 0 when none does. */
  readonly graceToken: number;
  /** How long the process may run on once nothing keeps it. */
  readonly grace: Duration;
  /** What kept it last were events that have been handled. */
  readonly handled: boolean;
  readonly suspendedAt: Instant | null;
  /** Bytes the guest's heap held when it last returned. */
  readonly memory: number;
  /** Why the process runs when nothing waits: the line that launched or resumed it. */
  readonly cause: number | null;
}

/** Where learner code stands in this life of the process. Apart from it, since each host call changes this and little else. */
export interface GuestPoint {
  /** The guest's history in this life; `null` unless it has been entered. */
  readonly life: LifeId | null;
  /** What the guest is owed: a callback to enter or the answer to its host call. */
  readonly input: Input | null;
  /** Host calls of the callback in progress. */
  readonly hostCalls: number;
}

export interface Running {
  readonly mark: CallbackMark;
  readonly callback: Callback;
  /** The line that says the callback began; `null` for jobs, which write none. */
  readonly line: number | null;
  /** Where it was queued: stands in where the glue calls without a line of the learner's. */
  readonly source: Position | null;
  /** The message that is acknowledged when the callback ends. */
  readonly message: number | null;
  /** Milliseconds since 1970, UTC: what `Date` reads in it. */
  readonly now: number;
}

export interface Waiting {
  readonly callback: Callback;
  readonly cause: number | null;
  readonly message: number | null;
  readonly source?: Position | null;
}

/** A wake for background events: runtime that ends when every completion was called. */
export interface Wake {
  readonly wake: number;
  readonly identifier: string;
  /** How the process came to run for it. */
  readonly mode: "launch" | "resume" | "running";
  readonly line: number;
  /** The trace says already that messages wait for a session. */
  readonly parkedSaid: boolean;
  /** Completions given out. `called` counts. */
  readonly completions: readonly { readonly handle: number; readonly called: number }[];
  /** It waits for the process to be ready; a begun wake has its closures queued. */
  readonly begun: boolean;
  /** Closures, or predicates, not yet entered. */
  readonly closures: number;
  /** urlSessionDidFinishEvents was queued. */
  readonly finishSent: boolean;
  readonly open: boolean;
}

/** The widget host. */
export interface Host {
  readonly instances: readonly WidgetInstance[];
  /** Requests without an answer. */
  readonly requests: readonly ProviderRequest[];
  /** The person has put the widgets on the home screen once. */
  readonly placed: boolean;
  /** Requests of this life that were answered with something unusable: another answer of theirs is a late one, not a second. */
  readonly unusable: readonly number[];
}

export interface WidgetInstance {
  readonly instance: number;
  /** What the person chose for it, for a provider that takes a configuration. */
  readonly configuration: Json;
  /** When its reloads were charged, within the last 24 hours [B11]. */
  readonly charged: readonly Instant[];
  /** Index into the registration's widgets. */
  readonly widget: number;
  readonly kind: string;
  readonly family: WidgetFamily;
  readonly shown: { readonly what: "nothing" | "placeholder" | "snapshot" | "entry"; readonly entry: EntryData | null; readonly index: number; readonly since: Instant };
  readonly timeline: { readonly id: number; readonly entries: readonly EntryData[]; readonly policy: PolicyData; readonly at: Instant } | null;
  /** When the next request is due, and why; `token` supersedes older promises. */
  readonly reload: { readonly due: Instant; readonly reason: ReloadReason; readonly token: number; /** It costs nothing of the budget [B14]. */ readonly free: boolean } | null;
  /** When a WidgetCenter reload was last served. */
  readonly lastReload: Instant | null;
  /** Timelines asked for so far. */
  readonly reloads: number;
}

export interface ProviderRequest {
  readonly request: number;
  readonly kind: "placeholder" | "snapshot" | "timeline";
  readonly instance: number;
  readonly reason: ReloadReason;
  readonly line: number;
  readonly state: "queued" | "asked";
}

/** The containing app: another process, whose code is not the learner's. */
export interface App {
  readonly state: "not-running" | "background" | "foreground";
  /** When the person last opened it by tapping the widget. */
  readonly tapped: Instant | null;
  /** Background identifiers it has a session for. */
  readonly sessions: readonly string[];
  readonly transfers: readonly AppTransfer[];
}

export interface AppTransfer {
  readonly transfer: number;
  readonly identifier: string;
  readonly state: "running" | "ended" | "cancelled";
  /** The app's delegate has heard of its end. */
  readonly told: boolean;
}

export interface Disk {
  /** By absolute path. */
  readonly files: Readonly<Record<string, DiskFile>>;
  readonly directories: Readonly<Record<string, true>>;
  /** Suite name, "" for standard → key → value. */
  readonly defaults: Readonly<Record<string, Readonly<Record<string, Json>>>>;
}

export interface DiskFile {
  readonly content: Content;
  readonly size: number;
  readonly scope: StoreScope;
  /** The download it came from. */
  readonly task: number | null;
  /** What the clock read. */
  readonly writtenAt: number;
  /** Its content was read or copied. */
  readonly used: boolean;
  /** Not readable while the device is locked. */
  readonly protected: boolean;
}

export type * from "./loader.ts";
