import { AxeBuilder } from "@axe-core/playwright";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "./console.ts";

const DIST = join(import.meta.dirname, "../../dist");
const pages = readdirSync(DIST, { recursive: true, encoding: "utf8" }).map((path) => path.replaceAll("\\", "/")).filter((path) => path.endsWith("index.html")).map((path) => path.replace(/index\.html$/, "")).sort();

test("a page is as wide, and its title as large, in the dark as in the light", async ({ page }) => {
  for (const path of ["", "rules/"]) {
    const sizes = [];
    for (const scheme of ["dark", "light"] as const) {
      await page.emulateMedia({ colorScheme: scheme });
      await page.goto(`./${path}`);
      sizes.push(await page.getByRole("heading", { level: 1 }).evaluate((title) => [title.clientWidth, title.clientHeight, getComputedStyle(title).fontSize]));
    }
    expect(sizes[0]).toEqual(sizes[1]);
  }
});

for (const path of pages) {
  test(`/${path} loads with an empty console, and axe finds nothing serious, in the dark and in the light`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
    await page.goto(`./${path}`);
    await expect(page.getByRole("heading", { level: 1 })).toBeAttached();
    for (const scheme of ["dark", "light"] as const) {
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
      await expect(page.locator("html")).toHaveAttribute("data-theme", scheme);
      const axe = new AxeBuilder({ page });
      // The light differs in nothing but its colours.
      const { violations } = await (scheme === "dark" ? axe : axe.withRules(["color-contrast", "link-in-text-block"])).analyze();
      const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
      expect(serious.map(({ id, nodes }) => `${scheme}: ${id}: ${nodes[0]?.html.slice(0, 160)}`)).toEqual([]);
    }
  });

  test(`/${path} fits a window of 390 pixels`, async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 800 });
    await page.goto(`./${path}`);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  });
}

test("in a telephone's width a long name in prose goes on in the next line between its words", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const cut: string[] = [];
  for (const path of ["lessons/network/background-download/", "reference/api/"]) {
    await page.goto(path);
    cut.push(...(await page.locator(".sl-markdown-content > :is(p, ul) code").evaluateAll((codes) => codes.flatMap((code) => [...code.childNodes]).flatMap((piece) => {
      const range = document.createRange();
      range.selectNodeContents(piece);
      const word = piece.textContent ?? "";
      return piece.nodeType === Node.TEXT_NODE && !/\s/.test(word) && new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1 ? [word] : [];
    }))));
  }
  expect(cut).toEqual([]);
});
