import { expect, test } from "@playwright/test";

test("the first page loads, names what the site is for, and its console stays empty", async ({ page }) => {
  const said: string[] = [];
  page.on("console", (message) => said.push(message.text()));
  page.on("pageerror", (error) => said.push(String(error)));
  await page.goto("./");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page).toHaveTitle(/Relaunch/);
  expect(said).toEqual([]);
});
