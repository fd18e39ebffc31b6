/** JSON and addresses, as widgets read and build them, in the real sandbox. */
import { expect, test } from "vitest";
import type { Line } from "../../runtime/model/trace.ts";
import { widget } from "../support/programs.ts";
import { programOf, run, scenarioOf } from "../support/run.ts";

async function values(setUp: string, ...expressions: string[]): Promise<string[]> {
  const timeline = `const attempt = (work) => { try { return work(); } catch (error) { return error.name + " " + (error.kind ?? "") + ": " + error.message; } };
    ${setUp}
    ${expressions.map((each) => `console.log(String(attempt(() => ${each})));`).join("\n")}
    completion(new Timeline({ entries: [{ date: new Date(), title: "x" }], policy: TimelineReloadPolicy.never }));`;
  const { lines } = await run(programOf(widget({ timeline, handler: "" }).replace("import { DispatchQueue,", "import { JSONDecoder, JSONEncoder, URLComponents, URLQueryItem, DispatchQueue,")), scenarioOf({}));
  return lines.filter((line): line is Extract<Line, { kind: "console" | "failure" }> => line.kind === "console" || line.kind === "failure").map((line) => line.text);
}

test("a decoder makes objects of a class, with its dates, and throws what Swift throws", async () => {
  const setUp = `
    class Scores { static dates = ["updatedAt"]; static required = ["name"]; shout() { return this.name.toUpperCase(); } }
    const decoder = new JSONDecoder(); decoder.dateDecodingStrategy = "iso8601"; decoder.keyDecodingStrategy = ".convertFromSnakeCase";
    const from = (text) => new Data(text);`;
  const found = await values(setUp,
    `decoder.decode(Scores, { from: from('{"name":"ada","updated_at":"2026-03-02T09:00:00Z"}') }).shout()`,
    `decoder.decode(Scores, { from: from('{"name":"ada","updated_at":"2026-03-02T09:00:00Z"}') }).updatedAt.toISOString()`,
    `decoder.decode([Scores], { from: from('[{"name":"ada"},{"name":"bo"}]') }).map((each) => each.shout()).join()`,
    `decoder.decode(Scores, { from: from('<html>') })`, `decoder.decode(Scores, { from: from('{}') })`, `decoder.decode(Scores, { from: from('[]') })`, `decoder.decode(Scores, { from: from('{"name":"a","updated_at":"soon"}') })`,
    `new JSONDecoder().decode(Scores, { from: from('{"name":"a","updatedAt":0}') }).updatedAt.toISOString()`,
  );
  expect(found.slice(0, 3)).toEqual(["ADA", "2026-03-02T09:00:00.000Z", "ADA,BO"]);
  expect(found.slice(3, 7).map((text) => /^DecodingError (\w+): The data couldn’t be read/.exec(text)?.[1])).toEqual(["dataCorrupted", "keyNotFound", "typeMismatch", "dataCorrupted"]);
  expect(found[7]).toBe("2001-01-01T00:00:00.000Z");
});

test("an encoder writes what a decoder reads", async () => {
  const setUp = `const encoder = new JSONEncoder(); encoder.dateEncodingStrategy = "secondsSince1970"; encoder.keyEncodingStrategy = "convertToSnakeCase"; const at = new Date("2026-03-02T09:00:00Z");`;
  expect(await values(setUp, "encoder.encode({ updatedAt: at, list: [at] })", "new JSONEncoder().encode({ at })")).toEqual(['{"updated_at":1772442000,"list":[1772442000]}', '{"at":794134800}']);
});

test("an address is taken apart and put together again", async () => {
  const setUp = `const parts = new URLComponents({ string: "https://api.example:8080/a%20b/c?q=x%20y&flag&empty=#top" });
    const built = new URLComponents(); built.scheme = "https"; built.host = "api.example"; built.path = "/scores/today"; built.queryItems = [new URLQueryItem({ name: "city", value: "Oslo & more" }), new URLQueryItem({ name: "n", value: 3 })];`;
  expect(await values(setUp,
    "[parts.scheme, parts.host, parts.port, parts.path, parts.fragment].join()", "parts.queryItems.map(({ name, value }) => name + ':' + value).join()", "parts.string",
    "built.url.absoluteString", "(built.path = 'relative', built.url)", "new URLComponents('mailto:ada').scheme",
  )).toEqual(["https,api.example,8080,/a b/c,top", "q:x y,flag:null,empty:", "https://api.example:8080/a%20b/c?q=x%20y&flag&empty=#top", "https://api.example/scores/today?city=Oslo%20%26%20more&n=3", "null", "mailto"]);
});
