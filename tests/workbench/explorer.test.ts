/** What the explorer says on the page. */
import { describe, expect, test } from "vitest";
import { shareOf, type Coverage } from "../../runtime/explore/coverage.ts";
import type { Line } from "../../runtime/model/trace.ts";
import { duelWords, headlineOf, isStruckAlike, leftOut, missesIn, needlessWords, progressWords, sizeOf, smallestWords, strikesOf, within, withoutHand } from "../../src/workbench/explorer/words.ts";

const COVERAGE: Coverage = { orders: "1207342512", states: 14296, besides: { closure: null, update: null }, entries: 689, bound: 2, strikes: ["terminate", "suspend"], rules: { exercised: 28, of: 35 }, isCut: false, sampled: null };
const finding = (severity: "error" | "warning") => ({ finding: { rule: "a", status: "failed", severity, event: 1, source: null, message: "", fix: "" } }) as const;

describe("the badge", () => {
  test("is safe only with its bound, and only when all within it was seen", () => {
    expect(headlineOf(COVERAGE, [])).toEqual({ words: "Safe even if the system strikes twice at the worst moments: 1,207,342,512 orders, 14,296 states, up to 2 interventions", state: "good" });
    expect(headlineOf({ ...COVERAGE, bound: 0, orders: "1", states: 1 }, []).words).toBe("Safe while the system leaves it alone: 1 order, 1 state, no interventions");
    for (const less of [{ isCut: true }, { sampled: { runs: 200, frontier: 9 } }]) {
      const { words, state } = headlineOf({ ...COVERAGE, ...less }, []);
      expect(state).toBe("sampled");
      expect(words).not.toMatch(/^Safe/);
    }
  });

  test("tells errors from warnings by word, and names the bound always", () => {
    expect(headlineOf(COVERAGE, [finding("error"), finding("warning")])).toMatchObject({ state: "bad", words: expect.stringMatching(/^1 rule can be broken: /) });
    expect(headlineOf(COVERAGE, [finding("warning"), finding("warning")])).toMatchObject({ state: "warned", words: expect.stringMatching(/^Nothing broken, 2 warnings: /) });
    for (const bound of [0, 1, 2, 3]) {
      for (const broken of [[], [finding("error")], [finding("warning")]]) {
        const { words } = headlineOf({ ...COVERAGE, bound }, broken);
        expect(words).toContain(within({ bound }));
        expect(words).not.toMatch(/\b(exhaustive|all|every|any|complete)\b/i);
      }
    }
  });

  test("while it goes on, says how far it is", () => {
    expect(progressWords(0, null)).toBe("Exploring with no interventions…");
    expect(progressWords(1, { states: 12345, level: 1, frontier: 1000 })).toBe("Exploring with up to 1 intervention: 12,345 states so far, 1,000 to look at");
  });
});

describe("beside the headline", () => {
  test("what was explored without is said, and only then", () => {
    expect(withoutHand(0)).toBe("");
    expect(withoutHand(1)).toBe("Explored without your 1 intervention by hand.");
    expect(withoutHand(2)).toBe("Explored without your 2 interventions by hand.");
  });

  test("what was not looked at any more is said, with the reason", () => {
    const [error, warning] = [[finding("error")], [finding("warning")]];
    expect(leftOut({ ...COVERAGE, bound: 0 }, error, [0, 1, 2])).toBe("Not looked at yet: one and two interventions, once this is fixed.");
    expect(leftOut({ ...COVERAGE, bound: 1 }, error, [0, 1, 2])).toBe("Not looked at yet: two interventions, once this is fixed.");
    expect(leftOut({ ...COVERAGE, bound: 0 }, [...error, ...error], [0, 1])).toBe("Not looked at yet: one intervention, once these are fixed.");
    expect(leftOut(COVERAGE, error, [0, 1, 2])).toBe("");
    expect(leftOut({ ...COVERAGE, bound: 1, sampled: { runs: 200, frontier: 9 } }, warning, [0, 1, 2])).toBe("Not looked at: two interventions, because there are too many orders already.");
  });

  test("in how large a share of the orders a rule is broken: exactly, or rounded and never to none or all", () => {
    expect(shareOf(null, "12")).toBe("");
    expect(shareOf("3", "12")).toBe("share of orders that break it: 3 of 12");
    expect(shareOf("12", "12")).toBe("share of orders that break it: all 12");
    expect(shareOf("1", "1")).toBe("share of orders that break it: the only one");
    expect(shareOf("301835628", "1207342512")).toBe("share of orders that break it: 25%");
    expect(shareOf("1", "1207342512")).toBe("share of orders that break it: less than 1%");
    expect(shareOf("1207342511", "1207342512")).toBe("share of orders that break it: more than 99%");
    expect(shareOf("1207342512", "1207342512")).toBe("share of orders that break it: all 1,207,342,512");
  });
});

