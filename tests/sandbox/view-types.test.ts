/** The editor's declarations of SwiftUI: they take what the sandbox takes, and refuse what Swift's compiler refuses. */
import { expect, test } from "vitest";
import { programOf } from "../support/run.ts";
import { typeErrors } from "../support/types.ts";

const program = (view: string) => programOf(`import { Angle, AppIntent, Button, Capsule, Circle, Color, Environment, Font, ForEach, Gauge, HStack, Image, Label, LinearGradient, Link, ProgressView, Spacer, Text, VStack, View, ZStack } from "SwiftUI";
class Refresh extends AppIntent {}
class Row extends View { readonly family = Environment("widgetFamily"); constructor(readonly title: string) { super(); } get body() { return Text(this.title); } }
export const shown = (date: Date, points: number): View => ${view};
`);

test("what widgets are made of has its types", () => {
  expect(typeErrors(program(`VStack({ alignment: "leading", spacing: 4 }, () => [
    Text(\`Leaves \${Text(date, { style: "relative" }).bold()}\`).font(Font.system({ size: 20, weight: Font.Weight.bold, design: ".rounded" })), Text(points, { format: { currency: "EUR" } }), Text([date, date]), new Text("a"),
    HStack([Image({ systemName: "sun.max" }).resizable().scaledToFit().frame({ width: 20, height: 20 }), Spacer(), Label("Rain", { systemImage: "cloud" }).foregroundStyle("secondary")]),
    ZStack([Circle().trim({ from: 0, to: 0.4 }).stroke(Color.red, { lineWidth: 4 }).rotationEffect(Angle.degrees(-90)), Gauge({ value: 1, in: [0, 4], currentValueLabel: () => Text("1") }, () => Text("a")).gaugeStyle("accessoryCircular")]),
    ...[1, 2].map((each) => Text(each)), ForEach([1, 2], (each) => Text(each)), points > 3 && Text("b"), new Row("a").padding("horizontal", 4),
    Button("Again", { intent: new Refresh() }), Link({ destination: "app://x" }, Text("c")), ProgressView("p", { value: 0.4 }), ProgressView({ timerInterval: [date, date] }), ProgressView(),
  ]).padding().background(Color.blue.opacity(0.2), { in: Capsule() }).background("ultraThinMaterial").overlay({ alignment: ".topTrailing" }, () => Circle()).frame({ maxWidth: Infinity }).containerBackground(LinearGradient({ colors: [Color.blue, Color.black], startPoint: ".top", endPoint: "bottom" }), { for: "widget" }).containerBackground(Color.red.gradient, { for: ".widget" })`))).toEqual([]);
});

test.each([
  'HStack({ alignment: "leading" }, [])', 'Text(date, { style: "ago" })', 'Text(date)', 'Text("a").foregroundStyle("redd")', 'Text("a").task(() => {})', 'Text("a").resizable()', 'Text("a").containerBackground(Color.red)',
  "Color.redd", 'Button("Again", () => {})', "new Row(3)", 'Environment("scenePhase")', "Text(\"a\").frame({ width: 3, maxHeight: 4 })",
])("%s is underlined", (code) => {
  expect(typeErrors(program(code))).not.toEqual([]);
});
