/** The ordinary run: nobody strikes, and always what comes first happens. */
import { EXPLORE_LIMITS } from "../base/limits.ts";
import type { Said } from "./rule-states.ts";
import type { Search, Violation } from "./search.ts";

/** Whether it breaks the rule as badly as a story does: then no other order is needed for that. */
export const breaksOrdinarily = (search: Search, violation: Pick<Violation, "rule" | "severity">): boolean => search.joins.aside(() => breaks(search, violation));

function breaks(search: Search, { rule, severity }: Pick<Violation, "rule" | "severity">): boolean {
  let isBroken = false;
  const said = (each: Said): void => {
    if (each.rule === rule && each.report.as === "broken" && (each.report.severity ?? search.options.rules[rule]?.severity) === severity) isBroken = true;
  };
  let node = search.start();
  for (let count = 0; count < EXPLORE_LIMITS.events && !isBroken; count++) {
    const [first] = search.choices(node);
    if (!first || first.strikes) {
      search.reader.end(node.rules, said);
      break;
    }
    // All that came before was joined, although it counts.
    if (search.looks(node, first)) return breaks(search, { rule, severity });
    const { node: next, open } = search.follow(node, first, said);
    if (open) break;
    node = next;
  }
  return isBroken;
}
