/** Merged states behave alike: what was found at one is found again at another way's, run for real. */
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { nextRandom } from "../../runtime/base/random.ts";
import { NONE, type Graph } from "../../runtime/explore/graph.ts";
import type { Node, Search } from "../../runtime/explore/search.ts";
import { explore, searched } from "../support/explore.ts";
import { PLAIN_OBJECTS, TWO_WIDGETS } from "../support/other-styles.ts";
import { TIMELINE, widget } from "../support/programs.ts";
import { programIn, programOf, scenarioOf } from "../support/run.ts";

const LEADERBOARD = programIn(join(import.meta.dirname, "../../content/samples/leaderboard"));

const targets = (graph: Graph, state: number): number[] => {
  const found: number[] = [];
  for (let edge = graph.firstEdge(state); edge < graph.lastEdge(state); edge++) found.push(graph.target(edge));
  return found.sort((one, other) => one - other);
};

/** Walks at random, comparing at each state what may happen with what the search has recorded there. */
function compare(search: Search, walks: number): { states: number; merged: number } {
  let random = 7;
  const seen = new Set<number>();
  let merged = 0;
  for (let walk = 0; walk < walks; walk++) {
    let node: Node = search.start();
    for (let count = 0; count < 300; count++) {
      const state = search.graph.find(search.key(node, null));
      expect(state).not.toBe(NONE);
      if (seen.has(state)) merged++;
      seen.add(state);
      const next = search.choices(node).map((choice) => search.follow(node, choice, () => {}).node);
      expect(next.map((each) => search.graph.find(search.key(each, null))).sort((one, other) => one - other)).toEqual(targets(search.graph, state));
      const { value, state: seed } = nextRandom(random);
      random = seed;
      // Interventions are spread over the walk.
      const free = next.filter((each) => each.left === node.left);
      const among = free.length > 0 && Math.floor(value * 1000) % 20 > 0 ? free : next;
      const chosen = among[Math.floor(value * among.length)];
      if (!chosen) break;
      node = chosen;
    }
  }
  return { states: seen.size, merged };
}

/** Remembers in memory which of two downloads ended last, and shows it: nothing else in the world knows. */
const LAST = widget({
  delegate: `
  last = "";
  urlSessionTaskDidCompleteWithError(session, task, error) { this.last = task.taskIdentifier + ""; }
  urlSessionDidFinishEventsForBackgroundURLSession(session) { WidgetCenter.shared.reloadAllTimelines(); this.completion?.(); }`,
  timeline: TIMELINE.replace("downloads.start();", "if (!downloads.started) { downloads.start(); downloads.session.downloadTask({ with: new URL('https://api.relaunch.example/other.json') }).resume(); }").replace('title: "now"', "title: downloads.last"),
});

describe("memo hits, run again for real", () => {
  test.each([
    ["the sample, killed and suspended twice", LEADERBOARD, 2], ["a simple widget, killed twice", programOf(widget()), 2],
    ["what only memory knows", programOf(LAST), 0], ["two widgets", programOf(TWO_WIDGETS), 1], ["plain objects", programOf(PLAIN_OBJECTS), 2],
  ] as const)("%s", { timeout: 60_000 }, async (_name, program, bound) => {
    const search = await searched(program, scenarioOf({}), { bound });
    const { states, merged } = compare(search, 60);
    expect(states).toBeGreaterThan(60);
    expect(merged).toBeGreaterThan(500);
  });

  test("what only the disk knows, when a killed extension runs again", { timeout: 60_000 }, async () => {
    const search = await searched(LEADERBOARD, scenarioOf({}), { bound: 2, strikes: ["terminate", "relaunch"] });
    expect(compare(search, 150).merged).toBeGreaterThan(1000);
  });

  test("and with a server that is silent", { timeout: 60_000 }, async () => {
    const silent = scenarioOf({ server: [{ match: "*", answer: { delay: "2m" } }] });
    const search = await searched(programOf(LAST), silent, { bound: 1 });
    expect(compare(search, 60).merged).toBeGreaterThan(500);
  });

  test("and with a network that is lost", { timeout: 60_000 }, async () => {
    const search = await searched(programOf(widget()), scenarioOf({}), { bound: 1, strikes: ["go-offline", "terminate"] });
    expect(compare(search, 40).merged).toBeGreaterThan(300);
  });
});

test("exploring twice gives the same: orders, states, findings and stories", async () => {
  const once = async (): Promise<string> => {
    const { coverage, broken } = await explore(programOf(PLAIN_OBJECTS), scenarioOf({}), { bound: 2 });
    return JSON.stringify([coverage, broken.map(({ finding, story }) => [finding, story.noReturn, story.run.lines, story.passing?.run.lines])]);
  };
  const first = await once();
  expect(first).toContain("result-survives");
  expect(await once()).toBe(first);
});
