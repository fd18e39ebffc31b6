/** What others put into the picture: a second run beside it, the old future of a branch, marks on the axis. */
import { join } from "node:path";
import { expect, test, type Page } from "@playwright/test";
import { BUILT_IN } from "../../runtime/judge/built-in.ts";
import { firstDifference } from "../../src/workbench/picture/scale.ts";
import { viewOf, type RunView } from "../../src/workbench/view.ts";
import { type PictureProps, servePicture } from "../support/picture-page.ts";
import { programIn, run } from "../support/run.ts";

const SAMPLE = programIn(join(import.meta.dirname, "../../content/samples/leaderboard"));
let killed: RunView;
let calm: RunView;
let served: Awaited<ReturnType<typeof servePicture>>;

test.beforeAll(async () => {
  const view = async (name: string): Promise<RunView> => viewOf(await run(SAMPLE, BUILT_IN.find((each) => each.name === name) as never), name);
  [killed, calm] = [await view("kill-relaunch"), await view("calm")];
  served = await servePicture();
});
test.afterAll(() => served.close());

async function show(page: Page, given: PictureProps): Promise<string[]> {
  const said: string[] = [];
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && said.push(message.text()));
  page.on("pageerror", (error) => said.push(String(error)));
  await page.addInitScript((props) => Object.assign(window, { given: props }), given);
  await page.goto(served.address);
  await expect(page.locator("svg.scene").first()).toBeVisible();
  return said;
}

for (const axis of ["order", "clock"] as const) {
  test(`a second run lies below on one scale, and both scrub together (${axis})`, async ({ page }) => {
    const said = await show(page, { view: killed, axis, playhead: 0, beside: { view: calm, label: "the nearest run that passes" } });
    await expect(page.locator(".column")).toContainText("the nearest run that passes");
    await expect(page.locator("svg.scene")).toHaveCount(2);
    const first = firstDifference(killed.events, calm.events) ?? -1;
    for (const line of [3, first, killed.events.length - 1]) {
      await page.getByRole("slider", { name: "Event" }).fill(String(line));
      const selected = page.getByRole("option", { selected: true });
      await expect(selected).toHaveCount(2);
      await expect(selected.first()).toHaveAttribute("aria-posinset", String(line + 1));
      // One line goes through both.
      const heads = await page.locator(".overlay .playhead").evaluateAll((lines) => lines.map((each) => Math.round(each.getBoundingClientRect().left)));
      expect(new Set(heads).size).toBe(1);
      if (line < first) expect(await selected.last().getAttribute("aria-label")).toBe(await selected.first().getAttribute("aria-label"));
    }
    await expect(page.getByRole("img", { name: "The first difference" })).toHaveCount(2);
    expect(said).toEqual([]);
  });
}

test("a press in the second run selects what happens at its place in the first", async ({ page }) => {
  await show(page, { view: killed, axis: "order", playhead: 0, beside: { view: calm, label: "passes" } });
  await page.locator("[data-run='1']").getByRole("option").nth(5).click();
  await expect(page.getByRole("slider", { name: "Event" })).toHaveValue("5");
});

test("the old future of a branch is a faint track, from where it was left", async ({ page }) => {
  await show(page, { view: killed, axis: "order", playhead: 0, ghost: calm });
  const first = firstDifference(killed.events, calm.events) ?? -1;
  await expect(page.getByRole("img", { name: `What would have happened: ${calm.events.length - first} events from event ${first + 1} on` })).toBeVisible();
  await expect(page.locator(".column")).toContainText("old future");
});

test("a mark on the axis has its label, and leads to its event", async ({ page }) => {
  await show(page, { view: killed, axis: "order", playhead: 0, marks: [{ line: 25, label: "point of no return" }] });
  const mark = page.getByRole("img", { name: "point of no return, event 26: from here on the rule is broken whatever happens" });
  await expect(mark).toContainText("point of no return");
  await mark.locator("text").click();
  await expect(page.getByRole("slider", { name: "Event" })).toHaveValue("25");
});
