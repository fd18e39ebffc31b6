/** What code can tell apart is not merged, nor joined: programs whose verdict hangs on it. */
import { describe, expect, test } from "vitest";
import { walk } from "../../runtime/explore/sample.ts";
import type { Key, Parts } from "../../runtime/explore/key.ts";
import { Search, type Node } from "../../runtime/explore/search.ts";
import { EXPLORED } from "../../runtime/rules/index.ts";
import { brokenIn, explore, searched } from "../support/explore.ts";
import { DELEGATE, TIMELINE, widget } from "../support/programs.ts";
import { programOf, scenarioOf } from "../support/run.ts";

const DEFAULTS = `new UserDefaults({ suiteName: "group.scores" })`;
const ANSWER = `completion(new Timeline({ entries: [{ date: new Date(), title: "now" }], policy: TimelineReloadPolicy.after(new Date().addingTimeInterval(1800)) }));`;
const CRASHES = EXPLORED.filter(({ id }) => id === "provider-does-not-crash");
const asksAt = (...times: readonly string[]) => ({ interventions: times.map((at) => ({ when: { at }, do: "ask-for-timeline", optional: true })) });
/** Knows whether this life has heard anything. */
const HEARING = "heard = false;" + DELEGATE.replaceAll("location) {", "location) { this.heard = true;").replace("error) {}", "error) { this.heard = true; }").replace("EventsForBackgroundURLSession(session) {", "EventsForBackgroundURLSession(session) { this.heard = true;");

test("the order of a dictionary's keys does not depend on which was written first", async () => {
  const timeline = `
    ${DEFAULTS}.set({ b: { d: 1, c: 1 } }, { forKey: "notes" });
    ${DEFAULTS}.set({ ...${DEFAULTS}.dictionary({ forKey: "notes" }), a: 1 }, { forKey: "notes" });
    ${DEFAULTS}.set(1, { forKey: "last" });
    ${DEFAULTS}.set(1, { forKey: "first" });
    const notes = ${DEFAULTS}.dictionary({ forKey: "notes" });
    const order = [...Object.keys(notes), ...Object.keys(notes.b), ...Object.keys(${DEFAULTS}.dictionaryRepresentation())].join();
    if (order !== "a,b,c,d,first,last,notes") throw new Error(order);
    ${ANSWER}`;
  expect(brokenIn(await explore(programOf(widget({ timeline, handler: "" })), scenarioOf({}), { bound: 0, rules: CRASHES }))).toEqual([]);
});

describe("when a file was written", () => {
  const FILE = `const file = FileManager.default.containerURL({ forSecurityApplicationGroupIdentifier: "group.scores" }).appendingPathComponent("scores.json");`;
  const AGE = `const age = Date.now() - FileManager.default.attributesOfItem({ atPath: file.path }).modificationDate.getTime();`;

  test("is not in the future of the clock that code reads", async () => {
    const timeline = `${FILE} if (FileManager.default.fileExists({ atPath: file.path })) { ${AGE} if (age < 0) throw new Error("from the future"); } downloads.start(); ${ANSWER}`;
    expect(brokenIn(await explore(programOf(widget({ timeline })), scenarioOf({}), { bound: 0, rules: CRASHES }))).toEqual([]);
  });

  test.each(["<", ">"])("tells states apart (age %s one hour)", async (worse) => {
    const timeline = `${FILE}
    if (!downloads.heard && FileManager.default.fileExists({ atPath: file.path })) { ${AGE} if (Date.now() - ${DEFAULTS}.double({ forKey: "t0" }) > 7 * 3600000 && age ${worse} 3600000) throw new Error("age"); }
    if (!${DEFAULTS}.bool({ forKey: "asked" })) { ${DEFAULTS}.set(true, { forKey: "asked" }); ${DEFAULTS}.set(Date.now(), { forKey: "t0" }); downloads.start(); }
    ${ANSWER}`;
    // Asked at 7h and 7h 40m: what came at the start is older than an hour at both, what came at 7h is younger.
    const dates = new Map<string, string>();
    class Dated extends Search {
      override key = (node: Node, from: Parts | null): Key => {
        const key = this.keys.of(node.run, node.rules, node.left, from);
        const written = JSON.stringify(Object.values(node.run.world.disk.files).map((file) => file.writtenAt));
        const name = `${key.a} ${key.b}`;
        expect(dates.get(name) ?? written).toBe(written);
        dates.set(name, written);
        return key;
      };
    }
    const search = await searched(programOf(widget({ timeline, delegate: HEARING })), scenarioOf(asksAt("7h", "7h 40m") as never), { rules: CRASHES, bound: 1, strikes: ["terminate"] }, Dated);
    expect(search.shortest.size).toBe(1);
    expect(new Set(dates.values()).size).toBeGreaterThan(2);
  });
});

test("whether a transfer had begun counts when a later life configures its session differently", async () => {
  const timeline = TIMELINE.replace("downloads.start();", `void downloads.session; if (!${DEFAULTS}.bool({ forKey: "asked" })) { downloads.start(); ${DEFAULTS}.set(true, { forKey: "asked" }); }`);
  const program = programOf(widget({ timeline }).replace(/(const configuration = .*;)/, `$1 configuration.allowsConstrainedNetworkAccess = !${DEFAULTS}.bool({ forKey: "asked" });`));
  const scenario = scenarioOf({ network: { lowData: true }, ...asksAt("20m") } as never);
  const verdicts = async (stepwise: boolean) => [...(await searched(program, scenario, { bound: 1, strikes: ["terminate"], compares: true, stepwise })).shortest.keys()].sort();
  const exact = await verdicts(true);
  expect(exact.length).toBeGreaterThan(1);
  expect(await verdicts(false)).toEqual(exact);
});

test("a random run that meets code which looks at its transfers is as one of a search that knew", async () => {
  const timeline = `downloads.start(); const asked = ${DEFAULTS}.integer({ forKey: "asks" }); ${DEFAULTS}.set(asked + 1, { forKey: "asks" }); if (asked === 1) downloads.session.getAllTasks(() => {}); ${ANSWER}`;
  const given = [programOf(widget({ timeline })), scenarioOf(asksAt("20m") as never)] as const;
  const knows = await searched(...given);
  const cutOff = await searched(...given, { states: 3 });
  cutOff.recordings = knows.recordings;
  const seeds = [1, 2, 3, 4, 5, 6];
  // Some of these meet it.
  for (const seed of seeds) walk(cutOff, seed);
  for (const seed of seeds) expect(walk(cutOff, seed)).toEqual(walk(knows, seed));
});

test("an identifier that each life draws anew is another one in each", async () => {
  const program = programOf(widget().replaceAll('withIdentifier: "scores"', "withIdentifier: IDENTIFIER").replaceAll('matching: "scores"', "matching: IDENTIFIER").replace("class Downloads", "const IDENTIFIER = `scores ${Math.random()}`;\nclass Downloads"));
  const { broken } = await explore(program, scenarioOf({}), { bound: 1 });
  expect(broken.map(({ finding }) => finding.rule)).toContain("matching-answers");
});

test("whether events overtake the closure is asked only where there is one", async () => {
  const closure = async (parts: Parameters<typeof widget>[0]) => (await explore(programOf(widget(parts)), scenarioOf({}), { bound: 1 })).coverage.besides.closure;
  expect(await closure({ handler: "" })).toBeNull();
  expect(await closure({})).toBeGreaterThan(10);
});
