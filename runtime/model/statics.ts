/** What the variables of learner modules hold at one point of a process life. Read, never judged. */
import type { Input } from "./guest.ts";
import type { Json } from "./json.ts";

export interface ModuleStatics {
  /** The learner's path: "Downloads.ts". */
  readonly module: string;
  /**
   * Top-level variables, and classes with their static fields. Objects are their own fields, a few levels deep.
   * `{ $date }` is a date; `{ $is }` says in words what is no plain data: "function", "URLSession".
   */
  readonly values: readonly { readonly name: string; readonly value: Json }[];
}

export type Statics = readonly ModuleStatics[];

/** A point of a life: so many of its inputs have been given. */
export interface StaticsQuery {
  /** The inputs of the life from its launch on. */
  readonly inputs: readonly Input[];
  /** Points to read at, each at most `inputs.length`. */
  readonly at: readonly number[];
}
