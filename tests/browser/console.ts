import { test as base, expect } from "@playwright/test";

/** A test whose page may say nothing on the console, and ask no other origin for anything. */
export const test = base.extend<{ quiet: void }>({
  quiet: [
    async ({ page, baseURL }, use) => {
      const said: string[] = [];
      page.on("console", (message) => said.push(`${message.type()}: ${message.text()}`));
      page.on("pageerror", (error) => said.push(String(error)));
      page.on("request", (request) => {
        if (/^https?:/.test(request.url()) && !request.url().startsWith(new URL(baseURL ?? "").origin)) said.push(`asks another origin: ${request.url()}`);
      });
      await use();
      expect(said).toEqual([]);
    },
    { auto: true },
  ],
});
export { expect };
