/** What lasts, and what comes from elsewhere: attempts, links, zips, folders, samples. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import type { Locator, Page } from "@playwright/test";
import { strToU8, unzipSync, zipSync } from "fflate";
import type { ProgramFile } from "../../runtime/model/program.ts";
import { filesIn } from "../../src/workbench/build-samples.ts";
import { attemptKey, hashOf, type Attempt } from "../../src/workbench/keep/attempts.ts";
import { encodeLink } from "../../src/workbench/keep/link.ts";
import { expect, test } from "./console.ts";

// Several editors and reloads in one test: more than the usual time, on a busy machine.
test.describe.configure({ timeout: 90_000 });

const CONTENT = join(import.meta.dirname, "../../content");
const SAMPLE = filesIn(join(CONTENT, "samples/leaderboard"));
const LESSON = "lessons/01-network/03-recreate-the-session";
const LESSON_PAGE = "lessons/network/recreate-the-session/";
const LESSON_START = filesIn(join(CONTENT, LESSON, "start"));

/** The address of what runs code; the editor has workers of its own, which only read it. */
const RUNS = /\/worker[.-][^/]*\.js/;

const bench = (page: Page): Locator => page.locator(".workbench");
const button = (page: Page, name: string): Locator => page.getByRole("button", { name, exact: true });
const rule = (page: Page, id: string): Locator => page.locator(`[data-rule="${id}"]`);
const code = (page: Page): Locator => page.locator(".static, .monaco.ready").last();
const notice = (page: Page, what: string): Locator => page.locator(`[data-notice="${what}"]`);

/** A program with a mark that one sees in Widget.ts. */
const marked = (files: readonly ProgramFile[], mark: string): ProgramFile[] => files.map(({ path, text }) => ({ path, text: path === "Widget.ts" ? `// ${mark}\n${text}` : text }));
const linkOf = (files: readonly ProgramFile[], more: { line?: number; scenario?: unknown; hand?: readonly unknown[] } = {}): string => encodeLink({ files, scenario: more.scenario ?? "kill-relaunch", hand: more.hand ?? [], line: more.line ?? null });

const attemptOf = (place: string, start: readonly ProgramFile[], files: readonly ProgramFile[], more: Partial<Attempt> = {}): Attempt => ({ format: 1, place, title: "Mine", start: hashOf(start), begins: null, files, scenario: null, saved: Date.UTC(2026, 2, 2), asked: true, aside: false, ...more });

async function open(page: Page, address = "playground/"): Promise<void> {
  await page.goto(address);
  await expect(bench(page)).toHaveAttribute("data-hydrated", "true");
}

/** Puts attempts into this browser, as an earlier visit would have left them. */
async function visitedBefore(page: Page, ...attempts: readonly Attempt[]): Promise<void> {
  await page.goto("404.html");
  await page.evaluate((entries) => {
    for (const [key, value] of entries) localStorage.setItem(key as string, value as string);
  }, attempts.map((each) => [attemptKey(each.place, each.start), JSON.stringify(each)]));
}

/** What of the page's live regions is said of something, each of them once. */
const told = (page: Page, what: RegExp): Promise<string[]> => page.locator("[role=status], [role=alert]").evaluateAll((regions, source) => regions.filter((region) => region.getAttribute("aria-live") !== "off").map((region) => region.textContent).filter((text) => new RegExp(source, "i").test(text)), what.source);

const current = (page: Page): Promise<void> => expect(bench(page)).toHaveAttribute("data-status", "current", { timeout: 20_000 });
const stored = (page: Page): Promise<Record<string, string>> => page.evaluate(() => ({ ...localStorage }));

const choice = (page: Page): Locator => page.getByRole("combobox", { name: "Scenario" });
const chips = (page: Page): Locator => page.getByRole("list", { name: "What is done from outside" });

/** The storage takes nothing of the workbench; the site's theme is not what this is about. */
async function refuse(page: Page, error: string): Promise<void> {
  await page.addInitScript((name) => {
    const { getItem, setItem } = Storage.prototype;
    Storage.prototype.setItem = function (key, value) {
      if (key.startsWith("relaunch/")) throw new DOMException("no", name);
      setItem.call(this, key, value);
    };
    Storage.prototype.getItem = function (key) {
      if (key.startsWith("relaunch/") && name === "SecurityError") throw new DOMException("no", name);
      return getItem.call(this, key);
    };
  }, error);
}

/** Opens the editor; one that comes by itself takes the button away. */
async function edit(page: Page): Promise<void> {
  if (await button(page, "Edit").isVisible()) await button(page, "Edit").click({ timeout: 5_000 }).catch(() => {});
  await expect(page.locator(".monaco.ready .view-lines")).toBeVisible({ timeout: 20_000 });
}

/** Types a line at the top of the active file. */
async function type(page: Page, text: string): Promise<void> {
  await edit(page);
  await page.locator(".monaco .overflow-guard").click({ position: { x: 200, y: 100 } });
  await page.keyboard.press("Control+Home");
  await page.keyboard.insertText(`${text}\n`);
}

async function dialog(page: Page): Promise<void> {
  await button(page, "Files and sharing…").click();
  await expect(page.getByRole("dialog", { name: "Files and sharing" })).toBeVisible();
}

