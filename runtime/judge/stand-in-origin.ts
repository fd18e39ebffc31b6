/** Answers requests without a network. The page's programs, the command line and the tests share what an address means. */
import type { Content } from "../model/host-call.ts";
import type { Origin, Recording } from "../model/origin.ts";
import { ANSWERS, type ProgramFile } from "../model/program.ts";

/** A body by its path below `server/`, `null` where there is none. Paths come from learner code: they are looked up, never joined blindly. */
export type Shelf = (path: string) => Uint8Array | null;

/** `server/scores/today.json` stands for every address whose path ends in `/scores/today.json`; other requests go to `otherwise`. */
export function standInOrigin(shelf: Shelf, otherwise: Origin): Origin {
  return {
    fetch: async (request) => {
      for (const path of suffixes(pathOf(request.url))) {
        const body = shelf(path);
        if (body !== null) return answer(request.url, body);
      }
      return otherwise.fetch(request);
    },
  };
}

/** What is asked of nobody in particular: 200 with `{}`. */
export const emptyOrigin: Origin = { fetch: async ({ url }) => answer(url, new TextEncoder().encode("{}")) };

/** The answers that a program brings along, in its files under `server/`. */
export function shelfOf(answers: readonly ProgramFile[]): Shelf {
  const texts = new Map(answers.map(({ path, text }) => [path.slice(ANSWERS.length), text]));
  return (path) => {
    const text = texts.get(path);
    return text === undefined ? null : new TextEncoder().encode(text);
  };
}

/** "https://a.example/v2/scores/today.json?day=1" → "v2/scores/today.json" */
export function pathOf(url: string): string {
  const path = url.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*\/?/i, "").replace(/[?#].*$/, "");
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** "a/b/c" → itself, "b/c", "c": the longest that exists is meant. */
const suffixes = (path: string): string[] => path.split("/").map((_part, index, parts) => parts.slice(index).join("/")).filter((suffix) => suffix !== "");

function answer(url: string, body: Uint8Array): Recording {
  return { ok: true, status: 200, headers: { "content-length": String(body.length), "content-type": "application/json" }, url, content: contentOf(body), size: body.length, from: "stand-in" };
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
