/**
 * `npm run bench`: the figures this project promises, measured on this machine, against their bars.
 * `-- --engine` measures the runtime, `-- --explore` the explorer, `-- --page` the pages, `-- --audit` them by Lighthouse; `-- --json` prints the figures as JSON. Nothing is asserted: machines differ, and are noisy.
 */
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { parseArgs } from "node:util";
import { chromium } from "@playwright/test";
import { Engine } from "../runtime/engine/run.ts";
import { Search } from "../runtime/explore/search.ts";
import { EXPLORED } from "../runtime/rules/index.ts";
import { BUILT_IN } from "../runtime/judge/built-in.ts";
import { createJudge } from "../runtime/judge/judge.ts";
import { compile } from "../runtime/languages/typescript/compile.ts";
import { readScenario } from "../runtime/model/scenario.ts";
import { loadBinary } from "../runtime/sandbox/binary-node.ts";
import { createSandbox } from "../runtime/sandbox/sandbox.ts";
import { programIn } from "../runtime/cli/input.ts";
import { browserArguments, findBrowser } from "./browser.mjs";
import { workerAddress } from "./built.mjs";
import { LONG_LINE, LONG_TEXT } from "../tests/support/long-run.ts";
import { build, npm, root, stop } from "./ready.mjs";

const { values } = parseArgs({ options: { json: { type: "boolean" }, engine: { type: "boolean" }, explore: { type: "boolean" }, page: { type: "boolean" }, audit: { type: "boolean" } } });
const SAMPLE = join(root, "content", "samples", "leaderboard");
const program = programIn(SAMPLE);
/** What the site itself serves, without a server. */
const origin = {
  fetch: async ({ url }) => {
    const utf8 = readFileSync(join(root, "public", "api", url.replace("https://api.relaunch.example/", "")), "utf8");
    return { ok: true, status: 200, headers: {}, url, content: { utf8 }, size: Buffer.byteLength(utf8), from: "stand-in" };
  },
};
const figures = [];
const record = (what, value, unit, bar) => figures.push({ what, value: Number(value.toFixed(3)), unit, bar });
/** The same, where more is better. */
const recordRate = (what, value, unit, least) => figures.push({ what, value: Math.round(value), unit, least });
const percentile95 = (numbers) => [...numbers].sort((one, other) => one - other)[Math.ceil(numbers.length * 0.95) - 1];
const median = (numbers) => [...numbers].sort((one, other) => one - other)[numbers.length >> 1];

async function timed(times, work) {
  const taken = [];
  for (let index = 0; index < times; index++) {
    const start = performance.now();
    await work(index);
    taken.push(performance.now() - start);
  }
  return median(taken);
}

const binary = await loadBinary();

async function warmRun() {
  const judge = await createJudge(binary);
  const scenario = BUILT_IN.find(({ name }) => name === "kill-relaunch");
  const once = () => judge.run(program, scenario, { origin });
  await timed(10, once);
  record("kill-relaunch, warm, in Node, median", await timed(100, once), "ms", 20);
  judge.dispose();
}

async function lives() {
  record("create an interpreter, the SDK included, median", await timed(15, async () => (await createSandbox(binary)).dispose()), "ms", 30);
  const sandbox = await createSandbox(binary);
  const compiled = compile(program);
  const { guest } = sandbox.guest(compiled.program);
  // A callback that looks like no other is not known yet: each really starts a life from the launch image.
  const main = (index) => guest.advance(guest.root, { kind: "callback", now: 0, callback: { name: "main", index } }, () => null);
  await timed(20, main);
  record("begin a new life from the launch image, main() included, median", await timed(200, (index) => main(index + 1000)), "ms", 5);
  sandbox.dispose();
}

