/**
 * An event is something that happens at an instant, and the only way to change the world. Exactly
 * one actor owns each kind. Three kinds come from the guest; the others are promised on the agenda
 * or made by an intervention.
 */
import type { Instant } from "../base/time.ts";
import type { GuestFailure, LifeId } from "./guest.ts";
import type { EntryData, HostCall } from "./host-call.ts";
import type { Json } from "./json.ts";
import type { Position } from "./program.ts";
import type { InterventionOptions } from "./scenario.ts";
import type { InterventionKind, ReloadReason } from "./trace.ts";
import type { Recording } from "./origin.ts";

export type Event =
  // from the guest
  | { readonly kind: "guest-called"; readonly life: LifeId; readonly call: HostCall; readonly source: Position | null }
  | { readonly kind: "guest-returned"; readonly life: LifeId; readonly value: Json; readonly jobs: boolean; readonly memory: number }
  | { readonly kind: "guest-failed"; readonly life: LifeId; readonly failure: GuestFailure }
  // extension process
  | { readonly kind: "process-started"; readonly launch: number; readonly reason: "provider" | "events" }
  | { readonly kind: "grace-over"; readonly token: number }
  | { readonly kind: "wake-expired"; readonly wake: number }
  | { readonly kind: "block-due"; readonly launch: number; readonly block: number; readonly queue: string; readonly cause: number | null; readonly source: Position | null }
  // widget host
  | { readonly kind: "widgets-placed" }
  | { readonly kind: "timeline-due"; readonly instance: number; readonly reason: ReloadReason; /** Superseded when the instance has a newer one. */ readonly token: number }
  | { readonly kind: "entry-due"; readonly instance: number; readonly timeline: number; readonly index: number }
  | { readonly kind: "placeholder-answered"; readonly request: number; readonly entry: EntryData | null }
  | { readonly kind: "provider-expired"; readonly request: number }
  /** Every placed widget asks at once: by hand, or by a scenario. */
  | { readonly kind: "timeline-wanted"; readonly reason: ReloadReason; /** Only widgets of this kind; `null`: all. */ readonly of: string | null; /** What the person chose. */ readonly configuration: Json }
  | { readonly kind: "widgets-removed" }
  | { readonly kind: "provider-failed"; readonly instance: number }
  // transfers: of the daemon, or in process
  | { readonly kind: "transfer-begins"; readonly task: number; readonly attempt: number }
  /** So many bytes of an upload have left. */
  | { readonly kind: "transfer-sends"; readonly task: number; readonly attempt: number; readonly sent: number }
  /** No data for as long as the request may wait [N4]. */
  | { readonly kind: "transfer-stalls"; readonly task: number; readonly attempt: number }
  /** The connection breaks off at the bytes that have come. */
  | { readonly kind: "transfer-cut"; readonly task: number; readonly attempt: number; readonly received: number }
  | { readonly kind: "transfer-answered"; readonly task: number; readonly attempt: number; readonly recording: Recording }
  | { readonly kind: "transfer-moves"; readonly task: number; readonly attempt: number; /** Bytes in all. */ readonly received: number }
  | { readonly kind: "transfer-ends"; readonly task: number; readonly attempt: number }
  /** An in-process transfer that a suspension broke: it fails with this NSURLError. */
  | { readonly kind: "transfer-breaks"; readonly task: number; readonly code: -995 | -997 | -1001 }
  | { readonly kind: "transfer-cancelled"; readonly task: number; readonly userInfo: Readonly<Record<string, Json>> }
  | { readonly kind: "transfer-expires"; readonly task: number }
  | { readonly kind: "session-ends"; readonly session: number }
  /** The network, the power supply or the app changed: transfers stop, or may begin. */
  | { readonly kind: "conditions-changed" }
  /** The system ends every background transfer of the extension, or of one identifier. */
  | { readonly kind: "transfers-withdrawn"; readonly reason: 0 | 1 | 2 }
  /** The link between the process and the daemon dies: what is under way fails with -997. */
  | { readonly kind: "daemon-disconnected" }
  | { readonly kind: "foreign-events"; readonly identifier: string }
  | { readonly kind: "wake-due"; readonly identifier: string; readonly token: number }
  // the containing app
  | { readonly kind: "app-transfer-ends"; readonly transfer: number }
  // from outside
  | { readonly kind: "intervention"; readonly do: InterventionKind; readonly by: "scenario" | "hand"; readonly index: number; readonly with: InterventionOptions; /** Only if the process has been suspended since then. */ readonly suspendedSince: Instant | null };

/** An event promised for an instant; `order` breaks ties, lower first. */
export interface Promised {
  readonly at: Instant;
  readonly order: number;
  readonly event: Event;
  /** The line that promised it. */
  readonly cause: number | null;
  /** Merely scheduled: the run is at rest when nothing else is promised. */
  readonly idle: boolean;
  /** A transfer's event that a clock brings and not the network: it has a date. */
  readonly dated: boolean;
}
