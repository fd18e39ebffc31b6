/** Every setting of a scenario: what happens unless it says otherwise, and what happens when it does. */
import { describe, expect, test } from "vitest";
import { settingsSchema, type ScenarioInput, type Settings } from "../../runtime/model/scenario.ts";
import type { Judged } from "../../runtime/model/run.ts";
import type { Line, LineKind } from "../../runtime/model/trace.ts";
import { ADDRESS, DELEGATE, HANDLER, TIMELINE, widget, type Parts } from "../support/programs.ts";
import { programOf, run, scenarioOf, story } from "../support/run.ts";

type Input = Omit<ScenarioInput, "name">;
const KILL = { when: { idle: "with-transfer" }, do: "terminate" } as const;
const SUSPEND = { when: { idle: "with-transfer" }, do: "suspend" } as const;
const UP: ScenarioInput["settings"] = { graceAfterAnswer: "5m" };
const ANSWER = 'completion(new Timeline({ entries: [{ date: new Date(), title: "x" }], policy: TimelineReloadPolicy.never }));';
const once = (work: string): string => `if (!new UserDefaults({ suiteName: "group.scores" }).bool({ forKey: "begun" })) { new UserDefaults({ suiteName: "group.scores" }).set(true, { forKey: "begun" }); ${work} }\n    ${ANSWER}`;
const START = once("downloads.start();");
const DAY = { continueAtRest: true, until: "24h" } as const;
const EVERY = (seconds: number): string => `completion(new Timeline({ entries: [{ date: new Date(), title: "x" }], policy: TimelineReloadPolicy.after(new Date().addingTimeInterval(${seconds})) }));`;
/** One download a wake, for ever. */
const CHAIN = HANDLER.replace("void downloads.session;", "void downloads.session; downloads.started = false; downloads.start();");
const COMPLETED = "urlSessionTaskDidCompleteWithError(session, task, error) {}";
const INVALID = `${DELEGATE.replace(COMPLETED, "urlSessionTaskDidCompleteWithError(session, task, error) { console.log(error?.code ?? 0, task.state); }")}\n  urlSessionDidBecomeInvalidWithError(session, error) { console.log("invalid", error?.code ?? 0); }`;

const of = <K extends LineKind>(judged: Judged, kind: K): readonly Line<K>[] => judged.lines.filter((line) => line.kind === kind) as unknown as readonly Line<K>[];
const says = (judged: Judged): string[] => of(judged, "console").map((line) => line.text);
const count = (kind: LineKind) => (judged: Judged): number => of(judged, kind).length;
/** Milliseconds from a line to the first one after it that is wanted. */
const between = (from: LineKind, to: LineKind, nth = 1, wanted: (line: Line) => boolean = () => true) => (judged: Judged): number => {
  const first = of(judged, from)[nth - 1] as Line;
  return ((judged.lines.find((line) => line.n > first.n && line.kind === to && wanted(line)) as Line).at) - first.at;
};
/** How long the daemon let the n-th download wait. */
const waited = (nth: number) => (judged: Judged): number => (of(judged, "transfer-started")[nth - 1]?.at ?? 0) - (of(judged, "task-resumed")[nth - 1]?.at ?? 0);

interface Case {
  readonly facts: string;
  /** Of the program. */
  readonly parts?: Parts;
  readonly source?: (source: string) => string;
  readonly input?: Input;
  readonly see: (judged: Judged) => unknown;
  readonly usual: unknown;
  /** Another value, and what is seen then. */
  readonly set: ScenarioInput["settings"];
  readonly then: unknown;
}

const without = (source: string): string => source.replace('configuration.sharedContainerIdentifier = "group.scores";', "");
const cellular = { network: { wifi: false }, interventions: [KILL] } as const satisfies Input;

