/**
 * A scenario is the initial world, the interventions from outside and a seed. It is written as YAML
 * by lesson authors; this schema is the only description of the format.
 */
import { z } from "zod";
import { nearest } from "../base/nearest.ts";
import { parseDuration, type Duration } from "../base/time.ts";
import { CALLBACKS, LINE_KINDS } from "./moment.ts";
import { INTERVENTIONS } from "./trace.ts";

const durationText = z
  .string()
  .refine((text) => parseDuration(text) !== null, { error: 'expected a duration such as "200ms", "5s", "10m" or "1h 30m"' })
  .transform((text) => parseDuration(text) as Duration)
  .meta({ description: 'A duration: "200ms", "5s", "10m", "1h 30m".' });

const FAMILIES = ["systemSmall", "systemMedium", "systemLarge", "systemExtraLarge", "accessoryCircular", "accessoryRectangular", "accessoryInline"] as const;

/** Moments a built-in scenario may name: they fit any program, unlike a clock time. */
const trigger = z.union([
  z.strictObject({
    idle: z.literal("with-transfer").meta({ description: "The extension has nothing to run and a transfer of its own is under way." }),
  }),
  z.strictObject({
    line: z.enum(LINE_KINDS).meta({ description: 'A trace line of this kind was written, e.g. "transfer-finished".', examples: ["transfer-finished"] }),
    nth: z.int().min(1).default(1).meta({ description: "Which one, from 1." }),
    callback: z.enum(CALLBACKS).optional().meta({ description: 'Only lines of this callback, by name: "getTimeline", "onBackgroundURLSessionEvents", "delegate", or a delegate selector.' }),
  }),
  z.strictObject({
    hostCall: z.int().min(1).meta({ description: "After the so-manieth host call …" }),
    of: z.enum(CALLBACKS).meta({ description: '… of this callback: "main", "getTimeline", "onBackgroundURLSessionEvents", or a delegate selector.', examples: ["getTimeline"] }),
    nth: z.int().min(1).default(1).meta({ description: "Which invocation of the callback, from 1." }),
  }),
  z.strictObject({ step: z.int().min(0).meta({ description: "After engine step N: an intervention by hand." }) }),
  z.strictObject({ at: durationText.meta({ description: "At a virtual time since the start." }) }),
  z.strictObject({
    suspendedFor: durationText.meta({ description: "The extension has been suspended for so long." }),
  }),
]);

const interventionOptions = z.strictObject({
  identifier: z.string().min(1).optional().meta({ description: "app-opens-session, app-downloads, foreign-events: the background identifier." }),
  reason: z.enum(["updates-disabled", "resources"]).optional().meta({ description: "cancel-transfers: why the system ends them [N11]." }),
  kind: z.string().min(1).optional().meta({ description: "change-configuration, interact: only widgets of this kind." }),
  configuration: z.record(z.string(), z.json()).optional().meta({ description: "change-configuration: what the person chooses." }),
  latency: durationText.optional().meta({ description: "change-network: from request to first byte." }),
  bandwidth: z.number().positive().optional().meta({ description: "change-network: bytes a second." }),
  loss: z.number().min(0).max(1).optional().meta({ description: "change-network: the share of answers that break off, from 0 to 1 [N2]." }),
});

const intervention = z.strictObject({
  when: trigger.meta({ description: "The moment: something that happens in the run, or a time." }),
  do: z.enum(INTERVENTIONS).meta({ description: "What is done." }),
  with: interventionOptions.optional().meta({ description: "What the intervention needs to know." }),
  optional: z.boolean().default(false).meta({ description: "The scenario applies even when this moment never comes." }),
  by: z.enum(["scenario", "hand"]).default("scenario").meta({ description: "Who did it: the scenario, or a person at the workbench." }),
});

const answer = z.strictObject({
  status: z.int().min(100).max(599).default(200).meta({ description: "The HTTP status." }),
  headers: z.record(z.string(), z.string()).default({}).meta({ description: "Response headers. An ETag or Last-Modified lets a download go on after a break." }),
  body: z.union([z.string(), z.record(z.string(), z.unknown()), z.array(z.unknown())]).default("")
    .meta({ description: "A text, or a structure that is sent as JSON." }),
  delay: durationText.optional().meta({ description: "How long the server thinks; longer than the request may wait, and it counts as silent." }),
  pass: z.boolean().default(false).meta({ description: "The origin answers after all: this address is not scripted this time." }),
  padTo: z.int().min(0).max(20_000_000).optional().meta({ description: "The body is made so many bytes long, with spaces at its end." }),
  cutAfter: z.int().min(0).optional().meta({ description: "The connection breaks off after so many bytes: once where the answer has an ETag or Last-Modified, for then only the rest is asked for, else at each try." }),
});

