/**
 * A Content-Security-Policy for a site of static files: a meta element in each page, which allows that page's
 * own inline scripts by their hashes and no others, and a `_headers` file for hosts that read one.
 *
 * Learner code runs in WebAssembly inside a worker, so `'wasm-unsafe-eval'` is all the evaluation there is.
 * Monaco and the pictures set styles from scripts, so styles may be inline; scripts may not.
 * Downloads are the learner's own addresses, so `connect-src` allows any server that is encrypted or on this machine.
 */
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { AstroIntegration } from "astro";
import { type DefaultTreeAdapterTypes, parse } from "parse5";

type Node = DefaultTreeAdapterTypes.Node;
type Element = DefaultTreeAdapterTypes.Element;

const SHARED = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self' https: http://localhost:* http://127.0.0.1:*",
  "worker-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
];

const policyFor = (hashes: readonly string[]): string => [...SHARED, `script-src 'self' 'wasm-unsafe-eval'${hashes.map((hash) => ` '${hash}'`).join("")}`].join("; ");

/** What a meta element can't say is said by headers alone. A worker has no page: its policy comes with its file. */
export const HEADERS: readonly { readonly under: string; readonly headers: Readonly<Record<string, string>> }[] = [
  {
    under: "/",
    headers: { "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "Cross-Origin-Opener-Policy": "same-origin", "Content-Security-Policy": "frame-ancestors 'self'" },
  },
  { under: "/_astro/", headers: { "Cache-Control": "public, max-age=31536000, immutable", "Content-Security-Policy": `${policyFor([])}; frame-ancestors 'self'` } },
];

/** The form that static hosts read. */
const headersFile = (): string => HEADERS.map(({ under, headers }) => `${under}*\n${Object.entries(headers).map(([name, value]) => `  ${name}: ${value}\n`).join("")}`).join("");

export function contentSecurityPolicy(): AstroIntegration {
  return {
    name: "relaunch:policy",
    hooks: {
      "astro:build:done": ({ dir }) => {
        const root = fileURLToPath(dir);
        for (const name of readdirSync(root, { recursive: true, encoding: "utf8" }).filter((each) => each.endsWith(".html"))) {
          const path = join(root, name);
          writeFileSync(path, withPolicy(readFileSync(path, "utf8"), name));
        }
        writeFileSync(join(root, "_headers"), headersFile());
      },
    },
  };
}

/** The page with its policy, which counts for what comes after it; only the character set has to come before. */
export function withPolicy(html: string, name: string): string {
  const all = elements(parse(html, { sourceCodeLocationInfo: true }));
  const charset = all.find((element) => element.tagName === "meta" && attribute(element, "charset") !== undefined);
  const place = charset?.sourceCodeLocation?.endOffset;
  if (place === undefined) throw new Error(`${name}: expected <meta charset> in the page's head, to put its Content-Security-Policy behind it.`);
  const earlier = all.find((element) => element.tagName === "script" && (element.sourceCodeLocation?.startOffset ?? place) < place);
  if (earlier) throw new Error(`${name}: a script comes before <meta charset>, where no policy counts yet.`);
  const policy = policyFor([...new Set(all.filter(isInlineScript).map((element) => hashOf(textOf(element))))]);
  return `${html.slice(0, place)}<meta http-equiv="Content-Security-Policy" content="${policy}">${html.slice(place)}`;
}

function elements(node: Node): Element[] {
  const children = "childNodes" in node ? node.childNodes : [];
  return [...("tagName" in node ? [node] : []), ...children.flatMap(elements)];
}

const attribute = (element: Element, name: string): string | undefined => element.attrs.find((each) => each.name === name)?.value;

/** Data in a script element is not run and needs no leave. */
const isInlineScript = (element: Element): boolean =>
  element.tagName === "script" && attribute(element, "src") === undefined && ["", "module", "text/javascript", "application/javascript"].includes(attribute(element, "type") ?? "");

const textOf = (element: Element): string => element.childNodes.map((child) => ("value" in child ? child.value : "")).join("");

const hashOf = (text: string): string => `sha256-${createHash("sha256").update(text).digest("base64")}`;
