import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";

const DIST = join(import.meta.dirname, "../../dist");
const text = (path: string): string => readFileSync(join(DIST, path), "utf8");

for (const page of ["lessons/network/recreate-the-session", "playground"]) {
  test(`/${page}/ has the styles of every component that its scripts may draw, those that come later too`, () => {
    const html = text(`${page}/index.html`);
    const sheets = [...html.matchAll(/href="[^"]*(\/_astro\/[^"]*\.css)"/g)].map(([, path = ""]) => text(path));
    const styles = [html, ...sheets].join("\n");
    const scopes = new Set(readdirSync(join(DIST, "_astro")).filter((name) => name.endsWith(".js")).flatMap((name) => text(`_astro/${name}`).match(/\bsvelte-[a-z0-9]{6,7}\b/g) ?? []));
    // The name of Svelte's policy for trusted types, no scope.
    scopes.delete("svelte-trusted");
    expect(scopes.size).toBeGreaterThan(40);
    expect([...scopes].filter((scope) => !styles.includes(`.${scope}`))).toEqual([]);
  });
}
