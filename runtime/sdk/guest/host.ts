/**
 * The glue's only way out: one function of the host, taken at the start and deleted. Calls are
 * encoded here and not by `JSON.stringify`, so that no `toJSON` of a learner's can change them.
 */
import type { Answer, ErrorData, HostCall, HostCallValues } from "../../model/host-call.ts";

declare const globalThis: { __host?: (callJson: string, stack: string) => string } & Record<string, unknown>;

const send = globalThis.__host as (callJson: string, stack: string) => string;
delete globalThis.__host;

const { parse, stringify } = JSON;
const { keys, hasOwn } = Object;
const { isArray } = Array;
const { isFinite } = Number;

/** Plain data as JSON; anything else is left out. */
export function encode(value: unknown): string {
  if (value === null || value === undefined) return "null";
  if (typeof value === "string") return stringify(value);
  if (typeof value === "number") return isFinite(value) ? `${value}` : "null";
  if (typeof value === "boolean") return value ? "true" : "false";
  if (typeof value !== "object") return "null";
  let text = "";
  if (isArray(value)) {
    for (let index = 0; index < value.length; index++) text += `${index > 0 ? "," : ""}${encode(value[index])}`;
    return `[${text}]`;
  }
  for (const key of keys(value)) {
    const member = (value as Record<string, unknown>)[key];
    if (member !== undefined && typeof member !== "function") text += `${text === "" ? "" : ","}${stringify(key)}:${encode(member)}`;
  }
  return `{${text}}`;
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
  const answer = decode(send(encode(request), new Error().stack ?? "")) as Answer;
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
