/** Each pitfall of public widgets in its realistic form: under which built-in scenario it is found, by which rule, at which line. */
import { describe, expect, test } from "vitest";
import { BUILT_IN } from "../../runtime/judge/built-in.ts";
import type { Scenario } from "../../runtime/model/scenario.ts";
import { RULES } from "../../runtime/rules/index.ts";
import { DELEGATE, widget } from "../support/programs.ts";
import { programOf, run } from "../support/run.ts";

const scenario = (name: string): Scenario => BUILT_IN.find((each) => each.name === name) as Scenario;
const ANSWER = 'completion(new Timeline({ entries: [{ date: new Date(), title: "now" }], policy: TimelineReloadPolicy.never }));';
const FINISH = /urlSessionDidFinishEventsForBackgroundURLSession\(session\) \{[^]*?\n {2}\}/;
const finish = (body: string, delegate = DELEGATE): string => delegate.replace(FINISH, `urlSessionDidFinishEventsForBackgroundURLSession(session) {\n${body}\n  }`);
const finished = (body: string): string => DELEGATE.replace(/urlSessionDownloadTaskDidFinishDownloadingTo\(session, task, location\) \{[^]*?\n {2}\}/, `urlSessionDownloadTaskDidFinishDownloadingTo(session, task, location) {\n${body}\n  }`);
const completed = (body: string, delegate = DELEGATE): string => delegate.replace("urlSessionTaskDidCompleteWithError(session, task, error) {}", `urlSessionTaskDidCompleteWithError(session, task, error) {\n${body}\n  }`);
const ADDRESS = 'new URL("https://api.relaunch.example/scores/today.json")';
const GROUP = 'FileManager.default.containerURL({ forSecurityApplicationGroupIdentifier: "group.scores" })';
const importing = (source: string, ...names: string[]): string => source.replace("import { DispatchQueue,", `import { ${names.join(", ")}, DispatchQueue,`);
const RELOAD = 'WidgetCenter.shared.reloadTimelines({ ofKind: "scores" });';
const MAKING = "new URLSession({ configuration, delegate: this, delegateQueue: null })";

