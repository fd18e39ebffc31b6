/**
 * The scenario schema as a form reads it, and scenarios as one writes them. Everything comes from `model/scenario.ts`:
 * names, help, defaults, bounds, certainty. Loaded on demand, for it brings the schema library.
 */
import { formatDuration, parseDuration, type Duration } from "../../../runtime/base/time.ts";
import { scenarioSchema, type Scenario } from "../../../runtime/model/scenario.ts";

export type Kind = "text" | "number" | "flag" | "choice" | "duration" | "object" | "list" | "record" | "json" | "union";

/** One place of the format. */
export interface Field {
  /** "" for an element of a list, or a form of a union. */
  readonly name: string;
  readonly kind: Kind;
  readonly description: string;
  /** "", or how sure it is: "documented", "stated", "observed", "assumed". */
  readonly certainty: string;
  readonly required: boolean;
  /** As one writes it; `undefined` where there is none. */
  readonly default: unknown;
  readonly min: number | null;
  readonly max: number | null;
  readonly whole: boolean;
  readonly choices: readonly string[];
  /** Of an object. */
  readonly fields: readonly Field[];
  /** Of a list or a record. */
  readonly element: Field | null;
  /** Of a union. */
  readonly forms: readonly Field[];
  readonly example: unknown;
}

interface Schema {
  readonly def: { readonly type: string; readonly innerType?: Schema; readonly defaultValue?: unknown; readonly in?: Schema; readonly element?: Schema; readonly valueType?: Schema; readonly options?: readonly Schema[]; readonly format?: string; readonly values?: readonly unknown[]; readonly entries?: Readonly<Record<string, string>> };
  readonly shape?: Readonly<Record<string, Schema>>;
  readonly minValue?: number | null;
  readonly maxValue?: number | null;
  meta(): { readonly description?: string; readonly certainty?: string; readonly examples?: readonly unknown[] } | undefined;
}

const NONE = { min: null, max: null, whole: false, choices: [], fields: [], element: null, forms: [] } as const;

export function fieldOf(schema: Schema, name = ""): Field {
  const { def } = schema;
  const meta = schema.meta();
  if (def.type === "optional" || def.type === "default" || def.type === "prefault") {
    const inner = fieldOf(def.innerType as Schema, name);
    const value = def.type === "optional" ? undefined : def.type === "default" && inner.kind === "duration" ? formatDuration(def.defaultValue as Duration) : def.defaultValue;
    return { ...inner, required: false, default: value, description: meta?.description ?? inner.description, certainty: meta?.certainty ?? inner.certainty, example: meta?.examples?.[0] ?? inner.example };
  }
  const base = { ...NONE, name, description: meta?.description ?? "", certainty: meta?.certainty ?? "", required: true, default: undefined, example: meta?.examples?.[0] };
  switch (def.type) {
    case "pipe": return { ...base, kind: "duration", example: base.example ?? "1s" };
    case "boolean": return { ...base, kind: "flag" };
    case "number": return { ...base, kind: "number", whole: def.format === "safeint", min: schema.minValue ?? null, max: schema.maxValue ?? null };
    case "string": return { ...base, kind: "text" };
    case "enum": return { ...base, kind: "choice", choices: Object.values(def.entries ?? {}) };
    case "literal": return { ...base, kind: "choice", choices: (def.values ?? []).map(String), whole: typeof def.values?.[0] === "number" };
    case "object": return { ...base, kind: "object", fields: Object.entries(schema.shape ?? {}).map(([key, each]) => fieldOf(each, key)) };
    case "array": return { ...base, kind: "list", element: fieldOf(def.element as Schema) };
    case "record": return { ...base, kind: "record", element: fieldOf(def.valueType as Schema) };
    case "union": return { ...base, kind: "union", forms: (def.options ?? []).map((each) => fieldOf(each)) };
    // JSON of any shape.
    default: return { ...base, kind: "json" };
  }
}

/** The whole format. */
export const SCENARIO: Field = fieldOf(scenarioSchema as unknown as Schema);

export const fieldAt = (name: string): Field => SCENARIO.fields.find((field) => field.name === name) as Field;

/** Which form of a union a value has; the first where it has none. */
export const formOf = (field: Field, value: unknown): number => Math.max(0, field.forms.findIndex((form) => fits(form, value)));

function fits(form: Field, value: unknown): boolean {
  if (Array.isArray(value)) return form.kind === "list";
  if (value !== null && typeof value === "object") return form.kind === "record" || (form.kind === "object" && form.fields.every((field) => !field.required || field.name in value));
  return form.kind === "text" ? typeof value === "string" : form.kind !== "object" && form.kind !== "record" && form.kind !== "list";
}

/** The words for a form of a union: those of its first key, or of its kind. */
export function formWords(form: Field): string {
  const [first] = form.fields;
  if (form.kind === "object" && first?.required) return first.description.replace(/[.…,].*$/s, "").trim() || first.name;
  return { object: "one", list: "several in turn", record: "a structure", text: "a text", number: "a number", flag: "yes or no", choice: "a word", duration: "a duration", json: "JSON", union: "" }[form.kind];
}

/** A value to begin with, as small as the format allows. */
export function blank(field: Field): unknown {
  if (field.default !== undefined && field.kind !== "object") return field.default;
  if (field.example !== undefined) return field.example;
  switch (field.kind) {
    case "text": return "…";
    case "number": return field.min ?? 0;
    case "flag": return false;
    case "choice": return field.whole ? Number(field.choices[0]) : field.choices[0];
    case "object": return Object.fromEntries(field.fields.filter((each) => each.required).map((each) => [each.name, blank(each)]));
    case "list": return field.element?.required ? [blank(field.element)] : [];
    case "union": return blank(field.forms[0] as Field);
    default: return {};
  }
}

/** Whether a value says no more than the default. */
export function isDefault(field: Field, value: unknown): boolean {
  if (value === undefined) return true;
  if (field.kind === "object" && value !== null && typeof value === "object") return !field.required && field.fields.every((each) => isDefault(each, (value as Record<string, unknown>)[each.name]));
  if (field.kind === "duration" && typeof value === "string" && typeof field.default === "string") return parseDuration(value) === parseDuration(field.default);
  return equal(value, field.default);
}

/** A checked scenario as one writes it: durations as text, what is as by default left out. */
export function written(scenario: Scenario): Record<string, unknown> {
  return write(SCENARIO, scenario) as Record<string, unknown>;
}

function write(field: Field, value: unknown): unknown {
  if (value === undefined || value === null) return value;
  if (field.kind === "duration") return formatDuration(value as Duration);
  if (field.kind === "list") return (value as readonly unknown[]).map((each) => write(field.element as Field, each));
  if (field.kind === "union") return write(field.forms[formOf(field, value)] as Field, value);
  if (field.kind !== "object") return value;
  return Object.fromEntries(field.fields.flatMap((each) => {
    const inner = write(each, (value as Record<string, unknown>)[each.name]);
    return inner === undefined || (!each.required && isDefault(each, inner)) ? [] : [[each.name, inner]];
  }));
}

export const equal = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