test.describe("attempts", () => {
  test("a lesson that has changed since never shows the old attempt as its own, and offers it: beside, over, as a file", async ({ page }) => {
    const old = attemptOf(LESSON, [{ path: "Widget.ts", text: "an older start" }], marked(LESSON_START, "written before"));
    await visitedBefore(page, old);
    await open(page, LESSON_PAGE);
    await expect(notice(page, "changed")).toContainText("This lesson has changed since");
    await expect(code(page)).not.toContainText("written before");
    await expect(page.locator("[data-saved]")).toHaveAttribute("data-saved", "untouched");

    await button(page, "Open it beside").click();
    const both = page.getByRole("dialog");
    await expect(both.getByRole("region", { name: "Earlier: Widget.ts" })).toContainText("// written before");
    await expect(both.getByRole("region", { name: "Now: Widget.ts" })).not.toContainText("written before");
    await both.getByRole("button", { name: "Close" }).last().click();

    const saving = page.waitForEvent("download");
    await button(page, "Export").click();
    const zip = unzipSync(new Uint8Array(readFileSync(await (await saving).path())));
    expect(new TextDecoder().decode(zip["Widget.ts"])).toContain("// written before");

    await button(page, "Take it over").click();
    await expect(code(page)).toContainText("// written before");
    await expect(page.getByText("Saved in this browser")).toBeVisible();
    await expect(notice(page, "changed")).toHaveCount(0);
    // It is still there, and what was there before can be had back.
    expect(Object.keys(await stored(page))).toContain(attemptKey(old.place, old.start));
    await button(page, "Undo taking over the earlier attempt").click();
    await expect(code(page)).not.toContainText("written before");
  });

  test("blocked storage is said, the page works, and the attempt leaves as a file", async ({ page }) => {
    await refuse(page, "SecurityError");
    await open(page, "playground/?sample=session-forgotten");
    await type(page, "// typed");
    await expect(notice(page, "blocked")).toContainText("what you write is lost when the page is closed");
    await expect(page.getByText("Not saved: storage is blocked")).toBeVisible();
    expect(await told(page, /not saved|keeps nothing/)).toHaveLength(1);
    const saving = page.waitForEvent("download");
    await notice(page, "blocked").getByRole("button", { name: "Export progress" }).click();
    expect(JSON.parse(readFileSync(await (await saving).path(), "utf8"))).toMatchObject({ kind: "relaunch-progress", format: 1, attempts: [{ place: "samples/session-forgotten", files: [{ path: "Widget.ts", text: expect.stringMatching(/^\/\/ typed\n/) }, {}, {}] }] });
    await button(page, "Reset all").click();
    await expect(code(page)).not.toContainText("// typed");
    await page.getByRole("button", { name: /^Undo reset of/ }).click();
    await expect(code(page)).toContainText("// typed");
  });

  test("full storage is said; what is typed lives on in the page and leaves as a file", async ({ page }) => {
    await refuse(page, "QuotaExceededError");
    await open(page);
    await type(page, "// typed");
    await expect(notice(page, "full")).toContainText("no room left");
    const saving = page.waitForEvent("download");
    await notice(page, "full").getByRole("button", { name: "Export progress" }).click();
    expect(readFileSync(await (await saving).path(), "utf8")).toContain("// typed");
  });

  test("of two tabs, none writes over the other: one is told, and chooses", async ({ page, context }) => {
    await open(page);
    await type(page, "// from one");
    await expect(page.getByText("Saved in this browser")).toBeVisible();
    const other = await context.newPage();
    await open(other);
    await type(other, "// from the other");
    await expect(other.getByText("Saved in this browser")).toBeVisible();

    await expect(notice(page, "other-tab")).toContainText("Another tab has a newer version of this program");
    await type(page, "// still typing");
    await expect(page.getByText("Not saved: another tab has a newer version")).toBeVisible();
    expect(JSON.stringify(await stored(page))).not.toContain("// still typing");
    expect(await told(page, /another tab/)).toHaveLength(1);
    await button(page, "Take that one").click();
    await expect(code(page)).toContainText("// from the other");
    await page.getByRole("button", { name: "Undo taking the other tab's version" }).click();
    await expect(code(page)).toContainText("// still typing");

    await expect(notice(other, "other-tab")).toBeVisible();
    await button(other, "Keep mine").click();
    await expect(other.getByText("Saved in this browser")).toBeVisible();
    await expect(code(other)).toContainText("// from the other");
    await expect(notice(page, "other-tab")).toBeVisible();
    await other.close();
  });

  test("?fresh begins at the start, reads nothing and keeps nothing", async ({ page }) => {
    await visitedBefore(page, attemptOf("samples/leaderboard", SAMPLE, marked(SAMPLE, "mine")));
    const before = await stored(page);
    await open(page, "playground/?fresh");
    await expect(page.getByText("Fresh: nothing is kept")).toBeVisible();
    await expect(code(page)).not.toContainText("// mine");
    await type(page, "// shown to the class");
    expect(Object.entries(await stored(page)).filter(([key]) => key.startsWith("relaunch/"))).toEqual(Object.entries(before).filter(([key]) => key.startsWith("relaunch/")));
    await open(page);
    await expect(code(page)).toContainText("// mine");
  });

  test("a file, a program and everything can be reset, and each reset taken back, also after a reload", async ({ page }) => {
    const changed = SAMPLE.map(({ path, text }) => ({ path, text: `// mine, ${path}\n${text}` }));
    await visitedBefore(page, attemptOf("samples/leaderboard", SAMPLE, changed), attemptOf(LESSON, LESSON_START, marked(LESSON_START, "lesson")));
    await open(page);
    await edit(page);
    await expect(page.locator(".monaco.ready")).toBeVisible({ timeout: 20_000 });
    await button(page, "Reset file").click();
    await expect(code(page)).not.toContainText("// mine");
    await page.getByRole("tab", { name: "Provider.ts" }).click();
    await expect(code(page)).toContainText("// mine, Provider.ts");
    await button(page, "Undo reset of Widget.ts").click();
    await page.getByRole("tab", { name: "Widget.ts" }).click();
    await expect(code(page)).toContainText("// mine, Widget.ts");

    await dialog(page);
    await button(page, "Reset everything").click();
    await button(page, "Close").click();
    await expect(code(page)).not.toContainText("// mine");
    expect(Object.keys(await stored(page)).filter((key) => key.startsWith("relaunch/1/"))).toEqual([]);
    await page.reload();
    await button(page, "Undo reset of everything").click();
    await expect(code(page)).toContainText("// mine, Widget.ts");
    expect(Object.keys(await stored(page)).filter((key) => key.startsWith("relaunch/1/attempt/"))).toHaveLength(2);
    await button(page, "Redo reset of everything").click();
    await expect(code(page)).not.toContainText("// mine");
  });

  test("progress leaves as one file and comes back in another browser; a bad file changes nothing", async ({ page, browser, baseURL }) => {
    const solution = filesIn(join(CONTENT, LESSON, "solution"));
    await visitedBefore(page, attemptOf(LESSON, LESSON_START, solution, { title: "Third" }));
    await open(page, LESSON_PAGE);
    await current(page);
    await expect(page.locator(".solved")).toBeVisible();
    await dialog(page);
    const saving = page.waitForEvent("download");
    await button(page, "Export progress").click();
    const file = await (await saving).path();

    const elsewhere = await (await browser.newContext({ baseURL: baseURL ?? "" })).newPage();
    await open(elsewhere, LESSON_PAGE);
    await expect(elsewhere.locator(".solved")).toHaveCount(0);
    await dialog(elsewhere);
    const input = elsewhere.locator("[data-open=progress]");
    await input.setInputFiles({ name: "bad.json", mimeType: "application/json", buffer: Buffer.from('{"kind":"relaunch-progress","format":1,"attempts":[{"__proto__":{}}]') });
    await expect(elsewhere.locator(".said.problem")).toContainText("bad.json: This file is no JSON, or it is cut off. Nothing was changed.");
    await input.setInputFiles({ name: "progress.json", mimeType: "application/json", buffer: readFileSync(file) });
    await expect(elsewhere.getByText("Imported 1 attempt and 1 solved lesson; 0 were here already.")).toBeVisible();
    await button(elsewhere, "Close").click();
    await expect(elsewhere.locator(".solved")).toBeVisible();
    await current(elsewhere);
    await expect(rule(elsewhere, "session-recreated")).toHaveAttribute("data-status", "passed");

    // Where both differ, it asks.
    const theirs = readFileSync(file, "utf8").replaceAll("import {", "// theirs\\nimport {");
    await dialog(elsewhere);
    await input.setInputFiles({ name: "progress.json", mimeType: "application/json", buffer: Buffer.from(theirs) });
    await expect(elsewhere.locator("[data-import=choose]")).toContainText("differs from what is kept here");
    await button(elsewhere, "Take the file's").click();
    await button(elsewhere, "Close").click();
    await expect(code(elsewhere)).toContainText("// theirs");
    await button(elsewhere, "Undo import").click();
    await expect(code(elsewhere)).not.toContainText("// theirs");
    await elsewhere.context().close();
  });
});

