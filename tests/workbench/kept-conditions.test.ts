/** What a program met, as the browser keeps it. */
import { expect, test, vi } from "vitest";
import { keepConditions, readConditions } from "../../src/workbench/keep/kept-conditions.ts";
import { openStore } from "../../src/workbench/keep/store.ts";
import type { Conditions } from "../../src/workbench/state/conditions.svelte.ts";
import { FakeStorage } from "./fake-storage.ts";

// Svelte's compiler is not at work here, and nothing here listens.
vi.hoisted(() => Object.assign(globalThis, { $state: (value: unknown) => value }));

test("a change that was taken back while it was being written is not kept", async () => {
  const storage = new FakeStorage();
  const store = openStore(() => storage);
  const conditions = { chosen: 0, custom: null, scenarios: [{ name: "calm" }], hand: [{ when: { step: 3 }, do: "lock", optional: true, by: "hand" }] };
  const keep = (): Promise<void> => keepConditions(store, "samples/leaderboard", conditions as unknown as Conditions, 0);
  const first = keep();
  conditions.hand = [];
  await Promise.all([first, keep()]);
  expect(readConditions(store, "samples/leaderboard")).toBeNull();
  conditions.hand = [{ when: { step: 4 }, do: "lock", optional: true, by: "hand" }];
  await keep();
  expect(readConditions(store, "samples/leaderboard")).toMatchObject({ chosen: "calm", custom: null, hand: [{ when: { step: 4 }, do: "lock" }] });
});
