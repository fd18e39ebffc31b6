/** What goes out: links, zips, Markdown, the progress file. Loaded when somebody shares. */
import { makeZip } from "./archive.ts";
import type { Keeper } from "./keeper.svelte.ts";
import { encodeLink, whyUnopenable } from "./link.ts";
import { markdownOf } from "./markdown.ts";
import { sharedScenario } from "./scenario-input.ts";
import { scenarioYaml } from "./scenario-yaml.ts";

export interface Link {
  readonly address: string;
  readonly hash: string;
  /** Characters of the address. */
  readonly length: number;
  /** Why nobody could open it; `null` where everybody can. */
  readonly problem: string | null;
}

/** `page`: the address that opens it, whose query and hash are left out. */
export function linkTo({ bench }: Keeper, page: string, line: number | null): Link {
  const { base, hand } = bench.conditions;
  const content = { files: bench.program.files, ...sharedScenario(base, hand), line };
  const hash = encodeLink(content);
  const url = new URL(page);
  const address = `${url.origin}${url.pathname}${hash}`;
  return { address, hash, length: address.length, problem: whyUnopenable(content, hash) };
}

/** The program as a folder that the page and the command line open: with the scenario it met. */
export function zipOf({ bench }: Keeper, now: Date): Uint8Array {
  return makeZip([...bench.program.files, { path: "scenario.yaml", text: scenarioYaml(bench.conditions.scenario) }], now);
}

export function markdown(keeper: Keeper, page: string, limit: number): string {
  const { bench } = keeper;
  const { address, length, problem } = linkTo(keeper, page, bench.playhead.line);
  const { scenario } = bench.conditions;
  return markdownOf({ title: keeper.place.title, files: bench.program.files, scenario: scenario.title, yaml: scenarioYaml(scenario), view: bench.held || bench.runs.view.events.length === 0 ? null : bench.runs.view, address: length <= limit && problem === null ? address : null });
}

/** "Program from a link" → "program-from-a-link" */
export const fileName = (title: string): string => title.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 60) || "widget";

/** Offers bytes as a download of the browser. */
export function saveFile(name: string, content: Uint8Array | string, type: string): void {
  const url = URL.createObjectURL(new Blob([content as BlobPart], { type }));
  const anchor = Object.assign(document.createElement("a"), { href: url, download: name });
  anchor.click();
  // The browser has taken the bytes by the next turn.
  setTimeout(() => URL.revokeObjectURL(url), 0);
}
