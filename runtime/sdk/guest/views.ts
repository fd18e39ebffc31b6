/** SwiftUI views as data: what they are called, what they were made with, what is in them. */
import type { ViewData } from "../../model/host-call.ts";
import type { Json } from "../../model/json.ts";
import { plain } from "./data.ts";
import { describe, wrongValue } from "./errors.ts";

/** Nested deeper than this, a view's body probably contains itself. */
const DEPTH = 64;

interface Node {
  readonly type: string;
  readonly props: Record<string, Json>;
  readonly modifiers: { name: string; args: Json[] }[];
  readonly children: unknown[];
}

const NODE = Symbol("view");

/** A view answers every modifier; which ones the home screen draws is the page's business. */
function makeView(node: Node): object {
  const target = { [NODE]: node };
  const view: object = new Proxy(target, {
    get(_target, name) {
      if (name === NODE) return node;
      if (typeof name === "symbol" || name === "then" || name === "toJSON" || name === "body" || name === "constructor") return undefined;
      return (...values: unknown[]) => makeView({ ...node, modifiers: [...node.modifiers, { name, args: values.flatMap((value) => plainArgument(value)) }] });
    },
  });
  return view;
}

function plainArgument(value: unknown): Json[] {
  if (isView(value)) return [render(value) as unknown as Json];
  const json = plain(value);
  return json === undefined ? [] : [json];
}

const isView = (value: unknown): value is { [NODE]: Node } => value !== null && typeof value === "object" && (value as { [NODE]?: Node })[NODE] !== undefined;

/** A view's data. `where` names what gave it, for the error. */
export function render(value: unknown, where = "the content closure", depth = 0): ViewData {
  if (depth > DEPTH) throw wrongValue(where, "views that end somewhere", value);
  if (isView(value)) {
    const { type, props, modifiers, children } = value[NODE];
    return { type, props, modifiers, children: children.flatMap((child) => list(child)).map((child) => render(child, where, depth + 1)) };
  }
  if (typeof value === "string" || typeof value === "number") return { type: "Text", props: { text: String(value) }, modifiers: [], children: [] };
  if (Array.isArray(value)) return { type: "Group", props: {}, modifiers: [], children: value.flatMap((child) => list(child)).map((child) => render(child, where, depth + 1)) };
  if (value !== null && typeof value === "object" && "body" in value) {
    const { body } = value as { body: unknown };
    return render(typeof body === "function" ? body.call(value) : body, where, depth + 1);
  }
  throw wrongValue(where, "a SwiftUI view", value);
}

/** `null`, `undefined` and `false` stand for no view, as an `if` without `else` does. */
const list = (child: unknown): unknown[] => (child === null || child === undefined || child === false ? [] : Array.isArray(child) ? child.flatMap(list) : [child]);

type Maker = (...values: unknown[]) => Pick<Node, "props" | "children">;

const options = (value: unknown): Record<string, Json> => (value !== null && typeof value === "object" && !Array.isArray(value) && !isView(value) ? ((plain(value) ?? {}) as Record<string, Json>) : {});
const content = (values: readonly unknown[]): unknown[] => {
  const found = values.find((value) => typeof value === "function" || Array.isArray(value) || isView(value) || (value !== null && typeof value === "object" && "body" in value));
  const made: unknown = typeof found === "function" ? (found as () => unknown)() : found;
  return made === undefined ? values.filter((value) => typeof value === "string") : list(made);
};

const container: Maker = (...values) => ({ props: options(values[0]), children: content(values) });
const leaf: Maker = (...values) => ({ props: options(values[0]), children: [] });
const titled: Maker = (title, ...rest) => ({ props: { text: typeof title === "string" || typeof title === "number" ? String(title) : "", ...options(rest[0]), ...(typeof title === "object" ? options(title) : {}) }, children: typeof title === "string" ? [] : content([title, ...rest]) });

const MAKERS: Readonly<Record<string, Maker>> = {
  Text: (value, ...rest) => {
    const text = value !== null && typeof value === "object" && "verbatim" in value ? value.verbatim : value;
    if (text === undefined || text === null) throw wrongValue("Text", "a string", text);
    return { props: { text: text instanceof Date ? text.toISOString() : typeof text === "object" ? describe(text) : String(text), ...options(rest[0]) }, children: [] };
  },
  Image: (value) => ({ props: typeof value === "string" ? { name: value } : options(value), children: [] }),
  Label: titled, Button: titled, Toggle: titled,
  HStack: container, VStack: container, ZStack: container, Group: container, List: container, ScrollView: container, Grid: container, GridRow: container,
  LazyVStack: container, LazyHStack: container, Section: container, ViewThatFits: container, GeometryReader: container, ContainerRelativeShape: leaf,
  Link: (...values) => ({ props: typeof values[0] === "string" ? { text: values[0], ...options(values[1]) } : options(values[0]), children: content(values.slice(1)) }),
  ForEach: (items, ...rest) => {
    const build = rest.find((value) => typeof value === "function") as ((item: unknown, index: number) => unknown) | undefined;
    if (!Array.isArray(items) || !build) throw wrongValue("ForEach", "an array and a closure", items);
    return { props: {}, children: items.map((item, index) => build(item, index)) };
  },
  Gauge: (...values) => ({ props: options(values[0]), children: content(values.slice(1)) }),
  ProgressView: titled,
  Spacer: leaf, Divider: leaf, EmptyView: leaf, Circle: leaf, Rectangle: leaf, RoundedRectangle: leaf, Capsule: leaf, AccessoryWidgetBackground: leaf, LinearGradient: leaf,
};

/** Callable with and without `new`, as Swift needs none and TypeScript people write one. */
function viewType(type: string, make: Maker): (...values: unknown[]) => object {
  return function View(...values: unknown[]): object {
    return makeView({ type, modifiers: [], ...make(...values) });
  };
}

export const views: Readonly<Record<string, (...values: unknown[]) => object>> = Object.fromEntries(Object.entries(MAKERS).map(([type, make]) => [type, viewType(type, make)]));

/** `Color.red`, `Color("name")`: a value for modifiers, and a view that fills its place. */
export const Color: object = named("Color", true);
export const Font: object = named("Font", false);
/** `.leading`, `.center` and the like, for those who write them with their type. */
export const Alignment: object = names();
export const HorizontalAlignment: object = names();
export const VerticalAlignment: object = names();
export const TextAlignment: object = names();
export const Edge: object = names();
export const ContentMode: object = names();

function names(): object {
  return new Proxy({}, { get: (_target, name) => (typeof name === "symbol" ? undefined : name) });
}

function named(type: "Color" | "Font", isShown: boolean): object {
  const make = (props: Record<string, Json>): object => (isShown ? makeView({ type, props, modifiers: [], children: [] }) : { ...props });
  const maker = (...values: unknown[]): object => make(typeof values[0] === "string" ? { name: values[0] } : options(values[0]));
  return new Proxy(maker, {
    get(target, name) {
      if (typeof name === "symbol" || name === "prototype" || name in target) return Reflect.get(target, name) as unknown;
      if (name === "system" || name === "custom") return (...values: unknown[]) => make(Object.assign({}, ...values.map((value) => (typeof value === "string" ? { name: value } : options(value)))) as Record<string, Json>);
      return make({ name });
    },
  });
}
