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

/** Paths escaped so far: the same few come again and again. Without a prototype, so that no learner's is asked. */
const paths = Object.create(null) as Record<string, string>;
const LONGEST = 256;
let room = 64;

export function escapedPath(text: string): string {
  const known = paths[text];
  if (known !== undefined) return known;
  const made = escaped("path", text);
  if (room > 0 && text.length <= LONGEST) {
    room--;
    paths[text] = made;
  }
  return made;
}

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
