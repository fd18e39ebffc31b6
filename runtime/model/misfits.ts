/** What a scenario asks of a program that the program does not have: its author's mistake, known once the program has run. */
import { nearest } from "../base/nearest.ts";
import type { Recorded } from "./run.ts";
import type { Scenario, ScenarioProblem } from "./scenario.ts";

/** Kinds of widgets that a scenario names, each with its place. */
export const namedKinds = ({ widgets = [], interventions }: Scenario): readonly { readonly kind: string; readonly path: string }[] => [
  ...widgets.map(({ kind }, index) => ({ kind, path: `widgets[${index}].kind` })),
  ...interventions.flatMap(({ with: options }, index) => (options?.kind === undefined ? [] : [{ kind: options.kind, path: `interventions[${index}].with.kind` }])),
];

/** Empty when all of them are there, and when the program failed before it told its widgets. */
export function misfits(scenario: Scenario, { worlds }: Recorded): readonly ScenarioProblem[] {
  const named = namedKinds(scenario);
  if (named.length === 0) return [];
  const known = worlds.flatMap(({ process }) => process.registration?.widgets ?? []);
  const kinds = [...new Set(known.map(({ kind }) => kind))];
  if (kinds.length === 0) return [];
  const unknown = named.filter(({ kind }) => !kinds.includes(kind)).map(({ kind, path }) => {
    const near = nearest(kind, kinds);
    return { path, message: `The program has no widget of the kind "${kind}".`, fix: near ? `Did you mean "${near}"?` : `Its kinds: ${kinds.join(", ")}.` };
  });
  const unsupported = (scenario.widgets ?? []).flatMap(({ kind, family }, index) => {
    const widget = known.find((each) => each.kind === kind);
    if (!widget || family === undefined || widget.families.includes(family)) return [];
    return [{ path: `widgets[${index}].family`, message: `The widget "${kind}" does not support the family ${family}.`, fix: `It supports ${widget.families.join(", ")}.` }];
  });
  return [...unknown, ...unsupported];
}
