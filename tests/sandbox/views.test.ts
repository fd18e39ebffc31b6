/** Views as plain data: what the home screen is given for what learner code wrote, in the real sandbox. */
import { expect, test } from "vitest";
import type { ViewData } from "../../runtime/model/host-call.ts";
import { programOf, run, scenarioOf } from "../support/run.ts";

const NAMES = "AccessoryWidgetBackground, Angle, Button, Capsule, Circle, Color, Divider, Edge, Environment, Font, ForEach, Gauge, GeometryReader, Gradient, Grid, GridRow, Group, HStack, Image, Label, LinearGradient, Link, ProgressView, RadialGradient, Rectangle, RoundedRectangle, Spacer, Text, Toggle, VStack, View, ViewThatFits, ZStack, AppIntent";
const program = (view: string, { top = "", families = '["systemSmall"]', chain = "" } = {}): string => `import { StaticConfiguration, Timeline, TimelineReloadPolicy } from "WidgetKit";
import * as SwiftUI from "SwiftUI";
import { ${NAMES} } from "SwiftUI";
import { URL } from "Foundation";
const date = new Date(1772442000000);
const later = new Date(1772445600000);
${top}
class Provider {
  placeholder() { return { date: new Date() }; }
  getSnapshot(context, completion) { completion({ date: new Date() }); }
  getTimeline(context, completion) { completion(new Timeline({ entries: [{ date: new Date() }], policy: TimelineReloadPolicy.never })); }
}
export default class Shown {
  get body() { return new StaticConfiguration({ kind: "shown", provider: new Provider() }, (entry) => ${view}).supportedFamilies(${families})${chain}; }
}
`;

async function outcome(view: string, options?: Parameters<typeof program>[1]): Promise<{ view: ViewData | null; problem: string }> {
  const judged = await run(programOf(program(view, options)), scenarioOf({}));
  const problem = judged.lines.find((line) => line.kind === "failure")?.text ?? "";
  return { view: judged.worlds.at(-1)?.host.instances[0]?.shown.entry?.view ?? null, problem };
}

async function drawn(view: string, options?: Parameters<typeof program>[1]): Promise<ViewData> {
  const { view: data, problem } = await outcome(view, options);
  if (!data) throw new Error(problem);
  return data;
}

const text = (...runs: unknown[]): unknown => ({ type: "Text", props: { runs }, modifiers: [], children: [] });
const shape = (type: string, props: object = {}): unknown => ({ type, props, modifiers: [], children: [] });
const colour = (name: string): unknown => shape("Color", { name });

test("stacks hold their views, whether given as an array, a closure or one", async () => {
  expect(await drawn('VStack({ alignment: ".leading", spacing: 4 }, () => [Text("a"), HStack([Spacer({ minLength: 2 }), Divider()]), null, false, ZStack(() => Text("b"))])')).toEqual({
    type: "VStack", props: { alignment: "leading", spacing: 4 }, modifiers: [], children: [
      text("a"), { type: "HStack", props: { alignment: "center", spacing: null }, modifiers: [], children: [shape("Spacer", { minLength: 2 }), shape("Divider")] },
      { type: "ZStack", props: { alignment: "center", spacing: null }, modifiers: [], children: [text("b")] },
    ],
  });
  expect((await drawn("Group(ForEach(3, (index) => Text(`row ${index}`)))")).children[0]?.children).toEqual([text("row 0"), text("row 1"), text("row 2")]);
  expect((await drawn('Grid({ horizontalSpacing: 3 }, [GridRow({ alignment: "top" }, [Text("a"), Text("b")])])')).children[0]).toMatchObject({ type: "GridRow", props: { alignment: "top" } });
});

test.each([
  ['Text(date, { style: "relative" })', [{ date: 1772442000000, style: "relative" }]],
  ['Text(date, { style: ".timer" })', [{ date: 1772442000000, style: "timer" }]],
  ["Text([date, later])", [{ interval: [1772442000000, 1772445600000] }]],
  ["Text({ timerInterval: [date, later], countsDown: false })", [{ timer: { start: 1772442000000, end: 1772445600000, countsDown: false, showsHours: true } }]],
  ['Text(0.425, { format: "percent" })', ["42.5%"]],
  ['Text(1234567.5, { format: "number" })', ["1,234,567.5"]],
  ['Text(-1234.5, { format: { currency: "EUR" } })', ["-€1,234.50"]],
  ['Text(3.14159, { format: { style: "number", fractionLength: 2 } })', ["3.14"]],
  ['Text(date, { format: "time" })', ["9:00 AM"]],
  ['Text(date, { format: { dateTime: ["weekday", "day", "month"] } })', ["Mon, Mar 2"]],
  ['Text({ verbatim: "v" })', ["v"]],
  ["Text(12)", ["12"]],
])("%s holds what it says, for any moment it is looked at", async (code, runs) => {
  expect(await drawn(code)).toEqual(text(...runs));
});

