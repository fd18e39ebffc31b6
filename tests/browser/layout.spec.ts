/** How the workbench shares out its room, in windows of several sizes. */
import type { Locator, Page } from "@playwright/test";
import { expect, test } from "./console.ts";

const bench = (page: Page): Locator => page.locator(".workbench");
const heightOf = async (of: Locator): Promise<number> => (await of.boundingBox())?.height ?? 0;

/** What the picture has to the left of its lanes and tracks, and what would have happened, where it is out of sight. */
const below = (page: Page): Promise<(string | null)[]> =>
  page.locator(".show").evaluate((show) => {
    const end = show.getBoundingClientRect().bottom;
    return [...show.querySelectorAll(".name, .caption, [data-run] > svg[role=img]")].filter((each) => each.getBoundingClientRect().bottom > end + 1).map((each) => each.textContent || each.getAttribute("aria-label"));
  });

async function open(page: Page, width: number, height: number, path = "lessons/network/recreate-the-session/"): Promise<void> {
  await page.setViewportSize({ width, height });
  await page.goto(path);
  await expect(bench(page)).toHaveAttribute("data-hydrated", "true");
}

for (const lesson of ["inline-request", "background-download", "recreate-the-session"]) {
  test(`in ${lesson} each lane of the picture is in sight, and all of the workbench is in the first window`, async ({ page }) => {
    await open(page, 1280, 860, `lessons/network/${lesson}/`);
    expect(await below(page)).toEqual([]);
    const box = await page.locator(".workbench-frame").boundingBox();
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(860);
    // One below the other, so each is as high as a finger needs.
    for (const height of await page.locator("button.name.rule").evaluateAll((names) => names.map((name) => name.clientHeight))) expect(height).toBeGreaterThanOrEqual(24);
    // It stays where it is while one steps, whatever is said of an event.
    const slider = page.getByRole("slider", { name: "Event" });
    const last = Number(await slider.getAttribute("max"));
    const places = new Set<number | undefined>();
    for (let line = 0; line <= last; line += 3) {
      await slider.fill(String(line));
      places.add((await page.locator(".picture").boundingBox())?.y);
    }
    expect([...places]).toHaveLength(1);
    await page.setViewportSize({ width: 1280, height: 720 });
    await expect.poll(async () => (await below(page)).filter((name) => /^[A-Z]/.test(name ?? ""))).toEqual([]);
  });
}

test("with an old future, in a story, in a duel and in both the picture is in sight", async ({ page }) => {
  test.setTimeout(90_000);
  await open(page, 1280, 860);
  const explorer = page.getByRole("region", { name: "Explorer" });
  const picture = (): Promise<number> => heightOf(page.locator(".show"));
  await page.getByRole("button", { name: "Run", exact: true }).last().click();
  await expect(bench(page)).toHaveAttribute("data-status", "current", { timeout: 20_000 });
  await page.getByRole("slider", { name: "Event" }).fill("40");
  await bench(page).press("x");
  await expect(page.getByRole("img", { name: /^What would have happened/ })).toBeVisible();
  expect(await below(page)).toEqual([]);
  await page.getByRole("button", { name: "Remove: Terminate the extension" }).click();
  await expect(page.getByRole("img", { name: /^What would have happened/ })).toHaveCount(0);
  await expect(explorer).toHaveAttribute("data-explorer", "done", { timeout: 40_000 });
  const story = page.getByRole("group", { name: "A story of the explorer" });
  await explorer.getByRole("button", { name: "Open the smallest story" }).first().click();
  await expect(story).toBeVisible();
  // Its nearest passing run too.
  await expect(page.locator("svg.scene")).toHaveCount(2);
  await expect.poll(() => below(page)).toEqual([]);
  await story.getByRole("button").click();

  await explorer.getByRole("button", { name: "Break it yourself…" }).click();
  const duel = page.getByRole("region", { name: "Break it yourself" });
  await duel.getByRole("combobox").selectOption("3 strikes");
  for (const [count, strike] of ["Suspend", "Terminate", "Suspend"].entries()) {
    await page.getByRole("slider", { name: "Event" }).fill(String(8 + count));
    await duel.getByRole("button", { name: strike }).click();
    await expect(page.locator(".chips .hand")).toHaveCount(count + 1);
  }
  await expect(duel).not.toHaveAttribute("data-duel", "open");
  expect(await picture()).toBeGreaterThanOrEqual(260);
  await explorer.getByRole("button", { name: "Open the smallest story" }).first().click();
  await expect(story).toBeVisible();
  expect(await picture()).toBeGreaterThanOrEqual(260);
});