const serverRule = z.strictObject({
  match: z.string().min(1).meta({ description: "A whole address, the end of its path (/scores/today.json), or * for all.", examples: ["*"] }),
  answer: z.union([answer, z.array(answer).min(1)]).optional()
    .meta({ description: "One answer, or answers in turn; the last one stays." }),
  refuse: z.boolean().default(false).meta({ description: "The connection is refused." }),
  certificate: z.enum(["valid", "untrusted", "client-required"]).default("valid").meta({ description: "What the connection's TLS handshake meets [F26]." }),
});

export const settingsSchema = z.strictObject({
  wakeRuntime: durationText.prefault("30s").meta({ description: "How long a wake for background events may run [A15, L4].", certainty: "assumed" }),
  providerDeadline: durationText.prefault("30s").meta({ description: "How long getTimeline and getSnapshot may take [M17].", certainty: "assumed" }),
  graceAfterAnswer: durationText.prefault("5s").meta({ description: "How long the extension runs on after its last answer before it is suspended [A18].", certainty: "assumed" }),
  graceAfterCompletion: durationText.prefault("0s").meta({ description: "The same after the events completion was called [A18].", certainty: "assumed" }),
  launchTime: durationText.prefault("300ms").meta({ description: "From the decision to launch the extension to its first line of code.", certainty: "assumed" }),
  wakeDelay: durationText.prefault("500ms").meta({ description: "From the last finished transfer to the wake [F6].", certainty: "assumed" }),
  reloadDelay: durationText.prefault("1s").meta({ description: "From a WidgetCenter reload to the request for a timeline [C4, C8].", certainty: "assumed" }),
  reloadSpacing: durationText.prefault("5m").meta({ description: "Least time between two reloads that WidgetCenter asked for [B16].", certainty: "assumed" }),
  tapCooldown: durationText.prefault("0s").meta({ description: "How long reloads are dropped after the person opened the app by tapping the widget; one report says 30s [C13].", certainty: "observed" }),
  retryAfterFailure: durationText.prefault("1h").meta({ description: "When the host asks again after a provider failed [B20].", certainty: "observed" }),
  rewakeDelay: durationText.prefault("1m").meta({ description: "When the daemon wakes the extension again after a wake that failed [A17].", certainty: "assumed" }),
  transferStartDelay: durationText.prefault("2s").meta({ description: "From resume() to the daemon's first byte for a background transfer [H5, H12].", certainty: "observed" }),
  memoryLimit: z.int().min(1).max(256).default(30).meta({ description: "Megabytes the extension may hold [L1].", certainty: "observed" }),
  duplicateIdentifier: z.enum(["reuse", "replace"]).default("reuse").meta({ description: "A second session with a live identifier gives the first one back, or takes its place [D8, M3].", certainty: "observed" }),
  wakeCondition: z.enum(["all-tasks", "each-task"]).default("all-tasks").meta({ description: "Whether the daemon wakes the extension once all tasks of an identifier have ended, or for each [F6, M1].", certainty: "documented" }),
  closureFirst: z.boolean().default(true).meta({ description: "The closure of a wake comes before the messages; false: an existing session may hear of them first [F8, F12].", certainty: "documented" }),
  suspendAfterClosure: z.boolean().default(false).meta({ description: "Whether the extension may be suspended between the closure of a wake and its messages, for as long as wakeDelay [M22].", certainty: "assumed" }),
  matchingHandlers: z.enum(["all", "first"]).default("all").meta({ description: "Which of several matching closures in a bundle are called [M14].", certainty: "assumed" }),
  closureQueue: z.enum(["main", "other"]).default("main").meta({ description: "The queue that closures are called on [F23, M19].", certainty: "assumed" }),
  completionTwice: z.enum(["ignored", "crash"]).default("ignored").meta({ description: "What a second call of a completion does [Q22, M12].", certainty: "assumed" }),
  invalidCallback: z.enum(["last", "first"]).default("last").meta({ description: "Whether didBecomeInvalid comes after the cancelled tasks or before [D23, M4].", certainty: "documented" }),
  cancelledState: z.enum(["completed", "canceling"]).default("completed").meta({ description: "What a task's state reads after its cancellation was reported [E7, M13].", certainty: "observed" }),
  backgroundDataTasks: z.enum(["while-running", "exception"]).default("while-running").meta({ description: "What data tasks of a background session do [E14, M6].", certainty: "stated" }),
  uploadFromData: z.enum(["exception", "fails"]).default("exception").meta({ description: "What an upload from memory does in a background session [E15, M7].", certainty: "observed" }),
  messagesWithoutWake: z.enum(["delivered", "kept"]).default("delivered").meta({ description: "Whether a session that is created without a wake is given the messages that wait [D16, M20].", certainty: "documented" }),
  dailyReloadBudget: z.int().min(0).max(1000).default(60).meta({ description: "Reloads of one widget that are served in 24 hours [B11, M8].", certainty: "documented" }),
  chargeReloadsAfterDownload: z.boolean().default(true).meta({ description: "Whether a reload that the extension asks for itself is charged [C7, M9].", certainty: "assumed" }),
  widgetTasksDiscretionary: z.boolean().default(true).meta({ description: "Whether the daemon treats the extension's transfers as discretionary [H2, H3, M15].", certainty: "assumed" }),
  limiterStart: durationText.prefault("60s").meta({ description: "The delay of new background transfers after a first wake; 0s switches the limiter off [H7, H8, M16].", certainty: "observed" }),
  limiterFactor: z.number().min(1).max(10).default(2).meta({ description: "How the delay grows with each further wake [H7].", certainty: "stated" }),
  limiterCap: durationText.prefault("6h").meta({ description: "The longest such delay [M16].", certainty: "assumed" }),
  limiterScope: z.enum(["extension", "app"]).default("extension").meta({ description: "Whether wakes of the containing app count too [H9, M16].", certainty: "assumed" }),
  forceQuitCancelsWidgetTasks: z.boolean().default(false).meta({ description: "Whether a force-quit of the containing app ends the widget's transfers as well [Q18, M5].", certainty: "assumed" }),
  retryServerErrors: z.boolean().default(false).meta({ description: "Whether the daemon tries again after a status of 500 or more [N7, M21].", certainty: "assumed" }),
  wakeWithoutWidgets: z.boolean().default(true).meta({ description: "Whether events wake the extension when no widget is placed [M18].", certainty: "assumed" }),
  undelivered: z.enum(["kept", "lost"]).default("kept").meta({ description: "What becomes of messages that were not delivered when a wake ran out [F19, M10].", certainty: "assumed" }),
  sharedContainer: z.enum(["lenient", "strict", "task-error"]).default("lenient").meta({ description: "Whether a background session of the extension needs a shared container: not at all, or the session is invalid without, or its tasks fail [D15, M2].", certainty: "assumed" }),
});

