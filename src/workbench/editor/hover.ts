/** What is said about a name of the SDK, as Markdown for a hover. */
import type { Known } from "./symbol-table.ts";

const MOST = 4;

/** Empty when there is nothing beyond what the declaration itself says. */
export function hoverOf({ name, entry, facts }: Known, page: string): string {
  if (facts.length === 0) return "";
  const more = facts.length > MOST ? `\n\n${facts.length - MOST} more on the page.` : "";
  const said = facts.slice(0, MOST).map(({ id, text, certainty, sources }) => `- ${text} — *${certainty}*${sources === "" ? "" : ` (${sources})`}, ${id}`);
  const links = [...(entry.link === "" ? [] : [`[Apple’s page](${entry.link})`]), `[How true this is](${page})`];
  return `**What the system does with \`${name}\`**\n\n${said.join("\n")}${more}\n\n${links.join(" · ")}`;
}
