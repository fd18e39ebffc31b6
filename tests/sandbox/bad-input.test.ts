/** Code that misbehaves ends as a value that names the limit and the line; the engine never fails. */
import { describe, expect, test } from "vitest";
import type { GuestFailure } from "../../runtime/model/guest.ts";
import type { Judged } from "../../runtime/model/run.ts";
import { violations } from "../support/invariants.ts";
import { ADDRESS, DELEGATE, widget } from "../support/programs.ts";
import { answering, judge, programOf, refusing, run, scenarioOf, SCORES } from "../support/run.ts";

const KILLED = scenarioOf({ interventions: [{ when: { idle: "with-transfer" }, do: "terminate", optional: true }] });
const CALM = scenarioOf({ settings: { graceAfterAnswer: "1m" } });
const ANSWER = 'completion(new Timeline({ entries: [{ date: new Date(), title: "now" }], policy: TimelineReloadPolicy.never }));';
const lineOfMark = (source: string): number => source.split("\n").findIndex((line) => line.includes("HERE")) + 1;

const failures = ({ lines }: Judged): { failure: GuestFailure; during: string }[] => lines.flatMap((line) => (line.kind === "failure" ? [{ failure: line.data.failure, during: line.data.during.title }] : []));

async function sound(source: string, scenario = KILLED, origin = answering(SCORES)): Promise<Judged> {
  const judged = await run(programOf(source), scenario, origin);
  expect(violations(judged)).toEqual([]);
  expect(judged.ended).not.toBe("step-limit");
  return judged;
}

/** Every place learner code is called from, with `bad` in it. */
const PLACES: readonly (readonly [string, (bad: string) => string, (typeof KILLED)?])[] = [
  ["main()", (bad) => widget({ top: bad })],
  ["placeholder(in:)", (bad) => widget().replace("placeholder(context: any) {", `placeholder(context: any) {\n${bad}\n`)],
  ["getSnapshot(in:completion:)", (bad) => widget().replace("getSnapshot(context: any, completion: any) {", `getSnapshot(context: any, completion: any) {\n${bad}\n`)],
  ["getTimeline(in:completion:)", (bad) => widget({ timeline: `\n${bad}\n${ANSWER}` })],
  ["placeholder(in:)", (bad) => widget().replace("(entry: any) => Text(entry.title)", `(entry: any) => {\n${bad}\nreturn Text("x"); }`)],
  ["onBackgroundURLSessionEvents", (bad) => widget({ handler: `() => {\n${bad}\n}` })],
  ["matching", (bad) => widget().replace('{ matching: "scores" }', `{ matching: () => {\n${bad}\nreturn true; } }`)],
  ["urlSession(_:downloadTask:didFinishDownloadingTo:)", (bad) => widget({ delegate: DELEGATE.replace("(session, task, location) {", `(session, task, location) {\n${bad}\n`) })],
  ["urlSession(_:task:didCompleteWithError:)", (bad) => widget({ delegate: DELEGATE.replace("(session, task, error) {}", `(session, task, error) {\n${bad}\n}`) })],
  ["urlSessionDidFinishEvents(forBackgroundURLSession:)", (bad) => widget({ delegate: DELEGATE.replace("BackgroundURLSession(session) {", `BackgroundURLSession(session) {\n${bad}\n`) })],
  ["queued block", (bad) => widget({ timeline: `DispatchQueue.main.async(() => {\n${bad}\n});\n${ANSWER}` })],
  ["completion handler", (bad) => widget({ timeline: `URLSession.shared.dataTask({ with: new URL("${ADDRESS}") }, () => {\n${bad}\n}).resume();\n${ANSWER}` }), CALM],
  ["promise job", (bad) => widget({ timeline: `Promise.resolve().then(() => {\n${bad}\n});\n${ANSWER}` })],
];

describe.each(PLACES.map(([title, make, scenario]) => ({ title, make, scenario })))("in $title", ({ title, make, scenario }) => {
  test("an endless loop is stopped, and the loop's line named", async () => {
    const source = make("while (true) {} // HERE");
    const [found] = failures(await sound(source, scenario));
    expect({ code: found?.failure.code, line: found?.failure.source?.line, during: found?.during }).toEqual({ code: "poll-limit", line: title === "promise job" ? found?.failure.source?.line : lineOfMark(source), during: title });
  });

  test("a throw crashes the process, as on the device, and its line is named", async () => {
    const source = make('if (1 < 2) throw new TypeError("no"); // HERE');
    const judged = await sound(source, scenario);
    if (title === "promise job") return expect(judged.lines.find((line) => line.kind === "rejection-unhandled")?.source?.line).toBe(lineOfMark(source));
    const [found] = failures(judged);
    expect(found).toMatchObject({ during: title, failure: { code: "uncaught-exception", message: "TypeError: no", source: { file: "Widget.ts", line: lineOfMark(source) } } });
  });

  test("unbounded recursion meets the stack's limit", async () => {
    const source = make("const deeper = (n: number): number => deeper(n + 1) + 1;\ndeeper(0);");
    const judged = await sound(source, scenario);
    if (title !== "promise job") expect(failures(judged)[0]?.failure.code).toBe("stack-limit");
  });
});

test("an array that grows for ever meets the memory's limit, at its line", async () => {
  const source = widget({ timeline: `\nconst kept: unknown[] = [];\nfor (;;) kept.push(new Array(1000).fill(kept.length)); // HERE\n` });
  const [found] = failures(await sound(source));
  expect(found?.failure).toMatchObject({ code: "memory-limit", source: { line: lineOfMark(source) } });
});