/** The line with the mark HERE is the one to be found. */
const FOUND: readonly (readonly [pitfall: string, what: string, rule: string, scenario: string, source: string])[] = [
  ["P01", "the closure only prints", "completion-called", "suspend", widget({ handler: "/*HERE*/ (identifier, completion) => { console.log(identifier); }" })],
  ["P01", "a guard returns for another identifier without completing", "unknown-identifier-completed", "foreign-events", widget({ handler: "(identifier, completion) => { if (identifier !== \"scores\") return; downloads.completion = completion; void downloads.session; }" }).replace('.onBackgroundURLSessionEvents({ matching: "scores" }, ', "/*HERE*/ .onBackgroundURLSessionEvents(")],
  ["P02", "the closure completes at once", "completion-after-events", "suspend", widget({ handler: '(identifier, completion) => {\n WidgetCenter.shared.reloadTimelines({ ofKind: "scores" });\n completion(); /*HERE*/\n}' })],
  ["P03", "the lazy session is made by the scheduling code only", "session-recreated", "kill-relaunch", widget({ handler: "/*HERE*/ (identifier, completion) => { downloads.completion = completion; }" })],
  ["P04", "the file is moved in a Task", "file-kept-in-time", "calm", importing(widget({ delegate: finished(`Task(async () => {\n await null;\n FileManager.default.replaceItemAt(${GROUP}.appendingPathComponent("a.json"), { withItemAt: location }); /*HERE*/\n});`) }), "Task")],
  ["P06", "what to do with a file is in a dictionary of closures", "file-kept-in-time", "kill-relaunch", widget({ delegate: finished("this.handlers[task.taskIdentifier]?.(location);") }).replace(`this.session.downloadTask({ with: new URL("https://api.relaunch.example/scores/today.json") }).resume();`, `const task = this.session.downloadTask({ with: ${ADDRESS} });\n    this.handlers[task.taskIdentifier] = (location) => FileManager.default.replaceItemAt(${GROUP}.appendingPathComponent("a.json"), { withItemAt: location });\n    task.resume();`).replace("started = false;", "started = false;\n  handlers = {};").replace(MAKING, `${MAKING}; /*HERE*/`)],
  ["P07", "getTimeline answers when the download has ended", "timeline-not-waiting", "calm", widget({ delegate: completed(`this.answer?.(new Timeline({ entries: [{ date: new Date(), title: "x" }], policy: TimelineReloadPolicy.never })); /*HERE*/`), timeline: "downloads.answer = completion;\n downloads.start();" })],
  ["P08", "finish-events come before the closure has stored its completion", "completion-called", "order-swap", widget({ handler: "/*HERE*/ (identifier, completion) => { downloads.completion = completion; void downloads.session; }" })],
  ["P09", "the completion does not wait for what a callback has queued", "completion-after-work", "kill-relaunch", widget({ delegate: finish(`${RELOAD}\nconst done = this.completion; this.completion = null;\ndone?.(); /*HERE*/`, completed('DispatchQueue.global().asyncAfter({ deadline: 1 }, () => new UserDefaults({ suiteName: "group.scores" }).set(1, { forKey: "parsed" }));')) })],
  ["P11", "the slot is not cleared, and a second path calls it again", "completion-once", "kill-relaunch", widget({ delegate: finish(`${RELOAD}\nthis.completion?.();\nDispatchQueue.main.async(() => this.completion?.()); /*HERE*/`) })],
  ["P11", "a latch completes the second wake, and keeps the stale closure of the first", "completion-once", "order-swap", widget({ delegate: finish(`${RELOAD}\nthis.completion?.(); /*HERE*/\nthis.isFinished = true; this.started = false;`), handler: "(identifier, completion) => { if (downloads.isFinished) completion(); downloads.completion = completion; void downloads.session; }" })],
  ["P12", "a session is built for each call", "one-session-per-identifier", "two-at-once", widget().replace("if (this.#session === null) {", "{").replace(MAKING, `/*HERE*/ ${MAKING}`).replace("if (this.started) return;", "")],
  ["P13", "app and extension use one identifier", "identifier-own-process", "second-process", widget().replace(MAKING, `/*HERE*/ ${MAKING}`)],
  ["P14", "no shared container", "shared-container-set", "second-process", widget().replace('configuration.sharedContainerIdentifier = "group.scores";', "").replace(MAKING, `/*HERE*/ ${MAKING}`)],
  ["P15", "the modifier has another literal than the session", "handler-wired", "kill-relaunch", widget().replace('.onBackgroundURLSessionEvents({ matching: "scores" }', '/*HERE*/ .onBackgroundURLSessionEvents({ matching: "score" }')],
  ["P15", "the predicate looks into memory, which is empty after a relaunch", "session-recreated", "kill-relaunch", widget().replace('matching: "scores"', "matching: (identifier) => downloads.started").replace(MAKING, `/*HERE*/ ${MAKING}`)],
  ["P16", "the closure traps on an identifier it does not know", "unknown-identifier-completed", "foreign-events", widget({ handler: '(identifier, completion) => {\n if (identifier !== "scores") throw new Error("precondition"); /*HERE*/\n downloads.completion = completion; void downloads.session;\n}' }).replace('{ matching: "scores" }, ', "")],
  ["P17", "the modifier is there, the request goes through the shared session", "handler-wired", "server-trouble", widget({ timeline: `URLSession.shared.dataTask({ with: ${ADDRESS} }, (data, response, error) => {\n ${ANSWER} }).resume();` }).replace(".onBackgroundURLSessionEvents", "/*HERE*/ .onBackgroundURLSessionEvents")],
  ["P18", "the closure starts the next transfer", "handler-starts-nothing", "kill-relaunch", widget({ handler: `(identifier, completion) => {\n downloads.completion = completion;\n downloads.session.downloadTask({ with: ${ADDRESS} }).resume(); /*HERE*/\n}` })],
  ["P19", "a completion handler on a background task", "delegate-based-tasks", "calm", widget({ timeline: `downloads.session.dataTask({ with: ${ADDRESS} }, (data) => {}).resume(); /*HERE*/\n${ANSWER}` })],
  ["P20", "a data task in a background session", "transfer-kind", "suspend", widget({ timeline: `downloads.session.dataTask({ with: ${ADDRESS} }).resume(); /*HERE*/\n${ANSWER}` })],
  ["P21", "an upload from memory", "transfer-kind", "calm", widget({ timeline: `downloads.session.uploadTask({ with: ${ADDRESS}, from: new Data("{}") }).resume(); /*HERE*/\n${ANSWER}` })],
  ["P22", "the status is not looked at", "status-checked", "server-trouble", widget({ delegate: DELEGATE.replace("FileManager.default.replaceItemAt", "/*HERE*/ FileManager.default.replaceItemAt") })],
  ["P23", "every getTimeline starts a download", "no-duplicate-download", "two-at-once", widget().replace("if (this.started) return;", "").replace(").resume();", ").resume(); /*HERE*/")],
  ["P26", "getTimeline reloads", "reload-loop", "calm", widget({ timeline: `downloads.start();\n${RELOAD} /*HERE*/\n${ANSWER}` })],
  ["P26", "each change reloads, all day", "budget-kept", "day-at-home", widget({ handler: "", timeline: 'completion(new Timeline({ entries: [{ date: new Date(), title: "x" }], policy: TimelineReloadPolicy.after(new Date().addingTimeInterval(600)) })); /*HERE*/' })],
  ["P27", "reloads, then stores", "reload-before-completion", "kill-relaunch", widget({ delegate: finish(`${RELOAD} /*HERE*/\nnew Data(this.text).write({ to: ${GROUP}.appendingPathComponent("a.json") });\nconst done = this.completion; this.completion = null; done?.();`, finished("this.text = new Data({ contentsOf: location }).toString();")) })],
  ["P27", "completes, then reloads", "reload-before-completion", "kill-relaunch", widget({ delegate: finish(`const done = this.completion; this.completion = null; done?.();\n${RELOAD} /*HERE*/`) })],
  ["P27", "a misspelt kind", "reload-known-kind", "kill-relaunch", widget({ delegate: DELEGATE.replace('reloadTimelines({ ofKind: "scores" });', 'reloadTimelines({ ofKind: "score" }); /*HERE*/') })],
  ["P28", "a guard returns without an answer", "timeline-answered", "calm", widget({ timeline: `downloads.start();\nif (new UserDefaults({ suiteName: "group.scores" }).string({ forKey: "scores" }) === null) return;\n${ANSWER}` }).replace("return new StaticConfiguration", "return /*HERE*/ new StaticConfiguration")],
  ["P29", "asks again in twenty seconds", "policy-honourable", "day-at-home", widget({ timeline: 'downloads.start();\ncompletion(new Timeline({ entries: [{ date: new Date(), title: "x" }], policy: TimelineReloadPolicy.after(new Date().addingTimeInterval(20)) })); /*HERE*/' })],
  ["P31", "the whole answer is held many times over", "memory-kept", "heavy", widget({ delegate: finished('const data = new Data({ contentsOf: location });\n(globalThis as any).held = Array.from({ length: 12 }, (_none, index) => data.toString().replace(/ /g, String(index % 10))); /*HERE*/') })],
  ["P32", "the file is kept in the extension's own container", "app-group-used", "kill-relaunch", widget({ delegate: finished("FileManager.default.moveItem({ at: location, to: FileManager.default.urls({ for: \"documentDirectory\", in: \"userDomainMask\" })[0].appendingPathComponent(\"a.json\") }); /*HERE*/") })],
  ["P33", "a file under complete protection is read in the wake", "provider-does-not-crash", "locked", widget({ handler: `(identifier, completion) => {\n downloads.completion = completion;\n console.log(new Data({ contentsOf: ${GROUP}.appendingPathComponent("token") }).toString()); /*HERE*/\n void downloads.session;\n}`, timeline: `new Data("secret").write({ to: ${GROUP}.appendingPathComponent("token"), options: "completeFileProtection" });\ndownloads.start();\n${ANSWER}` })],
  ["P34", "the absolute path of a file is kept", "provider-does-not-crash", "update", widget({ timeline: `downloads.start();\nconst store = new UserDefaults({ suiteName: "group.scores" });\nconst path = store.string({ forKey: "path" });\nif (path === null) { const file = ${GROUP}.appendingPathComponent("a.json"); new Data("[]").write({ to: file }); store.set(file.path, { forKey: "path" }); }\nelse console.log(new Data({ contentsOf: new URL({ fileURLWithPath: path }) }).count); /*HERE*/\n${ANSWER}` })],
  ["P35", "finish-events invalidate a session that stays in a property", "session-valid", "suspend", widget({ delegate: finish(`session.finishTasksAndInvalidate();\nthis.started = false;\n${RELOAD}\nconst done = this.completion; this.completion = null; DispatchQueue.main.async(() => done?.());`) }).replace(").resume();", ").resume(); /*HERE*/")],
  ["P36", "the configuration is changed after the session was made", "configuration-before-session", "calm", widget().replace(`this.#session = ${MAKING};`, `this.#session = ${MAKING};\n      configuration.sessionSendsLaunchEvents = false; /*HERE*/`)],
  ["P37", "a background session without a delegate", "delegate-given", "calm", widget().replace(MAKING, "new URLSession({ configuration }); /*HERE*/")],
  ["P41", "a delegate method computes without end", "provider-does-not-crash", "kill-relaunch", widget({ delegate: finished("for (let n = 0; n >= 0; n++) { /*HERE*/ }") })],
  ["P44", "a failure is taken for the second success, and nothing asks again", "failure-handled", "kill-relaunch", widget({ timeline: `downloads.start();\n${ANSWER}`, delegate: finish("const done = this.completion; this.completion = null; done?.();") }).replace("https://", "http://").replace(").resume();", ").resume(); /*HERE*/")],
  ["P45", "each piece of a body is decoded as if it were all of it", "provider-does-not-crash", "server-trouble", widget({ handler: "", delegate: `${DELEGATE}\n  urlSessionDataTaskDidReceive(session, task, data) { if (task.response.statusCode === 200) JSON.parse(data.toString()); /*HERE*/ }`, timeline: `new URLSession({ configuration: URLSessionConfiguration.default, delegate: downloads }).dataTask({ with: ${ADDRESS} }).resume();\n${ANSWER}` })],
];

