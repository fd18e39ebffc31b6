/**
 * Expressive Code puts the stylesheet of code before a page's first code, in the middle of its text. A browser paints
 * nothing that comes after such a link until it has the file, and asks for it only when it gets there; in the head it is
 * asked for with the others.
 */
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { AstroIntegration } from "astro";

const LINK = /<link rel="stylesheet" href="[^"]*\/ec\.\w+\.css">/g;

export function earlyStyles(): AstroIntegration {
  return {
    name: "relaunch:early-styles",
    hooks: {
      "astro:build:done": ({ dir }) => {
        const root = fileURLToPath(dir);
        let moved = 0;
        for (const name of readdirSync(root, { recursive: true, encoding: "utf8" }).filter((each) => each.endsWith(".html"))) {
          const path = join(root, name);
          const html = readFileSync(path, "utf8");
          const early = withEarlyStyles(html);
          if (early === html) continue;
          writeFileSync(path, early);
          moved++;
        }
        if (moved === 0) throw new Error("No page has the stylesheet of its code in its text any more: does Expressive Code name or write it otherwise? If it is in the head by itself, src/site/early-styles.ts can go.");
      },
    },
  };
}

/** The page with that stylesheet at the end of its head, where it still comes after the others. */
export function withEarlyStyles(html: string): string {
  const links = [...new Set(html.match(LINK))];
  return links.length === 0 ? html : html.replaceAll(LINK, "").replace("</head>", () => `${links.join("")}</head>`);
}
