/** What a program meets: scenarios, interventions, branches, the device and the network, and other origins. */
import { AxeBuilder } from "@axe-core/playwright";
import { test as free, type Locator, type Page } from "@playwright/test";
import { expect, test } from "./console.ts";

const bench = (page: Page): Locator => page.locator(".workbench");
const chips = (page: Page): Locator => page.locator(".chips li");
const slider = (page: Page): Locator => page.getByRole("slider", { name: "Event" });
const scenario = (page: Page): Locator => page.getByRole("combobox", { name: "Scenario" });
const dialog = (page: Page): Locator => page.getByRole("dialog", { name: /yours|own/ });
const yaml = (page: Page): Locator => page.getByRole("textbox", { name: "The scenario as YAML" });

async function open(page: Page): Promise<void> {
  await page.goto("playground/");
  await expect(bench(page)).toHaveAttribute("data-hydrated", "true");
}

const current = (page: Page): Promise<void> => expect(bench(page)).toHaveAttribute("data-status", "current", { timeout: 20_000 });

/** The run without a scenario's interventions, with the playhead at an event in its middle. */
async function calm(page: Page): Promise<void> {
  await open(page);
  await scenario(page).selectOption({ label: "Calm" });
  await expect(page.locator(".torn-label")).toHaveCount(0, { timeout: 20_000 });
  await current(page);
  await page.getByRole("button", { name: "First event" }).click();
  for (let event = 0; event < 9; event++) await page.keyboard.press("k");
  await expect(slider(page)).toHaveValue("9");
}

async function edit(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Edit the scenario" }).click();
  await expect(yaml(page)).toHaveValue(/name: my-/);
}

