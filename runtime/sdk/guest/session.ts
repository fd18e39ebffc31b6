/** `URLSession` and its tasks. What happens to them is the world's; these objects only name it. */
import { DELEGATE_METHODS, type RequestData, type TaskData, type TaskKind, type TaskStyle } from "../../model/host-call.ts";
import type { ReplyData } from "../../model/guest.ts";
import { call, Closures } from "./host.ts";
import { Data, dataOf } from "./data.ts";
import { labels, needFunction, notEmulated, platformError, wrongValue } from "./errors.ts";
import { filePath, URL } from "./paths.ts";
import { OperationQueue } from "./queues.ts";
import { HTTPURLResponse, requestData, URLRequest, URLSessionConfiguration } from "./requests.ts";

type Handler = (...values: unknown[]) => unknown;
type Reply = (reply: ReplyData) => unknown;

/** Completion handlers and promises that wait for the world. */
const replies = new Closures<Reply>();
export const sessions = new Map<number, URLSession>();
const tasks = new Map<number, URLSessionTask>();

export const expectReply = (reply: Reply): number => replies.keep(reply);

/** Gives an answer to whoever waits for it. */
export function reply(token: number, data: ReplyData): unknown {
  return replies.take(token)?.(data);
}

export class URLSessionTask {
  #data: TaskData;

  constructor(data: TaskData) {
    this.#data = data;
    tasks.set(data.task, this);
  }

  get taskIdentifier(): number {
    return this.#data.identifier;
  }

  get state(): string {
    return this.#read().state;
  }

  get response(): HTTPURLResponse | null {
    const { response } = this.#ended();
    return response && new HTTPURLResponse(response);
  }

  get error(): Error | null {
    const { error } = this.#ended();
    return error && platformError(error);
  }

