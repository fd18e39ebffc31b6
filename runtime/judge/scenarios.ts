/** Scenarios as text: YAML, checked against the schema. */
import { parseDocument } from "yaml";
import { readScenario, type ScenarioProblem, type ScenarioReading } from "../model/scenario.ts";

/** Reads a scenario file. What is wrong in it is a value: where, what, and what to do. */
export function parseScenario(text: string): ScenarioReading {
  const document = parseDocument(text, { prettyErrors: false });
  if (document.errors.length > 0) {
    return {
      ok: false,
      problems: document.errors.map((error): ScenarioProblem => {
        const before = text.slice(0, error.pos[0]).split("\n");
        const place = `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
        return { path: place, message: `This is no valid YAML: ${error.message.replace(/\.$/, "")}.`, fix: "Check indentation, colons and quotes there." };
      }),
    };
  }
  let value: unknown;
  try {
    value = document.toJS();
  } catch (error) {
    // Aliases that stand for more than anybody would write.
    return { ok: false, problems: [{ path: "", message: `This YAML can't be read: ${error instanceof Error ? error.message : String(error)}.`, fix: "Write the values out instead of using aliases." }] };
  }
  if (value === null || typeof value !== "object" || Array.isArray(value)) {
    return { ok: false, problems: [{ path: "", message: "A scenario is a set of keys, such as name and interventions.", fix: 'Begin with "name: my-scenario".' }] };
  }
  return readScenario(value);
}
