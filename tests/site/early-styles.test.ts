/** Where the build puts the stylesheet of code. */
import { expect, test } from "vitest";
import { withEarlyStyles } from "../../src/site/early-styles.ts";

const LINK = '<link rel="stylesheet" href="/relaunch/_astro/ec.lefdn.css">';

test("the stylesheet of code is in the head once, behind the others, and nowhere in the text", () => {
  const html = withEarlyStyles(`<html><head><link rel="stylesheet" href="/a.css"></head><body><p>One</p>${LINK}<pre>1</pre>${LINK}<pre>2</pre></body></html>`);
  expect(html).toBe(`<html><head><link rel="stylesheet" href="/a.css">${LINK}</head><body><p>One</p><pre>1</pre><pre>2</pre></body></html>`);
});

test("a page without code stays as it is", () => {
  const html = '<html><head><link rel="stylesheet" href="/_astro/spec.abc.css"></head><body>&lt;link rel="stylesheet" href="/_astro/ec.lefdn.css"></body></html>';
  expect(withEarlyStyles(html)).toBe(html);
});
