/** Styles, fonts and symbols of SwiftUI as CSS and as icons. */
import { expect, test } from "vitest";
import type { ViewData } from "../../runtime/model/host-call.ts";
import type { Json } from "../../runtime/model/json.ts";
import { backgroundOf, colourOf, isGradient, stops } from "../../src/workbench/widget/colours.ts";
import { fontCss } from "../../src/workbench/widget/fonts.ts";
import { boxCss, inherit, isDrawn, layersOf, surroundings, typeface } from "../../src/workbench/widget/layers.ts";
import { spoken, symbolFor } from "../../src/workbench/widget/symbols.ts";

const view = (type: string, props: ViewData["props"] = {}, ...modifiers: [string, ...Json[]][]): Json => ({ type, props, modifiers: modifiers.map(([name, ...args]) => ({ name, args })), children: [] }) as unknown as Json;
const colour = (name: string, ...modifiers: [string, ...Json[]][]): Json => view("Color", { name }, ...modifiers);
const two = [{ color: colour("red"), location: 0 }, { color: colour("black"), location: 1 }] as unknown as Json;
const RED = "light-dark(#ff3b30, #ff453a)";

test.each([
  [colour("red"), RED], ["red", RED], [colour("clear"), "transparent"], [colour("accentColor"), "var(--tint)"], ["tint", "var(--tint)"], [colour("red", ["opacity", 0.25]), `color-mix(in srgb, ${RED} 25%, transparent)`],
  ["primary", "currentcolor"], ["secondary", "color-mix(in srgb, currentcolor 60%, transparent)"], [colour("primary"), "light-dark(#000000, #ffffff)"], [view("Color", { red: 1, green: 0.5, blue: 0 }), "rgb(255 128 0)"],
  [view("Color", { white: 0.5, opacity: 0.5 }), "color-mix(in srgb, rgb(128 128 128) 50%, transparent)"], [view("Color", { hue: 1 / 3, saturation: 1, brightness: 1 }), "rgb(0 255 0)"], [view("Color", { asset: "Brand" }), "var(--tint)"], [view("LinearGradient", { stops: two }), RED],
])("the style %j is the colour %s", (style, expected) => {
  expect(colourOf(style)).toBe(expected);
});

test("gradients lie as SwiftUI lays them", () => {
  const linear = (startPoint: Json, endPoint: Json): string => backgroundOf(view("LinearGradient", { stops: two, startPoint, endPoint })).replaceAll(RED, "R").replaceAll("#000000", "B");
  expect(linear("top", "bottom")).toBe("linear-gradient(to bottom, R 0%, B 100%)");
  expect(linear("topLeading", "bottomTrailing")).toBe("linear-gradient(to bottom right, R 0%, B 100%)");
  expect(linear("center", "bottom")).toBe("linear-gradient(to bottom, R 50%, B 100%)");
  expect(linear("trailing", "center")).toBe("linear-gradient(to left, R 0%, B 50%)");
  expect(linear({ x: 0, y: 0 }, { x: 1, y: 0.5 })).toBe("linear-gradient(117deg, R 0%, B 100%)");
  expect(backgroundOf(view("RadialGradient", { stops: two, center: "top", startRadius: 5, endRadius: 25 }))).toBe(`radial-gradient(circle at 50% 0%, ${RED} 5px, #000000 25px)`);
  expect(backgroundOf(view("AngularGradient", { stops: two, center: "center", startAngle: { degrees: -90 }, endAngle: { degrees: 90 } }))).toBe(`conic-gradient(from 0deg at 50% 50%, ${RED} 0deg, #000000 180deg)`);
  expect(backgroundOf(colour("red", ["gradient"]))).toBe(`linear-gradient(color-mix(in srgb, ${RED} 82%, white), ${RED})`);
  expect([isGradient(view("LinearGradient", { stops: two })), isGradient({ gradient: two }), isGradient(colour("red")), isGradient("red")]).toEqual([true, true, false, false]);
  expect(stops(colour("red"))).toEqual([{ colour: RED, at: 0 }]);
  expect(stops(view("LinearGradient", { stops: two }))).toEqual([{ colour: RED, at: 0 }, { colour: "#000000", at: 1 }]);
});

