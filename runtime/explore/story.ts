/** A way through the graph, as a run that anybody can look at. */
import { assert } from "../base/assert.ts";
import type { Recorded } from "../model/run.ts";
import type { Line } from "../model/trace.ts";
import type { World } from "../model/world.ts";
import { goOn } from "./afterwards.ts";
import { strikesIn } from "./cost.ts";
import { label, DOOMED } from "./count.ts";
import { NONE, TERMINAL, type Graph } from "./graph.ts";
import type { Node, Search, Violation } from "./search.ts";

/** The shortest story that breaks a rule, and what it is to be compared with. */
export interface Story {
  readonly run: Recorded;
  /** From the start, each by its place among what could happen next; after them the run goes on as an ordinary one. */
  readonly choices: readonly number[];
  /** Interventions in it. */
  readonly strikes: number;
  /** The step after which the rule could not be kept any more, whatever followed: the point of no return. */
  readonly noReturn: number | null;
  /** The nearest run that keeps the rule: equal up to `differs`, where one other choice is made; `null` when there is none. */
  readonly passing: { readonly run: Recorded; readonly differs: number } | null;
}

/** What a way does next: a choice by its place, to a state of the graph or to none in particular. */
interface Move {
  readonly target: number;
  readonly choice: number;
}

/** `afterwards`: the rule looks at the end, so the run goes on to it. */
export function storyOf(search: Search, { rule, state, choice, cost }: Violation, afterwards: boolean): Story {
  const { graph } = search;
  const way = straightest(graph, state);
  const moves: Move[] = way.slice(1).map((target) => ({ target, choice: NONE }));
  const edge = choice === NONE ? NONE : edgeOf(graph, state, choice);
  if (edge !== NONE) moves.push({ target: graph.target(edge), choice });
  const choices: number[] = [];
  const run = replay(search, moves, choice !== NONE || afterwards, choices);
  const labels = label(graph, search.brokenEdges.get(rule) ?? [], search.brokenEnds.get(rule) ?? []);
  const fall = way.findIndex((each) => labels[each] === DOOMED);
  return {
    run, choices, strikes: strikesIn(cost),
    // The state after the first n moves is doomed: step n-1 led there. Without such a state it is the last move itself.
    noReturn: fall > 0 ? fall - 1 : fall === 0 ? null : edge === NONE ? null : way.length - 1,
    passing: passingFrom(search, way, labels, rule),
  };
}

function edgeOf(graph: Graph, state: number, choice: number): number {
  for (let edge = graph.firstEdge(state); edge < graph.lastEdge(state); edge++) if (graph.edgeChoice(edge) === choice) return edge;
  return NONE;
}

/** Of the cheapest ways to a state, the one that keeps most to the order of an ordinary run. */
export function straightest(graph: Graph, state: number): number[] {
  const bends = new Float64Array(graph.states).fill(Infinity);
  const from = new Int32Array(graph.states).fill(NONE);
  bends[0] = 0;
  const limit = graph.cost(state);
  for (let index = 0; index < graph.expansions; index++) {
    const source = graph.expanded(index);
    if (graph.cost(source) > limit) break;
    if (bends[source] === Infinity) continue;
    for (let edge = graph.firstEdge(source); edge < graph.lastEdge(source); edge++) {
      const target = graph.target(edge);
      if (graph.cost(target) <= graph.cost(source) || graph.cost(target) > limit || !isTight(graph, source, target)) continue;
      const sum = (bends[source] as number) + (graph.edgeChoice(edge) === 0 ? 0 : 1);
      if (sum >= (bends[target] as number)) continue;
      bends[target] = sum;
      from[target] = source;
    }
  }
  if (bends[state] === Infinity) return graph.path(state);
  const way: number[] = [];
  for (let at = state; at !== NONE; at = from[at] as number) way.push(at);
  return way.reverse();
}

/** The edge is part of a cheapest way: it makes the way longer by one event. */
const isTight = (graph: Graph, source: number, target: number): boolean => (graph.cost(target) % 2 ** 14) - (graph.cost(source) % 2 ** 14) === 1;

/** Goes along states, choosing what leads to each; then on to a rest without further interventions, if wanted. Notes its choices. */
export function replay(search: Search, moves: readonly Move[], goesOn: boolean, choices: number[] = []): Recorded {
  const worlds: World[] = [];
  const lines: Line[] = [];
  let node = search.start();
  const start = node.run.world;
  const record = (world: World, added: readonly Line[]): void => {
    for (const line of added) lines.push(line);
    worlds.push(world);
  };
  for (const move of moves) {
    const found = choose(search, node, move);
    assert(found !== null, "a way of the graph can be walked");
    record(found.node.run.world, found.lines);
    choices.push(found.index);
    node = found.node;
  }
  if (goesOn) {
    goOn(node.run, search.scenario, search.recordings, (run) => search.answer(run), { seen: (state, added) => record(state.world, added) });
  }
  return { start, worlds, lines, ended: "quiescent", fired: search.scenario.interventions.map(() => true), applicable: true };
}

function choose(search: Search, node: Node, { target, choice: place }: Move): { node: Node; lines: readonly Line[]; index: number } | null {
  for (const [index, choice] of search.choices(node).entries()) {
    if (target === NONE && index !== place) continue;
    const { node: next, lines } = search.follow(node, choice, () => {});
    if (target === NONE || search.graph.find(search.key(next, null)) === target) return { node: next, lines, index };
  }
  return null;
}

/** From the last place where the rule could still be kept: another choice, and then the shortest way to a good end. */
function passingFrom(search: Search, way: readonly number[], labels: Uint8Array, rule: number): Story["passing"] {
  const { graph } = search;
  const bad = new Set(search.brokenEdges.get(rule));
  const badEnds = new Set(search.brokenEnds.get(rule));
  for (let place = way.length - 1; place >= 0; place--) {
    const fork = way[place] as number;
    if (labels[fork] === DOOMED) continue;
    const rest = goodEnd(graph, fork, way[place + 1], bad, badEnds, labels);
    if (!rest) continue;
    const moves = [...way.slice(1, place + 1), ...rest].map((target) => ({ target, choice: NONE }));
    return { run: replay(search, moves, false), differs: place };
  }
  return null;
}

/** The fewest events from a state to a good end, not through `not` first. */
function goodEnd(graph: Graph, start: number, not: number | undefined, bad: ReadonlySet<number>, badEnds: ReadonlySet<number>, labels: Uint8Array): number[] | null {
  const from = new Map<number, number>([[start, NONE]]);
  const queue = [start];
  for (let at = 0; at < queue.length; at++) {
    const state = queue[at] as number;
    if (state !== start && graph.is(state, TERMINAL) && !badEnds.has(state)) {
      const way: number[] = [];
      for (let each = state; each !== start; each = from.get(each) as number) way.push(each);
      return way.reverse();
    }
    for (let edge = graph.firstEdge(state); edge < graph.lastEdge(state); edge++) {
      const target = graph.target(edge);
      if (bad.has(edge) || from.has(target) || labels[target] === DOOMED || (state === start && target === not)) continue;
      from.set(target, state);
      queue.push(target);
    }
  }
  return null;
}
