/** Calls into the interpreter and out of it. */
import type { Thrown } from "./failure.ts";

/** How a call into the interpreter ended. */
export type Ended =
  | { readonly as: "returned"; readonly json: string }
  | { readonly as: "threw"; readonly thrown: Thrown; readonly outOfPolls: boolean }
  | { readonly as: "aborted" };

/** What most host calls answer: the glue is given `null` for it, and reads no JSON. */
export const NOTHING = JSON.stringify({ value: null });

/** What a callback is told while it runs. */
export interface Host {
  /** Answers a host call: JSON, or `null` to abort the interpreter. */
  call(callJson: string, stack: string): string | null;
  /** Milliseconds since 1970, UTC; asked for once, when code first reads the time. */
  time(): number;
}

export interface Rejection {
  readonly message: string;
  readonly stack: string;
}
