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
  const { lines } = await run(programOf(widget({ timeline, handler: "" }).replace("import { DispatchQueue,", "import { DateFormatter, JSONDecoder, JSONEncoder, URLComponents, URLQueryItem, DispatchQueue,")), scenarioOf({}));
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

test("each part of an address is escaped as Foundation escapes it", async () => {
  const setUp = `const parts = new URLComponents({ string: "https://api.example" }); const at = (set) => { const each = new URLComponents("https://api.example/x"); set(each); return each.string; };`;
  expect(await values(setUp,
    "at((each) => { each.queryItems = [new URLQueryItem({ name: 'q', value: '1+1=2&a;b/c?d e#é' })]; })", "at((each) => { each.path = '/what?#50%/;a:b'; })", "at((each) => { each.fragment = 'a#b c'; })", "at((each) => { each.query = 'a=b c&d=100%'; })",
    "at((each) => { each.user = 'a:b@c'; each.password = 'p/w'; })", "at((each) => { each.host = 'a b'; })", "at((each) => { each.port = 80; each.host = '[::1]'; })", "at((each) => { each.percentEncodedPath = '/a b'; })", "at((each) => { each.scheme = 'ht tp'; })",
  )).toEqual([
    "https://api.example/x?q=1+1%3D2%26a;b/c?d%20e%23%C3%A9", "https://api.example/what%3F%2350%25/;a:b", "https://api.example/x#a%23b%20c", "https://api.example/x?a=b%20c&d=100%25",
    "https://a%3Ab%40c:p%2Fw@api.example/x", "https://a%20b/x", "https://[::1]:80/x", expect.stringMatching(/expects escaped text/), expect.stringMatching(/expects a scheme/),
  ]);
});

test("an address that is only taken apart comes out as it went in", async () => {
  const addresses = ["https://a.example/x?q=%2B+%20&r=%3D", "file:///a/b", "mailto:ada@a.example", "//a.example/x", "/x?y", "?q", "https://a.example", "https://ada:pw@a.example:8080/?#", "a%3Ab/c"];
  expect(await values("", ...addresses.map((each) => `(() => { const parts = new URLComponents("${each}"); void parts.queryItems; return parts.string; })()`))).toEqual(addresses);
  expect(await values("", "new URLComponents('https://a.example/a b?c d').string", "(() => { const parts = new URLComponents('https://a.example/?a=%2B'); parts.queryItems.push(new URLQueryItem({ name: 'b', value: '+' })); return parts.string + ' ' + parts.query + ' ' + parts.queryItems.length; })()",
    "(() => { const parts = new URLComponents(); parts.path = '//x'; return parts.string; })()", "(() => { const parts = new URLComponents(); parts.path = 'a:b/c:d'; return parts.string; })()",
  )).toEqual(["https://a.example/a%20b?c%20d", "https://a.example/?a=+&b=+ a=+&b=+ 2", "null", "a%3Ab/c:d"]);
});

test("addresses and places of files: parts, relatives, odd characters", async () => {
  expect(await values("const file = URL.fileURLWithPath('/a/b#c?/100%.tar.gz'); const base = new URL('https://a.example:81/one/two?x#y');",
    "file.absoluteString", "file.path", "file.pathExtension", "file.deletingPathExtension().lastPathComponent", "file.deletingLastPathComponent().path", "file.appendingPathComponent('d e').absoluteString", "file.pathComponents.length",
    "[base.scheme, base.host, base.port, base.query, base.fragment, base.path].join()", "base.appendingPathComponent('three four').absoluteString", "base.deletingPathExtension().absoluteString", "new URL('https://a.example').deletingPathExtension().absoluteString",
    "base.appending({ queryItems: [new URLQueryItem({ name: 'z', value: '1&2' })] }).absoluteString",
    ...["three", "/three", "../three", "?q", "//b.example/x", "http://c.example"].map((each) => `new URL({ string: "${each}", relativeTo: base }).absoluteString`),
  )).toEqual([
    "file:///a/b%23c%3F/100%25.tar.gz", "/a/b#c?/100%.tar.gz", "gz", "100%.tar", "/a/b#c?", "file:///a/b%23c%3F/100%25.tar.gz/d%20e", "4",
    "https,a.example,81,x,y,/one/two", "https://a.example:81/one/two/three%20four?x#y", "https://a.example:81/one/two?x#y", "https://a.example", "https://a.example:81/one/two?x&z=1%262#y",
    "https://a.example:81/one/three", "https://a.example:81/three", "https://a.example:81/three", "https://a.example:81/one/two?q", "https://b.example/x", "http://c.example",
  ]);
});

test("keys and dates are read as strictly as Foundation reads them", async () => {
  const setUp = `class One { static dates = ["at"]; static required = ["name"]; } const snake = new JSONDecoder(); snake.keyDecodingStrategy = "convertFromSnakeCase"; const iso = new JSONDecoder(); iso.dateDecodingStrategy = "iso8601";
    const formatted = new JSONDecoder(); const format = new DateFormatter(); format.dateFormat = "yyyy-MM-dd"; formatted.dateDecodingStrategy = { formatted: format };
    const encoder = new JSONEncoder(); encoder.keyEncodingStrategy = "convertToSnakeCase"; encoder.outputFormatting = ["sortedKeys", "withoutEscapingSlashes"];`;
  expect(await values(setUp,
    `Object.keys(snake.decode(null, { from: '{"_image_URL_string_":1,"plain":2,"ALREADY":3}' })).join()`, `iso.decode(One, { from: '{"name":"a","at":"2026-03-02T09:00:00.5Z"}' })`, `iso.decode(One, { from: '{"name":"a","at":"2026-03-02T10:00:00+01:00"}' }).at.toISOString()`,
    `formatted.decode(One, { from: '{"name":"a","at":"2026-03-02"}' }).at.toISOString()`, `new JSONDecoder().decode(One, { from: '{"name":null}' })`, `new JSONDecoder().decode(One, { from: '{"name":"a","at":"x"}' })`,
    `encoder.encode({ imageURLString: new URL("https://a.example/b"), aData: new Data("hi"), when: null })`, `new JSONEncoder().encode({ a: "b/c" })`, `new JSONEncoder().encode({ a: NaN })`,
  )).toEqual([
    "_imageUrlString_,plain,ALREADY", expect.stringMatching(/dataCorrupted.*ISO 8601/), "2026-03-02T09:00:00.000Z", "2026-03-02T00:00:00.000Z", expect.stringMatching(/valueNotFound/), expect.stringMatching(/typeMismatch/),
    '{"a_data":"aGk=","image_url_string":"https://a.example/b","when":null}', '{"a":"b\\/c"}', expect.stringMatching(/EncodingError.*not finite/),
  ]);
});
