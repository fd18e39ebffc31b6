/**
 * `npm run lock`, after a change of dependencies: rewrites package-lock.json so that `npm ci` takes it on any machine.
 * npm leaves out a package for another platform when the registry at hand has no copy of it, and `npm ci` then
 * calls the file out of sync. This writes those in again, and takes out the address each package came from.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { npm, root, stop } from "./ready.mjs";

const CPUS = ["arm64", "x64", "wasm32"];
const SYSTEMS = { android: "android", darwin: "darwin", freebsd: "freebsd", linux: "linux", windows: "win32", win32: "win32" };

if (npm(["install", "--package-lock-only"]) !== 0) stop("npm could not work out the packages; its message is above.");
const file = join(root, "package-lock.json");
const lock = JSON.parse(readFileSync(file, "utf8"));
for (const [path, entry] of Object.entries(lock.packages)) {
  delete entry.resolved;
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const place = `node_modules/${name}`;
    if (place in lock.packages || `${path}/${place}` in lock.packages) continue;
    lock.packages[place] = { version, ...platform(name), optional: true };
    console.log(`Written in by hand: ${name} ${version}.`);
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, "en")));
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);

function platform(name) {
  const words = name.split(/[/-]/);
  const cpu = words.filter((word) => CPUS.includes(word));
  const os = words.flatMap((word) => SYSTEMS[word] ?? []);
  if (cpu.length === 0) stop(`${name} is missing from the registry and names no platform. Install from a registry that has it.`);
  return { cpu, ...(os.length > 0 ? { os } : {}) };
}
