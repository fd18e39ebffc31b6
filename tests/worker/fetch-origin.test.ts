/** Downloads really fetch: here from a server on this machine. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { OriginRequest } from "../../runtime/model/origin.ts";
import { fetchOrigin } from "../../runtime/worker/fetch-origin.ts";
import { programOf, run, scenarioOf, story } from "../support/run.ts";
import { widget } from "../support/programs.ts";

let server: Server;
let base = "";
const asked: string[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url} ${request.headers["x-mine"] ?? ""}`.trim());
    if (request.url === "/api/scores/today.json") response.writeHead(200, { "content-type": "application/json" }).end('{"players":[]}');
    else if (request.url === "/api/bytes") response.end(Buffer.from([0xff, 0xfe, 0x00]));
    else if (request.url === "/api/large") for (let piece = 0; piece < 25; piece++) response.write(Buffer.alloc(1024 * 1024));
    else if (request.url === "/api/pieces") {
      response.write("one ");
      setTimeout(() => response.end("two"), 30);
    } else response.writeHead(404).end("not here");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const get = (path: string, more: Partial<OriginRequest> = {}) => fetchOrigin(base).fetch({ url: `https://api.relaunch.example/${path}`, method: "GET", headers: {}, body: null, ...more });

test("the site's own address is answered by the site's own server, and keeps its name in the recording", async () => {
  expect(await get("scores/today.json", { headers: { "x-mine": "yes" } })).toMatchObject({ ok: true, status: 200, url: "https://api.relaunch.example/scores/today.json", content: { utf8: '{"players":[]}' }, size: 14, from: "network" });
  expect(asked.at(-1)).toBe("GET /api/scores/today.json yes");
});

test("a body in pieces is one body, bytes that are no text are kept as base64, and a 404 is an answer", async () => {
  expect(await get("pieces")).toMatchObject({ ok: true, content: { utf8: "one two" } });
  expect(await get("bytes")).toMatchObject({ ok: true, content: { base64: "//4A" }, size: 3 });
  expect(await get("nowhere")).toMatchObject({ ok: true, status: 404, content: { utf8: "not here" } });
});

test("a body larger than a recording may be is given up, with the reason and what to do", async () => {
  expect(await get("large")).toMatchObject({ ok: false, reason: "too-large", fix: expect.stringMatching(/\.$/) });
});

test("a refused connection is a recording too", async () => {
  expect(await fetchOrigin(base).fetch({ url: "http://127.0.0.1:1/x", method: "GET", headers: {}, body: null })).toMatchObject({ ok: false, reason: "refused", fix: expect.stringMatching(/\.$/) });
});

test("a whole run downloads from the server once, and the widget is told", async () => {
  asked.length = 0;
  const judged = await run(programOf(widget()), scenarioOf({ interventions: [{ when: { idle: "with-transfer" }, do: "suspend" }] }), fetchOrigin(base));
  expect(story(judged.lines, "response-sent", "completion-called")).toEqual(["response-sent", "completion-called"]);
  expect(asked).toEqual(["GET /api/scores/today.json"]);
});
