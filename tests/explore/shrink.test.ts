/** A scenario is made smaller for a story: as bad as before, and in slices. */
import { expect, test } from "vitest";
import { Exploration, type ExploreOptions } from "../../runtime/explore/explore.ts";
import type { Scenario } from "../../runtime/model/scenario.ts";
import { guestOf } from "../support/explore.ts";
import { DELEGATE, TIMELINE, widget } from "../support/programs.ts";
import { programOf, scenarioOf } from "../support/run.ts";

/** Four downloads of which one brings something, and nobody asks for a timeline then: an error for that one, a warning for the others. */
const LATE = programOf(widget({
  timeline: TIMELINE.replace("downloads.start();", "if (!downloads.started) { downloads.start(); for (let n = 1; n < 4; n++) downloads.session.downloadTask({ with: new URL('https://api.relaunch.example/o' + n + '.json') }).resume(); }"),
  delegate: DELEGATE.replace('WidgetCenter.shared.reloadTimelines({ ofKind: "scores" });', "").replace("const group", "if (task.response.statusCode >= 400) return; const group"),
}));
const SERVER = [{ match: "today.json", answer: { body: "{}" } }, { match: "*", answer: { status: 404, body: "no" } }];

async function inSlices(scenario: Scenario, options: ExploreOptions, states: number) {
  const exploration = new Exploration(scenario, await guestOf(LATE), options);
  let slices = 0;
  let longest = 0;
  while (!exploration.isDone) {
    const before = exploration.looked;
    exploration.advance(states);
    slices++;
    longest = Math.max(longest, exploration.looked - before);
  }
  return { ...exploration.result(), slices, longest };
}

test("an error stays an error, also where the smaller scenario breaks the rule sooner and less badly", async () => {
  const severities = async (interventions: readonly unknown[]) => {
    const { broken } = await inSlices(scenarioOf({ server: SERVER, interventions } as never), { bound: 0 }, 10);
    return broken.map(({ finding, without }) => [finding.rule, finding.severity, without]);
  };
  expect(await severities([])).toContainEqual(["widget-refreshed", "error", []]);
  expect(await severities([{ when: { at: "6h" }, do: "lock", optional: true }])).toContainEqual(["widget-refreshed", "error", ["lock"]]);
});

test("no slice is longer than it may be, while stories are made as well", async () => {
  const { slices, longest, broken } = await inSlices(scenarioOf({ server: SERVER, interventions: [{ when: { at: "6h" }, do: "lock", optional: true }] } as never), { bound: 0 }, 50);
  expect(broken.length).toBeGreaterThan(1);
  expect(slices).toBeGreaterThan(10);
  expect(longest).toBeLessThanOrEqual(60);
});
