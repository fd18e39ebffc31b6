/**
 * One QuickJS interpreter and its memory. Its whole state is plain bytes, so a launch image is a copy
 * of them and a new process life is that copy put back: microseconds, and nothing of the old life is left.
 */
import { Intrinsics, JSException, QuickJS, type JSValueHandle } from "quickjs-wasi";
import { assert } from "../base/assert.ts";
import { GUEST_LIMITS } from "../base/limits.ts";
import { GUEST_IMAGE } from "../sdk/guest-image.ts";
import { NOTHING, type Ended, type Host, type Rejection } from "./calls.ts";
import { rejectionOf, thrownBy } from "./failure.ts";

/** A learner's world has the language and nothing of the host; finalizers would show when memory is swept. */
const LANGUAGE = Intrinsics.ALL & ~Intrinsics.PERFORMANCE & ~Intrinsics.DOM_EXCEPTION & ~Intrinsics.ATOB_BTOA & ~Intrinsics.WEAK_REF;

/**
 * The heap is made this much larger than it is at first, so that no life has to make it grow: a
 * WebAssembly memory can't shrink again when the next life begins.
 */
const ROOM = GUEST_LIMITS.memory + 4 * 1024 * 1024;

/** Where `malloc_size` lies in QuickJS's runtime structure, in words; checked when a machine is made. */
const MALLOC_SIZE = 6;

/** The glue's bytecode: compiling it takes several times as long as running it, so that is done when the SDK is built. */
let bytecode: Uint8Array | null = null;
const glue = (): Uint8Array => (bytecode ??= Uint8Array.from(atob(GUEST_IMAGE), (character) => character.charCodeAt(0)));

/** The bytes from where the machine's data begin. */
export type Image = Uint8Array;

export class Machine {
  readonly #vm: QuickJS;
  readonly #memory: WebAssembly.Memory;
  readonly #beat: () => void;
  readonly #functions: { readonly enter: JSValueHandle; readonly define: JSValueHandle; readonly imports: JSValueHandle; readonly peek: JSValueHandle };
  readonly #runtime: number;
  /** Below are the stack, which between two calls holds nothing that is read again, and nothing. */
  readonly #start: number;
  /** Known once the callback has read it. */
  #now: number | null = null;
  #polls = 0;
  #outOfPolls = false;
  #aborted = false;
  #peeking = false;
  #host: Host | null = null;
  #broken: unknown = null;
  #rejections = new Map<number, Rejection>();
  /** What it is at can be gone on from. */
  isWhole = true;
  /** The interpreter right after the glue was evaluated. */
  readonly blank: Image;

