/** The policy that the build writes into each page. */
import { expect, test } from "vitest";
import { HEADERS, withPolicy } from "../../src/site/policy.ts";

const page = (head: string, body = ""): string => `<!DOCTYPE html><html><head><meta charset="utf-8">${head}</head><body>${body}</body></html>`;
const policyOf = (html: string): string => /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? "";

test("a page allows its own inline scripts by their hashes, and no others", () => {
  const policy = policyOf(withPolicy(page("<script>let a = 1 < 2;</script>", '<script type="module">let b;</script><script type="application/json">{}</script><script src="/x.js"></script>'), "a.html"));
  // Of `let a = 1 < 2;` and `let b;`: what `openssl dgst -sha256 -binary | base64` says.
  expect(policy.match(/'sha256-[^']+'/g)).toEqual(["'sha256-Xd/xFl+DmsVqHczJvGQWMh7nLH7H7r5iGmQKRm0JimU='", "'sha256-hsI9g1gl6FsTzmrcC9WiR+tkeMH1/0jO77fiJQKbJqM='"]);
});

test("no page and no file allows inline scripts or the evaluation of text", () => {
  const policies = [policyOf(withPolicy(page(""), "a.html")), ...HEADERS.map(({ headers }) => headers["Content-Security-Policy"] ?? "")];
  for (const policy of policies) {
    expect(/script-src[^;]*/.exec(policy)?.[0] ?? "").not.toMatch(/unsafe-inline|'unsafe-eval'/);
  }
});

test("the policy stands behind the character set and before every script", () => {
  const html = withPolicy(page("<script>1</script>"), "a.html");
  expect(html.indexOf("charset")).toBeLessThan(html.indexOf("http-equiv"));
  expect(html.indexOf("http-equiv")).toBeLessThan(html.indexOf("<script"));
  expect(() => withPolicy('<html><head><script>1</script><meta charset="utf-8"></head></html>', "b.html")).toThrow("b.html: a script comes before <meta charset>");
  expect(() => withPolicy("<html><head></head></html>", "c.html")).toThrow("c.html: expected <meta charset>");
});
