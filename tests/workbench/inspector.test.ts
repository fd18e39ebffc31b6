/** What the inspector shows: the stores, what a step changed in them, and the program's own variables. */
import { expect, test } from "vitest";
import type { Judged } from "../../runtime/model/run.ts";
import type { Program } from "../../runtime/model/program.ts";
import { changedSince, historyAt } from "../../src/workbench/inspector/history.ts";
import { changes, count, item, itemOf, type Change, type Item } from "../../src/workbench/inspector/tree.ts";
import { storesOf } from "../../src/workbench/state-at.ts";
import { widget } from "../support/programs.ts";
import { judge, programOf, run, scenarioOf } from "../support/run.ts";

const TEXT = ({ name, text }: Item): string => (text === "" ? name : `${name}: ${text}`);
const flat = (items: readonly Item[], depth = 0): string[] => items.flatMap((each) => [`${"  ".repeat(depth)}${TEXT(each)}`, ...flat(each.parts, depth + 1)]);
const said = (list: readonly Change[]): string[] => list.flatMap((each) => (each.state === "same" ? [] : each.state === "inside" ? said(each.parts) : [`${each.state} ${TEXT(each.item)}${each.was ? ` (was ${each.was})` : ""}`]));
const stepOf = (judged: Judged, text: string): number => judged.lines.find((line) => line.text.includes(text))?.step ?? -1;
const worldAt = (judged: Judged, step: number) => judged.worlds[step] ?? judged.start;

test("a change is said where it is, nested values too, and what is the same is not", () => {
  const before = [item("a", "a", "1"), itemOf("list", { x: 1, y: { z: 2 } }), item("old", "old")];
  const now = [item("a", "a", "1"), itemOf("list", { x: 1, y: { z: 3, w: 4 } }), item("new", "new", "", [item("part", "part")])];
  const list = changes(now, before);
  expect(said(list)).toEqual(["changed z: 3 (was 2)", "new w: 4", "new new", "gone old"]);
  expect(count(list)).toBe(4);
  expect(list.map(({ state }) => state)).toEqual(["same", "inside", "new", "gone"]);
});

test("terminate empties memory, and leaves disk, daemon and host as they were", async () => {
  const judged = await run(programOf(widget()), scenarioOf({ interventions: [{ when: { idle: "with-transfer" }, do: "terminate" }] }));
  const step = stepOf(judged, "the system terminates");
  const [before, now] = [storesOf(worldAt(judged, step - 1)), storesOf(worldAt(judged, step))];
  expect(before.memory.length).toBeGreaterThan(2);
  expect(now.memory).toEqual([]);
  expect(changes(now.memory, before.memory).every(({ state }) => state === "gone")).toBe(true);
  for (const store of ["disk", "daemon", "host"] as const) expect(said(changes(now[store], before[store]))).toEqual([]);
});

test("the host shows its budget and the timeline it was given", async () => {
  const judged = await run(programOf(widget()), scenarioOf({}));
  const step = stepOf(judged, "takes the timeline");
  expect(flat(storesOf(worldAt(judged, step)).host)).toEqual(expect.arrayContaining([expect.stringMatching(/^ {2}budget: \d+ of \d+ reloads in 24 h$/), expect.stringMatching(/^ {2}timeline: 1 entry, then /)]));
});

async function variables(program: Program, judged: Judged, step: number): Promise<string[] | null> {
  const history = historyAt(judged, step);
  if (!history) return null;
  const [main, , now] = await (await judge()).statics(program, history);
  return main && now ? changedSince(main, now).flatMap(({ module, values }) => flat(values.map(({ name, value }) => itemOf(name, value))).map((text) => `${module} ${text}`)) : null;
}

const COUNTING = widget({ top: `let asked = 0; const seen = new Map(); class Store { static last = null; private items = []; } export let shared = null; const never = "the same"; void Store; void never;`, timeline: `asked++; Store.last = new Date(); seen.set("n" + asked, { asked }); shared = () => 1; FileManager.default.fileExists({ atPath: "/a" }); asked += 10; completion(new Timeline({ entries: [{ date: new Date(), title: "now" }], policy: TimelineReloadPolicy.never }));` });

test("variables that differ from how main left them are read at any point of a life, in the middle of a callback too", async () => {
  const program = programOf(COUNTING);
  const judged = await run(program, scenarioOf({ settings: { graceAfterAnswer: "1m" } }));
  const begin = stepOf(judged, "is asked for a timeline");
  const call = judged.worlds.findIndex((world, step) => step > begin && world.guest.hostCalls === 1);
  const answer = stepOf(judged, "gives a timeline");
  expect(call).toBeGreaterThan(begin);
  expect(answer).toBeGreaterThan(call);
  expect(await variables(program, judged, begin)).toEqual([]);
  expect(await variables(program, judged, call)).toEqual(["Widget.ts shared: function", "Widget.ts asked: 1", "Widget.ts seen", "Widget.ts   n1", "Widget.ts     asked: 1", "Widget.ts Store", "Widget.ts   last: 2026-03-02 09:00:00"]);
  expect((await variables(program, judged, answer))?.[1]).toBe("Widget.ts asked: 11");
});

test("a new life holds nothing of the old one", async () => {
  const program = programOf(widget({ top: "let woken = 0;", handler: "(identifier, completion) => { woken++; downloads.completion = completion; void downloads.session; }" }));
  const judged = await run(program, scenarioOf({ interventions: [{ when: { idle: "with-transfer" }, do: "terminate" }] }));
  expect(await variables(program, judged, stepOf(judged, "life 1 is terminated"))).toBeNull();
  expect(await variables(program, judged, stepOf(judged, "registers onBackground"))).toEqual([]);
  const closure = judged.lines.find((line) => line.kind === "callback-ends" && line.data.name === "onBackgroundURLSessionEvents");
  expect(await variables(program, judged, closure?.step ?? -1)).toEqual(expect.arrayContaining(["Widget.ts woken: 1"]));
});

test.each([["calls the system", `console.log("read"); return [];`, ["Widget.ts n: 1"]], ["looks at the clock", "if (Date.now() < Date.UTC(2026, 0)) for (;;) {} return [];", ["Widget.ts n: 1"]], ["never ends", "for (;;) {}", null]])("to read changes no run: the trace stays, also where a proxy's code %s", async (_what, code, expected) => {
  const program = programOf(widget({ top: `const trap = new Proxy({}, { ownKeys() { ${code} } }); let n = 0; void trap;`, timeline: `n++; completion(new Timeline({ entries: [{ date: new Date(), title: "now" }], policy: TimelineReloadPolicy.never }));` }));
  const scenario = scenarioOf({ settings: { graceAfterAnswer: "1m" } });
  const judged = await run(program, scenario);
  expect(await variables(program, judged, stepOf(judged, "gives a timeline"))).toEqual(expected);
  expect((await run(program, scenario)).hash).toBe(judged.hash);
  expect(judged.lines.some((line) => line.kind === "console")).toBe(false);
});
