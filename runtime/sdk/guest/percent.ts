/** Percent encoding as Foundation has it: each part of an address has characters of its own that need none (RFC 3986). */

const SUB = "!$&'()*+,;=";
const SETS = {
  user: SUB, host: SUB, path: `${SUB}:@/`, query: `${SUB}:@/?`, fragment: `${SUB}:@/?`,
  // The famous one: "+" stays as it is, and many servers read it as a space.
  item: SUB.replace(/[&=]/g, "") + ":@/?",
} as const;
export type Part = keyof typeof SETS;

const outside = Object.fromEntries(Object.entries(SETS).map(([part, more]) => [part, new RegExp(`[^A-Za-z0-9._~${more}-]+`, "g")])) as Record<Part, RegExp>;

const bytes = (text: string): string => encodeURIComponent(text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd"));

/** Text as it may stand in that part of an address. */
export const escaped = (part: Part, text: string): string => (part === "host" && text.startsWith("[") ? text : text.replace(outside[part], bytes));

/** Text that may be escaped already: only what can't stand there is. */
export const completed = (part: Part, text: string): string =>
  text.split(/(%[0-9a-f]{2})/i).map((piece, index) => (index % 2 === 1 ? piece : escaped(part, piece))).join("");

/** Without the percent signs; as it is where they make no valid text. */
export function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
