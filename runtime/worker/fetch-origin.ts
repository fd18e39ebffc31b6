/** Really fetches what a run downloads: once, streamed, within limits. The same in a worker and in Node. */
import { ORIGIN_LIMITS } from "../base/limits.ts";
import type { Content } from "../model/host-call.ts";
import type { Origin, OriginRequest, Recording } from "../model/origin.ts";

/** The address that stands for the site's own little server. */
export const STAND_FOR = "https://api.relaunch.example/";

type Failed = Extract<Recording, { ok: false }>;

/** `api` is where `https://api.relaunch.example/` really is, with a slash at its end. */
export function fetchOrigin(api: string): Origin {
  return { fetch: (request) => record(request, request.url.startsWith(STAND_FOR) ? api + request.url.slice(STAND_FOR.length) : request.url) };
}

async function record(request: OriginRequest, address: string): Promise<Recording> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), ORIGIN_LIMITS.fetch);
  try {
    const { method, headers, body } = request;
    const response = await fetch(address, {
      method, headers, signal: abort.signal, credentials: "omit", cache: "no-store", redirect: "follow",
      ...(body === null ? {} : { body: "utf8" in body ? body.utf8 : bytesOf(body.base64) }),
    });
    const bytes = await bodyOf(response);
    if (bytes === null) {
      abort.abort();
      return { ok: false, reason: "too-large", message: `${request.url} answers with more than ${ORIGIN_LIMITS.body / 1048576} MB`, fix: "Use a smaller file: a widget could not hold this one either." };
    }
    return {
      ok: true, status: response.status, headers: Object.fromEntries(response.headers), url: address === request.url ? response.url || request.url : request.url,
      content: contentOf(bytes), size: bytes.length, from: "network",
    };
  } catch {
    return abort.signal.aborted ? timedOut(request) : refused(request);
  } finally {
    clearTimeout(timer);
  }
}

const timedOut = (request: OriginRequest): Failed => ({ ok: false, reason: "timed-out", message: `${request.url} did not answer within ${ORIGIN_LIMITS.fetch / 1000} s`, fix: "Check the address, or script an answer under `server` in the scenario." });

/** A browser does not tell a refused connection, a missing name and a missing CORS header apart. */
const refused = (request: OriginRequest): Failed => ({
  ok: false, reason: "refused",
  message: `${request.url} could not be loaded (refused, unknown, or it does not allow other sites: CORS)`,
  fix: "Check the address, use https://api.relaunch.example/, or script an answer under `server` in the scenario.",
});

/** The body, read piece by piece; `null` when it is larger than a recording may be. */
async function bodyOf(response: Response): Promise<Uint8Array | null> {
  if (response.body === null) return new Uint8Array(0);
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of pieceByPiece(response.body)) {
    size += piece.length;
    if (size > ORIGIN_LIMITS.body) return null;
    pieces.push(piece);
  }
  const whole = new Uint8Array(size);
  let place = 0;
  for (const piece of pieces) {
    whole.set(piece, place);
    place += piece.length;
  }
  return whole;
}

async function* pieceByPiece(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  } finally {
    reader.cancel().catch(() => {});
  }
}

function contentOf(bytes: Uint8Array): Content {
  try {
    return { utf8: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    let binary = "";
    for (let index = 0; index < bytes.length; index += 8192) binary += String.fromCharCode(...bytes.subarray(index, index + 8192));
    return { base64: btoa(binary) };
  }
}

const bytesOf = (base64: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