describe("the size of a story", () => {
  const line = (n: number, what: string, index: number): Line => ({ n, kind: "intervention", text: "", data: { do: what, by: "scenario", index, effect: true } }) as never;

  test("counts what was done besides the scenario", () => {
    expect(sizeOf(0, [], false)).toBe("smallest story: no intervention, the order of events is enough");
    expect(sizeOf(2, [], false)).toBe("smallest story: 2 interventions");
    expect(sizeOf(1, [line(3, "terminate", 0)], false)).toBe("smallest story: 1 intervention");
  });

  test("lays nothing to the order of events where the ordinary run breaks the rule", () => {
    expect(sizeOf(0, [], true)).toBe("it needs no intervention: the ordinary run breaks it");
    expect(sizeOf(0, [line(2, "suspend", 0)], true)).toBe("it needs no intervention but the scenario's own (suspend the extension): the ordinary run breaks it");
  });

  test("says what the scenario does where that is all, each once, as the page calls it", () => {
    const lines = [line(2, "suspend", 0), line(5, "ask-for-timeline", 1), line(8, "suspend", 2), line(9, "go-online", -1)];
    expect(sizeOf(0, lines, false)).toBe("smallest story: no intervention but the scenario's own (suspend the extension, ask for a timeline), the order of events is enough");
  });

  test("what it does not need has the page's names too", () => {
    expect(needlessWords(["ask-for-timeline", "suspend 2 of 3", "the answer to *.json"])).toBe("it does not need: ask for a timeline, suspend the extension (2 of 3), the answer to *.json");
    expect(needlessWords([4, 3, 2, 1].map((which) => `ask-for-timeline ${which} of 4`).concat("terminate"))).toBe("it does not need: ask for a timeline (all 4), terminate the extension");
    expect(needlessWords(["suspend 4 of 4", "terminate", "suspend 1 of 4", "suspend 3 of 4"])).toBe("it does not need: suspend the extension (1, 3 and 4 of 4), terminate the extension");
    expect(needlessWords([])).toBe("");
  });
});

test("strikes are what the system did, not what came with the scenario or afterwards", () => {
  const line = (n: number, what: string, index: number): Line => ({ n, kind: "intervention", text: `the system does ${what}`, data: { do: what, by: "scenario", index, effect: true } }) as never;
  const lines = [line(0, "lock", 0), line(4, "terminate", -1), line(7, "go-online", -1), line(9, "ask-for-timeline", -1)];
  expect(strikesOf(lines, 1)).toEqual(["event 5, “the system does terminate”"]);
});

test("a run is a story's up to its last strike, whatever comes then", () => {
  const line = (n: number, text: string, what?: string): Line => ({ n, kind: what === undefined ? "callback" : "intervention", text, data: { do: what, by: "scenario", index: -1, effect: true } }) as never;
  const story = [line(0, "a"), line(1, "the system terminates", "terminate"), line(2, "b"), line(3, "the network is there", "go-online")];
  const run = (...texts: readonly string[]): readonly { text: string }[] => texts.map((text) => ({ text }));
  expect(isStruckAlike(run("a", "the system terminates", "c"), story, 1)).toBe(true);
  expect(isStruckAlike(run("x", "the system terminates", "b"), story, 1)).toBe(false);
  expect(isStruckAlike(run("a"), story, 1)).toBe(false);
  expect(isStruckAlike(run("a", "b"), [line(0, "a")], 0)).toBe(false);
});

