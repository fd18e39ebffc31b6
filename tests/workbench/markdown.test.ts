/** Copy as Markdown: everything somebody needs who is to help, and nothing of it can break out of its place. */
import { join } from "node:path";
import { expect, test } from "vitest";
import { BUILT_IN } from "../../runtime/judge/built-in.ts";
import { markdownOf } from "../../src/workbench/keep/markdown.ts";
import { scenarioYaml, readYaml } from "../../src/workbench/keep/scenario-yaml.ts";
import { viewOf } from "../../src/workbench/view.ts";
import { programIn, run } from "../support/run.ts";

const scenario = BUILT_IN.find(({ name }) => name === "kill-relaunch") as (typeof BUILT_IN)[number];
const SAMPLE = programIn(join(import.meta.dirname, "../../content/samples/leaderboard"));
const told = { title: "Mine", files: SAMPLE.files, scenario: scenario.title, yaml: scenarioYaml(scenario), address: "https://site.example/playground/#1.x" };

test("names the broken rule with its place and advice, and the trace around it, in 17 lines with the failure marked", async () => {
  const files = SAMPLE.files.map(({ path, text }) => ({ path, text: text.replace("if (completion !== null) DispatchQueue.main.async(completion);", "void completion;") }));
  const view = viewOf(await run({ files }, scenario), scenario.name);
  const text = markdownOf({ ...told, files, view });
  expect(text).toMatch(/^## Mine, under “Terminated and relaunched”\n\n<https:\/\/site\.example/);
  expect(text).toMatch(/\n- \*\*broken: completion-called\*\* \(Widget\.ts:19, event \d+\) .+ → .+\n/);
  const block = /### Trace around the first failure\n\n```text\n([^]*?)\n```/.exec(text)?.[1]?.split("\n") ?? [];
  const first = Math.min(...view.rules.filter(({ status }) => status === "failed").map(({ event }) => event ?? 0));
  expect(block.filter((line) => line.startsWith("→"))).toHaveLength(1);
  expect(block.find((line) => line.startsWith("→"))).toContain(view.events[first]?.text ?? "–");
  expect(block.length).toBeLessThanOrEqual(17);
  expect(text).toContain("### Scenario\n\n```yaml\nname: kill-relaunch\n");
  for (const { path } of files) expect(text).toContain(`**${path}**\n\n\`\`\`ts\n`);
});

test("a run without a failure says so, and shows its end; a program that was not run says nothing of a run", async () => {
  const view = viewOf(await run(SAMPLE, scenario), scenario.name);
  expect(markdownOf({ ...told, view })).toMatch(/None: \d+ rules hold, \d+ were not tested\.[^]*### End of the trace/);
  expect(markdownOf({ ...told, view: null, address: null })).not.toMatch(/Findings|Trace|<https/);
});

test("code with fences, names with HTML and Markdown stay code and names", () => {
  const text = markdownOf({ ...told, view: null, title: "# <b>*x*</b>", files: [{ path: "</script>`a`.ts", text: "````\n```ts\n</details>\n" }] });
  expect(text).toContain("## \\# \\<b\\>\\*x\\*\\</b\\>, under");
  expect(text).toContain("**\\</script\\>\\`a\\`.ts**\n\n`````ts\n````\n```ts\n</details>\n`````\n");
});

test("a scenario's YAML is read again as the same scenario, and a bad one is refused with its place", () => {
  expect(readYaml(scenarioYaml(scenario))).toEqual({ ok: true, input: { name: "kill-relaunch", title: scenario.title, summary: scenario.summary, interventions: [{ when: { idle: "with-transfer" }, do: "terminate" }] } });
  expect(readYaml("name: x\nsettings:\n  wakeRuntim: 5s\n")).toEqual({ ok: false, message: 'settings.wakeRuntim: "wakeRuntim" is no key of settings. Did you mean "wakeRuntime"?' });
});
