import type { Page } from "@playwright/test";
import { expect, test } from "./console.ts";

const LESSON = "./lessons/network/recreate-the-session/";
const isInterface = (url: string): boolean => /ui-core|\/pagefind\//.test(url);

/** What of the search a page has asked for so far. */
function asked(page: Page): string[] {
  const urls: string[] = [];
  page.on("request", (request) => void (isInterface(request.url()) && urls.push(request.url())));
  return urls;
}

for (const [where, path] of [["home", "./"], ["a lesson", LESSON]] as const) {
  test(`${where}: nothing of the search is fetched before somebody wants it; the pointer opens it, and it finds`, async ({ page }) => {
    const urls = asked(page);
    await page.goto(path, { waitUntil: "networkidle" });
    await page.waitForTimeout(500);
    expect(urls).toEqual([]);
    await page.getByRole("button", { name: "Search" }).click();
    await expect(page.getByRole("dialog", { name: "Search" }).getByRole("textbox")).toBeFocused();
    await page.keyboard.type("suspended");
    await expect(page.locator(".pagefind-ui__result-link").first()).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog", { name: "Search" })).toBeHidden();
  });

  test(`${where}: Ctrl+K opens the search, the keys typed at once count, and a result leads to its page`, async ({ page }) => {
    // As on a slow line: the interface comes long after the keys.
    await page.route(/ui-core/, async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 1000));
      await route.continue();
    });
    await page.goto(path, { waitUntil: "networkidle" });
    await page.keyboard.press("Control+k");
    await page.keyboard.type("suspended");
    await page.keyboard.press("ArrowLeft");
    const input = page.getByRole("dialog", { name: "Search" }).getByRole("textbox");
    await expect(input).toHaveValue("suspended");
    const early = await input.boundingBox();
    await expect(page.locator(".pagefind-ui__result-link").first()).toBeVisible();
    expect(await input.boundingBox()).toEqual(early);
    await expect(page.getByRole("dialog", { name: "Search" }).getByRole("textbox")).toHaveCount(1);
    await expect(input).toBeFocused();
    await expect(input).toHaveValue("suspended");
    expect(await input.evaluate((element: HTMLInputElement) => element.selectionStart)).toBe(8);
    const link = page.locator(".pagefind-ui__result-link").first();
    const target = await link.getAttribute("href");
    await link.focus();
    await page.keyboard.press("Enter");
    await page.waitForURL((url) => url.pathname === new URL(target ?? "", url).pathname);
  });
}

test("focus on the search's button by keyboard is enough to fetch its interface", async ({ page }) => {
  const urls = asked(page);
  await page.goto("./", { waitUntil: "networkidle" });
  await page.getByRole("button", { name: "Search" }).focus();
  await expect.poll(() => urls.length).toBeGreaterThan(0);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "Search" }).getByRole("textbox")).toBeFocused();
});

test("a page is listed once, and nothing of a workbench below it", async ({ page }) => {
  await page.goto("./", { waitUntil: "networkidle" });
  await page.getByRole("button", { name: "Search" }).click();
  const input = page.getByRole("dialog", { name: "Search" }).getByRole("textbox");
  for (const words of ["created again", "terminated"]) {
    await input.fill(words);
    await expect(page.locator(".pagefind-ui__message")).toContainText(`for ${words}`);
    await expect(page.locator(".pagefind-ui__result-link").first()).toBeVisible();
    const found = await page.locator(".pagefind-ui__result").evaluateAll((results) => results.map((result) => [...result.querySelectorAll(".pagefind-ui__result-link")].map((link) => link.textContent.trim())));
    expect(found.filter((titles) => new Set(titles).size < titles.length)).toEqual([]);
  }
  // What somebody with a bug would say leads to a program that has it.
  await input.fill("hears of it only when I open the app");
  await expect(page.locator(".pagefind-ui__result-link").first()).toHaveAttribute("href", /\/samples\/$/);
  // A button of every workbench, and of no text.
  await input.fill("reset all");
  await expect(page.locator(".pagefind-ui__message")).toContainText("No results for reset all");
});
