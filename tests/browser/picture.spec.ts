import { AxeBuilder } from "@axe-core/playwright";
import type { Locator, Page } from "@playwright/test";
import { LONG_LINE, LONG_TEXT } from "../support/long-run.ts";
import { expect, test } from "./console.ts";

const bench = (page: Page): Locator => page.locator(".workbench");
const slider = (page: Page): Locator => page.getByRole("slider", { name: "Event" });
const picture = (page: Page): Locator => page.locator(".picture");
const at = async (page: Page): Promise<number> => Number(await slider(page).inputValue());

async function open(page: Page): Promise<void> {
  await page.goto("playground/");
  await expect(bench(page)).toHaveAttribute("data-hydrated", "true");
}

/** Types the loop that makes the sample say much, and lets a day pass: about 2,000 events. */
async function openLong(page: Page): Promise<void> {
  await open(page);
  await page.getByRole("tab", { name: "Provider.ts" }).click();
  const button = page.getByRole("button", { name: "Edit", exact: true });
  if (await button.isVisible()) await button.click();
  await expect(page.locator(".monaco.ready .view-lines")).toBeVisible({ timeout: 20_000 });
  await page.locator(".monaco .overflow-guard").click({ position: { x: 200, y: 100 } });
  await page.keyboard.press("Control+Home");
  for (let row = 1; row < LONG_LINE; row++) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Home");
  await page.keyboard.press("Shift+End");
  await page.keyboard.insertText(LONG_TEXT);
  await page.getByRole("combobox", { name: "Scenario" }).selectOption({ label: "A day at home" });
  await expect.poll(async () => Number(await slider(page).getAttribute("max")), { timeout: 20_000 }).toBeGreaterThan(2000);
}

/** `false` too for a mark that is just being drawn anew. */
const inSight = (locator: Locator): Promise<boolean> =>
  locator.evaluate((mark) => {
    const [box, room] = [mark.getBoundingClientRect(), mark.closest(".scroller")?.getBoundingClientRect()];
    return room !== undefined && box.left >= room.left && box.right <= room.right && box.top >= room.top && box.bottom <= room.bottom + 1;
  });

test("of 2,000 events only those near are in the page, and every step is in sight, in picture and table", async ({ page }) => {
  await openLong(page);
  for (const line of [1500, 3, 2030, 1000]) {
    await slider(page).fill(String(line));
    const selected = picture(page).getByRole("option", { selected: true });
    await expect(selected).toHaveAttribute("aria-posinset", String(line + 1));
    await expect.poll(() => inSight(selected)).toBe(true);
    await expect(slider(page)).toHaveAttribute("aria-valuetext", (await selected.getAttribute("aria-label")) ?? "");
  }
  expect(await picture(page).getByRole("option").count()).toBeLessThan(400);
  await page.getByRole("button", { name: "Trace" }).click();
  const row = page.locator('tr[aria-current="true"]');
  await expect(row).toHaveAttribute("aria-rowindex", "1002");
  await expect.poll(() => inSight(row)).toBe(true);
  expect(await page.locator(".trace tbody tr").count()).toBeLessThan(100);
  await expect(page.locator(".trace table")).toHaveAttribute("aria-rowcount", String(Number(await slider(page).getAttribute("max")) + 2));
});

test("quiet stretches are folded into a mark that says what it holds and opens it, by pointer and by key", async ({ page }) => {
  await openLong(page);
  await slider(page).fill("30");
  const fold = page.getByRole("button", { name: /^Folded: “step 1”, 17 times more/ }).first();
  await expect(fold).toHaveAttribute("aria-expanded", "false");
  const before = await picture(page).getByRole("option").count();
  await fold.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: /^Unfolded: “step 1”/ }).first()).toHaveAttribute("aria-expanded", "true");
  await expect.poll(() => picture(page).getByRole("option").count()).not.toBe(before);
  await page.getByRole("button", { name: /^Unfold \d+ quiet events/ }).click();
  await expect(page.getByRole("button", { name: /^Folded:/ })).toHaveCount(0);
  expect(await at(page)).toBe(30);
});

