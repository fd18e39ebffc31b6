/**
 * How host calls cross from the interpreter and back. The library makes handles for a call's
 * arguments and its answer; texts are read and made here without them, which takes half the time.
 */
import type { JSValueHandle, QuickJS } from "quickjs-wasi";
import { NOTHING, type HostCallback } from "./calls.ts";

/** Bytes of an answer; longer ones go the library's way. */
const ROOM = 16 * 1024;
const LONGEST = Math.floor(ROOM / 3);

/** Lone halves of characters, which only the library reads and writes: with such a byte. */
const HALF = 0xed;
const HALVES = /[\ud800-\udfff]/;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

export interface Asked {
  /** Nobody answers any more: the interpreter is about to be left. */
  readonly isOut: () => boolean;
  readonly host: HostCallback;
  /** Ours, not the learner's: it must not become an exception they could catch. */
  readonly broke: (error: unknown) => void;
}

/** Makes the global `__host` and answers its calls. What this needs is part of every image that is taken later. */
export function answerCalls(vm: QuickJS, { isOut, host, broke }: Asked): void {
  const exports = vm["exports"];
  /** Where a length is put, and behind it an answer. */
  const place = exports.malloc(4 + ROOM);
  let bytes = new Uint8Array(0);
  const refresh = (): void => {
    // It was let go of when the memory grew.
    if (bytes.length === 0) bytes = new Uint8Array(exports.memory.buffer);
  };
  const wordAt = (at: number): number => (bytes[at] as number) | ((bytes[at + 1] as number) << 8) | ((bytes[at + 2] as number) << 16) | ((bytes[at + 3] as number) << 24);
  const read = (value: number): string | null => {
    const start = exports.qjs_get_string_len(value, place);
    if (start === 0) return null;
    refresh();
    const part = bytes.subarray(start, start + wordAt(place));
    const text = part.includes(HALF) ? null : decoder.decode(part);
    exports.qjs_free_cstring(start);
    return text;
  };

  const slowly = vm["handleHostCall"].bind(vm);
  const made = vm.newFunction("__host", (call: JSValueHandle | undefined, stack: JSValueHandle | undefined) => {
    if (isOut() || call === undefined) return vm.undefined;
    try {
      const answer = host(call.toString(), stack?.isString ? stack.toString() : "");
      return answer === null ? vm.undefined : answer === NOTHING ? vm.null : vm.newString(answer);
    } catch (error) {
      broke(error);
      return vm.undefined;
    }
  });
  vm.setProp(vm.global, "__host", made);
  made.dispose();

  /** The answer's address, or `null` for the library to do it all. */
  const quickly = (values: number): number | null => {
    refresh();
    const [first, second] = [wordAt(values), wordAt(values + 4)];
    const call = exports.qjs_is_string(second) === 0 ? null : read(first);
    const stack = call === null ? null : read(second);
    if (call === null || stack === null) return null;
    const answer = host(call, stack);
    if (answer === null) return exports.qjs_dup_value(vm.undefined.ptr);
    if (answer === NOTHING) return exports.qjs_dup_value(vm.null.ptr);
    if (answer.length > LONGEST || HALVES.test(answer)) return exports.qjs_dup_value(vm.newString(answer).ptr);
    refresh();
    const { written } = encoder.encodeInto(answer, bytes.subarray(place + 4, place + 4 + ROOM));
    return exports.qjs_new_string(place + 4, written);
  };
  vm["handleHostCall"] = (name: number, length: number, self: number, count: number, values: number): number => {
    if (count !== 2 || isOut()) return slowly(name, length, self, count, values);
    try {
      return quickly(values) ?? slowly(name, length, self, count, values);
    } catch (error) {
      broke(error);
      return exports.qjs_dup_value(vm.undefined.ptr);
    }
  };
}
