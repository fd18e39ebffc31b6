/** Values that views are styled with: colours, fonts, gradients, angles, and the names that Swift writes with a dot. */
import type { Json } from "../../model/json.ts";
import { notEmulated, wrongValue } from "./errors.ts";
import { DATA, dataFrom, name, nodeOf, type Node } from "./view-node.ts";

export const COLOURS = ["red", "orange", "yellow", "green", "mint", "teal", "cyan", "blue", "indigo", "purple", "pink", "brown", "white", "gray", "black", "clear", "primary", "secondary", "accentColor"];
const HIERARCHY = ["primary", "secondary", "tertiary", "quaternary", "quinary", "foreground", "background", "tint", "separator", "fill", "placeholder", "link", "selection"];
const MATERIALS = ["ultraThinMaterial", "thinMaterial", "regularMaterial", "thickMaterial", "ultraThickMaterial", "bar", "ultraThin", "thin", "regular", "thick", "ultraThick"];
const STYLES = [...new Set([...COLOURS, ...HIERARCHY, ...MATERIALS])];
export const FONTS = ["extraLargeTitle2", "extraLargeTitle", "largeTitle", "title", "title2", "title3", "headline", "subheadline", "body", "callout", "footnote", "caption", "caption2"];
export const WEIGHTS = ["ultraLight", "thin", "light", "regular", "medium", "semibold", "bold", "heavy", "black"];
export const DESIGNS = ["default", "serif", "rounded", "monospaced"];
export const GRADIENTS = ["LinearGradient", "RadialGradient", "AngularGradient", "EllipticalGradient", "MeshGradient"];

/** A shape style: the name of one, a colour, a gradient or a material. */
export function styleOf(value: unknown, where: string): Json {
  const expected = 'a style, such as Color.red, "secondary", "ultraThinMaterial" or a LinearGradient';
  if (typeof value === "string") {
    if (STYLES.includes(name(value))) return name(value);
    throw wrongValue(where, expected, value);
  }
  const node = nodeOf(value);
  if (node ? node.type === "Color" || GRADIENTS.includes(node.type) : value !== null && typeof value === "object" && DATA in value) return dataFrom(value) ?? null;
  throw wrongValue(where, expected, value);
}

const KNOWN = (found: unknown): boolean => typeof found === "string" && STYLES.includes(name(found));
/** Where a style or a view may stand, as in `background`. */
export const isStyle = (value: unknown): boolean => KNOWN(value) || (value !== null && typeof value === "object" && DATA in value);

/** An object of values that knows its own data. */
export const valueWith = (data: Json, members: object = {}): object => Object.assign(Object.defineProperty({}, DATA, { value: data }), members);

const fontName = (value: unknown, where: string): string => {
  if (typeof value === "string" && FONTS.includes(name(value))) return name(value);
  throw wrongValue(where, `a text style, one of ${FONTS.slice(2).join(", ")}`, value);
};
export const oneOf = (value: unknown, names: readonly string[], where: string): string => {
  if (typeof value === "string" && names.includes(name(value))) return name(value);
  throw wrongValue(where, `one of ${names.join(", ")}`, value);
};
export const numberIn = (value: unknown, where: string, low = -Infinity, high = Infinity): number => {
  const isEndless = typeof value === "string" && name(value) === "infinity";
  const number = isEndless ? Infinity : value;
  if (typeof number !== "number" || Number.isNaN(number) || number < low || number > high) throw wrongValue(where, low === -Infinity ? "a number" : high === Infinity ? `a number, at least ${low}` : `a number from ${low} to ${high}`, value);
  return number;
};

type FontData = Record<string, Json>;

function fontWith(data: FontData): object {
  const more = (change: FontData) => fontWith({ ...data, ...change });
  return valueWith(data, {
    bold: () => more({ weight: "bold" }), italic: () => more({ italic: true }), monospacedDigit: () => more({ monospacedDigit: true }), monospaced: () => more({ design: "monospaced" }),
    smallCaps: () => more({ smallCaps: true }), weight: (value: unknown) => more({ weight: oneOf(value, WEIGHTS, "Font.weight") }), leading: () => more({}), width: () => more({}),
  });
}

const systemFont = (first: unknown, second?: unknown): object => {
  const more = (typeof first === "object" ? first : second) as { size?: unknown; weight?: unknown; design?: unknown } | null | undefined;
  const base: FontData = typeof first === "string" ? { name: fontName(first, "Font.system") } : { size: numberIn(more?.size, "Font.system({ size })", 1) };
  return fontWith({ ...base, ...(more?.weight === undefined ? {} : { weight: oneOf(more.weight, WEIGHTS, "Font.system({ weight })") }), ...(more?.design === undefined ? {} : { design: oneOf(more.design, DESIGNS, "Font.system({ design })") }) });
};

