/** What counts as lost in the end: data, and not the time that is shown, nor what is counted. */
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { isResting, take, type Next } from "../../runtime/engine/state.ts";
import { goOn, undisturbed } from "../../runtime/explore/afterwards.ts";
import { isGivenInput } from "../../runtime/explore/choices.ts";
import type { Program } from "../../runtime/model/program.ts";
import { brokenIn, explore, searched } from "../support/explore.ts";
import { widget } from "../support/programs.ts";
import { programIn, programOf, scenarioOf } from "../support/run.ts";

const LEADERBOARD = programIn(join(import.meta.dirname, "../../content/samples/leaderboard"));
const UPDATED = "`at ${scores.updated.slice(11, 16)}`";

function changed(path: string, from: string, to: string): Program {
  return {
    files: LEADERBOARD.files.map((file) => {
      if (file.path !== path) return file;
      expect(file.text).toContain(from);
      return { ...file, text: file.text.replace(from, to) };
    }),
  };
}

const CORRECT: readonly (readonly [name: string, program: Program])[] = [
  ["shows how many days are left", changed("Provider.ts", UPDATED, "`${Math.ceil((Date.UTC(2026, 5, 1) - Date.now()) / 86400000)} days left`")],
  ["shows the weekday", changed("Provider.ts", UPDATED, "['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'][new Date().getDay()]!")],
  ["shows the time of day", changed("Provider.ts", UPDATED, "`${new Date().getHours()}:${String(new Date().getMinutes()).padStart(2, '0')}`")],
  ["shows how long ago it was", changed("Provider.ts", UPDATED, "`${Math.floor((Date.now() - Date.parse(scores.updated)) / 60000)} min ago`")],
  ["counts its lives", changed("Downloads.ts", "private defaults = new UserDefaults({ suiteName: GROUP });", "private defaults = new UserDefaults({ suiteName: GROUP });\n  constructor() { super(); this.defaults.set(this.defaults.integer({ forKey: 'launches' }) + 1, { forKey: 'launches' }); }")],
  ["counts its downloads", changed("Downloads.ts", "FileManager.default.replaceItemAt(this.file", "this.defaults.set(this.defaults.integer({ forKey: 'downloads' }) + 1, { forKey: 'downloads' }); FileManager.default.replaceItemAt(this.file")],
  ["asks for another address each time", changed("Downloads.ts", "downloadTask({ with: ADDRESS })", "downloadTask({ with: new URL(ADDRESS.absoluteString + '?t=' + Date.now()) })")],
];

describe("a correct widget is not accused when it", () => {
  test.each(CORRECT)("%s", async (_name, program) => {
    for (const bound of [1, 2]) expect(brokenIn(await explore(program, scenarioOf({}), { bound }))).toEqual([]);
  });
});

describe("a loss is one, also beside the time", () => {
  // A note without an end, made before the download is: a kill between them, and nobody asks again.
  const FOREVER = (shown: string): Program => ({
    files: changed("Provider.ts", UPDATED, shown).files.map((file) => (file.path !== "Downloads.ts" ? file : { ...file, text: file.text.replace("if (asked instanceof Date && new Date().timeIntervalSince(asked) < FIFTEEN_MINUTES) return;", "if (asked instanceof Date) return;") })),
  });

  test.each([["of day", "`${new Date().getHours()}:${new Date().getMinutes()}`"], ["since", "`${Math.floor((Date.now() - Date.parse(scores.updated)) / 60000)} min ago`"]])("the time %s", async (_name, shown) => {
    expect(brokenIn(await explore(FOREVER(shown), scenarioOf({}), { bound: 1 })).join()).toMatch(/^result-survives, line 52, after 1: The system terminates/);
  });
});

test("a widget that fails whenever it is asked is not asked for ever", async () => {
  const scenario = scenarioOf({});
  const search = await searched(programOf(widget({ timeline: 'throw new Error("no");' })), scenario);
  let { run } = search.start();
  while (!isResting(run.world) || isGivenInput(run.world)) run = take(scenario, search.recordings, run, undisturbed(run, search.answer) as Next).state;
  let failures = 0;
  let steps = 0;
  goOn(run, scenario, search.recordings, search.answer, {
    seen(_state, lines) {
      steps++;
      failures += lines.filter(({ kind }) => kind === "failure").length;
    },
  });
  expect(failures).toBe(3);
  expect(steps).toBeLessThan(100);
});
