/** What a lesson asks, as it is met: signs, hints in their order, and what is said aloud. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Locator, Page } from "@playwright/test";
import { filesIn } from "../../src/workbench/build-samples.ts";
import { attemptKey, hashOf, type Attempt } from "../../src/workbench/keep/attempts.ts";
import { expect, test } from "./console.ts";

const LESSON = join(import.meta.dirname, "../../content/lessons/01-network/03-recreate-the-session");
const solution = (file: string, lesson = LESSON): string => readFileSync(join(lesson, "solution", file), "utf8");
/** Delivered, but the completion is lost. */
const HALF = solution("Downloads.ts").replace("this.completion = completion;", "void completion;");
const goals = (page: Page): Locator => page.getByRole("region", { name: "Goals of this lesson" });
const goal = (page: Page, rule: string): Locator => goals(page).locator(`[data-goal="${rule}"]`);
const said = (page: Page): Locator => goals(page).getByRole("status");

async function open(page: Page): Promise<void> {
  await page.goto("lessons/network/recreate-the-session/");
  await expect(page.locator(".workbench")).toHaveAttribute("data-hydrated", "true");
}

async function write(page: Page, file: string, words: string): Promise<void> {
  await page.getByRole("tab", { name: file }).click();
  const edit = page.getByRole("button", { name: "Edit", exact: true });
  if (await edit.isVisible()) await edit.click();
  await expect(page.locator(".monaco.ready .view-lines")).toBeVisible({ timeout: 20_000 });
  await page.locator(".monaco .overflow-guard").click({ position: { x: 200, y: 100 } });
  await page.keyboard.press("Control+a");
  await page.keyboard.insertText(words);
}

test("goals are checked off one by one as the code meets them, said aloud as a count, and lead to the next lesson", async ({ page }) => {
  test.setTimeout(60_000);
  await open(page);
  await expect(goals(page).getByRole("heading", { name: "Goals" })).toBeVisible();
  await expect(goals(page).locator('[data-met="true"]')).toHaveCount(0);
  await expect(goal(page, "session-recreated")).toContainText("○");
  await expect(said(page)).toHaveText("");

  await write(page, "Widget.ts", solution("Widget.ts"));
  await write(page, "Downloads.ts", HALF);
  await expect(goal(page, "session-recreated")).toHaveAttribute("data-met", "true", { timeout: 20_000 });
  await expect(goal(page, "session-recreated")).toContainText("✓");
  await expect(goal(page, "session-recreated")).toContainText("Met.");
  await expect(goal(page, "completion-called")).toHaveAttribute("data-met", "false");
  await expect(said(page)).toHaveText(/^[123] of 4 goals (is|are) met\.$/);

  await write(page, "Downloads.ts", solution("Downloads.ts"));
  await expect(goals(page).getByRole("heading", { name: "Solved" })).toBeVisible({ timeout: 20_000 });
  await expect(goals(page).locator('[data-met="true"]')).toHaveCount(4);
  await expect(said(page)).toHaveText("Solved: all 4 goals are met.");
  await expect(goals(page).getByRole("button", { name: "Hint" })).toBeHidden();

  // A run that somebody disturbed decides nothing.
  await page.getByRole("button", { name: "Terminate", exact: true }).click();
  await expect(goals(page)).toContainText("undisturbed");
  await expect(goals(page).getByRole("heading", { name: "Solved" })).toBeVisible();
});

test("hints come one at a time, for the first goal that is not met, and are asked for again after a reset", async ({ page }) => {
  test.setTimeout(60_000);
  await open(page);
  const hints = goals(page).getByRole("note");
  const ask = goals(page).getByRole("button", { name: "Hint" });
  await expect(hints).toHaveCount(0);
  await ask.click();
  await expect(hints).toHaveCount(1);
  await expect(goal(page, "session-recreated").getByRole("note")).toBeFocused();
  await expect(ask).toBeHidden();
  await page.locator(".workbench").press("h");
  await expect(hints).toHaveCount(1);
  await expect(hints).toBeFocused();

  // The first goal is met: its hint goes, and the next goal has one.
  await write(page, "Widget.ts", solution("Widget.ts"));
  await write(page, "Downloads.ts", HALF);
  await expect(goal(page, "session-recreated")).toHaveAttribute("data-met", "true", { timeout: 20_000 });
  await expect(hints).toHaveCount(0);
  const next = goals(page).locator('[data-met="false"]').first();
  await ask.click();
  await expect(next.getByRole("note")).toBeFocused();

  // Nothing is given away that was not asked for.
  await page.getByRole("button", { name: "Reset all" }).click();
  await expect(goals(page).locator('[data-met="true"]')).toHaveCount(0, { timeout: 20_000 });
  await expect(hints).toHaveCount(2);
});

