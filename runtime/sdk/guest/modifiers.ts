/** The modifiers of views: what each takes, in the one form that the home screen reads. */
import type { ViewData } from "../../model/host-call.ts";
import type { Json } from "../../model/json.ts";
import { notEmulated, wrongValue } from "./errors.ts";
import { DESIGNS, fontOf, GRADIENTS, isStyle, numberIn, oneOf, styleOf, WEIGHTS } from "./styles.ts";
import { content, dataFrom, isCustom, isView, name, nodeOf, render, single, type Node } from "./view-node.ts";

type Modifier = (values: readonly unknown[], where: string, node: Node) => Json[];
type Options = Record<string, unknown>;

const SHAPES = ["Circle", "Rectangle", "RoundedRectangle", "UnevenRoundedRectangle", "Capsule", "Ellipse", "ContainerRelativeShape"];
export const EDGES: Readonly<Record<string, readonly string[]>> = { top: ["top"], leading: ["leading"], bottom: ["bottom"], trailing: ["trailing"], horizontal: ["leading", "trailing"], vertical: ["top", "bottom"], all: ["top", "leading", "bottom", "trailing"] };
export const HORIZONTAL = ["leading", "center", "trailing"];
export const VERTICAL = ["top", "center", "bottom", "firstTextBaseline", "lastTextBaseline"];
export const ALIGNMENTS = ["topLeading", "top", "topTrailing", "leading", "center", "trailing", "bottomLeading", "bottom", "bottomTrailing"];
/** `padding()` without a length. */
const PADDING = 16;

const optionsOf = (value: unknown): Options => (value !== null && typeof value === "object" && !Array.isArray(value) && !isView(value) && !isCustom(value) ? (value as Options) : {});
const view = (data: ViewData): Json => data as unknown as Json;
const flag: Modifier = ([value = true], where) => {
  if (typeof value !== "boolean") throw wrongValue(where, "true or false", value);
  return [value];
};
const number = (low = -Infinity, high = Infinity, otherwise?: number): Modifier => ([value = otherwise], where) => [numberIn(value, where, low, high) === Infinity ? "infinity" : numberIn(value, where, low, high)];
const choice = (...options: readonly string[]): Modifier => ([value], where) => [oneOf(value, options, where)];
const style: Modifier = (values, where) => (values.length === 0 ? [styleOf(undefined, where)] : values.map((value) => styleOf(value, where)));
const optional = (modifier: Modifier): Modifier => (values, where, node) => (values[0] === null ? [null] : modifier(values, where, node));
const wording: Modifier = ([value], where) => {
  if (typeof value !== "string" && nodeOf(value)?.type !== "Text") throw wrongValue(where, "a string or a Text", value);
  return [view(render(value))];
};
const loose: Modifier = (values) => values.flatMap((value) => dataFrom(value) ?? []);
/** Swift has these on a narrower type only. */
const on = (types: readonly string[], what: string, modifier: Modifier): Modifier => (values, where, node) => {
  if (!types.includes(node.type)) throw wrongValue(`.${where}`, `to be applied to ${what}`, { constructor: { name: node.type } });
  return modifier(values, where, node);
};
const shapeOf = (value: unknown, where: string): Json => {
  const node = nodeOf(value);
  if (typeof value === "string" && ["circle", "capsule", "rect", "ellipse", "containerRelative"].includes(name(value))) return view({ type: { circle: "Circle", capsule: "Capsule", rect: "Rectangle", ellipse: "Ellipse", containerRelative: "ContainerRelativeShape" }[name(value)] as string, props: {}, modifiers: [], children: [] });
  if (!node || !SHAPES.includes(node.type)) throw wrongValue(where, "a shape, such as Circle() or RoundedRectangle({ cornerRadius: 12 })", value);
  return view(render(value));
};

