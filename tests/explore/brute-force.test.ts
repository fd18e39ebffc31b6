/** Merging states changes nothing: without it, verdicts, counts and the shortest story are the same. */
import { describe, expect, test } from "vitest";
import { TERMINAL } from "../../runtime/explore/graph.ts";
import type { Rule } from "../../runtime/model/finding.ts";
import type { Line } from "../../runtime/model/trace.ts";
import { costOf, launchesIn, strikesIn } from "../../runtime/explore/cost.ts";
import { Search, type Node, type SearchOptions } from "../../runtime/explore/search.ts";
import { countBroken, countOrders } from "../../runtime/explore/count.ts";
import type { Choice, Strike } from "../../runtime/explore/choices.ts";
import type { Scenario, ScenarioInput } from "../../runtime/model/scenario.ts";
import { EXPLORED } from "../../runtime/rules/index.ts";
import { searched } from "../support/explore.ts";
import { ASYNC_PROVIDER, PLAIN_OBJECTS } from "../support/other-styles.ts";
import { DELEGATE, TIMELINE, widget } from "../support/programs.ts";
import { programOf, scenarioOf } from "../support/run.ts";

interface Tree {
  orders: bigint;
  /** Rule → cost of the shortest story. */
  readonly shortest: Map<string, number>;
  /** Rule → orders that break it. */
  readonly broken: Map<string, bigint>;
}

/** Every way from the start to its end, one by one; nothing is remembered. */
function walkAll(search: Search): Tree {
  const tree: Tree = { orders: 0n, shortest: new Map(), broken: new Map() };
  const met = (rule: number, node: Node, events: number): void => {
    const { world } = node.run;
    const cost = costOf(search.options.bound - node.left, world.process.launch, world.counts.task, events);
    const id = EXPLORED[rule]?.id ?? "";
    tree.shortest.set(id, Math.min(tree.shortest.get(id) ?? Infinity, cost));
  };
  const walk = (node: Node, events: number, before: ReadonlySet<number>): void => {
    const choices = search.choices(node);
    if (!choices.some(({ strikes }) => !strikes)) {
      tree.orders++;
      const all = new Set(before);
      search.reader.end(node.rules, ({ rule, report }) => {
        if (report.as !== "broken") return;
        met(rule, node, events);
        all.add(rule);
      });
      for (const rule of all) tree.broken.set(EXPLORED[rule]?.id ?? "", (tree.broken.get(EXPLORED[rule]?.id ?? "") ?? 0n) + 1n);
    }
    for (const choice of choices) {
      const broken: number[] = [];
      const { node: next } = search.follow(node, choice, ({ rule, report }) => void (report.as === "broken" && broken.push(rule)));
      for (const rule of broken) met(rule, next, events + 1);
      walk(next, events + 1, broken.length > 0 ? new Set([...before, ...broken]) : before);
    }
  };
  walk(search.start(), 0, new Set());
  return tree;
}

/** The merged search's shortest stories; severities do not count here, the shortest does. */
const shortestIn = (search: Search): Map<string, number> => new Map([...search.shortest].map(([rule, cost]) => [EXPLORED[rule]?.id ?? "", cost]));

const TWICE = TIMELINE.replace("downloads.start();", "downloads.start(); downloads.session.downloadTask({ with: new URL('https://api.relaunch.example/other.json') }).resume();");
const CROWD = TWICE.replace("downloads.start();", "for (let n = 0; n < 5; n++) downloads.session.downloadTask({ with: new URL('https://api.relaunch.example/unused.json') }); downloads.start();");
/** Two downloads over so many connections. */
const over = (connections: number): string => {
  const made = widget({ timeline: TWICE });
  const configured = made.replace(/(const configuration = .*;)/, `$1 configuration.httpMaximumConnectionsPerHost = ${connections};`);
  expect(configured).not.toBe(made);
  return configured;
};
const NOTHING = TIMELINE.replace("downloads.start();", "");
const NO_LINE = { n: 0 } as Line;
const LATE = DELEGATE.replace("FileManager.default.replaceItemAt", "DispatchQueue.main.async(() => FileManager.default.replaceItemAt").replace("{ withItemAt: location });", "{ withItemAt: location }));");

