/**
 * The guest is learner code. It is a deterministic function of its history: the inputs it received
 * since launch name its state completely. So the world stores a life id and never a heap. The time is
 * part of a history only where code has read it.
 *
 * A *life* here is a point in such a history, not just a process: every input leads to a new id.
 */
import type { HostCall, Answer, TaskData, ErrorData, Content, DelegateMethod, EntryData, MetricsData, QuestionData } from "./host-call.ts";
import type { Json } from "./json.ts";
import type { Position } from "./program.ts";

/** A point in the history of one process life. Equal histories of one guest have equal ids. */
export type LifeId = number;

export type WidgetFamily =
  | "systemSmall" | "systemMedium" | "systemLarge" | "systemExtraLarge"
  | "accessoryCircular" | "accessoryRectangular" | "accessoryInline";

export interface ContextData {
  readonly family: WidgetFamily;
  readonly displaySize: { readonly width: number; readonly height: number };
  readonly isPreview: boolean;
}

/** What the system calls in learner code. */
export type Callback =
  /** Evaluates the program, then the widget's configuration [A12]. Returns {@link Registration}. */
  | { readonly name: "main" }
  /** Returns {@link EntryData}. */
  | { readonly name: "placeholder"; readonly widget: number; readonly request: number; readonly context: ContextData }
  | { readonly name: "getSnapshot"; readonly widget: number; readonly request: number; readonly context: ContextData; /** What the person chose for this widget. */ readonly configuration: Json }
  | { readonly name: "getTimeline"; readonly widget: number; readonly request: number; readonly context: ContextData; readonly configuration: Json }
  /** Asks a `matching` predicate. Returns a boolean. */
  | { readonly name: "matches"; readonly handler: number; readonly identifier: string }
  /** The closure of `onBackgroundURLSessionEvents`; `handle` names the completion it is given. */
  | { readonly name: "onBackgroundURLSessionEvents"; readonly handler: number; readonly identifier: string; readonly handle: number }
  | { readonly name: "delegate"; readonly session: number; readonly method: DelegateMethod; readonly message: MessageData }
  /** Calls a completion handler, or settles a promise, that learner code gave to a host call. */
  | { readonly name: "reply"; readonly token: number; readonly reply: ReplyData }
  /** Runs a block that learner code queued. */
  | { readonly name: "block"; readonly block: number; readonly queue: string }
  /** Runs one pending promise job. */
  | { readonly name: "job" };

export type CallbackName = Callback["name"];

/** The arguments of a delegate message; which are set depends on the method. */
export interface MessageData {
  readonly task: TaskData | null;
  /** A path: where the downloaded file is until the callback returns [G1]. */
  readonly location: string | null;
  readonly error: ErrorData | null;
  readonly data: Content | null;
  readonly bytesWritten: number;
  /** Where a resumed download goes on. */
  readonly offset: number;
  readonly question: QuestionData | null;
  readonly metrics: MetricsData | null;
}

export type ReplyData =
  | { readonly kind: "transfer"; readonly task: TaskData; readonly content: Content | null; readonly location: string | null; readonly error: ErrorData | null }
  | { readonly kind: "resume-data"; readonly data: Content | null }
  | { readonly kind: "tasks"; readonly tasks: readonly TaskData[] }
  | { readonly kind: "configurations"; readonly widgets: readonly { readonly kind: string; readonly family: WidgetFamily; readonly configuration: Json }[] };

/** What `main` found: the bundle's widgets, in declaration order. */
export interface Registration {
  readonly widgets: readonly RegisteredWidget[];
  readonly handlers: readonly RegisteredHandler[];
}

export interface RegisteredWidget {
  readonly kind: string;
  readonly displayName: string;
  readonly families: readonly WidgetFamily[];
  /** Where its configuration was made. */
  readonly source: Position | null;
}

export interface RegisteredHandler {
  /** Index into {@link Registration.widgets}. */
  readonly widget: number;
  /** A string matches exactly; a predicate is asked; "all" matches every identifier [F9]. */
  readonly matching: { readonly kind: "string"; readonly value: string } | { readonly kind: "predicate" } | { readonly kind: "all" };
  /** Where the modifier was applied. */
  readonly source: Position | null;
}

export type Input =
  | { readonly kind: "callback"; /** Milliseconds since 1970, UTC: what `Date` reads in this callback. */ readonly now: number; readonly callback: Callback }
  | { readonly kind: "answer"; /** That of the callback in progress. */ readonly now: number; readonly answer: Answer };

export type Output =
  | { readonly kind: "call"; readonly call: HostCall; readonly source: Position | null }
  | { readonly kind: "returned"; readonly value: Json; /** Promise jobs wait to be run. */ readonly jobs: boolean; /** Bytes the heap holds. */ readonly memory: number }
  | { readonly kind: "failed"; readonly failure: GuestFailure };

/** Learner code ended badly: a value, never an exception of the host. */
export interface GuestFailure {
  readonly code:
    /** An uncaught `throw`. */
    | "uncaught-exception"
    | "memory-limit" | "poll-limit" | "stack-limit" | "job-limit" | "host-call-limit"
    /** `Widget.ts` has no default export, or one that is no widget. */
    | "no-widget"
    /** A platform symbol that is not emulated was used. */
    | "not-emulated"
    /** A callback returned, or was given, something of the wrong kind. */
    | "wrong-value";
  readonly message: string;
  readonly source: Position | null;
  /** Learner frames, innermost first: "refresh (Downloads.ts:21:9)". */
  readonly stack: readonly string[];
}

export interface Advance {
  readonly life: LifeId;
  readonly output: Output;
}

/**
 * The port to learner code. One guest serves one compiled program.
 *
 * `advance` feeds `input` to the life named `life` and passes what came of it to `onward`, which
 * returns the next input for that very life, or `null` to stop there. It runs until `onward` returns
 * `null`. Stopping drops nothing: any life ever named can be advanced again, and gives equal outputs
 * for equal inputs. (The callback shape lets the interpreter stay inside one host call while the
 * world answers it; stopping in the middle of a callback aborts the interpreter, and a later
 * `advance` replays.)
 */
export interface Guest {
  /** The life of a process that was launched and has received nothing yet. */
  readonly root: LifeId;
  /** What came of this input at this life when it was given before; `null`: it was not. Runs nothing. */
  known(life: LifeId, input: Input): Advance | null;
  advance(life: LifeId, input: Input, onward: (step: Advance) => Input | null): void;
  /** What learner modules hold at a life, as the JSON of `Statics`; `null` when it can't be read. */
  peek(life: LifeId): string | null;
  /** For coverage figures: callbacks and answers that really ran in the interpreter. */
  readonly entries: number;
  dispose(): void;
}

export type { EntryData };
