/**
 * The guest: learner code as a deterministic function of its history. Histories form a tree; each
 * node is a life that was once reached, with what it did there. The interpreter runs only for what
 * the tree does not know yet, and stands at one life at a time.
 */
import { assert, present } from "../base/assert.ts";
import type { Advance, Guest, Input, LifeId, Output } from "../model/guest.ts";
import type { HostCall } from "../model/host-call.ts";
import type { Json } from "../model/json.ts";
import type { CompiledProgram, Position } from "../model/program.ts";
import { guestFailure } from "./failure.ts";
import { learnerFrames } from "./stack.ts";
import type { Ended, Host } from "./calls.ts";
import type { Image, Machine } from "./vm.ts";
import { answerJson, callbackJson } from "./wire.ts";

/** Learner code reads the time for the first time in a callback; nobody outside hears of it. */
interface TimeRead {
  readonly kind: "time";
}

/** The time it reads. */
interface Time {
  readonly kind: "time";
  readonly now: number;
}

interface Life {
  readonly parent: LifeId;
  readonly input: Input | Time;
  readonly output: Output | TimeRead;
  readonly next: Map<string, LifeId>;
}

/** Of 1.1 MB each. */
const MOST_IMAGES = 48;

/** What the interpreter is at: a guest and a life of it, or nothing that could be gone on from. */
export interface Place {
  guest: Guest | null;
  life: LifeId;
  /** Images of lives that were replayed last, of one guest: a machine has room for those of one. */
  readonly images: { of: Guest | null; readonly by: Map<LifeId, Image> };
}

export class SandboxGuest implements Guest {
  readonly root = 0;
  readonly #machine: Machine;
  readonly #image: Image;
  readonly #program: CompiledProgram;
  readonly #place: Place;
  readonly #lives: Life[];
  /** The latest learner line that called the system: where a limit was met, when no stack says it. */
  #latest: Position | null = null;
  entries = 0;

  constructor(machine: Machine, place: Place, image: Image, program: CompiledProgram) {
    this.#machine = machine;
    this.#place = place;
    this.#image = image;
    this.#program = program;
    const launched: Life = { parent: -1, input: { kind: "time", now: 0 }, output: { kind: "returned", value: null, jobs: false, memory: 0 }, next: new Map() };
    this.#lives = [launched];
  }

