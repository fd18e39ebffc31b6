import { createServer } from "node:net";
import { defineConfig } from "@playwright/test";
import { browserArguments, findBrowser } from "./scripts/browser.mjs";

// The workers read this file too, and must come to the same port and browser as the one that started them.
process.env.RELAUNCH_TEST_PORT ??= String(await freePort());
process.env.RELAUNCH_TEST_BROWSER ??= (await findBrowser()) ?? "";

const executablePath = process.env.RELAUNCH_TEST_BROWSER;
const base = (process.env.SITE_BASE ?? "/").replace(/\/?$/, "/");
const baseURL = `http://127.0.0.1:${process.env.RELAUNCH_TEST_PORT}${base}`;
const report = process.env.PLAYWRIGHT_REPORT;

export default defineConfig({
  testDir: "tests/browser",
  testMatch: "*.spec.ts",
  outputDir: "test-results",
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  workers: 2,
  timeout: 30_000,
  reporter: report === undefined ? [["list"]] : [["line"], ["json", { outputFile: report }]],
  use: {
    baseURL,
    browserName: "chromium",
    locale: "en-US",
    timezoneId: "UTC",
    launchOptions: { args: browserArguments, ...(executablePath === "" ? {} : { executablePath }) },
  },
  webServer: {
    command: `node scripts/serve.mjs --port ${process.env.RELAUNCH_TEST_PORT}`,
    url: baseURL,
    reuseExistingServer: false,
    stdout: "ignore",
  },
});

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => (typeof address === "object" && address !== null ? resolve(address.port) : reject(new Error("no port"))));
    });
  });
}
