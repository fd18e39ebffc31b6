/**
 * Quiet stretches: where a run says the same again and again. A run of progress lines is the plain
 * case; a widget that reloads every half hour for a day is another. The first time is shown, the
 * other times fold into one mark.
 */
import type { Event, RunView } from "../view.ts";

export interface Fold {
  /** Folded events: from this one … */
  readonly from: number;
  /** … to this one, both included. */
  readonly to: number;
  /** What is folded: "12 lines of progress". */
  readonly text: string;
}

/** Fewer events than this are not worth a mark of their own. */
const LEAST = 6;
/** In a run up to this long only progress folds: all else can be seen at once, and is what one came to see. */
const SHORT = 300;
/** The longest stretch that is looked for as a repetition. */
const LONGEST = 64;

export function foldsOf(view: RunView): Fold[] {
  const { events } = view;
  const loud = loudEvents(view);
  const names = new Map<string, number>();
  // A number each kind of sentence; what must be seen has one of its own, so it equals nothing.
  const signs = events.map((event) => {
    if (loud.has(event.n) || (events.length <= SHORT && !event.quiet)) return -1 - event.n;
    const key = event.quiet ? "quiet" : `${event.lane} ${event.kind} ${event.text.replace(/\d+/g, "0")}`;
    return names.get(key) ?? (names.set(key, names.size), names.size - 1);
  });
  const folds: Fold[] = [];
  for (let n = 0; n < signs.length; ) {
    const { period, end } = longestRepetition(signs, n);
    if (end - n - period < LEAST) n++;
    else {
      folds.push({ from: n + period, to: end - 1, text: textOf(events, n + period, end, period) });
      n = end;
    }
  }
  return folds;
}

/** What a person must see: interventions, and where a rule breaks. */
function loudEvents({ events, rules }: RunView): ReadonlySet<number> {
  const broken = rules.flatMap((rule) => rule.marks.flatMap((mark) => (mark.state === "broken" ? [mark.line] : [])));
  const outside = events.flatMap((event) => (event.kind === "intervention" || event.kind === "process-terminated" ? [event.n] : []));
  return new Set([...broken, ...outside]);
}

/** The stretch from `start` on that repeats itself at once, whole times, and covers most. */
function longestRepetition(signs: readonly number[], start: number): { period: number; end: number } {
  let best = { period: 1, end: start + 1 };
  const most = Math.min(LONGEST, (signs.length - start) >> 1);
  for (let period = 1; period <= most; period++) {
    if (signs[start] !== signs[start + period]) continue;
    let end = start + period;
    while (end < signs.length && signs[end] === signs[end - period]) end++;
    end -= (end - start) % period;
    if (end - start >= 2 * period && end > best.end) best = { period, end };
  }
  return best;
}

function textOf(events: readonly Event[], from: number, end: number, period: number): string {
  const count = end - from;
  const first = events[from] as Event;
  if (events.slice(from, end).every((event) => event.quiet)) return `${count} lines of progress`;
  const times = count / period;
  if (period === 1) return `“${first.text}”, ${count} times more`;
  return `the same ${period} events ${times === 1 ? "once more" : `${times} times more`}, from “${first.text}” on`;
}