const CASES: readonly (readonly [string, string, number, readonly Strike[], Omit<ScenarioInput, "name">])[] = [
  ["a widget without a network", widget({ timeline: NOTHING, handler: "" }), 0, [], {}],
  ["a widget without a network, killed", widget({ timeline: NOTHING, handler: "" }), 1, ["terminate"], {}],
  ["a widget without a network, killed twice", widget({ timeline: NOTHING, handler: "" }), 2, ["terminate"], {}],
  ["a widget without a network, killed or suspended", widget({ timeline: NOTHING, handler: "" }), 1, ["terminate", "suspend"], {}],
  ["a background download", widget(), 0, [], {}],
  ["a background download, killed", widget(), 1, ["terminate"], {}],
  ["a background download, suspended", widget(), 1, ["suspend"], {}],
  ["a session that is not created again, killed", widget({ handler: "(identifier, completion) => { downloads.completion = completion; }" }), 1, ["terminate"], {}],
  ["a completion that is never called", widget({ handler: "(identifier, completion) => { void downloads.session; }" }), 0, [], {}],
  ["a file that is moved too late", widget({ delegate: LATE }), 0, [], {}],
  ["a status that nobody looks at", widget(), 0, [], { server: [{ match: "*", answer: { status: 500, body: "oops" } }] }],
  ["two downloads", widget({ timeline: TWICE }), 0, [], { settings: { graceAfterAnswer: "0s" } }],
  ["an inline request", ASYNC_PROVIDER, 1, ["terminate"], {}],
  ["plain objects, suspended", PLAIN_OBJECTS, 1, ["suspend"], {}],
  ["the app signs out", widget(), 1, ["sign-out"], {}],
];

describe("brute force agrees", () => {
  const both = CASES.flatMap((each) => [false, true].map((stepwise) => [each[0], stepwise ? "each event a step" : "joined", stepwise, ...each.slice(1)] as [string, string, boolean, string, number, readonly Strike[], Omit<ScenarioInput, "name">]));
  test.each(both)("%s, %s", { timeout: 60_000 }, async (_name, _how, stepwise, source, bound, strikes, scenario) => {
    const search = await searched(programOf(source), scenarioOf(scenario), { bound, strikes, stepwise });
    const tree = walkAll(search);
    expect(tree.orders).toBeGreaterThan(0n);
    expect(countOrders(search.graph)).toBe(tree.orders);
    expect(shortestIn(search)).toEqual(tree.shortest);
    expect(new Map([...search.violations.keys()].map((rule) => [EXPLORED[rule]?.id ?? "", countBroken(search.graph, search.brokenEdges.get(rule) ?? [], search.brokenEnds.get(rule) ?? [])]))).toEqual(tree.broken);
  });

  test("about what only a rule remembers: which of two requests was sent first", { timeout: 60_000 }, async () => {
    const first: Rule = {
      id: "first", title: "", severity: "error", from: [], reads: ["transfer-started", "timeline-answered"],
      start: () => 0,
      on: (line, state) => {
        if (line.kind === "transfer-started") return { state: state === 0 ? line.data.task : state, reports: [] };
        return { state, reports: state === 2 ? [{ as: "broken", line, message: "", fix: "" }] : [] };
      },
      end: (state) => (state === 2 ? [{ as: "broken", line: NO_LINE, message: "", fix: "" }] : []),
    };
    const search = await searched(programOf(widget({ timeline: TWICE })), scenarioOf({}), { rules: [first] });
    const ends = search.brokenEnds.get(0) ?? [];
    const kept = [...Array(search.graph.states).keys()].filter((state) => search.graph.is(state, TERMINAL) && !ends.includes(state));
    // Both orders come to an end of their own.
    expect(ends.length).toBeGreaterThan(0);
    expect(kept.length).toBe(ends.length);
  });

  test("and has something to agree about: rules are broken in some of them, and kept in others", async () => {
    const found = await Promise.all([CASES[0], CASES[7]].map(async (each) => {
      const [, source, bound, strikes, scenario] = each as (typeof CASES)[number];
      return [...shortestIn(await searched(programOf(source), scenarioOf(scenario), { bound, strikes })).keys()];
    }));
    expect(found[0]).toEqual([]);
    expect(found[1]).toContain("session-recreated");
  });
});