  get originalRequest(): URLRequest {
    return requestOf(this.#data.originalRequest);
  }

  get currentRequest(): URLRequest {
    return requestOf({ ...this.#data.originalRequest, url: this.#ended().currentUrl });
  }

  get taskDescription(): string | null {
    return this.#data.description;
  }

  set taskDescription(description: string | null) {
    this.#data = { ...this.#data, description: description === null || description === undefined ? null : String(description) };
    call({ name: "task-describe", task: this.#data.task, description: this.#data.description });
  }

  get countOfBytesReceived(): number {
    return this.#read().bytesReceived;
  }

  get countOfBytesExpectedToReceive(): number {
    return this.#read().bytesExpected;
  }

  resume(): void {
    this.#data = call({ name: "task-resume", task: this.#data.task });
  }

  suspend(): void {
    this.#data = call({ name: "task-suspend", task: this.#data.task });
  }

  cancel(options?: unknown): void {
    if (options !== undefined) throw notEmulated("cancel(byProducingResumeData:)", "The daemon resumes background downloads by itself; use cancel().");
    this.#data = call({ name: "task-cancel", task: this.#data.task });
  }

  /** What a message brought is newer than what was known. */
  static update(task: URLSessionTask, data: TaskData): void {
    task.#data = data;
  }

  #read(): TaskData {
    this.#data = call({ name: "task-read", task: this.#data.task });
    return this.#data;
  }

  #ended(): TaskData {
    return this.#data.state === "completed" ? this.#data : this.#read();
  }
}

/** Settings that schedule or limit a transfer: they may be written, and change nothing here. */
for (const name of ["earliestBeginDate", "countOfBytesClientExpectsToSend", "countOfBytesClientExpectsToReceive", "priority"]) {
  Object.defineProperty(URLSessionTask.prototype, name, { value: null, writable: true, enumerable: false });
}

export class URLSessionDownloadTask extends URLSessionTask {}
export class URLSessionDataTask extends URLSessionTask {}
export class URLSessionUploadTask extends URLSessionDataTask {}

const CLASSES = { download: URLSessionDownloadTask, data: URLSessionDataTask, upload: URLSessionUploadTask } as const;

/** The object for a task: the one there is, or after a relaunch a new one. */
export function taskOf(data: TaskData): URLSessionTask {
  const known = tasks.get(data.task);
  if (!known) return new CLASSES[data.kind](data);
  URLSessionTask.update(known, data);
  return known;
}

function requestOf(data: RequestData): URLRequest {
  const request = new URLRequest(data.url);
  request.httpMethod = data.method;
  request.allHTTPHeaderFields = { ...data.headers };
  if (data.body) request.httpBody = dataOf(data.body);
  return request;
}

let sharedSession: URLSession | null = null;

export class URLSession {
  readonly #session: number = 0;
  readonly #configuration!: URLSessionConfiguration;
  readonly delegate: object | null = null;
  readonly delegateQueue: unknown = null;
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
    this.delegateQueue = delegateQueue;
    URLSessionConfiguration.used(configuration, session);
    sessions.set(session, this);
  }

  static get shared(): URLSession {
    sharedSession ??= new URLSession({ configuration: new URLSessionConfiguration("shared") });
    return sharedSession;
  }

  get configuration(): URLSessionConfiguration {
    return URLSessionConfiguration.copy(this.#configuration, this.#session);
  }

  downloadTask(options: { with?: unknown; withResumeData?: unknown }, handler?: Handler): URLSessionDownloadTask {
    if (options?.withResumeData !== undefined) throw notEmulated("downloadTask(withResumeData:)", "The daemon resumes background downloads by itself.");
    return this.#create("download", options, "downloadTask", handler) as URLSessionDownloadTask;
  }

  dataTask(options: { with: unknown }, handler?: Handler): URLSessionDataTask {
    return this.#create("data", options, "dataTask", handler) as URLSessionDataTask;
  }

  uploadTask(options: { with: unknown; fromFile?: unknown; from?: unknown }, handler?: Handler): URLSessionUploadTask {
    return this.#create("upload", options, "uploadTask", handler) as URLSessionUploadTask;
  }

  async data(options: { from?: unknown; for?: unknown }): Promise<[Data, HTTPURLResponse]> {
    const { content, task } = await this.#answer("data", options, "data");
    return [content ? dataOf(content) : new Data(""), new HTTPURLResponse(task.response as never)];
  }

  async download(options: { from?: unknown; for?: unknown }): Promise<[URL, HTTPURLResponse]> {
    const { location, task } = await this.#answer("download", options, "download");
    return [URL.fileURLWithPath(location ?? ""), new HTTPURLResponse(task.response as never)];
  }

  async upload(options: { for: unknown; from?: unknown; fromFile?: unknown }): Promise<[Data, HTTPURLResponse]> {
    const { content, task } = await this.#answer("upload", options, "upload");
    return [content ? dataOf(content) : new Data(""), new HTTPURLResponse(task.response as never)];
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
    return new Promise((resolve) => this.#outstanding(resolve));
  }

  get tasks(): Promise<URLSessionTask[][]> {
    return new Promise((resolve) => this.#outstanding((all) => resolve(byKind(all))));
  }

  flush(handler: Handler): void {
    needFunction(handler, "flush")();
  }

  reset(handler: Handler): void {
    needFunction(handler, "reset")();
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

  #answer(kind: TaskKind, options: { from?: unknown; for?: unknown; fromFile?: unknown }, name: string): Promise<Extract<ReplyData, { kind: "transfer" }>> {
    const given = labels<{ from?: unknown; for?: unknown; fromFile?: unknown }>(options instanceof URL || typeof options === "string" ? { from: options } : options, `${name}()`, `.${name}({ from: url })`);
    return new Promise((resolve, reject) => {
      const token = expectReply((data) => {
        if (data.kind !== "transfer") return;
        taskOf(data.task);
        if (data.error) reject(platformError(data.error));
        else resolve(data);
      });
      const parts = kind === "upload" ? { with: given.for, from: given.from, fromFile: given.fromFile } : { with: given.from ?? given.for };
      this.#make(kind, "async", parts, name, token).resume();
    });
  }

  #make(kind: TaskKind, style: TaskStyle, parts: { with?: unknown; fromFile?: unknown; from?: unknown }, name: string, token: number | null): URLSessionTask {
    const request = requestData(parts.with, `${name}({ with })`);
    const fromData = kind === "upload" && parts.fromFile === undefined;
    const body = parts.from instanceof Data ? Data.content(parts.from) : request.body;
    return taskOf(call({
      name: "task-create", session: this.#session, kind, style, token, fromData, request: { ...request, method: kind === "upload" && request.method === "GET" ? "POST" : request.method, body },
      fromFile: kind === "upload" && parts.fromFile !== undefined ? filePath(parts.fromFile, "uploadTask({ with, fromFile })") : null,
    }));
  }
}

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
