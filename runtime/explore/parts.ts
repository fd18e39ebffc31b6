/**
 * The parts of a world as they count for equality. Each list names members that are put as they are, and
 * members that are left out or put otherwise; a member that is in neither does not compile, so nobody can
 * add to the world what the explorer would overlook.
 */
import type { Event } from "../model/event.ts";
import type { Callback, MessageData } from "../model/guest.ts";
import type { GuestPoint, Disk, DiskFile, Host, IdentifierState, Message, Process, ProviderRequest, Running, Session, Task, Waiting, Wake, WidgetInstance, World } from "../model/world.ts";
import type { Hasher } from "./hash.ts";

/** All members of `T`, those that count as they are and the others; a forgotten one is an error of types. */
function members<T>() {
  return <const Plain extends readonly (keyof T)[], const Other extends readonly (keyof T)[]>(plain: Plain, other: Other & (Exclude<keyof T, Plain[number] | Other[number]> extends never ? unknown : never)): readonly (keyof T)[] => {
    void other;
    return plain;
  };
}

function put<T>(h: Hasher, value: T, plain: readonly (keyof T)[]): void {
  for (let index = 0; index < plain.length; index++) h.put(value[plain[index] as keyof T]);
}

const TASK = members<Task>()(
  ["task", "identifier", "background", "session", "kind", "style", "token", "state", "request", "description", "fromFile", "phase", "suspensions", "current", "upload", "sent", "toSend", "delayAsked", "redirects", "rejections", "trusted", "held", "kept", "base", "resume", "recording", "response", "error", "received", "expected", "location", "resumeSource"],
  ["launch", "line", "attempt", "since", "due", "resumedAt", "startedAt", "limitedUntil", "earliestBegin"],
);

/** Of its instants only whether they are there; how far away they are is put with the times. */
export function putTask(h: Hasher, task: Task): void {
  put(h, task, TASK);
  h.int((task.resumedAt === null ? 0 : 1) + (task.startedAt === null ? 0 : 2) + (task.earliestBegin === null ? 0 : 4));
}

type Delegate = Extract<Callback, { name: "delegate" }>;

const MESSAGE = members<Message>()(["identifier", "task", "kind", "question", "queued", "woken"], ["message", "cause"]);
export const putMessage = (h: Hasher, message: Message): void => put(h, message, MESSAGE);

const LEFT_OUT: ReadonlySet<string> = new Set(["attempt", "token", "launch", "cause", "timeline"]);

/** Numbers that tell promises apart are left out: what is superseded is withdrawn. */
export function putEvent(h: Hasher, event: Event): void {
  // The kind comes first, and says which members follow in which order.
  for (const key in event) {
    if (LEFT_OUT.has(key)) continue;
    const member = event[key as keyof Event] as unknown;
    if (key === "suspendedSince") h.put(member !== null);
    else h.put(member);
  }
}

/** `handled` only tells why it is suspended, of two reasons that no rule tells apart. */
const PROCESS = members<Process>()(
  ["state", "jobs", "jobsRun", "registration", "blocks", "grace"],
  ["launch", "running", "waiting", "wakes", "finished", "graceToken", "handled", "suspendedAt", "memory", "cause"],
);
const GUEST = members<GuestPoint>()(["life", "hostCalls"], ["input"]);
const RUNNING = members<Running>()(["source", "now"], ["callback", "mark", "line", "message"]);
const WAITING = members<Waiting>()(["source"], ["callback", "cause", "message"]);
const WAKE = members<Wake>()(["wake", "identifier", "mode", "parkedSaid", "completions", "begun", "closures", "finishSent", "open"], ["line"]);

const DELEGATE = members<Delegate>()(["name", "session", "method"], ["message"]);
const TOLD = members<MessageData>()(["task", "location", "error", "data", "bytesWritten", "offset", "question", "metrics"], []);

/** What a delegate is told of is in other callbacks as well. */
function putCallback(h: Hasher, callback: Callback): void {
  if (callback.name !== "delegate") return h.put(callback);
  const { a, b } = h.of(callback, () => {
    put(h, callback, DELEGATE);
    put(h, callback.message, TOLD);
  });
  h.lanes(a, b);
}

