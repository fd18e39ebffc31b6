/** The rows of the trace. */
import type { Event } from "../view.ts";
import type { Mark } from "./marks.ts";

/** With what it means. */
export type Said = Mark & { readonly text: string };

/** An event, or what is to be said before it. */
export type Entry = { readonly event: Event } | { readonly mark: Said };

/** Events with the marks before them; a mark whose event is not listed stands before the next one that is. */
export function entriesOf(events: readonly Event[], marks: readonly Said[]): readonly Entry[] {
  if (marks.length === 0) return events.map((event) => ({ event }));
  const rest = marks.toSorted((one, other) => one.line - other.line);
  const entries: Entry[] = [];
  for (const event of events) {
    while (rest[0] && rest[0].line <= event.n) entries.push({ mark: rest.shift() as Said });
    entries.push({ event });
  }
  return [...entries, ...rest.map((mark) => ({ mark }))];
}
