/** The lines between panes: dragged, moved by keys, kept within their limits, remembered, and put back. */
import type { Locator, Page } from "@playwright/test";
import { expect, test } from "./console.ts";

const LESSON = "lessons/network/recreate-the-session/";
const divider = (page: Page, name: string): Locator => page.getByRole("separator", { name });
const share = async (page: Page, part: string, whole: string, side: "width" | "height"): Promise<number> => {
  const [one, all] = await Promise.all([page.locator(part).boundingBox(), page.locator(whole).boundingBox()]);
  return ((one?.[side] ?? 0) / (all?.[side] ?? 1)) * 100;
};

async function open(page: Page, path = LESSON): Promise<void> {
  await page.setViewportSize({ width: 1400, height: 900 });
  await page.goto(path);
  await expect(page.locator(".workbench")).toHaveAttribute("data-hydrated", "true");
}

/** To a place within the workbench, in shares of its width and height. */
async function drag(page: Page, line: Locator, across: number, down: number): Promise<void> {
  const [from, bench] = await Promise.all([line.boundingBox(), page.locator(".workbench").boundingBox()]);
  if (!from || !bench) throw new Error("Nothing to drag.");
  await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(bench.x + bench.width * across, bench.y + bench.height * down, { steps: 5 });
  await page.mouse.up();
}

test("a line between panes is dragged by the pointer, no further than its limits, and says where it is", async ({ page }) => {
  await open(page);
  const line = divider(page, "Program and run");
  await expect(line).toHaveAttribute("aria-orientation", "horizontal");
  await expect(line).toHaveAttribute("aria-valuenow", "34");
  await drag(page, line, 0.5, 0.6);
  await expect(line).toHaveAttribute("aria-valuenow", "60");
  expect(await share(page, ".left", ".workbench", "height")).toBeCloseTo(60, 0);
  await drag(page, line, 0.5, 0.99);
  await expect(line).toHaveAttribute("aria-valuenow", String(await line.getAttribute("aria-valuemax")));
  await drag(page, line, 0.5, 0.01);
  await expect(line).toHaveAttribute("aria-valuenow", String(await line.getAttribute("aria-valuemin")));
  // The pointer is free again.
  await page.mouse.move(700, 500);
  await expect(line).toHaveAttribute("aria-valuenow", "20");
});

test("one that stands between left and right follows the pointer across, and the text gives way", async ({ page }) => {
  await open(page);
  const [text, run] = [divider(page, "Text and workbench"), divider(page, "Run and state")];
  await expect(text).toHaveAttribute("aria-orientation", "vertical");
  const before = await page.locator(".workbench").boundingBox();
  await drag(page, text, 0.2, 0.5);
  expect((await page.locator(".workbench").boundingBox())?.x).toBeCloseTo((before?.x ?? 0) + (before?.width ?? 0) * 0.2, -2);
  await drag(page, run, 0.5, 0.8);
  await expect(run).toHaveAttribute("aria-valuenow", "50");
});

test("arrows, Home, End and Enter move it, and do not step through the run", async ({ page }) => {
  await open(page);
  const line = divider(page, "Code and rules");
  const event = page.getByRole("slider", { name: "Event" });
  const at = await event.inputValue();
  await line.focus();
  for (const [key, value] of [["ArrowRight", "62"], ["ArrowDown", "64"], ["ArrowLeft", "62"], ["ArrowUp", "60"], ["Home", "20"], ["ArrowLeft", "20"], ["End", "80"], ["ArrowRight", "80"], ["Enter", "60"]] as const) {
    await page.keyboard.press(key);
    await expect(line, key).toHaveAttribute("aria-valuenow", value);
  }
  await page.keyboard.press("ArrowLeft");
  expect(await share(page, ".pane.code", ".left", "width")).toBeCloseTo(58, 0);
  await expect(event).toHaveValue(at);
});

test("where it was left is remembered for each way it can lie, and a double press puts it back for good", async ({ page }) => {
  await open(page);
  const line = divider(page, "Program and run");
  await drag(page, line, 0.5, 0.55);
  await expect(line).toHaveAttribute("aria-valuenow", "55");
  await open(page);
  await expect(line).toHaveAttribute("aria-valuenow", "55");
  expect(await share(page, ".left", ".workbench", "height")).toBeCloseTo(55, 0);
  // In the playground the same line stands upright: a height says nothing about a width.
  await open(page, "playground/");
  await expect(line).toHaveAttribute("aria-orientation", "vertical");
  await expect(line).toHaveAttribute("aria-valuenow", "40");
  await open(page);
  await line.dblclick();
  await expect(line).toHaveAttribute("aria-valuenow", "34");
  await open(page);
  await expect(line).toHaveAttribute("aria-valuenow", "34");
});

test("with storage blocked it moves all the same", async ({ page }) => {
  await page.addInitScript(() => {
    for (const name of ["getItem", "setItem", "removeItem"] as const) {
      const original = Storage.prototype[name] as (this: Storage, ...all: unknown[]) => never;
      Storage.prototype[name] = function (this: Storage, key: string, ...rest: unknown[]) {
        if (key.startsWith("relaunch/divider/")) throw new DOMException("Refused by the test.", "SecurityError");
        return original.call(this, key, ...rest);
      };
    }
  });
  await open(page);
  const line = divider(page, "Program and run");
  await drag(page, line, 0.5, 0.5);
  await expect(line).toHaveAttribute("aria-valuenow", "50");
});
