/** `npm run build:scenarios`: the built-in scenarios as one committed module, so that no reader needs a file system. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { root, stop } from "./ready.mjs";

/** From the mildest to the harshest; the page and `check` keep this order. */
const NAMES = [
  "calm", "suspend", "wake-again", "kill-relaunch", "kill-tail", "order-swap", "two-at-once", "server-trouble", "foreign-events", "second-process",
  "day-at-home", "user-moves-on", "update", "locked", "misleading-bench", "heavy",
];

export function output() {
  const inputs = NAMES.map((name) => parse(readFileSync(join(root, "scenarios", `${name}.yaml`), "utf8")));
  return `/** Made by scripts/build-scenarios.mjs from scenarios/*.yaml. */
import { scenarioSchema, type Scenario, type ScenarioInput } from "../model/scenario.ts";

const INPUTS: readonly ScenarioInput[] = ${JSON.stringify(inputs, null, 2)};

/** The scenarios that fit any program, from the mildest to the harshest. */
export const BUILT_IN: readonly Scenario[] = INPUTS.map((input) => scenarioSchema.parse(input));
`;
}

if (process.argv[1] === import.meta.filename) {
  try {
    writeFileSync(join(root, "runtime", "judge", "built-in.ts"), output());
  } catch (error) {
    stop(String(error));
  }
}
