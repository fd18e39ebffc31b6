/** Styles of SwiftUI as CSS. The system's colours come in pairs, for light and for dark. */
import type { ViewData } from "../../../runtime/model/host-call.ts";
import type { Json } from "../../../runtime/model/json.ts";

/** https://developer.apple.com/design/human-interface-guidelines/color */
const SYSTEM: Readonly<Record<string, readonly [light: string, dark: string]>> = {
  red: ["#ff3b30", "#ff453a"], orange: ["#ff9500", "#ff9f0a"], yellow: ["#ffcc00", "#ffd60a"], green: ["#34c759", "#30d158"], mint: ["#00c7be", "#63e6e2"], teal: ["#30b0c7", "#40c8e0"],
  cyan: ["#32ade6", "#64d2ff"], blue: ["#007aff", "#0a84ff"], indigo: ["#5856d6", "#5e5ce6"], purple: ["#af52de", "#bf5af2"], pink: ["#ff2d55", "#ff375f"], brown: ["#a2845e", "#ac8e68"],
  gray: ["#8e8e93", "#8e8e93"], white: ["#ffffff", "#ffffff"], black: ["#000000", "#000000"], primary: ["#000000", "#ffffff"], secondary: ["#3c3c4399", "#ebebf599"],
  background: ["#ffffff", "#1c1c1e"], separator: ["#3c3c434a", "#54545899"], fill: ["#78788033", "#7878805c"], placeholder: ["#3c3c434d", "#ebebf54d"], link: ["#007aff", "#0a84ff"], selection: ["#007aff", "#0a84ff"],
};
/** How much of the style around it a level of the hierarchy keeps, in per cent. */
const LEVELS: Readonly<Record<string, number>> = { secondary: 60, tertiary: 30, quaternary: 18, quinary: 10 };
const MATERIALS: Readonly<Record<string, number>> = { ultraThin: 40, thin: 55, regular: 70, thick: 82, ultraThick: 92, bar: 80 };

export const TINT = "var(--tint)";
const pair = ([light, dark]: readonly [string, string]): string => (light === dark ? light : `light-dark(${light}, ${dark})`);
const mix = (colour: string, percent: number, other = "transparent"): string => `color-mix(in srgb, ${colour} ${percent}%, ${other})`;
const byte = (part: Json | undefined): number => Math.round(Number(part ?? 0) * 255);
export const systemColour = (name: string): string => pair(SYSTEM[name] ?? ["#8e8e93", "#8e8e93"]);

export const viewIn = (value: Json | undefined): ViewData | null => (value !== null && typeof value === "object" && "type" in value && "modifiers" in value ? (value as unknown as ViewData) : null);

/** Hue, saturation and brightness from 0 to 1, as the sRGB that CSS writes. */
function fromHue(hue: number, saturation: number, brightness: number): string {
  const part = (shift: number): number => {
    const place = (shift + hue * 6) % 6;
    return Math.round((brightness - brightness * saturation * Math.max(0, Math.min(place, 4 - place, 1))) * 255);
  };
  return `rgb(${part(5)} ${part(3)} ${part(1)})`;
}

function baseColour(props: ViewData["props"]): string {
  const { name, hue, white, red, opacity } = props;
  const colour = typeof name === "string" ? (name === "clear" ? "transparent" : name === "accentColor" ? TINT : systemColour(name))
    : typeof hue === "number" ? fromHue(hue, Number(props["saturation"] ?? 1), Number(props["brightness"] ?? 1))
    : typeof white === "number" ? `rgb(${byte(white)} ${byte(white)} ${byte(white)})`
    : red !== undefined || props["green"] !== undefined || props["blue"] !== undefined ? `rgb(${byte(red)} ${byte(props["green"])} ${byte(props["blue"])})` : TINT;
  return typeof opacity === "number" ? mix(colour, Math.round(opacity * 100)) : colour;
}

/** One colour: of a gradient its first. */
export function colourOf(style: Json | undefined): string {
  if (typeof style === "string") {
    if (style === "primary" || style === "foreground") return "currentcolor";
    if (style === "tint" || style === "accentColor") return TINT;
    if (style === "clear") return "transparent";
    const level = LEVELS[style];
    if (level !== undefined) return mix("currentcolor", level);
    const material = MATERIALS[style.replace(/Material$/, "")];
    return material === undefined ? systemColour(style) : mix(pair(["#f6f6f6", "#252527"]), material);
  }
  const view = viewIn(style);
  if (view === null || view.type !== "Color") return colourOf(stopsOf(style)[0]?.color ?? "gray");
  return view.modifiers.reduce((colour, { name, args }) => (name === "opacity" ? mix(colour, Math.round(Math.min(1, Number(args[0])) * 100)) : colour), baseColour(view.props));
}

