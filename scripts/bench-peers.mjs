/** `npm run bench:peers`: the explorer beside spin and fast-check, on one model; tests/peers/README.md has the method. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { countOrders } from "../runtime/explore/count.ts";
import { Search } from "../runtime/explore/search.ts";
import { compile } from "../runtime/languages/typescript/compile.ts";
import { readScenario } from "../runtime/model/scenario.ts";
import { loadBinary } from "../runtime/sandbox/binary-node.ts";
import { createSandbox } from "../runtime/sandbox/sandbox.ts";
import { root } from "./ready.mjs";

/** Transfers of each model; more take the explorer's count of orders beyond what a random run can meet. */
const SIZES = [1, 2, 3, 4, 5];
const RUNS = 2000;

/** A widget that hands over so many transfers, and hears of none. */
const widget = (count) => ({ files: [{ path: "Widget.ts", text: `import { StaticConfiguration, Timeline, TimelineReloadPolicy } from "WidgetKit";
import { URLSession, URLSessionConfiguration } from "Foundation";
import { Text } from "SwiftUI";
const configuration = URLSessionConfiguration.background({ withIdentifier: "peers" });
configuration.httpMaximumConnectionsPerHost = ${count};
configuration.sessionSendsLaunchEvents = false;
const session = new URLSession({ configuration, delegate: {}, delegateQueue: null });
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
export default new StaticConfiguration({ kind: "peers", provider }, () => Text("x"));` }] });

/** The property, as a rule: no transfer ends after the process was terminated. */
const RULE = {
  id: "ends-heard", title: "No transfer ends after the process", severity: "error", from: [], reads: ["process-terminated", "transfer-finished"],
  start: () => ({ gone: false }),
  on: (line, state) => (line.kind === "process-terminated" ? { state: { gone: true }, reports: [] } : { state, reports: state.gone ? [{ as: "broken", line, message: "too late", fix: "" }] : [] }),
  end: () => [],
};

const scenario = readScenario({ name: "peers", server: [{ match: "*", answer: { body: "{}" } }] }).scenario;
const sandbox = await createSandbox(await loadBinary());

/** A finished search, and the state from which the model begins. */
function explored(count, bound) {
  const search = new Search(scenario, sandbox.guest(compile(widget(count)).program).guest, { bound, strikes: ["terminate"], rules: [RULE], states: 1_000_000, compares: false, stepwise: true });
  const start = performance.now();
  while (!search.isDone && !search.isFull) search.advance(1000);
  const ms = performance.now() - start;
  let node = search.start();
  const isHanded = ({ run: { world } }) => world.loader.tasks.filter(({ resumedAt }) => resumedAt !== null).length === count && world.guest.input === null && !world.process.running;
  // An ordinary run: the code goes on before anything that it has started.
  while (!isHanded(node)) node = search.follow(node, search.choices(node)[0], () => {}).node;
  return { search, node, ms };
}

/** States that can be reached, and whether the rule is broken on a way between them. */
function reached({ search, node }) {
  const { graph } = search;
  const first = graph.find(search.key(node, null));
  const seen = new Set([first]);
  const broken = new Set(search.brokenEdges.get(0));
  let isBroken = false;
  for (const state of seen) {
    for (let edge = graph.firstEdge(state); edge < graph.lastEdge(state); edge++) {
      isBroken ||= broken.has(edge);
      seen.add(graph.target(edge));
    }
  }
  return { states: seen.size, verdict: isBroken ? "broken" : "holds", orders: countOrders(graph, first) };
}

const has = (command, argument) => spawnSync(command, [argument], { stdio: "ignore" }).error === undefined;
const compiler = ["cc", "gcc", "clang"].find((each) => has(each, "--version"));

function must(command, args, cwd) {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, encoding: "utf8" });
  if (error || status !== 0) throw new Error(`${command} ${args.join(" ")} failed: ${error?.message ?? stderr + stdout}`);
  return stdout;
}

function spin(count, kills) {
  const folder = mkdtempSync(join(tmpdir(), "relaunch-peers-"));
  try {
    const start = performance.now();
    must("spin", ["-o2", "-a", `-DN=${count}`, `-DKILLS=${kills}`, join(root, "tests", "peers", "transfers.pml")], folder);
    must(compiler, ["-O2", "-DNOREDUCE", "-DSAFETY", "-o", "pan", "pan.c"], folder);
    const built = performance.now();
    const out = must(join(folder, "pan"), ["-c0", "-m100000"], folder);
    const ms = performance.now() - built;
    const number = (pattern) => Number(pattern.exec(out)?.[1] ?? NaN);
    return { states: number(/(\d+) states, stored/), verdict: number(/errors: (\d+)/) > 0 ? "broken" : "holds", ms, built: built - start };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function besideSpin() {
  const missing = has("spin", "-V") ? (compiler ? "" : "no C compiler was found") : "spin is not installed (Debian: apt-get install spin)";
  if (missing !== "") {
    console.log(`spin: skipped, ${missing}.`);
    return;
  }
  for (const kills of [0, 1]) for (const count of SIZES) {
    const own = explored(count, kills);
    const { states, verdict } = reached(own);
    const other = spin(count, kills);
    const isEqual = states === other.states && verdict === other.verdict;
    console.log(`${isEqual ? "equal  " : "DIFFERS"}  ${count} transfers, ${kills} kills: explorer ${states} states, ${verdict} (${own.ms.toFixed(0)} ms, ${own.search.graph.states} states with the start); spin ${other.states} states, ${other.verdict} (${other.ms.toFixed(0)} ms, built in ${other.built.toFixed(0)} ms)`);
    if (!isEqual) process.exitCode = 1;
  }
}

/** One random run: the scheduler says which event the kernel lets happen next. Its order, as text. */
async function scheduled(scheduler, { search, node }, count) {
  let at = node;
  const order = [];
  const happens = (kind, task) => () => {
    const choice = search.choices(at).find(({ next: { event } }) => event.kind === kind && (task === null || event.task === task));
    if (!choice) throw new Error(`${kind} of ${task} can't happen now`);
    at = search.follow(at, choice, () => {}).node;
    order.push(`${kind} ${task}`);
  };
  const tasks = node.run.world.loader.tasks.map(({ task }) => task);
  const sequences = tasks.map((task) => ["transfer-begins", "transfer-answered", "transfer-ends"].map((kind) => ({ kind, task })));
  for (const sequence of [...sequences, [{ kind: "grace-over", task: null }]]) {
    scheduler.scheduleSequence(sequence.map(({ kind, task }) => ({ builder: async () => happens(kind, task)(), label: `${kind} ${task}` })));
  }
  await scheduler.waitIdle();
  if (order.length !== count * 3 + 1) throw new Error(`the run of ${count} transfers ended early: ${order.join(", ")}`);
  return order.join(",");
}

async function besideFastCheck() {
  for (const count of SIZES.slice(0, 3)) {
    const own = explored(count, 0);
    const { orders } = reached(own);
    const met = new Set();
    const start = performance.now();
    await fc.assert(fc.asyncProperty(fc.scheduler(), async (scheduler) => void met.add(await scheduled(scheduler, own, count))), { numRuns: RUNS, seed: 1 });
    console.log(`fast-check  ${count} transfers: ${met.size} distinct orders in ${RUNS} random runs (${(performance.now() - start).toFixed(0)} ms); explorer ${orders} orders (${own.ms.toFixed(0)} ms)`);
    if (BigInt(met.size) > orders) process.exitCode = 1;
  }
}

besideSpin();
await besideFastCheck();
sandbox.dispose();