async function noBarriers(page: Page, within: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).include(within).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`)).toEqual([]);
}

test("a run is played at a speed, stops at its end, and begins again from there", async ({ page }) => {
  await open(page);
  await page.getByRole("combobox", { name: "Speed" }).selectOption("4×");
  await page.getByRole("button", { name: "Last event" }).click();
  const last = await slider(page).inputValue();
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.getByRole("button", { name: "Play" }).click();
  await expect(slider(page)).toHaveValue(last);
  await expect(page.getByRole("button", { name: "Play" })).toBeVisible();
  await page.getByRole("button", { name: "Play" }).click();
  await expect(slider(page)).not.toHaveValue(last);
  await page.getByRole("button", { name: "Pause" }).click();
  const stopped = await slider(page).inputValue();
  await page.keyboard.press("k");
  await expect(slider(page)).toHaveValue(String(Number(stopped) + 1));
});

test("a chip says what and when; one of the scenario's is turned off in a copy, and the original stays", async ({ page }) => {
  await open(page);
  await expect(chips(page)).toHaveText(/Terminate the extension, once it is idle with a download under way/);
  await page.getByRole("button", { name: "Turn off: Terminate the extension" }).click();
  await expect(chips(page)).toHaveCount(0);
  await expect(page.locator(".torn-label")).toHaveCount(0);
  await expect(scenario(page).locator("option:checked")).toHaveText("Terminated and relaunched (yours)");
  await scenario(page).selectOption({ label: "Terminated and relaunched" });
  await expect(chips(page)).toHaveCount(1);
  await expect(page.locator(".torn-label")).toHaveCount(1);
});

test("a chip is moved by the arrow keys, says where it went, and goes with Delete", async ({ page }) => {
  await calm(page);
  await page.keyboard.press("x");
  const chip = chips(page).getByRole("button", { name: /^⠿? ?Terminate the extension, after event/ });
  const number = async (): Promise<number> => Number(/after event (\d+)/.exec(await chip.innerText())?.[1]);
  await expect(page.locator(".torn-label")).toHaveCount(1);
  const first = await number();
  await chip.focus();
  await page.keyboard.press("ArrowRight");
  await expect(page.locator(".said")).toHaveText(/Terminate the extension: now after event/);
  const later = await number();
  expect(later).toBeGreaterThan(first);
  await expect(chip).toBeFocused();
  await page.keyboard.press("ArrowLeft");
  await expect(chip).toHaveText(new RegExp(`after event ${first},`));
  await page.keyboard.press("Delete");
  await expect(chips(page)).toHaveCount(0);
  await expect(page.locator(".torn-label")).toHaveCount(0);
  await expect(page.locator(".said")).toHaveText("Removed: Terminate the extension");
});

test("an intervention can be moved later than what it had cut off", async ({ page }) => {
  await calm(page);
  await page.keyboard.press("x");
  const chip = chips(page).getByRole("button", { name: /Terminate the extension, after event/ });
  await expect(chip).toBeVisible();
  await chip.focus();
  let before = await chip.innerText();
  // Each lies beyond the tear of the one before.
  for (let event = 0; event < 6; event++) {
    await page.keyboard.press("ArrowRight");
    await expect(chip).not.toHaveText(before);
    before = await chip.innerText();
  }
  expect(Number(/after event (\d+)/.exec(before)?.[1])).toBeGreaterThan(14);
});

test("a chip is dragged onto the picture, which shows the run without it meanwhile", async ({ page }) => {
  await calm(page);
  await page.keyboard.press("x");
  const chip = chips(page).getByRole("button", { name: /Terminate the extension, after event/ });
  await expect(page.locator(".torn-label")).toHaveCount(1);
  const before = await chip.innerText();
  const from = await chip.boundingBox();
  const point = await page.locator(".picture svg [data-line='4']").first().boundingBox();
  if (!from || !point) throw new Error("The chip and the picture must be there.");
  await page.mouse.move(from.x + 20, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(from.x + 40, from.y + 40, { steps: 3 });
  await expect(page.locator(".flying")).toContainText("Terminate the extension");
  await expect(page.locator(".torn-label")).toHaveCount(0);
  await page.mouse.move(point.x + point.width / 2, point.y + point.height / 2, { steps: 5 });
  // A step may show in several events: it is not cut in two.
  await expect(page.locator(".flying")).toContainText("after event 8");
  await expect(slider(page)).toHaveValue("4");
  await page.mouse.up();
  await expect(page.locator(".torn-label")).toHaveCount(1);
  await expect(chip).not.toHaveText(before);
  await expect(chip).toHaveText(/after event 8,/);
});

test("a chip that is let go beside the picture, or with Escape, stays where it was", async ({ page }) => {
  await calm(page);
  await page.keyboard.press("x");
  const chip = chips(page).getByRole("button", { name: /Terminate the extension, after event/ });
  await expect(page.locator(".torn-label")).toHaveCount(1);
  const before = await chip.innerText();
  const from = await chip.boundingBox();
  if (!from) throw new Error("The chip must be there.");
  await page.mouse.move(from.x + 20, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(from.x + 60, from.y + 2, { steps: 3 });
  await expect(page.locator(".flying")).toBeVisible();
  await page.keyboard.press("Escape");
  await page.mouse.up();
  await expect(page.locator(".torn-label")).toHaveCount(1);
  await expect(chip).toHaveText(before, { useInnerText: true });
});

test("every other intervention is in a menu, by who does it, and can be told what it needs", async ({ page }) => {
  await calm(page);
  await page.getByRole("button", { name: "More interventions" }).click();
  const menu = page.getByRole("dialog", { name: "More interventions" });
  for (const doer of ["The system", "The person", "The network", "The app"]) await expect(menu.getByRole("heading", { name: doer })).toBeVisible();
  await noBarriers(page, ".sheet:popover-open");
  await menu.getByRole("searchbox").fill("foreign");
  await expect(menu.getByRole("button")).toHaveCount(1);
  await menu.getByLabel("Background identifier").fill("com.example.old");
  await menu.getByRole("button", { name: /Wake it for foreign events/ }).click();
  await expect(menu).toBeHidden();
  await expect(chips(page)).toHaveText(/Wake it for foreign events: com\.example\.old, after event \d+/);
  await page.getByRole("button", { name: "Trace" }).click();
  await expect(page.getByRole("button", { name: /com\.example\.old.* ends/ }).first()).toBeVisible();
});

test("what is told wrongly is answered there, and nothing is done", async ({ page }) => {
  await calm(page);
  await page.getByRole("button", { name: "More interventions" }).click();
  const menu = page.getByRole("dialog", { name: "More interventions" });
  await menu.getByRole("searchbox").fill("change the network");
  await menu.getByLabel("Loss, 0 to 1").fill("2");
  await menu.getByRole("button", { name: /Change the network/ }).click();
  await expect(menu.getByRole("alert")).toHaveText("Loss is a number from 0 to 1.");
  await expect(chips(page)).toHaveCount(0);
});

test("b branches: the old future stays a ghost through all that is done then, until it is forgotten", async ({ page }) => {
  await calm(page);
  await page.keyboard.press("b");
  await expect(page.locator("[data-ghost]")).toHaveAttribute("data-ghost", "9");
  await page.keyboard.press("x");
  await expect(page.locator(".torn-label")).toHaveCount(1);
  const from = Number(await page.locator("[data-ghost]").getAttribute("data-ghost"));
  expect(from).toBeGreaterThanOrEqual(9);
  expect(from).toBeLessThan(12);
  await page.keyboard.press("l");
  await expect(chips(page)).toHaveCount(2);
  await expect(page.locator("[data-ghost]")).toHaveAttribute("data-ghost", String(from));
  await page.getByRole("button", { name: "Forget the ghost" }).click();
  await expect(page.locator("[data-ghost]")).toHaveCount(0);
  // The button is gone, and the keys go on.
  await expect(page.locator(".workbench")).toBeFocused();
});

test("an intervention in the middle keeps the future it ends, and another scenario has no ghost", async ({ page }) => {
  await calm(page);
  await page.keyboard.press("x");
  await expect(page.locator("[data-ghost]")).toBeVisible();
  await scenario(page).selectOption({ label: "Suspended" });
  await expect(page.locator("[data-ghost]")).toHaveCount(0);
});

test("device and network change from here on, or from the start: one chooses once", async ({ page }) => {
  await calm(page);
  await page.getByRole("button", { name: "Device and network" }).click();
  const panel = page.getByRole("dialog", { name: "Device and network" });
  await noBarriers(page, ".sheet:popover-open");
  await panel.getByRole("checkbox", { name: "Online" }).uncheck();
  await expect(chips(page)).toHaveText(/Go offline, after event/);
  await expect(panel.getByRole("checkbox", { name: "Online" })).not.toBeChecked();
  await panel.getByRole("slider", { name: "Loss" }).press("End");
  await expect(chips(page).last()).toHaveText(/Change the network: 100 % loss, after event/);
  await panel.getByRole("slider", { name: "Loss" }).press("ArrowLeft");
  await expect(chips(page)).toHaveCount(2);
  await expect(chips(page).last()).toHaveText(/75 % loss/);
  await panel.getByRole("radio", { name: /from the start/ }).check();
  await panel.getByRole("slider", { name: "Latency" }).press("ArrowRight");
  await expect(scenario(page).locator("option:checked")).toHaveText("Calm (yours)");
  await panel.getByRole("checkbox", { name: "Locked" }).check();
  await page.keyboard.press("Escape");
  await edit(page);
  await expect(yaml(page)).toHaveValue(/network:\n {2}latency: 500ms\ndevice:\n {2}locked: true\n/);
});

test("a slider that moves on before the run has followed still changes one thing", async ({ page }) => {
  await calm(page);
  await page.getByRole("button", { name: "Device and network" }).click();
  const loss = page.getByRole("dialog", { name: "Device and network" }).getByRole("slider", { name: "Loss" });
  // All at once, as keys that are held down come.
  await loss.evaluate((slider: HTMLInputElement) => {
    for (const value of ["1", "2", "1"]) {
      slider.value = value;
      slider.dispatchEvent(new Event("change", { bubbles: true }));
    }
  });
  await expect(chips(page)).toHaveText(/Change the network: 5 % loss, after event/);
  await current(page);
  // The playhead has come to it: it is that one which is changed further.
  await loss.press("ArrowRight");
  await expect(chips(page)).toHaveText(/Change the network: 10 % loss, after event/);
});

test("form and text of a scenario follow each other, and a comment stays", async ({ page }) => {
  await open(page);
  await edit(page);
  await expect(dialog(page)).toBeVisible();
  const before = await yaml(page).inputValue();
  await yaml(page).fill(`# Mine.\n${before}`);
  await dialog(page).getByRole("searchbox").fill("wake runtime");
  await dialog(page).getByRole("textbox", { name: "Wake runtime" }).fill("5s");
  await dialog(page).getByRole("textbox", { name: "Wake runtime" }).press("Tab");
  await expect(yaml(page)).toHaveValue(`# Mine.\n${before}settings:\n  wakeRuntime: 5s\n`);
  await yaml(page).fill((await yaml(page).inputValue()).replace("5s", "7s"));
  await expect(dialog(page).getByRole("textbox", { name: "Wake runtime" })).toHaveValue("7s");
  await dialog(page).getByRole("button", { name: "Back to the default: Wake runtime" }).click();
  await expect(yaml(page)).toHaveValue(`# Mine.\n${before}`);
  await noBarriers(page, "dialog");
});

