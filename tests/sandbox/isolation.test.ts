/** Reachable from learner code: the language, the three modules, console. Nothing of the host. */
import { describe, expect, test } from "vitest";
import { BUILT_IN } from "../../runtime/judge/built-in.ts";
import type { GuestFailure } from "../../runtime/model/guest.ts";
import type { Scenario } from "../../runtime/model/scenario.ts";
import { widget } from "../support/programs.ts";
import { programOf, run, scenarioOf } from "../support/run.ts";

const CALM = BUILT_IN[0] as Scenario;

/** What learner code prints from its top level. */
async function says(top: string, scenario = CALM): Promise<string[]> {
  const judged = await run(programOf(widget({ top })), scenario);
  const failure = judged.lines.find((line) => line.kind === "failure");
  if (failure) throw new Error(failure.text);
  return judged.lines.filter((line) => line.kind === "console").map((line) => line.text);
}

test.each([
  "fetch", "XMLHttpRequest", "WebSocket", "EventSource", "setTimeout", "setInterval", "requestAnimationFrame", "performance", "process", "Buffer", "global", "navigator", "window", "document", "self", "location",
  "postMessage", "importScripts", "WebAssembly", "crypto", "localStorage", "indexedDB", "Worker", "MessageChannel", "structuredClone", "require", "__host", "__enter", "__define", "__imports", "__clock", "std", "os", "scriptArgs", "print", "gc",
])("%s is not reachable", async (name) => {
  expect(await says(`console.log(typeof (globalThis as any).${name}, (0, eval)("typeof ${name}"), Function("return typeof ${name}")());`)).toEqual(["undefined undefined undefined"]);
});

test("the names that are reachable are the language's, and console", async () => {
  const [names] = await says("console.log(Object.getOwnPropertyNames(globalThis).sort().join(' '));");
  expect(names).toBe(
    "AggregateError Array ArrayBuffer AsyncDisposableStack BigInt BigInt64Array BigUint64Array Boolean DataView Date DisposableStack Error EvalError Float16Array Float32Array Float64Array Function Infinity Int16Array Int32Array Int8Array InternalError Iterator JSON Map Math NaN Number Object Promise Proxy RangeError ReferenceError Reflect RegExp Set SharedArrayBuffer String SuppressedError Symbol SyntaxError TypeError URIError Uint16Array Uint32Array Uint8Array Uint8ClampedArray WeakMap WeakSet console decodeURI decodeURIComponent encodeURI encodeURIComponent escape eval globalThis isFinite isNaN parseFloat parseInt queueMicrotask undefined unescape",
  );
});

test("dynamic code stays inside: eval and Function see the sandbox's globals, and nothing of ours", async () => {
  expect(await says('console.log(Function("return this")() === globalThis, (0, eval)("this") === globalThis, new Function("a", "return a * 2")(21), typeof (async () => {}).constructor("return this"));')).toEqual(["true true 42 function"]);
});

test("Date reads the device's virtual clock, whichever way it is asked", async () => {
  expect(await says("console.log(new Date().toISOString(), Date.now() === +new Date(), new Date(0).getTimezoneOffset(), Date() === new Date().toString(), new (Object.getPrototypeOf(new Date()).constructor)().toISOString());")).toEqual([
    "2026-03-02T09:00:00.300Z true 0 true 2026-03-02T09:00:00.300Z",
  ]);
});

test("Math.random is the device's: equal in equal runs, different from call to call, from life to life and from seed to seed", async () => {
  const again = { when: { at: "10s" }, do: "terminate" } as const;
  const lives = (seed: number) => says("console.log([1, 2, 3].map(() => Math.random()).join(' '));", { ...scenarioOf({ interventions: [again, { when: { at: "10s" }, do: "ask-for-timeline" }] } as never), seed });
  const first = await lives(1);
  expect(await lives(1)).toEqual(first);
  expect(first).toHaveLength(2);
  expect(new Set([...first, ...(await lives(2))].flatMap((life) => life.split(" "))).size).toBe(12);
});

