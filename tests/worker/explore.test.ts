/** Explorations beside runs: turns, progress, the end by something newer, and what crosses to the page. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createJudge } from "../../runtime/judge/judge.ts";
import { emptyOrigin } from "../../runtime/judge/stand-in-origin.ts";
import { loadBinary } from "../../runtime/sandbox/binary-node.ts";
import { RuntimeClient } from "../../runtime/worker/client.ts";
import { READY } from "../../runtime/worker/protocol.ts";
import { toldOf } from "../../runtime/worker/told.ts";
import { viewOf } from "../../src/workbench/view.ts";
import { widget } from "../support/programs.ts";
import { programOf, scenarioOf } from "../support/run.ts";

const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const FORGETS = programOf(widget({ handler: "(identifier, completion) => { void downloads.session; }" }));
const judge = await createJudge(await loadBinary());

describe("in the worker", () => {
  test("a run that is asked for meanwhile has its turn after a slice, and the exploration goes on to the same result", async () => {
    const once = await judge.explore(FORGETS, scenarioOf({}), { origin: emptyOrigin, bound: 1 });
    const heard: string[] = [];
    let slices = 0;
    const result = await judge.explore(FORGETS, scenarioOf({}), {
      origin: emptyOrigin, bound: 1, slice: 20,
      pause: async () => {
        slices++;
        // Other programs than the one that is explored: more than are kept.
        if (slices <= 6) void judge.run(programOf(widget({ top: `const a = ${slices};` })), scenarioOf({}), { origin: emptyOrigin }).then(() => heard.push(`run after ${slices}`));
        await breathe();
      },
    });
    expect(slices).toBeGreaterThan(12);
    expect(heard).toHaveLength(6);
    for (const [index, each] of heard.entries()) expect(Number(each.slice(10)) - index).toBeLessThanOrEqual(3);
    expect(result.ok && once.ok && result.explored.broken).toEqual(once.ok && once.explored.broken);
    expect(result.ok && result.explored.coverage.states).toBe(once.ok && once.explored.coverage.states);
  });

  test("it stops when it is told to, and says that it is not complete", async () => {
    let slices = 0;
    const result = await judge.explore(FORGETS, scenarioOf({}), { origin: emptyOrigin, bound: 2, slice: 10, pause: breathe, stopped: () => ++slices === 3 });
    expect(slices).toBe(3);
    expect(result.ok && result.complete).toBe(false);
  });

  test("progress rises, level by level", async () => {
    const levels: number[] = [];
    const states: number[] = [];
    await judge.explore(FORGETS, scenarioOf({}), { origin: emptyOrigin, bound: 2, slice: 20, pause: (progress) => { levels.push(progress.level); states.push(progress.states); } });
    expect([...new Set(levels)]).toEqual([0, 1, 2]);
    expect(states).toEqual(states.toSorted((one, other) => one - other));
  });

  test("files under server/ answer, and are not compiled", async () => {
    const result = await judge.explore(programOf({ "Widget.ts": widget(), "server/scores/today.json": "not { code" }), scenarioOf({}), { origin: emptyOrigin, bound: 0 });
    expect(result.ok && result.explored.coverage.states).toBeGreaterThan(5);
  });
});

describe("what crosses to the page", () => {
  test("is plain, can be drawn, names the rule first, and carries worlds only for the story", async () => {
    const told = structuredClone(toldOf(await judge.explore(FORGETS, scenarioOf({}), { origin: emptyOrigin, bound: 1 })));
    if (!told?.ok) throw new Error("it was explored");
    const [first] = told.broken;
    expect(first?.finding.rule).toBe("completion-called");
    expect(first?.strikes).toBe(0);
    const view = viewOf(first?.story?.run as never, "calm");
    expect(view.verdict).toBe("failed");
    expect(view.rules[0]).toMatchObject({ rule: "completion-called", status: "failed", event: first?.finding.event });
    expect(first?.story?.run.worlds[view.events.at(-1)?.step ?? -1]).toBeDefined();
    for (const { story } of told.broken) expect(story?.passing?.worlds ?? []).toEqual([]);
    expect(told.broken.filter(({ story }) => story !== null).length).toBeLessThanOrEqual(4);
  });

  test("a program that can't be compiled is a value", async () => {
    const told = toldOf(await judge.explore(programOf("import {"), scenarioOf({}), { origin: emptyOrigin, bound: 0 }));
    expect(told).toMatchObject({ ok: false });
  });
});

describe("the page's end", () => {
  class FakeWorker extends EventTarget {
    readonly asked: { id: string; path: string[] }[] = [];
    postMessage(message: { id: string; path: string[] }): void { this.asked.push(message); }
    terminate(): void {}
    start(): void {}
    say(data: unknown): void { this.dispatchEvent(new MessageEvent("message", { data })); }
    answer(what: string, value: unknown): void { this.say({ id: this.asked.findLast(({ path }) => path[0] === what)?.id, type: "RAW", value }); }
  }
  const made: FakeWorker[] = [];
  let client: RuntimeClient;
  beforeEach(() => {
    client = new RuntimeClient(() => {
      const worker = new FakeWorker();
      made.push(worker);
      return worker as unknown as Worker;
    });
  });
  afterEach(() => {
    client.dispose();
    made.length = 0;
  });
  const request = { program: FORGETS, scenario: scenarioOf({}), bound: 1 };
  const EXPLORED = { ok: true, coverage: {}, broken: [] };

  test("hears of progress, and gets the result", async () => {
    const heard: unknown[] = [];
    const answer = client.explore(request, (progress) => heard.push(progress));
    made[0]?.say(READY);
    made[0]?.say({ exploring: { states: 5, level: 1, frontier: 3 } });
    made[0]?.answer("explore", EXPLORED);
    expect(await answer).toEqual({ kind: "result", result: EXPLORED });
    made[0]?.say({ exploring: { states: 9, level: 1, frontier: 3 } });
    expect(heard).toEqual([{ states: 5, level: 1, frontier: 3 }]);
  });

  test("a run supersedes it at once, and so does a newer exploration", async () => {
    const first = client.explore(request);
    const second = client.explore(request);
    expect(await first).toEqual({ kind: "superseded" });
    void client.run(request);
    expect(await second).toEqual({ kind: "superseded" });
    await vi.waitFor(() => expect(made[0]?.asked.map(({ path }) => path[0])).toEqual(["explore", "explore", "run"]));
    expect(await client.explore(request)).toEqual({ kind: "superseded" });
  });

  test("it can be left, and the worker is told", async () => {
    const answer = client.explore(request);
    client.leave();
    expect(await answer).toEqual({ kind: "superseded" });
    expect(made[0]?.asked.map(({ path }) => path[0])).toEqual(["explore", "leave"]);
  });

  test("a worker that ends it by itself says null; one that is replaced answers nothing more", async () => {
    const first = client.explore(request);
    made[0]?.answer("explore", null);
    expect(await first).toEqual({ kind: "superseded" });
    const second = client.explore(request);
    client.dispose();
    expect(await second).toEqual({ kind: "replaced" });
  });
});
