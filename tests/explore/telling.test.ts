/** What is told of a story, besides the story: whether an ordinary run breaks the rule too, and what a kill changed in the end. */
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { differenceOf } from "../../runtime/explore/difference.ts";
import type { Program } from "../../runtime/model/program.ts";
import { explore } from "../support/explore.ts";
import { PLAIN_OBJECTS } from "../support/other-styles.ts";
import { DELEGATE, TIMELINE, widget } from "../support/programs.ts";
import { programIn, programOf, scenarioOf } from "../support/run.ts";

const CALM = scenarioOf({});
const LEADERBOARD = programIn(join(import.meta.dirname, "../../content/samples/leaderboard"));

function changed(path: string, from: string, to: string, { files }: Program = LEADERBOARD): Program {
  return {
    files: files.map((file) => {
      if (file.path !== path) return file;
      expect(file.text).toContain(from);
      return { ...file, text: file.text.replace(from, to) };
    }),
  };
}

/** Calls the completion only where the second of two downloads also ends as the second. */
const LAST = widget({
  timeline: TIMELINE.replace("downloads.start();", 'for (const name of ["a", "b"]) downloads.session.downloadTask({ with: new URL(`https://api.relaunch.example/${name}.json`) }).resume();'),
  delegate: DELEGATE.replace("const group =", "this.last = task.originalRequest.url.absoluteString;\n    const group =").replace("const done =", 'if (!this.last.endsWith("b.json")) return;\n    const done =').replace("urlSession", 'last = "b.json";\n  urlSession'),
});

describe("a story without interventions is", () => {
  const ordinary = async (program: Program, scenario = CALM, bound: 0 | 1 = 0) =>
    Object.fromEntries((await explore(program, scenario, { bound })).broken.map(({ finding, ordinary: is }) => [finding.rule, is]));

  test("what an ordinary run does too, where that breaks the rule by itself", async () => {
    expect(await ordinary(programOf(widget({ timeline: "while (true);" })))).toEqual({ "provider-does-not-crash": true });
    expect(await ordinary(programOf(widget({ timeline: 'throw new Error("no");' })))).toEqual({ "provider-does-not-crash": true });
  });

  test("owed to the order of events, where an ordinary run keeps the rule", async () => {
    // The widget is not refreshed in an ordinary run either.
    expect(await ordinary(programOf(widget()))).toEqual({ "completion-not-missed": false, "widget-refreshed": true });
    expect(await ordinary(programOf(LAST), CALM)).toMatchObject({ "completion-called": false });
  });

  test("no ordinary run where it needs an intervention", async () => {
    expect(await ordinary(programOf(widget({ handler: "(identifier, completion) => { downloads.completion = completion; }" })), CALM, 1)).toMatchObject({ "session-recreated": false });
  });
});

describe("what a kill changes in the end is named:", () => {
  const messages = async (program: Program): Promise<readonly string[]> =>
    (await explore(program, CALM, { bound: 1 })).broken.flatMap(({ finding }) => (finding.rule === "result-survives" ? [finding.message] : []));
  const FOREVER = changed("Downloads.ts", "if (asked instanceof Date && new Date().timeIntervalSince(asked) < FIFTEEN_MINUTES) return;", "if (asked instanceof Date) return;");

  test("the texts of the view, from the first one on that differs", async () => {
    expect(await messages(FOREVER)).toEqual(['The system terminates the extension here, and in the end the widget "leaderboard" shows "no scores yet", and "Ada 120 Bo 90 at 08:59" without that.']);
  });

  test("long ones are cut", async () => {
    expect(await messages(programOf(PLAIN_OBJECTS))).toEqual([expect.stringMatching(/in the end the widget "plain" shows "–", and "\{"updated":"2026-03-[^]{0,40}" without that\.$/)]);
  });

  test("a file that is not there, where nothing of it is shown", async () => {
    const mute = changed("Provider.ts", "const scores =", "const scores = null as any; const unused =", FOREVER);
    expect(await messages(mute)).toEqual(["The system terminates the extension here, and in the end the app group lacks scores.json, which it holds without that."]);
  });
});

describe("of two results, the first difference is told:", () => {
  const text = (...texts: readonly string[]): unknown => ({ type: "VStack", props: {}, modifiers: [], children: texts.map((each) => ({ type: "Text", props: { runs: [each] }, modifiers: [], children: [] })) });
  const result = ({ shown = [["scores", "systemSmall", "entry", { date: null, value: { n: 1 }, view: text("a") }]], files = [], defaults = [] }: { shown?: unknown; files?: unknown; defaults?: unknown }): string => JSON.stringify({ files, defaults, shown });
  const one = (view: unknown, value: unknown = { n: 1 }, what = "entry"): { shown: unknown } => ({ shown: [["scores", "systemSmall", what, { date: null, value, view }]] });
  const path = (name: string): string => `/private/var/mobile/Containers/Shared/AppGroup/·/${name}`;

  test.each([
    ["what is drawn at all", { shown: [["scores", "systemSmall", "nothing", null]] }, {}, 'the widget "scores" shows nothing yet, and an entry of its timeline without that'],
    ["texts", one(text("Scores", "none")), one(text("Scores", "Ada", "42")), 'the widget "scores" shows "none", and "Ada 42" without that'],
    ["texts of which one is the beginning of the other", one(text("Scores")), one(text("Scores", "Ada")), 'the widget "scores" shows "Scores", and "Scores Ada" without that'],
    ["no text at all", one(null), one(text("Ada")), 'the widget "scores" shows no text, and "Ada" without that'],
    ["a look", one({ ...(text("a") as object), modifiers: [{ name: "bold", args: [] }] }), {}, 'the widget "scores" looks otherwise than without that'],
    ["a member of the entry that is not shown", one(text("a"), { n: 2 }), {}, '"n" in the entry of the widget "scores" is 2, and 1 without that'],
    ["a file of which there is another", { files: [[path("a.json"), { utf8: "1" }]] }, { files: [[path("a.json"), { utf8: "2" }]] }, "the app group holds another a.json than without that"],
    ["a file too many", { files: [[path("in/a.json"), { utf8: "1" }]] }, {}, "the app group holds in/a.json, and not without that"],
    ["a default", { defaults: [["group.x", ['["who","Ada"]']]] }, { defaults: [["group.x", ['["who","Bo"]']]] }, 'the default "who" is "Ada", and "Bo" without that'],
    ["a default that is missing", {}, { defaults: [["group.x", ['["who",true]']]] }, 'the default "who" is not there, and true without that'],
  ])("%s", (_name, here, there, words) => {
    expect(differenceOf(result(here), [result(there)], new Map())).toBe(words);
  });

  test("beside the nearest of them, without what only the time changes", () => {
    const far = result({ ...one(text("x", "y")), files: [[path("a.json"), { utf8: "1" }]] });
    const near = result(one(text("3 min", "Ada")));
    expect(differenceOf(result(one(text("5 min", "Bo"))), [far, near], new Map([["/0/3/view/children/0/props/runs/0", "digits"]]))).toBe('the widget "scores" shows "Bo", and "Ada" without that');
  });

  test("where no widget is left nothing can be named", () => {
    expect(differenceOf("no widget", [result({})], new Map())).toBeNull();
    expect(differenceOf(result({}), ["no widget"], new Map())).toBeNull();
  });
});
