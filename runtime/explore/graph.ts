/**
 * The states found so far, in typed arrays: their names in an open hash table, how each was reached first,
 * and its edges. Worlds are not kept: replaying choices from the start brings one back.
 */
import type { Hash } from "./hash.ts";

type Numbers = Int32Array | Uint32Array | Uint16Array | Uint8Array | Float64Array;

/** A typed array that grows. */
class Column<T extends Numbers> {
  #values: T;
  length = 0;
  constructor(values: T) {
    this.#values = values;
  }
  push(value: number): number {
    if (this.length === this.#values.length) this.reserve(this.length * 2);
    this.#values[this.length] = value;
    return this.length++;
  }
  reserve(size: number): void {
    if (size <= this.#values.length) return;
    const Kind = this.#values.constructor as new (length: number) => T;
    const grown = new Kind(size);
    grown.set(this.#values as never);
    this.#values = grown;
  }
  get(index: number): number {
    return this.#values[index] as number;
  }
  set(index: number, value: number): void {
    this.#values[index] = value;
  }
  get bytes(): number {
    return this.#values.byteLength;
  }
}

export const NONE = -1;

/** Flags of a state. */
export const EXPANDED = 1;
/** Nothing is left to happen. */
export const TERMINAL = 2;
/** The search went no further here: a bound was met. */
export const CUT = 4;

/** Marks an edge on which a rule was broken; its low bits are the choice. */
const BROKEN_EDGE = 0x8000;

export class Graph {
  readonly #a = new Column(new Uint32Array(1024));
  readonly #b = new Column(new Uint32Array(1024));
  readonly #cost = new Column(new Float64Array(1024));
  readonly #parent = new Column(new Int32Array(1024));
  readonly #choice = new Column(new Uint16Array(1024));
  readonly #flags = new Column(new Uint8Array(1024));
  readonly #firstEdge = new Column(new Int32Array(1024));
  readonly #edgeCount = new Column(new Uint16Array(1024));
  readonly #targets = new Column(new Int32Array(4096));
  readonly #choices = new Column(new Uint16Array(4096));
  readonly #expanded = new Column(new Int32Array(1024));
  #table = new Int32Array(4096).fill(NONE);

  get states(): number {
    return this.#a.length;
  }

  get edges(): number {
    return this.#targets.length;
  }

  get bytes(): number {
    const columns = [this.#a, this.#b, this.#cost, this.#parent, this.#choice, this.#flags, this.#firstEdge, this.#edgeCount, this.#targets, this.#choices, this.#expanded];
    return columns.reduce((sum, column) => sum + column.bytes, this.#table.byteLength);
  }

  /** The state of that name, or {@link NONE}. */
  find({ a, b }: Hash): number {
    const mask = this.#table.length - 1;
    for (let slot = a & mask; ; slot = (slot + 1) & mask) {
      const state = this.#table[slot] as number;
      if (state === NONE || (this.#a.get(state) === a >>> 0 && this.#b.get(state) === b >>> 0)) return state;
    }
  }

  add({ a, b }: Hash, cost: number, parent: number, choice: number): number {
    const state = this.#a.push(a >>> 0);
    this.#b.push(b >>> 0);
    this.#cost.push(cost);
    this.#parent.push(parent);
    this.#choice.push(choice);
    this.#flags.push(0);
    this.#firstEdge.push(0);
    this.#edgeCount.push(0);
    if (this.states * 2 > this.#table.length) this.#grow();
    else this.#insert(state);
    return state;
  }

  #insert(state: number): void {
    const mask = this.#table.length - 1;
    let slot = this.#a.get(state) & mask;
    while (this.#table[slot] !== NONE) slot = (slot + 1) & mask;
    this.#table[slot] = state;
  }

  #grow(): void {
    this.#table = new Int32Array(this.#table.length * 2).fill(NONE);
    for (let state = 0; state < this.states; state++) this.#insert(state);
  }

  /** A cheaper way was found to a state that was not expanded yet. */
  reach(state: number, cost: number, parent: number, choice: number): void {
    this.#cost.set(state, cost);
    this.#parent.set(state, parent);
    this.#choice.set(state, choice);
  }

  cost = (state: number): number => this.#cost.get(state);
  parent = (state: number): number => this.#parent.get(state);
  choice = (state: number): number => this.#choice.get(state);
  is = (state: number, flag: number): boolean => (this.#flags.get(state) & flag) !== 0;
  mark(state: number, flag: number): void {
    this.#flags.set(state, this.#flags.get(state) | flag);
  }

  /** The edges of one state are added one after the other, before those of the next. */
  beginEdges(state: number): void {
    this.#expanded.push(state);
    this.#firstEdge.set(state, this.#targets.length);
  }
  addEdge(state: number, target: number, choice: number, isBroken: boolean): number {
    this.#edgeCount.set(state, this.#edgeCount.get(state) + 1);
    this.#choices.push(choice | (isBroken ? BROKEN_EDGE : 0));
    return this.#targets.push(target);
  }
  /** How many states were expanded, and which was the so-manieth: cheap ones come first. */
  get expansions(): number {
    return this.#expanded.length;
  }
  expanded = (index: number): number => this.#expanded.get(index);
  firstEdge = (state: number): number => this.#firstEdge.get(state);
  lastEdge = (state: number): number => this.#firstEdge.get(state) + this.#edgeCount.get(state);
  target = (edge: number): number => this.#targets.get(edge);
  edgeChoice = (edge: number): number => this.#choices.get(edge) & ~BROKEN_EDGE;
  isBroken = (edge: number): boolean => (this.#choices.get(edge) & BROKEN_EDGE) !== 0;

  /** The states from the start to `state`, along which it was reached first. */
  path(state: number): number[] {
    const path: number[] = [];
    for (let at = state; at !== NONE; at = this.#parent.get(at)) path.push(at);
    return path.reverse();
  }
}
