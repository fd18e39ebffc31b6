/** Makes a scenario smaller while it still breaks the rule: fewer interventions of its own, fewer scripted answers. */
import type { Guest } from "../model/guest.ts";
import type { Recordings } from "../model/origin.ts";
import type { Scenario } from "../model/scenario.ts";
import { Search, type SearchOptions } from "./search.ts";

export interface Shrunk {
  readonly scenario: Scenario;
  readonly search: Search;
  /** What was taken away, in words. */
  readonly without: readonly string[];
}

/** Searches again without one part after the other; `null` when nothing can go. `cost`: what the story may cost at most. */
export function shrink(found: Search, rule: number, guest: Guest, options: SearchOptions, recordings: Recordings): Shrunk | null {
  let best = null as Shrunk | null;
  let { scenario } = found;
  const limit = found.violations.get(rule)?.cost ?? 0;
  for (const { name, without } of parts(scenario)) {
    const smaller = without(scenario);
    const search = new Search(smaller, guest, options, recordings);
    while (!search.isDone && !search.isFull && search.need === null && (search.violations.get(rule)?.cost ?? Infinity) > search.least && search.least <= limit) search.advance(100);
    const violation = search.violations.get(rule);
    if (!violation || violation.cost > limit) continue;
    scenario = smaller;
    best = { scenario, search, without: [...(best?.without ?? []), name] };
  }
  return best;
}

/** Parts that could go, last ones first, so that the places of the others stay. */
function parts({ interventions, server }: Scenario): { readonly name: string; without(scenario: Scenario): Scenario }[] {
  return [
    ...interventions.map((each) => ({ name: named(interventions, each), without: (scenario: Scenario) => ({ ...scenario, interventions: scenario.interventions.filter((one) => one !== each) }) })).reverse(),
    ...server.filter(({ match }) => match !== "*").map((each) => ({ name: `the answer to ${each.match}`, without: (scenario: Scenario) => ({ ...scenario, server: scenario.server.filter((one) => one !== each) }) })).reverse(),
  ];
}

/** What an intervention does, and which of those that do the same it is. */
function named(interventions: Scenario["interventions"], each: Scenario["interventions"][number]): string {
  const alike = interventions.filter(({ do: what }) => what === each.do);
  return alike.length === 1 ? each.do : `${each.do} ${alike.indexOf(each) + 1} of ${alike.length}`;
}