/** A widget that starts so many downloads at once, with small answers. */
const many = (count) => ({ files: [{ path: "Widget.ts", text: `import { StaticConfiguration, Timeline, TimelineReloadPolicy } from "WidgetKit";
import { URLSession, URLSessionConfiguration } from "Foundation";
import { Text } from "SwiftUI";
const configuration = URLSessionConfiguration.background({ withIdentifier: "bench" });
configuration.httpMaximumConnectionsPerHost = ${count};
const session = new URLSession({ configuration, delegate: { urlSessionTaskDidCompleteWithError() {} }, delegateQueue: null });
let started = false;
const provider = {
  placeholder: () => ({ date: new Date() }),
  getSnapshot(context, completion) { completion({ date: new Date() }); },
  getTimeline(context, completion) {
    if (!started) for (let n = 0; n < ${count}; n++) session.downloadTask({ with: "https://api.relaunch.example/" + n + ".json" }).resume();
    started = true;
    completion(new Timeline({ entries: [{ date: new Date() }], policy: TimelineReloadPolicy.never }));
  },
};
export default new StaticConfiguration({ kind: "bench", provider }, () => Text("x"));` }] });

async function crowds() {
  const cost = async (count) => {
    const reading = readScenario({ name: "bench", settings: { graceAfterAnswer: "5m", limiterStart: "0s" }, server: [{ match: "*", answer: { body: "{}" } }] });
    const judge = await createJudge(binary);
    let steps = 0;
    const once = async () => {
      const result = await judge.run(many(count), reading.scenario, { origin });
      steps = result.run.worlds.length;
    };
    await once();
    // What earlier measurements have left behind is no cost of these.
    global.gc?.();
    const taken = await timed(count > 100 ? 7 : 100, once);
    judge.dispose();
    return { each: taken / steps, steps };
  };
  const few = await cost(10);
  const crowd = await cost(1000);
  record(`a step with 1,000 downloads under way (${crowd.steps} steps) against 10 (${few.steps})`, crowd.each / few.each, "times", 3);
}

/** A widget that starts so many downloads whose end nobody hears: only the network and the timers are left to order. */
const unheard = (count) => ({ files: [{ path: "Widget.ts", text: many(count).files[0].text.replace("{ urlSessionTaskDidCompleteWithError() {} }", "{}").replace("const session", "configuration.sessionSendsLaunchEvents = false;\nconst session") }] });

/** A correct widget that starts so many downloads, and keeps each where it belongs. */
const several = (count) => ({ files: [{ path: "Widget.ts", text: `import { StaticConfiguration, Timeline, TimelineReloadPolicy, WidgetCenter } from "WidgetKit";
import { FileManager, NSObject, URLSession, URLSessionConfiguration, UserDefaults } from "Foundation";
import { Text } from "SwiftUI";
const ID = "several";
const file = (name) => FileManager.default.containerURL({ forSecurityApplicationGroupIdentifier: "group.several" }).appendingPathComponent(name);
class Net extends NSObject {
  done = null;
  isFinished = false;
  made = null;
  get session() {
    if (this.made === null) {
      const configuration = URLSessionConfiguration.background({ withIdentifier: ID });
      configuration.sharedContainerIdentifier = "group.several";
      this.made = new URLSession({ configuration, delegate: this, delegateQueue: null });
    }
    return this.made;
  }
  urlSessionDownloadTaskDidFinishDownloadingTo(session, task, location) { FileManager.default.replaceItemAt(file(task.taskDescription), { withItemAt: location }); }
  urlSessionTaskDidCompleteWithError(session, task, error) { if (this.done === null) WidgetCenter.shared.reloadAllTimelines(); }
  urlSessionDidFinishEventsForBackgroundURLSession(session) {
    WidgetCenter.shared.reloadAllTimelines();
    this.isFinished = this.done === null;
    this.done?.();
    this.done = null;
  }
}
const net = new Net();
const defaults = new UserDefaults({ suiteName: "group.several" });
const names = Array.from({ length: ${count} }, (_none, index) => index + ".json");
const provider = {
  placeholder: () => ({ date: new Date(), size: 0 }),
  getSnapshot(context, completion) { completion({ date: new Date(), size: 0 }); },
  getTimeline(context, completion) {
    const asked = defaults.object({ forKey: "asked" });
    const isOld = !(asked instanceof Date) || new Date().timeIntervalSince(asked) > 900;
    if (isOld) defaults.set(new Date(), { forKey: "asked" });
    for (const name of isOld ? names : []) {
      const task = net.session.downloadTask({ with: "https://api.relaunch.example/" + name });
      task.taskDescription = name;
      task.resume();
    }
    const size = names.filter((name) => FileManager.default.fileExists({ atPath: file(name) })).length;
    completion(new Timeline({ entries: [{ date: new Date(), size }], policy: TimelineReloadPolicy.after(new Date().addingTimeInterval(3600)) }));
  },
};
export default new StaticConfiguration({ kind: "several", provider }, (entry) => Text(String(entry.size)))
  .onBackgroundURLSessionEvents({ matching: ID }, (identifier, completion) => {
    if (net.isFinished) completion();
    else net.done = completion;
    net.isFinished = false;
    void net.session;
  });` }] });

