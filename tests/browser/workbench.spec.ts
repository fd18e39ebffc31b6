import type { Locator, Page } from "@playwright/test";
import { READY } from "../../runtime/worker/protocol.ts";
import { workerAddress } from "../../scripts/built.mjs";
import { expect, test } from "./console.ts";

const bench = (page: Page): Locator => page.locator(".workbench");
const rule = (page: Page, id: string): Locator => page.locator(`[data-rule="${id}"]`);

async function open(page: Page): Promise<void> {
  await page.goto("playground/");
  await expect(bench(page)).toHaveAttribute("data-hydrated", "true");
}

/** Opens the editor on a file, and waits until it can be typed in. */
async function edit(page: Page, file: string): Promise<void> {
  await page.getByRole("tab", { name: file }).click();
  const button = page.getByRole("button", { name: "Edit", exact: true });
  if (await button.isVisible()) await button.click();
  await expect(page.locator(".monaco.ready .view-lines")).toBeVisible({ timeout: 20_000 });
  await expect(bench(page)).toHaveAttribute("data-status", "current", { timeout: 20_000 });
}

/** Replaces a line's text, as a person does: goes there, selects the line, types. */
async function replaceLine(page: Page, line: number, text: string): Promise<void> {
  await page.locator(".monaco .overflow-guard").click({ position: { x: 200, y: 100 } });
  await page.keyboard.press("Control+Home");
  for (let row = 1; row < line; row++) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Home");
  await page.keyboard.press("Shift+End");
  await page.keyboard.insertText(text);
}

test("before any script of the editor, the page shows the code, the picture and the verdict of the run made at build time", async ({ page }) => {
  await open(page);
  await expect(page.locator("[data-file='Widget.ts']")).toContainText("onBackgroundURLSessionEvents");
  await expect(page.locator("svg .bar.running").first()).toBeVisible();
  await expect(page.getByRole("heading", { name: "All rules that were tested hold" })).toBeVisible();
  await expect(bench(page)).toHaveAttribute("data-status", "built");
});

test("a bug that is typed breaks its rule at its line, and the fix keeps it again", async ({ page }) => {
  await open(page);
  await edit(page, "Downloads.ts");
  await replaceLine(page, 79, "    void completion;");
  await expect(rule(page, "completion-called")).toHaveAttribute("data-status", "failed");
  await expect(page.getByRole("heading", { name: /broken/ })).toBeVisible();
  await expect(rule(page, "completion-called").getByRole("button", { name: "Widget.ts:19" })).toBeVisible();
  await expect(page.locator(".bar .torn-label")).toHaveCount(2);
  await replaceLine(page, 79, "    if (completion !== null) DispatchQueue.main.async(completion);");
  await expect(rule(page, "completion-called")).toHaveAttribute("data-status", "passed");
  // What one works on stays in sight.
  await expect(rule(page, "completion-called")).toBeVisible();
  await expect(rule(page, "completion-once")).toBeHidden();
});

test("what is kept is told as a number, so that what the explorer found is in sight, and opens to the rules", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 860 });
  await open(page);
  await expect(rule(page, "completion-called")).toBeHidden();
  await page.getByRole("button", { name: "Run", exact: true }).last().click();
  const explorer = page.getByRole("region", { name: "Explorer" });
  await expect(explorer).toHaveAttribute("data-explorer", "done", { timeout: 30_000 });
  await expect(explorer.getByText("Safe even if the system strikes twice")).toBeInViewport({ ratio: 1 });
  await page.locator("summary", { hasText: "28 rules kept, 5 not tested" }).click();
  await expect(rule(page, "completion-called")).toBeVisible();
  await expect(page.getByText("Not tested by this run: unknown identifier completed")).toBeVisible();
});

test("a broken rule leads to the line: the editor opens the file there and marks it", async ({ page }) => {
  await open(page);
  await edit(page, "Downloads.ts");
  await replaceLine(page, 78, "    completion?.();");
  const broken = rule(page, "completion-once");
  await expect(broken).toHaveAttribute("data-status", "failed");
  await broken.getByRole("button", { name: "Downloads.ts:79" }).click();
  await expect(page.locator(".finding-glyph").first()).toBeVisible();
  await expect(page.locator(".monaco .current-line, .monaco .line-numbers.active-line-number").last()).toBeVisible();
});

