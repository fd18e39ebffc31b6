/** The same everywhere: explorations in Node and in Chromium cover the same and tell the same stories. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { rolldown } from "rolldown";
import { loadBinary } from "../../runtime/sandbox/binary-node.ts";
import { explorations, type Figures } from "../support/explorations.ts";
import { ASYNC_PROVIDER, PLAIN_OBJECTS } from "../support/other-styles.ts";
import { DELEGATE, widget } from "../support/programs.ts";
import { programIn, programOf } from "../support/run.ts";
import { expect, test } from "./console.ts";

const ROOT = join(import.meta.dirname, "../..");
const BOUND = 1;
const PROGRAMS = [
  programIn(join(ROOT, "content/samples/leaderboard")),
  programOf(widget({ handler: "(identifier, completion) => { downloads.completion = completion; }" })),
  programOf(widget({ delegate: DELEGATE.replace("DispatchQueue.main.async(() => done?.());", "void done;") })),
  programOf(PLAIN_OBJECTS),
  programOf(ASYNC_PROVIDER),
];

/** What the page is given: one script, whose functions are `window.explored`. */
async function script(): Promise<string> {
  const bundle = await rolldown({ input: join(ROOT, "tests/support/explorations.ts"), platform: "browser", logLevel: "silent" });
  const { output } = await bundle.generate({ format: "iife", name: "explored" });
  await bundle.close();
  return output[0].code;
}

test(`${PROGRAMS.length} explorations cover the same and tell the same stories in Node and in Chromium`, async ({ page }) => {
  test.setTimeout(90_000);
  const expected = await explorations(await loadBinary(), PROGRAMS, BOUND);
  // There is something to compare: programs that differ, broken ones among them.
  expect(new Set(expected.map(({ coverage }) => coverage.orders)).size).toBe(PROGRAMS.length);
  expect(new Set(expected.flatMap(({ stories }) => stories.map(({ hash }) => hash))).size).toBeGreaterThanOrEqual(4);
  expect(expected[0]?.stories).toEqual([]);

  const wasm = (await readFile(new URL(import.meta.resolve("quickjs-wasi/quickjs.wasm")))).toString("base64");
  await page.goto("about:blank");
  await page.evaluate(`${await script()}\nwindow.explored = explored;`);
  const found = await page.evaluate(async ({ programs, bound, bytes }) => {
    const binary = await WebAssembly.compile(Uint8Array.from(atob(bytes), (character) => character.charCodeAt(0)));
    return (window as unknown as { explored: { explorations: (...given: unknown[]) => Promise<Figures[]> } }).explored.explorations(binary, programs, bound);
  }, { programs: PROGRAMS, bound: BOUND, bytes: wasm });
  expect(found).toEqual(expected);
});