/** A whole day, hour by hour: every callback's answer is known already, so this is the engine alone. */
async function days() {
  const scenario = BUILT_IN.find(({ name }) => name === "day-at-home");
  const source = { files: program.files.map((file) => (file.path === "Provider.ts" ? { ...file, text: file.text.replace("60 * 60", "24 * 60") } : file)) };
  const judge = await createJudge(binary);
  const once = () => judge.run(source, scenario, { origin });
  await timed(5, once);
  record("day-at-home: 24 virtual hours and 60 reloads, warm, median", await timed(20, once), "ms", 100);
  judge.dispose();

  const compiled = compile(source).program;
  const sandbox = await createSandbox(binary);
  const { guest } = sandbox.guest(compiled);
  const answers = {};
  const play = () => {
    const engine = new Engine({ ...scenario, until: scenario.until }, guest);
    for (let need = engine.advance(); need !== null; need = engine.advance()) engine.supply(answers[need.request.url]);
    return engine.recorded;
  };
  answers["https://api.relaunch.example/scores/today.json"] = await origin.fetch({ url: "https://api.relaunch.example/scores/today.json", method: "GET", headers: {}, body: null });
  for (let index = 0; index < 10; index++) play();
  const taken = await timed(40, async () => void play());
  recordRate("engine steps a second, warm, guest known", play().worlds.length / (taken / 1000), "a second", 200_000);

  const kept = [];
  global.gc?.();
  global.gc?.();
  const before = process.memoryUsage().heapUsed;
  let steps = 0;
  for (let index = 0; index < 40; index++) {
    const recorded = play();
    steps += recorded.worlds.length;
    kept.push(recorded);
  }
  // What the first collection leaves behind it only finds the second time.
  global.gc?.();
  global.gc?.();
  record("memory of a recorded step, lines included", (process.memoryUsage().heapUsed - before) / steps / 1000, "kB", 1);
  kept.length = 0;
  sandbox.dispose();
}

/** The same program, asked for timelines over and over, for so many virtual hours. */
async function length() {
  const source = `import { StaticConfiguration, Timeline, TimelineReloadPolicy } from "WidgetKit";
import { UserDefaults } from "Foundation";
import { Text } from "SwiftUI";
const defaults = new UserDefaults({ suiteName: "group.bench" });
const provider = {
  placeholder: () => ({ date: new Date() }),
  getSnapshot: (context, completion) => completion({ date: new Date() }),
  getTimeline(context, completion) {
    for (let n = 0; n < 10; n++) defaults.set(n, { forKey: "n" });
    completion(new Timeline({ entries: [{ date: new Date() }], policy: TimelineReloadPolicy.after(new Date().addingTimeInterval(600)) }));
  },
};
export default new StaticConfiguration({ kind: "bench", provider }, () => Text("x"));`;
  const cost = async (hours) => {
    const reading = readScenario({ name: "bench", continueAtRest: true, until: `${hours}h`, settings: { dailyReloadBudget: 1000 } });
    const judge = await createJudge(binary);
    const once = () => judge.run({ files: [{ path: "Widget.ts", text: source }] }, reading.scenario, { origin });
    const { run } = await once();
    const taken = await timed(7, once);
    judge.dispose();
    return { steps: run.worlds.length, each: taken / run.worlds.length };
  };
  const [short, long] = [await cost(1), await cost(119)];
  record(`a step in a run of ${long.steps} steps against one in a run of ${short.steps}`, long.each / short.each, "times", 2);
}

