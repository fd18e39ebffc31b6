/** Counts, as people read them: in English, as the rest is, whatever the browser speaks. */

/** "1,207,342,512" */
export const grouped = (digits: number | string): string => String(digits).replace(/\B(?=(\d{3})+$)/g, ",");

/** "1 state", "14,296 states" */
export const counted = (count: number | string, one: string, many = `${one}s`): string => `${grouped(count)} ${String(count) === "1" ? one : many}`;
