/** Where rules end: what they just find, and at which line, and what is just right. */
import { expect, test } from "vitest";
import type { ScenarioInput } from "../../runtime/model/scenario.ts";
import { widget } from "../support/programs.ts";
import { programOf, run, scenarioOf } from "../support/run.ts";

type Input = Omit<ScenarioInput, "name">;

const UP = { settings: { graceAfterAnswer: "5m" } } as const satisfies Input;
const lineOfMark = (source: string): number => source.split("\n").findIndex((line) => line.includes("HERE")) + 1;

/** What a rule holds against a program: severity, line, and the message where `message` asks for it. */
async function found(rule: string, source: string, input: Input = UP): Promise<readonly { severity: string; line: number | undefined; message: string }[]> {
  const judged = await run(programOf(source), scenarioOf(input));
  return judged.verdicts.find(({ finding }) => finding.rule === rule)?.all.map(({ severity, source: place, message }) => ({ severity, line: place?.line, message })) ?? [];
}

test("shared-container-set: an app group that the extension is not granted is none", async () => {
  const source = widget().replace("this.#session = new", "this.#session = /*HERE*/ new");
  const warning = (group: string): object => ({ severity: "warning", line: lineOfMark(source), message: expect.stringContaining(`“${group}”, which is not granted to the extension`) as string });
  expect((await found("shared-container-set", source.replace('Identifier = "group.scores"', 'Identifier = "nogroup"')))[0]).toEqual(warning("nogroup"));
  expect((await found("shared-container-set", source, { ...UP, appGroups: ["group.other"] }))[0]).toEqual(warning("group.scores"));
  expect(await found("shared-container-set", source, { ...UP, appGroups: ["group.scores"] })).toEqual([]);
});
