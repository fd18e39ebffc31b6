/** What surrounds a view: each modifier that has a box of its own as CSS, and what views inherit. */
import type { ViewData } from "../../../runtime/model/host-call.ts";
import type { Json } from "../../../runtime/model/json.ts";
import { backgroundOf, colourOf, isGradient, viewIn } from "./colours.ts";
import { designOf, fontCss, WEIGHTS } from "./fonts.ts";
import { aligned, type Greed, greedOf, type Modifier, type Place, PLAIN, type Styles } from "./layout.ts";

/** What a view inherits from those around it. Colours are inherited by CSS. */
export interface Surroundings {
  readonly now: number;
  readonly isLocked: boolean;
  readonly isRedacted: boolean;
  readonly font: Json;
  readonly fontChanges: Readonly<Record<string, string>>;
  readonly lines: number | null;
  readonly scale: number;
  readonly align: string;
  readonly truncation: string;
  /** A gradient that texts are painted with. */
  readonly paint: string | null;
  readonly styles: Styles;
  readonly labels: string;
  readonly hidesLabels: boolean;
  readonly buttons: string;
  readonly imageScale: number;
}

export const surroundings = (now: number, isLocked: boolean, isRedacted: boolean, font: Json = { name: "body" }, lines: number | null = null): Surroundings => ({
  now, isLocked, isRedacted, font, fontChanges: {}, lines, scale: 1, align: "start", truncation: "tail", paint: null, styles: PLAIN, labels: "automatic", hidesLabels: false, buttons: "automatic", imageScale: 1,
});

type Inherit = (around: Surroundings, args: readonly Json[]) => Partial<Surroundings>;
const font = (key: string, value: (arg: Json) => string): Inherit => ({ fontChanges }, [arg = true]) => ({ fontChanges: arg === false ? fontChanges : { ...fontChanges, [key]: value(arg) } });
const IMAGE_SCALES: Readonly<Record<string, number>> = { small: 0.8, medium: 1, large: 1.28 };
const INHERITED: Readonly<Record<string, Inherit>> = {
  font: (_around, [value = null]) => ({ font: value ?? { name: "body" } }), bold: font("font-weight", () => "700"), fontWeight: font("font-weight", (weight) => String(WEIGHTS[String(weight)] ?? 400)), italic: font("font-style", () => "italic"),
  fontDesign: font("font-family", designOf), monospaced: font("font-family", () => designOf("monospaced")), monospacedDigit: font("font-variant-numeric", () => "tabular-nums"),
  underline: font("text-decoration", () => "underline"), strikethrough: font("text-decoration", () => "line-through"), textCase: font("text-transform", (value) => (value === null ? "none" : String(value))),
  tracking: font("letter-spacing", (points) => `${points}px`), kerning: font("letter-spacing", (points) => `${points}px`),
  lineLimit: (_around, [count = null]) => ({ lines: typeof count === "number" ? count : null }), minimumScaleFactor: (_around, [scale = 1]) => ({ scale: Number(scale) }), truncationMode: (_around, [mode = "tail"]) => ({ truncation: String(mode) }),
  multilineTextAlignment: (_around, [name = "leading"]) => ({ align: name === "leading" ? "start" : name === "trailing" ? "end" : "center" }),
  foregroundStyle: (_around, [style]) => ({ paint: isGradient(style) ? backgroundOf(style) : null }), foregroundColor: () => ({ paint: null }),
  gaugeStyle: ({ styles }, [name]) => ({ styles: { ...styles, gauge: String(name) } }), progressViewStyle: ({ styles }, [name]) => ({ styles: { ...styles, progress: String(name) } }),
  labelStyle: (_around, [name]) => ({ labels: String(name) }), labelsHidden: () => ({ hidesLabels: true }), buttonStyle: (_around, [name]) => ({ buttons: String(name) }), imageScale: (_around, [name]) => ({ imageScale: IMAGE_SCALES[String(name)] ?? 1 }),
  redacted: () => ({ isRedacted: true }), unredacted: () => ({ isRedacted: false }), privacySensitive: ({ isLocked, isRedacted }, [is = true]) => ({ isRedacted: isRedacted || (isLocked && is === true) }),
};

