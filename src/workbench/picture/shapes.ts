/** Outlines, as SVG path data. What a thing is shows in its shape, not only in its colour. */
import type { Point, Tone } from "./layout.ts";
import type { Row } from "./rows.ts";

const circle = (x: number, y: number, r: number): string => `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`;

/** A cross: broken. An exclamation mark: a warning. A diamond: from outside. A square: owed. A dot: kept. Bars: a callback begins, ends. A disc: learner code. */
export function glyph(what: Tone | "owed" | "kept" | "broken", x: number, y: number): string {
  switch (what) {
    case "bad": return `M${x - 5} ${y - 5}l10 10m0 -10l-10 10`;
    case "broken": return `M${x - 4} ${y - 4}l8 8m0 -8l-8 8`;
    case "warned": return `M${x} ${y - 5.5}v6.5m0 2.5v2`;
    case "outside": return `M${x} ${y - 7}l7 7l-7 7l-7 -7z`;
    case "owed": return `M${x - 3.5} ${y - 3.5}h7v7h-7z`;
    case "kept": return circle(x, y, 3.5);
    case "start": return `M${x - 3} ${y - 5}l7 5l-7 5z`;
    case "end": return `M${x - 2} ${y - 5}h4v10h-4z`;
    case "learner": return circle(x, y, 4.5);
    case "plain": return circle(x, y, 3.5);
  }
}

/** A torn edge, from top to bottom. */
export function tear(x: number, top: number, bottom: number): string {
  let path = `M${x} ${top}`;
  for (let y = top, side = 1; y < bottom; y += 4.5, side = -side) path += `l${4 * side} ${Math.min(4.5, bottom - y)}`;
  return path;
}

/** A message from lane to lane. */
export function arrow(x1: number, y1: number, x2: number, y2: number): string {
  const bend = Math.max(6, Math.abs(x2 - x1) / 2);
  return `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`;
}

/** The head of a message: where it arrives. */
export const head = (x: number, y: number): string => `M${x - 4} ${y}l-8 -4v8z`;

/** Events of one lane too close to be told apart: a stroke for each pixel that holds any. */
export function dense(points: readonly Point[], row: Row, x: (u: number) => number): string {
  let path = "";
  let last = -1;
  for (const point of points) {
    if (point.y < row.top || point.y >= row.top + row.height) continue;
    const place = Math.round(x(point.u));
    if (place === last) continue;
    path += `M${place} ${row.y - 6}v12`;
    last = place;
  }
  return path;
}