/** The explorer: the states of a search a second and their size, and a program's verdict from a cold start. */
async function exploring() {
  const scenario = readScenario({ name: "bench", server: [{ match: "*", answer: { body: "{}" } }] }).scenario;
  const search = async (source, bound) => {
    const sandbox = await createSandbox(binary);
    const { guest } = sandbox.guest(compile(source).program);
    const found = new Search(scenario, guest, { bound, strikes: ["terminate", "suspend"], rules: EXPLORED, states: 1_000_000, compares: false, stepwise: true });
    const start = performance.now();
    while (!found.isDone && !found.isFull) found.advance(1000);
    const taken = performance.now() - start;
    sandbox.dispose();
    return { found, taken };
  };
  await search(unheard(5), 0);
  const { found, taken } = await search(unheard(7), 0);
  recordRate(`explorer: states a second (${found.graph.states} states, ${found.graph.edges} edges)`, found.graph.states / (taken / 1000), "a second", 60_000);
  record("explorer: memory a state", found.graph.bytes / found.graph.states, "bytes", 500);
  const verdict = async (program) => {
    const start = performance.now();
    const judge = await createJudge(binary);
    const { explored } = await judge.explore(program, scenario, { origin, bound: 2 });
    const taken = performance.now() - start;
    judge.dispose();
    return { taken, coverage: explored.coverage };
  };
  for (const [what, program, bar] of [["1 download", several(1), 300], ["3 downloads that nobody handles", many(3), 300], ["3 downloads", several(3), 300], ["4 downloads that nobody handles", many(4), 1000], ["4 downloads", several(4), 1000]]) {
    const { taken, coverage } = await verdict(program);
    record(`explorer: ${what}, at most 2 interventions, in Node, the interpreter's start included ${size(coverage)}`, taken, "ms", bar);
  }
}

const size = ({ states, entries }) => `(${states} states, ${entries} calls)`;

const freePort = () => new Promise((resolve) => {
  const probe = createServer().listen(0, "127.0.0.1", () => {
    const { port } = probe.address();
    probe.close(() => resolve(port));
  });
});

const LESSON = "lessons/network/recreate-the-session/";

/** The built site on a port of its own, while something is done with it. */
async function served(work) {
  if (!build()) stop("The site could not be built; the message is above.");
  const port = await freePort();
  const server = spawn(process.execPath, [join(root, "scripts", "serve.mjs"), "--port", String(port)], { stdio: ["ignore", "pipe", "inherit"] });
  await new Promise((resolve) => server.stdout.once("data", resolve));
  try {
    await work(`http://127.0.0.1:${port}/`);
  } finally {
    server.kill();
  }
}

async function inBrowser(site) {
  const browser = await chromium.launch({ executablePath: (await findBrowser()) ?? undefined, args: browserArguments });
  try {
    await sizes(await browser.newPage(), `${site}${LESSON}`);
    await firstSight(browser, `${site}${LESSON}`);
    await opening(browser, `${site}${LESSON}`);
    await keystrokes(await browser.newPage(), `${site}playground/`);
    await travel(await browser.newPage(), `${site}playground/`);
    await explored(await browser.newPage(), site);
  } finally {
    await browser.close();
  }
}

/** Verdicts in Chromium, by the worker that ships with the site: from its start to its answer, interpreter and compiler included, and from a worker that has answered before, as in typing. */
async function explored(page, site) {
  await page.goto(`${site}playground/`);
  const scenario = readScenario({ name: "bench", server: [{ match: "*", answer: { body: "{}" } }] }).scenario;
  const requests = [["1 download", several(1)], ["3 downloads that nobody handles", many(3)], ["3 downloads", several(3)]];
  for (const [what, program] of requests) {
    const [cold, warm] = await page.evaluate(async ({ address, programs, scenario }) => {
      const start = performance.now();
      const made = new Worker(address, { type: "module", name: `${location.origin}/` });
      const explore = async (program, id) => {
        const answered = new Promise((resolve) => made.addEventListener("message", ({ data }) => data?.id === id && resolve(data.value)));
        made.postMessage({ id, type: "APPLY", path: ["explore"], argumentList: [{ type: "RAW", value: { program, scenario, bound: 2 } }] });
        return (await answered).coverage;
      };
      const cold = { coverage: await explore(programs[0], "cold"), taken: performance.now() - start };
      const again = performance.now();
      const warm = { coverage: await explore(programs[1], "warm"), taken: performance.now() - again };
      made.terminate();
      return [cold, warm];
      // Another program: of this one everything is known.
    }, { address: workerAddress(), programs: [program, edited(program)], scenario });
    record(`explorer: ${what}, at most 2 interventions, in Chromium, the worker's start included ${size(cold.coverage)}`, cold.taken, "ms", 300);
    record(`explorer: ${what}, at most 2 interventions, in Chromium, in a worker that has answered before ${size(warm.coverage)}`, warm.taken, "ms", 300);
  }
  await page.close();
}

