/** The lanes of the picture: which, and how high. */
import { LANES, type Lane } from "../../../runtime/model/trace.ts";
import { LANE_NAMES, type Event } from "../view.ts";

/** Above the lanes: the clock, and a story's marks. A run below another one has neither. */
const [TOP, TOP_STORY, TOP_BELOW] = [26, 38, 4];
const GHOST_ROW = 16;
/** A rule's track: its name is a button, and there is another right below it. */
export const RULE_ROW = 24;
/** Downloads beyond this many at once share the last row. */
export const SUB_ROWS = 12;

/**
 * As low as all can be read, so that a lesson's window has room for every lane, and as high as is pleasant.
 * `quiet`: a lane with nothing on it; `middle`: where the process's events lie, below the names of its lives; `half`: of
 * its bar; `first`: above the first download; `bar`: a download's, whose name stands below it; `kept`: more kept rules
 * than this are one track until they are opened.
 */
export const LOW = { row: 16, quiet: 14, extension: 30, middle: 21, half: 7, memory: 16, disk: 24, first: 4, bar: 9, download: 20, gap: 2, kept: 1 };
export const HIGH: Size = { row: 32, quiet: 32, extension: 40, middle: 21, half: 9, memory: 24, disk: 34, first: 6, bar: 11, download: 24, gap: 8, kept: 5 };
export type Size = typeof LOW;

export interface Row {
  readonly key: Lane | "memory" | "ghost" | "others";
  readonly name: string;
  readonly top: number;
  readonly height: number;
  /** Where its events lie. */
  readonly y: number;
}

export interface Options {
  readonly isHigh?: boolean;
  /** Every rule has its own track. */
  readonly isRulesOpen?: boolean;
  /** It has a lane for what would have happened. */
  readonly hasGhost?: boolean;
  /** The rules that a story is about: only they have tracks. */
  readonly rules?: ReadonlySet<string> | undefined;
  /** It is drawn below another run: what lies around the extension has one lane. */
  readonly isBelow?: boolean;
}

export const topOf = ({ rules, isBelow }: Options): number => (isBelow ? TOP_BELOW : rules ? TOP_STORY : TOP);

/** What lies around the process and its downloads. */
const AROUND: readonly Lane[] = ["home", "app", "host", "server"];

/** The lanes, one below the other. */
export function rowsOf(events: readonly Event[], downloads: number, size: Size, options: Options): Row[] {
  const { hasGhost, isBelow } = options;
  const busy = new Set(events.map(({ lane }) => lane));
  const rows: Row[] = [];
  let top = topOf(options);
  const add = (key: Row["key"], name: string, height: number, middle = height / 2): void => {
    rows.push({ key, name, top, height, y: top + middle });
    top += height;
  };
  if (isBelow) add("others", "Home, host, server", size.row);
  for (const lane of LANES) {
    const name = LANE_NAMES[lane];
    // The containing app has its lane only where it plays a part.
    if (isBelow ? AROUND.includes(lane) : lane === "app" && !busy.has(lane)) continue;
    if (lane === "extension") {
      add(lane, name, size.extension, size.middle);
      // Under the process, and above what outlives it.
      add("memory", "Memory", size.memory);
      if (hasGhost) add("ghost", "old future", GHOST_ROW);
    } else if (!busy.has(lane)) add(lane, name, size.quiet);
    else if (lane === "daemon") add(lane, name, Math.max(size.row, 2 * size.first - 2 + Math.min(downloads, SUB_ROWS) * size.download), downloads > 0 ? size.first + size.bar / 2 : size.row / 2);
    // What is kept is written below its events.
    else if (lane === "disk") add(lane, name, size.disk, size.disk / 2 - 4);
    else add(lane, name, size.row);
  }
  return rows;
}
