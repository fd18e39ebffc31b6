/** Links: every version is read for ever; what is damaged, huge or hostile is refused in words. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { deflateRawSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { BUILT_IN } from "../../runtime/judge/built-in.ts";
import { readScenario, type Scenario } from "../../runtime/model/scenario.ts";
import { DICTIONARY_1 } from "../../src/workbench/keep/link-dictionary-1.ts";
import { decodeLink, encodeLink, type LinkContent } from "../../src/workbench/keep/link.ts";
import { linkTo } from "../../src/workbench/keep/sharing.ts";
import type { Keeper } from "../../src/workbench/keep/keeper.svelte.ts";
import { openedScenario, scenarioInput, sharedScenario } from "../../src/workbench/keep/scenario-input.ts";
import { programIn } from "../support/run.ts";

const SAMPLE = programIn(join(import.meta.dirname, "../../content/samples/leaderboard")).files;
const CONTENT: LinkContent = { files: SAMPLE, scenario: "kill-relaunch", hand: [{ when: { step: 12 }, do: "terminate", by: "hand", optional: true }], line: 17 };
const FIXTURES = JSON.parse(readFileSync(join(import.meta.dirname, "fixtures/links.json"), "utf8")) as { hash: string; content: LinkContent }[];
const messageOf = (hash: string): string => {
  const reading = decodeLink(hash);
  return reading.ok ? "" : `${reading.message} ${reading.fix}`;
};
/** A link with a right checksum around any text. */
function forged(text: string, bytes = new TextEncoder().encode(text)): string {
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(hash);
  return `#1.${Buffer.concat([sum, deflateRawSync(bytes, { dictionary: new TextEncoder().encode(DICTIONARY_1) })]).toString("base64url")}`;
}

test.each(FIXTURES.map((each) => [each.hash.slice(0, 12), each] as const))("a link that was made once is still read: %s…", (_name, { hash, content }) => {
  expect(decodeLink(hash)).toEqual({ ok: true, content });
});

test("there is a fixture for the version that is made now, and what its links are deflated with is frozen", () => {
  expect(FIXTURES.some(({ hash }) => hash.startsWith(encodeLink(CONTENT).slice(0, 3)))).toBe(true);
  expect(createHash("sha256").update(DICTIONARY_1).digest("hex")).toBe("b0cf5d4bb7bb644f6b66e79aafdabfbaf2e80d9097f2287f2ae467cf2a0468c4");
});

test("a link brings back files, scenario, what was done by hand, and the event", () => {
  expect(decodeLink(encodeLink(CONTENT))).toEqual({ ok: true, content: CONTENT });
  const odd = { ...CONTENT, files: [{ path: "Widget.ts", text: "// ünïcödé 🎯 \u2028 </script>" }, { path: "server/<b>.json", text: "" }], line: null };
  expect(decodeLink(encodeLink(odd))).toEqual({ ok: true, content: odd });
});

test("a sample that was changed in a few lines fits into a chat: far below 2,000 characters", () => {
  const changed = SAMPLE.map(({ path, text }) => ({ path, text: text.replace("FIFTEEN_MINUTES = 15 * 60", "TEN_MINUTES = 10 * 60") }));
  expect(encodeLink({ ...CONTENT, files: changed }).length).toBeLessThan(500);
});

describe("a link that can't be used is refused in words, and runs nothing", () => {
  const whole = encodeLink(CONTENT);

  test("cut off at any place, or with any character changed", () => {
    for (let length = 3; length < whole.length; length += 7) expect(messageOf(whole.slice(0, length))).toMatch(/damaged.*Nothing of it was run/);
    for (let place = 3; place < whole.length; place += 5) expect(messageOf(whole.slice(0, place) + (whole[place] === "A" ? "B" : "A") + whole.slice(place + 1))).toMatch(/damaged/);
    expect(messageOf("#1.")).toMatch(/damaged/);
    expect(messageOf("#1.<script>alert(1)</script>")).toMatch(/damaged/);
  });

  test("of a version that is not known yet", () => {
    expect(messageOf("#2.abc")).toMatch(/version 2; this page knows 1.*newest version/);
  });

  test("of 50 MB: before anything of it is decoded", () => {
    expect(messageOf(`#1.${"A".repeat(50_000_000)}`)).toMatch(/too large: 50000003 characters.*zip/);
  });

  test("that swells: a short link of 40 megabytes", () => {
    // Without a limit this would be a link like any other.
    const bomb = forged(`{"files":[["Widget.ts",""]],"scenario":"calm","hand":[],"line":null}${" ".repeat(40_000_000)}`);
    expect(bomb.length).toBeLessThan(200_000);
    expect(messageOf(bomb)).toMatch(/damaged/);
  });

  test.each([
    ["another thing", "7", /no program that can be used/],
    ["no files", '{"files":[],"scenario":"calm","hand":[],"line":null}', /files/],
    ["a path that leads out", '{"files":[["../Widget.ts",""]],"scenario":"calm","hand":[],"line":null}', /files\.0\.0: this is no path inside a program/],
    ["two files of one path", '{"files":[["Widget.ts",""],["Widget.ts",""]],"scenario":"calm","hand":[],"line":null}', /same path/],
    ["a polluting key", '{"__proto__":{"polluted":1},"files":[["Widget.ts",""]],"scenario":"calm","hand":[],"line":null}', /__proto__|no program/],
    ["a constructor", '{"constructor":{"prototype":{"polluted":1}},"files":[["Widget.ts",""]],"scenario":"calm","hand":[],"line":null}', /constructor|no program/],
  ])("with %s", (_what, text, message) => {
    expect(messageOf(forged(text))).toMatch(message);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });
});

