/** What all rules know at a state: their states side by side, with a hash that changes as they do. */
import type { Report, Rule } from "../model/finding.ts";
import type { Line } from "../model/trace.ts";
import { close, mix, type Hash } from "./hash.ts";

export interface RuleStates {
  readonly states: readonly unknown[];
  /** Each rule's share of the hash. */
  readonly shares: readonly Hash[];
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
  readonly #hash: (index: number, state: unknown) => Hash;

  constructor(rules: readonly Rule[], readers: Readonly<Record<string, readonly number[]>>, hash: (index: number, state: unknown) => Hash) {
    this.#rules = rules;
    this.#readers = readers;
    this.#hash = hash;
  }

  start(): RuleStates {
    const states = this.#rules.map((rule) => rule.start());
    const shares = states.map((state, index) => this.#share(index, state));
    return { states, shares, a: shares.reduce((sum, { a }) => (sum + a) | 0, 0), b: shares.reduce((sum, { b }) => (sum + b) | 0, 0) };
  }

  /** The whole hash is a sum. */
  #share(index: number, state: unknown): Hash {
    const { a, b } = this.#hash(index, state);
    return { a: close(mix(a, index + 1)), b: close(mix(b, index + 1)) };
  }

  /** Reads lines; what rules said goes to `said`. */
  read(before: RuleStates, lines: readonly Line[], said: (said: Said) => void): RuleStates {
    let states: unknown[] | null = null;
    let shares: Hash[] = [];
    let { a, b } = before;
    for (const line of lines) {
      const readers = this.#readers[line.kind];
      if (!readers) continue;
      for (const index of readers) {
        const old = (states ?? before.states)[index];
        const next = (this.#rules[index] as Rule).on(line, old);
        if (next.reports.length > 0) for (const report of next.reports) said({ rule: index, report });
        if (next.state === old) continue;
        if (states === null) {
          states = before.states.slice();
          shares = before.shares.slice();
        }
        states[index] = next.state;
        const was = shares[index] as Hash;
        const is = this.#share(index, next.state);
        shares[index] = is;
        a = (a - was.a + is.a) | 0;
        b = (b - was.b + is.b) | 0;
      }
    }
    return states === null ? before : { states, shares, a, b };
  }

  /** What is still owed at the end of a run that has come to rest. */
  end({ states }: RuleStates, said: (said: Said) => void): void {
    this.#rules.forEach((rule, index) => {
      for (const report of rule.end(states[index], true, [])) said({ rule: index, report });
    });
  }
}