/** What a view inherits inside its modifiers from the one at `from` outwards: the inner ones win. */
export const inherit = (around: Surroundings, modifiers: readonly Modifier[], from = 0): Surroundings =>
  modifiers.slice(from).reduceRight((now, { name, args }) => (Object.hasOwn(INHERITED, name) ? { ...now, ...(INHERITED[name] as Inherit)(now, args) } : now), around);

/** The font of a text: what `font` gave, then what `bold` and the like change. */
export const typeface = ({ font: given, fontChanges }: Surroundings): Record<string, string> => ({ ...fontCss(given), ...fontChanges });

export type Css = Readonly<Record<string, string>>;
export const css = (...parts: readonly Css[]): string => Object.entries(Object.assign({}, ...parts) as Css).map(([key, value]) => `${key}:${value}`).join(";");

export interface Layer {
  readonly css: Css;
  /** What lies behind or in front, if anything does. */
  readonly content: { readonly style: Json; readonly isBehind: boolean; readonly css: Css; readonly around: number } | null;
  /** How many modifiers there are up to this one. */
  readonly count: number;
}

const points = (length: Json | undefined): string => (length === "infinity" ? "none" : `${Number(length)}px`);
/** The corners of a shape; a circle is taken to be in a square. */
export const cornersOf = (shape: ViewData | null): string => {
  const { cornerRadius, topLeadingRadius = 0, topTrailingRadius = 0, bottomTrailingRadius = 0, bottomLeadingRadius = 0 } = shape?.props ?? {};
  switch (shape?.type) {
    case "Circle": case "Ellipse": return "50%";
    case "Capsule": return "999px";
    case "RoundedRectangle": return points(cornerRadius ?? 0);
    case "ContainerRelativeShape": return "14px";
    case "UnevenRoundedRectangle": return [topLeadingRadius, topTrailingRadius, bottomTrailingRadius, bottomLeadingRadius].map(points).join(" ");
    default: return "0";
  }
};

const frame = (options: { readonly [key: string]: Json }): Css => {
  const { justify, align } = aligned(options["alignment"]);
  const names = { width: "width", height: "height", minWidth: "min-width", minHeight: "min-height", maxWidth: "max-width", maxHeight: "max-height" };
  return { "justify-items": justify, "align-items": align, ...Object.fromEntries(Object.entries(names).filter(([key]) => options[key] !== undefined).map(([key, property]) => [property, points(options[key])])) };
};

type Box = (args: readonly Json[]) => Css;
const BOXES: Readonly<Record<string, Box>> = {
  padding: ([inset]) => ({ padding: ["top", "trailing", "bottom", "leading"].map((edge) => points((inset as { [key: string]: Json })[edge])).join(" ") }),
  frame: ([options]) => frame(options as { [key: string]: Json }),
  foregroundStyle: ([style]) => ({ color: colourOf(style) }), foregroundColor: ([style]): Css => (style === null ? {} : { color: colourOf(style) }), tint: ([style]): Css => (style === null ? {} : { "--tint": colourOf(style) }), accentColor: ([style]) => ({ "--tint": colourOf(style) }),
  opacity: ([amount]) => ({ opacity: String(amount) }), border: ([style, width]) => ({ "box-shadow": `inset 0 0 0 ${Number(width)}px ${colourOf(style)}` }),
  cornerRadius: ([radius]) => ({ "border-radius": points(radius), overflow: "hidden" }), clipShape: ([shape]) => ({ "border-radius": cornersOf(viewIn(shape)), overflow: "hidden" }), clipped: () => ({ overflow: "hidden" }),
  shadow: ([given]) => {
    const { color, radius, x, y } = given as { [key: string]: Json };
    return { filter: `drop-shadow(${Number(x)}px ${Number(y)}px ${Number(radius) / 2}px ${color === null ? "rgb(0 0 0 / 33%)" : colourOf(color)})` };
  },
  blur: ([radius]) => ({ filter: `blur(${Number(radius)}px)` }), grayscale: ([amount]) => ({ filter: `grayscale(${amount})` }), saturation: ([amount]) => ({ filter: `saturate(${amount})` }), brightness: ([amount]) => ({ filter: `brightness(${1 + Number(amount)})` }), contrast: ([amount]) => ({ filter: `contrast(${amount})` }),
  rotationEffect: ([angle]) => ({ transform: `rotate(${(angle as { degrees: number }).degrees}deg)` }), scaleEffect: ([by]) => ({ transform: `scale(${(by as { x: number }).x}, ${(by as { y: number }).y})` }), offset: ([by]) => ({ transform: `translate(${(by as { x: number }).x}px, ${(by as { y: number }).y}px)` }),
  zIndex: ([value]) => ({ position: "relative", "z-index": String(value) }), hidden: () => ({ visibility: "hidden" }), colorScheme: ([scheme]) => ({ "color-scheme": String(scheme) }), environment: ([key, value]): Css => (/colorScheme$/.test(String(key)) ? { "color-scheme": String(value) } : {}),
};