test("zoom keeps the playhead in place, fit shows all, and pan moves, by key, button and wheel", async ({ page }) => {
  await openLong(page);
  await slider(page).fill("700");
  const zoom = async (): Promise<number> => Number(await picture(page).getAttribute("data-zoom"));
  const place = (): Promise<number> => page.locator(".overlay .playhead").first().evaluate((line) => line.getBoundingClientRect().left);
  const [start, where] = [await zoom(), await place()];
  await slider(page).focus();
  await page.keyboard.press("w");
  await expect.poll(zoom).toBeCloseTo(start * 1.4);
  expect(Math.abs((await place()) - where)).toBeLessThan(3);
  await page.keyboard.press("s");
  await expect.poll(zoom).toBeCloseTo(start);
  await page.locator(".picture .scroller").hover({ position: { x: 100, y: 100 } });
  await page.keyboard.down("Control");
  await page.mouse.wheel(0, -100);
  await page.keyboard.up("Control");
  await expect.poll(zoom).toBeGreaterThan(start);
  const scrolled = (): Promise<number> => page.locator(".picture .scroller").evaluate((element) => element.scrollLeft);
  const left = await scrolled();
  await page.keyboard.press("d");
  await expect.poll(scrolled).toBeGreaterThan(left);
  await page.keyboard.press("a");
  await expect.poll(scrolled).toBeCloseTo(left, -1);
  await page.keyboard.press("f");
  await expect(picture(page)).toHaveAttribute("data-dense", "true");
  expect(await page.locator(".picture .scroller").evaluate((element) => element.scrollWidth - element.clientWidth)).toBeLessThanOrEqual(1);
  await expect(picture(page).getByRole("option", { selected: true })).toHaveAttribute("aria-posinset", "701");
});

test("a drag pans and selects nothing; a press selects what lies there", async ({ page }) => {
  await open(page);
  const scroller = page.locator(".picture .scroller");
  const box = await scroller.boundingBox();
  if (!box) throw new Error("no picture");
  await page.mouse.move(box.x + 400, box.y + 60);
  await page.mouse.down();
  await page.mouse.move(box.x + 200, box.y + 60, { steps: 5 });
  await page.mouse.up();
  await expect.poll(() => scroller.evaluate((element) => element.scrollLeft)).toBe(200);
  expect(await at(page)).toBe(0);
  const mark = picture(page).getByRole("option", { name: /the system terminates the extension/ });
  await mark.click();
  await expect(mark).toHaveAttribute("aria-selected", "true");
  await expect(page.locator(".sentence")).toContainText("the system terminates the extension");
});

test("the table is filtered by lane and walked by key, and the picture follows", async ({ page }) => {
  await open(page);
  await page.getByRole("button", { name: "Trace" }).click();
  await page.locator(".trace").getByRole("button", { name: "Extension", exact: true }).click();
  await expect(page.locator(".trace .count")).toContainText(/^\d+ of 64 events$/);
  await expect(page.locator(".trace td.lane", { hasText: "Extension" })).toHaveCount(0);
  const first = page.locator(".trace tbody .what").first();
  await first.click();
  await page.keyboard.press("ArrowDown");
  const current = page.locator('tr[aria-current="true"]');
  await expect(current.locator(".what")).toBeFocused();
  await expect(current.locator("td.lane")).not.toContainText("Extension");
  await page.keyboard.press("End");
  await expect(current.locator("td.lane")).toHaveText("You and the home screen");
  const line = await at(page);
  await page.getByRole("button", { name: "Picture" }).click();
  await expect(picture(page).getByRole("option", { selected: true })).toHaveAttribute("aria-posinset", String(line + 1));
});

