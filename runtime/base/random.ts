/**
 * Randomness as a value: a 32-bit state goes in, a number and the next state come out, so that
 * the world can hold it and a seed names a whole run. The generator is Mulberry32.
 */

export type RandomState = number;

/** A number in [0, 1) and the state to use next. */
export function nextRandom(state: RandomState): { readonly value: number; readonly state: RandomState } {
  const next = (state + 0x6d2b79f5) | 0;
  let mixed = Math.imul(next ^ (next >>> 15), 1 | next);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return { value: ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296, state: next };
}
