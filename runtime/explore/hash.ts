/**
 * Hashes of plain data: two lanes of 32 bits, which name a state. Two different states get one name with
 * a probability of n² / 2^65: for a million states, one in 37 million.
 *
 * A hasher is a sink: values are put into it one after the other. What an object's hash is made of is
 * remembered for the object itself, so whatever two worlds share is hashed once; what is inside of it is not, for
 * it is shared as a whole, and to remember it takes longer than to hash it.
 */
import { Marks } from "./marks.ts";

export interface Hash {
  readonly a: number;
  readonly b: number;
}

/** Mixes a number into a lane: Murmur3's body. */
export function mix(lane: number, value: number): number {
  let k = Math.imul(value, 0xcc9e2d51);
  k = Math.imul((k << 15) | (k >>> 17), 0x1b873593);
  const h = lane ^ k;
  return (Math.imul((h << 13) | (h >>> 19), 5) + 0xe6546b64) | 0;
}

/** Spreads what a lane holds over all its bits: Murmur3's finaliser. */
export function close(lane: number): number {
  let h = lane;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/** Has no members; most records in a world and in what rules know are empty most of the time. */
export function isEmpty(value: object): boolean {
  for (const _key in value) return false;
  return true;
}

const LANE_A = 0x3c6ef372;
const LANE_B = 0x1f83d9ab;
/** Where the codes of strings and of small numbers begin. */
const STRING = 0x20000000;
const NUMBER = 0x40000000;
const SMALL = 0x08000000;
const bits = new DataView(new ArrayBuffer(8));

/** Strings are named by number, exactly; the names hold within one exploration. */
export class Hasher {
  a = LANE_A;
  b = LANE_B;
  readonly #strings = new Map<string, number>();
  readonly #known = new Marks<Hash>();

  begin(): void {
    this.a = LANE_A;
    this.b = LANE_B;
  }

  end(): Hash {
    return { a: close(this.a), b: close(this.b) };
  }

  /** A whole number of up to 32 bits. */
  int(value: number): void {
    this.a = mix(this.a, value);
    this.b = mix(this.b, value ^ 0x5bd1e995);
  }

  lanes(a: number, b: number): void {
    this.a = mix(this.a, a);
    this.b = mix(this.b, b);
  }

  name(text: string): number {
    let name = this.#strings.get(text);
    if (name === undefined) {
      name = this.#strings.size + 1;
      this.#strings.set(text, name);
    }
    return name;
  }

  /** Any plain data. What is put first says of which type it is, and mostly all else as well. */
  put(value: unknown): void {
    switch (typeof value) {
      case "string": return this.int(STRING + this.name(value));
      case "number": return this.number(value);
      case "boolean": return this.int(value ? 0x10000003 : 0x10000002);
      case "object": return value === null ? this.int(0x10000004) : this.object(value);
      default: return this.int(0x10000005);
    }
  }

  number(value: number): void {
    if ((value | 0) === value && value > -SMALL && value < SMALL) return this.int(NUMBER + value);
    this.int(0x10000006);
    bits.setFloat64(0, value);
    this.int(bits.getInt32(0));
    this.int(bits.getInt32(4));
  }

  object(value: object): void {
    const { a, b } = this.of(value, this.#putMembers);
    this.lanes(a, b);
  }

  /** As `put`, of what is part of something that is remembered as a whole: it need not be remembered itself. */
  putInner(value: unknown): void {
    if (typeof value !== "object" || value === null) return this.put(value);
    const [a, b] = [this.a, this.b];
    this.begin();
    this.#putMembers(value);
    const [innerA, innerB] = [close(this.a), close(this.b)];
    this.a = a;
    this.b = b;
    this.lanes(innerA, innerB);
  }

  readonly #putMembers = (value: object): void => {
    if (Array.isArray(value)) {
      this.int(value.length);
      for (let index = 0; index < value.length; index++) this.putInner(value[index]);
    } else if (isEmpty(value)) this.int(0x10000007);
    else this.record(value as Readonly<Record<string, unknown>>, this.#putMember);
  };

  readonly #putMember = (member: unknown): void => this.putInner(member);

  /** Members in any order: their hashes are added up. `each` puts a member's value. */
  record(value: Readonly<Record<string, unknown>>, each: (member: unknown, key: string) => void): void {
    const [a, b] = [this.a, this.b];
    let sumA = 0;
    let sumB = 0;
    for (const key in value) {
      if (value[key] === undefined) continue;
      this.begin();
      this.int(this.name(key));
      each(value[key], key);
      sumA = (sumA + close(this.a)) | 0;
      sumB = (sumB + close(this.b)) | 0;
    }
    this.a = a;
    this.b = b;
    this.lanes(sumA, sumB);
  }

  /** The hash of what `put` puts for this very object, remembered. */
  of<T extends object>(value: T, put: (value: T) => void, known: Marks<Hash> = this.#known): Hash {
    const found = known.get(value);
    if (found) return found;
    const [a, b] = [this.a, this.b];
    this.begin();
    put(value);
    const hash = this.end();
    this.a = a;
    this.b = b;
    known.set(value, hash);
    return hash;
  }
}
