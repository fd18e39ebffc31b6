/** A program and its run as Markdown, for an issue or a chat. */
import { formatInstant } from "../../../runtime/base/time.ts";
import type { ProgramFile } from "../../../runtime/model/program.ts";
import type { RunView } from "../view.ts";

export interface Told {
  readonly title: string;
  readonly files: readonly ProgramFile[];
  /** The scenario's title, and its YAML. */
  readonly scenario: string;
  readonly yaml: string;
  /** `null`: it has not been run. */
  readonly view: RunView | null;
  /** The address of a link, if one fits. */
  readonly address: string | null;
}

/** Lines of the trace before and after the first failure. */
const AROUND = 8;

export function markdownOf({ title, files, scenario, yaml, view, address }: Told): string {
  const parts = [`## ${inline(title)}, under “${inline(scenario)}”`];
  if (address !== null) parts.push(`<${address}>`);
  parts.push(...(view === null ? [] : [findings(view), trace(view)]));
  parts.push("### Scenario", fenced(yaml, "yaml"), "### Program");
  for (const { path, text } of files) parts.push(`**${inline(path)}**`, fenced(text, languageOf(path)));
  return `${parts.join("\n\n")}\n`;
}

function findings(view: RunView): string {
  const wanted = view.rules.filter(({ status }) => status === "failed" || status === "pending").sort((one, other) => (one.event ?? 0) - (other.event ?? 0));
  if (wanted.length === 0) return `### Findings\n\nNone: ${view.rules.filter(({ status }) => status === "passed").length} rules hold, ${view.rules.filter(({ status }) => status === "not-exercised").length} were not tested.`;
  const lines = wanted.map(({ rule, status, severity, message, fix, source, event }) => {
    const head = status === "pending" ? "owed" : severity === "warning" ? "warning" : "broken";
    const where = [source === null ? "" : `${source.file}:${source.line}`, event === null ? "" : `event ${event}`].filter((part) => part !== "").join(", ");
    return `- **${head}: ${rule}**${where === "" ? "" : ` (${inline(where)})`} ${inline(message)}${fix === "" ? "" : ` → ${inline(fix)}`}`;
  });
  return `### Findings\n\n${lines.join("\n")}`;
}

function trace(view: RunView): string {
  const broken = view.rules.filter(({ status }) => status === "failed").map(({ event }) => event ?? 0);
  const first = broken.length === 0 ? null : Math.min(...broken);
  const shown = first === null ? view.events.slice(-2 * AROUND) : view.events.slice(Math.max(0, first - AROUND), first + AROUND + 1);
  const lines = shown.map((event) => `${event.n === first ? "→" : " "} ${String(event.n).padStart(4)} ${formatInstant(event.at as never).padStart(9)}  ${event.lane.padEnd(9)}  ${event.text}${event.source === null ? "" : `  (${event.source.file}:${event.source.line})`}`);
  return `### ${first === null ? "End of the trace" : "Trace around the first failure"}\n\n${fenced(lines.join("\n"), "text")}`;
}

/** Longer than any fence inside, so that code can't end its own block. */
function fenced(text: string, language: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${text.replace(/\n$/, "")}\n${fence}`;
}

/** Text of a program's author, in a line of ours: it must stay text. */
const inline = (text: string): string => text.replace(/\s+/g, " ").replace(/[\\`*_[\]<>#|~]/g, (character) => `\\${character}`);

const languageOf = (path: string): string => (path.endsWith(".ts") ? "ts" : path.endsWith(".json") ? "json" : path.endsWith(".yaml") ? "yaml" : "text");