function putProcess(h: Hasher, process: Process): void {
  put(h, process, PROCESS);
  h.int(process.graceToken === 0 ? 0 : 1);
  if (process.running) {
    putCallback(h, process.running.callback);
    put(h, process.running, RUNNING);
    h.int(process.running.message === null ? 1 : 2);
  } else h.int(0);
  h.int(process.waiting.length);
  for (const each of process.waiting) {
    putCallback(h, each.callback);
    put(h, each, WAITING);
    h.int(each.message === null ? 1 : 2);
  }
  h.int(process.wakes.length);
  for (const wake of process.wakes) put(h, wake, WAKE);
  h.int(process.finished.length);
  for (const { handle, called, identifier } of process.finished) {
    h.int(handle);
    h.int(called);
    h.put(identifier);
  }
}

function putGuest(h: Hasher, guest: GuestPoint): void {
  put(h, guest, GUEST);
  const { input } = guest;
  // The callback is the one that the process runs, at its time.
  if (input?.kind === "callback") putCallback(h, input.callback);
  else h.put(input?.answer);
}

const INSTANCE = members<WidgetInstance>()(["instance", "configuration", "widget", "kind", "family"], ["charged", "shown", "timeline", "reload", "lastReload", "reloads"]);
const REQUEST = members<ProviderRequest>()(["request", "kind", "instance", "reason", "state"], ["line"]);
const HOST = members<Host>()(["placed", "unusable"], ["instances", "requests"]);

function putHost(h: Hasher, host: Host): void {
  put(h, host, HOST);
  h.int(host.instances.length);
  for (const instance of host.instances) {
    const { shown, timeline, reload } = instance;
    put(h, instance, INSTANCE);
    h.int(instance.charged.length);
    h.put(shown.what);
    h.put(shown.entry);
    h.int(shown.index);
    h.put(timeline?.entries ?? null);
    h.put(timeline?.policy ?? null);
    h.put(reload?.reason ?? null);
    h.put(reload?.free ?? null);
  }
  h.int(host.requests.length);
  for (const request of host.requests) put(h, request, REQUEST);
}

const FILE = members<DiskFile>()(["content", "size", "scope", "task", "used", "protected", "writtenAt"], []);
const DISK = members<Disk>()(["directories"], ["files", "defaults"]);

function putDisk(h: Hasher, disk: Disk): void {
  put(h, disk, DISK);
  h.record(disk.files, (file) => {
    const { a, b } = h.of(file as DiskFile, (each) => put(h, each, FILE));
    h.lanes(a, b);
  });
  h.record(disk.defaults, (values) => h.record(values as Disk["defaults"][string], (value) => h.put(value)));
}

const SESSION = members<Session>()(["session", "configuration", "delegate", "queue", "state", "invalidTold"], ["launch"]);
const IDENTIFIER = members<IdentifierState>()(["identifier", "sendsLaunchEvents", "sharedContainer", "failures", "methods"], ["wake"]);

function putSessions(h: Hasher, sessions: readonly Session[]): void {
  h.int(sessions.length);
  for (const session of sessions) put(h, session, SESSION);
}

function putIdentifiers(h: Hasher, identifiers: readonly IdentifierState[]): void {
  h.int(identifiers.length);
  for (const identifier of identifiers) {
    put(h, identifier, IDENTIFIER);
    h.put(identifier.wake !== null);
  }
}

/** The parts that are hashed as a whole. What the world holds besides is put in key.ts. */
export const partsOf = ({ device, app, disk, process, guest, host, loader }: World) =>
  [device, app, disk, process, guest, host, loader.questions, loader.sessions, loader.identifiers] as const;

type Putters<Held extends readonly unknown[]> = { readonly [Index in keyof Held]: (h: Hasher, part: Held[Index]) => void };

/** How each of them is put, in that order. */
export const PUT_PARTS: Putters<ReturnType<typeof partsOf>> = [
  (h, device) => h.put(device), (h, app) => h.put(app), putDisk, putProcess, putGuest, putHost, (h, questions) => h.put(questions), putSessions, putIdentifiers,
];

/** Every member of the world is a part, or is put in key.ts, or only tells when and how far. */
export const WORLD = members<World>()(
  ["device", "app", "disk", "process", "guest", "host", "loader", "agenda", "clock", "random", "counts"],
  // Deadlines count where transfers may expire: key.ts.
  ["at", "step", "lines", "serial", "deadlines"],
);
