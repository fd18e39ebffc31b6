/** [A18]: why the extension is suspended, as it is told: event handling is over where a wake's completion was called, and nowhere else. */
import { describe, expect, test } from "vitest";
import { Search } from "../../runtime/explore/search.ts";
import type { ScenarioInput } from "../../runtime/model/scenario.ts";
import { searched } from "../support/explore.ts";
import { widget, type Parts } from "../support/programs.ts";
import { programOf, run, scenarioOf } from "../support/run.ts";

type Input = Omit<ScenarioInput, "name">;
const SUSPEND = { when: { idle: "with-transfer" }, do: "suspend" } as const;
const ANSWER = 'completion(new Timeline({ entries: [{ date: new Date(), title: "x" }], policy: TimelineReloadPolicy.never }));';
const START = `downloads.start();\n    ${ANSWER}`;

/** Each suspension, and what came right before the extension had nothing more to run. */
async function suspensions(parts: Parts, input: Input): Promise<string[]> {
  const { lines } = await run(programOf(widget(parts)), scenarioOf(input));
  let before = "";
  return lines.flatMap((line) => {
    if (line.kind === "callback-ends") before = line.data.title;
    if (line.kind === "wake-ends") before = `wake ${line.data.how}`;
    return line.kind === "process-suspended" ? [`${before}: ${line.data.reason}${/: (.*)$/.exec(line.text)?.[0] ?? ""}`] : [];
  });
}

/** Each reason that is told anywhere. */
class Reasons extends Search {
  readonly told = new Set<string>();
  override follow(...given: Parameters<Search["follow"]>): ReturnType<Search["follow"]> {
    const followed = super.follow(...given);
    for (const line of followed.lines) if (line.kind === "process-suspended") this.told.add(line.data.reason);
    return followed;
  }
}

describe("the reason of a suspension", () => {
  test("[A18] without a grace after answers none of them is event handling: main() and a timeline leave nothing that keeps it running", async () => {
    expect(await suspensions({ handler: "", timeline: ANSWER }, { settings: { graceAfterAnswer: "0s" } })).toMatchInlineSnapshot(`
      [
        "main(): idle: nothing keeps it running",
        "getTimeline(in:completion:): idle: nothing keeps it running",
      ]
    `);
  });

  test("[A18] with a wake it is the suspension after its completion, with any grace after answers", async () => {
    expect(await suspensions({ timeline: START }, { settings: { graceAfterAnswer: "0s" } })).toMatchInlineSnapshot(`
      [
        "main(): idle: nothing keeps it running",
        "getTimeline(in:completion:): idle: nothing keeps it running",
        "queued block: completed: event handling is over",
        "getTimeline(in:completion:): idle: nothing keeps it running",
      ]
    `);
    expect(await suspensions({ timeline: START }, { interventions: [SUSPEND] })).toMatchInlineSnapshot(`
      [
        "getTimeline(in:completion:): intervention",
        "queued block: completed: event handling is over",
        "getTimeline(in:completion:): idle: nothing keeps it running",
      ]
    `);
  });

  test("[A18] a wake whose events nobody takes is no event handling", async () => {
    expect(await suspensions({ handler: "", timeline: START }, { interventions: [SUSPEND] })).toMatchInlineSnapshot(`
      [
        "getTimeline(in:completion:): intervention",
        "wake unmatched: idle: nothing keeps it running",
        "getTimeline(in:completion:): idle: nothing keeps it running",
      ]
    `);
  });

  test("[A18] an answer after the completion is what was last", async () => {
    const late = `if (!downloads.started) { ${START} return; }\n    DispatchQueue.main.asyncAfter({ deadline: 1 }, () => ${ANSWER.slice(0, -1)});`;
    expect(await suspensions({ timeline: late }, { settings: { graceAfterAnswer: "0s" }, interventions: [{ when: { line: "events-delivered" }, do: "ask-for-timeline" }] })).toMatchInlineSnapshot(`
      [
        "main(): idle: nothing keeps it running",
        "getTimeline(in:completion:): idle: nothing keeps it running",
        "queued block: completed: event handling is over",
        "queued block: idle: nothing keeps it running",
      ]
    `);
  });

  test("[A18] a grace that ends while a block runs is no event handling, in any order of events", async () => {
    const late = `DispatchQueue.main.asyncAfter({ deadline: 5 }, () => { console.log(1); console.log(2); });\n    ${ANSWER}`;
    const { told, graph } = await searched(programOf(widget({ handler: "", timeline: late })), scenarioOf({}), {}, Reasons);
    expect(graph.states).toBeGreaterThan(10);
    expect([...told]).toEqual(["idle"]);
  });
});
