/** Counts of orders against closed formulas. */
import { describe, expect, test } from "vitest";
import { countBroken, countOrders, label, DOOMED, OPEN, SAFE } from "../../runtime/explore/count.ts";
import { Graph, NONE, TERMINAL } from "../../runtime/explore/graph.ts";
import { searched } from "../support/explore.ts";
import { TIMELINE, widget } from "../support/programs.ts";
import { programOf, scenarioOf } from "../support/run.ts";

const factorial = (n: bigint): bigint => (n <= 1n ? 1n : n * factorial(n - 1n));

/** So many chains of so many events each, which do not meet: a grid. */
function grid(lengths: readonly number[]): Graph {
  const graph = new Graph();
  const add = (place: readonly number[]): number => {
    const key = { a: place.reduce((sum, each, index) => sum + each * 10 ** index, 0), b: 7 };
    const known = graph.find(key);
    if (known !== NONE) return known;
    const state = graph.add(key, place.reduce((sum, each) => sum + each, 0), NONE, 0);
    const targets = place.flatMap((each, index) => (each < (lengths[index] ?? 0) ? [add(place.map((one, at) => (at === index ? one + 1 : one)))] : []));
    if (targets.length === 0) graph.mark(state, TERMINAL);
    graph.beginEdges(state);
    targets.forEach((target, choice) => graph.addEdge(state, target, choice, false));
    return state;
  };
  add(lengths.map(() => 0));
  return graph;
}

describe("orders are counted", () => {
  test.each([[[1]], [[3, 3]], [[2, 3, 4]], [[3, 3, 3, 3]], [[4, 4, 4, 4, 4]], [[9, 9, 9, 9]]])("of chains %j: as many as their multinomial", (lengths) => {
    const all = factorial(BigInt(lengths.reduce((sum, each) => sum + each, 0)));
    expect(countOrders(grid(lengths))).toBe(lengths.reduce((rest, each) => rest / factorial(BigInt(each)), all));
  });

  // Each begins at its time and ends when it likes: the ends can be put between in 1 · 3 · 5 · … ways.
  test.each([[0, 1n], [1, 1n], [2, 3n], [3, 15n], [4, 105n], [5, 945n], [6, 10395n]])("of %i downloads of the app: %i", async (count, orders) => {
    const interventions = Array.from({ length: count }, (_none, index) => ({ when: { at: `${index + 1}m` }, do: "app-downloads" as const, with: { identifier: `app ${index}` } }));
    const search = await searched(programOf(widget({ timeline: TIMELINE.replace("downloads.start();", ""), handler: "" })), scenarioOf({ interventions }));
    expect(countOrders(search.graph)).toBe(orders);
  });

  test("and a way that comes back to where it was is counted up to there", () => {
    const graph = new Graph();
    for (let state = 0; state < 3; state++) graph.add({ a: state, b: 0 }, state, NONE, 0);
    graph.beginEdges(0);
    graph.addEdge(0, 1, 0, false);
    graph.addEdge(0, 2, 1, false);
    graph.beginEdges(1);
    graph.addEdge(1, 0, 0, false);
    graph.addEdge(1, 2, 1, false);
    graph.mark(2, TERMINAL);
    expect(countOrders(graph)).toBe(3n);
  });
});

describe("orders that break a rule are counted", () => {
  test("by the events and the ends that break it", () => {
    // Of a grid of two by two, six ways: either edge at the start is on three.
    const graph = grid([2, 2]);
    expect(countBroken(graph, [graph.firstEdge(0)], [])).toBe(3n);
    expect(countBroken(graph, [graph.firstEdge(0), graph.firstEdge(0) + 1], [])).toBe(6n);
    expect(countBroken(graph, [], [])).toBe(0n);
    const end = Array.from({ length: graph.states }, (_none, state) => state).filter((state) => graph.is(state, TERMINAL));
    expect(countBroken(graph, [], end)).toBe(6n);
    expect(countBroken(graph, [graph.firstEdge(0)], end)).toBe(6n);
  });
});

describe("states are labelled", () => {
  /** 0 → 1 → 3 (bad end), 0 → 2 → 4 (good end), 2 → 3. */
  const fork = (): Graph => {
    const graph = new Graph();
    for (let state = 0; state < 5; state++) graph.add({ a: state, b: 0 }, state, NONE, 0);
    for (const [from, ...targets] of [[0, 1, 2], [1, 3], [2, 4, 3], [3], [4]] as const) {
      graph.beginEdges(from);
      targets.forEach((target, choice) => graph.addEdge(from, target, choice, false));
      if (targets.length === 0) graph.mark(from, TERMINAL);
    }
    return graph;
  };

  test("by where the rule is broken at the end", () => {
    expect([...label(fork(), [], [3])]).toEqual([OPEN, DOOMED, OPEN, DOOMED, SAFE]);
  });

  test("by the event that breaks it", () => {
    // Edge 3 leads from 2 to 4.
    expect([...label(fork(), [3], [])]).toEqual([OPEN, SAFE, OPEN, SAFE, SAFE]);
    expect([...label(fork(), [3], [3])]).toEqual([DOOMED, DOOMED, DOOMED, DOOMED, SAFE]);
  });
});