for (const path of ["lessons/network/recreate-the-session/", "playground/?sample=session-forgotten"]) {
  test(`in a low window a story's second run is in sight from its beginning, in ${path}`, async ({ page }) => {
    test.setTimeout(90_000);
    await open(page, 1280, 720, path);
    await page.getByRole("button", { name: "Run", exact: true }).last().click();
    await expect(page.getByRole("region", { name: "Explorer" })).toHaveAttribute("data-explorer", "done", { timeout: 40_000 });
    const [left, state] = await Promise.all([".workbench > .left", ".pane.state"].map((pane) => heightOf(page.locator(pane))));
    await page.getByRole("button", { name: "Open the smallest story" }).first().click();
    await expect(page.locator("svg.scene")).toHaveCount(2);
    for (const lane of ["extension", "memory", "disk"]) {
      await expect.poll(() => page.locator(".names").last().locator(`.name.${lane}`).evaluate((name) => name.getBoundingClientRect().bottom <= (name.closest(".show")?.getBoundingClientRect().bottom ?? 0)), lane).toBe(true);
    }
    // What lends it the room can still be read, and has it back.
    await expect(page.locator(".static code, .monaco").first()).toBeInViewport();
    await page.getByRole("button", { name: "Back to my run" }).first().click();
    await expect.poll(() => Promise.all([".workbench > .left", ".pane.state"].map((pane) => heightOf(page.locator(pane))))).toEqual([left, state]);
  });
}

for (const [width, path] of [[1280, "lessons/network/recreate-the-session/"], [1280, "playground/"], [820, "lessons/network/recreate-the-session/"], [820, "playground/"], [390, "playground/"]] as const) {
  test(`no control is cut off, in ${path} at ${width} pixels`, async ({ page }) => {
    await open(page, width, 860, path);
    const cut = await page.locator(".pane.run").evaluate((pane) => {
      const { left, right } = pane.getBoundingClientRect();
      return [...pane.querySelectorAll(".controls :is(button, select, input), .view :is(button, input)")].filter((each) => {
        const box = each.getBoundingClientRect();
        return box.width > 0 && (box.left < left - 1 || box.right > right + 1);
      }).map((each) => each.outerHTML.slice(0, 80));
    });
    expect(cut).toEqual([]);
  });
}

test("the workbench as a whole can't be scrolled out of its place", async ({ page }) => {
  for (const path of ["playground/", "lessons/network/recreate-the-session/"]) {
    await open(page, 1280, 860, path);
    const frame = page.locator(".workbench-frame");
    await page.locator(".pane.state").evaluate((state) => state.scrollIntoView({ block: "start" }));
    expect(await frame.evaluate((element) => (element.scrollBy(0, 50), element.scrollTop))).toBe(0);
  }
});