/** The same program with another text. */
const edited = ({ files: [file, ...others] }) => ({ files: [{ ...file, text: `// edited\n${file.text}` }, ...others] });

/** Lighthouse is 170 MB with what it needs: it is fetched for this, and is no dependency. */
const LIGHTHOUSE = "lighthouse@13";
const OTHERS = ["accessibility", "best-practices", "seo"];

/** Lighthouse on the four kinds of pages, as on a desk and as on a slow phone. */
async function audits(site) {
  const folder = mkdtempSync(join(tmpdir(), "relaunch-audit-"));
  const browser = { CHROME_PATH: (await findBrowser()) ?? chromium.executablePath() };
  const audit = (path, form) => {
    const file = join(folder, "report.json");
    const flags = ["--headless=new", ...browserArguments].join(" ");
    let best = null;
    // The best of three: a busy machine takes away from a score, or loses the whole run, and adds nothing.
    for (let tries = 0; tries < 3 && best?.performance.score !== 1; tries++) {
      const options = ["--quiet", "--no-enable-error-reporting", "--output=json", `--output-path=${file}`, `--chrome-flags=${flags}`, `--only-categories=performance,${OTHERS}`, ...(form === "desktop" ? ["--preset=desktop"] : [])];
      if (npm(["exec", "--yes", "--loglevel=error", `--package=${LIGHTHOUSE}`, "--", "lighthouse", `${site}${path}`, ...options], browser) !== 0) continue;
      const { categories } = JSON.parse(readFileSync(file, "utf8"));
      if ((categories.performance.score ?? -1) > (best?.performance.score ?? -1)) best = categories;
    }
    return best;
  };
  for (const [name, path] of [["home", ""], ["a lesson", LESSON], ["the playground", "playground/"], ["a rule's page", "rules/session-recreated/"]]) {
    const [desk, phone] = [audit(path, "desktop"), audit(path, "phone")];
    if (desk === null || phone === null) {
      console.error(`The audits are left out from ${name} on: ${LIGHTHOUSE} could not be fetched, or gave no score three times.`);
      break;
    }
    recordRate(`audit of ${name}: performance, on a desk`, desk.performance.score * 100, "of 100", 100);
    recordRate(`audit of ${name}: performance, on a slow phone`, phone.performance.score * 100, "of 100", 100);
    recordRate(`audit of ${name}: accessibility, best practices, SEO, the least of both`, Math.min(...OTHERS.flatMap((each) => [desk[each].score, phone[each].score])) * 100, "of 100", 100);
  }
  rmSync(folder, { recursive: true, force: true });
}

/** Scripts that a lesson page asks for before anybody touches it, each compressed as a server would. */
async function sizes(page, address) {
  let bytes = 0;
  page.on("response", async (response) => {
    if (response.request().resourceType() !== "script") return;
    bytes += gzipSync(readFileSync(join(root, "dist", new URL(response.url()).pathname)), { level: 9 }).length;
  });
  await page.goto(address, { waitUntil: "networkidle" });
  const inline = await page.evaluate(() => [...document.querySelectorAll("script:not([src])")].map((script) => script.textContent ?? "").join("\n"));
  record("script of a lesson page before interaction, gzip", (bytes + gzipSync(inline, { level: 9 }).length) / 1000, "kB", 90);
  await page.close();
}

/** When the largest thing of a page has been painted, with nothing cached; a text that is larger and comes later counts anew. */
async function firstSight(browser, address) {
  const painted = [];
  for (let index = 0; index < 7; index++) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    const page = await context.newPage();
    await page.goto(address, { waitUntil: "networkidle" });
    painted.push(await page.evaluate(() => new Promise((resolve) => {
      new PerformanceObserver((list) => resolve(list.getEntries().at(-1).startTime)).observe({ type: "largest-contentful-paint", buffered: true });
    })));
    await context.close();
  }
  record("largest contentful paint of a lesson, cold, in Chromium, median", median(painted), "ms", 800);
}

