/** SwiftUI's views: what each is made with. */
import type { ViewData } from "../../model/host-call.ts";
import type { Json } from "../../model/json.ts";
import { contentSize, Environment } from "./environment.ts";
import { needString, notEmulated, wrongValue } from "./errors.ts";
import { ALIGNMENTS, apply, HORIZONTAL, isModifier, modified, refuse, VERTICAL } from "./modifiers.ts";
import { Angle, colours, Gradient, gradientStops, names, numberIn, oneOf } from "./styles.ts";
import { numbers, textProps, timerOf } from "./text.ts";
import { content, dataFrom, inlined, isCustom, isView, list, NODE, render, single, type Node } from "./view-node.ts";
export { Font } from "./styles.ts";
export { render } from "./view-node.ts";

type Made = Pick<Node, "props" | "children">;
type Maker = (...values: unknown[]) => Made;
type Options = Record<string, unknown>;

/** A view: every modifier gives a new one. */
function makeView(node: Node): object {
  const view: object = new Proxy({ [NODE]: node }, {
    get(_target, key) {
      if (key === NODE) return node;
      if (key === Symbol.toPrimitive || key === "toString") return () => inlined(node);
      if (typeof key === "symbol" || key === "then" || key === "toJSON" || key === "body" || key === "constructor") return undefined;
      if (key === "gradient" && node.type === "Color") return makeView({ ...node, modifiers: [...node.modifiers, { name: "gradient", args: [] }] });
      refuse(key, node.type);
      if (key === "modifier") return (...values: unknown[]) => modified(view, values);
      return (...values: unknown[]) => makeView({ ...node, modifiers: [...node.modifiers, apply(key, values, node)] });
    },
  });
  return view;
}

/** The base of a learner's own views: gives them the modifiers. The constructor takes what the fields are made of. */
export class View {}
Object.setPrototypeOf(View.prototype, new Proxy(Object.prototype, {
  get(target, key, receiver) {
    if (typeof key === "symbol" || !isModifier(key)) return Reflect.get(target, key, receiver) as unknown;
    return (...values: unknown[]) => (makeView({ type: "Group", props: {}, modifiers: [], children: [receiver] }) as Record<string, (...values: unknown[]) => unknown>)[key]?.(...values);
  },
}));

/** What a tap on a widget can run: in the app's process, or in the extension's. */
export class AppIntent {}

const isOptions = (value: unknown): value is Options => value !== null && typeof value === "object" && !Array.isArray(value) && !isView(value) && !isCustom(value);
const optionsOf = (value: unknown): Options => (isOptions(value) ? value : {});
const slot = (options: Options, key: string, where: string): Record<string, Json> => (options[key] === undefined || options[key] === null ? {} : { [key]: single(options[key], `${where}({ ${key} })`) as unknown as Json });
const slots = (options: Options, keys: readonly string[], where: string): Record<string, Json> => Object.assign({}, ...keys.map((key) => slot(options, key, where))) as Record<string, Json>;

/** The closure of a container: with its options before it or without. */
const closure = (values: readonly unknown[], where: string, argument?: unknown): unknown[] => {
  const found = values.slice(isOptions(values[0]) ? 1 : 0);
  for (const each of found) if (typeof each === "number" || typeof each === "boolean") throw wrongValue(where, "views: an array of them, or a closure that gives one", each);
  return found.flatMap((each) => content(each, argument));
};

const stack = (type: string, alignments: readonly string[]): Maker => (...values) => {
  const { alignment, spacing } = optionsOf(values[0]);
  return {
    props: { alignment: alignment === undefined ? "center" : oneOf(alignment, alignments, `${type}({ alignment })`), spacing: spacing === undefined || spacing === null ? null : numberIn(spacing, `${type}({ spacing })`) },
    children: closure(values, type),
  };
};

const container = (type: string): Maker => (...values) => ({ props: (dataFrom(optionsOf(values[0])) ?? {}) as Record<string, Json>, children: closure(values, type) });
const leaf: Maker = (value) => ({ props: (dataFrom(optionsOf(value)) ?? {}) as Record<string, Json>, children: [] });
const shape = (type: string): Maker => (value) => {
  const options = optionsOf(typeof value === "number" ? { cornerRadius: value } : value);
  if (type === "RoundedRectangle" && options["cornerSize"] === undefined) numberIn(options["cornerRadius"], "RoundedRectangle({ cornerRadius })", 0);
  return leaf(options);
};