test("texts, dates and images stand inside other texts, as interpolation and concatenation put them there", async () => {
  expect(await drawn('Text(`Leaves ${Text(date, { style: "relative" }).bold()} from ${Image({ systemName: "tram" })}4`)')).toEqual(text(
    "Leaves ", { type: "Text", props: { runs: [{ date: 1772442000000, style: "relative" }] }, modifiers: [{ name: "bold", args: [true] }], children: [] }, " from ", shape("Image", { systemName: "tram" }), "4",
  ));
  expect(await drawn('Text((Text("a") as any) + Text("b").italic())')).toEqual(text(text("a"), { type: "Text", props: { runs: ["b"] }, modifiers: [{ name: "italic", args: [true] }], children: [] }));
});

test.each([
  ["padding()", { top: 16, leading: 16, bottom: 16, trailing: 16 }], ["padding(4)", { top: 4, leading: 4, bottom: 4, trailing: 4 }], ['padding("horizontal")', { top: 0, leading: 16, bottom: 0, trailing: 16 }],
  ["padding([Edge.top, Edge.leading], 3)", { top: 3, leading: 3, bottom: 0, trailing: 0 }], ["padding({ top: 1, trailing: 2 })", { top: 1, leading: 0, bottom: 0, trailing: 2 }],
  ['frame({ maxWidth: Infinity, alignment: "leading" })', { maxWidth: "infinity", alignment: "leading" }], ["frame({ width: 40, height: 20 })", { width: 40, height: 20 }],
  ["font(Font.headline.bold())", { name: "headline", weight: "bold" }], ['font(Font.system({ size: 20, weight: "light", design: Font.Design.rounded }))', { size: 20, weight: "light", design: "rounded" }], ['font(".caption")', { name: "caption" }],
  ['foregroundStyle(".secondary")', "secondary"], ["foregroundStyle(Color.red)", colour("red")], ["lineLimit([1, 3])", 3], ["lineLimit(2)", 2], ["minimumScaleFactor(0.5)", 0.5],
  ["rotationEffect(Angle.degrees(90))", { degrees: 90 }], ["offset({ x: 3 })", { x: 3, y: 0 }], ['redacted({ reason: "placeholder" })', "placeholder"], ['widgetURL(new URL("app://x"))', "app://x"],
])("the modifier %s is kept in one form", async (code, expected) => {
  expect((await drawn(`Text("a").${code}`)).modifiers[0]?.args[0]).toEqual(expected);
});

test("backgrounds take a style, a style in a shape, a view or a closure", async () => {
  const { modifiers } = await drawn('Text("a").background(Color.blue.opacity(0.5), { in: Capsule() }).background(".ultraThinMaterial").overlay({ alignment: "topTrailing" }, () => Circle().fill(Color.red)).containerBackground(LinearGradient({ colors: [Color.blue, Color.black], startPoint: ".top", endPoint: "bottom" }), { for: "widget" })');
  expect(modifiers).toEqual([
    { name: "background", args: [{ ...(colour("blue") as object), modifiers: [{ name: "opacity", args: [0.5] }] }, { alignment: "center", in: shape("Capsule") }] },
    { name: "background", args: ["ultraThinMaterial", { alignment: "center" }] },
    { name: "overlay", args: [{ ...(shape("Circle") as object), modifiers: [{ name: "fill", args: [colour("red")] }] }, { alignment: "topTrailing" }] },
    { name: "containerBackground", args: [shape("LinearGradient", { stops: [{ color: colour("blue"), location: 0 }, { color: colour("black"), location: 1 }], startPoint: "top", endPoint: "bottom" }), { alignment: "center" }] },
  ]);
  expect((await drawn("Rectangle().fill(RadialGradient({ gradient: Gradient({ stops: [{ color: Color.red, location: 0.2 }] }), center: 'center', startRadius: 0, endRadius: 40 }))")).modifiers[0]?.args[0]).toMatchObject({ type: "RadialGradient", props: { stops: [{ location: 0.2 }], endRadius: 40 } });
  expect((await drawn("Rectangle().fill(Color.red.gradient)")).modifiers[0]?.args[0]).toEqual({ ...(colour("red") as object), modifiers: [{ name: "gradient", args: [] }] });
});

test("gauges, progress and labels hold their parts by name", async () => {
  expect(await drawn('Gauge({ value: 30, in: [0, 60], currentValueLabel: () => Text("30") }, () => Text("min")).gaugeStyle(".accessoryCircular")')).toEqual({ type: "Gauge", props: { value: 30, lower: 0, upper: 60, currentValueLabel: text("30") }, modifiers: [{ name: "gaugeStyle", args: ["accessoryCircular"] }], children: [text("min")] });
  expect(await drawn('ProgressView("Load", { value: 1, total: 4 })')).toEqual({ type: "ProgressView", props: { value: 1, total: 4 }, modifiers: [], children: [text("Load")] });
  expect((await drawn("ProgressView({ timerInterval: [date, later] })")).props).toEqual({ timer: { start: 1772442000000, end: 1772445600000, countsDown: true, showsHours: true } });
  expect((await drawn('Label("Rain", { systemImage: "cloud.rain" })')).props).toEqual({ title: text("Rain"), icon: shape("Image", { systemName: "cloud.rain" }) });
});

