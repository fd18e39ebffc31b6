/** What all rules know at a state: their states side by side, with a hash that changes as they do. */
import type { Report, Rule } from "../model/finding.ts";
import type { Line } from "../model/trace.ts";
import { close, isEmpty, mix, type Hash } from "./hash.ts";
import { isRecord, type Change } from "./rule-form.ts";

export interface RuleStates {
  readonly states: readonly unknown[];
  readonly hashes: readonly Hash[];
  readonly a: number;
  readonly b: number;
}

/** What a rule said, and which. */
export interface Said {
  readonly rule: number;
  readonly report: Report;
}

export class RuleReader {
  readonly #rules: readonly Rule[];
  readonly #readers: Readonly<Record<string, readonly number[]>>;
  readonly #hash: (index: number, change: Change) => Hash;

  constructor(rules: readonly Rule[], readers: Readonly<Record<string, readonly number[]>>, hash: (index: number, change: Change) => Hash) {
    this.#rules = rules;
    this.#readers = readers;
    this.#hash = hash;
  }

  start(): RuleStates {
    const states = this.#rules.map((rule) => rule.start());
    const hashes = states.map((now, index) => this.#hash(index, { before: undefined, was: NOTHING, now }));
    let [a, b] = [0, 0];
    hashes.forEach((hash, index) => {
      a = (a + share(hash.a, index)) | 0;
      b = (b + share(hash.b, index)) | 0;
    });
    return { states, hashes, a, b };
  }

  /** Reads lines; what rules said goes to `said`. */
  read(before: RuleStates, lines: readonly Line[], said: (said: Said) => void): RuleStates {
    let states: unknown[] | null = null;
    for (const line of lines) {
      const readers = this.#readers[line.kind];
      if (!readers) continue;
      for (const index of readers) {
        const old = (states ?? before.states)[index];
        const next = (this.#rules[index] as Rule).on(line, old);
        if (next.reports.length > 0) for (const report of next.reports) said({ rule: index, report });
        if (next.state === old || isSame(next.state, old)) continue;
        states ??= before.states.slice();
        states[index] = next.state;
      }
    }
    return states === null ? before : this.#named(before, states);
  }

  /** Named once, when all lines are read: several may have changed what one rule knows. */
  #named(before: RuleStates, states: readonly unknown[]): RuleStates {
    const hashes = before.hashes.slice();
    let { a, b } = before;
    for (let index = 0; index < states.length; index++) {
      if (states[index] === before.states[index]) continue;
      const was = before.hashes[index] as Hash;
      const is = this.#hash(index, { before: before.states[index], was, now: states[index] });
      hashes[index] = is;
      a = (a - share(was.a, index) + share(is.a, index)) | 0;
      b = (b - share(was.b, index) + share(is.b, index)) | 0;
    }
    return { states, hashes, a, b };
  }

  /** What is still owed at the end of a run that has come to rest. */
  end({ states }: RuleStates, said: (said: Said) => void): void {
    this.#rules.forEach((rule, index) => {
      for (const report of rule.end(states[index], true, [])) said({ rule: index, report });
    });
  }
}

/** Rules often make anew what has not changed: most lines mean nothing to most of them. */
function isSame(one: unknown, other: unknown): boolean {
  if (!isRecord(one) || !isRecord(other)) return false;
  for (const key in one) {
    const [a, b] = [one[key], other[key]];
    if (a !== b && !(isNothing(a) && isNothing(b))) return false;
  }
  return true;
}

const isNothing = (value: unknown): boolean => typeof value === "object" && value !== null && isEmpty(value);

/** The whole hash is a sum: what a rule adds to one of its lanes. */
const share = (lane: number, index: number): number => close(mix(lane, index + 1));

const NOTHING: Hash = { a: 0, b: 0 };