/** What no rule finds in one run, and why. */
const NOT_IN_ONE_RUN: Readonly<Record<string, string>> = {
  P05: "explorer: a value in memory is right in every run that is not cut between the store and the reload",
  P10: "explorer: promises keep their order in one run; another order has to be tried",
  P24: "no fault in a run: the picture shows each transfer wait longer for the limiter (tests/facts, H10)",
  P25: "no fault in a run: the picture shows why a transfer waits; one that times out is P44",
  P30: "static: a view has no network here, and what is not emulated is named",
  P38: "explorer: the run with and without the change of account have to be compared",
  P39: "explorer: two versions of the program; what one run shows of it is foreign-events (P16)",
  P40: "not a fault of code: the scenario misleading-bench shows the two environments",
  P42: "static: Swift's hashValue has no counterpart here, and a task's number is right within its session",
  P43: "no fault in a run: the trace shows a redirect that nobody was asked about (tests/facts, Q14)",
  P46: "static: actors are the compiler's business; the trace says when a completion was called off the main queue (tests/facts, Q23)",
};

/** Where a script of the list can't show a pitfall, and why. */
const NEEDS_ANOTHER: Readonly<Record<string, string>> = {
  "calm P17": "an inline attempt that succeeds may have a background session behind it: server-trouble and suspend tell",
  "calm P22": "the server answers well here, and the specification asks for its 500: server-trouble",
  "suspend P08": "the closure comes first here, as documented: order-swap tells",
};

