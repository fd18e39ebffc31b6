/** Random programs under random scenarios: the engine never breaks, and the worlds stay sound. More: npm run fuzz. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { check } from "./check.ts";
import { correctProgram, disturbance, falseAlarms } from "./correct.ts";
import { exploreOptions, faultsOfExploring } from "./explored.ts";
import { program, scenario } from "./grammar.ts";

const SEED = 20_261_124;
const CASES = 2000;

test(`${CASES} random programs under random scenarios keep every invariant, at every step`, async () => {
  let count = 0;
  await fc.assert(
    fc.asyncProperty(program, scenario, async (given, under) => {
      count++;
      expect((await check(given, under, count % 100 === 0)).problems).toEqual([]);
    }),
    { seed: SEED, numRuns: CASES },
  );
  expect(count).toBeGreaterThanOrEqual(CASES);
}, 300_000);

test("correct programs, written otherwise and disturbed at random, raise no alarm of any rule", async () => {
  await fc.assert(
    fc.asyncProperty(correctProgram, disturbance, async (given, under) => {
      expect(await falseAlarms(given, under)).toEqual([]);
    }),
    { seed: SEED, numRuns: 600 },
  );
}, 300_000);

test("explorations of random programs come to an end, and each story breaks what it is said to break", async () => {
  await fc.assert(
    fc.asyncProperty(program, scenario, exploreOptions, async (given, under, options) => {
      expect(await faultsOfExploring(given, under, options)).toEqual([]);
    }),
    { seed: SEED, numRuns: 12, endOnFailure: true },
  );
}, 300_000);
