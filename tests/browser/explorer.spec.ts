/** The explorer on the page: what it covered, what it found, and the learner as the system. */
import { AxeBuilder } from "@axe-core/playwright";
import type { Locator, Page } from "@playwright/test";
import { expect, test } from "./console.ts";

const bench = (page: Page): Locator => page.locator(".workbench");
const explorer = (page: Page): Locator => page.getByRole("region", { name: "Explorer" });
const slider = (page: Page): Locator => page.getByRole("slider", { name: "Event" });
/** Asks only once, ever: what a kill between the note and the request makes of it. */
const ONCE = { line: 51, text: "    if (asked instanceof Date) return;" };

async function open(page: Page): Promise<void> {
  await page.goto("playground/");
  await expect(bench(page)).toHaveAttribute("data-hydrated", "true");
}

async function explored(page: Page): Promise<void> {
  await expect(explorer(page)).toHaveAttribute("data-explorer", "done", { timeout: 25_000 });
}

async function edit(page: Page): Promise<void> {
  await page.getByRole("tab", { name: "Downloads.ts" }).click();
  const button = page.getByRole("button", { name: "Edit", exact: true });
  if (await button.isVisible()) await button.click();
  await expect(page.locator(".monaco.ready .view-lines")).toBeVisible({ timeout: 20_000 });
}

async function replaceLine(page: Page, line: number, text: string): Promise<void> {
  await page.locator(".monaco .overflow-guard").click({ position: { x: 200, y: 100 } });
  await page.keyboard.press("Control+Home");
  for (let row = 1; row < line; row++) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Home");
  await page.keyboard.press("Shift+End");
  await page.keyboard.insertText(text);
}

/** The explorer's own parts, and the picture with what it puts there. */
const clean = async (page: Page): Promise<void> => {
  const { violations } = await new AxeBuilder({ page }).include(".explorer").include(".pane.run").analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)).toEqual([]);
};

test("nothing of it is loaded before somebody touches the workbench", async ({ page }) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await open(page);
  await page.waitForLoadState("networkidle");
  expect(asked.filter((url) => /explorer|Badge/.test(url) && !url.endsWith(".css"))).toEqual([]);
  await expect(explorer(page)).toHaveCount(0);
});

test("the sample is safe within the bound, and the badge says what was covered and what was not", async ({ page }) => {
  test.setTimeout(60_000);
  await open(page);
  await page.getByRole("button", { name: "Run", exact: true }).last().click();
  await explored(page);
  await expect(explorer(page).getByRole("status")).toHaveText(/Safe even if the system strikes twice at the worst moments: [\d,]+ orders, [\d,]+ states, up to 2 interventions/);
  await explorer(page).getByText("What was covered, and what was not").click();
  await expect(explorer(page)).toContainText(/With at most 2 interventions \(terminate, suspend\): all [\d,]+ orders/);
  await expect(explorer(page)).toContainText("Not covered: more interventions than the bound");
  await clean(page);
});

test("a typed bug gets its smallest story, beside the nearest passing run, and one comes back to one's own run", async ({ page }) => {
  test.setTimeout(90_000);
  await open(page);
  await edit(page);
  await replaceLine(page, ONCE.line, ONCE.text);
  const found = explorer(page).locator("[data-broken='result-survives']");
  await expect(found).toContainText("smallest story: 1 intervention", { timeout: 40_000 });
  await explored(page);
  await expect(explorer(page)).toHaveAttribute("data-bound", "1");
  const mine = await bench(page).getAttribute("data-hash");
  const stood = await slider(page).inputValue();

  await found.getByRole("button", { name: "Open the smallest story" }).click();
  await expect(page.locator(".picture .column")).toContainText("the nearest run that keeps the rule");
  await expect(page.locator("svg.scene")).toHaveCount(2);
  await expect(page.getByRole("img", { name: "The first difference" })).toHaveCount(2);
  await expect(page.locator("svg.scene").first()).toContainText("point of no return");
  await expect(page.locator(".sentence")).toContainText("the system terminates the extension");
  expect(await bench(page).getAttribute("data-hash")).not.toBe(mine);
  // What it says leads to the line, in the editor as in the list.
  await expect(page.locator(".findings [data-rule='result-survives']")).toHaveAttribute("data-status", "failed");
  await found.getByRole("button", { name: "Downloads.ts:52" }).click();
  await expect(page.locator(".monaco .line-numbers.active-line-number")).toHaveText("52");
  await expect(page.locator(".finding-glyph").first()).toBeVisible();
  await clean(page);

  await page.getByRole("group", { name: "A story of the explorer" }).getByRole("button", { name: "Back to my run" }).click();
  await expect(bench(page)).toHaveAttribute("data-hash", mine ?? "");
  await expect(page.locator("svg.scene")).toHaveCount(1);
  await expect(slider(page)).toHaveValue(stood);
});

