/** A scenario of the learner's own: made as a copy, read with what it sets otherwise. Loaded on demand. */
import type { Scenario } from "../../../runtime/model/scenario.ts";
import { settingsOf, type Setting } from "../settings.ts";
import { isDefault, SCENARIO, type Field } from "./schema.ts";
import { change, type Path, read, textOf, type TextReading } from "./text.ts";

/** As `change`, and what says no more than the default is left out. */
export function adjust(text: string, path: Path, value: unknown): string {
  const field = path.reduce<Field | undefined>((at, key) => (typeof key === "number" ? (at?.element ?? undefined) : at?.fields.find(({ name }) => name === key)), SCENARIO);
  return change(text, path, field && !field.required && isDefault(field, value) ? undefined : value);
}

export function readOwn(text: string): TextReading & { readonly notes: readonly Setting[] } {
  const reading = read(text);
  return { ...reading, notes: reading.scenario ? settingsOf(reading.scenario) : [] };
}

/** A copy that begins where a scenario is, under a name of its own. */
export function copyOf(scenario: Scenario): string {
  return textOf(scenario, { name: scenario.name.startsWith("my-") ? scenario.name : `my-${scenario.name}`, title: `${scenario.title} (yours)` });
}
