/**
 * Every bound of the runtime, with its reason. A run that meets one ends as a value that names it.
 */

/** What one process life of learner code may use. */
export const GUEST_LIMITS = {
  /** Bytes. The platform ends a widget extension at 30 MB [L1], so ours ends there too. */
  memory: 30 * 1024 * 1024,
  /**
   * Bytes of interpreter stack: some 500 calls deep. The host's own takes up to 2.5 times as much meanwhile, and
   * must not be full first, for then it would depend on the host where code stops; a worker of Chromium's has 500 kB.
   */
  stack: 128 * 1024,
  /**
   * Interrupt polls of one callback, worth about a second of learner code (measured: DECISIONS.md).
   * A count and not a clock, so that equal runs end equally on a fast and on a slow machine.
   */
  polls: 2000,
  /** Promise jobs run between two callbacks: beyond any honest chain, short of a freeze. */
  jobs: 10_000,
  /** Host calls of one callback: a loop that calls the system for ever is stopped here. */
  hostCalls: 5000,
  /** Characters of one console line kept in the trace. */
  consoleLine: 2000,
} as const;

export const RUN_LIMITS = {
  /** Engine steps of one run; a run that never ends stops here and says so. */
  steps: 20_000,
} as const;

export const EXPLORE_LIMITS = {
  /** States of one search, beyond which it samples: some 200 MB, and half a minute. */
  states: 1_000_000,
  /** Random runs, where a search did not come to its end. */
  samples: 200,
  /** Events of one story: far beyond what widgets do between two rests, and what a cost has room for. */
  events: 2000,
  /** Process lives of one story: a loop of crashes and relaunches ends here. */
  launches: 24,
  /** Callbacks that learner code is run ahead for: one that queues the next for ever would never be done. */
  ahead: 100,
  /** Events until a run that was disturbed is quiet again: some fifty for each widget are usual. */
  afterwards: 1000,
  /**
   * Milliseconds. While exploring, the clock that code reads moves in such steps, so that moments which
   * differ by seconds are one: shorter than anything a widget measures by the clock [B16].
   */
  clockStep: 10 * 60_000,
} as const;

export const PROGRAM_LIMITS = {
  /** Characters of one learner file. Larger is refused before it is compiled. */
  fileSize: 1_000_000,
  files: 50,
} as const;

export const ORIGIN_LIMITS = {
  /** Bytes of one recorded response body. */
  body: 20 * 1024 * 1024,
  /** Real milliseconds a real fetch may take before it counts as timed out. */
  fetch: 15_000,
} as const;