test("a mistake in the text is marked at its line and in the form, and the run keeps what was right", async ({ page }) => {
  await open(page);
  await edit(page);
  const before = await yaml(page).inputValue();
  await yaml(page).fill(`${before}settings:\n  wakeRuntim: 5s\n`);
  await expect(page.locator("#yaml-problems li")).toHaveText(/Line 8.*"wakeRuntim" is no key of settings\. Did you mean "wakeRuntime"\?/);
  await expect(page.locator(".gutter .wrong")).toHaveText("✕ 8");
  await yaml(page).fill(`${before}until: soon\n`);
  await expect(page.locator("[data-field=until] .problem")).toContainText("Expected a duration");
  await page.getByRole("button", { name: "Close" }).click();
  await expect(page.getByText("Your scenario has a mistake")).toBeVisible();
  await expect(page.locator(".torn-label")).toHaveCount(1);
});

test("a widget that the program does not have is named below, and the form offers the trace lines there are", async ({ page }) => {
  await open(page);
  await edit(page);
  const before = await yaml(page).inputValue();
  await yaml(page).fill(`${before}widgets:\n  - kind: leaderbord\n`);
  await expect(dialog(page).getByRole("status")).toHaveText('widgets[0].kind: The program has no widget of the kind "leaderbord". Did you mean "leaderboard"?');
  const form = dialog(page).getByRole("region", { name: "Form" });
  await form.getByRole("combobox", { name: "When: form" }).selectOption({ label: "A trace line of this kind was written" });
  await form.getByRole("combobox", { name: "Line", exact: true }).selectOption("process-suspended");
  await expect(yaml(page)).toHaveValue(/when: \{ line: process-suspended/);
});

test("interventions and answers of the server are edited in the form, and the run meets them at once", async ({ page }) => {
  await open(page);
  await edit(page);
  const form = dialog(page).getByRole("region", { name: "Form" });
  await form.getByRole("button", { name: "Remove: Interventions 1" }).click();
  await expect(yaml(page)).not.toHaveValue(/interventions/);
  await form.getByRole("button", { name: "Add to interventions" }).click();
  await form.getByRole("combobox", { name: "When: form" }).selectOption({ label: "At a virtual time since the start" });
  await form.getByRole("textbox", { name: "At", exact: true }).fill("90s");
  await form.getByRole("textbox", { name: "At", exact: true }).press("Tab");
  await form.getByRole("combobox", { name: "Do", exact: true }).selectOption({ label: "Lock the device" });
  await expect(yaml(page)).toHaveValue(/interventions:\n {2}- when: \{ at: 90s \}\n {4}do: lock\n/);
  await form.getByRole("button", { name: "Add to server" }).click();
  await form.getByRole("combobox", { name: "Answer: form" }).selectOption({ label: "one" });
  await form.getByRole("textbox", { name: "Status" }).fill("503");
  await form.getByRole("textbox", { name: "Status" }).press("Tab");
  await form.getByRole("textbox", { name: "Delay" }).fill("3s");
  await form.getByRole("textbox", { name: "Delay" }).press("Tab");
  await expect(yaml(page)).toHaveValue(/status: 503/);
  await expect(yaml(page)).toHaveValue(/delay: 3s/);
  await page.getByRole("button", { name: "Close" }).click();
  await page.getByRole("button", { name: "Trace" }).click();
  await expect(page.getByRole("button", { name: /answers 503/ }).first()).toBeVisible();
});

test("all settings are there when asked for, with their help, and a scenario can be downloaded", async ({ page }) => {
  await open(page);
  await edit(page);
  await expect(dialog(page).getByRole("textbox", { name: "Wake runtime" })).toHaveCount(0);
  await dialog(page).getByRole("checkbox", { name: "show all settings" }).check();
  await expect(dialog(page).getByRole("textbox", { name: "Wake runtime" })).toHaveAccessibleDescription(/How long a wake for background events may run.*assumed/);
  expect(await dialog(page).locator(".field").count()).toBeGreaterThan(50);
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download scenario.yaml" }).click();
  expect((await download).suggestedFilename()).toBe("scenario.yaml");
});

test("a copy that takes the place of an earlier own scenario can be given back", async ({ page }) => {
  await open(page);
  await page.getByRole("button", { name: "Turn off: Terminate the extension" }).click();
  await expect(scenario(page).locator("option:checked")).toHaveText("Terminated and relaunched (yours)");
  await scenario(page).selectOption({ label: "Suspended" });
  await page.getByRole("button", { name: "Turn off: Suspend the extension" }).click();
  await expect(scenario(page).locator("option:checked")).toHaveText("Suspended (yours)");
  await page.getByRole("button", { name: "Take it back" }).click();
  await expect(scenario(page).locator("option:checked")).toHaveText("Terminated and relaunched (yours)");
});

test("the settings that a scenario uses are shown where it is chosen", async ({ page }) => {
  await open(page);
  await scenario(page).selectOption({ label: "Calm" });
  await page.getByRole("button", { name: "About this scenario" }).click();
  await expect(page.getByRole("dialog", { name: "About this scenario" })).toContainText("graceAfterAnswer: 2m");
});

test("schema and YAML are fetched only for a scenario of one's own", async ({ page }) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await open(page);
  expect(asked.filter((url) => /\/(own|ScenarioEditor|Menu|Quick)\.[^/]*\.js/.test(url))).toEqual([]);
  await edit(page);
  expect(asked.some((url) => /\/own\.[^/]*\.js/.test(url))).toBe(true);
});