const named = (what: string, members: Record<string, unknown>, advice: string, base: object = {}): object => new Proxy(base, {
  get(target, key) {
    if (typeof key === "symbol" || key in target || key === "then" || key === "toJSON") return Reflect.get(target, key) as unknown;
    if (Object.hasOwn(members, key)) return members[key];
    throw notEmulated(`${what}.${key}`, advice);
  },
});

export const Font: object = named("Font", {
  ...Object.fromEntries(FONTS.map((each) => [each, fontWith({ name: each })])), system: systemFont,
  custom: (face: unknown, options?: { size?: unknown }) => fontWith({ face: String(face), size: numberIn(options?.size, "Font.custom(…, { size })", 1) }),
  Weight: Object.fromEntries(WEIGHTS.map((each) => [each, each])), Design: Object.fromEntries(DESIGNS.map((each) => [each, each])),
}, `The text styles are ${FONTS.slice(2).join(", ")}; others are Font.system({ size, weight, design }).`);

export function fontOf(value: unknown): Json {
  if (typeof value === "string") return { name: fontName(value, "font") };
  const data = value !== null && typeof value === "object" ? (value as { [DATA]?: Json })[DATA] : undefined;
  if (data === undefined) throw wrongValue("font", "a font, such as Font.headline or Font.system({ size: 20 })", value);
  return data;
}

/** `makeView` comes from outside: a colour is a view too. */
export function colours(makeView: (node: Node) => object): object {
  const make = (props: Record<string, Json>): object => makeView({ type: "Color", props, modifiers: [], children: [] });
  const part = (value: unknown, key: string): number => numberIn(value, `Color({ ${key} })`, 0, 1);
  // A function and no arrow: people write `new Color(…)` as well.
  const maker = function Color(first: unknown, second?: unknown): object {
    if (typeof first === "string" && second === undefined) return make({ asset: first });
    const given = (typeof first === "object" ? first : second) as Record<string, unknown> | null | undefined;
    const keys = ["red", "green", "blue", "opacity", "hue", "saturation", "brightness", "white"].filter((key) => given?.[key] !== undefined);
    if (!given || keys.length === 0) throw wrongValue("Color", "a name in the asset catalog, { red, green, blue }, { hue, saturation, brightness } or { white }", first);
    return make(Object.fromEntries(keys.map((key) => [key, part(given[key], key)])));
  };
  return named("Color", Object.fromEntries(COLOURS.map((each) => [each, make({ name: each })])), `The colours are ${COLOURS.join(", ")}; others are Color({ red, green, blue }).`, maker);
}

export function Gradient(options: unknown): object {
  return valueWith({ gradient: gradientStops(options, "Gradient") });
}

/** `{ colors }` or `{ stops }` as stops: each a colour and a location from 0 to 1. */
export function gradientStops(options: unknown, where: string): Json[] {
  const { gradient, colors, stops } = (options ?? {}) as { gradient?: unknown; colors?: unknown; stops?: unknown };
  if (gradient !== undefined) {
    const data = dataFrom(gradient);
    if (data === null || typeof data !== "object" || !("gradient" in data)) throw wrongValue(`${where}({ gradient })`, "a Gradient", gradient);
    return data["gradient"] as Json[];
  }
  if (Array.isArray(colors) && colors.length > 0) return colors.map((colour, index) => ({ color: styleOf(colour, `${where}({ colors })`), location: colors.length === 1 ? 0 : index / (colors.length - 1) }));
  if (Array.isArray(stops) && stops.length > 0) return stops.map((stop: { color?: unknown; location?: unknown }) => ({ color: styleOf(stop?.color, `${where}({ stops }), color`), location: numberIn(stop?.location, `${where}({ stops }), location`) }));
  throw wrongValue(where, "{ colors: [Color.blue, Color.black] }, { stops } or { gradient }", options);
}

const angle = (degrees: number): object => valueWith({ degrees });
export const Angle = Object.assign((options: { degrees?: unknown; radians?: unknown }) => (options?.radians === undefined ? angle(numberIn(options?.degrees, "Angle({ degrees })")) : angle((numberIn(options.radians, "Angle({ radians })") * 180) / Math.PI)), {
  zero: angle(0), degrees: (value: unknown) => angle(numberIn(value, "Angle.degrees")), radians: (value: unknown) => angle((numberIn(value, "Angle.radians") * 180) / Math.PI),
});

/** `.leading`, `.center` and the like, for those who write them with their type. */
export const names = (): object => new Proxy({}, { get: (_target, key) => (typeof key === "symbol" ? undefined : key) });