test.describe("links", () => {
  const asked = (page: Page): string[] => {
    const urls: string[] = [];
    page.on("request", (request) => urls.push(request.url()));
    return urls;
  };

  test("code from a link is shown and not run until Run is pressed; then it stands at the link's event, and a reload need not ask again", async ({ page }) => {
    const urls = asked(page);
    const broken = SAMPLE.map(({ path, text }) => ({ path, text: text.replace("if (completion !== null) DispatchQueue.main.async(completion);", "void completion;") }));
    await open(page, `playground/${linkOf(marked(broken, "from afar"), { line: 20, hand: [{ when: { step: 5 }, do: "lock", by: "hand", optional: true }] })}`);
    const region = page.getByRole("region", { name: "Code from a link" });
    await expect(region).toContainText("This program came with a link");
    await expect(code(page)).toContainText("// from afar");
    await expect(page.locator(".chips li.hand")).toContainText("Lock the device");
    await expect(page.getByRole("heading", { name: "Nothing of this program was run yet" })).toBeVisible();
    // What else one may touch does not run it either.
    await expect(page.getByRole("button", { name: "Step forward" })).toBeHidden();
    await button(page, "Suspend").click({ force: true });
    // To move what came with it would need a run.
    await page.locator(".chips li.hand .body").press("ArrowRight");
    for (const key of ["k", "x"]) await page.keyboard.press(key);
    await page.getByRole("combobox", { name: "Scenario" }).selectOption({ label: "Calm" });
    await page.getByRole("combobox", { name: "Scenario" }).selectOption({ label: "Terminated and relaunched" });
    await expect(bench(page)).toHaveAttribute("data-status", "built");
    expect(urls.filter((url) => url.includes("/api/") || RUNS.test(url))).toEqual([]);
    expect(Object.keys(await stored(page)).filter((key) => key.startsWith("relaunch/1/"))).toEqual([]);

    await region.getByRole("button", { name: "Run" }).click();
    await current(page);
    await expect(rule(page, "completion-called")).toHaveAttribute("data-status", "failed");
    await expect(page.getByRole("slider", { name: "Event" })).toHaveValue("20");
    expect(urls.filter((url) => url.includes("/api/scores/today.json"))).not.toEqual([]);
    await page.reload();
    await current(page);
    await expect(rule(page, "completion-called")).toHaveAttribute("data-status", "failed");
    await expect(region).toHaveCount(0);
  });

  test("until a link's program is run, what needs an event is off and says why; then it is there", async ({ page }) => {
    await open(page, `playground/${linkOf(marked(SAMPLE, "from afar"))}`);
    const region = page.getByRole("region", { name: "Code from a link" });
    await expect(region).toBeVisible();
    const all = ["Suspend", "Terminate", "Relaunch", "More interventions", "Branch here"].map((name) => button(page, name));
    for (const each of all) {
      await expect(each).toBeDisabled();
      await expect(each).toHaveAccessibleDescription("Nothing of this program was run yet: press Run first");
      expect(await each.evaluate((element) => getComputedStyle(element).opacity)).not.toBe("1");
      // It can be reached and heard, and does nothing.
      await each.focus();
      await page.keyboard.press("Enter");
    }
    for (const key of ["z", "x", "l", "b"]) await page.keyboard.press(key);
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await expect(page.locator(".chips li.hand")).toHaveCount(0);
    await button(page, "Device and network").click();
    await expect(page.getByRole("radio", { name: "from here on: Nothing of this program was run yet" })).toBeDisabled();
    await expect(page.getByRole("radio", { name: "from the start" })).toBeChecked();
    await page.keyboard.press("Escape");

    await region.getByRole("button", { name: "Run" }).click();
    await current(page);
    for (const each of all) await expect(each).toBeEnabled();
    await expect(button(page, "Suspend")).toHaveAccessibleDescription("suspend the extension now (z)");
    await button(page, "Branch here").click();
    await expect(page.getByRole("img", { name: /^What would have happened/ })).toBeVisible();
    await button(page, "More interventions").click();
    await page.locator("[data-do=lock]").click();
    await page.getByRole("slider", { name: "Event" }).fill("20");
    await page.keyboard.press("z");
    await expect(page.locator(".chips li.hand")).toHaveCount(2);
  });

  test("one's own attempt is untouched by a link, and is there again when it is left", async ({ page }) => {
    await visitedBefore(page, attemptOf("samples/leaderboard", SAMPLE, marked(SAMPLE, "mine")));
    await open(page, `playground/${linkOf(marked(SAMPLE, "theirs"))}`);
    await expect(code(page)).toContainText("// theirs");
    await page.getByRole("button", { name: /^Leave it/ }).click();
    await expect(code(page)).toContainText("// mine");
    expect(page.url()).not.toContain(linkOf(marked(SAMPLE, "theirs")));
    await current(page);
  });

  test("code from a link reaches neither page nor storage nor network, before Run and after", async ({ page }) => {
    const urls = asked(page);
    const hostile = SAMPLE.map(({ path, text }) => ({
      path,
      text: path !== "Widget.ts" ? text : `${text}
const globals = globalThis as any;
const names = ["window", "document", "localStorage", "indexedDB", "fetch", "XMLHttpRequest", "WebSocket", "postMessage", "importScripts", "process", "require", "navigator", "caches", "Worker"];
console.log("reached: " + names.filter((name) => typeof globals[name] !== "undefined").join(","));
try { console.log("made: " + typeof globals.constructor.constructor("return this")().document); } catch (error) { console.log("made: " + error); }
({} as any).__proto__.polluted = 1;`,
    }));
    await open(page, `playground/${linkOf(hostile)}`);
    await page.getByRole("region", { name: "Code from a link" }).getByRole("button", { name: "Run" }).click();
    await current(page);
    await button(page, "Trace").click();
    await expect(page.getByRole("button", { name: /reached:/ }).first()).toHaveText(/reached:\W*$/);
    await expect(page.getByRole("button", { name: /made:/ }).first()).toHaveText(/made: undefined/);
    expect(await page.evaluate(() => ({ ...document.body.dataset, polluted: ({} as { polluted?: number }).polluted ?? null }))).toEqual({ polluted: null });
    expect(Object.keys(await stored(page)).filter((key) => !key.startsWith("relaunch/") && !key.startsWith("starlight"))).toEqual([]);
    const origin = new URL(page.url()).origin;
    expect(urls.filter((url) => /^https?:/.test(url) && !url.startsWith(origin))).toEqual([]);
  });

  test("downloads never send credentials", async ({ page }) => {
    await open(page);
    await page.context().addCookies([{ name: "secret", value: "1", url: page.url() }]);
    const [request] = await Promise.all([page.waitForRequest(/\/api\/scores\/today\.json/), button(page, "Run").last().click()]);
    const headers = await request.allHeaders();
    expect(headers["cookie"]).toBeUndefined();
    expect(headers["authorization"]).toBeUndefined();
    await current(page);
  });

  for (const [what, hash, said] of [
    ["cut off", linkOf(marked(SAMPLE, "x")).slice(0, 60), "The link is damaged"],
    ["of a version that is not known", "#2.abcdef", "The link is of version 2"],
    ["too large", `#1.${"A".repeat(1_000_000)}`, "The link is too large"],
  ] as const) {
    test(`a link that is ${what}: said clearly, nothing run, the page usable`, async ({ page }) => {
      await visitedBefore(page, attemptOf("samples/leaderboard", SAMPLE, marked(SAMPLE, "mine")));
      await open(page, `playground/${hash}`);
      await expect(notice(page, "message")).toContainText(said);
      await expect(notice(page, "message")).toContainText("Nothing of it was run.");
      await expect(code(page)).toContainText("// mine");
      await button(page, "Run").last().click();
      await current(page);
    });
  }

  test("the address changes when the focus leaves, not for each key, and adds nothing to the history", async ({ page }) => {
    await open(page);
    const length = await page.evaluate(() => history.length);
    await type(page, "// typed");
    await page.keyboard.type("abc");
    expect(new URL(page.url()).hash).toBe("");
    await page.getByRole("link", { name: "Rules", exact: true }).first().focus();
    await expect(page).toHaveURL(/#1\.[\w-]+$/);
    expect(await page.evaluate(() => history.length)).toBe(length);
    // One's own address runs without being asked about.
    await page.reload();
    await current(page);
    await expect(page.getByRole("region", { name: "Code from a link" })).toHaveCount(0);
    await expect(code(page)).toContainText("// typed");
    // The same address opened by somebody else does ask.
    const address = page.url();
    const other = await page.context().browser()?.newContext();
    const theirs = await other?.newPage();
    await theirs?.goto(address);
    await expect(theirs?.getByRole("region", { name: "Code from a link" }) as Locator).toBeVisible();
    await other?.close();
  });

  test("a link is copied, short for a changed sample; a long one offers a file and can be copied all the same", async ({ page }) => {
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await visitedBefore(page, attemptOf("samples/leaderboard", SAMPLE, marked(SAMPLE, "short")));
    await open(page);
    await dialog(page);
    await button(page, "Copy link").click();
    await expect(page.getByText("Link copied.")).toBeVisible();
    const address = await page.evaluate(() => navigator.clipboard.readText());
    expect(address).toMatch(/\/playground\/#1\.[\w-]+$/);
    expect(address.length).toBeLessThan(500);
    expect(page.url()).toBe(address);
    // Of a program that was not run there are no findings.
    await current(page);
    await button(page, "Copy as Markdown").click();
    await expect(page.getByText("Markdown copied.")).toBeVisible();
    const markdown = await page.evaluate(() => navigator.clipboard.readText());
    for (const part of ["## Leaderboard, done right, under “Terminated and relaunched”", "### Findings", "### Scenario", "name: kill-relaunch", "**Widget.ts**", "// short"]) expect(markdown).toContain(part);

    const noise = Array.from({ length: 4000 }, (_none, index) => ((index * 2654435761) >>> 7).toString(36)).join(" ");
    await visitedBefore(page, attemptOf("samples/leaderboard", SAMPLE, marked(SAMPLE, noise)));
    await open(page);
    await dialog(page);
    await expect(page.locator("[data-warning=long]")).toContainText("a file is safer");
    const saving = page.waitForEvent("download");
    await button(page, "Save as a file instead").click();
    expect(Object.keys(unzipSync(new Uint8Array(readFileSync(await (await saving).path())))).sort()).toEqual(["Downloads.ts", "Provider.ts", "Widget.ts", "scenario.yaml"]);
    await button(page, "Copy link anyway").click();
    await expect(page.getByText("Link copied.")).toBeVisible();
  });

  test("a link that nobody could open is not offered, and why is said", async ({ page }) => {
    const many = [...SAMPLE, ...Array.from({ length: 48 }, (_none, index) => ({ path: `F${index}.ts`, text: "" }))];
    await visitedBefore(page, attemptOf("samples/leaderboard", SAMPLE, many));
    await open(page);
    await dialog(page);
    await expect(page.locator("[data-warning=unopenable]")).toHaveText("The program has 51 files; at most 50 can be opened, from a link or from a file. Delete what the widget does not need.");
    await expect(button(page, "Copy link")).toBeDisabled();
    await expect(page.getByLabel("Link to this program")).toHaveValue("");
  });

  test("a lesson's program opens in the playground, at the same event, and need not be asked about", async ({ page }) => {
    await visitedBefore(page, attemptOf(LESSON, LESSON_START, marked(LESSON_START, "on the way")));
    await open(page, LESSON_PAGE);
    await current(page);
    await page.getByRole("button", { name: "Last event" }).click();
    const at = await page.getByRole("slider", { name: "Event" }).inputValue();
    await dialog(page);
    await button(page, "Open in the playground").click();
    await page.waitForURL(/playground\/#1\./);
    await current(page);
    await expect(code(page)).toContainText("// on the way");
    await expect(page.getByRole("slider", { name: "Event" })).toHaveValue(at);
  });
});

test.describe("zips and folders", () => {
  const zip = (files: Record<string, string>): Buffer => Buffer.from(zipSync(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, strToU8(text)]))));
  const text = (path: string): string => SAMPLE.find((file) => file.path === path)?.text ?? "";

  async function openZip(page: Page, buffer: Buffer, name = "mine.zip"): Promise<void> {
    await dialog(page);
    await page.locator("[data-open=zip]").setInputFiles({ name, mimeType: "application/zip", buffer });
    await expect(notice(page, "message")).toBeVisible();
  }

  test("a zip becomes the program: its server folder answers, its scenario is taken, HTML in names is text, and it is kept", async ({ page }) => {
    await visitedBefore(page, attemptOf("samples/leaderboard", SAMPLE, marked(SAMPLE, "mine")));
    await open(page);
    const name = "<img src=x onerror=document.title='broken'>.ts";
    await openZip(page, zip({
      "w/Widget.ts": text("Widget.ts"), "w/Provider.ts": text("Provider.ts"), "w/Downloads.ts": text("Downloads.ts"), [`w/${name}`]: "export {};", "w/<b></script>.md": "x",
      "w/server/scores/today.json": JSON.stringify({ updated: "2026-03-02T08:45:00Z", players: [{ name: "Zoë", points: 7 }] }),
      "w/scenario.yaml": "name: mine\ntitle: A day of mine\ninterventions:\n  - when: { idle: with-transfer }\n    do: terminate\n",
    }));
    await expect(notice(page, "message")).toContainText("Opened mine.zip: 5 files. Left out, because it is no part of a program: <b></script>.md.");
    await expect(page.getByRole("tab", { name })).toBeVisible();
    await expect(page.locator("img[src=x]")).toHaveCount(0);
    await expect(page.getByRole("combobox", { name: "Scenario" }).locator("option:checked")).toHaveText("A day of mine");
    await current(page);
    await page.getByRole("button", { name: "Last event" }).click();
    await expect(page.locator(".widget")).toContainText("Zoë");
    expect(await page.title()).not.toBe("broken");
    await page.reload();
    await expect(page.getByRole("tab", { name: "server/scores/today.json" })).toBeVisible();
    await expect(page.getByRole("combobox", { name: "Scenario" }).locator("option:checked")).toHaveText("A day of mine");
    await page.getByRole("button", { name: /^Back to/ }).click();
    await expect(code(page)).toContainText("// mine");
    await dialog(page);
    await page.getByRole("listitem").filter({ hasText: "mine.zip" }).getByRole("button", { name: "Open", exact: true }).click();
    await expect(page.getByRole("tab", { name: "server/scores/today.json" })).toBeVisible();
  });

  for (const [what, files, said] of [
    ["leads out of the program", { "Widget.ts": "", "../../evil.ts": "" }, "The path “../../evil.ts” leads out of the program."],
    ["is a bomb", { "Widget.ts": " ".repeat(5_000_000) }, "Widget.ts has 5,000,000 bytes"],
    ["holds no program", { "<b>Other</b>.ts": "" }, "There is no Widget.ts"],
  ] as const) {
    test(`a zip that ${what} is refused, and nothing of the program is lost`, async ({ page }) => {
      await visitedBefore(page, attemptOf("samples/leaderboard", SAMPLE, marked(SAMPLE, "mine")));
      await open(page);
      await openZip(page, zip(files));
      await expect(notice(page, "message")).toContainText(said);
      await expect(notice(page, "message")).toContainText("Nothing was opened.");
      await expect(code(page)).toContainText("// mine");
    });
  }

  test("a folder is opened, what was downloaded is opened again, and its scenario with it", async ({ page }) => {
    await page.addInitScript(() => Reflect.deleteProperty(window, "showDirectoryPicker"));
    const folder = mkdtempSync(join(tmpdir(), "relaunch-keep-"));
    for (const [path, content] of Object.entries({ "Widget.ts": text("Widget.ts"), "Provider.ts": text("Provider.ts"), "Downloads.ts": `// from a folder\n${text("Downloads.ts")}`, "server/scores/today.json": "{}", "node_modules/x/index.ts": "no", "photo.png": "\u0000" })) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
    await open(page);
    await dialog(page);
    const choosing = page.waitForEvent("filechooser");
    await button(page, "Open a folder…").click();
    await (await choosing).setFiles(folder);
    await expect(notice(page, "message")).toContainText("4 files. Left out, because it is no part of a program: photo.png.");
    await current(page);
    await dialog(page);
    const saving = page.waitForEvent("download");
    await button(page, "Download as zip").click();
    const saved = readFileSync(await (await saving).path());
    expect(Object.keys(unzipSync(new Uint8Array(saved))).sort()).toEqual(["Downloads.ts", "Provider.ts", "Widget.ts", "scenario.yaml", "server/scores/today.json"]);
    await page.locator("[data-open=zip]").setInputFiles({ name: "again.zip", mimeType: "application/zip", buffer: saved });
    await expect(notice(page, "message")).toContainText("Opened again.zip: 4 files.");
    rmSync(folder, { recursive: true, force: true });
  });
});

