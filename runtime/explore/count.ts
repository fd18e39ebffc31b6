/** What the finished graph tells: how many orders there are, and where a broken rule could still be avoided. */
import { CUT, NONE, TERMINAL, type Graph } from "./graph.ts";

/**
 * Orders: the ways from the start to a state where nothing more happens. A way that comes back to a state on
 * it repeats itself, and is counted up to there; so is one that a limit cut off.
 */
export const countOrders = (graph: Graph, root = 0): bigint => count(graph, root, [], []).all;

/** Of all orders, those in which a rule is broken that is broken on `edges` and at `ends`. */
export function countBroken(graph: Graph, edges: readonly number[], ends: readonly number[]): bigint {
  const { all, kept } = count(graph, 0, edges, ends);
  return all - kept;
}

interface Sum {
  all: bigint;
  /** On which nothing is broken. */
  kept: bigint;
}

function count(graph: Graph, root: number, brokenEdges: readonly number[], brokenEnds: readonly number[]): Sum {
  const edges = new Set(brokenEdges);
  const ends = new Set(brokenEnds);
  const sums = new Array<Sum | undefined>(graph.states);
  // Depth first, without recursion. A state that is on the stack has no count yet.
  const OPEN = 1;
  const state = new Uint8Array(graph.states);
  const stack: { readonly at: number; edge: number; readonly sum: Sum }[] = [];
  const enter = (at: number): void => {
    state[at] = OPEN;
    // What was not looked at any further counts as one.
    const ended = graph.is(at, TERMINAL) || graph.is(at, CUT) || graph.firstEdge(at) === graph.lastEdge(at) ? 1n : 0n;
    stack.push({ at, edge: graph.firstEdge(at), sum: { all: ended, kept: ends.has(at) ? 0n : ended } });
  };
  const add = (sum: Sum, edge: number, more: Sum): void => {
    sum.all += more.all;
    if (!edges.has(edge)) sum.kept += more.kept;
  };
  enter(root);
  for (let top = stack[0]; top; top = stack.at(-1)) {
    if (top.edge === graph.lastEdge(top.at)) {
      sums[top.at] = top.sum;
      stack.pop();
      const above = stack.at(-1);
      if (above) add(above.sum, above.edge++, top.sum);
      continue;
    }
    const target = graph.target(top.edge);
    const known = sums[target];
    if (known === undefined && state[target] !== OPEN) enter(target);
    else add(top.sum, top.edge++, known ?? ONE);
  }
  return sums[root] ?? { all: 0n, kept: 0n };
}

const ONE: Readonly<Sum> = { all: 1n, kept: 1n };

export const SAFE = 0;
/** The rule will be broken on some ways and not on others. */
export const OPEN = 1;
/** Whatever happens next, the rule is broken. */
export const DOOMED = 2;

/** Which states are safe, open or doomed, for a rule that is broken on `edges` and at `ends`. One pass backwards. */
export function label(graph: Graph, edges: readonly number[], ends: readonly number[]): Uint8Array {
  const labels = new Uint8Array(graph.states);
  const broken = new Uint8Array(graph.edges);
  for (const edge of edges) broken[edge] = 1;
  const sources = incoming(graph);
  const left = new Int32Array(graph.states);
  const doomed: number[] = [];
  const reaching: number[] = [];
  const touch = (state: number): void => {
    if (labels[state] === SAFE) {
      labels[state] = OPEN;
      reaching.push(state);
    }
  };
  for (let state = 0; state < graph.states; state++) {
    for (let edge = graph.firstEdge(state); edge < graph.lastEdge(state); edge++) {
      if (broken[edge] === 1) touch(state);
      else left[state] = (left[state] as number) + 1;
    }
    // Where nothing need happen the story may end, and end well.
    if (graph.is(state, TERMINAL) || graph.is(state, CUT) || graph.firstEdge(state) === graph.lastEdge(state)) left[state] = (left[state] as number) + 1;
  }
  for (const state of ends) {
    touch(state);
    left[state] = (left[state] as number) - 1;
  }
  for (let state = 0; state < graph.states; state++) if (left[state] === 0) doomed.push(state);
  for (let state = doomed.pop(); state !== undefined; state = doomed.pop()) {
    labels[state] = DOOMED;
    for (let at = sources.first[state] as number; at < (sources.first[state + 1] as number); at++) {
      const edge = sources.edges[at] as number;
      if (broken[edge] === 1) continue;
      const source = sources.from[edge] as number;
      left[source] = (left[source] as number) - 1;
      if (left[source] === 0) doomed.push(source);
    }
  }
  for (let state = reaching.pop(); state !== undefined; state = reaching.pop()) {
    for (let at = sources.first[state] as number; at < (sources.first[state + 1] as number); at++) touch(sources.from[sources.edges[at] as number] as number);
  }
  return labels;
}

/** Edges by their target: those of a state lie between two places of `first`. */
export function incoming(graph: Graph): { readonly first: Int32Array; readonly edges: Int32Array; readonly from: Int32Array } {
  const first = new Int32Array(graph.states + 1);
  const from = new Int32Array(graph.edges).fill(NONE);
  for (let state = 0; state < graph.states; state++) {
    for (let edge = graph.firstEdge(state); edge < graph.lastEdge(state); edge++) {
      from[edge] = state;
      first[graph.target(edge) + 1] = (first[graph.target(edge) + 1] as number) + 1;
    }
  }
  for (let state = 0; state < graph.states; state++) first[state + 1] = (first[state + 1] as number) + (first[state] as number);
  const next = first.slice();
  const edges = new Int32Array(graph.edges);
  for (let edge = 0; edge < graph.edges; edge++) {
    const target = graph.target(edge);
    edges[next[target] as number] = edge;
    next[target] = (next[target] as number) + 1;
  }
  return { first, edges, from };
}