describe("whoever shares a link that nobody could open is told so", () => {
  const CALM = BUILT_IN[0] as Scenario;
  const made = (files: LinkContent["files"], hand: Scenario["interventions"] = []) => linkTo({ bench: { conditions: { base: CALM, hand }, program: { files } } } as unknown as Keeper, "https://site.example/playground/?a#b", null);
  const many = (count: number) => Array.from({ length: count }, (_none, index) => ({ path: index === 0 ? "Widget.ts" : `f${index}.ts`, text: "" }));

  test("of too many files", () => {
    expect(made(many(50)).problem).toBeNull();
    expect(made(many(51)).problem).toBe("The program has 51 files; at most 50 can be opened, from a link or from a file. Delete what the widget does not need.");
  });

  test("of a text that becomes too large again, however short the link", () => {
    const { hash, problem } = made([{ path: "Widget.ts", text: "x".repeat(900_000) }, { path: "a.ts", text: "x".repeat(900_000) }, { path: "b.ts", text: "x".repeat(900_000) }]);
    expect(hash.length).toBeLessThan(10_000);
    expect(problem).toBe("This program is too large for a link. Share the zip instead.");
  });

  test("of too many interventions by hand", () => {
    const hand: Scenario["interventions"] = Array.from({ length: 501 }, (_none, step) => ({ when: { step }, do: "lock", optional: true, by: "hand" }));
    expect(made(SAMPLE, hand).problem).toMatch(/too large/);
    expect(made(SAMPLE, hand.slice(1)).problem).toBeNull();
  });
});

describe("scenarios in links", () => {
  test.each(BUILT_IN.map((each) => [each.name, each] as const))("%s is written so that an equal one is read", (_name, scenario) => {
    expect(readScenario(JSON.parse(JSON.stringify(scenarioInput(scenario))))).toEqual({ ok: true, scenario });
    expect(sharedScenario(scenario, []).scenario).toBe(scenario.name);
  });

  test("one's own, with every part, too", () => {
    const input = {
      name: "mine", until: "1m 30s", appGroups: ["group.a"], device: { locked: true }, app: { state: "background", sessions: ["a"] }, widgets: [{ kind: "k", family: "systemLarge" }],
      network: { latency: "1.5s", bandwidth: 10 }, settings: { wakeRuntime: "5s", memoryLimit: 12 },
      server: [{ match: "*", answer: [{ status: 500, delay: "2m" }, { pass: true }] }, { match: "/x", refuse: true }, { match: "/y", answer: { body: { a: [1] }, headers: { A: "b" }, cutAfter: 3 } }],
      interventions: [{ when: { at: "5m" }, do: "lock" }, { when: { suspendedFor: "1m 1s" }, do: "unlock", optional: true }, { when: { line: "transfer-finished", nth: 2 }, do: "change-configuration", with: { kind: "k", configuration: { city: "x" } } }],
    };
    const reading = readScenario(input);
    if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
    expect(readScenario(JSON.parse(JSON.stringify(scenarioInput(reading.scenario))))).toEqual(reading);
    expect(scenarioInput(reading.scenario)).toEqual({ ...input, interventions: input.interventions });
    const slow = readScenario({ name: "slow", interventions: [{ when: { step: 4 }, do: "change-network", with: { latency: "2s", loss: 0.5 }, optional: true, by: "hand" }] });
    const hand: Scenario["interventions"] = [{ when: { step: 3 }, do: "terminate", optional: true, by: "hand" }, ...(slow.ok ? slow.scenario.interventions : [])];
    expect(hand).toHaveLength(2);
    const shared = JSON.parse(JSON.stringify(sharedScenario(reading.scenario, hand))) as { scenario: unknown; hand: unknown[] };
    expect(openedScenario(shared.scenario, shared.hand, [])).toEqual({ ...reading, hand });
  });

  test("a polluting scenario is refused or harmless", () => {
    for (const text of ['{"name":"x","__proto__":{"polluted":1}}', '{"name":"x","constructor":{"prototype":{"polluted":1}}}', '{"name":"x","settings":{"__proto__":{"polluted":1}}}', '{"name":"x","server":[{"match":"*","answer":{"headers":{"__proto__":"x"},"body":{"__proto__":{"polluted":1}}}}]}', '{"name":"x","widgets":[{"kind":"k","configuration":{"__proto__":{"polluted":1}}}]}']) {
      readScenario(JSON.parse(text));
      openedScenario(JSON.parse(text), [JSON.parse('{"__proto__":{"polluted":1},"when":{"step":1},"do":"lock"}')], []);
      expect(({} as { polluted?: number }).polluted).toBeUndefined();
      expect(Object.getPrototypeOf({})).toBe(Object.prototype);
    }
    for (const name of ["__proto__", "constructor", "toString"]) expect(openedScenario(name, [], BUILT_IN).ok).toBe(false);
  });
});
