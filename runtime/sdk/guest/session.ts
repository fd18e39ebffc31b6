/** `URLSession`. What happens to its tasks is the world's; these objects only name them. */
import { DELEGATE_METHODS, type TaskKind, type TaskStyle } from "../../model/host-call.ts";
import type { ReplyData } from "../../model/guest.ts";
import { call } from "./host.ts";
import { Data, dataOf } from "./data.ts";
import { labels, needFunction, notEmulated, platformError, wrongValue } from "./errors.ts";
import { filePath, URL } from "./paths.ts";
import { onCancel, tracked } from "./async.ts";
import { OperationQueue } from "./operations.ts";
import { enqueue } from "./queues.ts";
import { HTTPURLResponse, requestData, URLRequest, URLSessionConfiguration } from "./requests.ts";
import { expectReply, resumeContent, taskOf, URLSessionDataTask, URLSessionDownloadTask, URLSessionTask, URLSessionUploadTask } from "./tasks.ts";

type Handler = (...values: unknown[]) => unknown;

/** Tasks of this process's own loader. */
const inline = new WeakSet<URLSessionTask>();
URLSessionTask.keepsDelegate = (task) => !inline.has(task);

export const sessions = new Map<number, URLSession>();

/** What a challenge is answered with. */
export class URLCredential {
  readonly user: string | null;
  readonly password: string | null;

  constructor(options: { user?: string; password?: string; persistence?: unknown; trust?: unknown; identity?: unknown } = {}) {
    this.user = options?.user ?? null;
    this.password = options?.password ?? null;
  }
}

let sharedSession: URLSession | null = null;

/** [D6] */
const serialQueue = (): OperationQueue => Object.assign(new OperationQueue(), { maxConcurrentOperationCount: 1 });

export class URLSession {
  readonly #session: number = 0;
  readonly #configuration!: URLSessionConfiguration;
  readonly delegate: object | null = null;
  readonly delegateQueue!: OperationQueue;
  sessionDescription: string | null = null;

  constructor(options: { configuration: URLSessionConfiguration; delegate?: object | null; delegateQueue?: unknown }) {
    const { configuration, delegate = null, delegateQueue = null } = labels<typeof options>(options, "new URLSession", "new URLSession({ configuration, delegate: this, delegateQueue: null })");
    if (!(configuration instanceof URLSessionConfiguration)) throw wrongValue("new URLSession({ configuration })", "a URLSessionConfiguration", configuration);
    if (delegate !== null && typeof delegate !== "object") throw wrongValue("new URLSession({ delegate })", "an object with delegate methods, or null", delegate);
    const { session, reused } = call({
      name: "session-create", configuration: URLSessionConfiguration.data(configuration), queue: delegateQueue === OperationQueue.main ? "main" : "own",
      delegate: delegate && { type: nameOf(delegate), methods: DELEGATE_METHODS.filter((method) => typeof (delegate as Record<string, unknown>)[method] === "function") },
    });
    const existing = sessions.get(session);
    // [D8] The system gives the live session back, with its old delegate.
    if (reused && existing) return existing;
    this.#session = session;
    this.#configuration = URLSessionConfiguration.copy(configuration, session);
    this.delegate = delegate;
    this.delegateQueue = delegateQueue instanceof OperationQueue ? delegateQueue : serialQueue();
    URLSessionConfiguration.used(configuration, session);
    sessions.set(session, this);
  }

  /** The answers a delegate may give; the strings themselves do as well. */
  static readonly AuthChallengeDisposition = { useCredential: "useCredential", performDefaultHandling: "performDefaultHandling", cancelAuthenticationChallenge: "cancelAuthenticationChallenge", rejectProtectionSpace: "rejectProtectionSpace" } as const;
  static readonly DelayedRequestDisposition = { continueLoading: "continueLoading", useNewRequest: "useNewRequest", cancel: "cancel" } as const;
  static readonly ResponseDisposition = { allow: "allow", cancel: "cancel", becomeDownload: "becomeDownload" } as const;

  static get shared(): URLSession {
    sharedSession ??= new URLSession({ configuration: new URLSessionConfiguration("shared") });
    return sharedSession;
  }

