/** What a program met, as the browser keeps it. */
import { expect, test, vi } from "vitest";
import { keepConditions, readConditions, resumeConditions } from "../../src/workbench/keep/kept-conditions.ts";
import { openStore } from "../../src/workbench/keep/store.ts";
import type { Conditions } from "../../src/workbench/state/conditions.svelte.ts";
import { FakeStorage } from "./fake-storage.ts";

// Svelte's compiler is not at work here, and nothing here listens.
vi.hoisted(() => Object.assign(globalThis, { $state: (value: unknown) => value }));

const PLACE = "samples/leaderboard";
const SLOW = { when: { step: 4 }, do: "change-network", with: { latency: 2000, loss: 0.5 }, optional: true, by: "hand" };

test("it is kept at once, put back as it was, and taken away when all is as usual", async () => {
  const storage = new FakeStorage();
  const store = openStore(() => storage);
  const conditions = { chosen: 0, custom: null, scenarios: [{ name: "calm" }], hand: [SLOW] };
  keepConditions(store, PLACE, conditions as unknown as Conditions, 0);
  const kept = readConditions(store, PLACE);
  if (!kept) throw new Error("it is kept");
  const did: unknown[] = [];
  const other = { scenarios: [{ name: "other" }, { name: "calm" }], choose: (index: number) => did.push(index), redo: (hand: unknown) => did.push(hand) };
  await resumeConditions(other as unknown as Conditions, kept);
  expect(did).toEqual([1, [SLOW]]);
  conditions.hand = [];
  keepConditions(store, PLACE, conditions as unknown as Conditions, 0);
  expect(readConditions(store, PLACE)).toBeNull();
});

test("what is no intervention is left out", async () => {
  const did: unknown[] = [];
  const conditions = { scenarios: [], redo: (hand: unknown) => did.push(hand) };
  await resumeConditions(conditions as unknown as Conditions, { format: 1, chosen: null, custom: null, hand: [null, 3, { when: null }, { when: { step: 1 }, do: "lock", with: "x" }, SLOW] });
  await resumeConditions(conditions as unknown as Conditions, { format: 1, chosen: null, custom: null, hand: [{ when: { step: -1 }, do: "lock" }] });
  expect(did).toEqual([[SLOW]]);
});
