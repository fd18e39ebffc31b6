/** What must never be committed: a machine's paths, a registry's host. */
import { execFileSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "../..");
const tracked = execFileSync("git", ["ls-files", "-z"], { cwd: ROOT, encoding: "utf8" }).split("\0").filter((file) => file !== "");
const texts = tracked.filter((file) => !/\.(png|woff2|wasm|ico)$/.test(file) && statSync(join(ROOT, file), { throwIfNoEntry: false })?.isFile());
const using = (pattern: RegExp): string[] => texts.filter((file) => !file.endsWith("repository.test.ts") && pattern.test(readFileSync(join(ROOT, file), "utf8")));

test("no file names a path of somebody's machine", () => {
  expect(using(/\/(home|Users|root|work)\/[a-z]/)).toEqual([]);
});

test("no file names a package registry's host", () => {
  expect(using(/registry\.npmjs|registry\.yarnpkg|npm\.pkg\.github/)).toEqual([]);
});

test("the lock file names no address a package came from", () => {
  expect(readFileSync(join(ROOT, "package-lock.json"), "utf8")).not.toContain('"resolved"');
});
