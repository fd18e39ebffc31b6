/** Answers requests without a network: from the program's `server/` folder, from the site's own server, else `{}`. */
import { existsSync, readFileSync, statSync } from "node:fs";
import { join, sep } from "node:path";
import { fileURLToPath } from "node:url";
import type { Content } from "../model/host-call.ts";
import type { Origin, Recording } from "../model/origin.ts";

const SITE = "https://api.relaunch.example/";
const API = fileURLToPath(new URL("../../public/api", import.meta.url));

/** `server/scores/today.json` stands for every address whose path ends in `/scores/today.json`. */
export function standInOrigin(folder: string): Origin {
  return {
    fetch: async ({ url }) => {
      const path = pathOf(url);
      const own = suffixes(path).map((suffix) => inside(join(folder, "server"), suffix)).find((file) => file !== null) ?? null;
      const file = own ?? (url.startsWith(SITE) ? inside(API, path) : null);
      return answer(url, file === null ? null : readFileSync(file));
    },
  };
}

function pathOf(url: string): string {
  const path = url.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*\/?/i, "").replace(/[?#].*$/, "");
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** "a/b/c" → itself, "b/c", "c": the longest that exists is meant. */
const suffixes = (path: string): string[] => path.split("/").map((_part, index, parts) => parts.slice(index).join("/")).filter((suffix) => suffix !== "");

/** The file, if it is one and lies under the root. */
function inside(root: string, path: string): string | null {
  const file = join(root, path);
  return file.startsWith(root + sep) && existsSync(file) && statSync(file).isFile() ? file : null;
}

function answer(url: string, bytes: Buffer | null): Recording {
  const body = bytes ?? Buffer.from("{}");
  const content = contentOf(body);
  return { ok: true, status: 200, headers: { "content-length": String(body.length), "content-type": "application/json" }, url, content, size: body.length, from: "stand-in" };
}

function contentOf(bytes: Buffer): Content {
  try {
    return { utf8: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return { base64: bytes.toString("base64") };
  }
}
