/** scenario.yaml, both ways. Loaded on demand. */
import { parse, stringify } from "yaml";
import { parseScenario } from "../../../runtime/judge/scenarios.ts";
import type { Scenario } from "../../../runtime/model/scenario.ts";
import { scenarioInput } from "./scenario-input.ts";

/** The plain data of a scenario that can be used, or what is wrong and where. */
export function readYaml(text: string): { readonly ok: true; readonly input: unknown } | { readonly ok: false; readonly message: string } {
  const reading = parseScenario(text);
  if (reading.ok) return { ok: true, input: parse(text) as unknown };
  return { ok: false, message: reading.problems.map(({ path, message, fix }) => `${path === "" ? "" : `${path}: `}${message} ${fix}`).join(" ") };
}

export const scenarioYaml = (scenario: Scenario): string => stringify(scenarioInput(scenario), { lineWidth: 0 });
