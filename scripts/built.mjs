/** What a build has made, by names that carry a hash. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { root } from "./ready.mjs";

/** The address of the runtime's worker, as it ships with the site. */
export function workerAddress() {
  const name = readdirSync(join(root, "dist", "_astro")).find((each) => /^worker.*\.js$/.test(each) && !/editor|ts\.worker/.test(each));
  if (!name) throw new Error("There is no built worker: run npm run build.");
  return `/_astro/${name}`;
}
