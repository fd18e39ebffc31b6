/**
 * What a program met last, kept in the browser by the program's place: the scenario that was chosen or written, and
 * what was done by hand. The address holds it too, but only once the focus has left the workbench, and not if it is long.
 */
import { fetched } from "../fetched.svelte.ts";
import { CUSTOM, type Conditions } from "../state/conditions.svelte.ts";
import { PREFIX, type Store } from "./store.ts";

interface Kept {
  readonly format: 1;
  /** The name of one of the page's scenarios; `null`: the learner's own. */
  readonly chosen: string | null;
  /** The learner's own scenario as YAML. */
  readonly custom: string | null;
  readonly hand: readonly unknown[];
}

/** Brings the schema. */
const tools = () => fetched(() => import("./scenario-input.ts"));

const keyOf = (place: string): string => `${PREFIX}conditions/${place}`;

/** `usual`: the scenario that the place comes with; nothing need be kept of that. */
export async function keepConditions(store: Store, place: string, conditions: Conditions, usual: number): Promise<void> {
  const { chosen, custom, hand, scenarios } = conditions;
  if (chosen === usual && custom === null && hand.length === 0) return store.remove(keyOf(place));
  const written = hand.length === 0 ? [] : hand.map((await tools()).interventionInput);
  // What has changed meanwhile is kept by a call of its own.
  if (conditions.hand !== hand) return;
  store.set(keyOf(place), JSON.stringify({ format: 1, chosen: chosen === CUSTOM ? null : (scenarios[chosen]?.name ?? null), custom, hand: written } satisfies Kept));
}

export function readConditions(store: Store, place: string): Kept | null {
  try {
    const { format, chosen, custom, hand } = JSON.parse(store.get(keyOf(place)) ?? "null") as Partial<Kept>;
    const isText = (value: unknown): value is string | null => value === null || typeof value === "string";
    return format === 1 && isText(chosen) && isText(custom) && Array.isArray(hand) ? { format, chosen, custom, hand } : null;
  } catch {
    // Written by hand, or damaged: as if there were nothing.
    return null;
  }
}

/** Puts the conditions back to what was kept. What can't be used is left out. */
export async function resumeConditions(conditions: Conditions, { chosen, custom, hand }: Kept): Promise<void> {
  if (custom !== null) await conditions.use(custom);
  const index = chosen === null ? -1 : conditions.scenarios.findIndex(({ name }) => name === chosen);
  if (index >= 0) conditions.choose(index);
  if (hand.length === 0) return;
  const read = (await tools()).readByHand(hand);
  if (read.ok) conditions.redo(read.scenario.interventions);
}
