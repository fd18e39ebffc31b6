/**
 * The glue's only way out: one function of the host, taken at the start and deleted. Calls are
 * encoded here and not by `JSON.stringify`, so that no `toJSON` of a learner's can change them.
 */
import type { Answer, ErrorData, HostCall, HostCallValues } from "../../model/host-call.ts";

declare const globalThis: { __host?: Send } & Record<string, unknown>;

/** Gives the answer's JSON, or `null` where its value is `null`: most are, and need none. */
type Send = (callJson: string, stack: string) => string | null;

const send = globalThis.__host as Send;
delete globalThis.__host;

const { parse, stringify } = JSON;
const { keys, hasOwn } = Object;
const { isArray } = Array;
const { isFinite } = Number;

/** Short texts as JSON, and names with their colon: most come again. Without a prototype, so that no learner's is asked. */
const quoted = Object.create(null) as Record<string, string>;
const labelled = Object.create(null) as Record<string, string>;
const SHORT = 32;
let room = 400;

function keep(kept: Record<string, string>, text: string, json: string): string {
  if (room > 0 && text.length < SHORT) {
    room--;
    kept[text] = json;
  }
  return json;
}

const quote = (text: string): string => (text.length < SHORT ? (quoted[text] ?? keep(quoted, text, stringify(text))) : stringify(text));

/** Plain data as JSON; anything else is left out. Written to be short for the interpreter: every call of the system goes through it. */
export function encode(value: unknown): string {
  if (typeof value === "string") return quote(value);
  if (typeof value === "number") return isFinite(value) ? `${value}` : "null";
  if (typeof value === "boolean") return value ? "true" : "false";
  if (typeof value !== "object" || value === null) return "null";
  let comma = "";
  if (isArray(value)) {
    let items = "[";
    for (let index = 0; index < value.length; index++) {
      items += comma + encode(value[index]);
      comma = ",";
    }
    return `${items}]`;
  }
  let text = "{";
  const names = keys(value);
  const count = names.length;
  for (let index = 0; index < count; index++) {
    const key = names[index] as string;
    const member = (value as Record<string, unknown>)[key];
    if (member === undefined || typeof member === "function") continue;
    text += comma + (labelled[key] ?? keep(labelled, key, `${stringify(key)}:`)) + (typeof member === "string" ? quote(member) : member === null ? "null" : encode(member));
    comma = ",";
  }
  return `${text}}`;
}

export const decode = (json: string): unknown => parse(json);

type Value<N extends string> = N extends keyof HostCallValues ? HostCallValues[N] : null;

let thrower: (error: ErrorData) => unknown = (error) => new Error(error.message);

/** What a failed call throws: an NSError, which this file cannot make itself. */
export function throwWith(make: (error: ErrorData) => unknown): void {
  thrower = make;
}

/** Makes a host call. Throws an NSError where Swift would. */
export function call<N extends HostCall["name"]>(request: Extract<HostCall, { name: N }>): Value<N> {
  const json = send(encode(request), new Error().stack ?? "");
  if (json === null) return null as Value<N>;
  const answer = decode(json) as Answer;
  if (hasOwn(answer, "error")) throw thrower((answer as { error: ErrorData }).error);
  return (answer as { value: unknown }).value as Value<N>;
}

/** Names for closures that stay in the heap while the world holds their number. */
export class Closures<T> {
  #last = 0;
  readonly #kept = new Map<number, T>();

  keep(closure: T): number {
    this.#last++;
    this.#kept.set(this.#last, closure);
    return this.#last;
  }

  /** The closure, which is then forgotten: each is called once. */
  take(number: number): T | undefined {
    const closure = this.#kept.get(number);
    this.#kept.delete(number);
    return closure;
  }
}
