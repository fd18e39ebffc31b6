/**
 * What a program met last, kept in the browser by the program's place: the scenario that was chosen or written, and
 * what was done by hand. The address holds it too, but only once the focus has left the workbench, and not if it is long.
 */
import type { Intervention } from "../../../runtime/model/scenario.ts";
import { fetched } from "../fetched.svelte.ts";
import { CUSTOM, type Conditions } from "../state/conditions.svelte.ts";
import { PREFIX, type Store } from "./store.ts";

interface Kept {
  readonly format: 1;
  /** The name of one of the page's scenarios; `null`: the learner's own. */
  readonly chosen: string | null;
  /** The learner's own scenario as YAML. */
  readonly custom: string | null;
  /** As it is in memory: whoever leaves at once has it kept. Checked when it is used. */
  readonly hand: readonly unknown[];
}

const keyOf = (place: string): string => `${PREFIX}conditions/${place}`;

/** `usual`: the scenario that the place comes with; nothing need be kept of that. */
export function keepConditions(store: Store, place: string, { chosen, custom, hand, scenarios }: Conditions, usual: number): void {
  if (chosen === usual && custom === null && hand.length === 0) return store.remove(keyOf(place));
  store.set(keyOf(place), JSON.stringify({ format: 1, chosen: chosen === CUSTOM ? null : (scenarios[chosen]?.name ?? null), custom, hand } satisfies Kept));
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
  // Brings the schema.
  const { interventionInput, readByHand } = await fetched(() => import("./scenario-input.ts"));
  const written = hand.flatMap((each) => (isIntervention(each) ? [interventionInput(each)] : []));
  const read = readByHand(written);
  if (read.ok) conditions.redo(read.scenario.interventions);
}

/** Enough of one to be written down; whether it is one says the schema. */
const isIntervention = (value: unknown): value is Intervention =>
  typeof value === "object" && value !== null && typeof (value as Partial<Intervention>).when === "object" && (value as Partial<Intervention>).when !== null && typeof ((value as Partial<Intervention>).with ?? {}) === "object";