/** Types an address of another origin into the program. */
async function elsewhere(page: Page): Promise<void> {
  await open(page);
  await page.getByRole("tab", { name: "Downloads.ts" }).click();
  const button = page.getByRole("button", { name: "Edit", exact: true });
  if (await button.isVisible()) await button.click();
  await expect(page.locator(".monaco.ready .view-lines")).toBeVisible({ timeout: 20_000 });
  await current(page);
  await page.locator(".monaco .overflow-guard").click({ position: { x: 200, y: 100 } });
  await page.keyboard.press("Control+Home");
  for (let row = 1; row < 15; row++) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Home");
  await page.keyboard.press("Shift+End");
  await page.keyboard.insertText('const ADDRESS = new URL("https://other.example/scores.json");');
  await expect(page.getByText("The program wants data from")).toContainText("https://other.example");
}

// The page of this test may ask no other origin for anything: the stand-in must not.
test("another origin is not asked before it is allowed, and the stand-in asks nobody", async ({ page }) => {
  await elsewhere(page);
  await page.getByRole("button", { name: "Trace" }).click();
  await expect(page.getByRole("button", { name: /you have not allowed https:\/\/other\.example yet/ }).first()).toBeVisible();
  await page.getByRole("button", { name: "Use the stand-in" }).click();
  await expect(page.getByText("The program wants data from")).toHaveCount(0);
  await expect(page.getByRole("button", { name: /answers 200 with 2 bytes \(stand-in\)/ }).first()).toBeVisible();
});

