/** Scenario files: what an author may write, and what is said about a mistake. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { callbackTitle } from "../../runtime/device/process-state.ts";
import { BUILT_IN } from "../../runtime/judge/built-in.ts";
import { parseScenario } from "../../runtime/judge/scenarios.ts";
import type { Callback } from "../../runtime/model/guest.ts";
import { DELEGATE_METHODS } from "../../runtime/model/host-call.ts";
import { CALLBACKS } from "../../runtime/model/moment.ts";
import { readScenario, type ScenarioProblem } from "../../runtime/model/scenario.ts";

const ROOT = join(import.meta.dirname, "../..");

/** "path: message fix", a line a problem. */
function complaints(text: string): string[] {
  const reading = parseScenario(text);
  return reading.ok ? [] : reading.problems.map(({ path, message, fix }: ScenarioProblem) => `${path}: ${message} ${fix}`);
}

test("a name is all a scenario needs; the rest has defaults", () => {
  const reading = parseScenario("name: mine");
  expect(reading).toMatchObject({ ok: true, scenario: { format: 1, name: "mine", seed: 1, until: 600_000, interventions: [], network: { online: true, latency: 200 }, settings: { wakeRuntime: 30_000 } } });
});

test("every form of a moment that the reference page lists can be written", () => {
  const text = `name: all
interventions:
  - { when: { idle: with-transfer }, do: suspend }
  - { when: { line: transfer-finished, nth: 2, callback: delegate }, do: terminate }
  - { when: { hostCall: 2, of: getTimeline }, do: relaunch }
  - { when: { step: 17 }, do: go-offline }
  - { when: { at: 5s }, do: go-online }
  - { when: { suspendedFor: 1m 30s }, do: ask-for-timeline, optional: true }
`;
  expect(complaints(text)).toEqual([]);
});

test("a moment can name every callback, by name or as the trace spells it", () => {
  const plain = (["main", "placeholder", "getSnapshot", "getTimeline", "onBackgroundURLSessionEvents", "reply", "block"] as const).map((name) => ({ name }));
  const delegate = DELEGATE_METHODS.map((method) => ({ name: "delegate" as const, method }));
  const names = [...plain, ...delegate].flatMap((callback) => [callback.name, callbackTitle(callback as Callback)]);
  expect([...CALLBACKS].sort()).toEqual([...new Set(names)].sort());
});

test.each([
  ["a mistyped key", "nam: x\nname: y", ['nam: "nam" is no key of a scenario. Did you mean "name"?']],
  ["a mistyped setting", "name: x\nsettings: { wakeRuntim: 5s }", ['settings.wakeRuntim: "wakeRuntim" is no key of settings. Did you mean "wakeRuntime"?']],
  ["a mistyped network key", "name: x\nnetwork: { latncy: 5s }", ['network.latncy: "latncy" is no key of network. Did you mean "latency"?']],
  ["a mistyped intervention", "name: x\ninterventions: [{ when: { step: 1 }, do: terminat }]", ['interventions[0].do: "terminat" is no valid value. Did you mean "terminate"?']],
  ["a mistyped moment", "name: x\ninterventions: [{ when: { idel: with-transfer }, do: suspend }]", ['interventions[0].when.idel: "idel" is no trigger. Did you mean "idle"?']],
  ["a mistyped trace line", "name: x\ninterventions: [{ when: { line: transfer-finishd }, do: lock }]", ['interventions[0].when.line: "transfer-finishd" is no valid value. Did you mean "transfer-finished"?']],
  ["a trace line that nothing writes", "name: x\ninterventions: [{ when: { line: no-such-line }, do: lock }]", [expect.stringMatching(/^interventions\[0\]\.when\.line: "no-such-line" is no valid value\. Valid values: intervention, .*transfer-finished, /)]],
  ["a mistyped callback", "name: x\ninterventions: [{ when: { hostCall: 1, of: getTimelin }, do: lock }]", ['interventions[0].when.of: "getTimelin" is no valid value. Did you mean "getTimeline"?']],
  ["a delegate method as TypeScript spells it", "name: x\ninterventions: [{ when: { line: callback-ends, callback: urlSessionTaskDidCompleteWithError }, do: lock }]", ['interventions[0].when.callback: "urlSessionTaskDidCompleteWithError" is no valid value. Did you mean "urlSession(_:task:didCompleteWithError:)"?']],
  ["a key of another level", "name: x\ninterventions: [{ when: { step: 1 }, do: suspend, optionl: true }]", [expect.stringMatching(/^interventions\[0\]\.optionl: .*Did you mean "optional"\?$/)]],
  ["a duration without a unit", "name: x\nsettings: { wakeRuntime: 5 }", [expect.stringMatching(/^settings\.wakeRuntime: /)]],
  ["a list in place of keys", "- name: x", [': A scenario is a set of keys, such as name and interventions. Begin with "name: my-scenario".']],
  ["an empty file", "", [expect.stringContaining("A scenario is a set of keys")]],
  ["no YAML", "name: x\nsettings: {\n  wakeRuntime: 5s\n", [expect.stringMatching(/^line \d+, column \d+: This is no valid YAML/)]],
  ["the same key twice", "name: x\nname: y", [expect.stringMatching(/^line 2, column 1: This is no valid YAML: .*unique/)]],
])("%s is answered with its place and advice", (_what, text, expected) => {
  expect(complaints(text)).toEqual(expected);
});

test("the built-in scenarios come from the mildest to the harshest", () => {
  expect(BUILT_IN.map(({ name }) => name)).toEqual(["calm", "suspend", "wake-again", "kill-relaunch", "kill-tail", "order-swap", "two-at-once", "server-trouble", "foreign-events", "second-process", "day-at-home", "user-moves-on", "update", "locked", "misleading-bench", "heavy"]);
});

test("the committed module of built-in scenarios is what its YAML files say (else: npm run build:scenarios)", () => {
  const files = readdirSync(join(ROOT, "scenarios")).filter((name) => name.endsWith(".yaml"));
  expect(files).toHaveLength(BUILT_IN.length);
  for (const file of files) {
    const reading = parseScenario(readFileSync(join(ROOT, "scenarios", file), "utf8"));
    expect(reading).toEqual({ ok: true, scenario: BUILT_IN.find(({ name }) => `${name}.yaml` === file) });
  }
});

test("a file whose aliases multiply is a problem like any other, not an exception", () => {
  const bomb = `a: &a [x, x, x, x, x, x, x, x, x]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]\nc: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b]\nname: x\nsummary: [*c, *c, *c]\n`;
  const reading = parseScenario(bomb);
  expect(reading.ok).toBe(false);
  if (!reading.ok) expect(reading.problems[0]?.message).toContain("alias");
});

test("an alias inside of what it stands for is a problem, for nothing can write such a value down", () => {
  expect(parseScenario("name: x\nserver: [{ match: '*', answer: { body: &all { all: *all } } }]\n")).toEqual({
    ok: false, problems: [{ path: "", message: "This scenario can't be read: it nests too deeply, or an alias stands inside of what it stands for.", fix: "Write the values out instead of using aliases." }],
  });
});

test("what nests deeper than a hundred levels is refused, however deep, and nothing else is", () => {
  const nested = (levels: number): unknown => ({ name: "deep", widgets: [{ kind: "a", configuration: Array.from({ length: levels }).reduce<object>((inner) => ({ inner }), {}) }] });
  expect([10, 96, 97, 2500, 20_000].map((levels) => readScenario(nested(levels)).ok)).toEqual([true, true, false, false, false]);
});
