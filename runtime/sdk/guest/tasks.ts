/** `URLSessionTask` and its kinds: names for what the world does with a transfer. */
import type { Content, RequestData, TaskData } from "../../model/host-call.ts";
import type { ReplyData } from "../../model/guest.ts";
import { tracked } from "./async.ts";
import { call, Closures } from "./host.ts";
import { Data, dataOf } from "./data.ts";
import { needFunction, notEmulated, platformError, URLError, wrongValue } from "./errors.ts";
import { HTTPURLResponse, URLRequest } from "./requests.ts";

type Sent = Omit<TaskData, Empty | "description"> & Partial<Pick<TaskData, Empty>> & { description?: string | null };
type Empty = "response" | "error" | "earliestBeginDate" | "currentRequest";
type Reply = (reply: ReplyData) => unknown;

/** Completion handlers and promises that wait for the world. */
const replies = new Closures<Reply>();
const tasks = new Map<number, URLSessionTask>();

export const expectReply = (reply: Reply): number => replies.keep(reply);

/** Gives an answer to whoever waits for it. */
export function reply(token: number, data: ReplyData): unknown {
  return replies.take(token)?.(data);
}

/** How far a transfer is. */
export class Progress {
  readonly completedUnitCount: number;
  readonly totalUnitCount: number;

  constructor(completed: number, total: number) {
    this.completedUnitCount = completed;
    this.totalUnitCount = total;
  }

  get fractionCompleted(): number {
    return this.totalUnitCount > 0 ? this.completedUnitCount / this.totalUnitCount : 0;
  }

  get isFinished(): boolean {
    return this.totalUnitCount > 0 && this.completedUnitCount >= this.totalUnitCount;
  }

  get localizedDescription(): string {
    return `${Math.floor(this.fractionCompleted * 100)}% completed`;
  }

  get isIndeterminate(): boolean {
    return this.totalUnitCount <= 0;
  }
}

export class URLSessionTask {
  /** Without what is empty, and without the current request where that is the original one. */
  #data: Sent;
  #delegate: object | null = null;
  /** Hints for the system's schedule, headers included [E21]. */
  countOfBytesClientExpectsToSend = -1;
  countOfBytesClientExpectsToReceive = -1;
  priority = 0.5;

  constructor(data: Sent) {
    this.#data = data;
    tasks.set(data.task, this);
  }

  static readonly lowPriority = 0.25;
  static readonly defaultPriority = 0.5;
  static readonly highPriority = 0.75;

  static readonly State = { running: "running", suspended: "suspended", canceling: "canceling", completed: "completed" } as const;

  get delegate(): object | null {
    return this.#delegate;
  }

  /** [E18] Kept; a background session never calls it, and no session does here. */
  set delegate(delegate: object | null) {
    if (delegate !== null && !URLSessionTask.keepsDelegate(this)) throw notEmulated("The delegate of one task", "Give the session a delegate: new URLSession({ configuration, delegate }).");
    this.#delegate = delegate;
  }

  /** Whether its session is a background session; the sessions' file says it. */
  static keepsDelegate: (task: URLSessionTask) => boolean = () => true;

  get prefersIncrementalDelivery(): boolean {
    return true;
  }

  get taskIdentifier(): number {
    return this.#data.identifier;
  }

  get state(): string {
    return this.#read().state;
  }

  get response(): HTTPURLResponse | null {
    const { response } = this.#ended();
    return response ? new HTTPURLResponse(response) : null;
  }

  get error(): Error | null {
    const { error } = this.#ended();
    return error ? platformError(error) : null;
  }