const lineOfMark = (source: string): number => source.split("\n").findIndex((line) => line.includes("HERE")) + 1;

describe.each(FOUND)("[%s] %s", (_pitfall, _what, rule, name, source) => {
  test(`is found by ${rule} under ${name}, at the marked line`, async () => {
    const judged = await run(programOf(source), scenario(name));
    const verdict = judged.verdicts.find(({ finding }) => finding.rule === rule);
    expect(verdict?.all.map((finding) => finding.source?.line)[0]).toBe(lineOfMark(source));
    expect(verdict?.finding.status).toBe("failed");
  });
});

test("every pitfall P01 to P46 is found by a rule, or it is said why not", () => {
  const found = new Set(FOUND.map(([pitfall]) => pitfall));
  const all = Array.from({ length: 46 }, (_none, index) => `P${String(index + 1).padStart(2, "0")}`);
  expect(all.filter((pitfall) => found.has(pitfall) === pitfall in NOT_IN_ONE_RUN)).toEqual([]);
  expect(FOUND.filter(([, , rule]) => !RULES.some(({ id }) => id === rule))).toEqual([]);
});

/** Section 3b of the pitfalls: what each script is for. What only the explorer or a static check sees is left to the list above. */
const EXPOSES: Readonly<Record<string, readonly string[]>> = {
  "calm": ["P17", "P19", "P20", "P21", "P22", "P28", "P36", "P37"],
  "suspend": ["P01", "P02", "P07", "P08", "P09", "P11", "P41"],
  "kill-relaunch": ["P03", "P05", "P06", "P15", "P37", "P42"],
  "kill-tail": ["P04", "P09", "P10", "P27"],
  "order-swap": ["P08", "P10", "P11"],
  "two-at-once": ["P12", "P23", "P26", "P28"],
  "server-trouble": ["P22", "P29", "P43", "P44", "P45"],
  "foreign-events": ["P01", "P16"],
  "second-process": ["P13", "P14"],
  "day-at-home": ["P24", "P25", "P26", "P29"],
  "user-moves-on": ["P38"],
  "update": ["P34", "P39", "P42"],
  "locked": ["P33"],
  "misleading-bench": ["P40"],
  "heavy": ["P31", "P41"],
};

test.each(Object.entries(EXPOSES))("%s exposes the pitfalls it is made for", async (name, pitfalls) => {
  const missed: string[] = [];
  for (const pitfall of pitfalls) {
    if (pitfall in NOT_IN_ONE_RUN || NEEDS_ANOTHER[`${name} ${pitfall}`]) continue;
    const fails = await Promise.all(FOUND.filter(([of]) => of === pitfall).map(async ([, , rule, , source]) =>
      (await run(programOf(source), scenario(name))).verdicts.some(({ finding }) => finding.rule === rule && finding.status === "failed")));
    if (!fails.includes(true)) missed.push(pitfall);
  }
  expect(missed).toEqual([]);
});
