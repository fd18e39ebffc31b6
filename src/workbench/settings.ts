/** At build time: the settings of the simulated system, as the schema describes them. */
import { formatDuration, type Duration } from "../../runtime/base/time.ts";
import { settingsSchema, type Scenario } from "../../runtime/model/scenario.ts";

export interface Setting {
  readonly name: string;
  /** As one writes it in a scenario. */
  readonly value: string;
  readonly description: string;
  readonly certainty: string;
}

type Name = keyof Scenario["settings"];

const NAMES = Object.keys(settingsSchema.shape) as Name[];
const DEFAULTS = settingsSchema.parse({});

function setting(name: Name, value: unknown): Setting {
  const schema = settingsSchema.shape[name];
  const { description = "", certainty = "assumed" } = schema.meta() as { description?: string; certainty?: string };
  // Only a duration takes such a text.
  const isDuration = schema.safeParse("1s").success;
  return { name, value: isDuration ? formatDuration(value as Duration) : String(value), description, certainty: certainty === "stated" ? "stated by Apple's engineers" : certainty };
}

/** Every setting with its default. */
export const settings = (): readonly Setting[] => NAMES.map((name) => setting(name, DEFAULTS[name]));

/** The settings that a scenario has otherwise than by default. */
export const settingsOf = (scenario: Scenario): readonly Setting[] => NAMES.filter((name) => scenario.settings[name] !== DEFAULTS[name]).map((name) => setting(name, scenario.settings[name]));
