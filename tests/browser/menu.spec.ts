/** Where the header has no room for its links: a menu, on pages that have no sidebar, as on those that have one. */
import { AxeBuilder } from "@axe-core/playwright";
import type { Locator, Page } from "@playwright/test";
import { expect, test } from "./console.ts";

const WIDE = ["./", "playground/", "lessons/network/inline-request/", "lessons/network/recreate-the-session/"];
const button = (page: Page): Locator => page.getByRole("button", { name: "Menu", exact: true });
const menu = (page: Page): Locator => page.getByRole("navigation", { name: "Main" });

test.describe("in a telephone's width", () => {
  test.use({ viewport: { width: 390, height: 844 } });

  for (const path of WIDE) {
    test(`${path} leads to every section, and has the theme`, async ({ page }) => {
      await page.goto(path);
      const names = await page.locator("header nav[aria-label='Sections'] a").allTextContents();
      expect(names.length).toBeGreaterThan(4);
      await expect(menu(page)).toBeHidden();
      await button(page).click();
      for (const name of names) await expect(menu(page).getByRole("link", { name: name.trim(), exact: true })).toBeVisible();
      await expect(menu(page).getByRole("combobox", { name: "Select theme" })).toBeVisible();
      for (const theme of ["light", "dark"]) {
        await menu(page).getByRole("combobox").selectOption(theme);
        await expect(page.locator("html")).toHaveAttribute("data-theme", theme);
        const { violations } = await new AxeBuilder({ page }).include("header").analyze();
        expect(violations.map(({ id, nodes }) => `${theme}: ${id}: ${nodes[0]?.html.slice(0, 160)}`)).toEqual([]);
      }
      await menu(page).getByRole("link", { name: "Rules", exact: true }).click();
      await expect(page).toHaveURL(/\/rules\/$/);
    });
  }

  test("the keys do as on a page with a sidebar: Enter opens, Tab stays in header and menu, Escape closes and comes back", async ({ page }) => {
    for (const path of ["rules/", "lessons/network/inline-request/"]) {
      await page.goto(path);
      await button(page).focus();
      await page.keyboard.press("Enter");
      await expect(menu(page).getByRole("link").first()).toBeVisible();
      await expect(page.locator(".main-frame")).toHaveAttribute("inert", "");
      await page.keyboard.press("Tab");
      expect(await page.evaluate(() => document.activeElement?.closest("nav")?.getAttribute("aria-label"))).toBe("Main");
      await page.keyboard.press("Escape");
      await expect(menu(page).getByRole("link").first()).toBeHidden();
      await expect(button(page)).toBeFocused();
      await expect(page.locator(".main-frame")).not.toHaveAttribute("inert", "");
    }
  });

  test("it looks as it does beside a sidebar, is in the same place, and moves nothing", async ({ page }) => {
    const looks = [];
    for (const path of ["rules/", ...WIDE]) {
      await page.addInitScript(() => {
        Object.assign(window, { moved: [] });
        // Of the header's right end, where the button comes last: what a busy browser paints half read elsewhere is not the menu's.
        type Shift = PerformanceEntry & { readonly sources: readonly { readonly node: Node | null }[] };
        new PerformanceObserver((list) => (list.getEntries() as Shift[]).forEach(({ sources }) => sources.forEach(({ node }) => {
          const element = node instanceof Element ? node : node?.parentElement;
          if (element?.closest(".tools, .menu")) (window as unknown as { moved: string[] }).moved.push(element.outerHTML.slice(0, 80));
        }))).observe({ type: "layout-shift", buffered: true });
      });
      await page.goto(path);
      await page.waitForLoadState("networkidle");
      looks.push(await button(page).evaluate((element) => {
        const { x, y, width, height } = element.getBoundingClientRect();
        const { color, backgroundColor, borderRadius } = getComputedStyle(element);
        return { x, y, width, height, color, backgroundColor, borderRadius };
      }));
      expect(await page.evaluate(() => (window as unknown as { moved: string[] }).moved)).toEqual([]);
      const covered = await page.evaluate(() => {
        const header = document.querySelector("header.header")?.getBoundingClientRect().bottom ?? 0;
        return [...document.querySelectorAll("header.header *")].filter((each) => each.checkVisibility() && each.getBoundingClientRect().height > 0 && each.getBoundingClientRect().bottom > header + 1 && getComputedStyle(each).position === "fixed").length;
      });
      expect(covered).toBe(0);
    }
    for (const look of looks) expect(look).toEqual(looks[0]);
  });

  test("a window that grows closes it, and the page can be used", async ({ page }) => {
    await page.goto("playground/");
    await button(page).click();
    await page.setViewportSize({ width: 1280, height: 860 });
    await expect(menu(page)).toBeHidden();
    await expect(button(page)).toBeHidden();
    await expect(page.locator(".main-frame")).not.toHaveAttribute("inert", "");
    await expect(page.getByRole("navigation", { name: "Sections" })).toBeVisible();
  });
});