const padding: Modifier = (values, where) => {
  const [first, second] = values;
  const inset: Record<string, number> = { top: 0, leading: 0, bottom: 0, trailing: 0 };
  const set = (edges: unknown, length: unknown): void => {
    for (const edge of [edges].flat()) for (const each of EDGES[oneOf(edge, Object.keys(EDGES), where)] ?? []) inset[each] = numberIn(length ?? PADDING, where);
  };
  if (typeof first === "number" || first === undefined || first === null) set("all", first);
  else if (typeof first === "string" || Array.isArray(first)) set(first, second);
  else for (const [edge, length] of Object.entries(first as object)) set(edge, length);
  return [inset];
};

const FIXED = ["width", "height", "alignment"];
const FLEXIBLE = ["minWidth", "idealWidth", "maxWidth", "minHeight", "idealHeight", "maxHeight", "alignment"];
const frame: Modifier = ([given], where) => {
  const options = optionsOf(given);
  const keys = Object.keys(options).filter((key) => options[key] !== undefined && options[key] !== null);
  const unknown = keys.find((key) => !FIXED.includes(key) && !FLEXIBLE.includes(key));
  if (unknown !== undefined || keys.length === 0) throw wrongValue(where, "{ width, height, alignment } or { minWidth, maxWidth, minHeight, maxHeight, alignment }", unknown ?? given);
  if (!keys.every((key) => FIXED.includes(key)) && !keys.every((key) => FLEXIBLE.includes(key))) throw wrongValue(where, "either width and height, or the least and most: Swift has no frame with both; apply two", keys.join(", "));
  return [Object.fromEntries(keys.map((key): [string, Json] => {
    if (key === "alignment") return [key, oneOf(options[key], [...ALIGNMENTS, "leadingFirstTextBaseline", "trailingFirstTextBaseline", "centerFirstTextBaseline"], `${where}({ alignment })`)];
    const length = numberIn(options[key], `${where}({ ${key} })`, 0);
    if (length === Infinity && !key.startsWith("max")) throw wrongValue(`${where}({ ${key} })`, `a finite number: what fills the space is { max${key.charAt(0).toUpperCase()}${key.slice(1)}: Infinity }`, options[key]);
    return [key, length === Infinity ? "infinity" : length];
  }))];
};

/** A style, a view or a closure that makes one; and how it lies. */
const layer: Modifier = (values, where) => {
  const options = Object.assign({}, ...values.map(optionsOf)) as Options;
  const given = values.find((value) => typeof value === "function" || Array.isArray(value) || typeof value === "string" || isView(value) || isCustom(value) || isStyle(value)) ?? options["content"];
  if (given === undefined) throw wrongValue(where, "a style, a view or a closure that gives one", values[0]);
  const type = nodeOf(given)?.type ?? "";
  const plain = typeof given === "string" || type === "Color" || GRADIENTS.includes(type) || (isStyle(given) && !isView(given));
  const made = plain ? styleOf(given, where) : view(single(given, where));
  return [made, {
    alignment: options["alignment"] === undefined ? "center" : oneOf(options["alignment"], ALIGNMENTS, `${where}({ alignment })`),
    ...(options["in"] === undefined ? {} : { in: shapeOf(options["in"], `${where}({ in })`) }),
  }];
};

const containerBackground: Modifier = (values, where, node) => {
  const target = values.map((value) => optionsOf(value)["for"]).find((value) => value !== undefined);
  if (typeof target !== "string" || name(target) !== "widget") throw wrongValue(where, 'its place, as in containerBackground(Color.blue, { for: "widget" })', target);
  return layer(values, where, node);
};