/** From a click on the code to a caret that takes keys: with nothing fetched, and with the editor's parts fetched. The page measures both itself. */
async function opening(browser, address) {
  const once = async (isWarm) => {
    // A context of its own: nothing is cached.
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.addInitScript(() => {
      window.shift = 0;
      new PerformanceObserver((list) => list.getEntries().forEach(({ value, sources }) => {
        if (sources.some(({ node }) => (node instanceof Element ? node : node?.parentElement)?.closest(".editor"))) window.shift += value;
      })).observe({ type: "layout-shift", buffered: true });
    });
    await page.goto(address, { waitUntil: "networkidle" });
    if (isWarm) {
      await page.hover(".workbench .switch");
      await page.waitForFunction(() => performance.getEntriesByName("relaunch:editor-parts").length > 0);
    }
    await page.locator(".static [data-file]:not([hidden]) .ec-line").nth(5).click();
    await page.waitForFunction(() => performance.getEntriesByName("relaunch:editor").length > 0);
    const taken = await page.evaluate(() => ({ opened: performance.getEntriesByName("relaunch:editor")[0].duration, shift: window.shift }));
    await context.close();
    return taken;
  };
  const cold = [];
  const warm = [];
  for (let index = 0; index < 5; index++) {
    cold.push(await once(false));
    warm.push(await once(true));
  }
  record("click on code to an editor that takes keys, cold, in Chromium, median", median(cold.map(({ opened }) => opened)), "ms", 1500);
  record("click on code to an editor that takes keys, warm, in Chromium, median", median(warm.map(({ opened }) => opened)), "ms", 300);
  record("layout shift of the editor while Monaco replaces the static code, most of ten", Math.max(...[...cold, ...warm].map(({ shift }) => shift)), "", 0);
}

/** From the end of the typing pause to the findings: the page measures it itself. */
async function keystrokes(page, address) {
  await page.goto(address);
  await page.locator('.workbench[data-hydrated="true"]').waitFor();
  await page.getByRole("tab", { name: "Downloads.ts" }).click();
  await page.locator(".monaco.ready .view-lines").waitFor();
  await page.locator('.workbench[data-status="current"]').waitFor();
  await page.locator(".monaco .overflow-guard").click({ position: { x: 200, y: 100 } });
  const taken = [];
  for (let index = 0; index < 60; index++) {
    const count = await page.evaluate(() => performance.getEntriesByName("relaunch:findings").length);
    await page.keyboard.type(index % 2 === 0 ? " " : "\n");
    await page.waitForFunction((before) => performance.getEntriesByName("relaunch:findings").length > before, count);
    taken.push(await page.evaluate(() => performance.getEntriesByName("relaunch:findings").at(-1).duration));
  }
  // The first runs compile the interpreter's code.
  const settled = taken.slice(5).sort((one, other) => one - other);
  record("keystroke to findings, after the typing pause, in Chromium, 95th percentile", settled[Math.ceil(settled.length * 0.95) - 1], "ms", 100);
}

/** The slider is moved once a frame. A frame is measured from the input to when it was painted, and from one to the next. */
async function travel(page, address) {
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto(address);
  await page.locator('.workbench[data-hydrated="true"]').waitFor();
  await page.getByRole("tab", { name: "Provider.ts" }).click();
  await page.locator(".monaco.ready .view-lines").waitFor();
  await page.locator(".monaco .overflow-guard").click({ position: { x: 200, y: 100 } });
  await page.keyboard.press("Control+Home");
  for (let row = 1; row < LONG_LINE; row++) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Home");
  await page.keyboard.press("Shift+End");
  await page.keyboard.insertText(LONG_TEXT);
  await page.getByRole("combobox", { name: "Scenario" }).selectOption({ label: "A day at home" });
  await page.waitForFunction(() => Number(document.querySelector("input.slider")?.max) > 2000);
  // Folded, half of them need no marks: the bar is about all.
  await page.getByRole("button", { name: /^Unfold/ }).click();
  const [close, closeWork] = [await quietest(page, "scrub"), await work(page, "scrub")];
  const [steps, stepsWork] = [await quietest(page, "step"), await work(page, "step")];
  await page.getByRole("button", { name: "Fit", exact: true }).click();
  const [fitted, fittedWork] = [await quietest(page, "scrub"), await work(page, "scrub")];
  for (const [where, { painted, between }, worked] of [["scrub 2,000 events at its natural size", close, closeWork], ["scrub 2,000 events fitted to the window", fitted, fittedWork], ["step through 2,000 events", steps, stepsWork]]) {
    record(`${where}: from input to paint, 95th percentile, the quietest of three`, percentile95(painted), "ms", 16);
    record(`${where}: the main thread's work in a frame, waiting not counted, 95th percentile`, percentile95(worked), "ms", 16);
    if (between !== steps.between) record(`${where}: from frame to frame, 95th percentile, the quietest of three`, percentile95(between), "ms", 16.9);
  }
}

