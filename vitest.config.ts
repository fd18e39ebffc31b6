import { defineConfig } from "vitest/config";

const report = process.env.VITEST_REPORT;

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts"],
    // Runs are bounded by counts, not by clocks: a busy machine may take its time.
    testTimeout: 60_000,
    // A core each: left to itself it keeps one free, which on two cores is half of them.
    maxWorkers: "100%",
    exclude: ["tests/browser/**", "node_modules/**"],
    reporters: report === undefined ? ["default"] : ["default", ["json", { outputFile: report }]],
  },
});
