/** Sessions, tasks, and what the daemon keeps for their delegates: the part of the world that loads. */
import type { Duration, Instant } from "../base/time.ts";
import type { ConfigurationData, Content, DelegateData, DelegateMethod, ErrorData, QuestionData, RequestData, ResponseData, TaskKind, TaskState, TaskStyle } from "./host-call.ts";
import type { Recording } from "./origin.ts";
import type { Position } from "./program.ts";
import type { WaitReason } from "./trace.ts";

/** Sessions and tasks: those of the daemon outlive the process, the others do not. */
export interface Loader {
  readonly sessions: readonly Session[];
  readonly tasks: readonly Task[];
  /** Messages for the delegate that were not acknowledged [F19]. */
  readonly messages: readonly Message[];
  /** Background work by identifier. */
  readonly identifiers: readonly IdentifierState[];
  /** What delegates were asked and have not answered. */
  readonly questions: readonly Question[];
  /** [H7] New background transfers wait until then; `delay` grows with each wake. */
  readonly limiter: { readonly delay: Duration; readonly until: Instant };
}

export interface Question extends QuestionData {
  readonly task: number;
  /** The delegate's method is being called, or was. */
  readonly asked: boolean;
}

/** A session object in a process life. */
export interface Session {
  readonly session: number;
  readonly launch: number;
  readonly configuration: ConfigurationData;
  readonly delegate: DelegateData | null;
  readonly queue: "own" | "main";
  readonly state: "valid" | "finishing" | "invalid";
  /** Its delegate was told already that it is invalid [M4]. */
  readonly invalidTold: boolean;
}

export interface Task {
  readonly task: number;
  readonly identifier: number;
  /** The background identifier; `null` for in-process tasks. */
  readonly background: string | null;
  /** The session object it was made in; for background tasks the latest one that adopted it. */
  readonly session: number;
  readonly launch: number;
  readonly kind: TaskKind;
  readonly style: TaskStyle;
  readonly token: number | null;
  readonly state: TaskState;
  readonly request: RequestData;
  readonly description: string | null;
  readonly fromFile: string | null;
  /** "asking": it goes on once the delegate has answered a question. */
  readonly phase: "created" | "waiting" | "requesting" | "receiving" | "asking" | "ended" | "lost";
  /** Calls of `suspend()` not yet undone; it is born with one [E1] [E3]. */
  readonly suspensions: number;
  /** The request as it is sent [E23]. */
  readonly current: RequestData;
  /** The body of an upload, copied when the task was resumed [E16]. */
  readonly upload: Content | null;
  readonly sent: number;
  readonly toSend: number;
  readonly earliestBegin: Instant | null;
  /** What the limiter said when it was resumed [H7]. */
  readonly limitedUntil: Instant;
  /** `willBeginDelayedRequest` was asked: at most once [E22]. */
  readonly delayAsked: boolean;
  readonly redirects: number;
  /** Rejected answers to challenges. */
  readonly rejections: number;
  /** The delegate gave a credential or trusted the server: it is not asked for that again. */
  readonly trusted: boolean;
  /** What holds it back while it waits. */
  readonly held: WaitReason | null;
  /** What an earlier attempt has brought and a server can go on from [N2]: so many bytes of that version. */
  readonly kept: { readonly bytes: number; readonly validator: string } | null;
  /** Where the current response begins. */
  readonly base: number;
  /** What it goes on from; "unusable" when the data given was no resume data [E10]. */
  readonly resume: { readonly offset: number; readonly validator: string; readonly url: string } | "unusable" | null;
  /** Counts starts: an event of an older attempt is ignored. */
  readonly attempt: number;
  readonly recording: Recording | null;
  readonly response: ResponseData | null;
  readonly error: ErrorData | null;
  readonly received: number;
  readonly expected: number;
  /** When the current phase began, for in-process tasks that stall while suspended. */
  readonly since: Instant;
  /** When the last byte is due. */
  readonly due: Instant | null;
  readonly resumedAt: Instant | null;
  /** When its request was sent first. */
  readonly startedAt: Instant | null;
  /** Where the daemon keeps the finished file. */
  readonly location: string | null;
  readonly resumeSource: Position | null;
  readonly line: number;
}

export interface Message {
  readonly message: number;
  readonly identifier: string;
  readonly task: number | null;
  readonly kind: "finished" | "data" | "metrics" | "completed" | "finish-events" | "question";
  /** The question it asks. */
  readonly question: number | null;
  readonly cause: number;
  /** Handed to the process and not yet acknowledged. */
  readonly queued: boolean;
  /** A wake was begun for it: it causes no further one unless that wake ends badly. */
  readonly woken: boolean;
}

export interface IdentifierState {
  readonly identifier: string;
  readonly sendsLaunchEvents: boolean;
  readonly sharedContainer: string | null;
  /** A wake was promised; newer tokens supersede. */
  readonly wake: { readonly token: number; readonly due: Instant } | null;
  /** Wakes that ended badly in a row. */
  readonly failures: number;
  /** What the last delegate implemented: the daemon asks nobody else. */
  readonly methods: readonly DelegateMethod[];
}
