/** [N2], [N4], [N12]: a network that loses connections, and one that changes while bytes are on their way. */
import { describe, expect, test } from "vitest";
import type { Judged } from "../../runtime/model/run.ts";
import type { ScenarioInput } from "../../runtime/model/scenario.ts";
import { isLine } from "../../runtime/model/trace.ts";
import { aligned } from "../support/aligned.ts";
import { violations } from "../support/invariants.ts";
import { widget } from "../support/programs.ts";
import { programOf, run, scenarioOf } from "../support/run.ts";

const BODY = "x".repeat(400_000);
const GOES_ON = { match: "*", answer: { body: BODY, headers: { ETag: '"1"' } } };
const KILL = { when: { idle: "with-transfer" }, do: "terminate" } as const;
const INLINE = `URLSession.shared.dataTask({ with: new URL("https://api.relaunch.example/scores.json") }, (data, response, error) => { console.log("inline", error?.code ?? "nil"); completion(new Timeline({ entries: [{ date: new Date() }], policy: TimelineReloadPolicy.never })); }).resume();`;

const play = (input: Omit<ScenarioInput, "name">, timeline?: string): Promise<Judged> =>
  run(programOf(widget(timeline === undefined ? {} : { timeline })), scenarioOf({ server: [GOES_ON], ...input }));
const breaks = (judged: Judged): number[] => judged.lines.filter((line) => isLine(line, "transfer-interrupted")).map((line) => line.data.received);
const endOf = (judged: Judged): number => judged.lines.find((line) => line.kind === "transfer-finished")?.at ?? -1;

describe("a network that loses connections", () => {
  test("[N2] the daemon goes on by itself where the connection broke off, and the extension hears only of the end", async () => {
    const judged = await play({ seed: 7, network: { loss: 0.6 }, interventions: [KILL] });
    expect(aligned(judged, "transfer-started", { to: "events-waiting" })).toMatchInlineSnapshot(`
      "daemon    starts the request for scores/today.json
      daemon    is cut off after 24783 bytes
      daemon    lost the connection and goes on by itself
      daemon    sends the request for scores/today.json again
      daemon    goes on from byte 24783
      daemon    has 118587 of 400000 bytes
      daemon    has 212391 of 400000 bytes
      daemon    has 306195 of 400000 bytes
      daemon    has all 400000 bytes of scores/today.json
      daemon    launches the extension in the background: all transfers of "scores" have ended"
    `);
  });

  test("[N3] what was kept of another version is of no use, and neither is it behind a redirect", async () => {
    const cutOff = { body: BODY, headers: { ETag: '"1"' }, cutAfter: 5000 };
    const resumed = async (next: { status?: number; body?: string; headers: Record<string, string> }): Promise<number[]> => {
      const judged = await play({ server: [{ match: "elsewhere.json", answer: { body: BODY, headers: { ETag: '"2"' } } }, { match: "*", answer: [cutOff, next] }], interventions: [KILL] });
      expect(violations(judged)).toEqual([]);
      return judged.lines.filter((line) => isLine(line, "transfer-resumed")).map((line) => line.data.offset);
    };
    expect(await resumed({ body: BODY, headers: { ETag: '"1"' } })).toEqual([5000]);
    expect(await resumed({ body: BODY, headers: { ETag: '"2"' } })).toEqual([0]);
    expect(await resumed({ status: 302, headers: { Location: "/elsewhere.json" } })).toEqual([0]);
  });

  test("[N2] the seed says which connections break off, and where", async () => {
    const input = { network: { loss: 0.6 }, interventions: [KILL] };
    const [one, same, other] = [await play({ seed: 7, ...input }), await play({ seed: 7, ...input }), await play({ seed: 8, ...input })];
    expect(breaks(one).length).toBeGreaterThan(0);
    expect(same.hash).toBe(one.hash);
    expect(breaks(other)).not.toEqual(breaks(one));
  });

  test("[N4] a network that loses everything ends no background transfer: it is tried until its resource timeout", async () => {
    const judged = await play({ network: { loss: 1 }, until: "2m", interventions: [KILL] });
    expect(breaks(judged).length).toBeGreaterThan(10);
    expect(judged.lines.some((line) => line.kind === "transfer-failed" || line.kind === "transfer-finished")).toBe(false);
  });

  test("[N12] an inline request fails with -1005", async () => {
    const judged = await play({ network: { loss: 1 } }, INLINE);
    expect(judged.lines.filter((line) => line.kind === "console").map((line) => line.text)).toContain("inline -1005");
  });

  test("[N2] about the share that was asked for breaks off, over many seeds", async () => {
    let lost = 0;
    for (let seed = 1; seed <= 60; seed++) lost += Number((await play({ seed, network: { loss: 0.25 }, until: "3s" }, INLINE)).lines.some((line) => line.kind === "transfer-failed"));
    expect(lost).toBeGreaterThan(6);
    expect(lost).toBeLessThan(26);
  });
});

describe("a network that changes", () => {
  const slow = { when: { line: "transfer-progress" }, do: "change-network", with: { bandwidth: 25_000 } } as const;

  test("[N2] what is on its way goes on at the new pace from the byte it had reached", async () => {
    const [before, after] = [await play({ interventions: [KILL] }), await play({ interventions: [KILL, slow] })];
    const quarter = after.lines.find((line) => line.kind === "transfer-progress")?.at ?? 0;
    expect(endOf(before) - quarter).toBe(1200);
    expect(endOf(after) - quarter).toBe(12_000);
    expect(after.lines.filter((line) => isLine(line, "transfer-progress")).map((line) => line.at - quarter).slice(0, 3)).toEqual([0, 4000, 8000]);
  });

  test("[N2] what has come at the new pace is what the daemon goes on from when the network is lost", async () => {
    const judged = await play({ interventions: [KILL, slow, { when: { line: "transfer-progress", nth: 2 }, do: "go-offline" }, { when: { at: "1m" }, do: "go-online" }] });
    expect(breaks(judged)[0]).toBe(200_000);
    expect(judged.lines.find((line) => isLine(line, "transfer-resumed"))?.text).toBe("goes on from byte 200000");
  });

  test("[N2] a loss that begins in the middle counts for the next answer, and the trace says what changed", async () => {
    const judged = await play({ interventions: [KILL, { ...slow, with: { loss: 1, latency: "2s" } }] });
    const at = (kind: string): number => judged.lines.findIndex((line) => line.kind === kind);
    expect(at("transfer-finished")).toBeGreaterThan(0);
    expect(at("transfer-interrupted")).toBeGreaterThan(at("transfer-finished"));
    expect(judged.lines.find((line) => line.kind === "intervention" && line.data.do === "change-network")?.text).toBe("the network changes: 2s to the first byte, 100 % of answers break off");
  });
});