test("a syntax error is shown with its place, and the last run stays", async ({ page }) => {
  await open(page);
  await edit(page, "Provider.ts");
  await replaceLine(page, 1, "import {");
  await expect(page.getByRole("heading", { name: "The program can't be run" })).toBeVisible();
  await expect(page.getByRole("button", { name: /Provider\.ts:\d+/ }).first()).toBeVisible();
  await expect(page.locator("svg .bar.running").first()).toBeVisible();
});

test("one steps forward and back, by button, key and slider, and the sentence says what happens", async ({ page }) => {
  await open(page);
  const slider = page.getByRole("slider", { name: "Event" });
  await page.getByRole("button", { name: "Step forward" }).click();
  await expect(slider).toHaveValue("1");
  await expect(page.locator(".sentence")).toContainText("evaluates the program");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("k");
  await expect(slider).toHaveValue("3");
  await page.getByRole("button", { name: "Step back" }).click();
  await expect(slider).toHaveValue("2");
  await page.getByRole("button", { name: "Last event" }).click();
  await expect(slider).toHaveAttribute("aria-valuetext", /suspended/);
  // What has the focus may say the event itself: the slider, the picture's list, a row of the trace. It is said once.
  const sentence = page.locator(".sentence");
  await expect(sentence).toHaveAttribute("aria-live", "polite");
  await slider.focus();
  await expect(sentence).toHaveAttribute("aria-live", "off");
  await page.getByRole("button", { name: "Step back" }).focus();
  await expect(sentence).toHaveAttribute("aria-live", "polite");
  await page.getByRole("listbox", { name: /^Events/ }).focus();
  await expect(sentence).toHaveAttribute("aria-live", "off");
  await page.getByRole("button", { name: "Trace", exact: true }).click();
  await expect(sentence).toHaveAttribute("aria-live", "polite");
  await page.locator('tr[aria-current="true"] .what').focus();
  await expect(sentence).toHaveAttribute("aria-live", "off");
});

