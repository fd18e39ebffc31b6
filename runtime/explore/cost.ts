/** How small a story is, as one number: the smaller comes first in a search, and is the one that is told. */

/** Costs in order of weight: interventions, launches, downloads, events. Each has room for what the limits allow. */
const EVENT = 1;
const DOWNLOAD = 2 ** 14;
const LAUNCH = 2 ** 24;
const STRIKE = 2 ** 32;
export const costOf = (strikes: number, launches: number, downloads: number, events: number): number => strikes * STRIKE + launches * LAUNCH + downloads * DOWNLOAD + events * EVENT;
export const eventsIn = (cost: number): number => cost % DOWNLOAD;
export const strikesIn = (cost: number): number => Math.floor(cost / STRIKE);
export const launchesIn = (cost: number): number => Math.floor((cost % STRIKE) / LAUNCH);