const address: Modifier = ([value], where) => {
  const text = typeof value === "string" ? value : (value as { absoluteString?: unknown } | null)?.absoluteString;
  if (typeof text !== "string") throw wrongValue(where, "a URL", value);
  return [text];
};
const pair: Modifier = ([value], where) => {
  const { x = 0, y = 0, width, height } = optionsOf(value);
  return [{ x: numberIn(width ?? x, where), y: numberIn(height ?? y, where) }];
};
const turn: Modifier = ([value], where) => {
  const data = dataFrom(value);
  if (data === null || typeof data !== "object" || !("degrees" in data)) throw wrongValue(where, "an angle, such as Angle.degrees(45)", value);
  return [data];
};
const stroke: Modifier = ([value = "primary", options], where) => {
  const first = optionsOf(value);
  const given = { ...first, ...optionsOf(options) };
  const style = "lineWidth" in first ? "primary" : value;
  return [styleOf(style, where), { lineWidth: numberIn((optionsOf(given["style"])["lineWidth"] ?? given["lineWidth"]) ?? 1, `${where}({ lineWidth })`, 0), lineCap: String(optionsOf(given["style"])["lineCap"] ?? given["lineCap"] ?? "butt").replace(/^\./, ""), dash: ([optionsOf(given["style"])["dash"] ?? given["dash"] ?? []].flat() as Json[]) }];
};
const lines: Modifier = (values, where) => {
  const [value] = values;
  if (value === null) return [null];
  return [numberIn(Array.isArray(value) ? value[1] : value, where, 1)];
};

/** Drawn on the home screen. */
const DRAWN: Readonly<Record<string, Modifier>> = {
  font: optional(([value]) => [fontOf(value)]), fontWeight: optional(choice(...WEIGHTS)), fontDesign: optional(choice(...DESIGNS)), bold: flag, italic: flag, monospaced: flag, monospacedDigit: () => [], underline: flag, strikethrough: flag,
  textCase: optional(choice("uppercase", "lowercase")), tracking: number(), kerning: number(), lineLimit: lines, lineSpacing: number(0), multilineTextAlignment: choice(...HORIZONTAL), minimumScaleFactor: number(0, 1), truncationMode: choice("head", "middle", "tail"),
  fixedSize: ([value]) => [{ horizontal: optionsOf(value)["horizontal"] !== false, vertical: optionsOf(value)["vertical"] !== false }], layoutPriority: number(),
  foregroundStyle: style, foregroundColor: optional(style), tint: optional(style), accentColor: optional(style), opacity: number(0, Infinity), background: layer, overlay: layer, containerBackground, border: ([value, options], where) => [styleOf(value, where), numberIn(optionsOf(options)["width"] ?? 1, where, 0)],
  padding, frame, offset: pair, cornerRadius: number(0), clipShape: ([value], where) => [shapeOf(value, where)], clipped: () => [], mask: layer, shadow: ([value], where) => {
    const { color = null, radius, x = 0, y = 0 } = optionsOf(value);
    return [{ color: color === null ? null : styleOf(color, where), radius: numberIn(radius, `${where}({ radius })`, 0), x: numberIn(x, where), y: numberIn(y, where) }];
  },
  blur: ([value], where) => [numberIn(optionsOf(value)["radius"] ?? value, `${where}({ radius })`, 0)], grayscale: number(0, 1), saturation: number(0), brightness: number(-1, 1), contrast: number(),
  rotationEffect: turn, scaleEffect: ([value], where) => [typeof value === "number" ? { x: value, y: value } : (pair([value], where, {} as Node)[0] as Json)],
  resizable: on(["Image"], "an Image", () => []), scaledToFit: () => [], scaledToFill: () => [], aspectRatio: ([first, second], where) => {
    const mode = optionsOf(second)["contentMode"] ?? optionsOf(first)["contentMode"];
    return [{ ratio: typeof first === "number" ? numberIn(first, where, 0) : null, contentMode: oneOf(mode, ["fit", "fill"], `${where}({ contentMode })`) }];
  }, imageScale: choice("small", "medium", "large"),
  fill: on(SHAPES, "a shape", ([value = "foreground"], where) => [styleOf(value, where)]), stroke: on(SHAPES, "a shape", stroke), strokeBorder: on(SHAPES, "a shape", stroke),
  trim: on(SHAPES, "a shape", ([value], where) => [{ from: numberIn(optionsOf(value)["from"] ?? 0, where, 0, 1), to: numberIn(optionsOf(value)["to"] ?? 1, where, 0, 1) }]), inset: on(SHAPES, "a shape", ([value], where) => [numberIn(optionsOf(value)["by"], `${where}({ by })`)]),
  gaugeStyle: choice("automatic", "linearCapacity", "accessoryLinear", "accessoryLinearCapacity", "accessoryCircular", "accessoryCircularCapacity"), progressViewStyle: choice("automatic", "linear", "circular"), labelStyle: choice("automatic", "titleOnly", "iconOnly", "titleAndIcon"),
  buttonStyle: choice("automatic", "plain", "bordered", "borderedProminent", "borderless"), toggleStyle: choice("automatic", "switch", "button"), labelsHidden: () => [], gridCellColumns: number(1), gridColumnAlignment: choice(...HORIZONTAL), zIndex: number(), hidden: () => [],
  redacted: ([value], where) => [oneOf(optionsOf(value)["reason"] ?? value, ["placeholder", "privacy", "invalidated"], `${where}({ reason })`)], unredacted: () => [], privacySensitive: flag, widgetURL: optional(address), colorScheme: choice("light", "dark"),
  accessibilityLabel: wording, accessibilityValue: wording, accessibilityHint: wording, accessibilityHidden: flag, accessibilityElement: loose, environment: loose,
};