test("what the learner's own run breaks too is not told twice, and what was not looked at is said", async ({ page }) => {
  test.setTimeout(90_000);
  await open(page);
  await edit(page);
  await replaceLine(page, ONCE.line, "    throw new Error();");
  const found = explorer(page).locator("[data-broken='provider-does-not-crash']");
  await expect(found).toContainText(/it needs no intervention: the ordinary run breaks it/i, { timeout: 40_000 });
  await explored(page);
  await expect(found.getByRole("button", { name: "Open the smallest story" })).toBeVisible();
  await expect(found.getByRole("button", { name: `Downloads.ts:${ONCE.line}` })).toBeVisible();
  await expect(found.locator(".fix")).toHaveCount(0);
  await expect(page.locator(".findings [data-rule='provider-does-not-crash'] .fix")).toBeVisible();
  await expect(explorer(page).locator(".left")).toHaveText("Not looked at yet: one and two interventions, once this is fixed.");
  await clean(page);
});

test("it says that it explored without what was done by hand", async ({ page }) => {
  test.setTimeout(60_000);
  await open(page);
  await page.getByRole("button", { name: "Run", exact: true }).last().click();
  await explored(page);
  await expect(explorer(page)).not.toContainText("by hand");
  await slider(page).fill("20");
  await bench(page).focus();
  await page.keyboard.press("x");
  await expect(explorer(page)).toContainText("Explored without your 1 intervention by hand.");
});

test("an edit supersedes it: what it says is of the newest program only", async ({ page }) => {
  test.setTimeout(90_000);
  await open(page);
  await edit(page);
  await expect(explorer(page)).toHaveAttribute("data-explorer", "exploring", { timeout: 20_000 });
  await replaceLine(page, ONCE.line, ONCE.text);
  await expect(explorer(page).locator("[data-broken='result-survives']")).toBeVisible({ timeout: 40_000 });
  await page.getByRole("tab", { name: "Downloads.ts" }).click();
  await replaceLine(page, ONCE.line, "    if (asked instanceof Date && new Date().timeIntervalSince(asked) < FIFTEEN_MINUTES) return;");
  await expect(explorer(page).locator("[data-broken]")).toHaveCount(0);
  await explored(page);
  await expect(explorer(page).getByRole("status")).toContainText("Safe even if the system strikes twice");
});

test("one is the system oneself: strikes are counted, and compared with what the explorer needed", async ({ page }) => {
  test.setTimeout(90_000);
  await open(page);
  await edit(page);
  await replaceLine(page, ONCE.line, ONCE.text);
  await expect(explorer(page).locator("[data-broken]")).toBeVisible({ timeout: 40_000 });
  await explorer(page).getByRole("button", { name: "Break it yourself…" }).click();
  const duel = page.getByRole("region", { name: "Break it yourself" });
  await expect(duel).toContainText("1 strike left");
  await duel.getByRole("combobox", { name: "Break it with" }).selectOption("2 strikes");
  await expect(duel).toContainText("2 strikes left");
  await slider(page).fill("20");
  await page.getByRole("button", { name: "Terminate", exact: true }).click();
  await expect(duel).toContainText("1 strike left");
  await page.getByRole("button", { name: "Step forward" }).click();
  await page.getByRole("button", { name: "Suspend", exact: true }).click();
  await expect(duel).toHaveAttribute("data-duel", "withstood");
  // Right after the first there was no process for the second.
  await expect(duel).toContainText("Your code withstood 1 strike there. One met nothing: the extension was not running.");
  await expect(duel).toContainText("The explorer needed 1, at event 18");
  await clean(page);
  await duel.getByRole("button", { name: "Open its story" }).click();
  await expect(page.locator("svg.scene")).toHaveCount(2);
  // The button is gone, and the keys go on.
  await expect(bench(page)).toBeFocused();
  await page.getByRole("group", { name: "A story of the explorer" }).getByRole("button", { name: "Back to my run" }).click();
  await expect(duel).toHaveAttribute("data-duel", "withstood");
  await duel.getByRole("button", { name: "Begin again" }).click();
  await expect(duel).toContainText("2 strikes left");
  await expect(page.locator("svg.scene")).toHaveCount(1);

  // No single run shows this rule broken; who strikes where the explorer did has broken it all the same.
  await slider(page).fill("16");
  await page.getByRole("button", { name: "Terminate", exact: true }).click();
  await expect(duel).toHaveAttribute("data-duel", "broken");
  await expect(duel).toContainText("With 1 strike you broke a rule: A kill changes nothing in the end.");
});