test("while one hurries the state is looked at ten times a second, and it ends at the event where one ends", async ({ page }) => {
  await open(page);
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await expect(page.locator(".inspector .store.memory")).toBeVisible();
  const { looks, time } = await page.evaluate(() => new Promise<{ looks: number; time: number }>((resolve) => {
    const slider = document.querySelector<HTMLInputElement>("input.slider") as HTMLInputElement;
    let [frames, looks, hasLooked] = [0, 0, false];
    const watch = new MutationObserver(() => (hasLooked = true));
    watch.observe(document.querySelector(".inspector") as Element, { subtree: true, childList: true, characterData: true });
    const began = performance.now();
    const frame = (): void => {
      if (hasLooked) looks++;
      hasLooked = false;
      if (frames++ === 40) return resolve({ looks, time: performance.now() - began });
      slider.value = String(frames === 40 ? 12 : 12 + frames);
      slider.dispatchEvent(new Event("input", { bubbles: true }));
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  }));
  expect(looks).toBeGreaterThan(2);
  expect(looks).toBeLessThanOrEqual(Math.ceil(time / 100) + 2);
  // One stays at event 13: the same is shown to whoever comes there in a single step.
  const inspector = page.locator(".inspector");
  await page.waitForTimeout(500);
  const hurried = await inspector.innerText();
  await page.getByRole("slider", { name: "Event" }).focus();
  await page.keyboard.press("ArrowRight");
  await page.waitForTimeout(500);
  await page.keyboard.press("ArrowLeft");
  await expect.poll(() => inspector.innerText()).toBe(hurried);
});

test("a terminate by hand tears the process, empties its memory, keeps the disk, and can be taken back", async ({ page }) => {
  await open(page);
  await page.getByRole("combobox", { name: "Scenario" }).selectOption({ label: "Calm" });
  await expect(page.locator(".torn-label")).toHaveCount(0);
  await expect(bench(page)).toHaveAttribute("data-status", "current", { timeout: 20_000 });
  await page.getByRole("button", { name: "Trace" }).click();
  await page.getByRole("button", { name: "hands the request for scores/today.json to the daemon" }).click();
  await page.getByRole("button", { name: "Picture" }).click();
  await page.getByRole("button", { name: "Terminate", exact: true }).click();
  await expect(page.locator(".torn-label")).toHaveCount(1);
  await expect(page.locator(".chips li")).toContainText("Terminate the extension, after event");
  await page.getByRole("button", { name: "Step forward" }).click();
  await expect(page.locator(".store.memory li.gone").first()).toBeVisible();
  await expect(page.locator(".store.memory li:not(.gone):not(.empty)")).toHaveCount(0);
  await expect(page.locator(".store.disk li").first()).toContainText("asked");
  await expect(page.locator(".store.daemon li").first()).toContainText("scores/today.json");
  await page.getByRole("button", { name: /^Remove: Terminate/ }).click();
  await expect(page.locator(".torn-label")).toHaveCount(0);
});

test("the download really fetches: the home screen shows what the site's own server holds", async ({ page }) => {
  await open(page);
  await page.getByRole("button", { name: "Last event" }).click();
  await expect(bench(page)).toHaveAttribute("data-status", "current", { timeout: 20_000 });
  await expect(page.locator(".widget")).toContainText("Ada");
  await expect(page.locator(".widget")).toContainText("2480");
  await expect(page.locator(".home").getByRole("img", { name: /^Leaderboard, Ada, 2480, / })).toBeVisible();
  const [name, points] = await Promise.all(["Ada", "2480"].map((text) => page.locator(".widget").getByText(text, { exact: true }).boundingBox()));
  expect(name?.y).toBe(points?.y);
  await page.getByRole("button", { name: "Trace" }).click();
  await expect(page.getByRole("button", { name: /^(Server: )?answers 200 with 1201 bytes$/ })).toBeVisible();
});

test("the run in Chromium is, byte for byte, the run that Node made when the site was built", async ({ page }) => {
  await open(page);
  const built = await bench(page).getAttribute("data-hash");
  expect(built).toMatch(/^[0-9a-f]{64}$/);
  await page.getByRole("button", { name: "Run", exact: true }).last().click();
  await expect(bench(page)).toHaveAttribute("data-status", "current", { timeout: 20_000 });
  await expect(bench(page)).toHaveAttribute("data-hash", built ?? "");
});

test("a failed download says what to do, at its event", async ({ page }) => {
  await open(page);
  await edit(page, "Downloads.ts");
  await replaceLine(page, 15, 'const ADDRESS = new URL("http://plain.example/scores.json");');
  await page.getByRole("button", { name: "Trace" }).click();
  await page.getByRole("button", { name: /fails the request for scores\.json/ }).first().click();
  await expect(page.locator(".sentence")).toContainText("-1022");
  await expect(page.locator(".sentence .fix")).toContainText("Use https://");
});

test("an endless loop is stopped from inside, named at its line, and the page stays responsive meanwhile", async ({ page }) => {
  await open(page);
  await edit(page, "Provider.ts");
  // Turns of the page's own event loop while the run is under way: a page that runs the loop itself
  // has none. Turns and no frames, as a busy machine without a graphics card draws only a few.
  await page.evaluate(() => {
    const seen = { turns: 0 };
    const look = (): void => {
      if (document.querySelector(".workbench")?.getAttribute("data-status") === "running") seen.turns++;
      setTimeout(look, 0);
    };
    look();
    Object.assign(window, { seen });
  });
  await replaceLine(page, 27, "    while (true) {}");
  await expect(rule(page, "provider-does-not-crash")).toHaveAttribute("data-status", "failed", { timeout: 20_000 });
  await expect(rule(page, "provider-does-not-crash").getByRole("button", { name: "Provider.ts:27" })).toBeVisible();
  expect(await page.evaluate(() => (window as never as { seen: { turns: number } }).seen.turns)).toBeGreaterThan(3);
});

test("what is pressed before the page is alive happens once it is, in its order and once", async ({ page }) => {
  let go!: () => void;
  const held = new Promise<void>((resolve) => (go = resolve));
  await page.route(/_astro\/Workbench\..*\.js$/, async (route) => {
    await held;
    await route.continue();
  });
  await page.goto("playground/", { waitUntil: "commit" });
  const tab = page.locator("[data-path='Downloads.ts']");
  const enlarge = page.getByRole("button", { name: "Enlarge" });
  await tab.click();
  await page.getByRole("button", { name: "Trace", exact: true }).click();
  await enlarge.click();
  await enlarge.click();
  await expect(bench(page)).toHaveAttribute("data-hydrated", "false");
  await expect(tab).toHaveAttribute("aria-selected", "false");
  go();
  await expect(tab).toHaveAttribute("aria-selected", "true");
  await expect(page.getByRole("button", { name: "Trace", exact: true })).toHaveAttribute("aria-pressed", "true");
  await expect(enlarge).toHaveAttribute("aria-pressed", "true");
  // Who was here before the page was alive is about to use it.
  await expect(bench(page)).toHaveAttribute("data-status", "current", { timeout: 20_000 });
  await enlarge.click();
  await expect(enlarge).toHaveAttribute("aria-pressed", "false");
});

test("what was typed is there after a reload, and a reset can be undone", async ({ page }) => {
  await open(page);
  await edit(page, "Provider.ts");
  await replaceLine(page, 11, "const SAMPLE: Player[] = [ // mine");
  await expect(page.getByText("Saved in this browser")).toBeVisible();
  await page.reload();
  await expect(bench(page)).toHaveAttribute("data-hydrated", "true");
  await page.getByRole("tab", { name: "Provider.ts" }).click();
  await expect(page.locator(".monaco.ready")).toBeVisible({ timeout: 20_000 });
  await expect(page.locator(".view-lines")).toContainText("// mine");
  await page.getByRole("button", { name: "Reset all" }).click();
  await expect(page.locator(".view-lines")).not.toContainText("// mine");
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await expect(page.locator(".view-lines")).toContainText("// mine");
});

test("the editor knows our declarations: a wrong label is a type error, and hover teaches", async ({ page }) => {
  await open(page);
  await edit(page, "Downloads.ts");
  await expect(page.locator(".squiggly-error")).toHaveCount(0);
  await replaceLine(page, 83, '    WidgetCenter.shared.reloadTimelines({ kind: "leaderboard" });');
  await expect(page.locator(".squiggly-error").first()).toBeVisible({ timeout: 20_000 });
});

test("a run that ends before its answer says whether it was silence, or the learner", async ({ page }) => {
  await page.route(`**${workerAddress()}`, (route) => route.fulfill({ contentType: "text/javascript", body: `postMessage(${JSON.stringify(READY)});` }));
  await open(page);
  const run = page.getByRole("button", { name: "Run", exact: true }).last();
  await run.click();
  await expect(page.getByRole("alert")).toContainText("because it gave no sign of life for a second", { timeout: 20_000 });
  await page.unroute(`**${workerAddress()}`);
  // Not ready, it is waited for.
  await page.route(`**${workerAddress()}`, (route) => route.fulfill({ contentType: "text/javascript", body: "" }));
  await page.reload();
  await expect(bench(page)).toHaveAttribute("data-hydrated", "true");
  await run.click();
  const stop = page.getByRole("button", { name: "Stop", exact: true });
  await expect(stop).toBeVisible({ timeout: 20_000 });
  // Only a long run is said aloud: each pause in typing has one.
  const busy = page.locator(".busy").getByRole("status");
  await expect(busy).toHaveAttribute("aria-live", "polite");
  await stop.click();
  await expect(busy).toHaveAttribute("aria-live", "off");
  await expect(page.getByRole("alert")).toContainText("You stopped the run.");
});

for (const width of [1280, 390]) {
  test(`the first lesson says how to come to the first event and on from there, as the page does it at ${width} pixels`, async ({ page }) => {
    await page.setViewportSize({ width, height: 844 });
    await page.goto("lessons/network/inline-request/");
    await expect(bench(page)).toHaveAttribute("data-hydrated", "true");
    const said = page.locator(".sl-markdown-content > p").filter({ hasText: "Press Run" });
    const slider = page.getByRole("slider", { name: "Event" });
    await page.getByRole("button", { name: "Run", exact: true }).last().click();
    await expect(bench(page)).toHaveAttribute("data-status", "current", { timeout: 20_000 });
    // It stands where a rule breaks: the text says so, and how to leave.
    expect(Number(await slider.inputValue())).toBeGreaterThan(10);
    await expect(said).toContainText("where a rule");
    for (const name of ["First event", "Step forward", "Step back"]) {
      const sign = /[|◀▶]+/.exec(await page.locator(".steps").getByRole("button", { name }).last().innerText())?.[0] ?? "?";
      await expect(said.locator("strong").filter({ hasText: sign })).not.toHaveCount(0);
    }
    for (const key of ["Home", "arrow"]) await expect(said).toContainText(key);
    await page.keyboard.press("Home");
    await expect(slider).toHaveValue("0");
    await page.keyboard.press("ArrowRight");
    await expect(slider).toHaveValue("1");
    await page.getByRole("button", { name: "First event" }).click();
    await expect(slider).toHaveValue("0");
  });
}
