/** What a rule knows, as it counts for equality: lines by what they say and not by their place. */
import type { Rule } from "../model/finding.ts";
import type { Line } from "../model/trace.ts";
import { isEmpty, type Hash, type Hasher } from "./hash.ts";

/** Members of lines' data that only tell when, or which of several lives it was. */
const LEFT_OUT: ReadonlySet<string> = new Set(["life", "callback", "now", "due", "after", "since"]);

const isLine = (value: object): value is Line => "n" in value && "lane" in value && "data" in value;

export class RuleForms {
  readonly #hasher: Hasher;
  readonly #unread: readonly ReadonlySet<string>[];
  readonly #values = new WeakMap<object, Hash>();

  constructor(rules: readonly Rule[], hasher: Hasher) {
    this.#hasher = hasher;
    this.#unread = rules.map((rule) => new Set<string>([...(rule.aside ?? []), ...(rule.follows ?? [])]));
  }

  of(index: number, state: unknown): Hash {
    const h = this.#hasher;
    const unread = this.#unread[index];
    h.begin();
    if (state === null || typeof state !== "object") h.put(state);
    else {
      for (const key in state) {
        if (unread?.has(key)) continue;
        h.int(h.name(key));
        this.#put((state as Readonly<Record<string, unknown>>)[key]);
      }
    }
    return h.end();
  }

  #put(value: unknown): void {
    const h = this.#hasher;
    if (value === null || typeof value !== "object") return h.put(value);
    if (isEmpty(value)) return h.int(0x10000007);
    const { a, b } = h.of(value, this.#putObject, this.#values);
    h.lanes(a, b);
  }

  readonly #putMember = (member: unknown): void => this.#put(member);
  readonly #putData = (member: unknown, key: string): void => {
    if (!LEFT_OUT.has(key)) this.#hasher.put(member);
  };

  readonly #putObject = (value: object): void => {
    const h = this.#hasher;
    if (Array.isArray(value)) {
      h.int(value.length);
      // Tables are mostly holes.
      for (let index = 0; index < value.length; index++) {
        if (value[index] === undefined) continue;
        h.int(index);
        this.#put(value[index]);
      }
    } else if (isLine(value)) {
      h.put(value.kind);
      h.put(value.source);
      h.record(value.data as unknown as Readonly<Record<string, unknown>>, this.#putData);
    } else h.record(value as Readonly<Record<string, unknown>>, this.#putMember);
  };
}
