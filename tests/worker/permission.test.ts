/** Nobody is asked for anything before the learner has allowed it. */
import { expect, test } from "vitest";
import type { Origin, OriginRequest, Recording } from "../../runtime/model/origin.ts";
import { guarded, NOBODY, originOf } from "../../runtime/worker/permission.ts";
import { programOf, run, scenarioOf } from "../support/run.ts";
import { ADDRESS, widget } from "../support/programs.ts";

const SITE = "https://relaunch.test";
const get = (url: string): OriginRequest => ({ url, method: "GET", headers: {}, body: null });

/** Notes what it was asked for. */
function noting(answer: (url: string) => Recording): Origin & { readonly asked: string[] } {
  const asked: string[] = [];
  return { asked, fetch: async ({ url }) => (asked.push(url), answer(url)) };
}
const real = () => noting((url) => ({ ok: true, status: 200, headers: {}, url, content: { utf8: "real" }, size: 4, from: "network" }));
const closed = () => noting(() => ({ ok: false, reason: "refused", message: "refused", fix: "Check." }));

test("addresses under the site are always fetched", async () => {
  const origin = real();
  const guard = guarded(origin, SITE, NOBODY);
  await guard.fetch(get("https://api.relaunch.example/scores/today.json"));
  await guard.fetch(get(`${SITE}/else.json`));
  expect(origin.asked).toEqual(["https://api.relaunch.example/scores/today.json", `${SITE}/else.json`]);
  expect(guard.met()).toEqual({ asked: [], refused: [] });
});

test("another origin is not fetched before it is allowed, and the run says which one it met", async () => {
  const origin = real();
  const guard = guarded(origin, SITE, NOBODY);
  expect(await guard.fetch(get("https://other.example/a.json"))).toMatchObject({ ok: false, reason: "not-allowed", message: expect.stringContaining("https://other.example"), fix: expect.stringMatching(/\.$/) });
  await guard.fetch(get("https://other.example/b.json"));
  expect(origin.asked).toEqual([]);
  expect(guard.met()).toEqual({ asked: ["https://other.example"], refused: [] });
});

test("an address that only looks like the site's own is another origin", async () => {
  const origin = real();
  const guard = guarded(origin, SITE, NOBODY);
  for (const url of ["https://api.relaunch.example.evil.test/x", "https://relaunch.test.evil.test/x", "https://relaunch.test:8443/x", "https://relaunch.test@evil.test/x"]) await guard.fetch(get(url));
  expect(origin.asked).toEqual([]);
  expect(guard.met().asked).toEqual(["https://api.relaunch.example.evil.test", "https://relaunch.test.evil.test", "https://relaunch.test:8443", "https://evil.test"]);
});

test("an allowed origin is fetched, and told apart when it refuses", async () => {
  const [open, shut] = [real(), closed()];
  const permissions = { allowed: ["https://other.example"], standIn: [] };
  expect(await guarded(open, SITE, permissions).fetch(get("https://other.example/a"))).toMatchObject({ ok: true, content: { utf8: "real" } });
  const guard = guarded(shut, SITE, permissions);
  expect(await guard.fetch(get("https://other.example/a"))).toMatchObject({ ok: false, reason: "refused" });
  expect(guard.met()).toEqual({ asked: [], refused: ["https://other.example"] });
});

test("a stand-in answers 200 and {} without asking anybody", async () => {
  const origin = real();
  const guard = guarded(origin, SITE, { allowed: [], standIn: ["https://other.example"] });
  expect(await guard.fetch(get("https://other.example/a"))).toMatchObject({ ok: true, status: 200, content: { utf8: "{}" }, from: "stand-in" });
  expect(origin.asked).toEqual([]);
});

test("what is no address has no origin, and goes on to fail as it does", () => {
  expect([originOf("nowhere"), originOf("data:text/plain,x"), originOf("https://a.example/b")]).toEqual([null, null, "https://a.example"]);
});

test("a whole run whose address was not allowed ends, waits as for an unreachable server, and says what to do", async () => {
  const elsewhere = "https://other.example/scores.json";
  const program = programOf(widget().replaceAll(ADDRESS, elsewhere));
  const guard = guarded(real(), SITE, NOBODY);
  const judged = await run(program, scenarioOf({ interventions: [{ when: { idle: "with-transfer" }, do: "terminate" }] }), guard);
  expect(guard.met().asked).toEqual(["https://other.example"]);
  expect(judged.lines.find((line) => line.kind === "transfer-waits")?.data).toMatchObject({ reason: "unreachable", fix: expect.stringContaining("stand-in") });
});

test("what another origin has answered is kept for the next run, a failure is not", async () => {
  const permissions = { allowed: ["https://other.example"], standIn: [] };
  const kept = new Map<string, Recording>();
  const [open, shut] = [real(), closed()];
  await guarded(shut, SITE, permissions, kept).fetch(get("https://other.example/a"));
  for (let run = 0; run < 3; run++) expect(await guarded(open, SITE, permissions, kept).fetch(get("https://other.example/a"))).toMatchObject({ ok: true });
  await guarded(open, SITE, permissions, kept).fetch({ ...get("https://other.example/a"), method: "POST", body: { utf8: "x" } });
  expect(open.asked).toEqual(["https://other.example/a", "https://other.example/a"]);
});

test("what was kept is not given out once the origin is allowed no longer", async () => {
  const kept = new Map<string, Recording>();
  await guarded(real(), SITE, { allowed: ["https://other.example"], standIn: [] }, kept).fetch(get("https://other.example/a"));
  expect(await guarded(real(), SITE, NOBODY, kept).fetch(get("https://other.example/a"))).toMatchObject({ ok: false, reason: "not-allowed" });
});
