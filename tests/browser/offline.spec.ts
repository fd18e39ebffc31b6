/** The connection goes while parts of the page are still to come: a sentence says so, and the next try works. */
import { test, expect, type Locator, type Page } from "@playwright/test";

const bench = (page: Page): Locator => page.locator(".workbench");
/** Of the workbench, or of the dialog over it. */
const notice = (page: Page): Locator => page.locator("[data-notice='unloaded']:visible");
const SAYS = /could not be loaded.*Check the connection.*What you wrote is kept/;

async function open(page: Page): Promise<void> {
  await page.goto("playground/");
  await expect(bench(page)).toHaveAttribute("data-hydrated", "true");
  await page.waitForLoadState("networkidle");
}

const run = (page: Page): Promise<void> => page.getByRole("button", { name: "Run", exact: true }).last().click();

for (const width of [1280, 390]) {
  test(`gone at the first click, at ${width} pixels: it is said, and Run runs once it is back`, async ({ page, context }) => {
    await page.setViewportSize({ width, height: 844 });
    await open(page);
    await context.setOffline(true);
    await run(page);
    await expect(notice(page)).toHaveText(SAYS);
    await expect(notice(page)).toBeInViewport();
    await expect(page.locator(".busy")).toContainText("waits for the connection");
    await expect(page.getByRole("button", { name: "Stop" })).toHaveCount(0);
    // Tried again without a connection, it goes on saying so.
    await notice(page).getByRole("button", { name: "Try again" }).click();
    await expect(notice(page)).toHaveText(SAYS);
    await context.setOffline(false);
    await run(page);
    await expect(bench(page)).toHaveAttribute("data-status", "current", { timeout: 20_000 });
    await expect(notice(page)).toHaveCount(0);
    // What shows the state comes then, too.
    if (width < 600) await page.getByRole("button", { name: "State" }).click();
    await expect(page.getByRole("heading", { name: "Memory" })).toBeVisible({ timeout: 20_000 });
  });
}

test("a part that is asked for without a connection comes when it is back, by itself", async ({ page, context }) => {
  await open(page);
  await context.setOffline(true);
  await page.getByRole("button", { name: "Trace" }).click();
  await expect(notice(page)).toHaveText(SAYS);
  await context.setOffline(false);
  await expect(page.getByRole("region", { name: "Trace" })).toBeVisible({ timeout: 20_000 });
  await expect(notice(page)).toHaveCount(0);
});

test("a worker that could not be loaded is begun anew with the next run", async ({ page, context }) => {
  await open(page);
  // Its client comes, it does not.
  let isGone = true;
  await context.route(/\/worker[.-][^/]*\.js/, (route) => (isGone ? route.abort("internetdisconnected") : route.continue()));
  await run(page);
  await expect(notice(page)).toHaveText(SAYS, { timeout: 20_000 });
  await expect(page.getByText("no sign of life")).toHaveCount(0);
  isGone = false;
  await run(page);
  await expect(bench(page)).toHaveAttribute("data-status", "current", { timeout: 20_000 });
  await expect(notice(page)).toHaveCount(0);
});

test("in a dialog it is said there", async ({ page, context }) => {
  await open(page);
  await page.getByRole("button", { name: /^Files/ }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.waitForLoadState("networkidle");
  await context.setOffline(true);
  const download = page.waitForEvent("download", { timeout: 25_000 });
  await page.getByRole("button", { name: "Export progress" }).click();
  await expect(page.getByRole("dialog").locator("[data-notice='unloaded']")).toHaveText(SAYS);
  await context.setOffline(false);
  await download;
  await expect(notice(page)).toHaveCount(0);
});

test("a search that does not come says so, and comes when the connection is back", async ({ page, context }) => {
  await page.goto("./", { waitUntil: "networkidle" });
  await context.setOffline(true);
  await page.keyboard.press("Control+k");
  await page.keyboard.type("susp");
  const dialog = page.getByRole("dialog", { name: "Search" });
  await expect(dialog.getByText("The search could not be loaded.")).toBeVisible();
  await context.setOffline(false);
  await expect(page.locator(".pagefind-ui__result-link").first()).toBeVisible();
  await expect(dialog.getByText("The search could not be loaded.")).toHaveCount(0);
  await expect(dialog.getByRole("textbox")).toHaveValue("susp");
});