export const scenarioSchema = z.strictObject({
  format: z.literal(1).default(1).meta({ description: "The version of this format." }),
  name: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, { error: "expected lower-case words joined by hyphens, such as kill-relaunch" }).meta({ description: "Lower-case words joined by hyphens: how the command line and a run call it." }),
  title: z.string().min(1).default("A scenario of your own").meta({ description: "How people call it." }),
  summary: z.string().default("").meta({ description: "What the system does, in a sentence or two." }),
  seed: z.int().min(0).max(4294967295).default(1).meta({ description: "What looks random in a run follows from it." }),
  startsAt: z.iso.datetime({ error: "expected a UTC time such as 2026-03-02T09:00:00Z" }).default("2026-03-02T09:00:00Z")
    .meta({ description: "The date on the device when the run starts." }),
  until: durationText.prefault("10m").meta({ description: "The run stops here if it has not come to rest before." }),
  continueAtRest: z.boolean().default(false).meta({ description: "Go on with reloads and entries that are merely scheduled, until `until`." }),
  appGroups: z.array(z.string().min(1).meta({ examples: ["group.com.example.scores"] })).optional().meta({ description: "App groups the extension is entitled to; default: every one that begins with group." }),
  device: z.prefault(z.strictObject({
    charging: z.boolean().default(true).meta({ description: "On its charger." }),
    lowBattery: z.boolean().default(false).meta({ description: "The battery is low: off the charger, discretionary transfers wait [H15]." }),
    locked: z.boolean().default(false).meta({ description: "Locked: protected files can't be read." }),
    diskFull: z.boolean().default(false).meta({ description: "Nothing more can be written." }),
    debugger: z.boolean().default(false).meta({ description: "A debugger is attached: nothing is suspended and no budget counts [A20]." }),
  }), {}).meta({ description: "The device when the run starts." }),
  app: z.prefault(z.strictObject({
    state: z.enum(["not-running", "background", "foreground"]).default("not-running").meta({ description: "Where it is; while it is in front, reloads are free and transfers prompt." }),
    sessions: z.array(z.string().min(1)).default([]).meta({ description: "Background identifiers it has opened." }),
  }), {}).meta({ description: "The containing app." }),
  placing: z.enum(["one-of-each", "two-of-each"]).default("one-of-each").meta({ description: "How many widgets of each kind are placed where `widgets` does not say; the second has another family, if there is one." }),
  widgets: z.array(z.strictObject({
    kind: z.string().min(1).meta({ description: "As the widget's configuration calls itself.", examples: ["scores"] }),
    family: z.enum(FAMILIES).optional().meta({ description: "Its size; default: the first that the kind supports." }),
    configuration: z.record(z.string(), z.json()).optional().meta({ description: "What the person has chosen." }),
  })).optional()
    .meta({ description: "Placed widgets; default: one of each kind, in its first supported family." }),
  network: z.prefault(z.strictObject({
    online: z.boolean().default(true).meta({ description: "There is a network at all." }),
    wifi: z.boolean().default(true).meta({ description: "Connected through Wi-Fi, else through the cellular network." }),
    lowData: z.boolean().default(false).meta({ description: "Low Data Mode: the network counts as constrained." }),
    latency: durationText.prefault("200ms").meta({ description: "From request to first byte." }),
    bandwidth: z.number().positive().default(250_000).meta({ description: "Bytes a second." }),
    loss: z.number().min(0).max(1).default(0).meta({ description: "The share of answers whose connection breaks off after some bytes, from 0 to 1; the seed says which [N2, N12].", certainty: "assumed" }),
  }), {}).meta({ description: "The network when the run starts." }),
  server: z.array(serverRule).default([]).meta({ description: "Scripted answers; everything else comes from the origin." }),
  settings: z.prefault(settingsSchema, {}).meta({ description: "How the system behaves where no source says, or where sources disagree." }),
  interventions: z.array(intervention).default([]).meta({ description: "What is done from outside, and when." }),
});

