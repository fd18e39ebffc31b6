/** What an exploration covered, exactly: as numbers, and as sentences that never say more than the numbers do. */
import { counted, grouped } from "../base/count.ts";
import type { Strike } from "./choices.ts";

export interface Coverage {
  /** Orders of events, without those that nobody could tell apart, as a whole number in decimal digits; of the states that were found, when it is sampled. */
  readonly orders: string;
  readonly states: number;
  /** States of the further questions, each with a search of its own: events that overtake the closure, an update of the app. `null`: it was not asked, for it could not matter. */
  readonly besides: { readonly closure: number | null; readonly update: number | null };
  /** Callbacks that learner code really ran; the rest was known from equal histories. */
  readonly entries: number;
  /** Interventions of one story at most. */
  readonly bound: number;
  readonly strikes: readonly Strike[];
  readonly rules: { readonly exercised: number; readonly of: number };
  /** Some story was cut off, because it was longer or had more launches than the limits allow. */
  readonly isCut: boolean;
  /** `null` when the search came to its end: else how many random runs stand in for the rest, and how many states were left to look at. */
  readonly sampled: { readonly runs: number; readonly frontier: number } | null;
}

const NAMES: Readonly<Record<Strike, string>> = {
  "terminate": "terminate", "suspend": "suspend", "relaunch": "run again", "go-offline": "lose the network", "sign-out": "sign out", "update-app": "update the app",
  "memory-pressure": "take the memory", "lock": "lock the device",
};

/** What stays out of every exploration, whatever its bound. */
export const NOT_COVERED: readonly string[] = [
  "more interventions than the bound",
  "what is merely scheduled coming before the rest is done",
  "clock times that differ by less than ten minutes, or by shorter waits that add up",
  "other answers of the server than this scenario's",
  "transfers that expire though their server answers at once",
];

/** What it may be called: the bound is in the sentence, always. */
export function boundOf({ bound, strikes }: Pick<Coverage, "bound" | "strikes">): string {
  if (bound === 0 || strikes.length === 0) return "no interventions";
  return `at most ${counted(bound, "intervention")} (${strikes.map((strike) => NAMES[strike]).join(", ")})`;
}

/** The coverage in words: what was looked at, within which bound, and what was not. */
export function coverageSentence(coverage: Coverage): string {
  const { orders, states, besides, entries, rules, sampled, isCut } = coverage;
  const bound = boundOf(coverage);
  const cut = isCut ? ", but for what is beyond the limits" : "";
  const what = sampled === null
    ? `With ${bound}: all ${counted(orders, "order")} that can make a difference, merged into ${counted(states, "state")}${cut}.`
    : `${counted(sampled.runs, "run")} sampled, with ${bound}, after a search that found ${counted(states, "state")} and left ${counted(sampled.frontier, "state")} to look at${cut}.`;
  const questions = [[besides.closure, "events that overtake the closure"], [besides.update, "an update of the app"]] as const;
  const asked = questions.flatMap(([count, what]) => (count === null ? [] : [`${counted(count, "state")} for ${what}`]));
  const more = asked.length > 0 ? ` Besides: ${asked.join(", ")}, with one intervention at most.` : "";
  return `${what}${more} Your code ran ${counted(entries, "time")}; ${rules.exercised} of ${rules.of} rules had something to judge. Not covered: ${NOT_COVERED.join("; ")}.`;
}

/** In how large a part of the orders a rule is broken; "" where that was not counted. Both as decimal digits. */
export function shareOf(broken: string | null, all: string): string {
  if (broken === null) return "";
  return `share of orders that break it: ${broken === all ? (all === "1" ? "the only one" : `all ${grouped(all)}`) : partOf(BigInt(broken), BigInt(all))}`;
}

/** Few are counted; of many it is per cent, and never rounded to none or to all. */
function partOf(some: bigint, all: bigint): string {
  if (all < 1000n) return `${some} of ${all}`;
  if (some * 100n < all) return "less than 1%";
  return (all - some) * 100n < all ? "more than 99%" : `${(some * 200n + all) / (all * 2n)}%`;
}
