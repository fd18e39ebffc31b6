/** What all rules know at a state: their states side by side, with a hash that changes as they do. */
import type { Report, Rule } from "../model/finding.ts";
import type { Line } from "../model/trace.ts";
import { close, isEmpty, mix, type Hash } from "./hash.ts";
import { isRecord, type Change } from "./rule-form.ts";

/** What one rule knows, with its hash. */
export interface RuleState extends Hash {
  readonly state: unknown;
}

export interface RuleStates {
  readonly known: readonly RuleState[];
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
  /** While lines are read: rules that know something else than before, and what. */
  readonly #changed: number[] = [];
  readonly #states: unknown[] = [];

  constructor(rules: readonly Rule[], readers: Readonly<Record<string, readonly number[]>>, hash: (index: number, change: Change) => Hash) {
    this.#rules = rules;
    this.#readers = readers;
    this.#hash = hash;
  }

  start(): RuleStates {
    const known = this.#rules.map((rule, index): RuleState => {
      const state = rule.start();
      const { a, b } = this.#hash(index, { before: undefined, was: NOTHING, now: state });
      return { state, a, b };
    });
    let [a, b] = [0, 0];
    known.forEach((each, index) => {
      a = (a + share(each.a, index)) | 0;
      b = (b + share(each.b, index)) | 0;
    });
    return { known, a, b };
  }

  /** Reads lines; what rules said goes to `said`. */
  read(before: RuleStates, lines: readonly Line[], said: (said: Said) => void): RuleStates {
    const changed = this.#changed;
    changed.length = 0;
    for (const line of lines) {
      const readers = this.#readers[line.kind];
      if (!readers) continue;
      for (const index of readers) {
        const place = changed.indexOf(index);
        const old = place < 0 ? (before.known[index] as RuleState).state : this.#states[index];
        const next = (this.#rules[index] as Rule).on(line, old);
        if (next.reports.length > 0) for (const report of next.reports) said({ rule: index, report });
        if (next.state === old || isSame(next.state, old)) continue;
        if (place < 0) changed.push(index);
        this.#states[index] = next.state;
      }
    }
    return changed.length === 0 ? before : this.#named(before);
  }

  /** Named once, when all lines are read: several may have changed what one rule knows. */
  #named(before: RuleStates): RuleStates {
    const known = before.known.slice();
    let { a, b } = before;
    for (const index of this.#changed) {
      const was = before.known[index] as RuleState;
      const state = this.#states[index];
      const is = this.#hash(index, { before: was.state, was, now: state });
      known[index] = { state, a: is.a, b: is.b };
      a = (a - share(was.a, index) + share(is.a, index)) | 0;
      b = (b - share(was.b, index) + share(is.b, index)) | 0;
    }
    return { known, a, b };
  }

  /** What is still owed at the end of a run that has come to rest. */
  end({ known }: RuleStates, said: (said: Said) => void): void {
    this.#rules.forEach((rule, index) => {
      for (const report of rule.end((known[index] as RuleState).state, true, [])) said({ rule: index, report });
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