  known(life: LifeId, input: Input): Advance | null {
    const known = this.#life(life).next.get(keyOf(input));
    if (known === undefined) return null;
    const { output, next } = this.#life(known);
    if (output.kind !== "time") return { life: known, output };
    // A callback asks for the time once.
    const timed = next.get(keyOf({ kind: "time", now: input.now }));
    return timed === undefined ? null : { life: timed, output: this.#life(timed).output as Output };
  }

  advance(life: LifeId, input: Input, onward: (step: Advance) => Input | null): void {
    let at = life;
    let next: Input | null = input;
    while (next) {
      const known = this.known(at, next);
      if (!known) return this.#run(at, next, onward);
      at = known.life;
      next = onward(known);
    }
  }

  /** What learner modules hold at a life, as JSON: the life is replayed, read, and left. `null`: it can't be read. */
  peek(life: LifeId): string | null {
    if (life === this.root) return null;
    const { parent, input } = this.#life(life);
    let read: string | null = null;
    this.#place.guest = null;
    this.#run(parent, input, () => {
      read = this.#machine.peek(input.now);
      return null;
    });
    this.#place.guest = null;
    return read;
  }

  dispose(): void {
    if (this.#place.guest === this) this.#place.guest = null;
    if (this.#place.images.of === this) this.#place.images.by.clear();
    this.#lives.length = 0;
  }

  #life(id: LifeId): Life {
    return present(this.#lives[id], `life ${id}`);
  }

  /** The lives from behind `start` to a life. */
  #path(start: LifeId, life: LifeId): readonly LifeId[] {
    const path: LifeId[] = [];
    for (let id = life; id !== start; id = this.#life(id).parent) path.push(id);
    return path.reverse();
  }

  /** The latest life up to this one at which the interpreter is in no callback. */
  #resting(life: LifeId): LifeId {
    let id = life;
    while (!isAtRest(this.#life(id))) id = this.#life(id).parent;
    return id;
  }

  /** Puts the interpreter where it was at the latest life up to this one of which there is an image; says which. */
  #stand(life: LifeId): LifeId {
    const { images } = this.#place;
    if (images.of !== this) images.by.clear();
    images.of = this;
    for (let id = life; id !== this.root; id = this.#life(id).parent) {
      const image = images.by.get(id);
      if (!image) continue;
      // The one that was used last goes last.
      images.by.delete(id);
      images.by.set(id, image);
      this.#machine.restore(image);
      return id;
    }
    this.#machine.restore(this.#image);
    return this.root;
  }

  /** Keeps what the interpreter is at; beyond the limit in the room of the image that was not used for longest. */
  #keep(life: LifeId): void {
    if (!this.#machine.isPlain) return;
    const { by } = this.#place.images;
    const [oldest] = by.keys();
    const room = by.size < MOST_IMAGES || oldest === undefined ? undefined : by.get(oldest);
    if (room && oldest !== undefined) by.delete(oldest);
    by.set(life, this.#machine.image(room));
  }

  /** Brings the interpreter to `from` and goes on there for as long as `onward` gives inputs. */
  #run(from: LifeId, first: Input | Time, onward: (step: Advance) => Input | null): void {
    const standing = this.#place.guest === this && this.#place.life === from;
    this.#place.guest = null;
    let at = standing ? from : this.#stand(from);
    const replay = standing ? [] : this.#path(at, from);
    // Others will come this way: what is replayed once is kept.
    const resting = replay.length > 0 ? this.#resting(from) : at;
    let isKept = at === resting;
    let done = 0;
    let current = replay.length > 0 ? this.#life(replay[0] as LifeId).input : first;

    const feed = (output: Output | TimeRead): Input | Time | null => {
      if (done < replay.length) {
        at = replay[done] as LifeId;
        done++;
        assert(sameOutput(output, this.#life(at).output), "replaying a life gives what it gave before");
        current = done < replay.length ? this.#life(replay[done] as LifeId).input : first;
        return current;
      }
      at = this.#grow(at, current, output);
      if (output.kind === "time") return (current = { kind: "time", now: current.now });
      const next = onward({ life: at, output });
      if (next) current = next;
      return next;
    };

    let next: Input | Time | "aborted" | null = current;
    while (next !== null) {
      if (next === "aborted") return;
      assert(next.kind === "callback", "a guest at rest is given a callback");
      if (!isKept && at === resting) {
        isKept = true;
        this.#keep(at);
      }
      next = this.#callback(next, feed);
    }
    if (!this.#machine.isWhole) return;
    this.#place.guest = this;
    this.#place.life = at;
  }

  /** A known life may be reached again while going on behind a replay; a new one is added. */
  #grow(parent: LifeId, input: Input | Time, output: Output | TimeRead): LifeId {
    const key = keyOf(input);
    const known = this.#life(parent).next.get(key);
    if (known !== undefined) return known;
    const id = this.#lives.push({ parent, input, output, next: new Map() }) - 1;
    this.#life(parent).next.set(key, id);
    return id;
  }

  #callback(input: Extract<Input, { kind: "callback" }>, feed: (output: Output | TimeRead) => Input | Time | null): Input | Time | null | "aborted" {
    this.entries++;
    this.#latest = null;
    const host: Host = {
      call: (callJson, stack) => {
        const source = learnerFrames(stack, this.#program)[0]?.position ?? null;
        this.#latest = source ?? this.#latest;
        const call = JSON.parse(callJson) as HostCall;
        return answerOf(feed({ kind: "call", call, source }), call.name);
      },
      time: () => {
        const time = feed(TIME);
        assert(time?.kind === "time", "a guest that asks for the time is told it");
        return time.now;
      },
    };
    const ended = input.callback.name === "job" ? this.#machine.job(host) : this.#machine.enter(callbackJson(input.callback), host);
    if (ended.as === "aborted") return "aborted";
    if (ended.as === "returned" && !this.#machine.hasJobs) {
      for (const { message, stack } of this.#machine.takeRejections()) {
        const source = learnerFrames(stack, this.#program)[0]?.position ?? null;
        if (answerOf(feed({ kind: "call", call: { name: "reject", message }, source }), "reject") === null) return "aborted";
      }
    }
    return feed(this.#output(ended, input.callback.name === "main"));
  }

  #output(ended: Exclude<Ended, { as: "aborted" }>, isMain: boolean): Output {
    if (ended.as === "returned") {
      const value = JSON.parse(ended.json) as Json;
      return { kind: "returned", value: isMain ? this.#located(value as never) : value, jobs: this.#machine.hasJobs, memory: this.#machine.used };
    }
    return { kind: "failed", failure: guestFailure(ended.thrown, ended.outOfPolls, this.#program, this.#latest) };
  }

  /** The glue names where widgets and handlers were made by stack traces. */
  #located({ widgets, handlers }: Record<"widgets" | "handlers", readonly { readonly source: string }[]>): Json {
    const place = <T extends { readonly source: string }>(each: T) => ({ ...each, source: learnerFrames(each.source, this.#program)[0]?.position ?? null });
    return { widgets: widgets.map(place), handlers: handlers.map(place) } as unknown as Json;
  }
}

const TIME: TimeRead = { kind: "time" };

/** The interpreter is in no callback. */
const isAtRest = ({ output }: Life): boolean => output.kind === "returned" || output.kind === "failed";

function answerOf(input: Input | Time | null, call: HostCall["name"]): string | null {
  if (input === null) return null;
  assert(input.kind === "answer", "a guest inside a host call is given its answer");
  return answerJson(input.answer, call);
}

/** Memory may differ by what a replay left out; all else may not. */
function sameOutput(one: Output | TimeRead, other: Output | TimeRead): boolean {
  if (one.kind === "returned" && other.kind === "returned") return one.jobs === other.jobs && JSON.stringify(one.value) === JSON.stringify(other.value);
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Names an input among those of one life. Most answers are null, and need no JSON. */
function keyOf(input: Input | Time): string {
  if (input.kind === "time") return String(input.now);
  if (input.kind === "callback") return JSON.stringify(input.callback);
  return "value" in input.answer && input.answer.value === null ? "" : JSON.stringify(input.answer);
}
