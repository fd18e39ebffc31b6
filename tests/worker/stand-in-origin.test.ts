/** What a program's own `server/` files answer, on the page as on the command line. */
import { expect, test } from "vitest";
import { emptyOrigin, shelfOf, standInOrigin } from "../../runtime/judge/stand-in-origin.ts";
import type { Origin } from "../../runtime/model/origin.ts";
import { isLine } from "../../runtime/model/trace.ts";
import { widget } from "../support/programs.ts";
import { programOf, run, scenarioOf } from "../support/run.ts";

const asked = (url: string) => ({ url, method: "GET", headers: {}, body: null });
const shelf = shelfOf([{ path: "server/scores/today.json", text: '{"mine":1}' }, { path: "server/today.json", text: '{"short":1}' }]);
const textOf = async (origin: Origin, url: string): Promise<string> => {
  const recording = await origin.fetch(asked(url));
  return recording.ok && "utf8" in recording.content ? recording.content.utf8 : "";
};

test("the longest end of the path that there is answers; another address goes on to the next origin", async () => {
  const origin = standInOrigin(shelf, emptyOrigin);
  expect(await textOf(origin, "https://example.com/v2/scores/today.json?day=1#x")).toBe('{"mine":1}');
  expect(await textOf(origin, "https://example.com/other/today.json")).toBe('{"short":1}');
  expect(await textOf(origin, "https://example.com/elsewhere")).toBe("{}");
  expect(await textOf(origin, "https://example.com/%E0%A4%A")).toBe("{}");
});

test("names of Object's own are no answers", async () => {
  for (const name of ["__proto__", "constructor", "toString"]) expect(await textOf(standInOrigin(shelf, emptyOrigin), `https://example.com/${name}`)).toBe("{}");
});

test("files under server/ are not compiled: they answer the program's requests, before the origin does", async () => {
  const program = programOf({ "Widget.ts": widget(), "server/scores/today.json": "not { code", "server/notes.ts": "neither } is this" });
  const judged = await run(program, scenarioOf({}), { fetch: async () => ({ ok: false, reason: "refused", message: "no network here", fix: "" }) });
  const answers = judged.lines.filter((line) => isLine(line, "response-sent")).map((line) => line.data);
  expect(answers).toEqual([{ task: expect.any(Number), status: 200, bytes: 10, from: "stand-in" }]);
});
