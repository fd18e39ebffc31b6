/**
 * `npm test`: installs what is missing, then types, Vitest, the build and Playwright.
 * The last line is `N passed, N failed` over both runners. A step that fails without a failed test
 * to show for it (a crash, a type error, no test found) counts as one failure.
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { installBrowser } from "./browser.mjs";
import { build, install, npm } from "./ready.mjs";

const reports = mkdtempSync(join(tmpdir(), "relaunch-test-"));
const total = { passed: 0, failed: 0 };

function step(name, work) {
  console.log(`\n— ${name}`);
  try {
    return work();
  } catch (error) {
    console.error(error);
    return { passed: 0, failed: 1 };
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

const must = (name, work) => step(name, () => (work() ? { passed: 0, failed: 0 } : { passed: 0, failed: 1 }));

install();

add(must("types", () => npm(["run", "--silent", "check"]) === 0));

runner("unit tests", ["unit"], (file) => ({ VITEST_REPORT: file }), (report) => ({
  passed: report.numPassedTests,
  failed: report.success ? report.numFailedTests : Math.max(report.numFailedTests, 1),
}));

const built = must("build", build);
add(built);
if (built.failed === 0) {
  try {
    await installBrowser();
    runner("browser tests", ["browser"], (file) => ({ PLAYWRIGHT_REPORT: file }), ({ stats, errors }) => ({
      passed: stats.expected,
      failed: errors.length > 0 ? Math.max(stats.unexpected + stats.flaky, 1) : stats.unexpected + stats.flaky,
    }));
  } catch (error) {
    console.error(error.message);
    add({ passed: 0, failed: 1 });
  }
}

rmSync(reports, { recursive: true, force: true });
process.exitCode = total.failed === 0 ? 0 : 1;
console.log(`\n${total.passed} passed, ${total.failed} failed`);