test.describe("samples", () => {
  test("the gallery opens a sample with its scenario, its rule finds it, and no text is lost on the way", async ({ page }) => {
    await visitedBefore(page, attemptOf("samples/leaderboard", SAMPLE, marked(SAMPLE, "mine")));
    await open(page);
    await button(page, "Samples…").click();
    await expect(page.locator("[data-sample]")).toHaveCount(11);
    await page.locator("[data-sample=error-page-stored]").click();
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await expect(page).toHaveURL(/\?sample=error-page-stored$/);
    await current(page);
    await expect(rule(page, "status-checked")).toHaveAttribute("data-status", "failed");
    await expect(page.getByRole("combobox", { name: "Scenario" }).locator("option:checked")).toHaveText("Trouble with the server");
    await type(page, "// mine here, too");
    await button(page, "Samples…").click();
    await page.locator("[data-sample=leaderboard]").click();
    await expect(code(page)).toContainText("// mine");
    await expect(code(page)).not.toContainText("here, too");
    await open(page, "playground/?sample=error-page-stored");
    await expect(code(page)).toContainText("// mine here, too");
  });

  test("before a sample has run nothing is said of its rules", async ({ page }) => {
    let come = (): void => {};
    const isHeld = new Promise<void>((resolve) => (come = resolve));
    await page.route(RUNS, (route) => isHeld.then(() => route.continue()));
    await page.goto("playground/?sample=session-forgotten");
    await expect(page.locator(".place")).toHaveText("Departures: the session is forgotten");
    const verdict = page.getByRole("region", { name: "Rules" }).getByRole("heading", { level: 2 });
    await expect(verdict).toHaveText("Nothing of this program was run yet");
    await expect(page.locator("[data-rule]")).toHaveCount(0);
    come();
    await expect(verdict).toHaveText("2 rules are broken");
  });

  for (const width of [1280, 390]) {
    test(`until a program has run, no other's run is shown, and nothing moves when its own comes, at ${width} pixels`, async ({ page }) => {
      await page.setViewportSize({ width, height: 860 });
      let come = (): void => {};
      const isHeld = new Promise<void>((resolve) => (come = resolve));
      await page.route(RUNS, (route) => isHeld.then(() => route.continue()));
      const show = page.locator(".show");
      const untold = async (): Promise<void> => {
        await expect(show).toContainText("The first run of this program comes here.");
        await expect(show.getByRole("option")).toHaveCount(0);
        await expect(show.locator(".name.rule")).toHaveCount(0);
        await expect(page.locator(".sentence")).toHaveText("");
        await expect(page.getByRole("slider", { name: "Event" })).toBeHidden();
        await expect(button(page, "Suspend")).toBeDisabled();
      };
      await page.goto("playground/?sample=session-forgotten");
      await expect(page.locator(".place")).toHaveText("Departures: the session is forgotten");
      await untold();
      await button(page, "Trace").click();
      await untold();
      await button(page, "Picture").click();
      const places = async () => ({ picture: (await show.boundingBox())?.y, pane: (await page.locator(".pane.run").boundingBox())?.height });
      const before = await places();
      come();
      await current(page);
      await expect(page.getByRole("slider", { name: "Event" })).toBeVisible();
      await expect(show.locator(".name.failed").first()).toBeVisible();
      const after = await places();
      expect(after.picture).toBe(before.picture);
      if (width > 800) expect(after.pane).toBe(before.pane);
      else expect(Math.abs((after.pane ?? 0) - (before.pane ?? 0))).toBeLessThan(80);
    });
  }

  test("from one program to another and back, by menu, link and zip, what is shown is its own run or none", async ({ page }) => {
    await open(page);
    await button(page, "Run").click();
    await current(page);
    // What was shown while a run went on, with the program it was said to be of.
    await page.evaluate(() => {
      const seen: string[] = [];
      Object.assign(window, { seen });
      const workbench = document.querySelector(".workbench") as HTMLElement;
      new MutationObserver(() => void seen.push(`${workbench.querySelector(".place")?.textContent} ${workbench.dataset["hash"]}`)).observe(workbench, { attributes: true, childList: true, characterData: true, subtree: true });
    });
    const hash = async (): Promise<string> => (await bench(page).getAttribute("data-hash")) ?? "";
    const seen = (): Promise<string[]> => page.evaluate(() => (window as unknown as { seen: string[] }).seen.splice(0));
    const own = await hash();
    const turn = async (what: () => Promise<void>, name: string | RegExp, from: string): Promise<string> => {
      await what();
      await expect(page.locator(".place")).toHaveText(name);
      await expect.poll(hash).not.toBe(from);
      await current(page);
      await expect.poll(hash).not.toBe("");
      const title = await page.locator(".place").innerText();
      expect((await seen()).filter((each) => each === `${title} ${from}`)).toEqual([]);
      return hash();
    };
    await seen();
    const sample = await turn(async () => {
      await button(page, "Samples…").click();
      await page.locator("[data-sample=session-forgotten]").click();
    }, /^Departures/, own);
    expect(await turn(() => page.getByRole("button", { name: /^Back to/ }).click(), /^Leaderboard/, sample)).toBe(own);
    await expect(page.getByRole("region", { name: "Rules" }).getByRole("heading", { level: 2 })).toHaveText("All rules that were tested hold");
    await dialog(page);
    const broken = zipSync({ "Widget.ts": strToU8("export default class {"), "Other.ts": strToU8("") });
    await page.locator("[data-open=zip]").setInputFiles({ name: "broken.zip", mimeType: "application/zip", buffer: Buffer.from(broken) });
    await expect(page.locator(".show")).toContainText("This program can't be run. Rules says why.");
    await expect(page.getByText("this is an older run")).toHaveCount(0);
    await expect(page.getByRole("region", { name: "Rules" }).getByRole("heading", { level: 2 })).toHaveText("The program can't be run");
    expect(await hash()).toBe("");
  });

  test("a lesson one has worked on shows nothing of its beginning's run before one's own", async ({ page }) => {
    await visitedBefore(page, attemptOf(LESSON, LESSON_START, marked(LESSON_START, "mine")));
    let come = (): void => {};
    const isHeld = new Promise<void>((resolve) => (come = resolve));
    await page.route(RUNS, (route) => isHeld.then(() => route.continue()));
    await page.goto(LESSON_PAGE);
    await expect(page.locator(".show")).toContainText("The first run of this program comes here.");
    come();
    await current(page);
    await expect(page.locator(".show").getByRole("option").first()).toBeAttached();
  });

  test("an address with a sample that is not there says so", async ({ page }) => {
    await open(page, "playground/?sample=../../evil");
    await expect(notice(page, "message")).toContainText("There is no sample “../../evil”");
  });
});

