/** Interventions in words, their moments, and the line at which two futures part. */
import { describe, expect, test } from "vitest";
import { INTERVENTIONS } from "../../runtime/model/trace.ts";
import { CATALOG, DOERS } from "../../src/workbench/conditions/catalog.ts";
import { TITLES } from "../../src/workbench/conditions/titles.ts";
import { agreement, lineOfStep, momentAt, neighbour, titleOf, wordsOf } from "../../src/workbench/conditions/moments.ts";
import { BANDWIDTHS, bandwidthWords, LATENCIES, LOSSES, lossWords, nearestStep } from "../../src/workbench/conditions/scale.ts";
import { fieldAt } from "../../src/workbench/conditions/schema.ts";
import { bindings, hint, KEYS, namesOf } from "../../src/workbench/keys.ts";
import { viewOf, type RunView } from "../../src/workbench/view.ts";
import { programOf, run, scenarioOf } from "../support/run.ts";
import { widget } from "../support/programs.ts";

const KILL = { when: { idle: "with-transfer" }, do: "terminate" } as const;
const viewWith = async (...interventions: NonNullable<Parameters<typeof scenarioOf>[0]["interventions"]>): Promise<RunView> => viewOf(await run(programOf(widget()), scenarioOf({ interventions })), "test");

describe("moments", () => {
  test("the moment right after a line is that of its step, and the words name the step's last line", async () => {
    const view = await viewWith(KILL);
    for (const event of view.events) {
      expect(momentAt(view, event.n)).toEqual({ step: event.step });
      const last = lineOfStep(view, event.step);
      expect(view.events[last]?.step).toBe(event.step);
      expect(view.events[last + 1]?.step ?? Infinity).toBeGreaterThan(event.step);
      expect(wordsOf({ step: event.step }, view)).toMatch(new RegExp(`^after event ${last + 1}, “`));
    }
    expect(momentAt(view, view.events.length)).toBeNull();
    expect(wordsOf({ step: -1 }, view)).toBe("before the first event");
    // Of a program that came with a link there is no run yet.
    expect(wordsOf({ step: 7 }, { ...view, events: [] })).toBe("at a moment that its run will show");
  });

  test("there and back again is where one was, from every step that shows", async () => {
    const view = await viewWith(KILL);
    const steps = [...new Set(view.events.map((event) => event.step))];
    for (const [index, step] of steps.entries()) {
      expect(neighbour(view, step, 1)).toBe(steps[index + 1] ?? null);
      expect(neighbour(view, step, -1)).toBe(steps[index - 1] ?? null);
    }
  });

  test("every trigger has words", async () => {
    const view = await viewWith(KILL);
    const { interventions } = scenarioOf({ interventions: [
      KILL, { when: { line: "transfer-finished", nth: 2, callback: "delegate" }, do: "lock" }, { when: { hostCall: 2, of: "getTimeline" }, do: "lock" }, { when: { at: "1h 30m" }, do: "lock" }, { when: { suspendedFor: "60s" }, do: "lock" },
    ] });
    expect(interventions.map(({ when }) => wordsOf(when, view))).toEqual(["once it is idle with a download under way", "after transfer finished of delegate, time 2", "after call 2 of getTimeline", "at 1h 30m", "once suspended for 1m"]);
  });

  test("a chip's title says what the intervention was told", () => {
    const [network, foreign, lock] = scenarioOf({ interventions: [
      { when: { step: 1 }, do: "change-network", with: { bandwidth: 1000, latency: "2s", loss: 0.3 } }, { when: { step: 1 }, do: "foreign-events", with: { identifier: "a.b" } }, { when: { step: 1 }, do: "lock" },
    ] }).interventions.map(titleOf);
    expect([network, foreign, lock]).toEqual(["Change the network: 2s latency, 1000 bytes a second, 30 % loss", "Wake it for foreign events: a.b", "Lock the device"]);
  });
});

describe("two futures", () => {
  test("agree up to the line at which something else was done", async () => {
    const [calm, killed] = [await viewWith(), await viewWith(KILL)];
    const from = agreement(calm, killed);
    expect(killed.events[from + 1]?.kind).toBe("intervention");
    expect(calm.events.slice(0, from + 1).map(({ text }) => text)).toEqual(killed.events.slice(0, from + 1).map(({ text }) => text));
    expect(agreement(killed, calm)).toBe(from);
  });

  test("that are the same agree to the end, and the shorter one may be the beginning of the longer", async () => {
    const view = await viewWith(KILL);
    expect(agreement(view, view)).toBe(view.events.length - 1);
    expect(agreement({ ...view, events: view.events.slice(0, 5) }, view)).toBe(4);
    expect(agreement(view, { ...view, events: view.events.slice(0, 5) })).toBe(4);
    expect(agreement(view, { ...view, events: [] })).toBe(-1);
  });
});

describe("the catalogue", () => {
  test("every intervention is there, said in words of its own", () => {
    expect(Object.keys(CATALOG).sort()).toEqual([...INTERVENTIONS].sort());
    expect(new Set(INTERVENTIONS.map((kind) => TITLES[kind])).size).toBe(INTERVENTIONS.length);
    expect(Object.values(CATALOG).filter(({ does, by }) => !/^[A-Z].{8,}\.$/.test(does) || !(by in DOERS))).toEqual([]);
  });

  test("what an intervention can be told is what the format says", () => {
    const options = fieldAt("interventions").element?.fields.find(({ name }) => name === "with")?.fields ?? [];
    const said = Object.fromEntries(INTERVENTIONS.map((kind) => [kind, options.filter(({ description }) => (description.split(":")[0] ?? "").split(", ").includes(kind)).map(({ name }) => name).sort()]));
    expect(Object.fromEntries(INTERVENTIONS.map((kind) => [kind, [...(CATALOG[kind].takes ?? [])].sort()]))).toEqual(said);
  });
});

describe("keys", () => {
  test("no key means two things", () => {
    const all = KEYS.flatMap(({ keys }) => keys);
    expect(new Set(all).size).toBe(all.length);
    expect(new Set(KEYS.map(({ action }) => action)).size).toBe(KEYS.length);
  });

  test("a tooltip says the words and the keys", () => {
    expect(hint("back")).toBe("one event back (← or j)");
    expect(namesOf(KEYS.find(({ action }) => action === "keys") as (typeof KEYS)[number])).toEqual(["?"]);
  });

  test("a single letter is no command where somebody types; a chord is", () => {
    const done: string[] = [];
    const bound = bindings({ terminate: () => done.push("terminate"), run: () => done.push("run") }, () => false);
    expect(Object.keys(bound)).toEqual(["x", "$mod+Enter"]);
    for (const act of Object.values(bound)) act({ preventDefault: () => {} } as KeyboardEvent);
    expect(done).toEqual(["run"]);
  });
});

describe("sliders", () => {
  test("a slider stands at the step that is nearest by factor", () => {
    for (const scale of [BANDWIDTHS, LATENCIES, LOSSES]) scale.forEach((value, index) => expect(nearestStep(scale, value)).toBe(index));
    expect(BANDWIDTHS[nearestStep(BANDWIDTHS, 180_000)]).toBe(250_000);
    expect([bandwidthWords(999), bandwidthWords(250_000), bandwidthWords(20_000_000), lossWords(0), lossWords(0.05)]).toEqual(["999 B/s", "250 kB/s", "20 MB/s", "none", "5 % of answers"]);
  });
});
