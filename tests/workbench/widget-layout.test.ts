/** SwiftUI's layout as far as it is known without measuring, and a widget in words. */
import { expect, test } from "vitest";
import type { ViewData } from "../../runtime/model/host-call.ts";
import type { Json } from "../../runtime/model/json.ts";
import { isDrawn } from "../../src/workbench/widget/layers.ts";
import { aligned, flatten, gaps, greed, whole, yields } from "../../src/workbench/widget/layout.ts";
import { undrawn, wordsOf } from "../../src/workbench/widget/words.ts";

type Change = [string, ...Json[]];
const view = (type: string, children: ViewData[] = [], props: ViewData["props"] = {}, ...changes: Change[]): ViewData => ({ type, props, children, modifiers: changes.map(([name, ...args]) => ({ name, args })) });
const text = (words: string, ...changes: Change[]): ViewData => view("Text", [], { runs: [words] }, ...changes);
const spacer = view("Spacer");

test("a view takes all the room when something in it does, unless its frame says otherwise", () => {
  const row = view("HStack", [text("a"), spacer]);
  expect(greed(text("a"), "cell")).toEqual({ x: false, y: false });
  expect(greed(row, "cell")).toEqual({ x: true, y: false });
  expect(greed(view("VStack", [row, spacer]), "cell")).toEqual({ x: true, y: true });
  expect(greed(view("VStack", [spacer]), "cell")).toEqual({ x: false, y: true });
  expect(greed(view("VStack", [view("Divider")]), "cell")).toEqual({ x: true, y: false });
  expect(greed(view("HStack", [view("Divider")]), "cell")).toEqual({ x: false, y: true });
  expect(greed(view("Color", [], {}, ["frame", { width: 20 }]), "cell")).toEqual({ x: false, y: true });
  expect(greed(text("a", ["frame", { maxWidth: "infinity" }], ["padding", {}]), "cell")).toEqual({ x: true, y: false });
  expect(greed(view("HStack", [spacer], {}, ["fixedSize", { horizontal: true, vertical: false }]), "cell")).toEqual({ x: false, y: false });
  expect(greed(view("Gauge"), "cell")).toEqual({ x: true, y: false });
  expect(greed(view("Gauge", [], {}, ["gaugeStyle", "accessoryCircular"]), "cell")).toEqual({ x: false, y: false });
  expect(greed(view("Image", [], { asset: "a" }, ["resizable"]), "cell")).toEqual({ x: true, y: true });
});

test("groups vanish, and their modifiers apply to each view within", () => {
  expect(flatten([view("Group", [text("a", ["bold", true]), view("ForEach", [text("b")]), view("EmptyView")], {}, ["italic", true])]).map(({ modifiers }) => modifiers.map(({ name }) => name))).toEqual([["bold", "italic"], ["italic"]]);
  expect(whole([view("Group", [text("a"), text("b")])])?.type).toBe("VStack");
  expect(whole([view("Group", [text("a")])])?.type).toBe("Text");
  expect(whole([view("EmptyView")])).toBeNull();
});

test("views stand eight points apart, lines of text two, and none beside a spacer, unless the stack says", () => {
  const views = [text("a"), text("b"), view("Divider"), spacer, text("c")];
  expect(gaps(views, null, "column")).toEqual([0, 2, 8, 0, 0]);
  expect(gaps(views, null, "row")).toEqual([0, 8, 8, 0, 0]);
  expect(gaps(views, 3, "column")).toEqual([0, 3, 3, 3, 3]);
});

test("in a narrow row the long texts give way, and those of the lowest priority first", () => {
  expect(yields([text("Bartholomew the Great"), spacer, text("1,990")])).toEqual([true, false, false]);
  expect(yields([text("a long text here"), text("another long text")])).toEqual([true, true]);
  expect(yields([text("a very long text here", ["layoutPriority", 1]), text("another")])).toEqual([false, true]);
});

test("alignments are CSS's", () => {
  expect(["topLeading", "bottom", "trailing", "firstTextBaseline", undefined].map(aligned)).toEqual([
    { justify: "start", align: "start" }, { justify: "center", align: "end" }, { justify: "end", align: "center" }, { justify: "center", align: "first baseline" }, { justify: "center", align: "center" },
  ]);
});

const READING = { now: Date.UTC(2026, 2, 2, 9), isRedacted: false, isLocked: false };

test("a widget in words: its texts in order, dates at that moment, labels instead of what they name", () => {
  const shown = view("VStack", [
    view("Label", [], { title: text("Rain") as unknown as Json, icon: view("Image", [], { systemName: "cloud.rain" }) as unknown as Json }),
    view("Text", [], { runs: ["Leaves ", view("Text", [], { runs: [{ date: READING.now + 120_000, style: "relative" }] }) as unknown as Json] }),
    view("Image", [], { systemName: "star.fill" }, ["accessibilityHidden", true]), view("Image", [], { systemName: "heart.fill" }),
    view("Image", [], { asset: "p12" }, ["accessibilityLabel", text("A mountain") as unknown as Json]), view("Gauge", [text("Water")], { value: 3, lower: 0, upper: 10 }), view("ProgressView", [], { value: 1, total: 4 }), view("Toggle", [text("Remind me")], { isOn: false }),
  ]);
  expect(wordsOf(shown, READING)).toEqual(["Rain", "Leaves 2 min", "heart", "A mountain", "3 of 10", "Water", "25 %", "Remind me", "off"]);
});

test("what is hidden behind bars is not said", () => {
  const shown = view("VStack", [text("a"), text("b", ["unredacted"]), text("c", ["privacySensitive", true]), text("d", ["redacted", "placeholder"])]);
  expect(wordsOf(shown, READING)).toEqual(["a", "b", "c"]);
  expect(wordsOf(shown, { ...READING, isLocked: true })).toEqual(["a", "b"]);
  expect(wordsOf(shown, { ...READING, isRedacted: true })).toEqual(["b"]);
});

test("what could not be drawn is named once, wherever it is", () => {
  expect(undrawn(view("VStack", [text("a", ["hueRotation"], ["bold", true]), text("b", ["background", view("Circle", [], {}, ["blendMode", "screen"]) as unknown as Json, {}], ["hueRotation"])]), isDrawn)).toEqual(["blendMode", "hueRotation"]);
});
