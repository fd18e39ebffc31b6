/** Random walks, for what a search could not finish: each from the start to its end, chosen by a seed. */
import { nextRandom, type RandomState } from "../base/random.ts";
import { EXPLORE_LIMITS } from "../base/limits.ts";
import type { Said } from "./rule-states.ts";
import type { Search } from "./search.ts";

/** How often a random run intervenes, of all its steps. */
const STRIKES = 0.05;

export interface Walk {
  /** The seed to go on with. */
  readonly seed: RandomState;
  /** Choices by their place, up to the end. */
  readonly choices: readonly number[];
  /** What the rules said, and after how many choices; `ends`: of the run as a whole, when it had come to rest. */
  readonly said: readonly Heard[];
}

interface Heard {
  readonly said: Said;
  readonly after: number;
  readonly ends: boolean;
}

export function walk(search: Search, seed: RandomState): Walk {
  let random = seed;
  const taken: number[] = [];
  const heard: Heard[] = [];
  let ends = false;
  const said = (each: Said): void => void heard.push({ said: each, after: taken.length, ends });
  let node = search.start();
  for (let count = 0; count < EXPLORE_LIMITS.events; count++) {
    const choices = search.choices(node);
    ends = !choices.some(({ strikes }) => !strikes);
    if (ends) break;
    const strike = nextRandom(random);
    const { value, state } = nextRandom(strike.state);
    random = state;
    // Interventions are few in a story: they are spread over its length, not spent at its start.
    const wanted = choices.flatMap(({ strikes }, place) => (strikes === strike.value < STRIKES ? [place] : []));
    const index = (wanted.length > 0 ? wanted : [...choices.keys()])[Math.floor(value * (wanted.length || choices.length))] as number;
    const choice = choices[index];
    if (!choice) break;
    // All that came before was joined, although it counts.
    if (search.looks(node, choice)) return walk(search, seed);
    taken.push(index);
    const next = search.follow(node, choice, said);
    if (next.open) return { seed: random, choices: taken, said: [] };
    node = next.node;
  }
  // A run that was left in its midst still owes what it owes.
  if (ends) search.reader.end(node.rules, said);
  return { seed: random, choices: taken, said: heard };
}