test("a promise that settles itself for ever meets the limit of jobs", async () => {
  const [found] = failures(await sound(widget({ timeline: `const again = (): any => Promise.resolve().then(again);\nagain();\n${ANSWER}` })));
  expect(found?.failure.code).toBe("job-limit");
});

test("a loop that calls the system for ever meets the limit of host calls, at its line", async () => {
  const source = widget({ timeline: `for (;;) console.log("again"); // HERE` });
  const [found] = failures(await sound(source));
  expect(found?.failure).toMatchObject({ code: "host-call-limit", source: { line: lineOfMark(source) } });
});

test.each([
  ["null", "throw null;"], ["undefined", "throw undefined;"], ["a string", 'throw "text";'], ["an error whose message throws", "throw Object.defineProperty(new Error(), 'message', { get() { throw 1; } });"],
  ["an error whose code loops", "throw Object.defineProperty(new Error('x'), 'code', { get() { while (true) {} } });"], ["a proxy", "throw new Proxy({}, { get() { throw new Error('trap'); } });"], ["a symbol", "throw Symbol('s');"],
])("throwing %s is a failure like any other", async (_what, bad) => {
  expect(failures(await sound(widget({ timeline: bad })))).toHaveLength(1);
});

test.each([
  ["nothing", "completion();"], ["null", "completion(null);"], ["a number", "completion(5);"], ["entries that are none", "completion({ entries: 5, policy: TimelineReloadPolicy.never });"],
  ["an entry without a date", "completion(new Timeline({ entries: [{ title: 'x' }], policy: TimelineReloadPolicy.never }));"], ["an entry whose date is none", "completion(new Timeline({ entries: [{ date: new Date('no') }], policy: TimelineReloadPolicy.never }));"],
])("a completion that is given %s is unusable, and the message says what is expected", async (_what, call) => {
  const judged = await sound(widget({ timeline: `downloads.start();\n${call}` }));
  const line = judged.lines.find((each) => each.kind === "answer-unusable");
  expect(line?.text).toMatch(/expects .*; it was given /);
});

test.each([["a number", "5"], ["an object", "{}"], ["a function", "() => 1"], ["a promise", "Promise.resolve({ date: new Date() })"]])("a placeholder that is %s is a wrong value", async (_what, value) => {
  const [found] = failures(await sound(widget().replace('return { date: new Date(), title: "–" };', `return ${value};`)));
  expect(found?.failure.code).toBe("wrong-value");
});

test.each(["nowhere", "http://example.com/x", "ftp://example.com/x", "https://", "", "https:// bad host/"])("the address “%s” becomes an error of the platform", async (address) => {
  const judged = await sound(widget({ timeline: `downloads.session.downloadTask({ with: new URL(${JSON.stringify(address)}) }).resume();\n${ANSWER}` }), CALM, refusing);
  const failed = judged.lines.find((line) => line.kind === "transfer-failed" || line.kind === "transfer-waits");
  expect(failed?.data).toHaveProperty("fix");
});

test("a server that refuses: an inline request fails with -1004, a background one waits and is tried again", async () => {
  const inline = await sound(widget({ timeline: `URLSession.shared.dataTask({ with: new URL("${ADDRESS}") }, (data, response, error) => console.log(error.code)).resume();\n${ANSWER}`, handler: "" }), CALM, refusing);
  expect(inline.lines.find((line) => line.kind === "console")?.text).toBe("-1004");
  const background = await sound(widget(), CALM, refusing);
  expect(background.lines.find((line) => line.kind === "transfer-waits")?.data).toMatchObject({ reason: "unreachable", fix: "Start the server." });
});

test.each([
  "Object.prototype.toJSON = () => 'mine';", "Array.prototype.push = () => { throw new Error('mine'); };", "JSON.stringify = () => 'mine'; JSON.parse = () => ({});", "Promise.prototype.then = () => { throw 1; };",
  "Object.prototype.error = { code: 1 };", "Array.prototype[Symbol.iterator] = () => { throw 1; };", "Map.prototype.get = () => undefined;", "Object.defineProperty(globalThis, 'console', { value: null });", "String.prototype.replace = () => 5 as any;", "Object.keys = () => [];",
])("a learner who patches the language (%s) harms only their own run", async (top) => {
  const judged = await sound(widget({ top: `(globalThis as any).x = 1; ${top.replace("Object.prototype.toJSON", "(Object.prototype as any).toJSON").replace("Object.prototype.error", "(Object.prototype as any).error")}` }));
  expect(judged.lines.length).toBeGreaterThan(3);
  const next = await sound(widget());
  expect(next.verdict).toBe("passed");
});

test("a program of a megabyte runs, and one of more is refused with its reason", async () => {
  const padding = `const padding = "${"x".repeat(990_000)}";\n`;
  expect((await sound(widget({ top: padding }))).verdict).toBe("passed");
  const refused = await (await judge()).run(programOf(padding + padding), KILLED, { origin: refusing });
  expect(!refused.ok && refused.problems[0]?.code).toBe("file-too-large");
});

test("a run that never comes to rest ends at its time or at its steps, as a value", async () => {
  const reload = widget({ timeline: `${ANSWER}\nWidgetCenter.shared.reloadAllTimelines();`, handler: "" });
  const judged = await run(programOf(reload), scenarioOf({ continueAtRest: true, until: "4000h", settings: { reloadSpacing: "0s" } }));
  expect(judged.ended).toBe("step-limit");
  expect(violations(judged)).toEqual([]);
});
