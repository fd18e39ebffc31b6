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

test("a shortened address leads to a list of what is below it, whose links lead somewhere", async ({ page, baseURL }) => {
  const root = new URL(baseURL ?? "").pathname;
  const listed: Record<string, string[]> = {};
  for (const path of ["lessons/", "lessons/network/", "samples/", "reference/"]) {
    await page.goto(path);
    listed[path] = await page.locator("main :is(.listing, .samples) a").evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
    for (const href of listed[path] ?? []) expect((await page.request.get(href)).status(), href).toBe(200);
    if (path === "lessons/network/") continue;
    // The same in the same order as at the side.
    const aside = await page.locator(`.sidebar a[href^="${root}${path}"]`).evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
    expect(aside[0]).toBe(`${root}${path}`);
    if (path !== "samples/") expect(aside.slice(1)).toEqual(listed[path]);
  }
  expect(listed["lessons/network/"]).toEqual(listed["lessons/"]);
  expect(listed["samples/"]).toHaveLength(11);
  expect(listed["samples/"]?.[0]).toBe(`${root}playground/?sample=leaderboard`);
  await page.goto("lessons/");
  await expect(page.locator(".listing .solved:visible")).toHaveCount(0);
  await page.evaluate((place) => localStorage.setItem(`relaunch/1/solved/${place}`, JSON.stringify({ format: 1, place, start: "", at: 1 })), "lessons/01-network/02-background-download");
  await page.reload();
  await expect(page.locator(".listing li").filter({ has: page.locator(".solved:visible") }).getByRole("link")).toHaveAttribute("href", `${root}lessons/network/background-download/`);
});

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