const gradient = (type: string): Maker => (given, more) => {
  const options = { ...optionsOf(given), ...optionsOf(more) };
  const { gradient: _gradient, colors: _colors, stops: _stops, ...rest } = options;
  return { props: { stops: gradientStops(options, type), ...(dataFrom(rest) as Record<string, Json>) }, children: [] };
};

/** A title, or a closure that makes a label: Button, Toggle, Link, Section. */
function titled(type: string, values: readonly unknown[]): { options: Options; label: unknown[] } {
  const [first, ...rest] = values;
  if (typeof first === "string" || typeof first === "number") return { options: Object.assign({}, ...rest.map(optionsOf)) as Options, label: [makeView({ type: "Text", modifiers: [], props: textProps(first), children: [] })] };
  const options = optionsOf(first);
  return { options, label: [...closure(values, type), ...(options["label"] === undefined ? [] : content(options["label"]))] };
}

const intentOf = (type: string, intent: unknown): Json => {
  if (intent === null || typeof intent !== "object") throw wrongValue(`${type}({ intent })`, "an object of a class that extends AppIntent", intent);
  return { type: intent.constructor?.name ?? "", parameters: dataFrom({ ...intent }) ?? {} };
};

const MAKERS: Readonly<Record<string, Maker>> = {
  Text: (first, second) => ({ props: textProps(first, second), children: [] }),
  Image: (first, second): Made => {
    const { systemName, variableValue, decorative, uiImage } = { ...optionsOf(first), ...optionsOf(second) };
    if (uiImage !== undefined) throw notEmulated("Image({ uiImage })", 'Use Image("name") for a picture, which is drawn as a neutral one, or Image({ systemName }).');
    if (systemName !== undefined) return { props: { systemName: needString(systemName, "Image({ systemName })"), ...(variableValue === undefined ? {} : { variableValue: numberIn(variableValue, "Image({ variableValue })", 0, 1) }) }, children: [] };
    return { props: { asset: needString(decorative ?? first, "Image") }, children: [] };
  },
  Label: (...values): Made => {
    const [first, second] = values;
    if (typeof first !== "string") return { props: slots(optionsOf(first), ["title", "icon"], "Label"), children: [] };
    const { systemImage, image } = optionsOf(second);
    const icon: Record<string, Json> = systemImage === undefined ? { asset: needString(image, 'Label("title", { systemImage })') } : { systemName: needString(systemImage, 'Label("title", { systemImage })') };
    return { props: { title: render(first) as unknown as Json, icon: { type: "Image", props: icon, modifiers: [], children: [] } }, children: [] };
  },
  HStack: stack("HStack", VERTICAL), VStack: stack("VStack", HORIZONTAL), ZStack: stack("ZStack", ALIGNMENTS), LazyHStack: stack("LazyHStack", VERTICAL), LazyVStack: stack("LazyVStack", HORIZONTAL),
  Group: container("Group"), List: container("List"), ScrollView: container("ScrollView"), ViewThatFits: container("ViewThatFits"), ControlGroup: container("ControlGroup"),
  Grid: (...values) => {
    const { alignment, horizontalSpacing, verticalSpacing } = optionsOf(values[0]);
    const length = (value: unknown, key: string): number | null => (value === undefined || value === null ? null : numberIn(value, `Grid({ ${key} })`));
    return { props: { alignment: alignment === undefined ? "center" : oneOf(alignment, ALIGNMENTS, "Grid({ alignment })"), horizontalSpacing: length(horizontalSpacing, "horizontalSpacing"), verticalSpacing: length(verticalSpacing, "verticalSpacing") }, children: closure(values, "Grid") };
  },
  GridRow: (...values): Made => {
    const { alignment } = optionsOf(values[0]);
    return { props: alignment === undefined ? {} : { alignment: oneOf(alignment, VERTICAL, "GridRow({ alignment })") }, children: closure(values, "GridRow") };
  },
  Section: (...values) => {
    const { options, label } = titled("Section", values);
    return { props: slots(options, ["header", "footer"], "Section"), children: typeof values[0] === "string" ? [...label, ...values.slice(1).flatMap((each) => content(each))] : label };
  },
  GeometryReader: (...values) => {
    const size = contentSize();
    return { props: {}, children: closure(values, "GeometryReader", { size, frame: () => ({ minX: 0, minY: 0, midX: size.width / 2, midY: size.height / 2, maxX: size.width, maxY: size.height, ...size }) }) };
  },
  ForEach: (items, ...rest) => {
    const build = rest.find((value) => typeof value === "function") as ((item: unknown, index: number) => unknown) | undefined;
    const all: unknown = typeof items === "number" && Number.isInteger(items) && items >= 0 ? Array.from({ length: items }, (_each, index) => index) : items;
    if (!Array.isArray(all) || !build) throw wrongValue("ForEach", "an array, or a count, and a closure", build ? items : rest[0]);
    return { props: {}, children: all.flatMap((item, index) => list(build(item, index))) };
  },
  Gauge: (...values) => {
    const options = optionsOf(values[0]);
    const [lower, upper] = options["in"] === undefined ? [0, 1] : numbers(options["in"], "Gauge({ in })");
    return { props: { value: numberIn(options["value"], "Gauge({ value })"), lower, upper, ...slots(options, ["currentValueLabel", "minimumValueLabel", "maximumValueLabel"], "Gauge") }, children: [...closure(values, "Gauge"), ...(options["label"] === undefined ? [] : content(options["label"]))] };
  },
  ProgressView: (...values) => {
    const { options, label } = titled("ProgressView", values);
    const { value, total } = options;
    const progress: Record<string, Json> = options["timerInterval"] !== undefined ? { timer: timerOf(options, "ProgressView") } : value === undefined || value === null ? {} : { value: numberIn(value, "ProgressView({ value })"), total: total === undefined ? 1 : numberIn(total, "ProgressView({ total })", 0) };
    return { props: { ...progress, ...slots(options, ["currentValueLabel"], "ProgressView") }, children: label };
  },
  Button: (...values) => {
    const { options, label } = titled("Button", values);
    if (options["intent"] === undefined) throw notEmulated("A Button with an action", "A widget's process is gone when it is tapped: write Button({ intent: new Refresh() }, label), with a class that extends AppIntent.");
    return { props: { intent: intentOf("Button", options["intent"]) }, children: label };
  },
  Toggle: (...values) => {
    const { options, label } = titled("Toggle", values);
    if (options["intent"] === undefined || typeof options["isOn"] !== "boolean") throw notEmulated("A Toggle with a binding", "A widget keeps no state: write Toggle({ isOn: entry.isOn, intent: new Switch() }, label).");
    return { props: { isOn: options["isOn"], intent: intentOf("Toggle", options["intent"]) }, children: label };
  },
  Link: (...values) => {
    const { options, label } = titled("Link", values);
    const destination = dataFrom(options["destination"]);
    return { props: { destination: needString(destination, "Link({ destination })") }, children: label };
  },
  Spacer: (value) => {
    const { minLength } = optionsOf(value);
    return { props: { minLength: minLength === undefined || minLength === null ? null : numberIn(minLength, "Spacer({ minLength })", 0) }, children: [] };
  },
  Divider: leaf, EmptyView: leaf, AccessoryWidgetBackground: leaf,
  ...Object.fromEntries(["Circle", "Rectangle", "RoundedRectangle", "UnevenRoundedRectangle", "Capsule", "Ellipse", "ContainerRelativeShape"].map((type) => [type, shape(type)])),
  ...Object.fromEntries(["LinearGradient", "RadialGradient", "AngularGradient", "EllipticalGradient"].map((type) => [type, gradient(type)])),
};

/** Callable with and without `new`, as Swift needs none and TypeScript people write one. */
function viewType(type: string, make: Maker): (...values: unknown[]) => object {
  return function View(...values: unknown[]): object {
    return makeView({ type, modifiers: [], ...make(...values) });
  };
}

export const views: Readonly<Record<string, unknown>> = {
  ...Object.fromEntries(Object.entries(MAKERS).map(([type, make]) => [type, viewType(type, make)])),
  View, AppIntent, Environment, Gradient, Angle,
  UnitPoint: Object.assign((options: { x: number; y: number }) => ({ ...options }), Object.fromEntries([...ALIGNMENTS, "zero"].map((each) => [each, each]))),
  Material: names(),
};

export const Color: object = colours(makeView);
export const Alignment: object = names();
export const HorizontalAlignment: object = names();
export const VerticalAlignment: object = names();
export const TextAlignment: object = names();
export const Edge: object = names();
export const ContentMode: object = names();

/** What the content closure gave for an entry, as the host takes it; several views are stacked. */
export function draw(made: unknown, hasMargins: boolean): ViewData {
  const view = render(made);
  return hasMargins ? view : { ...view, modifiers: [...view.modifiers, { name: "contentMarginsDisabled", args: [] }] };
}