const CASES: { readonly [name in keyof Settings]: Case } = {
  wakeRuntime: { facts: "[A15] [L4]", parts: { handler: "() => {}" }, input: { interventions: [KILL] }, see: between("wake-begins", "process-terminated"), usual: 30_000, set: { wakeRuntime: "10s" }, then: 10_000 },
  providerDeadline: { facts: "[M17]", parts: { timeline: "", handler: "" }, see: between("timeline-requested", "provider-timed-out"), usual: 30_000, set: { providerDeadline: "5s" }, then: 5000 },
  graceAfterAnswer: { facts: "[A18]", parts: { timeline: ANSWER, handler: "" }, see: between("timeline-answered", "process-suspended"), usual: 5000, set: UP, then: 300_000 },
  graceAfterCompletion: { facts: "[A18]", input: { interventions: [KILL] }, parts: { timeline: START }, see: between("completion-called", "process-suspended"), usual: 0, set: { graceAfterCompletion: "500ms" }, then: 500 },
  launchTime: { facts: "[A12]", see: (judged) => of(judged, "process-launched")[0]?.at, usual: 300, set: { launchTime: "1s" }, then: 1000 },
  wakeDelay: { facts: "[F6]", input: { interventions: [KILL] }, see: between("transfer-finished", "events-waiting"), usual: 500, set: { wakeDelay: "4s" }, then: 4000 },
  reloadDelay: { facts: "[C4] [C8]", input: { interventions: [KILL] }, parts: { timeline: START }, see: between("reload-requested", "timeline-requested"), usual: 1000, set: { reloadDelay: "10s" }, then: 10_000 },
  reloadSpacing: { facts: "[B16]", parts: { timeline: EVERY(20), handler: "" }, input: { continueAtRest: true, until: "20m" }, see: between("timeline-answered", "timeline-requested"), usual: 300_000, set: { reloadSpacing: "1m" }, then: 60_000 },
  tapCooldown: { facts: "[C13]", input: { interventions: [KILL, { when: { line: "transfer-finished" }, do: "tap-widget" }] }, parts: { timeline: START }, see: (judged) => of(judged, "reload-ignored").map((line) => line.data.why), usual: [], set: { tapCooldown: "30s" }, then: ["cool-down"] },
  retryAfterFailure: { facts: "[B20]", parts: { timeline: "null.title;", handler: "" }, input: { continueAtRest: true, until: "90m" }, see: between("failure", "timeline-requested"), usual: 3_600_000, set: { retryAfterFailure: "10m" }, then: 600_000 },
  rewakeDelay: { facts: "[A17]", parts: { handler: "() => {}", timeline: START }, input: { interventions: [KILL] }, see: between("process-terminated", "events-waiting", 2), usual: 60_000, set: { rewakeDelay: "2m" }, then: 120_000 },
  transferStartDelay: { facts: "[H5] [H12]", input: { interventions: [KILL] }, see: waited(1), usual: 2000, set: { transferStartDelay: "29s" }, then: 29_000 },
  memoryLimit: { facts: "[L1] [A21]", parts: { top: "(globalThis as any).held = new Uint8Array(4_000_000);" }, see: (judged) => of(judged, "process-terminated").map((line) => line.data.reason)[0], usual: undefined, set: { memoryLimit: 1 }, then: "memory" },
  duplicateIdentifier: {
    facts: "[D8] [M3]", input: { settings: UP }, see: (judged) => [count("session-created")(judged), count("session-reused")(judged)], usual: [1, 1], set: { duplicateIdentifier: "replace" }, then: [2, 0],
    parts: { timeline: `downloads.start(); new URLSession({ configuration: URLSessionConfiguration.background({ withIdentifier: "scores" }), delegate: downloads }); ${ANSWER}` },
  },
  wakeCondition: {
    facts: "[F6] [M1]", input: { interventions: [KILL], server: [{ match: "/large.json", answer: { padTo: 5_000_000 } }] }, see: count("events-waiting"), usual: 1, set: { wakeCondition: "each-task" }, then: 2,
    parts: { timeline: once('for (const name of ["small", "large"]) downloads.session.downloadTask({ with: new URL(`https://api.relaunch.example/${name}.json`) }).resume();') },
  },
  closureFirst: {
    facts: "[F8] [F12]", input: { interventions: [SUSPEND] }, see: (judged) => of(judged, "callback-begins").find((line) => line.n > (of(judged, "wake-begins")[0]?.n ?? 0))?.data.name,
    parts: { timeline: START }, usual: "onBackgroundURLSessionEvents", set: { closureFirst: false }, then: "delegate",
  },
  suspendAfterClosure: {
    facts: "[M22]", input: { interventions: [KILL] }, parts: { timeline: START }, set: { suspendAfterClosure: true },
    see: (judged) => story(judged.lines.slice(of(judged, "wake-begins")[0]?.n), "process-suspended", "process-resumed", "events-delivered", "completion-called", "wake-ends").slice(0, 5),
    usual: ["events-delivered", "completion-called", "wake-ends", "process-suspended", "process-resumed"], then: ["events-delivered", "process-suspended", "process-resumed", "completion-called", "wake-ends"],
  },
  matchingHandlers: { facts: "[M14]", input: { interventions: [KILL] }, parts: { timeline: START, chain: "\n      .onBackgroundURLSessionEvents((identifier, completion) => completion())" }, see: count("events-delivered"), usual: 2, set: { matchingHandlers: "first" }, then: 1 },
  closureQueue: { facts: "[F23] [M19]", input: { interventions: [KILL] }, parts: { timeline: START, handler: "(identifier, completion) => { void downloads.session; completion(); }" }, see: (judged) => of(judged, "completion-called")[0]?.data.main, usual: true, set: { closureQueue: "other" }, then: false },
  completionTwice: { facts: "[Q22] [M12]", input: { interventions: [KILL] }, parts: { timeline: START, handler: "(identifier, completion) => { completion(); completion(); }" }, see: (judged) => of(judged, "process-terminated").map((line) => line.data.reason)[1], usual: undefined, set: { completionTwice: "crash" }, then: "crash" },
  invalidCallback: { facts: "[D23] [M4]", input: { settings: UP }, parts: { delegate: INVALID, handler: "", timeline: once("downloads.start(); downloads.session.invalidateAndCancel();") }, see: says, usual: ["-999 completed", "invalid 0"], set: { invalidCallback: "first" }, then: ["invalid 0", "-999 completed"] },
  cancelledState: { facts: "[E7] [M13]", input: { settings: UP }, parts: { delegate: INVALID, timeline: once(`const task = downloads.session.downloadTask({ with: new URL("${ADDRESS}") }); task.resume(); task.cancel();`) }, see: says, usual: ["-999 completed"], set: { cancelledState: "canceling" }, then: ["-999 canceling"] },
  backgroundDataTasks: { facts: "[E14] [M6]", input: { settings: UP }, parts: { timeline: once(`downloads.session.dataTask({ with: new URL("${ADDRESS}") }).resume();`) }, see: (judged) => [count("exception-raised")(judged), count("transfer-finished")(judged)], usual: [0, 1], set: { backgroundDataTasks: "exception" }, then: [1, 0] },
  uploadFromData: { facts: "[E15] [M7]", input: { interventions: [KILL] }, parts: { timeline: once(`downloads.session.uploadTask({ with: new URL("${ADDRESS}"), from: new Data("body") }).resume();`) }, see: (judged) => [count("exception-raised")(judged), count("inline-lost")(judged)], usual: [1, 0], set: { uploadFromData: "fails" }, then: [0, 1] },
  messagesWithoutWake: {
    facts: "[D16] [M20]", input: { interventions: [KILL, { when: { at: "2m" }, do: "ask-for-timeline" }] }, parts: { timeline: `void downloads.session; ${START}` },
    source: (source) => source.replace("this.#session = new URLSession", "configuration.sessionSendsLaunchEvents = false;\n      this.#session = new URLSession"),
    see: (judged) => of(judged, "callback-begins").filter((line) => line.data.method !== null).length, usual: 2, set: { messagesWithoutWake: "kept" }, then: 0,
  },
  dailyReloadBudget: { facts: "[B11] [M8]", input: DAY, parts: { timeline: EVERY(600), handler: "" }, see: (judged) => of(judged, "timeline-requested").filter((line) => line.data.reason === "policy").length, usual: 60, set: { dailyReloadBudget: 40 }, then: 40 },
  chargeReloadsAfterDownload: { facts: "[C7] [M9]", input: { settings: { dailyReloadBudget: 0 }, interventions: [KILL] }, parts: { timeline: START }, see: (judged) => of(judged, "timeline-requested").filter((line) => line.data.reason === "reload").length, usual: 0, set: { chargeReloadsAfterDownload: false }, then: 1 },
  widgetTasksDiscretionary: { facts: "[H2] [H3] [M15]", input: cellular, parts: { timeline: START }, see: (judged) => of(judged, "transfer-waits").filter((line) => line.data.reason === "discretionary").length, usual: 1, set: { widgetTasksDiscretionary: false }, then: 0 },
  limiterStart: { facts: "[H7] [H8] [M16]", input: { until: "20m", interventions: [SUSPEND] }, parts: { handler: CHAIN, timeline: START }, see: waited(2), usual: 60_000, set: { limiterStart: "0s" }, then: 2000 },
  limiterFactor: { facts: "[H7] [H8]", input: { until: "20m", interventions: [SUSPEND] }, parts: { handler: CHAIN, timeline: START }, see: waited(3), usual: 120_000, set: { limiterFactor: 3 }, then: 180_000 },
  limiterCap: { facts: "[H7] [M16]", input: { until: "20m", interventions: [SUSPEND] }, parts: { handler: CHAIN, timeline: START }, see: waited(3), usual: 120_000, set: { limiterCap: "90s" }, then: 90_000 },
  limiterScope: {
    facts: "[H9] [M16]", parts: { timeline: `downloads.started = false; ${TIMELINE}` }, see: (judged) => of(judged, "transfer-waits").some((line) => line.data.reason === "limiter"), usual: false, set: { limiterScope: "app" }, then: true,
    input: { interventions: [{ when: { at: "1s" }, do: "app-downloads" }, { when: { line: "app-transfer-started" }, do: "update-app" }, { when: { at: "10s" }, do: "ask-for-timeline" }] },
  },
  forceQuitCancelsWidgetTasks: { facts: "[Q18] [M5]", input: { app: { state: "foreground" }, interventions: [KILL, { when: { line: "transfer-started" }, do: "force-quit-app" }] }, parts: { timeline: START }, see: (judged) => of(judged, "transfer-failed").map((line) => line.data.error.code), usual: [], set: { forceQuitCancelsWidgetTasks: true }, then: [-999] },
  retryServerErrors: { facts: "[N7] [M21]", input: { continueAtRest: true, server: [{ match: "*", answer: [{ status: 503 }, {}] }], interventions: [KILL] }, parts: { timeline: START }, see: (judged) => of(judged, "transfer-finished").map((line) => line.data.status), usual: [503], set: { retryServerErrors: true }, then: [200] },
  wakeWithoutWidgets: { facts: "[M18]", input: { interventions: [KILL, { when: { line: "transfer-started" }, do: "remove-widgets" }] }, see: count("wake-begins"), usual: 1, set: { wakeWithoutWidgets: false }, then: 0 },
  undelivered: { facts: "[F19] [F21] [M10]", input: { interventions: [KILL] }, parts: { handler: "() => {}", timeline: START }, see: (judged) => judged.worlds.at(-1)?.loader.messages.length, usual: 2, set: { undelivered: "lost" }, then: 0 },
  sharedContainer: { facts: "[D15] [M2]", input: { settings: UP }, source: without, parts: { timeline: START }, see: (judged) => [count("session-invalidated")(judged), count("transfer-failed")(judged), count("transfer-finished")(judged)], usual: [0, 0, 1], set: { sharedContainer: "task-error" }, then: [0, 1, 0] },
};

describe("settings", () => {
  test.each(Object.entries(CASES).map(([name, each]) => [`${each.facts} ${name}`, each] as const))("%s: its default, and another value", async (_title, { parts = {}, source = (given) => given, input = {}, see, usual, set, then }) => {
    const program = programOf(source(widget(parts)));
    expect(see(await run(program, scenarioOf(input)))).toEqual(usual);
    expect(see(await run(program, scenarioOf({ ...input, settings: { ...input.settings, ...set } })))).toEqual(then);
  });

  test("none is left out, and none is set to its default", () => {
    const defaults = settingsSchema.parse({});
    expect(Object.keys(CASES).sort()).toEqual(Object.keys(defaults).sort());
    for (const [name, { set }] of Object.entries(CASES)) {
      expect(Object.keys(set ?? {})).toContain(name);
      expect(settingsSchema.parse(set)[name as keyof Settings]).not.toEqual(defaults[name as keyof Settings]);
    }
  });
});
