/**
 * `npm run bench`: the figures this project promises, measured on this machine, against their bars.
 * `npm run bench -- --json` prints them as JSON; `--engine` and `--explore` measure a part. Nothing is asserted: machines differ, and are noisy.
 */
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:net";
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
import { standInOrigin } from "../runtime/cli/stand-in-origin.ts";
import { browserArguments, findBrowser } from "./browser.mjs";
import { build, root, stop } from "./ready.mjs";

const { values } = parseArgs({ options: { json: { type: "boolean" }, engine: { type: "boolean" }, explore: { type: "boolean" } } });
const SAMPLE = join(root, "content", "samples", "leaderboard");
const program = programIn(SAMPLE);
const origin = standInOrigin(SAMPLE);
const figures = [];
const record = (what, value, unit, bar) => figures.push({ what, value: Number(value.toFixed(3)), unit, bar });
/** The same, where more is better. */
const recordRate = (what, value, unit, least) => figures.push({ what, value: Math.round(value), unit, least });
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
  // A callback at a new instant is not known yet: each really starts a life from the launch image.
  const main = (now) => guest.advance(guest.root, { kind: "callback", now, callback: { name: "main" } }, () => null);
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
      steps = result.run.steps.length;
    };
    await once();
    const taken = await timed(count > 100 ? 3 : 25, once);
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
  recordRate("engine steps a second, warm, guest known", play().steps.length / (taken / 1000), "a second", 200_000);

  const kept = [];
  global.gc?.();
  const before = process.memoryUsage().heapUsed;
  let steps = 0;
  for (let index = 0; index < 40; index++) {
    const recorded = play();
    steps += recorded.steps.length;
    kept.push(recorded);
  }
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
    return { steps: run.steps.length, each: taken / run.steps.length };
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
    const found = new Search(scenario, guest, { bound, strikes: ["terminate", "suspend"], rules: EXPLORED, states: 1_000_000, compares: false });
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
  const verdict = async (count) => {
    const start = performance.now();
    const judge = await createJudge(binary);
    const { explored } = await judge.explore(several(count), scenario, { origin, bound: 2 });
    const taken = performance.now() - start;
    judge.dispose();
    return { taken, states: explored.coverage.states, entries: explored.coverage.entries };
  };
  for (const [count, bar] of [[1, 300], [3, 300], [4, 1000]]) {
    const { taken, states, entries } = await verdict(count);
    record(`explorer: ${count} downloads, at most 2 interventions, in Node, the interpreter's start included (${states} states, ${entries} calls)`, taken, "ms", bar);
  }
}

const freePort = () => new Promise((resolve) => {
  const probe = createServer().listen(0, "127.0.0.1", () => {
    const { port } = probe.address();
    probe.close(() => resolve(port));
  });
});

async function inBrowser() {
  if (!build()) stop("The site could not be built; the message is above.");
  const port = await freePort();
  const server = spawn(process.execPath, [join(root, "scripts", "serve.mjs"), "--port", String(port)], { stdio: ["ignore", "pipe", "inherit"] });
  await new Promise((resolve) => server.stdout.once("data", resolve));
  const browser = await chromium.launch({ executablePath: (await findBrowser()) ?? undefined, args: browserArguments });
  try {
    await sizes(await browser.newPage(), `http://127.0.0.1:${port}/lessons/network/recreate-the-session/`);
    await keystrokes(await browser.newPage(), `http://127.0.0.1:${port}/playground/`);
  } finally {
    await browser.close();
    server.kill();
  }
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
  record("script of a lesson page before interaction, gzip", (bytes + gzipSync(inline, { level: 9 }).length) / 1000, "kB", 120);
  await page.close();
}

/** From the end of the typing pause to the findings: the page measures it itself. */
async function keystrokes(page, address) {
  await page.goto(address);
  await page.getByRole("tab", { name: "Downloads.ts" }).click();
  await page.locator(".monaco.ready .view-lines").waitFor();
  await page.locator('.workbench[data-status="current"]').waitFor();
  await page.locator(".monaco .overflow-guard").click({ position: { x: 200, y: 100 } });
  const taken = [];
  for (let index = 0; index < 21; index++) {
    const count = await page.evaluate(() => performance.getEntriesByName("relaunch:findings").length);
    await page.keyboard.type(index % 2 === 0 ? " " : "\n");
    await page.waitForFunction((before) => performance.getEntriesByName("relaunch:findings").length > before, count);
    taken.push(await page.evaluate(() => performance.getEntriesByName("relaunch:findings").at(-1).duration));
  }
  record("keystroke to findings, after the typing pause, in Chromium, median", median(taken), "ms", 150);
}

if (!values.explore) {
  await warmRun();
  await lives();
  await length();
  await days();
  await crowds();
}
if (!values.engine) await exploring();
if (!values.engine && !values.explore) await inBrowser();

if (values.json) console.log(JSON.stringify({ node: process.version, figures }, null, 2));
else for (const { what, value, unit, bar, least } of figures) console.log(`${least === undefined ? (value <= bar ? "✓" : "✕") : value >= least ? "✓" : "✕"} ${what}: ${value} ${unit} (${least === undefined ? `bar ${bar}` : `at least ${least}`} ${unit})`);