describe("the duel", () => {
  test("counts strikes, and says what came of them", () => {
    expect(duelWords({ budget: 2, struck: 1, misses: [], broken: [] })).toMatch(/^1 strike left\./);
    expect(duelWords({ budget: 2, struck: 2, misses: [], broken: [] })).toBe("Your code withstood 2 strikes there.");
    expect(duelWords({ budget: 1, struck: 3, misses: [], broken: [] })).toBe("Your code withstood 1 strike there, and 2 more than the budget.");
    expect(duelWords({ budget: 3, struck: 1, misses: [], broken: ["A", "B"] })).toBe("With 1 strike you broke 2 rules: A; B.");
    expect(duelWords({ budget: 3, struck: 0, misses: [], broken: ["A"] })).toBe("The code breaks a rule without a strike of yours: A.");
  });

  test("praises no strike that met nothing, and says why it did not", () => {
    expect(duelWords({ budget: 1, struck: 1, misses: ["early"], broken: [] })).toBe("Your strike met nothing: no download had begun. Begin again, and strike while a download is under way.");
    expect(duelWords({ budget: 2, struck: 2, misses: ["early", "nobody"], broken: [] })).toMatch(/^Your strikes met nothing: no download had begun, and the extension was not running\./);
    expect(duelWords({ budget: 3, struck: 3, misses: ["late", "late"], broken: [] })).toBe("Your code withstood 1 strike there. 2 met nothing: all was done by then.");
    expect(duelWords({ budget: 2, struck: 1, misses: ["early"], broken: [] })).toMatch(/^1 strike left\. One met nothing: no download had begun\. Step to/);
    expect(duelWords({ budget: 1, struck: 1, misses: ["early"], broken: ["A"] })).toBe("With 1 strike you broke a rule: A.");
  });

  test("a strike meets nothing where nobody runs, before a download has begun, and when all is done", () => {
    const lines = (...kinds: readonly (string | readonly [string, object])[]): readonly Line[] => kinds.map((each, n) => (typeof each === "string" ? { n, kind: each, data: {} } : { n, kind: each[0], data: each[1] }) as never);
    const strike = (index: number, effect = true) => ["intervention", { do: "terminate", by: "hand", index, effect }] as const;
    const ended = (busy: boolean) => ["process-terminated", { busy }] as const;
    expect(missesIn(lines("callback-begins", strike(1), ended(true), "task-resumed", "transfer-finished"), 1, 1)).toEqual(["early"]);
    expect(missesIn(lines("task-resumed", strike(1, false), "transfer-finished"), 1, 1)).toEqual(["nobody"]);
    expect(missesIn(lines("task-resumed", "transfer-finished", strike(1), ended(false)), 1, 1)).toEqual(["late"]);
    expect(missesIn(lines("task-resumed", "transfer-finished", strike(1), ended(true)), 1, 1)).toEqual([]);
    expect(missesIn(lines("task-resumed", strike(1), ended(false), "transfer-finished"), 1, 1)).toEqual([]);
    // The scenario's own are none of the learner's; and one that never happened met nothing.
    expect(missesIn(lines(strike(0), "task-resumed", strike(1), ended(false), "transfer-finished"), 1, 2)).toEqual(["late"]);
  });

  test("is compared with the smallest story, or with the bound within which there is none", () => {
    expect(smallestWords({ strikes: 1, at: ["event 5, “x”"], ordinary: false }, COVERAGE)).toBe("The explorer needed 1, at event 5, “x”.");
    expect(smallestWords({ strikes: 0, at: [], ordinary: false }, COVERAGE)).toBe("The explorer needed no strike: the order of events was enough.");
    expect(smallestWords({ strikes: 0, at: [], ordinary: false, done: ["terminate the extension"] }, COVERAGE)).toBe("The explorer needed no strike but the scenario's own: the order of events was enough.");
    expect(smallestWords({ strikes: 0, at: [], ordinary: true }, COVERAGE)).toBe("The explorer needed no strike: the ordinary run breaks it.");
    expect(smallestWords(null, COVERAGE)).toBe("The explorer broke nothing either, with up to 2 interventions.");
    expect(smallestWords(null, null)).toContain("still at work");
  });
});