/** Counts its ends; not those at which code stands still for good: before what it would have read, or after it. */
class Counting extends Search {
  ends = 0;
  /** It may begin again, when code looks at its transfers after all. */
  override start(): Node {
    this.ends = 0;
    return super.start();
  }
  override choices(node: Node): Choice[] {
    const choices = super.choices(node);
    if (node.run.world.guest.input === null && !choices.some(({ strikes }) => !strikes)) this.ends++;
    return choices;
  }
}

/** What may come of it, and the cheapest way to break each rule, without counting events. */
async function outcomes(source: string, scenario: Scenario, options: Partial<SearchOptions>) {
  const search = await searched(programOf(source), scenario, { compares: true, ...options }, Counting);
  expect(search.isDone).toBe(true);
  const shortest = [...search.shortest].map(([rule, cost]) => [EXPLORED[rule]?.id ?? "result", [strikesIn(cost), launchesIn(cost)]] as const);
  return { ends: search.ends, results: [...search.results].sort(), broken: [...search.brokenEnds.keys()].sort(), shortest: Object.fromEntries(shortest), states: search.graph.states };
}

const LOOKING = widget({ delegate: `${DELEGATE}
  urlSessionDownloadTaskDidWriteDataTotalBytesWrittenTotalBytesExpectedToWrite(session: URLSession, task: URLSessionTask, bytes: number) { new UserDefaults({ suiteName: "group.scores" }).set(bytes, { forKey: "bytes" }); }` });
const LARGE = { server: [{ match: "*", answer: { body: "x".repeat(20_000) } }] };

describe("what is joined", () => {
  test.each<(typeof CASES)[number]>([
    ...CASES,
    ["two downloads, killed and suspended", widget({ timeline: TWICE }), 2, ["terminate", "suspend"], {}],
    ["a download in pieces, killed", widget(), 1, ["terminate", "suspend"], LARGE],
    ["a download in pieces that somebody watches", LOOKING, 1, ["terminate"], LARGE],
    ["answers that come in turn", widget({ timeline: TWICE }), 1, ["terminate"], { server: [{ match: "*", answer: [{ status: 500 }, { body: "{}" }] }] }],
    ["interventions of the scenario", widget(), 1, ["terminate"], { interventions: [{ when: { idle: "with-transfer" }, do: "terminate", optional: true }, { when: { line: "transfer-started" }, do: "suspend", optional: true }, { when: { at: "20m" }, do: "ask-for-timeline", optional: true }] }],
    ["a server that is silent", widget({ timeline: TWICE.replace("downloads.start();", "if (downloads.started) return; downloads.start();") }), 1, ["terminate", "suspend"], { server: [{ match: "*", answer: { delay: "2m" } }] }],
    ["one connection for two downloads", over(1), 1, ["terminate", "suspend"], {}],
    ["two connections for two downloads", over(2), 1, ["terminate", "suspend"], {}],
    ["an update of the app", widget({ timeline: TWICE }), 1, ["update-app"], {}],
    ["a redirect", widget(), 1, ["terminate"], { server: [{ match: "today.json", answer: { status: 302, headers: { Location: "https://api.relaunch.example/other.json" } } }, { match: "*", answer: { body: "{}" } }] }],
  ])("is seen nowhere else: %s", { timeout: 120_000 }, async (_name, source, bound, strikes, scenario) => {
    const { states, ...joined } = await outcomes(source, scenarioOf(scenario), { bound, strikes });
    const { states: more, ...apart } = await outcomes(source, scenarioOf(scenario), { bound, strikes, stepwise: true });
    expect(joined).toEqual(apart);
    expect(states).toBeLessThanOrEqual(more);
  });

  test("makes few states of many, where nobody looks", async () => {
    const share = async (source: string): Promise<number> => {
      const [joined, apart] = [await outcomes(source, scenarioOf(LARGE), {}), await outcomes(source, scenarioOf(LARGE), { stepwise: true })];
      return joined.states / apart.states;
    };
    expect(await share(widget({ timeline: TWICE }))).toBeLessThan(0.6);
    expect(await share(LOOKING)).toBeGreaterThan(0.7);
    expect(await share(over(2))).toBeLessThan(0.6);
    // One more than there are connections may have to wait for the others, so it matters when they begin.
    expect(await share(over(1))).toBeGreaterThan(0.7);
    expect(await share(widget({ timeline: CROWD }))).toBeGreaterThan(0.7);
  });
});