  get originalRequest(): URLRequest {
    return requestOf(this.#data.originalRequest);
  }

  get currentRequest(): URLRequest {
    const { currentRequest, originalRequest } = this.#ended();
    return requestOf(currentRequest ?? originalRequest);
  }

  get taskDescription(): string | null {
    return this.#data.description ?? null;
  }

  set taskDescription(description: string | null) {
    const text = description === null || description === undefined ? null : String(description);
    this.#data.description = text;
    call({ name: "task-describe", task: this.#data.task, description: text });
  }

  get earliestBeginDate(): Date | null {
    const { earliestBeginDate = null } = this.#data;
    return earliestBeginDate === null ? null : new Date(earliestBeginDate);
  }

  set earliestBeginDate(date: Date | null) {
    if (date !== null && (!(date instanceof Date) || Number.isNaN(date.getTime()))) throw wrongValue("earliestBeginDate", "a Date or null", date);
    this.#data = call({ name: "task-schedule", task: this.#data.task, earliestBeginDate: date && date.getTime() });
  }

  get countOfBytesReceived(): number {
    return this.#read().bytesReceived;
  }

  get countOfBytesExpectedToReceive(): number {
    return this.#read().bytesExpected;
  }

  get countOfBytesSent(): number {
    return this.#read().bytesSent;
  }

  get countOfBytesExpectedToSend(): number {
    return this.#read().bytesToSend;
  }

  get progress(): Progress {
    const { bytesReceived, bytesExpected, bytesSent, bytesToSend } = this.#read();
    return new Progress(bytesReceived + bytesSent, bytesExpected < 0 ? 0 : bytesExpected + bytesToSend);
  }

  resume(): void {
    const { task } = this.#data;
    const data = call({ name: "task-resume", task });
    const latest = tasks.get(task);
    // An object whose task has become another kind's knows less than the one that took its place.
    if (data !== null) this.#data = data;
    else if (latest && latest !== this) this.#data = { ...latest.#data };
  }

  suspend(): void {
    this.#data = call({ name: "task-suspend", task: this.#data.task });
  }

  cancel(options?: unknown, closure?: unknown): void {
    if (options === undefined && closure === undefined) {
      this.#data = call({ name: "task-cancel", task: this.#data.task });
      return;
    }
    const given = typeof options === "function" ? options : closure ?? (options as { byProducingResumeData?: unknown } | null)?.byProducingResumeData;
    const handler = needFunction(given as ((data: Data | null) => unknown) | undefined, "cancel({ byProducingResumeData })");
    const token = expectReply((data) => (data.kind === "resume-data" ? handler(data.data && dataOf(data.data)) : undefined));
    this.#data = call({ name: "task-cancel-producing", task: this.#data.task, token });
  }

  /** What a message brought is newer than what was known. */
  static update(task: URLSessionTask, data: Sent): void {
    task.#data = data;
  }

  #read(): Sent {
    this.#data = call({ name: "task-read", task: this.#data.task });
    return this.#data;
  }

  #ended(): Sent {
    return this.#data.state === "completed" ? this.#data : this.#read();
  }
}

export class URLSessionDownloadTask extends URLSessionTask {
  cancelByProducingResumeData(closure?: (data: Data | null) => unknown): unknown {
    if (closure) return this.cancel(closure);
    return tracked(new Promise((resolve) => this.cancel(resolve)));
  }
}
export class URLSessionDataTask extends URLSessionTask {}
export class URLSessionUploadTask extends URLSessionDataTask {}

const CLASSES = { download: URLSessionDownloadTask, data: URLSessionDataTask, upload: URLSessionUploadTask } as const;

/** The object for a task: the one there is; after a relaunch, or when it became a download, a new one. */
export function taskOf(data: Sent): URLSessionTask {
  const known = tasks.get(data.task);
  if (!known || known.constructor !== CLASSES[data.kind]) return new CLASSES[data.kind](data);
  URLSessionTask.update(known, data);
  return known;
}

export function requestOf(data: RequestData): URLRequest {
  const request = new URLRequest(data.url === "" ? "about:blank" : data.url);
  request.httpMethod = data.method;
  request.allHTTPHeaderFields = { ...data.headers };
  request.timeoutInterval = data.timeoutInterval ?? 60;
  request.allowsCellularAccess = data.allowsCellularAccess;
  if (data.body) request.httpBody = dataOf(data.body);
  return request;
}

/** Resume data as it was given, or whatever else the learner kept. */
export const resumeContent = (given: unknown): Content => {
  if (given instanceof Data) return Data.content(given);
  throw wrongValue("downloadTask({ withResumeData })", "the Data that cancel({ byProducingResumeData }) gave", given);
};

/** [E8] */
Object.defineProperty(URLError.prototype, "downloadTaskResumeData", {
  get(this: URLError) {
    const text = this.userInfo["NSURLSessionDownloadTaskResumeData"];
    return typeof text === "string" ? new Data(text) : null;
  },
});