  private constructor(parts: { vm: QuickJS; memory: WebAssembly.Memory; beat: () => void; hooks: Hooks }) {
    this.#vm = parts.vm;
    this.#memory = parts.memory;
    this.#beat = parts.beat;
    parts.hooks.now = () => this.#time();
    parts.hooks.interrupted = () => this.#interrupted();
    parts.hooks.rejected = (promise, reason, handled) => this.#rejected(promise, reason, handled);
    const vm = this.#vm;
    const host = vm.newFunction("__host", (call, stack) => this.#called(call, stack));
    vm.setProp(vm.global, "__host", host);
    host.dispose();
    vm.evalBytecode(glue()).dispose();
    const take = (name: string): JSValueHandle => {
      const value = vm.global.getProp(name);
      assert(value.isFunction, `the glue defines ${name}`);
      return value;
    };
    this.#functions = { enter: take("__enter"), define: take("__define"), imports: take("__imports"), peek: take("__peek") };
    vm.evalCode('for (const name of ["__enter", "__define", "__imports", "__peek"]) delete globalThis[name];').dispose();
    // Handles that the library makes when first asked must be part of every image.
    for (const each of [vm.global, vm.undefined, vm.null, vm.true, vm.false]) void each;
    vm["exports"].free(vm["exports"].malloc(ROOM));
    this.#runtime = vm["exports"].qjs_get_runtime_ptr();
    assert(this.used === vm.getMemoryUsage().mallocSize, "QuickJS's runtime structure is laid out as it was");
    // The stack comes first in the memory and grows downwards.
    this.#start = vm["exports"].__stack_pointer.value as number;
    assert(this.#start > 0 && this.#start < this.#memory.buffer.byteLength, "the stack is somewhere");
    this.blank = this.image();
  }

  /** Makes an interpreter and evaluates the SDK glue in it. `beat` is called now and then while it runs. */
  static async create(binary: WebAssembly.Module, beat: () => void): Promise<Machine> {
    const hooks: Hooks = { now: () => 0, interrupted: () => false, rejected: () => {} };
    let memory: WebAssembly.Memory | null = null;
    const vm = await QuickJS.create({
      wasm: binary, intrinsics: LANGUAGE, timezoneOffset: 0,
      memoryLimit: GUEST_LIMITS.memory, maxStackSize: GUEST_LIMITS.stack,
      interruptHandler: () => hooks.interrupted(),
      onUnhandledRejection: (promise, reason, handled) => hooks.rejected(promise, reason, handled),
      wasi: (given) => {
        memory = given;
        return {
          clock_time_get(_clock: number, _precision: bigint, result: number) {
            new DataView(given.buffer).setBigUint64(result, BigInt(hooks.now()) * 1_000_000n, true);
            return 0;
          },
          // Nothing of the host's randomness reaches learner code.
          random_get(start: number, length: number) {
            new Uint8Array(given.buffer, start, length).fill(7);
            return 0;
          },
          fd_write: () => 0,
        };
      },
    });
    assert(memory !== null, "QuickJS names its memory");
    return new Machine({ vm, memory, beat, hooks });
  }

  /** A copy of all that is in use, taken between two calls. `room`: an image that is not needed any more. */
  image(room?: Image): Image {
    const exports = this.#vm["exports"];
    // What the largest possible block would begin with is where the heap in use ends.
    const top = exports.malloc(GUEST_LIMITS.memory);
    assert(top > 0, "the heap has the room it was made with");
    exports.free(top);
    const bytes = new Uint8Array(this.#memory.buffer, this.#start, top + 64 - this.#start);
    if (room?.length !== bytes.length) return bytes.slice();
    room.set(bytes);
    return room;
  }

  /** Puts the interpreter into the state of an image of this very machine. */
  restore(image: Image): void {
    new Uint8Array(this.#memory.buffer).set(image, this.#start);
    this.#vm["exports"].__stack_pointer.value = this.#start;
    this.#rejections.clear();
    this.isWhole = true;
  }

  /** Nothing but its memory tells what it is at. */
  get isPlain(): boolean {
    return this.#rejections.size === 0;
  }

  /** Bytes that the heap holds. */
  get used(): number {
    return new Uint32Array(this.#memory.buffer, this.#runtime, MALLOC_SIZE + 1)[MALLOC_SIZE] ?? 0;
  }

  /** Compiles a learner module in the interpreter; throws {@link JSException} when it can't. */
  define(path: string, code: string): void {
    const vm = this.#vm;
    vm.withScope(() => {
      const factory = vm.evalCode(code, path);
      vm.callFunction(this.#functions.define, vm.undefined, vm.newString(path), factory);
    });
  }

  imports(json: string): void {
    const vm = this.#vm;
    vm.withScope(() => vm.callFunction(this.#functions.imports, vm.undefined, vm.newString(json)));
  }

  /** Calls into learner code. Host calls go to `host` while it runs. */
  enter(callbackJson: string, host: Host): Ended {
    return this.#run(host, () => {
      const vm = this.#vm;
      const result = vm.callFunction(this.#functions.enter, vm.undefined, vm.newString(callbackJson));
      return result.isString ? result.toString() : "null";
    });
  }

  /** Runs the next pending promise job. */
  job(host: Host): Ended {
    return this.#run(host, () => {
      const vm = this.#vm;
      vm["exports"].qjs_execute_pending_job();
      return "null";
    });
  }

  /**
   * What learner modules hold now, as JSON; also in the middle of a host call. `null` when it can't be
   * read: a proxy of the learner's threw, or took too long. The life must not be gone on with. `now`: what
   * a getter reads as the time where its callback has not read it.
   */
  peek(now: number): string | null {
    const vm = this.#vm;
    this.#now ??= now;
    this.#peeking = true;
    try {
      return vm.withScope(() => vm.callFunction(this.#functions.peek, vm.undefined).toString());
    } catch (error) {
      if (!(error instanceof JSException)) throw error;
      error.dispose();
      return null;
    } finally {
      this.#peeking = false;
    }
  }

  get hasJobs(): boolean {
    return this.#vm["exports"].qjs_is_job_pending() !== 0;
  }

  /** Promises rejected so far that nobody has caught; forgets them. */
  takeRejections(): readonly Rejection[] {
    const taken = [...this.#rejections.values()];
    this.#rejections.clear();
    return taken;
  }

  dispose(): void {
    this.#vm.dispose();
  }

  #run(host: Host, call: () => string): Ended {
    this.#now = null;
    this.#polls = 0;
    this.#outOfPolls = false;
    this.#aborted = false;
    this.#host = host;
    const ended = this.#vm.withScope((): Ended => {
      try {
        return { as: "returned", json: call() };
      } catch (error) {
        if (isOverflow(this.#broken ?? error)) return this.#overflown();
        if (!(error instanceof JSException)) throw this.#broken ?? error;
        // Reading the error may run a getter of the learner's, and that may run out of polls as well.
        const outOfPolls = this.#outOfPolls;
        return { as: "threw", thrown: thrownBy(error), outOfPolls };
      } finally {
        this.#host = null;
      }
    });
    if (this.#broken !== null) {
      const broken = this.#broken;
      this.#broken = null;
      throw broken;
    }
    if (this.#aborted) return { as: "aborted" };
    // A promise job that ran out of its budget leaves no exception behind.
    if (this.#outOfPolls && ended.as === "returned") return { as: "threw", thrown: { name: "InternalError", message: "interrupted", stack: "", code: null }, outOfPolls: true };
    return ended;
  }

  /** The host's stack was full before the interpreter's: its memory is in the midst of something, and its pointer too low. */
  #overflown(): Ended {
    this.#broken = null;
    this.isWhole = false;
    this.#vm["exports"].__stack_pointer.value = this.#start;
    return { as: "threw", thrown: { name: "RangeError", message: "Maximum call stack size exceeded", stack: "", code: null }, outOfPolls: false };
  }

  #called(call: JSValueHandle | undefined, stack: JSValueHandle | undefined): JSValueHandle {
    const vm = this.#vm;
    if (this.#aborted || this.#peeking || this.#broken !== null) return vm.undefined;
    try {
      assert(this.#host !== null && call !== undefined, "host calls happen inside a callback");
      const answer = this.#host.call(call.toString(), stack?.isString ? stack.toString() : "");
      if (answer !== null) return answer === NOTHING ? vm.null : vm.newString(answer);
      this.#aborted = true;
    } catch (error) {
      // Ours, not the learner's: it must not become an exception they could catch.
      this.#broken = error;
    }
    return vm.undefined;
  }

  #time(): number {
    // What was aborted runs on to its next poll, and nothing comes of that.
    if (this.#aborted || this.#broken !== null) return 0;
    return (this.#now ??= this.#host?.time() ?? 0);
  }

  #interrupted(): boolean {
    if (this.#aborted || this.#broken !== null) return true;
    this.#beat();
    this.#polls++;
    if (this.#polls <= GUEST_LIMITS.polls) return false;
    this.#outOfPolls = true;
    return true;
  }

  #rejected(promise: JSValueHandle, reason: JSValueHandle, handled: boolean): void {
    if (handled) this.#rejections.delete(promise.identity);
    else this.#rejections.set(promise.identity, rejectionOf(reason));
  }
}

const isOverflow = (error: unknown): boolean => error instanceof RangeError && /call stack/i.test(error.message);

interface Hooks {
  now(): number;
  interrupted(): boolean;
  rejected(promise: JSValueHandle, reason: JSValueHandle, handled: boolean): void;
}
