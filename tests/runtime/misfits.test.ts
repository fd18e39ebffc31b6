/** What a scenario asks of a program that the program does not have. */
import { expect, test } from "vitest";
import { misfits } from "../../runtime/model/misfits.ts";
import type { ScenarioInput } from "../../runtime/model/scenario.ts";
import { widget } from "../support/programs.ts";
import { programOf, run, scenarioOf } from "../support/run.ts";

async function complaints(input: Omit<ScenarioInput, "name">, program = widget()): Promise<string[]> {
  const scenario = scenarioOf(input);
  return misfits(scenario, await run(programOf(program), scenario)).map(({ path, message, fix }) => `${path}: ${message} ${fix}`);
}

test("a kind that the program has fits, wherever the scenario names it", async () => {
  expect(await complaints({ widgets: [{ kind: "scores" }], interventions: [{ when: { at: "1s" }, do: "interact", with: { kind: "scores" } }] })).toEqual([]);
  expect(await complaints({})).toEqual([]);
});

test("a widget of a kind that the program does not have is named with its path, and the kind that may be meant", async () => {
  expect(await complaints({ widgets: [{ kind: "scores" }, { kind: "score" }, { kind: "nope" }] })).toEqual([
    'widgets[1].kind: The program has no widget of the kind "score". Did you mean "scores"?',
    'widgets[2].kind: The program has no widget of the kind "nope". Its kinds: scores.',
  ]);
});

test("a family that the kind does not support is named, with those it does", async () => {
  expect(await complaints({ widgets: [{ kind: "scores", family: "systemSmall" }] })).toEqual([]);
  expect(await complaints({ widgets: [{ kind: "scores" }, { kind: "scores", family: "accessoryInline" }] })).toEqual([
    'widgets[1].family: The widget "scores" does not support the family accessoryInline. It supports systemSmall.',
  ]);
});

test("the kind of an intervention is named too, though its moment may never come", async () => {
  expect(await complaints({ interventions: [{ when: { line: "file-failed" }, do: "change-configuration", with: { kind: "nope" } }] })).toEqual([
    'interventions[0].with.kind: The program has no widget of the kind "nope". Its kinds: scores.',
  ]);
});

test("of a program that fails before it has told its widgets nothing is said", async () => {
  expect(await complaints({ widgets: [{ kind: "nope" }] }, "throw new Error('early');")).toEqual([]);
});
