/**
 * Serves `dist/` on this machine, as any static host would: `npm run serve`, `npm run serve -- --port 8080`.
 * Answers to ranges and entity tags matter: the emulated daemon resumes its downloads from here.
 */
import { createServer } from "node:http";
import { readFileSync, statSync } from "node:fs";
import { extname, join } from "node:path";
import { parseArgs } from "node:util";
import { gzipSync } from "node:zlib";
import sirv from "sirv";
import { HEADERS } from "../src/site/policy.ts";
import { root } from "./ready.mjs";

const FIRST_PORT = 4321;
const LAST_PORT = 4340;

const { values } = parseArgs({ options: { port: { type: "string" } } });
const base = `/${(process.env.SITE_BASE ?? "").replace(/^\/|\/$/g, "")}/`.replace("//", "/");
const notFound = readFileSync(join(root, "dist", "404.html"));
const setHeaders = (response, path) => {
  for (const { under, headers } of HEADERS) if (path.startsWith(under)) for (const [key, value] of Object.entries(headers)) response.setHeader(key, value);
};
const files = sirv(join(root, "dist"), { etag: true, dev: true, setHeaders });

const PACKED = { ".css": "text/css", ".html": "text/html;charset=utf-8", ".js": "text/javascript", ".svg": "image/svg+xml", ".wasm": "application/wasm" };
const packed = new Map();

/** Compressed, as a host sends what a page is made of. What the daemon downloads is sent as it is: its sizes and ranges are the subject. */
function pack(request, response) {
  const { pathname } = new URL(request.url, "http://localhost");
  const path = pathname.endsWith("/") ? `${pathname}index.html` : pathname;
  const type = PACKED[extname(path)];
  if (request.method !== "GET" || type === undefined || path.startsWith("/api/") || request.headers.range || !/\bgzip\b/.test(request.headers["accept-encoding"] ?? "")) return false;
  const file = join(root, "dist", path);
  const stats = statSync(file, { throwIfNoEntry: false });
  if (!stats?.isFile()) return false;
  const etag = `W/"${stats.size}-${stats.mtimeMs}-gzip"`;
  if (packed.get(file)?.etag !== etag) packed.set(file, { etag, bytes: gzipSync(readFileSync(file)) });
  const { bytes } = packed.get(file);
  setHeaders(response, pathname);
  response.setHeader("Cache-Control", response.getHeader("Cache-Control") ?? "no-cache");
  const isKnown = request.headers["if-none-match"] === etag;
  response.writeHead(isKnown ? 304 : 200, { "Content-Type": type, "Content-Encoding": "gzip", "Content-Length": isKnown ? 0 : bytes.length, "ETag": etag, "Vary": "Accept-Encoding" }).end(isKnown ? undefined : bytes);
  return true;
}

const server = createServer((request, response) => {
  const missing = () => response.writeHead(404, { "content-type": "text/html; charset=utf-8" }).end(notFound);
  if (!request.url.startsWith(base)) {
    if (`${request.url}/` === base || request.url === "/") response.writeHead(302, { location: base }).end();
    else missing();
    return;
  }
  request.url = request.url.slice(base.length - 1);
  if (!pack(request, response)) files(request, response, missing);
});

let port = values.port === undefined ? FIRST_PORT : Number(values.port);
server.on("error", (error) => {
  if (error.code !== "EADDRINUSE" || values.port !== undefined || port === LAST_PORT) throw error;
  server.listen((port += 1), "127.0.0.1");
});
server.on("listening", () => console.log(`Relaunch is at http://localhost:${server.address().port}${base} (stop it with Ctrl+C)`));
server.listen(port, "127.0.0.1");
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(0));
