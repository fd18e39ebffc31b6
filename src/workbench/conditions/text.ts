/**
 * A scenario as YAML text, which is the truth: the form changes the text, and only the part that it is about. Comments stay.
 * Loaded on demand, for it brings the YAML library.
 */
import { type Document, isCollection, isMap, isNode, isScalar, isSeq, LineCounter, type Node, type Pair, parseDocument, stringify, visit, type YAMLMap } from "yaml";
import { parseScenario } from "../../../runtime/judge/scenarios.ts";
import type { Scenario, ScenarioProblem } from "../../../runtime/model/scenario.ts";
import { equal, written } from "./schema.ts";

export type Path = readonly (string | number)[];

/** A complaint with its place, lines and columns from 1. */
export interface Placed extends ScenarioProblem {
  readonly line: number;
  readonly column: number;
}

export interface TextReading {
  /** `null` while the text is no scenario. */
  readonly scenario: Scenario | null;
  readonly problems: readonly Placed[];
  /** The data as it is written; `null` where the text is no YAML. */
  readonly data: Readonly<Record<string, unknown>> | null;
}

const STYLE = { lineWidth: 0 } as const;
const parse = (text: string): Document => parseDocument(text, { prettyErrors: false });

export function read(text: string): TextReading {
  const reading = parseScenario(text);
  const lines = new LineCounter();
  const document = parseDocument(text, { prettyErrors: false, lineCounter: lines });
  const data = document.errors.length > 0 ? null : dataOf(document);
  if (reading.ok) return { scenario: reading.scenario, problems: [], data };
  const problems = reading.problems.map((problem): Placed => {
    const spoken = /^line (\d+), column (\d+)$/.exec(problem.path);
    if (spoken) return { ...problem, path: "", line: Number(spoken[1]), column: Number(spoken[2]) };
    const { line, col } = lines.linePos(offsetOf(document, problem.path, problem.key ?? false));
    return { ...problem, line: Math.max(1, line), column: Math.max(1, col) };
  });
  return { scenario: null, problems: problems.sort((one, other) => one.line - other.line), data };
}

function dataOf(document: Document): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = document.toJS();
    return value !== null && typeof value === "object" && !Array.isArray(value) ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

/** Where "interventions[0].do" begins in the text; what is missing is looked for where it would be. */
function offsetOf(document: Document, path: string, ofKey: boolean): number {
  let node: unknown = document.contents;
  let rest = path;
  let offset = startOf(node);
  while (rest !== "") {
    const index = /^\[(\d+)\]/.exec(rest);
    if (index && isSeq(node)) {
      node = node.items[Number(index[1])];
      if (node === undefined) return offset;
      offset = startOf(node);
      rest = rest.slice(index[0].length).replace(/^\./, "");
      continue;
    }
    if (!isMap(node)) return offset;
    // A key may hold dots itself: the longest that fits is meant.
    const [pair] = (node.items as Pair<Node, Node>[]).filter(({ key }) => new RegExp(`^${escape(String(key))}(?=$|[.[])`).test(rest)).sort((one, other) => String(other.key).length - String(one.key).length);
    if (!pair) return offset;
    rest = rest.slice(String(pair.key).length).replace(/^\./, "");
    offset = rest === "" && !ofKey && isScalar(pair.value) && pair.value.range ? pair.value.range[0] : startOf(pair.key);
    node = pair.value;
  }
  return offset;
}

const startOf = (node: unknown): number => (node as Node | null)?.range?.[0] ?? 0;
const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** A checked scenario as a file, to go on from. */
export function textOf(scenario: Scenario, more: Readonly<Record<string, unknown>> = {}): string {
  const document = parse("");
  document.contents = flowed(document, { ...written(scenario), ...more });
  return document.toString(STYLE);
}

/** Small structures inside others stand on one line: `when: { idle: with-transfer }`. */
function flowed(document: Document, value: unknown, depth = 0): Node {
  const node = document.createNode(value) as Node;
  visit(node, {
    Map: (_key, map, path) => {
      if (path.length + depth > 1 && map.items.length <= 3 && map.items.every((pair) => isScalar((pair as Pair).value)) && !isSeq(path.at(-1))) map.flow = true;
    },
  });
  return node;
}

/** The text with `value` at a path, or with nothing there where `value` is `undefined`. Text that is no YAML stays as it is. */
export function change(text: string, path: Path, value: unknown): string {
  const document = parse(text);
  if (document.errors.length > 0) return text;
  const before = document.getIn(path, true);
  const range = isScalar(before) ? before.range : null;
  set(document, path, value);
  const wanted: unknown = document.toJS();
  const says = (candidate: string): boolean => {
    const again = parse(candidate);
    return again.errors.length === 0 && equal(again.toJS(), wanted);
  };
  // One value in place of another: nothing else moves.
  if (range && value !== undefined && (value === null || typeof value !== "object")) {
    for (const piece of [stringify(value, STYLE).trimEnd(), JSON.stringify(value)]) {
      const candidate = text.slice(0, range[0]) + piece + text.slice(range[1]);
      if (!piece.includes("\n") && says(candidate)) return candidate;
    }
  }
  const whole = document.toString(STYLE);
  const candidate = spliced(text, whole, String(path[0]));
  return candidate !== null && says(candidate) ? candidate : whole;
}

function set(document: Document, path: Path, value: unknown): void {
  if (value !== undefined && (value === null || typeof value !== "object")) return document.setIn(path, value);
  if (value !== undefined) {
    const [old, node] = [document.getIn(path, true), flowed(document, value, path.length)];
    if (isNode(old)) Object.assign(node, { comment: old.comment, commentBefore: old.commentBefore });
    return document.setIn(path, node);
  }
  document.deleteIn(path);
  // What is left empty says nothing.
  for (let length = path.length - 1; length > 0; length--) {
    const parent = document.getIn(path.slice(0, length), true);
    if (!isCollection(parent) || parent.items.length > 0 || typeof path[length] === "number") return;
    document.deleteIn(path.slice(0, length));
  }
}

/** The text with only the part of one top-level key as it is in `whole`. */
function spliced(text: string, whole: string, key: string): string | null {
  const [old, next] = [partsOf(text), partsOf(whole)];
  if (!old || !next) return null;
  const [head, ...rest] = next.parts.filter((part) => part.key === key);
  if (rest.length > 0) return null;
  if (!old.parts.some((part) => part.key === key)) return head ? `${text.replace(/\n*$/, text.trim() === "" ? "" : "\n")}${head.text}` : text;
  return old.lead + old.parts.map((part) => (part.key !== key ? part.text + part.tail : (head?.text ?? "") + part.tail)).join("");
}

interface Part {
  readonly key: string;
  readonly text: string;
  /** Blank lines and comments before the next key: they belong to that. */
  readonly tail: string;
}

function partsOf(text: string): { readonly lead: string; readonly parts: readonly Part[] } | null {
  const { contents } = parse(text);
  if (contents === null) return { lead: text, parts: [] };
  if (!isMap(contents) || contents.flow) return null;
  const pairs = (contents as YAMLMap<Node, Node>).items;
  const starts = pairs.map(({ key }) => startOf(key));
  return {
    lead: text.slice(0, starts[0]),
    parts: pairs.map(({ key }, index) => {
      const all = text.slice(starts[index], starts[index + 1]);
      const tail = /(?:^[ \t]*\n|^#.*(?:\n|$))*$(?![\s\S])/m.exec(all)?.[0] ?? "";
      const own = all.slice(0, all.length - tail.length);
      return { key: String(key), text: own.endsWith("\n") || own === "" ? own : `${own}\n`, tail };
    }),
  };
}