test("buttons and toggles name their intent, links their address", async () => {
  const top = "class Refresh extends AppIntent { id = 3 }";
  expect(await drawn('Button("Again", { intent: new Refresh() })', { top })).toMatchObject({ props: { intent: { type: "Refresh", parameters: { id: 3 } } }, children: [text("Again")] });
  expect(await drawn('Toggle({ isOn: true, intent: new Refresh() }, () => Text("On"))', { top })).toMatchObject({ props: { isOn: true, intent: { type: "Refresh" } } });
  expect(await drawn('Link({ destination: new URL("app://row/1") }, Text("row"))')).toMatchObject({ props: { destination: "app://row/1" }, children: [text("row")] });
});

test("a view of one's own has a body, modifiers and the surroundings", async () => {
  const top = 'class Row extends View { family = Environment("widgetFamily"); constructor(public title: string) { super(); } get body() { return Text(`${this.title} ${this.family} ${Environment("showsWidgetContainerBackground")}`); } }';
  expect(await drawn('new Row("a").padding(2)', { top })).toEqual({ type: "Group", props: {}, modifiers: [{ name: "padding", args: [{ top: 2, leading: 2, bottom: 2, trailing: 2 }] }], children: [text("a systemSmall true")] });
  expect(await drawn('new Row("a")', { top, families: '["accessoryCircular"]' })).toEqual(text("a accessoryCircular false"));
  expect(await drawn('Text("a").modifier({ body: (content) => content.bold() })')).toMatchObject({ type: "Text", modifiers: [{ name: "bold" }] });
  expect(await drawn("GeometryReader((geometry) => Text(`${geometry.size.width} × ${geometry.size.height}`))")).toMatchObject({ children: [text("126 × 126")] });
  expect((await drawn('Text("a")', { chain: ".contentMarginsDisabled()" })).modifiers).toEqual([{ name: "contentMarginsDisabled", args: [] }]);
});

test.each([
  ['HStack({ alignment: "leading" }, [])', "HStack({ alignment }) expects one of top, center, bottom, firstTextBaseline, lastTextBaseline; it was given the string \"leading\"."],
  ["Text(date)", "Text expects a date to come with a style or a format"],
  ["Text(undefined)", "Text expects a string; it was given nothing"],
  ['Text(date, { style: "ago" })', "expects one of time, date, relative, offset, timer"],
  ['Text("a").frame({ width: 10, maxHeight: 20 })', "frame expects either width and height"],
  ['Text("a").frame({ width: Infinity })', "frame({ width }) expects a finite number: what fills the space is { maxWidth: Infinity }"],
  ['Text("a").foregroundStyle("redd")', "foregroundStyle expects a style"],
  ['Text("a").font("huge")', "font expects a text style"],
  ['Text("a").resizable()', ".resizable expects to be applied to an Image"],
  ['Text("a").fill(Color.red)', ".fill expects to be applied to a shape"],
  ['Text("a").containerBackground(Color.red)', 'containerBackground expects its place, as in containerBackground(Color.blue, { for: "widget" })'],
  ["Gauge({ value: 1, in: [5, 2] })", "expects a range whose lower bound is not above"],
  ["LinearGradient({ colors: [] })", "LinearGradient expects { colors"],
  ["VStack([{ title: 1 }])", "the content closure expects a SwiftUI view"],
  ["Image({ systemName: 3 })", "Image({ systemName }) expects a string"],
  ["Color.redd", "Color.redd is not emulated here. The colours are red, orange"],
  ['Environment("scenePhase")', 'Environment("scenePhase") is not emulated here. There are widgetFamily'],
  ['Text("a").task(async () => {})', ".task of Text is not emulated here. WidgetKit draws a view once"],
  ['Text("a").onAppear(() => {})', "do it in the provider, and put the result into the entry"],
  ['Text("a").onTapGesture(() => {})', "use Button({ intent })"],
  ['Button("Again", () => {})', "A Button with an action is not emulated here. A widget's process is gone when it is tapped"],
  ["SwiftUI.AsyncImage({})", "AsyncImage of SwiftUI is not emulated here. WidgetKit draws views once, without the network"],
  ["new SwiftUI.ObservedObject()", "ObservedObject of SwiftUI is not emulated here. WidgetKit draws a view once, and nothing observes it afterwards"],
  ["SwiftUI.TextField()", "TextField of SwiftUI is not emulated here. WidgetKit can't show it in a widget"],
])("%s says what is wrong", async (code, message) => {
  expect((await outcome(code)).problem).toContain(message);
});

test("a modifier that is not known is kept by name, so that the page can say it was not drawn", async () => {
  expect((await drawn('Text("a").hueRotation(Angle.degrees(3))')).modifiers).toEqual([{ name: "hueRotation", args: [{ degrees: 3 }] }]);
});