test("while another origin is not answered about, nothing is judged and nothing is explored", async ({ page }) => {
  test.setTimeout(60_000);
  await elsewhere(page);
  const explorer = page.getByRole("region", { name: "Explorer" });
  const rules = page.getByRole("region", { name: "Rules" });
  await expect(rules.getByRole("heading", { level: 2 })).toHaveText("Waiting for your answer about other.example");
  await expect(rules.locator("[data-status='passed']")).toHaveCount(0);
  await expect(explorer).toContainText("Waiting for your answer about other.example: nothing is explored before.");
  // Longer than the explorer waits before it begins.
  await page.waitForTimeout(1500);
  await expect(explorer).toHaveAttribute("data-explorer", "waiting");
  await expect(explorer).not.toContainText("Safe");
  await page.getByRole("button", { name: "Use the stand-in" }).click();
  await expect(rules.getByRole("heading", { level: 2 })).not.toContainText("Waiting");
  await expect(explorer).toHaveAttribute("data-explorer", "done", { timeout: 30_000 });
});

free("an origin that was allowed is asked, is remembered, and offers the stand-in when it refuses", async ({ page, context }) => {
  let answers = true;
  const asked: string[] = [];
  await context.route("https://other.example/**", async (route) => {
    asked.push(route.request().url());
    if (answers) await route.fulfill({ json: { players: [] }, headers: { "access-control-allow-origin": "*" } });
    else await route.abort("connectionrefused");
  });
  await elsewhere(page);
  expect(asked).toEqual([]);
  await page.getByRole("button", { name: "Allow this address" }).click();
  await page.getByRole("button", { name: "Trace" }).click();
  await expect(page.getByRole("button", { name: "answers 200 with 14 bytes" }).first()).toBeVisible();
  expect(asked.length).toBeGreaterThan(0);
  answers = false;
  await page.getByRole("button", { name: "Run", exact: true }).last().click();
  await expect(page.getByText("could not be loaded: refused")).toBeVisible();
  await expect(page.getByText("The program wants data from")).toHaveCount(0);
  await page.getByRole("button", { name: "Use the stand-in" }).click();
  await expect(page.getByRole("button", { name: /\(stand-in\)/ }).first()).toBeVisible();
});