test("the inspector shows what the step changed, the program's own variables with it, and folds the rest", async ({ page }) => {
  await open(page);
  await page.getByRole("button", { name: "Run", exact: true }).last().click();
  await expect(bench(page)).toHaveAttribute("data-status", "current", { timeout: 20_000 });
  await picture(page).getByRole("option", { name: /creates a background session/ }).first().click();
  // The stores follow within a tenth of a second; until then several things of another step are new.
  await expect(page.locator("div.store.memory > ul > li.new")).toHaveCount(1);
  await expect(page.locator("div.store.memory > ul > li.new")).toContainText("com.example.leaderboard.widget.scores");
  await picture(page).getByRole("option", { name: /onBackgroundURLSessionEvents returns/ }).first().click();
  const memory = page.locator("div.store.memory");
  await expect(memory).toContainText("Downloads.ts");
  const completion = memory.locator("li", { has: page.getByText("completion", { exact: true }) }).last();
  await expect(completion).toBeVisible();
  await expect(completion).toContainText("function");
  await picture(page).getByRole("option", { name: /takes the timeline/ }).first().click();
  await expect(page.locator("div.store.host")).toContainText(/budget \d+ of \d+ reloads in 24 h/);
});

test("on paper the whole picture is there, light, in rows", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "dark" });
  await open(page);
  await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
  await page.emulateMedia({ media: "print" });
  expect(await page.evaluate(() => document.documentElement.dataset["theme"])).toBe("light");
  const rows = page.locator(".print section");
  expect(await rows.count()).toBe(2);
  await expect(rows.first()).toBeVisible();
  await expect(page.locator(".print [role=img].point")).toHaveCount(64);
  await expect(page.locator(".picture .scroller")).toBeHidden();
  // It says what it is of, and nothing on it wants to be pressed.
  await expect(page.locator(".top")).toHaveText("Leaderboard, done right Terminated and relaunched", { useInnerText: true });
  await expect(bench(page).getByRole("button").and(page.locator(":visible"))).toHaveCount(0);
  // Nothing around it cuts it off, or scrolls.
  expect(await page.locator(".print").evaluate((print) => {
    const bottom = print.getBoundingClientRect().bottom;
    for (let box = print.parentElement; box !== null && box !== document.body; box = box.parentElement) {
      if (getComputedStyle(box).overflowY !== "visible" && box.getBoundingClientRect().bottom < bottom - 1) return box.className;
    }
    return "";
  })).toBe("");
  await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
  await expect(rows).toHaveCount(0);
});