/** From the innermost to the outermost. */
export function layersOf(modifiers: readonly Modifier[]): Layer[] {
  return modifiers.flatMap(({ name, args }, index): Layer[] => {
    const count = index + 1;
    if (name === "background" || name === "overlay") {
      const { in: shape, alignment } = (args[1] ?? {}) as { [key: string]: Json };
      const { justify, align } = aligned(alignment);
      return [{ css: {}, content: { style: args[0] ?? null, isBehind: name === "background", css: { "justify-items": justify, "align-items": align, ...(shape === undefined ? {} : { "border-radius": cornersOf(viewIn(shape)), overflow: "hidden" }) }, around: count }, count }];
    }
    const box = Object.hasOwn(BOXES, name) ? BOXES[name]?.(args) : undefined;
    return box === undefined || Object.keys(box).length === 0 ? [] : [{ css: box, content: null, count }];
  });
}

/** How a box with a greed lies in a row, a column or a cell. */
export function boxCss(place: Place, { x, y }: Greed, gap = 0, yieldsRoom = false): Css {
  const margin: Css = gap === 0 ? {} : place === "row" ? { "margin-left": `${gap}px` } : { "margin-top": `${gap}px` };
  if (place === "row") return { ...margin, flex: x ? "1 1 0" : `0 ${yieldsRoom ? 1 : 0} auto`, ...(y ? { "align-self": "stretch" } : {}) };
  if (place === "column") return { ...margin, flex: y ? "1 1 0" : "0 0 auto", ...(x ? { "align-self": "stretch" } : {}) };
  return { ...(x ? { "justify-self": "stretch" } : {}), ...(y ? { "align-self": "stretch" } : {}) };
}

/** A frame of a set width neither grows nor gives way. */
export const isSet = (view: ViewData): boolean => view.modifiers.some(({ name, args }) => (name === "frame" && (args[0] as { [key: string]: Json })["width"] !== undefined) || name === "fixedSize");
export const greedAt = (view: ViewData, place: Place, styles: Styles, count: number): Greed => greedOf(view, place, styles, count);

/** Modifiers whose effect is drawn here, is not to be seen, or is drawn by the view itself. */
const ELSEWHERE = "fixedSize layoutPriority containerBackground contentMarginsDisabled lineSpacing allowsTightening resizable scaledToFit scaledToFill aspectRatio renderingMode fill stroke strokeBorder trim inset toggleStyle gridCellColumns gridColumnAlignment gridCellAnchor gridCellUnsizedAxes widgetURL accessibilityLabel accessibilityValue accessibilityHint accessibilityHidden accessibilityElement accessibilityAddTraits accessibilityIdentifier accessibilitySortPriority id tag animation transition contentTransition symbolRenderingMode symbolVariant widgetAccentable widgetAccentedRenderingMode widgetLabel invalidatableContent dynamicTypeSize ignoresSafeArea contentShape controlSize disabled drawingGroup compositingGroup environmentObject preferredColorScheme previewContext baselineOffset gradient contentMargins".split(" ");
export const isDrawn = (name: string): boolean => name === "background" || name === "overlay" || Object.hasOwn(BOXES, name) || Object.hasOwn(INHERITED, name) || ELSEWHERE.includes(name);
