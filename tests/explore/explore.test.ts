/** What an exploration says: nothing about correct programs, and the smallest story about others. */
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { EXPLORE_LIMITS } from "../../runtime/base/limits.ts";
import { boundOf, coverageSentence, type Coverage } from "../../runtime/explore/coverage.ts";
import type { Explored } from "../../runtime/explore/explore.ts";
import { walk } from "../../runtime/explore/sample.ts";
import type { Program } from "../../runtime/model/program.ts";
import { RESULT, Search } from "../../runtime/explore/search.ts";
import { judgeTrace } from "../../runtime/rules/verdicts.ts";
import { BUILT_IN } from "../../runtime/judge/built-in.ts";
import { EXPLORED } from "../../runtime/rules/index.ts";
import { canonical } from "../fuzz/correct.ts";
import { brokenIn, explore, searched } from "../support/explore.ts";
import { PLAIN_OBJECTS } from "../support/other-styles.ts";
import { DELEGATE, TIMELINE, widget } from "../support/programs.ts";
import { programIn, programOf, scenarioOf } from "../support/run.ts";

const LEADERBOARD = programIn(join(import.meta.dirname, "../../content/samples/leaderboard"));
const CALM = scenarioOf({});

function changed({ files }: Program, path: string, replacements: readonly (readonly [string, string])[]): Program {
  return {
    files: files.map((file) => (file.path !== path ? file : {
      ...file,
      text: replacements.reduce((text, [from, to]) => {
        expect(text).toContain(from);
        return text.replace(from, to);
      }, file.text),
    })),
  };
}

describe("correct programs raise nothing with two interventions anywhere", () => {
  /** What a scenario is about, or true of the sample: a download that takes longer than its note is new is asked for twice. */
  const KNOWN: Readonly<Record<string, readonly string[]>> = { "user-moves-on": ["late-result-refused"], "server-trouble": ["no-duplicate-download"], "wake-again": ["no-duplicate-download"] };
  /** They have so many orders, or so much to compute, that fewer interventions must do. */
  const BOUNDS: Readonly<Record<string, number>> = { "server-trouble": 0, "heavy": 1 };

  test.each(BUILT_IN.map((scenario) => [scenario.name, scenario] as const))("the sample, under %s", { timeout: 60_000 }, async (name, scenario) => {
    const { broken, coverage } = await explore(LEADERBOARD, scenario, { bound: BOUNDS[name] ?? 2 });
    expect(coverage.sampled).toBeNull();
    expect(coverage.states).toBeGreaterThan(400);
    expect(broken.map(({ finding }) => finding.rule)).toEqual(KNOWN[name] ?? []);
  });

  test.each(fc.sample(canonical, { seed: 2026, numRuns: 5 }).map((program, index) => [index + 1, program] as const))("variant %i", { timeout: 60_000 }, async (_index, program) => {
    expect(brokenIn(await explore(program, CALM, { bound: 2 }))).toEqual([]);
  });
});

/** Which kinds of line were seen anywhere. */
class Hearing extends Search {
  readonly kinds = new Set<string>();
  override follow(...given: Parameters<Search["follow"]>): ReturnType<Search["follow"]> {
    const followed = super.follow(...given);
    for (const { kind } of followed.lines) this.kinds.add(kind);
    return followed;
  }
}

describe("a server that is silent", () => {
  const SILENT = scenarioOf({ server: [{ match: "*", answer: { delay: "2m" } }] });

  test("its transfer expires, and what follows is explored: an error loses a completion like an answer", async () => {
    const { broken, coverage } = await explore(programOf(widget()), SILENT, { bound: 0 });
    expect(broken.map(({ finding }) => finding.rule)).toEqual(["completion-not-missed"]);
    const kinds = broken[0]?.story.run.lines.map(({ kind }) => kind);
    expect(kinds).toContain("transfer-failed");
    expect(coverage.sampled).toBeNull();
  });

  test("no transfer expires while its server answers", async () => {
    const { kinds } = await searched(programOf(widget()), CALM, { bound: 1 }, Hearing);
    expect(kinds).toContain("transfer-started");
    expect(kinds).not.toContain("transfer-failed");
  });
});

