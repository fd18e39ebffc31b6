/** A whole lesson by keyboard alone, and what a screen reader is told of a run that fails. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Locator, Page } from "@playwright/test";
import { expect, test } from "./console.ts";

const LESSON = "lessons/network/recreate-the-session/";
const SOLUTION = join(import.meta.dirname, "../../content/lessons/01-network/03-recreate-the-session/solution");
const bench = (page: Page): Locator => page.locator(".workbench");
const isFocused = (target: Locator): Promise<boolean> => target.evaluate((each) => each === document.activeElement, undefined, { timeout: 1000 }).catch(() => false);

async function open(page: Page): Promise<void> {
  await page.goto(LESSON);
  await expect(bench(page)).toHaveAttribute("data-hydrated", "true");
}

/** Tab until the focus is there: whoever has no pointer comes no other way. */
async function tabTo(page: Page, target: Locator, key: "Tab" | "Shift+Tab" = "Tab"): Promise<void> {
  for (let pressed = 0; pressed < 120; pressed++) {
    if (await isFocused(target)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${key} does not lead to ${String(target)}`);
}

async function write(page: Page, file: string): Promise<void> {
  const editor = page.locator(".monaco.ready textarea, .monaco.ready .native-edit-context").first();
  await expect(editor).toBeFocused({ timeout: 20_000 });
  await page.keyboard.press("Control+a");
  await page.keyboard.insertText(readFileSync(join(SOLUTION, file), "utf8"));
  await page.keyboard.press("Escape");
  await expect(editor).not.toBeFocused();
}

test("a lesson is read, stepped, solved and left for another by keyboard alone", async ({ page }) => {
  test.setTimeout(90_000);
  await open(page);
  await tabTo(page, page.getByRole("button", { name: "Hint" }));
  await page.keyboard.press("Enter");
  await expect(page.locator(".goals .hint")).toBeFocused();
  await expect(bench(page)).toHaveAttribute("data-status", "current", { timeout: 20_000 });

  // To the first broken rule, and a step back from it.
  await page.keyboard.press("v");
  const selected = page.locator("[aria-posinset][aria-selected=true]");
  const broken = await selected.getAttribute("aria-posinset");
  await page.keyboard.press("j");
  await expect(selected).toHaveAttribute("aria-posinset", String(Number(broken) - 1));
  await page.keyboard.press("ArrowRight");
  await expect(selected).toHaveAttribute("aria-posinset", String(broken));

  // Both files of the fix, one tab after the other.
  const first = page.getByRole("tab", { name: "Widget.ts" });
  await tabTo(page, page.locator('.editor [role="tab"][aria-selected="true"]'), "Shift+Tab");
  for (const file of ["Downloads.ts", "Widget.ts"]) {
    const tab = page.getByRole("tab", { name: file });
    for (let pressed = 0; pressed < 4 && !(await isFocused(tab)); pressed++) await page.keyboard.press("ArrowRight");
    await expect(tab).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page.locator('.editor[data-stage="ready"]')).toBeVisible({ timeout: 20_000 });
    await tabTo(page, page.locator(".monaco.ready textarea, .monaco.ready .native-edit-context").first());
    await write(page, file);
    await tabTo(page, page.locator('.editor [role="tab"][aria-selected="true"]'), "Shift+Tab");
  }
  await expect(first).toHaveAttribute("aria-selected", "true");
  await expect(page.getByRole("heading", { name: "Solved" })).toBeVisible({ timeout: 20_000 });

  // Reset, and have it back; then on to another lesson.
  await page.keyboard.press("r");
  await expect(page.getByRole("heading", { name: "Goals" })).toBeVisible({ timeout: 20_000 });
  await tabTo(page, page.locator(".top").getByRole("button", { name: /^Undo/ }), "Shift+Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Solved" })).toBeVisible({ timeout: 20_000 });
  await tabTo(page, page.getByRole("button", { name: "Reset all" }));
  await page.keyboard.press("p");
  await expect(page).toHaveURL(/lessons\/network\/background-download\/$/);
  await expect(bench(page)).toHaveAttribute("data-hydrated", "true");
  await tabTo(page, page.getByRole("button", { name: "Hint" }));
  await page.keyboard.press("n");
  await expect(page).toHaveURL(/lessons\/network\/recreate-the-session\/$/);
});

test("Tab passes the editor both ways and leaves the text alone, until something is done in it", async ({ page }) => {
  await open(page);
  const editor = page.locator(".monaco.ready textarea, .monaco.ready .native-edit-context").first();
  const before = page.getByRole("button", { name: "File", exact: true });
  await tabTo(page, before);
  await expect(page.locator('.editor[data-stage="ready"]')).toBeVisible({ timeout: 20_000 });
  await page.keyboard.press("Tab");
  await expect(editor).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(editor).not.toBeFocused();
  await page.keyboard.press("Shift+Tab");
  await expect(editor).toBeFocused();
  await page.keyboard.press("Shift+Tab");
  await expect(before).toBeFocused();
  await expect(page.locator(".saved")).toHaveAttribute("data-saved", "untouched");
  await page.keyboard.press("Tab");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Tab");
  await expect(editor).toBeFocused();
  await expect(page.locator(".saved")).toHaveAttribute("data-saved", "saved");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Tab");
  await expect(editor).not.toBeFocused();
});

test("? lists all keys; Escape closes the list, and the focus is where it was", async ({ page }) => {
  await open(page);
  const trace = page.getByRole("button", { name: "Trace" });
  await tabTo(page, trace);
  await page.keyboard.press("Shift+?");
  const list = page.getByRole("dialog", { name: "Keys" });
  await expect(list.getByText("next lesson")).toBeVisible();
  await expect(list.getByText("terminate the extension now")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(list).toBeHidden();
  await expect(trace).toBeFocused();
});

test("a screen reader is told of a failing run: the goals, each broken rule with its line, and every event in words", async ({ page }) => {
  await open(page);
  await expect(page.locator(".pane.rules")).toMatchAriaSnapshot(`
    - region "Goals of this lesson":
      - heading "Goals" [level=2]
      - list:
        - listitem: The new process creates the session again. Not met yet.
        - listitem: The file arrives and is kept. Not met yet.
        - listitem: The completion is called. Not met yet.
        - listitem: The widget shows the new data. Not met yet.
      - paragraph:
        - button "Hint"
    - region "Rules":
      - status
      - heading "2 rules are broken" [level=2]
      - list:
        - listitem:
          - paragraph:
            - link "Each events completion is called"
            - text: broken
          - paragraph: /was not called before the wake's runtime was over, so the system terminated the extension\\./
          - paragraph:
            - button "Show event 42"
            - button "Widget.ts:17"
        - listitem:
          - paragraph:
            - link "The session is created again after a relaunch"
            - text: broken
          - paragraph: /never created the session/
          - paragraph:
            - button "Show event 42"
            - button "Widget.ts:17"
  `);
  await expect(page.locator(".show")).toMatchAriaSnapshot(`
    - region "Picture of the run, scrolls sideways":
      - group "68 events in 7 lanes. The trace says the same in words.":
        - img "life 1 runs from 0:00.3, torn off at 0:00.3"
        - img /life 1 is terminated. its memory ends here, disk and daemon go on/
        - img /The session is created again after a relaunch. broken here/
        - listbox "Events; the arrow keys step":
          - option /Extension. life 1 begins, with empty memory/
          - option /You and the home screen. the system terminates the extension/
          - option /Transfer daemon. starts the request for scores.today\\.json/
  `);
});
