/**
 * Where each event lies from left to right, in units of one pixel at zoom 1. Several runs can share
 * one scale, so that what lies below one another happens at the same place of both.
 */
import type { Event } from "../view.ts";
import type { Fold } from "./folds.ts";

export type Axis = "order" | "clock";

export const PAD = 18;
/** One event, where every event has a column. */
export const STEP = 20;
/** The width of a closed fold. */
export const FOLD = 34;
/** On the clock axis: units a second, and the least distance between two events. */
const SECOND = 56;
const LEAST = 8;
/** Milliseconds. A longer wait is drawn as long as this, and marked as broken off. */
export const LONGEST = 6000;
/** Pixels beside what is framed, for what is written at its ends; the least zoom at which single events are told apart with ease. */
const [MARGIN, READABLE] = [64, 0.6];

export interface Scale {
  /** By run, by event. */
  readonly runs: readonly (readonly number[])[];
  readonly length: number;
  readonly folds: readonly (Fold & { readonly u: number; readonly width: number; readonly isOpen: boolean })[];
  /** Waits that are longer than they are drawn. */
  readonly breaks: readonly { readonly u: number; readonly wait: number }[];
}

/** One run, with its folds; those in `open` (by first event) are not closed. */
export function scaleOf(events: readonly Event[], axis: Axis, folds: readonly Fold[], open: ReadonlySet<number>): Scale {
  const us: number[] = [];
  const breaks: { u: number; wait: number }[] = [];
  const closed = folds.filter((fold) => !open.has(fold.from));
  let place = PAD;
  let next = 0;
  let last = events[0]?.at ?? 0;
  let isAfterFold = false;
  for (let n = 0; n < events.length; n++) {
    const event = events[n] as Event;
    const wait = event.at - last;
    const drawn = axis === "order" ? 0 : (Math.min(wait, LONGEST) / 1000) * SECOND;
    if (n > 0) place += isAfterFold ? Math.max(drawn, LEAST) : Math.max(drawn, axis === "order" ? STEP : LEAST);
    if (axis === "clock" && wait > LONGEST) breaks.push({ u: place - drawn / 2, wait });
    last = event.at;
    isAfterFold = false;
    const fold = closed[next];
    if (fold?.from !== n) {
      us.push(place);
      continue;
    }
    const count = fold.to - fold.from + 1;
    for (let each = 0; each < count; each++) us.push(place + (FOLD * (each + 0.5)) / count);
    last = events[fold.to]?.at ?? last;
    place += FOLD;
    n = fold.to;
    next++;
    isAfterFold = true;
  }
  const drawn = folds.map((fold) => {
    const isOpen = open.has(fold.from);
    const [first, end] = [us[fold.from] ?? 0, us[fold.to] ?? 0];
    const half = FOLD / 2 / (fold.to - fold.from + 1);
    return { ...fold, isOpen, u: isOpen ? first - LEAST / 2 : first - half, width: isOpen ? end - first + LEAST : FOLD };
  });
  return { runs: [us], length: place + PAD, folds: drawn, breaks };
}

/** Several runs on one scale. Events with one number share a column; on the clock axis, what happens at one time does. */
export function sharedScale(runs: readonly (readonly Event[])[], axis: Axis): Scale {
  if (axis === "order") {
    const most = Math.max(...runs.map((events) => events.length));
    return { runs: runs.map((events) => events.map((_event, n) => PAD + n * STEP)), length: PAD * 2 + Math.max(0, most - 1) * STEP, folds: [], breaks: [] };
  }
  const us = runs.map((): number[] => []);
  const breaks: { u: number; wait: number }[] = [];
  let place = PAD;
  let last: number | null = null;
  for (;;) {
    const at = Math.min(...runs.map((events, run) => events[us[run]?.length ?? 0]?.at ?? Infinity));
    if (at === Infinity) break;
    if (last !== null) {
      const drawn = Math.max(LEAST, (Math.min(at - last, LONGEST) / 1000) * SECOND);
      place += drawn;
      if (at - last > LONGEST) breaks.push({ u: place - drawn / 2, wait: at - last });
    }
    last = at;
    let widest = place;
    runs.forEach((events, run) => {
      const mine = us[run] as number[];
      for (let u = place; events[mine.length]?.at === at; u += LEAST) {
        mine.push(u);
        widest = Math.max(widest, u);
      }
    });
    place = widest;
  }
  return { runs: us, length: place + PAD, folds: [], breaks };
}

/** Pixels a unit, at most `zoom`, at which a stretch has room in a width; `null` where its events would be too close to be read. */
export function frameOf(stretch: number, width: number, zoom: number): number | null {
  const most = Math.min(zoom, (width - 2 * MARGIN) / Math.max(1, stretch));
  return most < READABLE ? null : most;
}

/** The last event at or before a place, by binary search; the first when none is. */
export function eventAt(us: readonly number[], u: number): number {
  let [low, high] = [0, us.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((us[middle] ?? 0) <= u) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Of what lies in order from left to right, that from one place up to another. */
export function between<T extends { readonly u: number }>(list: readonly T[], from: number, to: number): readonly T[] {
  return list.slice(firstFrom(list, from), firstFrom(list, to));
}

function firstFrom(list: readonly { readonly u: number }[], u: number): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle]?.u ?? 0) < u) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The first event two runs differ in: its number, or `null` when one of them is the other's beginning and as long. */
export function firstDifference(one: readonly Event[], other: readonly Event[]): number | null {
  const most = Math.max(one.length, other.length);
  for (let n = 0; n < most; n++) {
    const [a, b] = [one[n], other[n]];
    if (!a || !b || a.kind !== b.kind || a.at !== b.at || a.lane !== b.lane || a.text !== b.text) return n;
  }
  return null;
}