for (const scheme of ["dark", "light"] as const) {
  test(`dialogs and notices have no accessibility faults, ${scheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await visitedBefore(page, attemptOf("samples/leaderboard", [{ path: "Widget.ts", text: "old" }], marked(SAMPLE, "old")), attemptOf("samples/leaderboard", SAMPLE, marked(SAMPLE, "mine")));
    const faults = async (): Promise<string[]> => (await new AxeBuilder({ page }).include(".workbench").analyze()).violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 100)).join(" | ")}`);
    await open(page, `playground/${linkOf(marked(SAMPLE, "theirs"))}`);
    expect(await faults()).toEqual([]);
    await page.getByRole("button", { name: /^Leave it/ }).click();
    await expect(notice(page, "changed")).toBeVisible();
    await dialog(page);
    await expect(button(page, "Copy link")).toBeEnabled();
    expect(await faults()).toEqual([]);
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await expect(button(page, "Files and sharing…")).toBeFocused();
    await button(page, "Samples…").click();
    await expect(page.locator("[data-sample]").first()).toBeVisible();
    expect(await faults()).toEqual([]);
  });
}

test("what was done to another program is taken back there, where one sees it", async ({ page }) => {
  test.setTimeout(60_000);
  await visitedBefore(page, attemptOf("samples/leaderboard", SAMPLE, marked(SAMPLE, "mine")));
  await open(page);
  await button(page, "Reset all").click();
  const undo = page.getByRole("button", { name: /^Undo reset of Leaderboard/ });
  await expect(undo).toBeVisible();
  await button(page, "Samples…").click();
  await page.locator("[data-sample='session-forgotten']").click();
  await expect(undo).toHaveCount(0);
  await page.getByRole("button", { name: /^Back to/ }).click();
  await undo.click();
  await expect(code(page)).toContainText("// mine");
});