/** Taken, and without an effect on what is drawn here. */
const TAKEN = ["accessibilityAddTraits", "accessibilityIdentifier", "accessibilitySortPriority", "allowsTightening", "animation", "baselineOffset", "blendMode", "colorInvert", "compositingGroup", "containerShape", "contentMargins", "contentShape", "contentTransition", "controlSize", "disabled", "drawingGroup", "dynamicTypeSize", "environmentObject", "gridCellAnchor", "gridCellUnsizedAxes", "id", "ignoresSafeArea", "invalidatableContent", "position", "preferredColorScheme", "previewContext", "renderingMode", "symbolRenderingMode", "symbolVariant", "tag", "transition", "unredactedPrivacy", "widgetAccentable", "widgetAccentedRenderingMode", "widgetLabel"];

/** What runs code after the view was drawn: WidgetKit has no such moment [P30]. */
const ONCE = "WidgetKit draws a view once, into an archive, and nothing asynchronous that it starts is ever shown: do it in the provider, and put the result into the entry.";
const TOUCH = "A widget is a picture, and its process is gone when it is touched: use Button({ intent }), Toggle({ isOn, intent }), Link or widgetURL.";
const LIVE: Readonly<Record<string, string>> = {
  ...Object.fromEntries(["task", "onAppear", "onDisappear", "onReceive", "onChange", "refreshable", "onOpenURL"].map((each) => [each, ONCE])),
  ...Object.fromEntries(["onTapGesture", "onLongPressGesture", "gesture", "onSubmit", "sheet", "alert", "swipeActions", "contextMenu", "searchable", "navigationTitle", "toolbar"].map((each) => [each, TOUCH])),
};

export const isModifier = (key: string): boolean => Object.hasOwn(DRAWN, key) || Object.hasOwn(LIVE, key) || TAKEN.includes(key) || key === "modifier";

/** Fails at the name already, so that `.task` says why before its closure is looked at. */
export function refuse(key: string, type: string): void {
  const instead = Object.hasOwn(LIVE, key) ? LIVE[key] : undefined;
  if (instead !== undefined) throw notEmulated(`.${key} of ${type}`, instead);
}

/** One application as data. Names that are not known are kept, and the page says that it did not draw them. */
export function apply(key: string, values: readonly unknown[], node: Node): ViewData["modifiers"][number] {
  const make = Object.hasOwn(DRAWN, key) ? (DRAWN[key] as Modifier) : loose;
  return { name: key, args: make(values, key, node) };
}

export const modified = (subject: unknown, values: readonly unknown[]): unknown => {
  const [modifier] = values as { body?: (content: unknown) => unknown }[];
  if (typeof modifier?.body !== "function") throw wrongValue("modifier", "an object with body(content)", modifier);
  return content(modifier.body(subject))[0];
};