  get configuration(): URLSessionConfiguration {
    return URLSessionConfiguration.copy(this.#configuration, this.#session);
  }

  downloadTask(options: { with?: unknown; withResumeData?: unknown }, handler?: Handler): URLSessionDownloadTask {
    return this.#create("download", options, "downloadTask", handler) as URLSessionDownloadTask;
  }

  dataTask(options: { with: unknown }, handler?: Handler): URLSessionDataTask {
    return this.#create("data", options, "dataTask", handler) as URLSessionDataTask;
  }

  uploadTask(options: { with: unknown; fromFile?: unknown; from?: unknown }, handler?: Handler): URLSessionUploadTask {
    return this.#create("upload", options, "uploadTask", handler) as URLSessionUploadTask;
  }

  data(options: { from?: unknown; for?: unknown }): Promise<[Data, HTTPURLResponse]> {
    return this.#answer("data", options, "data", ({ content, task }) => [content ? dataOf(content) : new Data(""), new HTTPURLResponse(task.response as never)]);
  }

  download(options: { from?: unknown; for?: unknown; resumeFrom?: unknown }): Promise<[URL, HTTPURLResponse]> {
    return this.#answer("download", options, "download", ({ location, task }) => [URL.fileURLWithPath(location ?? ""), new HTTPURLResponse(task.response as never)]);
  }

  upload(options: { for: unknown; from?: unknown; fromFile?: unknown }): Promise<[Data, HTTPURLResponse]> {
    return this.#answer("upload", options, "upload", ({ content, task }) => [content ? dataOf(content) : new Data(""), new HTTPURLResponse(task.response as never)]);
  }

  finishTasksAndInvalidate(): void {
    call({ name: "session-invalidate", session: this.#session, cancel: false });
  }

  invalidateAndCancel(): void {
    call({ name: "session-invalidate", session: this.#session, cancel: true });
  }

  getAllTasks(handler: Handler | { completionHandler: Handler }): void {
    const closure = handlerOf(handler, "getAllTasks");
    this.#outstanding((all) => closure(all));
  }

  getTasksWithCompletionHandler(handler: Handler | { completionHandler: Handler }): void {
    const closure = handlerOf(handler, "getTasksWithCompletionHandler");
    this.#outstanding((all) => closure(...byKind(all)));
  }

  get allTasks(): Promise<URLSessionTask[]> {
    return tracked(new Promise((resolve) => this.#outstanding(resolve)));
  }

  get tasks(): Promise<URLSessionTask[][]> {
    return tracked(new Promise((resolve) => this.#outstanding((all) => resolve(byKind(all)))));
  }

  /** Nothing is cached and no credentials are kept here, so there is nothing to write away or to empty: only the answer comes, later. */
  flush(handler?: Handler | { completionHandler: Handler }): Promise<void> | undefined {
    return this.#later(handler, "flush");
  }

  reset(handler?: Handler | { completionHandler: Handler }): Promise<void> | undefined {
    return this.#later(handler, "reset");
  }

  #later(handler: Handler | { completionHandler: Handler } | undefined, name: string): Promise<void> | undefined {
    if (handler === undefined) return tracked(new Promise((resolve) => enqueue("session", resolve as () => unknown)));
    enqueue("session", handlerOf(handler, name));
    return undefined;
  }

  #outstanding(then: (all: URLSessionTask[]) => unknown): void {
    call({ name: "session-tasks", session: this.#session, token: expectReply((data) => (data.kind === "tasks" ? then(data.tasks.map(taskOf)) : undefined)) });
  }

  #create(kind: TaskKind, options: { with?: unknown; fromFile?: unknown; from?: unknown }, name: string, handler?: Handler): URLSessionTask {
    const given = labels<{ with?: unknown; completionHandler?: Handler }>(options instanceof URL || typeof options === "string" ? { with: options } : options, `${name}()`, `.${name}({ with: url })`);
    const closure = handler ?? given.completionHandler ?? null;
    if (closure === null) return this.#make(kind, "delegate", given, name, null);
    needFunction(closure, `the completion handler of ${name}`);
    const token = expectReply((data) => {
      if (data.kind !== "transfer") return undefined;
      taskOf(data.task);
      const first = data.error ? null : kind === "download" ? URL.fileURLWithPath(data.location ?? "") : data.content ? dataOf(data.content) : new Data("");
      return closure(first, data.task.response && new HTTPURLResponse(data.task.response), data.error && platformError(data.error));
    });
    return this.#make(kind, "completion", given, name, token);
  }

  #answer<T>(kind: TaskKind, options: { from?: unknown; for?: unknown; fromFile?: unknown; resumeFrom?: unknown }, name: string, result: (reply: Extract<ReplyData, { kind: "transfer" }>) => T): Promise<T> {
    const given = labels<{ from?: unknown; for?: unknown; fromFile?: unknown; resumeFrom?: unknown; delegate?: unknown }>(options instanceof URL || typeof options === "string" ? { from: options } : options, `${name}()`, `.${name}({ from: url })`);
    if (given.delegate !== undefined && given.delegate !== null) throw notEmulated(`The delegate of ${name}(for:delegate:)`, "Give the session a delegate: new URLSession({ configuration, delegate }).");
    return tracked(new Promise((resolve, reject) => {
      const token = expectReply((data) => {
        if (data.kind !== "transfer") return;
        taskOf(data.task);
        if (data.error) reject(platformError(data.error));
        else resolve(result(data));
      });
      const parts = kind === "upload" ? { with: given.for, from: given.from, fromFile: given.fromFile } : given.resumeFrom !== undefined ? { withResumeData: given.resumeFrom } : { with: given.from ?? given.for };
      const task = this.#make(kind, "async", parts, name, token);
      onCancel(() => task.cancel());
      task.resume();
    }));
  }

  #make(kind: TaskKind, style: TaskStyle, parts: { with?: unknown; withResumeData?: unknown; fromFile?: unknown; from?: unknown }, name: string, token: number | null): URLSessionTask {
    const resumeData = parts.withResumeData === undefined ? null : resumeContent(parts.withResumeData);
    const request = requestData(resumeData ? new URLRequest("about:blank") : parts.with, `${name}({ with })`);
    const fromData = kind === "upload" && parts.fromFile === undefined;
    const body = parts.from instanceof Data ? Data.content(parts.from) : request.body;
    const task = taskOf(call({
      name: "task-create", session: this.#session, kind, style, token, fromData, resumeData, request: { ...request, method: kind === "upload" && request.method === "GET" ? "POST" : request.method, body },
      fromFile: kind === "upload" && parts.fromFile !== undefined ? filePath(parts.fromFile, "uploadTask({ with, fromFile })") : null,
    }));
    // [E19] The first message of a task comes inside the call that makes it.
    if (this.#configuration.identifier === null) inline.add(task);
    const told = (this.delegate as Record<string, unknown> | null)?.["urlSessionDidCreateTask"];
    if (typeof told === "function") told.call(this.delegate, this, task);
    return task;
  }
}

/** What a widget has no use for, or no time. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  webSocketTask: "A widget has no time for a socket: use a background download.", streamTask: "A widget has no time for a socket: use a background download.",
  bytes: "Use data({ from }), or a background download.", dataTaskPublisher: "Combine is not emulated: use a delegate, or await data({ from }).",
};
for (const [name, instead] of Object.entries(ELSEWHERE)) Object.defineProperty(URLSession.prototype, name, { value: () => { throw notEmulated(`URLSession.${name}`, instead); } });

const byKind = (all: URLSessionTask[]): URLSessionTask[][] => [
  all.filter((task) => task instanceof URLSessionDataTask && !(task instanceof URLSessionUploadTask)),
  all.filter((task) => task instanceof URLSessionUploadTask),
  all.filter((task) => task instanceof URLSessionDownloadTask),
];

const handlerOf = (handler: Handler | { completionHandler: Handler }, where: string): Handler => needFunction(typeof handler === "function" ? handler : handler?.completionHandler, where);

function nameOf(delegate: object): string {
  const name: unknown = delegate.constructor?.name;
  return typeof name === "string" && name !== "Object" ? name : "";
}
