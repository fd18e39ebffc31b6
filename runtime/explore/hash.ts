/**
 * Hashes of plain data: two lanes of 32 bits, which name a state. Two different states get one name with
 * a probability of n² / 2^65: for a million states, one in 37 million.
 *
 * The order of an object's keys does not count, that of an array does. What an object's hash is made of is
 * remembered for the object itself, so whatever two worlds share is hashed once.
 */

export interface Hash {
  readonly a: number;
  readonly b: number;
}

/** Mixes a number into a lane. Murmur3's body, then its finaliser where a hash is closed. */
export function mix(lane: number, value: number): number {
  let k = Math.imul(value, 0xcc9e2d51);
  k = Math.imul((k << 15) | (k >>> 17), 0x1b873593);
  const h = lane ^ k;
  return (Math.imul((h << 13) | (h >>> 19), 5) + 0xe6546b64) | 0;
}

export function close(lane: number): number {
  let h = lane;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

const LANE_A = 0x3c6ef372;
const LANE_B = 0x1f83d9ab;

/** How a member of a record is taken: left out, or replaced by what the function makes of it. */
export type Treatment = null | ((value: never) => unknown);
export type Shape = Readonly<Record<string, Treatment>>;

/** Names strings by number, exactly; the names hold within one exploration. */
export class Hasher {
  readonly #strings = new Map<string, number>();
  readonly #known = new WeakMap<object, Hash>();
  readonly #shaped = new WeakMap<Shape, WeakMap<object, Hash>>();

  string(text: string): number {
    let name = this.#strings.get(text);
    if (name === undefined) {
      name = this.#strings.size + 1;
      this.#strings.set(text, name);
    }
    return name;
  }

  /** Any plain data. */
  of(value: unknown): Hash {
    switch (typeof value) {
      case "string": return pair(1, this.string(value));
      case "number": return ofNumber(value);
      case "boolean": return value ? TRUE : FALSE;
      case "object": return value === null ? NULL : this.#object(value);
      default: return NONE;
    }
  }

  #object(value: object): Hash {
    const known = this.#known.get(value);
    if (known) return known;
    const hash = Array.isArray(value) ? this.list(value) : this.#record(value as Record<string, unknown>, NO_SHAPE);
    this.#known.set(value, hash);
    return hash;
  }

  /** A record some members of which are treated specially; those that `shape` does not name all count. */
  shaped(value: object, shape: Shape): Hash {
    let known = this.#shaped.get(shape);
    if (!known) this.#shaped.set(shape, (known = new WeakMap()));
    const found = known.get(value);
    if (found) return found;
    const hash = this.#record(value as Record<string, unknown>, shape);
    known.set(value, hash);
    return hash;
  }

  #record(value: Record<string, unknown>, shape: Shape): Hash {
    let a = 0;
    let b = 0;
    for (const key in value) {
      let member = value[key];
      const treatment = shape[key];
      if (treatment === null || member === undefined) continue;
      if (treatment !== undefined) member = treatment(member as never);
      const name = this.string(key);
      const hash = isHash(member) ? member : this.of(member);
      // A sum: keys come in any order.
      a = (a + close(mix(mix(LANE_A, name), hash.a))) | 0;
      b = (b + close(mix(mix(LANE_B, name), hash.b))) | 0;
    }
    return { a: close(mix(LANE_A, a)), b: close(mix(LANE_B, b)) };
  }

  list(values: readonly unknown[], each: (value: never) => Hash = (value) => this.of(value)): Hash {
    let a = mix(LANE_A, values.length);
    let b = mix(LANE_B, values.length);
    for (let index = 0; index < values.length; index++) {
      const hash = each(values[index] as never);
      a = mix(a, hash.a);
      b = mix(b, hash.b);
    }
    return { a: close(a), b: close(b) };
  }
}

const NO_SHAPE: Shape = {};
const isHash = (value: unknown): value is Hash => value instanceof Named;

/** Marks a hash that stands for a member, so that it is not hashed again. */
class Named implements Hash {
  readonly a: number;
  readonly b: number;
  constructor(a: number, b: number) {
    this.a = a;
    this.b = b;
  }
}
export const named = ({ a, b }: Hash): Hash => new Named(a, b);

const pair = (kind: number, value: number): Hash => ({ a: close(mix(mix(LANE_A, kind), value)), b: close(mix(mix(LANE_B, kind), value)) });
const TRUE = pair(2, 1);
const FALSE = pair(2, 0);
const NULL = pair(3, 0);
const NONE = pair(4, 0);

const bits = new DataView(new ArrayBuffer(8));

function ofNumber(value: number): Hash {
  if ((value | 0) === value) return pair(5, value);
  bits.setFloat64(0, value);
  const [high, low] = [bits.getInt32(0), bits.getInt32(4)];
  return { a: close(mix(mix(mix(LANE_A, 6), high), low)), b: close(mix(mix(mix(LANE_B, 6), high), low)) };
}