test("the import of anything but the three modules and own files is refused before it runs, and at run time too", async () => {
  await expect(says('import("node:fs").then(() => console.log("in"));')).rejects.toThrow('There is no module "node:fs" here.');
  expect(await says('const name = ["node", "fs"].join(":"); try { (require as any)(name); } catch (error) { console.log(error.message); }')).toEqual(['The module "node:fs" is not emulated here. A widget can import WidgetKit, SwiftUI, Foundation and its own files.']);
});

test.each([
  ["an unknown name of a module says what it is and what to use", 'import * as F from "Foundation"; const X = (F as any).NotificationCenter;', "NotificationCenter of Foundation is not emulated here. A widget extension is not told about the app's life: reload through WidgetCenter."],
  ["a name of another module says where it is", 'import * as F from "Foundation"; new (F as any).Timeline({});', "Timeline of Foundation is not emulated here. It is in WidgetKit."],
  ["a wrong argument says what was given and what is expected", 'URLSessionConfiguration.background({ withIdentifier: 5 as any });', "URLSessionConfiguration.background({ withIdentifier }) expects a string; it was given the number 5."],
  ["no default export says what to write", "", "Widget.ts has no default export: write `export default class … { … }` for the widget or the bundle."],
  ["a default export that is no widget says what it needs", "", "The default export of Widget.ts is no widget: it needs a `body` that gives a StaticConfiguration."],
])("%s", async (what, top, message) => {
  const source = what.startsWith("no default") ? "export const x = 1;" : what.startsWith("a default export") ? "export default { kind: 'x' };" : widget({ top });
  const judged = await run(programOf(source), CALM);
  const failure = judged.lines.find((line) => line.kind === "failure");
  expect(failure?.kind === "failure" && failure.data.failure.message).toBe(message);
  expect(failure?.kind === "failure" && ["not-emulated", "wrong-value", "no-widget"]).toContain(failure?.kind === "failure" && failure.data.failure.code);
});

describe("a global of browsers and of Node", () => {
  const USES = [
    ["setTimeout(() => {}, 1);", "setTimeout", "DispatchQueue.main.asyncAfter"], ["setInterval(() => {}, 1);", "setInterval", "the timeline's entries"], ['fetch("https://api.relaunch.example/x");', "fetch", "URLSession"],
    ["new XMLHttpRequest();", "XMLHttpRequest", "URLSession"], ['const name = "fs"; require(name);', 'The module "fs"', "its own files"], ["process.exit();", "process", "ProcessInfo"], ["window.focus();", "window", "SwiftUI"], ["document.title;", "document", "SwiftUI"],
  ] as const;
  test.each(USES)("%s crashes the callback, and the finding says what it is and what to use", async (use, symbol, instead) => {
    const judged = await run(programOf(widget({ timeline: `\n    ${use} // HERE\n` })), CALM);
    const finding = judged.verdicts.find(({ finding: { rule } }) => rule === "provider-does-not-crash")?.finding;
    expect(finding).toMatchObject({ status: "failed", message: `getTimeline(in:completion:) crashed the extension: ${symbol} is not emulated here.`, source: { file: "Widget.ts" } });
    expect(finding?.fix).toContain(instead);
    const { failure } = judged.lines.find((line) => line.kind === "failure")?.data as { failure: GuestFailure };
    expect(failure).toMatchObject({ code: "not-emulated", message: expect.stringContaining(instead) as string });
  });

  test("in an async function, the rejection says the same", async () => {
    const judged = await run(programOf(widget({ timeline: '\n    (async () => { await fetch("https://api.relaunch.example/x"); })();' })), CALM);
    expect(judged.lines.find((line) => line.kind === "rejection-unhandled")?.text).toMatch(/nobody caught it: fetch is not emulated here\. Use URLSession/);
  });

  test("stays undefined, and a name of one's own that is missing is an ordinary error", async () => {
    expect(await says("console.log(typeof fetch, typeof setTimeout, typeof window, 'fetch' in globalThis);")).toEqual(["undefined undefined undefined false"]);
    const judged = await run(programOf(widget({ timeline: "\n    constructor; fetched();" })), CALM);
    expect(judged.lines.find((line) => line.kind === "failure")?.data).toMatchObject({ failure: { code: "uncaught-exception", message: expect.stringMatching(/^ReferenceError: .*fetched/) as string } });
  });
});
