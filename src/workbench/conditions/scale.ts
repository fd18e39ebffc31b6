/** The steps of the sliders: a network is felt in factors, not in differences. */
import { formatDuration, type Duration } from "../../../runtime/base/time.ts";

export const BANDWIDTHS = [1000, 5000, 25_000, 50_000, 100_000, 250_000, 1_000_000, 5_000_000, 20_000_000] as const;
export const LATENCIES = [0, 20, 50, 100, 200, 500, 1000, 2000, 5000, 20_000, 60_000] as const;
export const LOSSES = [0, 0.05, 0.1, 0.2, 0.3, 0.5, 0.75, 1] as const;

/** The step of a scale that is nearest to a value, by factor. */
export function nearestStep(scale: readonly number[], value: number): number {
  const distance = (step: number): number => Math.abs(Math.log((step + 0.01) / (value + 0.01)));
  return scale.reduce((best, step, index) => (distance(step) < distance(scale[best] ?? 0) ? index : best), 0);
}

/** "250 kB/s" */
export function bandwidthWords(value: number): string {
  if (value >= 1_000_000) return `${Number((value / 1_000_000).toPrecision(3))} MB/s`;
  return value >= 1000 ? `${Number((value / 1000).toPrecision(3))} kB/s` : `${value} B/s`;
}

export const latencyWords = (value: number): string => formatDuration(value as Duration);
export const lossWords = (value: number): string => (value === 0 ? "none" : `${Math.round(value * 100)} % of answers`);
