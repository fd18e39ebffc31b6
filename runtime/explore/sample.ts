/** Random walks, for what a search could not finish: each from the start to its end, chosen by a seed. */
import { nextRandom, type RandomState } from "../base/random.ts";
import { EXPLORE_LIMITS } from "../base/limits.ts";
import type { Said } from "./rule-states.ts";
import type { Search } from "./search.ts";

export interface Walk {
  /** The seed to go on with. */
  readonly seed: RandomState;
  /** Choices by their place, up to the end. */
  readonly choices: readonly number[];
  /** What the rules said, and after how many choices. */
  readonly said: readonly { readonly said: Said; readonly after: number }[];
}

export function walk(search: Search, seed: RandomState): Walk {
  let random = seed;
  const taken: number[] = [];
  const heard: { said: Said; after: number }[] = [];
  const said = (each: Said): void => void heard.push({ said: each, after: taken.length });
  let node = search.start();
  for (let count = 0; count < EXPLORE_LIMITS.events; count++) {
    const choices = search.choices(node);
    if (!choices.some(({ strikes }) => !strikes)) break;
    const { value, state } = nextRandom(random);
    random = state;
    const index = Math.floor(value * choices.length);
    const choice = choices[index];
    if (!choice) break;
    taken.push(index);
    const next = search.follow(node, choice, said);
    if (next.open) return { seed: random, choices: taken, said: [] };
    node = next.node;
  }
  search.reader.end(node.rules, said);
  return { seed: random, choices: taken, said: heard };
}
