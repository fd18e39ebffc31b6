/**
 * `npm test`: installs what is missing, then types, Vitest, the build and Playwright.
 * The last line is `N passed, N failed` over both runners. A step that fails without a failed test
 * to show for it (a crash, a type error, no test found) counts as one failure.
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { installBrowser } from "./browser.mjs";
import { build, install, npm, npmBeside } from "./ready.mjs";

const reports = mkdtempSync(join(tmpdir(), "relaunch-test-"));
const total = { passed: 0, failed: 0 };
const FAILED = { passed: 0, failed: 1 };

function step(name, work) {
  console.log(`\n— ${name}`);
  try {
    return work();
  } catch (error) {
    console.error(error);
    return FAILED;
  }
}

function add({ passed, failed }) {
  total.passed += passed;
  total.failed += failed;
}

/** A runner's word is its report; without one, or with an empty one, it failed. */
function runner(name, args, environment, read) {
  add(
    step(name, () => {
      const file = join(reports, `${args.at(-1)}.json`);
      const status = npm(["run", "--silent", ...args], environment(file));
      const { passed, failed } = read(JSON.parse(readFileSync(file, "utf8")));
      if (passed + failed === 0) throw new Error(`${name} ran no test.`);
      return { passed, failed: status === 0 ? failed : Math.max(failed, 1) };
    }),
  );
}

const must = (name, work) => step(name, () => (work() ? { passed: 0, failed: 0 } : FAILED));

/** Why there is no browser, if there is none. */
const browserMissing = () => installBrowser().then(() => null, ({ message }) => message);

install();

// A browser that has to be fetched comes while the types are looked at, which takes one core.
console.log("\n— types");
const types = npmBeside(["run", "--silent", "check"]).catch((error) => {
  console.error(error);
  return 1;
});
const missing = await browserMissing();
if ((await types) !== 0) add(FAILED);

runner("unit tests", ["unit"], (file) => ({ VITEST_REPORT: file }), (report) => ({
  passed: report.numPassedTests,
  failed: report.success ? report.numFailedTests : Math.max(report.numFailedTests, 1),
}));

const built = must("build", build);
add(built);
if (missing !== null) {
  console.error(missing);
  add(FAILED);
} else if (built.failed === 0) {
  runner("browser tests", ["browser"], (file) => ({ PLAYWRIGHT_REPORT: file }), ({ stats, errors }) => ({
    passed: stats.expected,
    failed: errors.length > 0 ? Math.max(stats.unexpected + stats.flaky, 1) : stats.unexpected + stats.flaky,
  }));
}

rmSync(reports, { recursive: true, force: true });
process.exitCode = total.failed === 0 ? 0 : 1;
console.log(`\n${total.passed} passed, ${total.failed} failed`);
