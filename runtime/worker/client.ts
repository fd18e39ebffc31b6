/**
 * The page's end of the worker. Only the latest request matters: an older one that waits is dropped.
 * A worker that gives no sign of life for a second is replaced; what the learner wrote is the page's and stays.
 */
import { wrap, type Remote } from "comlink";
import type { RunResult } from "../model/run.ts";
import type { Statics } from "../model/statics.ts";
import { BEAT, READY, type RunRequest, type Runtime, type StaticsRequest } from "./protocol.ts";

export type { RunRequest, StaticsRequest } from "./protocol.ts";

export type Answer =
  | { readonly kind: "result"; readonly result: RunResult }
  /** A newer request came before this one was begun. */
  | { readonly kind: "superseded" }
  /** The worker did not answer and was replaced. */
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
  ready: boolean;
  seen: number;
  /** Told when the worker is given up: what was asked of it gets no answer. */
  readonly gone: Set<() => void>;
}

export class RuntimeClient {
  readonly #make: () => Worker;
  #hand: Hand | null = null;
  #waiting: Waiting | null = null;
  #running: Waiting | null = null;
  #halt: (() => void) | null = null;

  /** `make` starts a worker; it is called again for each replacement. */
  constructor(make: () => Worker) {
    this.#make = make;
  }

  /** Starts the worker before there is something to run. */
  warm(): void {
    this.#hand ??= this.#begin();
  }

  run(request: RunRequest): Promise<Answer> {
    return new Promise((done) => {
      this.#waiting?.done({ kind: "superseded" });
      this.#waiting = { request, done };
      if (this.#running === null) void this.#next();
    });
  }

  /** What learner modules held at points of a life; `null` when the worker is replaced before it answers. */
  async statics(request: StaticsRequest): Promise<readonly (Statics | null)[] | null> {
    this.warm();
    const hand = this.#hand as Hand;
    return new Promise((done) => {
      const give = (): void => done(null);
      hand.gone.add(give);
      hand.runtime.statics(request).then(done, (error: unknown) => {
        console.error(error);
        give();
      }).finally(() => hand.gone.delete(give));
    });
  }

  /** Ends the run that goes on, with its worker. */
  stop(): void {
    this.#halt?.();
  }

  dispose(): void {
    this.#hand?.worker.terminate();
    this.#hand = null;
  }

  #begin(): Hand {
    const worker = this.#make();
    const hand: Hand = { worker, runtime: wrap<Runtime>(worker), ready: false, seen: performance.now(), gone: new Set() };
    worker.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
      hand.seen = performance.now();
      if (data === READY || data === BEAT) hand.ready ||= data === READY;
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
      const replace = (): void => {
        clearInterval(look);
        this.#halt = null;
        hand.worker.terminate();
        for (const give of hand.gone) give();
        this.#hand = this.#begin();
        resolve({ kind: "replaced" });
      };
      this.#halt = replace;
      hand.worker.addEventListener("error", replace, { once: true });
      hand.runtime.run(request).then(
        (result) => {
          clearInterval(look);
          this.#halt = null;
          hand.worker.removeEventListener("error", replace);
          resolve({ kind: "result", result });
        },
        (error: unknown) => {
          console.error(error);
          replace();
        },
      );
    });
  }
}
