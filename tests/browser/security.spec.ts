/** What a page must not be able to do, whatever gets into it. */
import { expect, test } from "./console.ts";
import { test as quiet } from "@playwright/test";

// These provoke what the policy refuses, and the refusal is written to the console.
quiet("a page runs no script that was not built into it, and evaluates no text", async ({ page }) => {
  await page.goto("playground/");
  const tried = await page.evaluate(async () => {
    const attempt = (work: () => unknown): string => {
      try {
        return String(work());
      } catch (error) {
        return (error as Error).name;
      }
    };
    const element = document.createElement("script");
    element.textContent = "window.intruded = true";
    document.body.append(element);
    const image = Object.assign(document.createElement("div"), { innerHTML: '<img src="data:," onerror="window.intruded = true">' });
    document.body.append(image);
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    return { evaluated: attempt(() => (0, eval)("1 + 1")), made: attempt(() => new Function("return 2")()), intruded: (window as { intruded?: boolean }).intruded ?? false };
  });
  expect(tried).toEqual({ evaluated: "EvalError", made: "EvalError", intruded: false });
});

test("the files of a page come with their policy, so that a worker has one too", async ({ request, page }) => {
  await page.goto("playground/");
  const file = await page.evaluate(() => document.querySelector<HTMLScriptElement>('script[src*="_astro"]')?.src ?? "");
  const headers = (await request.get(file)).headers();
  expect(headers["content-security-policy"]).toContain("script-src 'self' 'wasm-unsafe-eval'");
  expect(headers["content-security-policy"]).not.toContain("script-src 'self' 'unsafe-inline'");
  expect(headers["x-content-type-options"]).toBe("nosniff");
});