test("where no undisturbed run comes to rest, none is compared with it: a server whose answers always break off", async () => {
  const broken = scenarioOf({ server: [{ match: "*", answer: { body: "x".repeat(5000), cutAfter: 100 } }] });
  const explored = await explore(LEADERBOARD, broken, { bound: 2 });
  expect(brokenIn(explored)).toEqual([]);
  expect(explored.coverage.states).toBeGreaterThan(50);
});

test("once the person has removed the widget nothing is missed: nobody asks any more", async () => {
  const removed = scenarioOf({ interventions: [{ when: { at: "2m" }, do: "ask-for-timeline", optional: true }, { when: { at: "3m" }, do: "remove-widgets", optional: true }] });
  expect(brokenIn(await explore(LEADERBOARD, removed, { bound: 2 }))).toEqual([]);
});

test("an intervention of the scenario that comes in the end is one more delay, and no loss", async () => {
  const late = scenarioOf({ interventions: [{ when: { line: "callback-ends", nth: 2 }, do: "suspend", optional: true }] });
  expect(brokenIn(await explore(LEADERBOARD, late, { bound: 1 }))).toEqual([]);
});

describe("the rules that take more than one run", () => {
  test("result-survives: a note that a download was asked for, made before it was, keeps the next life from asking", async () => {
    const { broken } = await explore(programOf(PLAIN_OBJECTS), CALM, { bound: 1 });
    expect(broken.map(({ finding }) => finding.rule)).toEqual(["result-survives"]);
    const [{ finding, story }] = broken as [(typeof broken)[number]];
    expect(PLAIN_OBJECTS.split("\n")[(finding.source?.line ?? 0) - 1]).toContain('store.set(true, { forKey: "asked" })');
    expect(story.strikes).toBe(1);
    expect(story.run.lines[finding.event ?? 0]?.kind).toBe("intervention");
    // After the kill it can't be helped.
    expect(story.run.lines.filter((line) => line.step === story.noReturn).map(({ kind }) => kind)).toContain("intervention");
  });

  test("result-survives: the loss is laid to the explorer's intervention, not to one of the scenario's that comes later", async () => {
    const { broken } = await explore(programOf(PLAIN_OBJECTS), scenarioOf({ interventions: [{ when: { at: "20m" }, do: "lock", optional: true }] }), { bound: 1 });
    const [{ finding, story }] = broken as [(typeof broken)[number]];
    expect(finding.message).toMatch(/^The system (terminates|suspends) the extension here/);
    expect(story.run.lines[finding.event ?? 0]).toMatchObject({ kind: "intervention", data: { index: -1 } });
    // The scenario's own comes after it.
    expect(story.run.lines.slice(finding.event ?? 0).map((line) => line.kind === "intervention" && line.data.do)).toContain("lock");
  });

  test("result-survives: what is shown in the end is the same, whether a download ended live or in a wake", async () => {
    const timeline = TIMELINE.replace('title: "now"', 'title: FileManager.default.fileExists({ atPath: FileManager.default.containerURL({ forSecurityApplicationGroupIdentifier: "group.scores" }).appendingPathComponent("scores.json") }) ? "scores" : "none"');
    const { results, violations } = await searched(programOf(widget({ timeline })), CALM, { bound: 1, strikes: ["suspend"], compares: true });
    expect(violations.has(RESULT)).toBe(false);
    expect([...results].map((result) => /"title":"(\w+)"/.exec(result)?.[1])).toEqual(["scores"]);
  });

  test("completion-not-missed: finish-events before the closure, and no latch", async () => {
    const explored = await explore(programOf(widget()), CALM, { bound: 0 });
    const found = explored.broken.find(({ finding }) => finding.rule === "completion-not-missed");
    expect(found?.finding.source).not.toBeNull();
    const order = found?.story.run.lines.flatMap((line) => (line.kind === "callback-begins" && /onBackground|DidFinishEvents/.test(`${line.data.method}${line.data.name}`) ? [line.data.method ?? line.data.name] : []));
    expect(order?.slice(0, 2)).toEqual(["urlSessionDidFinishEventsForBackgroundURLSession", "onBackgroundURLSessionEvents"]);
  });

  test("matching-answers: a predicate that looks into memory", async () => {
    const source = widget().replace('{ matching: "scores" }', "{ matching: (identifier: string) => downloads.started && identifier === 'scores' }");
    const { broken } = await explore(programOf(source), CALM, { bound: 1 });
    const found = broken.find(({ finding }) => finding.rule === "matching-answers");
    expect(found?.story.strikes).toBe(1);
    expect(source.split("\n")[(found?.finding.source?.line ?? 0) - 1]).toContain(".onBackgroundURLSessionEvents");
  });

  test("relative-paths-kept: an absolute path in the defaults", async () => {
    const absolute = changed(LEADERBOARD, "Downloads.ts", [
      ["FileManager.default.replaceItemAt(this.file, { withItemAt: location });", 'FileManager.default.replaceItemAt(this.file, { withItemAt: location }); this.defaults.set(this.file.path, { forKey: "path" });'],
      ["if (!FileManager.default.fileExists({ atPath: this.file })) return null;", 'const path = this.defaults.string({ forKey: "path" }); if (path === null || !FileManager.default.fileExists({ atPath: path })) return null;'],
    ]);
    expect((await explore(absolute, CALM, { bound: 1 })).broken.map(({ finding }) => finding.rule)).toEqual(["relative-paths-kept"]);
  });

  test.each([
    ["in the defaults", 'this.defaults.set(this.file.path, { forKey: "path" });'],
    ["as bytes in the defaults", 'this.defaults.set(new Data(this.file.path), { forKey: "path" });'],
    ["in bytes that are no text, perhaps", 'this.defaults.set(new Data([255, 0]), { forKey: "bytes" });'],
    ["in a file", 'new Data(JSON.stringify({ path: this.file.path })).write({ to: this.file.appendingPathExtension("note") });'],
    ["as a task's description", 'downloadTask.taskDescription = this.file.path;'],
  ])("an update of the app is looked at where a path is kept %s, and only there", async (_where, keep) => {
    const move = "FileManager.default.replaceItemAt(this.file, { withItemAt: location });";
    const kept = await explore(changed(LEADERBOARD, "Downloads.ts", [[move, `${move} ${keep}`]]), CALM, { bound: 1 });
    expect(kept.coverage.besides.update).toBeGreaterThan(0);
    expect((await explore(LEADERBOARD, CALM, { bound: 1 })).coverage.besides.update).toBeNull();
  });

  test("where no path is kept an update breaks nothing", async () => {
    for (const program of [LEADERBOARD, programOf(widget()), programOf(PLAIN_OBJECTS)]) {
      const search = await searched(program, CALM, { bound: 1, strikes: ["update-app"], rules: EXPLORED.filter(({ id }) => id === "relative-paths-kept") });
      expect(search.mayKeepPath).toBe(false);
      expect(search.exercised).toEqual([true]);
      expect([...search.violations]).toEqual([]);
    }
  });

  test("late-result-refused: somebody signs out while a download is under way", async () => {
    const { broken } = await explore(programOf(widget()), CALM, { bound: 1, strikes: ["sign-out"] });
    const found = broken.find(({ finding }) => finding.rule === "late-result-refused");
    expect(found?.finding.severity).toBe("warning");
    const careful = DELEGATE.replace("const group", "if (task.taskDescription !== new UserDefaults({ suiteName: 'group.scores' }).string({ forKey: 'account' })) return;\n    const group");
    const start = `const task = this.session.downloadTask({ with: new URL("https://api.relaunch.example/scores/today.json") });
    const account = new Date().getTime() + ""; task.taskDescription = account;
    new UserDefaults({ suiteName: "group.scores" }).set(account, { forKey: "account" }); task.resume();`;
    const source = widget({ delegate: careful }).replace(/this\.session\.downloadTask\(.*\.resume\(\);/, start);
    const kept = await explore(programOf(source), CALM, { bound: 1, strikes: ["sign-out"] });
    expect(kept.broken.map(({ finding }) => finding.rule)).not.toContain("late-result-refused");
  });
});

describe("a story", () => {
  test("breaks its rule as an ordinary run would, and the nearest passing run does not, from one choice on", async () => {
    const explored = await explore(programOf(widget({ handler: "(identifier, completion) => { downloads.completion = completion; }" })), CALM, { bound: 1 });
    const found = explored.broken.find(({ finding }) => finding.rule === "session-recreated");
    const rule = EXPLORED.find(({ id }) => id === "session-recreated");
    if (!found || !rule) throw new Error("session-recreated is broken");
    const { run, passing } = found.story;
    expect(judgeTrace(run.lines, true, [rule])[0]?.finding).toEqual(found.finding);
    expect(run.lines.map((line) => line.n)).toEqual(run.lines.map((_line, index) => index));
    expect(run.worlds.at(-1)?.lines).toBe(run.lines.length);
    if (!passing) throw new Error("some run passes");
    expect(judgeTrace(passing.run.lines, true, [rule])[0]?.finding.status).not.toBe("failed");
    expect(passing.run.worlds.slice(0, passing.differs)).toEqual(run.worlds.slice(0, passing.differs));
    expect(passing.run.worlds[passing.differs]).not.toEqual(run.worlds[passing.differs]);
    expect(found.story.noReturn).toBeGreaterThanOrEqual(passing.differs);
  });

  test("comes with a smaller scenario, when part of it is not needed", async () => {
    const scenario = scenarioOf({ interventions: [{ when: { at: "1m" }, do: "lock", optional: true }], server: [{ match: "/elsewhere.json", answer: { body: "{}" } }] });
    const explored = await explore(programOf(widget({ handler: "(identifier, completion) => { void downloads.session; }" })), scenario, { bound: 0 });
    const found = explored.broken.find(({ finding }) => finding.rule === "completion-called");
    expect(found?.without).toEqual(["lock", "the answer to /elsewhere.json"]);
  });

  test("says which of several equal interventions are not needed", async () => {
    const asks = ["20m", "40m", "60m"].map((at) => ({ when: { at }, do: "ask-for-timeline", optional: true } as const));
    const { broken } = await explore(LEADERBOARD, scenarioOf({ interventions: asks }), { bound: 0 });
    expect(broken.map(({ finding, without }) => [finding.rule, without])).toEqual([["no-duplicate-download", ["ask-for-timeline 3 of 3", "ask-for-timeline 1 of 3"]]]);
  });
});

describe("what was covered", () => {
  const coverage: Coverage = { orders: "1207342512", states: 14296, besides: { closure: null, update: null }, entries: 689, bound: 2, strikes: ["terminate", "suspend"], rules: { exercised: 28, of: 35 }, isCut: false, sampled: null };
  const variants: readonly Coverage[] = [coverage, { ...coverage, bound: 0 }, { ...coverage, besides: { closure: 500, update: null } }, { ...coverage, besides: { closure: 1, update: 20 } }, { ...coverage, bound: 1, orders: "1", states: 1, entries: 1 }, { ...coverage, isCut: true }, { ...coverage, sampled: { runs: 200, frontier: 12000 } }];

  test("is said in numbers", () => {
    expect(coverageSentence(coverage)).toContain("With at most 2 interventions (terminate, suspend): all 1,207,342,512 orders that can make a difference, merged into 14,296 states.");
    expect(coverageSentence(variants[6] as Coverage)).toContain("200 runs sampled, with at most 2 interventions (terminate, suspend)");
    expect(coverageSentence(variants[6] as Coverage)).not.toMatch(/\ball\b/);
    expect(coverageSentence(coverage)).not.toContain("Besides");
    expect(coverageSentence(variants[2] as Coverage)).toContain("Besides: 500 states for events that overtake the closure, with one intervention at most.");
    expect(coverageSentence(variants[3] as Coverage)).toContain("Besides: 1 state for events that overtake the closure, 20 states for an update of the app, with one intervention at most.");
  });

  test("never says exhaustive, all or every without the bound in the same sentence", () => {
    for (const each of variants) {
      const sentences = coverageSentence(each).split(/(?<=\.)\s/);
      expect(sentences.filter((sentence) => /\b(exhaustive(ly)?|all|every|everything|any|complete(ly)?)\b/i.test(sentence) && !sentence.includes(boundOf(each)))).toEqual([]);
      expect(coverageSentence(each)).toContain("Not covered: ");
    }
  });

  test("is a sample when the states are too many, found by seed, the same each time", async () => {
    const once = () => explore(programOf(widget({ handler: "(identifier, completion) => { void downloads.session; }" })), CALM, { bound: 2, states: 60, samples: 50 });
    const explored = await once();
    expect(explored.coverage.sampled).toEqual({ runs: 50, frontier: expect.any(Number) });
    expect(explored.coverage.sampled?.frontier).toBeGreaterThan(0);
    expect(explored.broken.map(({ finding }) => finding.rule)).toContain("completion-called");
    expect(JSON.stringify((await once()).broken)).toBe(JSON.stringify(explored.broken));
  });

  const FAILS = 'downloads.session.downloadTask({ with: new URL("http://plain.example/x") }).resume();';
  /** Whether the run of each story breaks its rule by itself. */
  const statuses = ({ broken }: Explored): readonly (readonly [string, string | undefined])[] =>
    broken.map(({ finding: { rule }, story }) => [rule, judgeTrace(story.run.lines, true, EXPLORED).find(({ finding }) => finding.rule === rule)?.finding.status]);

  test("tells of a random run that breaks a rule because nothing more happens no more than that", async () => {
    const explored = await explore(programOf(widget({ timeline: `${FAILS} throw new Error("no");` })), CALM, { bound: 1, states: 40, samples: 5 });
    expect(statuses(explored)).toEqual([["provider-does-not-crash", "failed"], ["failure-handled", "failed"]]);
  });

  const ENDLESS = programOf(widget({ timeline: `${FAILS} completion(new Timeline({ entries: [{ date: new Date(), title: "now" }], policy: TimelineReloadPolicy.never })); const again = () => DispatchQueue.main.async(again); again();` }));

  test("comes to an end where code queues blocks for ever", async () => {
    const { coverage } = await explore(ENDLESS, CALM, { bound: 0, states: 500, samples: 2 });
    expect(coverage).toMatchObject({ states: expect.toSatisfy((states: number) => states >= 500), sampled: { runs: 2 } });
  });

  test("does not take a random run that never rests for one that has ended", async () => {
    const search = await searched(ENDLESS, CALM, { states: 40 });
    const { choices, said } = walk(search, 1);
    expect(choices).toHaveLength(EXPLORE_LIMITS.events);
    expect(said.filter(({ after }) => after === choices.length)).toEqual([]);
  });

  test("tells what the search found, and what random runs met, also where code looks at its transfers only in those", async () => {
    const timeline = TIMELINE.replace("downloads.start();", 'for (const name of ["a", "b"]) downloads.session.downloadTask({ with: new URL(`https://api.relaunch.example/${name}.json`) }).resume();');
    const looking = programOf(widget({ timeline, handler: "(identifier, completion) => { downloads.session.getAllTasks(() => {}); }" }));
    const explored = await explore(looking, CALM, { bound: 2, states: 40, samples: 60 });
    expect(statuses(explored)).toEqual([["completion-called", "failed"], ["widget-refreshed", "failed"], ["no-duplicate-download", "failed"]]);
    expect(explored.broken.map(({ ordinary }) => ordinary)).toEqual([false, true, false]);
  });
});