test("a duel takes what it offers and no more, and gives back what was done by hand before", async ({ page }) => {
  test.setTimeout(90_000);
  await open(page);
  const chips = page.getByRole("list", { name: "What is done from outside" }).getByRole("listitem");
  await page.getByRole("button", { name: "Run", exact: true }).last().click();
  await explored(page);
  await expect(chips).toHaveCount(1);
  await slider(page).fill("11");
  await page.getByRole("button", { name: "Suspend", exact: true }).click();
  await expect(chips).toHaveCount(2);
  await explorer(page).getByRole("button", { name: "Break it yourself…" }).click();
  const duel = page.getByRole("region", { name: "Break it yourself" });
  await expect(duel).toContainText("1 strike left");
  await expect(duel).toContainText("What the scenario does by itself does not count.");
  await slider(page).fill("12");
  // Running it again is no strike.
  await bench(page).press("l");
  await expect(duel).toContainText("1 strike left");
  await bench(page).press("z");
  // Nothing was there yet to be withstood.
  await expect(duel).toHaveAttribute("data-duel", "missed");
  await expect(duel).toContainText("Your strike met nothing: no download had begun.");
  await expect(duel).not.toContainText("withstood");
  await bench(page).press("x");
  await expect(duel.getByRole("button", { name: "Terminate" })).toHaveAttribute("aria-disabled", "true");
  await expect(duel).not.toContainText("more than the budget");
  await duel.getByRole("button", { name: "End", exact: true }).click();
  await expect(chips).toHaveCount(2);
});

test("an origin that only other orders lead to is asked about by the explorer, and nothing is said before the answer", async ({ page }) => {
  test.setTimeout(90_000);
  await open(page);
  await edit(page);
  await replaceLine(page, 51, '    if (asked instanceof Date) { if (this.stored() === null) this.session.downloadTask({ with: new URL("https://other.example/mirror.json") }).resume(); return; }');
  await explored(page);
  await expect(explorer(page).getByRole("status").first()).toHaveText("Waiting for your answer about other.example: other orders than your run's lead there, and before it nothing is said of any.");
  await expect(explorer(page)).not.toContainText("Safe");
  await expect(explorer(page).getByText("What was covered, and what was not")).toHaveCount(0);
  // The learner's own run asked for nothing there.
  await expect(page.getByRole("region", { name: "Rules" }).getByRole("heading", { level: 2 })).toHaveText("All rules that were tested hold");
  await clean(page);
  await explorer(page).getByRole("button", { name: "Use the stand-in" }).click();
  await expect(explorer(page).getByText("What was covered, and what was not")).toBeVisible({ timeout: 30_000 });
  await explored(page);
  await expect(explorer(page)).not.toContainText("Waiting for your answer");
});

/** A story of a lesson: between its first difference and what is broken lie 17 events, and no strike is needed. */
async function openStory(page: Page): Promise<void> {
  await page.goto("lessons/network/recreate-the-session/");
  await expect(bench(page)).toHaveAttribute("data-hydrated", "true");
  await page.getByRole("button", { name: "Run", exact: true }).last().click();
  await explored(page);
  await explorer(page).getByRole("button", { name: "Open the smallest story" }).first().click();
  await expect(page.locator("svg.scene")).toHaveCount(2);
}

test("the point of no return is the story's alone, on the screen and on paper, and says what it means", async ({ page }) => {
  test.setTimeout(60_000);
  await openStory(page);
  const flag = page.getByRole("img", { name: "point of no return" });
  await expect(flag).toHaveCount(1);
  await expect(flag).toHaveAttribute("aria-label", /^point of no return, event \d+: from here on the rule is broken whatever happens$/);
  await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
  const printed = page.locator(".print section");
  expect(await printed.filter({ has: page.locator(".flag") }).count()).toBeGreaterThan(0);
  await expect(printed.filter({ has: page.locator(".flag") }).filter({ hasText: "the nearest run that keeps the rule" })).toHaveCount(0);
  await expect(printed.filter({ hasText: "the nearest run that keeps the rule" }).filter({ hasText: "first difference" })).not.toHaveCount(0);
});