interface Stop {
  readonly color: Json;
  readonly location: number;
}
function stopsOf(style: Json | undefined): readonly Stop[] {
  const held = style !== null && typeof style === "object" ? (viewIn(style)?.props["stops"] ?? (style as { gradient?: Json }).gradient) : undefined;
  return Array.isArray(held) ? (held as unknown as Stop[]) : [];
}

export const isGradient = (style: Json | undefined): boolean => stopsOf(style).length > 0 || (viewIn(style)?.modifiers.some(({ name }) => name === "gradient") ?? false);
/** The colours of a gradient with their places from 0 to 1, for SVG; a plain colour is one. */
export const stops = (style: Json | undefined): { readonly colour: string; readonly at: number }[] => (isGradient(style) && stopsOf(style).length > 0 ? stopsOf(style).map(({ color, location }) => ({ colour: colourOf(color), at: location })) : [{ colour: colourOf(style), at: 0 }]);

/** A unit point as fractions of the width and the height. */
export function unitPoint(point: Json | undefined, otherwise: readonly [number, number] = [0.5, 0.5]): readonly [number, number] {
  if (point !== null && typeof point === "object" && "x" in point) return [Number(point["x"]), Number((point as { y?: Json }).y)];
  if (typeof point !== "string") return otherwise;
  return [/leading$/i.test(point) ? 0 : /trailing$/i.test(point) ? 1 : point === "zero" ? 0 : 0.5, point.startsWith("top") || point === "zero" ? 0 : point.startsWith("bottom") ? 1 : 0.5];
}

const degrees = (angle: Json | undefined): number => (angle !== null && typeof angle === "object" && "degrees" in angle ? Number(angle["degrees"]) : 0);
const percent = (part: number): string => `${Number((part * 100).toFixed(2))}%`;

/** What CSS's `background` draws for a style. */
export function backgroundOf(style: Json | undefined): string {
  const view = viewIn(style);
  const list = stopsOf(style);
  if (view?.type === "Color" && isGradient(style)) return `linear-gradient(${mix(colourOf(style), 82, "white")}, ${colourOf(style)})`;
  if (list.length === 0) return colourOf(style);
  const place = (at: (location: number) => string): string => list.map(({ color, location }) => `${colourOf(color)} ${at(location)}`).join(", ");
  const props = view?.props ?? {};
  const [x, y] = unitPoint(props["center"]);
  const centre = `at ${percent(x)} ${percent(y)}`;
  if (view?.type === "RadialGradient") {
    const [start, end] = [Number(props["startRadius"] ?? 0), Number(props["endRadius"] ?? 100)];
    return `radial-gradient(circle ${centre}, ${place((location) => `${Number((start + location * (end - start)).toFixed(2))}px`)})`;
  }
  if (view?.type === "EllipticalGradient") return `radial-gradient(ellipse closest-side ${centre}, ${place(percent)})`;
  if (view?.type === "AngularGradient") {
    const start = degrees(props["startAngle"] ?? props["angle"]);
    const turn = props["endAngle"] === undefined ? 360 : degrees(props["endAngle"]) - start;
    // SwiftUI counts from the trailing edge, CSS from the top.
    return `conic-gradient(from ${start + 90}deg ${centre}, ${place((location) => `${Number((location * turn).toFixed(2))}deg`)})`;
  }
  const [x1, y1] = unitPoint(props["startPoint"], [0.5, 0]);
  const [x2, y2] = unitPoint(props["endPoint"], [0.5, 1]);
  const [dx, dy] = [x2 - x1, y2 - y1];
  const to = Math.abs(dx) === Math.abs(dy) ? `to ${dy > 0 ? "bottom" : "top"} ${dx > 0 ? "right" : "left"}` : dx === 0 ? `to ${dy > 0 ? "bottom" : "top"}` : dy === 0 ? `to ${dx > 0 ? "right" : "left"}` : `${Math.round((Math.atan2(dx, -dy) * 180) / Math.PI)}deg`;
  // Along one axis the ends need not be the edges.
  const from = dx === 0 ? (dy > 0 ? y1 : 1 - y1) : dy === 0 ? (dx > 0 ? x1 : 1 - x1) : 0;
  const length = dx === 0 ? Math.abs(dy) : dy === 0 ? Math.abs(dx) : 1;
  return `linear-gradient(${to}, ${place((location) => percent(from + location * length))})`;
}

export const isMaterial = (style: Json | undefined): boolean => typeof style === "string" && style.replace(/Material$/, "") in MATERIALS;
