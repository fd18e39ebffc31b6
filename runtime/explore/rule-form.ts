/**
 * What a rule knows, as it counts for equality: lines by what they say and not by their place. Its hash is the
 * sum of what is in it, each with its place, so that a change costs as much as what has changed.
 */
import type { Rule } from "../model/finding.ts";
import type { Line } from "../model/trace.ts";
import { close, isEmpty, mix, type Hash, type Hasher } from "./hash.ts";
import { Marks } from "./marks.ts";

/** Members of lines' data that only tell when, or which of several lives it was. */
const LEFT_OUT: ReadonlySet<string> = new Set(["life", "callback", "now", "due", "after", "since"]);

/** Read and not asked for with `in`: that takes ten times as long where objects have many shapes. */
const isLine = (value: object): value is Line => (value as Line).lane !== undefined && (value as Line).data !== undefined;

export type Members = Readonly<Record<string, unknown>>;

export const isRecord = (value: unknown): value is Members => typeof value === "object" && value !== null && !Array.isArray(value);

/** A rule's state has become another. */
export interface Change {
  /** `undefined`: it is the first. */
  readonly before: unknown;
  /** The hash of that. */
  readonly was: Hash;
  readonly now: unknown;
}

/** An empty record is not nothing, and neither is a list. */
const RECORD = 0x10000007;
const LIST = 0x60000000;

/** Where the lanes of places begin; they go on alike, and differ from there. */
const PLACE_A = 0x2545f491;
const PLACE_B = 0x4f6cdd1d;

export class RuleForms {
  readonly #hasher: Hasher;
  /** What a rule's states consist of: all have the members of the first. `null`: they are no records. */
  readonly #members: readonly (readonly { readonly key: string; readonly a: number; readonly b: number }[] | null)[];
  readonly #known = new Marks<Hash>();
  #a = 0;
  #b = 0;

  constructor(rules: readonly Rule[], hasher: Hasher) {
    this.#hasher = hasher;
    this.#members = rules.map((rule) => {
      const unread = new Set<string>([...(rule.aside ?? []), ...(rule.follows ?? [])]);
      const first = rule.start();
      if (!isRecord(first)) return null;
      return Object.keys(first).filter((key) => !unread.has(key)).map((key) => ({ key, a: mix(PLACE_A, hasher.name(key)), b: mix(PLACE_B, hasher.name(key)) }));
    });
  }

  of(index: number, { before, was, now }: Change): Hash {
    this.#a = was.a;
    this.#b = was.b;
    const members = this.#members[index];
    if (!members) this.#change(PLACE_A, PLACE_B, before, now);
    else for (const { key, a, b } of members) {
      const old = (before as Members | undefined)?.[key];
      const member = (now as Members)[key];
      if (old !== member) this.#change(a, b, old, member);
    }
    return { a: this.#a, b: this.#b };
  }

  /** `a` and `b`: the place, in both lanes. */
  #change(a: number, b: number, old: unknown, now: unknown): void {
    if (Array.isArray(old) && Array.isArray(now)) return this.#changeList(a, b, old, now);
    this.#count(a, b, old, -1);
    this.#count(a, b, now, 1);
  }

  /** Of a table one of many buckets changes, and most are holes. */
  #changeList(a: number, b: number, old: readonly unknown[], now: readonly unknown[]): void {
    if (old.length !== now.length) {
      this.#add(mix(a, LIST + old.length), mix(b, LIST + old.length), -1);
      this.#add(mix(a, LIST + now.length), mix(b, LIST + now.length), 1);
    }
    const length = Math.max(old.length, now.length);
    for (let index = 0; index < length; index++) {
      if (old[index] !== now[index]) this.#change(mix(a, index), mix(b, index), old[index], now[index]);
    }
  }

  /** What has come, or gone. */
  #count(a: number, b: number, value: unknown, sign: 1 | -1): void {
    const h = this.#hasher;
    if (value === undefined) return;
    if (Array.isArray(value)) {
      this.#add(mix(a, LIST + value.length), mix(b, LIST + value.length), sign);
      for (let index = 0; index < value.length; index++) this.#count(mix(a, index), mix(b, index), value[index], sign);
      return;
    }
    h.begin();
    this.#put(value);
    this.#add(mix(a, h.a), mix(b, h.b), sign);
  }

  #add(a: number, b: number, sign: 1 | -1): void {
    this.#a = (this.#a + sign * close(a)) | 0;
    this.#b = (this.#b + sign * close(b)) | 0;
  }

  #put(value: unknown): void {
    const h = this.#hasher;
    if (value === null || typeof value !== "object") return h.put(value);
    // Made anew as often as not.
    if (this.#known.get(value) === undefined && isEmpty(value)) return h.int(RECORD);
    const { a, b } = h.of(value, this.#putObject, this.#known);
    h.lanes(a, b);
  }

  readonly #putMember = (member: unknown): void => this.#put(member);
  readonly #putData = (member: unknown, key: string): void => {
    if (!LEFT_OUT.has(key)) this.#hasher.putInner(member);
  };

  readonly #putObject = (value: object): void => {
    const h = this.#hasher;
    if (Array.isArray(value)) {
      h.int(value.length);
      for (let index = 0; index < value.length; index++) this.#put(value[index]);
    } else if (isLine(value)) {
      h.put(value.kind);
      h.put(value.source);
      h.record(value.data as unknown as Members, this.#putData);
    } else h.record(value as Members, this.#putMember);
  };
}
