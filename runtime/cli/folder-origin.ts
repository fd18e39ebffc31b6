/** Answers from a program's `server/` folder, from the site's own server, else `{}`. */
import { existsSync, statSync } from "node:fs";
import { join, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { emptyOrigin, pathOf, standInOrigin, type Shelf } from "../judge/stand-in-origin.ts";
import type { Origin } from "../model/origin.ts";
import { bytesOf } from "./input.ts";

const SITE = "https://api.relaunch.example/";
const API = fileURLToPath(new URL("../../public/api", import.meta.url));

export function folderOrigin(folder: string): Origin {
  const site = shelfIn(API);
  const own: Origin = {
    fetch: async (request) => {
      const path = pathOf(request.url);
      return standInOrigin((asked) => (request.url.startsWith(SITE) && asked === path ? site(path) : null), emptyOrigin).fetch(request);
    },
  };
  return standInOrigin(shelfIn(join(folder, "server")), own);
}

/** Files, and only what lies under the root. */
function shelfIn(root: string): Shelf {
  return (path) => {
    const file = join(root, path);
    return file.startsWith(root + sep) && existsSync(file) && statSync(file).isFile() ? bytesOf(file, file, "Correct it, or take it out of the folder.") : null;
  };
}