test("the scenario that was chosen and what was done by hand are there after a reload, and after a visit to a sample", async ({ page }) => {
  test.setTimeout(60_000);
  await open(page);
  await choice(page).selectOption({ label: "Calm" });
  await current(page);
  await page.getByRole("slider", { name: "Event" }).fill("12");
  await button(page, "Suspend").click();
  await expect(chips(page).getByRole("listitem")).toHaveCount(1);
  await current(page);
  await page.reload();
  await expect(choice(page).locator("option:checked")).toHaveText("Calm");
  await expect(chips(page).getByRole("listitem")).toHaveCount(1);
  await expect(chips(page)).toContainText("Suspend");
  await button(page, "Samples…").click();
  await page.locator("[data-sample='session-forgotten']").click();
  await expect(choice(page).locator("option:checked")).not.toHaveText("Calm");
  await page.getByRole("button", { name: /^Back to/ }).click();
  await expect(choice(page).locator("option:checked")).toHaveText("Calm");
  await expect(chips(page).getByRole("listitem")).toHaveCount(1);
});

test("a scenario of one's own is there after a reload, as it was written", async ({ page }) => {
  test.setTimeout(60_000);
  await open(page);
  await page.getByRole("button", { name: "Edit the scenario" }).click();
  const yaml = page.getByRole("textbox", { name: "The scenario as YAML" });
  await expect(yaml).toHaveValue(/name: my-/);
  await yaml.fill((await yaml.inputValue()).replace(/^title: .*$/m, "title: My own night # a note of mine"));
  await expect(choice(page).locator("option:checked")).toHaveText("My own night");
  await expect.poll(async () => Object.keys(await stored(page)).some((key) => key.includes("/conditions/"))).toBe(true);
  await page.reload();
  await expect(choice(page).locator("option:checked")).toHaveText("My own night");
  await expect(chips(page)).toContainText("Terminate the extension");
  await page.getByRole("button", { name: "Edit the scenario" }).click();
  await expect(yaml).toHaveValue(/# a note of mine/);
  await page.keyboard.press("Escape");
  await choice(page).selectOption({ label: "Terminated and relaunched" });
  await page.reload();
  await expect(choice(page).locator("option:checked")).toHaveText("Terminated and relaunched");
  await expect(choice(page)).toContainText("My own night");
});

test("kept conditions that are damaged are as if there were none", async ({ page }) => {
  await page.goto("404.html");
  await page.evaluate(() => localStorage.setItem("relaunch/1/conditions/samples/leaderboard", '{"format":1,"chosen":{"a":1},"hand":3'));
  await open(page);
  await expect(choice(page).locator("option:checked")).toHaveText("Terminated and relaunched");
});
