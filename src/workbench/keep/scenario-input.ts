/** A scenario as somebody would write it: only what differs from the defaults, durations as texts. */
import { formatDuration, type Duration } from "../../../runtime/base/time.ts";
import { BUILT_IN } from "../../../runtime/judge/built-in.ts";
import { readScenario, scenarioSchema, settingsSchema, type Intervention, type Scenario, type ScenarioReading } from "../../../runtime/model/scenario.ts";

const DEFAULTS = scenarioSchema.parse({ name: "x" });

const isEqual = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** `null`: nothing differs. */
function different(value: object, defaults: object, write: (key: string, value: unknown) => unknown = (_key, each) => each): Record<string, unknown> | null {
  const entries = Object.entries(value).filter(([key, each]) => each !== undefined && !isEqual(each, (defaults as Record<string, unknown>)[key]));
  return entries.length === 0 ? null : Object.fromEntries(entries.map(([key, each]) => [key, write(key, each)]));
}

const text = (value: unknown): string => formatDuration(value as Duration);

/** What `readScenario` makes an equal scenario of. */
export function scenarioInput(scenario: Scenario): Record<string, unknown> {
  const { name, device, app, network, settings, server, interventions, ...rest } = scenario;
  const plain = different({ ...rest }, DEFAULTS, (key, value) => (key === "until" ? text(value) : value));
  const parts = {
    device: different(device, DEFAULTS.device), app: different(app, DEFAULTS.app),
    network: different(network, DEFAULTS.network, (key, value) => (key === "latency" ? text(value) : value)),
    server: server.length === 0 ? null : server.map(serverInput),
    // Only a duration takes such a text.
    settings: different(settings, DEFAULTS.settings, (key, value) => (settingsSchema.shape[key as keyof Scenario["settings"]].safeParse("1s").success ? text(value) : value)),
    interventions: interventions.length === 0 ? null : interventions.map(interventionInput),
  };
  return { name, ...plain, ...Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== null)) };
}

const ANSWER = { status: 200, headers: {}, body: "", pass: false };

function serverInput(rule: Scenario["server"][number]): object {
  const answer = (each: object): object => different(each, ANSWER, (key, value) => (key === "delay" ? text(value) : value)) ?? {};
  const { answer: given, ...rest } = rule;
  const answers = given === undefined ? {} : { answer: Array.isArray(given) ? given.map(answer) : answer(given) };
  return { ...different(rest, { refuse: false, certificate: "valid" }), ...answers };
}

export function interventionInput({ when, with: options, ...rest }: Intervention): object {
  const written = Object.fromEntries(Object.entries(when).filter(([key, value]) => !(key === "nth" && value === 1)).map(([key, value]) => [key, key === "at" || key === "suspendedFor" ? text(value) : value]));
  const given = options && { with: options.latency === undefined ? options : { ...options, latency: text(options.latency) } };
  return { when: written, ...different(rest, { optional: false, by: "scenario" }), ...given };
}

/** For links: a built-in scenario by its name, another one as it is written; what was done by hand apart. */
export function sharedScenario(scenario: Scenario, hand: readonly Intervention[]): { readonly scenario: unknown; readonly hand: readonly unknown[] } {
  const isBuiltIn = BUILT_IN.some((each) => isEqual(each, scenario));
  return { scenario: isBuiltIn ? scenario.name : scenarioInput(scenario), hand: hand.map(interventionInput) };
}

/** Interventions as they are written. */
export const readByHand = (hand: readonly unknown[]): ScenarioReading => readScenario({ name: "by-hand", interventions: hand });

/** The other way. `scenarios`: those of the page, which a name may mean too. */
export function openedScenario(scenario: unknown, hand: readonly unknown[], scenarios: readonly Scenario[]): ScenarioReading & { readonly hand?: readonly Intervention[] } {
  const named = typeof scenario === "string" ? [...BUILT_IN, ...scenarios].find(({ name }) => name === scenario) : undefined;
  if (typeof scenario === "string" && !named) return { ok: false, problems: [{ path: "scenario", message: `There is no scenario ${scenario} here.`, fix: "Choose one of the page's." }] };
  const base: ScenarioReading = named ? { ok: true, scenario: named } : readScenario(scenario);
  if (!base.ok) return base;
  const byHand = readByHand(hand);
  return byHand.ok ? { ...base, hand: byHand.scenario.interventions } : byHand;
}
