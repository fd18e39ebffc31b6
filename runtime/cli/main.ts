#!/usr/bin/env node
/** The command line: the same engine without a page. */
import { parseArgs } from "node:util";
import { nearest } from "../base/nearest.ts";
import { BUILT_IN } from "../judge/built-in.ts";
import { createJudge } from "../judge/judge.ts";
import { misfits } from "../model/misfits.ts";
import type { Origin } from "../model/origin.ts";
import type { Judged } from "../model/run.ts";
import type { Scenario } from "../model/scenario.ts";
import { report, runReport } from "../report/json.ts";
import { closingText, findingsText, runText } from "../report/text.ts";
import { RULES } from "../rules/index.ts";
import { loadBinary } from "../sandbox/binary-node.ts";
import { fetchOrigin } from "../worker/fetch-origin.ts";
import { explore } from "./explore.ts";
import { folderOrigin } from "./folder-origin.ts";
import { programIn, scenarioNamed, unusable, unusableScenario, Unusable } from "./input.ts";

const USAGE = `relaunch run     DIR [--scenario FILE|NAME] [--network] [--json]      one run: its trace, and the findings
relaunch check   DIR [--scenario FILE|NAME]... [--network] [--json]   several runs: the findings
relaunch explore DIR [--scenario FILE|NAME] [--interventions N] [--network] [--json]
                                                                      every order, with at most N (0 to 3) kills and suspensions
relaunch scenarios [--json]                                           the built-in ones, a line each
relaunch rules [--json]                                               the rules, a line each

DIR holds Widget.ts. Exit status: 0 all rules hold, 1 a rule is broken, 2 the input can't be used.`;

const COMMANDS = ["run", "check", "scenarios", "rules", "explore"];

interface Options {
  readonly json: boolean;
  readonly network: boolean;
  readonly scenario: readonly string[];
  readonly interventions: string | undefined;
}

async function main(args: readonly string[]): Promise<number> {
  const { values, positionals } = read(args);
  const options: Options = { json: values.json ?? false, network: values.network ?? false, scenario: values.scenario ?? [], interventions: values.interventions };
  const [command, folder, ...rest] = positionals;
  if (values.help || command === undefined) {
    console.log(USAGE);
    return values.help ? 0 : 2;
  }
  if (!COMMANDS.includes(command)) {
    const near = nearest(command, COMMANDS);
    throw new Unusable(`There is no command ${command}.`, near ? `Did you mean ${near}?` : `Commands: ${COMMANDS.join(", ")}.`);
  }
  if (command === "scenarios") return list(options, BUILT_IN.map(({ name, title, summary }) => ({ name, title, summary })), ({ name, summary }) => `${name.padEnd(16)} ${summary}`);
  if (command === "rules") return list(options, RULES.map(({ id, title, severity, from }) => ({ id, title, severity, from })), ({ id, title, severity }) => `${id.padEnd(26)} ${severity.padEnd(8)} ${title}`);
  if (folder === undefined) throw new Unusable(`${command} needs a folder.`, `For instance: relaunch ${command} content/samples/leaderboard`);
  if (rest.length > 0) throw new Unusable(`${command} takes one folder; it was given ${rest.length + 1}.`, "Run it once for each.");
  if (command === "explore") return explore(folder, { ...options, origin: originOf(folder, options) });
  if (options.interventions !== undefined) throw new Unusable(`${command} takes no --interventions.`, "Use explore, which places them itself; in a scenario, write them in its file.");
  return command === "run" ? runs(folder, options, true) : runs(folder, options, false);
}

function read(args: readonly string[]) {
  // A negative number is a wrong value, and no option.
  const joined = args.flatMap((arg, index) => (isNegative(arg) && args[index - 1] === "--interventions" ? [] : arg === "--interventions" && isNegative(args[index + 1]) ? [`${arg}=${args[index + 1]}`] : [arg]));
  try {
    return parseArgs({ args: joined, allowPositionals: true, options: { json: { type: "boolean" }, network: { type: "boolean" }, help: { type: "boolean", short: "h" }, scenario: { type: "string", multiple: true }, interventions: { type: "string" } } });
  } catch (error) {
    const [message = ""] = (error as Error).message.split("\n");
    const [, option, , complaint = ""] = /^Option '(?:-h, )?(--\w+)( <value>)?' (argument|does not take)/.exec(message) ?? [];
    throw new Unusable(option === undefined ? message : `${option} ${complaint === "argument" ? "needs a value; it was given none" : "takes no value"}.`, "See relaunch --help.");
  }
}

const isNegative = (arg: string | undefined): boolean => /^-\d/.test(arg ?? "");

function list<T>({ json }: Options, items: readonly T[], text: (item: T) => string): number {
  console.log(json ? JSON.stringify(items, null, 2) : items.map(text).join("\n"));
  return 0;
}

const originOf = (folder: string, { network }: Options): Origin => (network ? fetchOrigin("https://api.relaunch.example/") : folderOrigin(folder));

async function runs(folder: string, options: Options, isOne: boolean): Promise<number> {
  const { json, scenario } = options;
  if (isOne && scenario.length > 1) throw new Unusable("run takes one scenario.", "Use check for several.");
  const program = programIn(folder);
  const names = scenario.length > 0 ? scenario : isOne ? ["kill-relaunch"] : BUILT_IN.map(({ name }) => name);
  const scenarios = names.map((name) => ({ name, scenario: scenarioNamed(name) }));
  const judge = await createJudge(await loadBinary());
  const origin = originOf(folder, options);
  const done: { scenario: Scenario; run: Judged }[] = [];
  for (const { name, scenario: each } of scenarios) {
    const result = await judge.run(program, each, { origin });
    if (!result.ok) throw unusable(result.problems);
    const wrong = misfits(each, result.run);
    if (wrong.length > 0) throw unusableScenario(name, wrong);
    done.push({ scenario: each, run: result.run });
  }
  judge.dispose();
  const whole = report(folder, done.map((each) => runReport(each.scenario, each.run)));
  if (json) console.log(JSON.stringify(whole, null, 2));
  else if (isOne) console.log(done.map((each) => runText(each.scenario.name, each.run)).join("\n"));
  else console.log(done.flatMap((each) => [closingText(each.scenario.name, each.run), indent(findingsText(each.run.verdicts))]).filter((text) => text !== "").concat(`${folder}: ${whole.verdict}`).join("\n"));
  return whole.verdict === "failed" ? 1 : 0;
}

const indent = (text: string): string => text.replace(/^(?=.)/gm, "  ");

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof Unusable)) throw error;
  for (const line of process.argv.includes("--json") ? error.all : error.lines) console.error(line);
  process.exitCode = 2;
}