test("fonts have the system's sizes, and keep what was changed about them", () => {
  expect(fontCss({ name: "headline" })).toEqual({ "font-size": "17px", "line-height": "22px", "font-weight": "600" });
  expect(fontCss({ name: "caption2", weight: "bold", monospacedDigit: true })).toEqual({ "font-size": "11px", "line-height": "13px", "font-weight": "700", "font-variant-numeric": "tabular-nums" });
  expect(fontCss({ size: 40, weight: "thin", design: "monospaced", italic: true })).toEqual({ "font-size": "40px", "line-height": "48px", "font-weight": "200", "font-family": "var(--font-mono)", "font-style": "italic" });
});

test("the inner modifier wins, and what lies outside a background does not change what is in it", () => {
  const modifiers = [{ name: "font", args: [{ name: "caption" }] }, { name: "bold", args: [true] }, { name: "background", args: [colour("red"), { alignment: "center" }] }, { name: "font", args: [{ name: "title" }] }, { name: "lineLimit", args: [2] }];
  const around = surroundings(0, false, false);
  expect(typeface(inherit(around, modifiers))).toEqual({ "font-size": "12px", "line-height": "16px", "font-weight": "700" });
  expect(typeface(inherit(around, modifiers, 3))).toEqual({ "font-size": "28px", "line-height": "34px", "font-weight": "400" });
  expect(inherit(around, modifiers).lines).toBe(2);
  expect(inherit(surroundings(0, true, false), [{ name: "privacySensitive", args: [true] }]).isRedacted).toBe(true);
  expect(inherit(surroundings(0, false, true), [{ name: "unredacted", args: [] }]).isRedacted).toBe(false);
});

test("each modifier with a box of its own is a layer, in the order written", () => {
  const inset = { top: 4, leading: 1, bottom: 3, trailing: 2 };
  const layers = layersOf([{ name: "padding", args: [inset] }, { name: "bold", args: [true] }, { name: "background", args: ["red", { alignment: "topLeading", in: view("Capsule") }] }, { name: "frame", args: [{ maxWidth: "infinity", height: 20, alignment: "bottomTrailing" }] }, { name: "clipShape", args: [view("RoundedRectangle", { cornerRadius: 6 })] }]);
  expect(layers.map(({ css, count }) => ({ css, count }))).toEqual([
    { css: { padding: "4px 2px 3px 1px" }, count: 1 }, { css: {}, count: 3 }, { css: { "justify-items": "end", "align-items": "end", height: "20px", "max-width": "none" }, count: 4 }, { css: { "border-radius": "6px", overflow: "hidden" }, count: 5 },
  ]);
  expect(layers[1]?.content).toEqual({ style: "red", isBehind: true, around: 3, css: { "justify-items": "start", "align-items": "start", "border-radius": "999px", overflow: "hidden" } });
  expect(boxCss("row", { x: true, y: false }, 8)).toEqual({ "margin-left": "8px", flex: "1 1 0" });
  expect(boxCss("column", { x: true, y: false }, 8)).toEqual({ "margin-top": "8px", flex: "0 0 auto", "align-self": "stretch" });
  expect(["font", "padding", "background", "hueRotation", "toString"].map(isDrawn)).toEqual([true, true, true, false, false]);
});

test("a symbol is found with and without its variants, and is filled only where that can be read", () => {
  expect(symbolFor("heart.fill")).toEqual({ icon: symbolFor("heart")?.icon, isSolid: true });
  expect(symbolFor("heart")?.isSolid).toBe(false);
  expect(symbolFor("checkmark.circle.fill")?.isSolid).toBe(false);
  expect(symbolFor("bolt.circle.fill")?.icon).toBe(symbolFor("bolt")?.icon);
  expect(symbolFor("constructor")).toBeNull();
  expect(symbolFor("no.such.symbol")).toBeNull();
  expect(spoken("cloud.sun.fill")).toBe("cloud sun");
});
