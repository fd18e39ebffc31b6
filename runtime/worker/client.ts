/**
 * The page's end of the worker. Only the latest request matters: an older one that waits is dropped.
 * A worker that gives no sign of life for a second is replaced; what the learner wrote is the page's and stays.
 */
import { wrap, type Remote } from "comlink";
import type { TextEdit } from "../languages/typescript/format.ts";
import type { ProgramFile } from "../model/program.ts";
import type { Statics } from "../model/statics.ts";
import type { Progress } from "../explore/explore.ts";
import { BEAT, READY, type ExploreRequest, type Exploring, type Played, type ProgressMessage, type RunRequest, type Runtime, type StaticsRequest } from "./protocol.ts";

export type { BrokenRule, ExploreRequest, Exploring, Met, Permissions, Played, RunRequest, StaticsRequest } from "./protocol.ts";
export type { Progress } from "../explore/explore.ts";
export type { TextEdit } from "../languages/typescript/format.ts";

export type Answer =
  | { readonly kind: "result"; readonly result: Played }
  /** A newer request came before this one was begun. */
  | { readonly kind: "superseded" }
  /** The worker did not answer and was replaced. */
  | { readonly kind: "replaced" };

export type ExploreAnswer =
  | { readonly kind: "result"; readonly result: NonNullable<Exploring> }
  /** A run or a newer exploration was asked for, or it was left. */
  | { readonly kind: "superseded" }
  | { readonly kind: "replaced" };

/** Milliseconds without a sign of life. */
const SILENCE = 1000;
/** Milliseconds for the interpreter and the compiler to load, on a slow line. */
const PATIENCE = 60_000;
const LOOK = 200;

interface Waiting {
  readonly request: RunRequest;
  readonly done: (answer: Answer) => void;
}

interface Hand {
  readonly worker: Worker;
  readonly runtime: Remote<Runtime>;
  /** Resolves when the worker is replaced: it answers nothing more. */
  readonly gone: Promise<null>;
  readonly leave: () => void;
  ready: boolean;
  seen: number;
}

export class RuntimeClient {
  readonly #make: () => Worker;
  #hand: Hand | null = null;
  #waiting: Waiting | null = null;
  #running: Waiting | null = null;
  #halt: (() => void) | null = null;
  /** Ends the wait for the run that goes on, and leaves its worker as it is. */
  #drop: (() => void) | null = null;
  /** Ends the exploration that goes on, for whoever waits for it: the worker ends it by itself. */
  #leave: () => void = () => {};
  #onProgress: (progress: Progress) => void = () => {};

  /** `make` starts a worker; it is called again for each replacement. */
  constructor(make: () => Worker) {
    this.#make = make;
  }

  /** Starts the worker before there is something to run. */
  warm(): void {
    this.#hand ??= this.#begin();
  }

  run(request: RunRequest): Promise<Answer> {
    this.#leave();
    return new Promise((done) => {
      this.#waiting?.done({ kind: "superseded" });
      this.#waiting = { request, done };
      if (this.#running === null) void this.#next();
    });
  }

  /** How to format a file; `null` when the worker was replaced before it answered. */
  format(file: ProgramFile): Promise<readonly TextEdit[] | null> {
    this.warm();
    const { runtime, gone } = this.#hand as Hand;
    return Promise.race([runtime.format(file), gone]);
  }

  /** What learner modules held at points of a life; `null` when the worker was replaced before it answered. */
  statics(request: StaticsRequest): Promise<readonly (Statics | null)[] | null> {
    this.warm();
    const { runtime, gone } = this.#hand as Hand;
    return Promise.race([runtime.statics(request), gone]);
  }

  /** Explores in the background. A run that is asked for meanwhile, and any newer exploration, supersedes it. */
  explore(request: ExploreRequest, onProgress: (progress: Progress) => void = () => {}): Promise<ExploreAnswer> {
    this.#leave();
    // The run comes first, and would end it.
    if (this.#running !== null || this.#waiting !== null) return Promise.resolve({ kind: "superseded" });
    this.warm();
    const { runtime, gone } = this.#hand as Hand;
    return new Promise((resolve, reject) => {
      const end = (answer: ExploreAnswer): void => {
        if (this.#leave === leave) {
          this.#leave = () => {};
          this.#onProgress = () => {};
        }
        resolve(answer);
      };
      const leave = (): void => end({ kind: "superseded" });
      this.#leave = leave;
      this.#onProgress = onProgress;
      void gone.then(() => end({ kind: "replaced" }));
      runtime.explore(request).then((result) => end(result === null ? { kind: "superseded" } : { kind: "result", result }), reject);
    });
  }

  /** Ends the exploration that goes on, if one does. */
  leave(): void {
    this.#leave();
    void this.#hand?.runtime.leave();
  }

  /** Ends the run that goes on, with its worker. */
  stop(): void {
    this.#halt?.();
  }

  /** Ends the worker. Whoever waits for a run is told that it was superseded. */
  dispose(): void {
    this.#waiting?.done({ kind: "superseded" });
    this.#waiting = null;
    this.#drop?.();
    this.#hand?.worker.terminate();
    this.#hand?.leave();
    this.#hand = null;
  }

  #begin(): Hand {
    const worker = this.#make();
    let leave = (): void => {};
    const gone = new Promise<null>((resolve) => (leave = () => resolve(null)));
    const hand: Hand = { worker, runtime: wrap<Runtime>(worker), gone, leave, ready: false, seen: performance.now() };
    worker.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
      hand.seen = performance.now();
      if (data === READY || data === BEAT) hand.ready ||= data === READY;
      else if (isProgress(data)) this.#onProgress(data.exploring);
    });
    return hand;
  }

  async #next(): Promise<void> {
    const job = this.#waiting;
    if (job === null) return;
    this.#waiting = null;
    this.#running = job;
    this.warm();
    const hand = this.#hand as Hand;
    hand.seen = performance.now();
    job.done(await this.#watched(hand, job.request));
    this.#running = null;
    if (this.#waiting !== null) void this.#next();
  }

  #watched(hand: Hand, request: RunRequest): Promise<Answer> {
    return new Promise((resolve) => {
      const look = setInterval(() => {
        if (performance.now() - hand.seen > (hand.ready ? SILENCE : PATIENCE)) replace();
      }, LOOK);
      let isOver = false;
      const end = (answer: Answer): void => {
        if (isOver) return;
        isOver = true;
        clearInterval(look);
        this.#halt = this.#drop = null;
        hand.worker.removeEventListener("error", replace);
        resolve(answer);
      };
      const replace = (): void => {
        if (isOver) return;
        end({ kind: "replaced" });
        hand.worker.terminate();
        hand.leave();
        this.#hand = this.#begin();
      };
      this.#halt = replace;
      this.#drop = () => end({ kind: "superseded" });
      hand.worker.addEventListener("error", replace, { once: true });
      hand.runtime.run(request).then(
        (result) => end({ kind: "result", result }),
        (error: unknown) => {
          console.error(error);
          replace();
        },
      );
    });
  }
}

const isProgress = (data: unknown): data is ProgressMessage => typeof data === "object" && data !== null && "exploring" in data;