test("a lesson that is solved leads to the one after it", async ({ page }) => {
  test.setTimeout(60_000);
  await page.goto("lessons/network/background-download/");
  await expect(page.locator(".workbench")).toHaveAttribute("data-hydrated", "true");
  await expect(goals(page).getByRole("link", { name: "Next lesson" })).toBeHidden();
  for (const file of ["Widget.ts", "Provider.ts", "Downloads.ts"]) await write(page, file, solution(file, join(LESSON, "../02-background-download")));
  await expect(goals(page).getByRole("heading", { name: "Solved" })).toBeVisible({ timeout: 20_000 });
  await goals(page).getByRole("link", { name: "Next lesson" }).click();
  await expect(page).toHaveURL(/recreate-the-session\/$/);
});

test("a broken rule that a later lesson is about says which, and only there", async ({ page }) => {
  const place = "lessons/01-network/01-inline-request";
  const folder = join(LESSON, "../01-inline-request");
  const start = hashOf(filesIn(join(folder, "start")));
  const attempt: Attempt = { format: 1, place, title: "Mine", start, begins: null, files: filesIn(join(folder, "solution")), scenario: null, saved: Date.UTC(2026, 2, 2), asked: true, aside: false };
  await page.goto("404.html");
  await page.evaluate(([key, value]) => localStorage.setItem(key as string, value as string), [attemptKey(place, start), JSON.stringify(attempt)]);
  await page.goto("lessons/network/inline-request/");
  await expect(goals(page).getByRole("heading", { name: "Solved" })).toBeVisible({ timeout: 20_000 });
  const rules = page.getByRole("region", { name: "Rules" });
  await expect(rules.locator('[data-rule="file-kept-in-time"]')).toContainText("the subject of a later lesson, A background download, delivered");
  await expect(rules.locator('[data-status="passed"]').first()).not.toContainText("later lesson");
  // The explorer says the same.
  await page.getByRole("button", { name: "Run", exact: true }).last().click();
  await expect(page.getByRole("region", { name: "Explorer" }).locator('[data-broken="file-kept-in-time"]')).toContainText("Not asked for here: it is the subject of a later lesson, A background download, delivered.", { timeout: 20_000 });
  await rules.locator('[data-rule="file-kept-in-time"]').getByRole("link", { name: "A background download, delivered" }).click();
  await expect(page).toHaveURL(/lessons\/network\/background-download\/$/);
  // In that lesson it is asked for.
  await expect(page.getByRole("region", { name: "Rules" })).not.toContainText("the subject of a later lesson, A background download");
});

test("what the explorer finds in a lesson's own solution says that it is not asked for here, and who does it right", async ({ page }) => {
  test.setTimeout(60_000);
  await open(page);
  await write(page, "Widget.ts", solution("Widget.ts"));
  await write(page, "Downloads.ts", solution("Downloads.ts"));
  await expect(goals(page).getByRole("heading", { name: "Solved" })).toBeVisible({ timeout: 20_000 });
  const explorer = page.getByRole("region", { name: "Explorer" });
  await expect(explorer).toHaveAttribute("data-explorer", "done", { timeout: 30_000 });
  for (const rule of ["completion-not-missed", "result-survives"]) {
    const entry = explorer.locator(`[data-broken="${rule}"]`);
    await expect(entry).toContainText("Not asked for here, and no lesson is about it: the Leaderboard in the playground does it right.");
    await expect(entry.getByRole("link", { name: "Leaderboard in the playground" })).toHaveAttribute("href", /\/playground\/$/);
    // The lesson's text says the same.
    await expect(page.locator(".sl-markdown-content").getByRole("link", { name: rule })).toHaveAttribute("href", new RegExp(`/rules/${rule}/$`));
  }
});

test("on a telephone a hint stays in its box, with names longer than a line", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("lessons/network/background-download/");
  await expect(page.locator(".workbench")).toHaveAttribute("data-hydrated", "true");
  await page.locator(".panes button").filter({ hasText: "Rules" }).click();
  await goals(page).getByRole("button", { name: "Hint" }).click();
  const hint = goals(page).getByRole("note");
  await expect(hint).toContainText("urlSessionDownloadTaskDidFinishDownloadingTo");
  for (const width of [390, 320, 1280]) {
    await page.setViewportSize({ width, height: 844 });
    const { over, room } = await hint.evaluate((box) => {
      const range = document.createRange();
      range.selectNodeContents(box);
      return { over: range.getBoundingClientRect().right - box.getBoundingClientRect().right, room: (box.closest("section") as Element).getBoundingClientRect().right - box.getBoundingClientRect().right };
    });
    expect(over).toBeLessThanOrEqual(0);
    expect(room).toBeGreaterThanOrEqual(0);
  }
  // Broken between its words, as elsewhere.
  expect(await hint.locator("wbr").count()).toBeGreaterThan(3);
});
