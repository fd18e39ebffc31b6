/**
 * Assertions: for what cannot happen unless we erred. What *can* happen (bad input, learner code
 * that fails, a limit) is returned as a value instead.
 */

/** Thrown when the program of this project contradicts itself; never caused by a learner. */
export class AssertionFailure extends Error {
  override name = "AssertionFailure";
}

/** Throws {@link AssertionFailure} unless `condition` holds. */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new AssertionFailure(message);
}

/** For the `default` of an exhaustive switch: the compiler proves that it is never reached. */
export function unreachable(value: never): never {
  throw new AssertionFailure(`unreachable: ${JSON.stringify(value)}`);
}

/** `value`, which must be there. */
export function present<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined) throw new AssertionFailure(`missing: ${what}`);
  return value;
}