/** What else the machine does only adds to a frame. */
async function quietest(page, how) {
  const tries = [];
  for (let index = 0; index < 3; index++) tries.push(await frames(page, how));
  return tries.sort((one, other) => percentile95(one.painted) - percentile95(other.painted))[0];
}

/** The same frames by the thread's own clock, which stands still while other programs have the processor: what the page itself is to blame for. */
async function work(page, how) {
  const session = await page.context().browser().newBrowserCDPSession();
  const events = [];
  session.on("Tracing.dataCollected", ({ value }) => events.push(...value.filter(({ ph }) => ph === "X")));
  await session.send("Tracing.start", { traceConfig: { includedCategories: ["devtools.timeline", "toplevel"], excludedCategories: ["*"] } });
  await frames(page, how);
  const complete = new Promise((resolve) => session.once("Tracing.tracingComplete", resolve));
  await session.send("Tracing.end");
  await complete;
  await session.detach();
  const begun = events.filter(({ name }) => name === "FireAnimationFrame").sort((one, other) => one.ts - other.ts);
  const tasks = events.filter(({ name, pid, tid }) => name === "ThreadControllerImpl::RunTask" && pid === begun[0].pid && tid === begun[0].tid).sort((one, other) => one.ts - other.ts);
  const taken = begun.map(() => 0);
  let frame = -1;
  for (const { ts, dur, tdur = 0 } of tasks) {
    // The task that a frame begins in is the frame's; so is all up to the next.
    while (frame + 1 < begun.length && begun[frame + 1].ts < ts + dur) frame++;
    if (frame >= 0) taken[frame] += tdur / 1000;
  }
  return taken.slice(WARM, -1);
}

/** Frames that warm up, and frames that count. */
const [WARM, MEASURED] = [30, 180];

/** Moves there and back over the whole run ("scrub"), or one event a frame ("step"). */
const frames = (page, how) =>
  page.evaluate(([way, warm, measured]) => new Promise((resolve) => {
    const slider = document.querySelector("input.slider");
    const last = Number(slider.max);
    const painted = [];
    const between = [];
    let [n, before, began] = [0, 0, 0];
    // A message sent in a frame arrives when the frame has been laid out and painted.
    const channel = new MessageChannel();
    channel.port1.onmessage = () => n > warm && painted.push(performance.now() - began);
    const frame = (now) => {
      if (n > warm) between.push(now - before);
      before = now;
      if (n++ >= warm + measured) return resolve({ painted, between });
      slider.value = String(way === "step" ? n : Math.round((last * (1 - Math.cos((n / measured) * 2 * Math.PI))) / 2));
      began = performance.now();
      slider.dispatchEvent(new Event("input", { bubbles: true }));
      channel.port2.postMessage(0);
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  }), [how, WARM, MEASURED]);

const isAll = !values.engine && !values.explore && !values.page && !values.audit;
if (isAll || values.engine) {
  await warmRun();
  await lives();
  await length();
  await days();
  await crowds();
}
if (isAll || values.explore) await exploring();
if (isAll || values.page) await served(inBrowser);
if (isAll || values.audit) await served(audits);

if (values.json) console.log(JSON.stringify({ node: process.version, figures }, null, 2));
else for (const { what, value, unit, bar, least } of figures) console.log(`${least === undefined ? (value <= bar ? "✓" : "✕") : value >= least ? "✓" : "✕"} ${what}: ${value} ${unit} (${least === undefined ? `bar ${bar}` : `at least ${least}`} ${unit})`);
