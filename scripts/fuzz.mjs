/**
 * `npm run fuzz -- --minutes N --seed S`: random programs, each under a few random scenarios, until the time is up.
 * A case is one program under one scenario; compiling a program costs as much as several runs of it.
 * `--correct`: correct programs, of which no rule may say anything; `--explore`: the explorer, instead of single runs.
 * A failure is printed with the command that repeats it: `--seed S --case PATH`.
 */
import { parseArgs } from "node:util";
import fc from "fast-check";
import { check } from "../tests/fuzz/check.ts";
import { program, scenario } from "../tests/fuzz/grammar.ts";
import { correctProgram, disturbance, falseAlarms } from "../tests/fuzz/correct.ts";
import { exploreOptions, faultsOfExploring } from "../tests/fuzz/explored.ts";
import { stop } from "./ready.mjs";

const { values } = parseArgs({ options: { minutes: { type: "string", default: "1" }, seed: { type: "string", default: "1" }, case: { type: "string" }, correct: { type: "boolean", default: false }, explore: { type: "boolean", default: false }, show: { type: "boolean", default: false } } });
const minutes = Number(values.minutes);
const seed = Number(values.seed);
if (!(minutes > 0) || !Number.isInteger(seed)) stop("npm run fuzz -- --minutes N --seed S: N is a number of minutes, S an integer.");

/** Programs in a batch, and scenarios that each of them meets. */
const BATCH = 50;
const MEETS = 10;
const several = (scenarios) => fc.array(scenarios, { minLength: MEETS, maxLength: MEETS });

const faultsOf = values.explore ? faultsOfExploring : values.correct ? falseAlarms : async (given, under) => (await check(given, under)).problems;

const property = (count) =>
  fc.asyncProperty(values.correct ? correctProgram : program, several(values.correct ? disturbance : scenario), exploreOptions, async (given, scenarios, options) => {
    for (const under of values.explore ? scenarios.slice(0, 2) : scenarios) {
      count();
      const faults = await faultsOf(given, under, options);
      if (faults.length > 0) throw Object.assign(new Error(faults.join("\n")), { under });
    }
  });

function report({ seed: at, counterexamplePath, counterexample, errorInstance }) {
  const [given] = counterexample;
  const under = errorInstance?.under ?? {};
  console.log(`\n${given.files.map(({ path, text }) => `// ${path}\n${text}`).join("\n")}\n${JSON.stringify(under.interventions)}\n${JSON.stringify({ ...under, interventions: undefined, settings: undefined })}`);
  console.log(`${errorInstance?.message ?? errorInstance}\nAgain: npm run fuzz -- ${values.correct ? "--correct " : ""}${values.explore ? "--explore " : ""}--seed ${at} --case ${counterexamplePath}`);
}

let cases = 0;
let failures = 0;
const began = performance.now();
const elapsed = () => (performance.now() - began) / 1000;

if (values.case !== undefined) {
  const result = await fc.check(property(() => {}), { seed, path: values.case, endOnFailure: true });
  if (result.failed) report(result);
  console.log(result.failed ? "It fails." : "It passes.");
  process.exit(result.failed ? 1 : 0);
}

let said = 0;
for (let batch = 0; elapsed() < minutes * 60; batch++) {
  const result = await fc.check(property(() => {
    cases++;
    if (elapsed() - said < 10) return;
    said = elapsed();
    console.log(`${Math.round(said)} s: ${cases} cases, ${Math.round(cases / said)} a second`);
  }), { seed: seed + batch, numRuns: BATCH, interruptAfterTimeLimit: Math.max(1, minutes * 60_000 - elapsed() * 1000) });
  if (!result.failed || result.interrupted && result.counterexample === null) continue;
  failures++;
  report(result);
}
console.log(`${cases} cases in ${Math.round(elapsed())} s, ${failures} ${failures === 1 ? "batch" : "batches"} with a failure; seeds from ${seed}`);
process.exit(failures > 0 ? 1 : 0);
