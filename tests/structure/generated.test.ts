/** What is generated and committed is what its sources say. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { outputs } from "../../scripts/build-guest.mjs";
import { output } from "../../scripts/build-scenarios.mjs";

const runtime = (...path: string[]): string => readFileSync(join(import.meta.dirname, "../../runtime", ...path), "utf8");

test("the guest image and the editor's declarations are fresh (else: npm run build:guest)", async () => {
  for (const [name, text] of Object.entries(await outputs())) expect(runtime("sdk", name) === text, name).toBe(true);
});

test("the module of built-in scenarios is fresh (else: npm run build:scenarios)", () => {
  expect(runtime("judge", "built-in.ts")).toBe(output());
});