test("axe finds nothing serious in picture, table and inspector of a run", async ({ page }) => {
  // Axe looks at each mark of the picture.
  test.slow();
  await open(page);
  await page.getByRole("button", { name: "Run", exact: true }).last().click();
  await expect(bench(page)).toHaveAttribute("data-status", "current", { timeout: 20_000 });
  await page.getByRole("button", { name: "28 rules kept" }).click();
  for (const tab of ["Picture", "Trace"]) {
    await page.getByRole("button", { name: tab }).click();
    const { violations } = await new AxeBuilder({ page }).include(".workbench").analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)}`)).toEqual([]);
  }
});

test("what is written in the picture is not cut by its left edge, however far one has scrolled", async ({ page }) => {
  await open(page);
  const scroller = picture(page).locator(".scroller");
  for (const left of [0, 40, 170, 333]) {
    await scroller.evaluate((element, pixels) => element.scrollTo(pixels, 0), left);
    await expect.poll(() => scroller.evaluate((element) => {
      const edge = element.getBoundingClientRect().left;
      return [...element.querySelectorAll(".time, .bar text")].filter((text) => getComputedStyle(text).visibility === "visible").filter((text) => {
        const box = text.getBoundingClientRect();
        return box.left < edge - 1 && box.right > edge + 1;
      }).map((text) => text.textContent);
    })).toEqual([]);
  }
  await expect(picture(page).getByText("memory of life 1")).toBeInViewport();
});

test("in a telephone's width the names of lanes and of broken rules can be read whole", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("lessons/network/recreate-the-session/");
  await expect(page.locator(".workbench")).toHaveAttribute("data-hydrated", "true");
  const names = page.locator(".name.rule.failed > span");
  expect(await names.count()).toBeGreaterThan(1);
  expect(await names.evaluateAll((all) => all.filter((name) => name.scrollHeight > name.clientHeight + 1 || name.scrollWidth > name.clientWidth + 1).map((name) => name.textContent))).toEqual([]);
  // None is cut by the edge, or lies over another one; in the other lesson three lanes have nothing on them, and are as low as can be.
  const crowded = (): Promise<(string | null)[]> => page.locator(".column").evaluate((column) => {
    const boxes = [...column.querySelectorAll(".name")].map((name) => {
      const range = document.createRange();
      range.selectNodeContents(name.querySelector("span") ?? name);
      return { name: name.textContent, box: range.getBoundingClientRect() };
    });
    const edge = column.getBoundingClientRect().left;
    return boxes.filter(({ box }, index) => box.left < edge || box.top < (boxes[index - 1]?.box.bottom ?? 0) - 2).map(({ name }) => name);
  });
  expect(await crowded()).toEqual([]);
  await page.goto("lessons/network/inline-request/");
  await expect(page.locator(".workbench")).toHaveAttribute("data-hydrated", "true");
  expect(await crowded()).toEqual([]);
});

test("a warning is called one in the picture, the tabs and the trace, and its sign is not that of a broken rule", async ({ page }) => {
  await page.goto("lessons/network/inline-request/");
  await expect(bench(page)).toHaveAttribute("data-hydrated", "true");
  const name = page.locator(".picture").getByRole("button", { name: /Inline request finished/ });
  await expect(name).toHaveAttribute("title", "Inline request finished: warning");
  await expect(name).toContainText("!");
  await expect(page.locator(".scene .mark.warned").first()).toHaveAttribute("aria-label", /: a warning here$/);
  await expect(page.locator(".scene .mark.broken, .scene .point.bad")).toHaveCount(0);
  const sign = page.getByRole("tab", { name: /Provider\.ts/ }).locator(".dot");
  await expect(sign).toHaveAttribute("title", "a warning is here");
  expect(await sign.evaluate((dot) => getComputedStyle(dot, "::before").content)).toBe('"!"');
  await expect(page.getByRole("tab", { name: /^Provider\.ts.*, has a warning$/ })).toBeVisible();
  await page.getByRole("button", { name: "Trace" }).click();
  await expect(page.getByRole("region", { name: "Trace" }).locator("tr.warned")).toContainText("! ");
  await expect(page.getByRole("region", { name: "Trace" })).not.toContainText("✕");
  await expect(page.locator(".workbench")).toHaveAttribute("data-status", "current", { timeout: 20_000 });

  // Broken stays broken.
  await page.goto("lessons/network/background-download/");
  await expect(page.locator(".tabs .dot").first()).toHaveAttribute("title", "something is broken here");
  await expect(page.locator(".scene .mark.broken").first()).toBeAttached();
});

test("the signs say what a story's marks, the playhead, the old future and a download's bar are", async ({ page }) => {
  await open(page);
  await page.getByRole("button", { name: "What the signs mean" }).click();
  const signs = page.getByRole("dialog", { name: "What the signs mean" }).getByRole("listitem");
  for (const words of ["point of no return: from here on the rule is broken whatever happens", "first difference: from here on the two runs are different", "the event that is selected", "old future: what would have happened", "a download waits", "it is loaded", "its result is kept"]) {
    const sign = signs.filter({ hasText: words });
    await expect(sign, words).toHaveCount(1);
    await expect(sign.locator("svg")).toBeVisible();
  }
});

test("in a telephone's width the trace says who acts", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page);
  await page.getByRole("button", { name: "Trace" }).click();
  const trace = page.getByRole("region", { name: "Trace" });
  await expect(trace.locator("tbody .what").first()).toHaveText(/^(Widget host|Extension|You and the home screen): /);
  // What is selected is in sight, however high the rows before it are; and one may look elsewhere.
  await slider(page).fill("50");
  const current = trace.locator('tr[aria-current="true"]');
  await expect(current).toBeInViewport();
  await trace.evaluate((element) => element.scrollTo(0, 0));
  await page.waitForTimeout(300);
  expect(await trace.evaluate((element) => element.scrollTop)).toBe(0);
});

/** What is not there whole: sentences, lanes and places in the code. */
const cutIn = (trace: Locator): Promise<string[]> =>
  trace.locator(":is(td, th, td button, td span)").evaluateAll((all) => all.filter((text) => getComputedStyle(text).display !== "inline" && text.checkVisibility() && (text.scrollHeight > text.clientHeight + 1 || text.scrollWidth > text.clientWidth + 1)).map((text) => text.textContent));

test("in a window of any width the trace has each sentence whole", async ({ page }) => {
  test.setTimeout(60_000);
  await page.setViewportSize({ width: 1280, height: 860 });
  const trace = page.getByRole("region", { name: "Trace" });
  for (const path of ["playground/", "lessons/network/recreate-the-session/"]) {
    await page.goto(path);
    await expect(bench(page)).toHaveAttribute("data-hydrated", "true");
    await page.getByRole("button", { name: "Trace" }).click();
    for (const width of [360, 546, 620, 650, 700, 770, 800, 801, 850, 900, 1000, 1100, 1152, 1280, 1440, 1920]) {
      await page.setViewportSize({ width, height: 860 });
      await expect.poll(() => cutIn(trace), `${path} at ${width} pixels`).toEqual([]);
    }
    // Where there is room a row is as low as it was.
    await expect.poll(async () => (await trace.locator("tbody tr").first().boundingBox())?.height).toBe(28);
  }
});

test("of a long trace no sentence is cut, in a wide window and in one of 770 pixels, and what is selected is in sight", async ({ page }) => {
  test.setTimeout(60_000);
  await page.setViewportSize({ width: 1280, height: 860 });
  await openLong(page);
  await page.getByRole("button", { name: "Trace" }).click();
  const trace = page.getByRole("region", { name: "Trace" });
  for (const width of [1280, 770]) {
    await page.setViewportSize({ width, height: 860 });
    if (width < 800) await page.getByRole("group", { name: "Parts of the workbench" }).getByRole("button", { name: "Run" }).click();
    for (const line of [1500, 1501, 3, 700, 2030]) {
      await slider(page).fill(String(line));
      await expect.poll(() => inSight(trace.locator('tr[aria-current="true"]'))).toBe(true);
      expect(await cutIn(trace)).toEqual([]);
    }
  }
});

test("of a long trace in a telephone's width, what is selected is there whole", async ({ page }) => {
  test.setTimeout(60_000);
  await page.setViewportSize({ width: 1280, height: 860 });
  await openLong(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole("group", { name: "Parts of the workbench" }).getByRole("button", { name: "Run" }).click();
  await page.getByRole("button", { name: "Trace" }).click();
  const trace = page.getByRole("region", { name: "Trace" });
  for (const line of [1500, 1501, 3, 2030]) {
    await slider(page).fill(String(line));
    const row = trace.locator('tr[aria-current="true"]');
    await expect(row).toHaveAttribute("aria-rowindex", String(line + 2));
    await expect.poll(() => inSight(row)).toBe(true);
    expect(await cutIn(trace)).toEqual([]);
    await expect(row.locator(".what")).toHaveText(/^[✕! ]*(You and the home screen|Containing app|Widget host|Extension|Disk|Transfer daemon|Server): /);
  }
  expect(await trace.locator("tbody tr").count()).toBeLessThan(100);
});
