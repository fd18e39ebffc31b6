/**
 * SwiftUI's layout, as far as it can be known without measuring: which views take all the room
 * there is, what surrounds a view, and how far apart the views of a stack are. The rest is CSS's.
 */
import type { ViewData } from "../../../runtime/model/host-call.ts";
import type { Json } from "../../../runtime/model/json.ts";
import { viewIn } from "./colours.ts";

export type Modifier = ViewData["modifiers"][number];
/** Whether a view takes all the width (`x`), all the height (`y`). */
export interface Greed {
  readonly x: boolean;
  readonly y: boolean;
}
/** How a view lies: in a row, in a column, or alone in a cell. */
export type Place = "row" | "column" | "cell";

const NONE: Greed = { x: false, y: false };
const BOTH: Greed = { x: true, y: true };
const FILLS = new Set(["Color", "Circle", "Ellipse", "Capsule", "Rectangle", "RoundedRectangle", "UnevenRoundedRectangle", "ContainerRelativeShape", "LinearGradient", "RadialGradient", "AngularGradient", "EllipticalGradient", "GeometryReader", "List", "ScrollView", "AccessoryWidgetBackground"]);
export const ROWS = new Set(["HStack", "LazyHStack"]);
export const COLUMNS = new Set(["VStack", "LazyVStack"]);
/** Views without a place of their own: their children stand in for them. */
const TRANSPARENT = new Set(["Group", "ForEach", "Section", "ControlGroup"]);

/** The views that a stack really lays out: modifiers of a group apply to each within. */
export function flatten(views: readonly ViewData[]): ViewData[] {
  return views.flatMap((view) => {
    if (view.type === "EmptyView") return [];
    if (!TRANSPARENT.has(view.type)) return [view];
    const [header, footer] = [viewIn(view.props["header"]), viewIn(view.props["footer"])];
    return flatten([...(header ? [header] : []), ...view.children, ...(footer ? [footer] : [])]).map((child) => (view.modifiers.length === 0 ? child : { ...child, modifiers: [...child.modifiers, ...view.modifiers] }));
  });
}

/** A single view for one place: several stand in a column. */
export function whole(views: readonly ViewData[]): ViewData | null {
  const flat = flatten(views);
  return flat.length <= 1 ? (flat[0] ?? null) : { type: "VStack", props: { alignment: "center", spacing: null }, modifiers: [], children: flat };
}

export const last = (view: ViewData, name: string): Modifier | undefined => view.modifiers.find((modifier) => modifier.name === name);

function ownGreed(view: ViewData, place: Place, styles: Styles): Greed {
  const { type } = view;
  if (type === "Spacer") return { x: place !== "column", y: place !== "row" };
  if (type === "Divider") return { x: place !== "row", y: place === "row" };
  if (FILLS.has(type)) return BOTH;
  if (type === "Image") return view.modifiers.some(({ name }) => name === "resizable") ? BOTH : NONE;
  if (type === "Gauge") return /^accessoryCircular/.test(styleOf(view, "gaugeStyle", styles.gauge)) ? NONE : { x: true, y: false };
  if (type === "ProgressView") return styleOf(view, "progressViewStyle", styles.progress) === "circular" || (view.props["value"] === undefined && view.props["timer"] === undefined) ? NONE : { x: true, y: false };
  if (type === "Toggle") return { x: true, y: false };
  const inside: Place = ROWS.has(type) ? "row" : COLUMNS.has(type) ? "column" : "cell";
  const children = flatten(view.children).map((child) => greed(child, inside, styles));
  const any = { x: children.some(({ x }) => x), y: children.some(({ y }) => y) };
  return type === "ViewThatFits" ? { ...any, x: true } : any;
}

export interface Styles {
  readonly gauge: string;
  readonly progress: string;
}
export const styleOf = (view: ViewData, name: string, otherwise: string): string => String(last(view, name)?.args[0] ?? otherwise);

export const PLAIN: Styles = { gauge: "automatic", progress: "automatic" };

/** Whether a view, with what surrounds it, takes all the room there is. */
export function greed(view: ViewData, place: Place, styles: Styles = PLAIN): Greed {
  return greedOf(view, place, styles, view.modifiers.length);
}

/** The same for the view with its first `count` modifiers only. */
export function greedOf(view: ViewData, place: Place, styles: Styles, count: number): Greed {
  return view.modifiers.slice(0, count).reduce<Greed>((now, { name, args }) => {
    const options = (args[0] ?? {}) as { [key: string]: Json };
    if (name === "fixedSize") return { x: now.x && options["horizontal"] === false, y: now.y && options["vertical"] === false };
    if (name !== "frame") return now;
    const along = (fixed: Json | undefined, most: Json | undefined, was: boolean): boolean => (fixed !== undefined ? false : most !== undefined ? true : was);
    return { x: along(options["width"], options["maxWidth"], now.x), y: along(options["height"], options["maxHeight"], now.y) };
  }, ownGreed(view, place, styles));
}

/** The standard distance of two views; lines of text stand closer. */
const APART = 8;
const LINES = 2;
const isText = (view: ViewData): boolean => view.type === "Text";

/** The distance before each view of a stack, in points; the first has none. */
export function gaps(views: readonly ViewData[], spacing: Json | undefined, place: Place): number[] {
  return views.map((view, index) => {
    const before = views[index - 1];
    if (!before) return 0;
    if (typeof spacing === "number") return spacing;
    if (view.type === "Spacer" || before.type === "Spacer") return 0;
    return place === "column" && isText(view) && isText(before) ? LINES : APART;
  });
}

/** About how many letters wide a view wants to be. */
export function width(view: ViewData): number {
  if (isText(view)) return lengthOf((view.props["runs"] ?? []) as Json[]);
  const inside = [...view.children, ...["title", "icon"].flatMap((key) => viewIn(view.props[key]) ?? [])].map(width);
  return ROWS.has(view.type) || view.type === "Label" ? inside.reduce((sum, each) => sum + each, 0) : Math.max(0, ...inside);
}
const lengthOf = (runs: readonly Json[]): number => runs.reduce<number>((sum, run) => sum + (typeof run === "string" ? run.length : 8), 0);

/** Letters; a text this short keeps its room beside a longer one. */
const SHORT = 10;

/** Which views of a row give way when it is too narrow: the long ones of the lowest priority, as the others are offered their room first. */
export function yields(views: readonly ViewData[]): boolean[] {
  const priority = (view: ViewData): number => Number(last(view, "layoutPriority")?.args[0] ?? 0);
  const withText = views.filter((view) => width(view) > 0);
  const least = Math.min(...withText.map(priority));
  const longest = Math.max(0, ...withText.filter((view) => priority(view) === least).map(width));
  return views.map((view) => priority(view) === least && width(view) > 0 && (width(view) === longest || (width(view) >= SHORT && width(view) * 2 > longest)));
}

/** An alignment as CSS's `justify` and `align`. */
export function aligned(alignment: Json | undefined): { readonly justify: string; readonly align: string } {
  const name = String(alignment ?? "center");
  return {
    justify: /leading$/i.test(name) || name.startsWith("leading") ? "start" : /trailing$/i.test(name) || name.startsWith("trailing") ? "end" : "center",
    align: /firstTextBaseline/i.test(name) ? "first baseline" : /lastTextBaseline/i.test(name) ? "last baseline" : name.startsWith("top") ? "start" : name.startsWith("bottom") ? "end" : "center",
  };
}