test("a story opens with its first difference and what is broken in sight, and the tools go to each of its marks", async ({ page }) => {
  test.setTimeout(60_000);
  await page.setViewportSize({ width: 1280, height: 860 });
  await openStory(page);
  const story = page.locator(".picture [data-run='0']");
  const isInSight = (selector: string): Promise<boolean> => story.locator(selector).evaluate((mark) => {
    const [box, room] = [mark.getBoundingClientRect(), mark.closest(".scroller")?.getBoundingClientRect()];
    return room !== undefined && box.left >= room.left && box.right <= room.right;
  });
  for (const mark of ["line.difference", ".flag text", ".overlay .playhead"]) await expect.poll(() => isInSight(mark), mark).toBe(true);
  expect(await story.locator("text.difference").evaluate((text) => text.getBoundingClientRect().left - (text.closest(".scroller")?.getBoundingClientRect().left ?? 0))).toBeGreaterThanOrEqual(0);
  // It is still readable.
  await expect(page.locator(".picture")).toHaveAttribute("data-dense", "false");
  const broken = await slider(page).inputValue();
  const tools = page.getByRole("toolbar", { name: "The picture's size and axis" });
  await tools.getByRole("button", { name: "To the first difference" }).click();
  const difference = Number(await slider(page).inputValue());
  expect(difference).toBeLessThan(Number(broken));
  await tools.getByRole("button", { name: "To the point of no return" }).click();
  await expect(slider(page)).toHaveValue(String(Number(/event (\d+)/.exec((await page.locator(".flag").getAttribute("aria-label")) ?? "")?.[1]) - 1));
  await clean(page);
  // One's own run is shown as it was before.
  await page.getByRole("group", { name: "A story of the explorer" }).getByRole("button", { name: "Back to my run" }).click();
  await expect(page.locator(".picture")).toHaveAttribute("data-zoom", "1");
  await expect(tools.getByRole("button", { name: "To the first difference" })).toHaveCount(0);
});

test("the trace of a story says its marks in words, and shows the nearest passing run too", async ({ page }) => {
  test.setTimeout(60_000);
  await openStory(page);
  await page.getByRole("button", { name: "Trace", exact: true }).click();
  const trace = page.getByRole("region", { name: "Trace" });
  const which = page.getByRole("group", { name: "Which run is listed" });
  await expect(which.getByRole("button", { name: "Story", exact: true })).toHaveAttribute("aria-pressed", "true");
  const difference = trace.getByRole("row", { name: /first difference: from here on the two runs are different/ });
  const noReturn = trace.getByRole("row", { name: /point of no return: from here on the rule is broken whatever happens/ });
  await expect(difference).toHaveCount(1);
  await expect(noReturn).toHaveCount(1);
  const rows = await trace.getByRole("row").count();
  await expect(trace.getByRole("table")).toHaveAttribute("aria-rowcount", String(rows));
  expect(await trace.getByRole("row").evaluateAll((all) => all.map((row) => Number(row.getAttribute("aria-rowindex"))))).toEqual(Array.from({ length: rows }, (_row, index) => index + 1));
  // The keys go from event to event.
  await trace.locator("tr.marker + tr .what").first().click();
  const current = trace.locator('tr[aria-current="true"]');
  const at = Number(await slider(page).inputValue());
  await page.keyboard.press("ArrowUp");
  await expect(slider(page)).toHaveValue(String(at - 1));
  await expect(current.locator(".what")).toBeFocused();
  await clean(page);

  await which.getByRole("button", { name: "Nearest passing run" }).click();
  await expect(noReturn).toHaveCount(0);
  await expect(difference).toHaveCount(1);
  await expect(current).toHaveCount(1);
  await expect(trace.locator("tr.broken")).toHaveCount(0);
  await trace.locator("tbody .what").last().click();
  await page.keyboard.press("ArrowUp");
  await expect(current).toHaveAttribute("aria-rowindex", String((await trace.getByRole("row").count()) - 1));
  await expect(trace.getByRole("table")).toContainText("in the nearest run that keeps the rule");
  await clean(page);
  await page.getByRole("button", { name: "Back to my run" }).first().click();
  await expect(which).toHaveCount(0);
  await expect(trace.locator("tr.marker")).toHaveCount(0);
});