export type Scenario = z.output<typeof scenarioSchema>;
export type ScenarioInput = z.input<typeof scenarioSchema>;
export type Settings = Scenario["settings"];
export type Intervention = Scenario["interventions"][number];
export type InterventionOptions = NonNullable<Intervention["with"]>;
export type Trigger = Intervention["when"];
export type ServerRule = Scenario["server"][number];

/** One thing wrong with a scenario: where in the file, what, and what to do. */
export interface ScenarioProblem {
  /** "settings.wakeRuntim", "interventions[0].do"; "" for the whole. */
  readonly path: string;
  readonly message: string;
  readonly fix: string;
  /** The key is what is wrong, not its value. */
  readonly key?: true;
}

export type ScenarioReading = { readonly ok: true; readonly scenario: Scenario } | { readonly ok: false; readonly problems: readonly ScenarioProblem[] };

/** Checks plain data against the schema; never throws. A mistyped key is answered with the nearest valid one. */
export function readScenario(input: unknown): ScenarioReading {
  if (!isShallow(input)) return { ok: false, problems: [{ path: "", message: "This scenario can't be read: it nests too deeply, or an alias stands inside of what it stands for.", fix: "Write the values out instead of using aliases." }] };
  const result = scenarioSchema.safeParse(input);
  if (result.success) return { ok: true, scenario: result.data };
  return { ok: false, problems: result.error.issues.flatMap((issue) => describe(issue, input)) };
}

/** Levels of plain data in a scenario; a response's or configuration's own data are among them. */
const DEPTH = 100;

/** Not deeper than {@link DEPTH}, as all is that contains itself through an alias: no response or configuration could be made of that. */
function isShallow(input: unknown): boolean {
  const reached = new Map<object, number>();
  const fits = (value: unknown, depth: number): boolean => {
    if (value === null || typeof value !== "object" || (reached.get(value) ?? 0) >= depth) return true;
    reached.set(value, depth);
    return depth <= DEPTH && Object.values(value).every((member) => fits(member, depth + 1));
  };
  return fits(input, 1);
}