test("e gives the run all the room and takes it back, and the keys stay", async ({ page }) => {
  await open(page, 1280, 860);
  const before = await heightOf(page.locator(".show"));
  const lane = page.locator(".name.extension");
  const low = await heightOf(lane);
  await page.getByRole("button", { name: "Hint" }).focus();
  await page.keyboard.press("e");
  await expect(page.locator(".left")).toBeHidden();
  await expect(page.locator(".pane.state")).toBeHidden();
  expect(await heightOf(page.locator(".show"))).toBeGreaterThan(before * 1.8);
  // Its lanes are higher where all of them have room.
  await expect.poll(() => heightOf(lane)).toBeGreaterThan(low);
  await page.keyboard.press("e");
  await expect(page.locator(".left")).toBeVisible();
  await expect.poll(() => heightOf(lane)).toBe(low);
  const large = page.getByRole("button", { name: "Enlarge" });
  await large.click();
  await expect(large).toHaveAttribute("aria-pressed", "true");
  await expect(page.locator(".left")).toBeHidden();
  await large.click();
  await expect(page.locator(".pane.state")).toBeVisible();
});

test("in a narrow window nothing of the run scrolls over the panes' names", async ({ page }) => {
  await open(page, 390, 500);
  const names = page.getByRole("group", { name: "Parts of the workbench" });
  const view = page.getByRole("group", { name: "How to show the run" });
  await view.evaluate((element) => window.scrollBy(0, element.getBoundingClientRect().top - (document.querySelector(".panes")?.getBoundingClientRect().height ?? 0) - 20));
  const over = await names.evaluate((element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    return [0.1, 0.3, 0.5, 0.9].map((share) => element.contains(document.elementFromPoint(left + width * share, top + height / 2)));
  });
  expect(over).toEqual([true, true, true, true]);
});

test("in a narrow window a pane that is chosen comes into sight, however far one had read in another", async ({ page }) => {
  await open(page, 390, 844);
  await page.getByRole("button", { name: "Rules, something is broken" }).click();
  const last = page.locator(".pane.rules .idle");
  await last.scrollIntoViewIfNeeded();
  expect((await bench(page).boundingBox())?.y).toBeLessThan(0);
  // The panes' names stay below the page's head.
  await page.getByRole("button", { name: "State", exact: true }).click();
  await expect.poll(async () => (await bench(page).boundingBox())?.y ?? -1).toBeGreaterThanOrEqual(0);
  await expect(page.getByRole("heading", { name: /^Memory|^Step, or press Run/ }).or(page.getByText("Step, or press Run")).first()).toBeInViewport();
});

test("in a telephone's width all of a program's actions are in one line, with their whole names", async ({ page }) => {
  await open(page, 390, 844, "playground/");
  const actions = page.locator(".bar .actions").getByRole("button");
  await expect(actions).toHaveText(["Reset file", "Reset all", "Samples…", "Files and sharing…", "Keys"]);
  const tops = new Set(await Promise.all((await actions.all()).map(async (action) => (await action.boundingBox())?.y)));
  expect(tops.size).toBe(1);
});

test("in a narrow window one steps where one sees what is held", async ({ page }) => {
  await open(page, 390, 844, "playground/");
  await page.getByRole("button", { name: "Run", exact: true }).last().click();
  await expect(bench(page)).toHaveAttribute("data-status", "current", { timeout: 20_000 });
  await page.getByRole("button", { name: "State", exact: true }).click();
  const state = page.locator(".pane.state");
  const place = async (): Promise<number> => Number(/(\d+) \/ \d+/.exec(await state.innerText())?.[1]);
  const before = await place();
  await state.getByRole("button", { name: "Step forward" }).click();
  await expect.poll(place).toBe(before + 1);
  await state.getByRole("button", { name: "Step back" }).click();
  await expect.poll(place).toBe(before);
});

test("what comes later in a page does not push what was painted before it", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 860 });
  await page.goto("rules/");
  const [contents, search] = [page.locator(".right-sidebar"), page.locator("header site-search button").first()];
  const places = async () => ({ contents: (await contents.boundingBox())?.x, search: await search.boundingBox() });
  const whole = await places();
  // As it is while the rest is still on its way.
  await page.evaluate(() => {
    for (const late of document.querySelectorAll(".main-pane, header .theme")) late.remove();
  });
  expect(await places()).toEqual(whole);
});