function describe(issue: z.core.$ZodIssue, input: unknown): ScenarioProblem[] {
  const path = pathText(issue.path);
  if (issue.code === "unrecognized_keys") {
    const valid = keysAt(issue.path);
    return issue.keys.map((key) => {
      const near = nearest(key, valid);
      return {
        path: pathText([...issue.path, key]),
        message: `"${key}" is no key of ${path || "a scenario"}.`,
        fix: near ? `Did you mean "${near}"?` : `Valid keys: ${valid.join(", ")}.`,
        key: true,
      };
    });
  }
  if (issue.code === "invalid_value") {
    const given = String(valueAt(input, issue.path));
    const near = nearest(given, issue.values.map(String));
    return [{ path, message: `"${given}" is no valid value.`, fix: near ? `Did you mean "${near}"?` : `Valid values: ${issue.values.join(", ")}.` }];
  }
  if (issue.code === "invalid_union") {
    const typo = closestBranch(issue, input);
    if (typo.length > 0) return typo;
    return [{ path, message: "This fits none of the allowed forms.", fix: "One of: " + unionForms(issue.path) }];
  }
  return [{ path, message: `${issue.message[0]?.toUpperCase()}${issue.message.slice(1)}.`, fix: "Correct the value." }];
}

/** Of a union's branches, the complaint of the one that was most likely meant. */
function closestBranch(issue: z.core.$ZodIssueInvalidUnion, input: unknown): ScenarioProblem[] {
  const branches = issue.errors.map((issues) => issues.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }) as z.core.$ZodIssue));
  const score = (issues: readonly z.core.$ZodIssue[]): number => issues.reduce((sum, inner) => sum + (inner.path.length > issue.path.length ? 1 : inner.code === "unrecognized_keys" ? 2 : 4), 0);
  const best = branches.filter((issues) => issues.length > 0).sort((left, right) => score(left) - score(right))[0];
  if (!best || best.every((inner) => inner.path.length === issue.path.length && inner.code === "invalid_type")) return [];
  // A mistyped key is also a missing one: said once is enough.
  const isMistyped = best.some((inner) => inner.code === "unrecognized_keys");
  return best.filter((inner) => !isMistyped || inner.code === "unrecognized_keys" || valueAt(input, inner.path) !== undefined).flatMap((inner) => {
    if (inner.code === "unrecognized_keys" && issue.path.at(-1) === "when") {
      const valid = ["idle", "line", "nth", "callback", "hostCall", "of", "step", "at", "suspendedFor"];
      return inner.keys.map((key): ScenarioProblem => {
        const near = nearest(key, valid);
        return { path: pathText([...issue.path, key]), message: `"${key}" is no trigger.`, fix: near ? `Did you mean "${near}"?` : `Valid triggers: ${valid.join(", ")}.`, key: true };
      });
    }
    return describe(inner, input);
  });
}

const unionForms = (path: readonly PropertyKey[]): string =>
  path.at(-1) === "when" ? "idle, line, hostCall with of, step, at, suspendedFor." : "a single value or a list of them.";

function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, part) => (typeof part === "number" ? `${text}[${part}]` : text ? `${text}.${String(part)}` : String(part)), "");
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, part) => (value !== null && typeof value === "object" ? (value as Record<PropertyKey, unknown>)[part] : undefined), input);
}

/** The keys the schema allows at a path, found by walking it. */
function keysAt(path: readonly PropertyKey[]): readonly string[] {
  let schema: unknown = scenarioSchema;
  for (const part of path) {
    const shape = shapeOf(schema);
    schema = typeof part === "number" ? (unwrap(schema) as { element?: unknown }).element : shape?.[String(part)];
  }
  return Object.keys(shapeOf(schema) ?? {});
}

function shapeOf(schema: unknown): Record<string, unknown> | undefined {
  return (unwrap(schema) as { shape?: Record<string, unknown> } | undefined)?.shape;
}

function unwrap(schema: unknown): unknown {
  let inner = schema as { unwrap?: () => unknown; element?: unknown } | undefined;
  while (inner && typeof inner.unwrap === "function" && !("element" in inner)) inner = inner.unwrap() as typeof inner;
  return inner;
}
