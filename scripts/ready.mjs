/**
 * Makes the checkout ready to use: packages installed, site built. Does nothing that is already done.
 * Runs before any package exists, so it uses only what Node 20 brings along.
 *
 *   node scripts/ready.mjs           install when needed
 *   node scripts/ready.mjs --build   … and build when needed
 */
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = join(dirname(fileURLToPath(import.meta.url)), "..");

const BUILT = join(root, "node_modules", ".relaunch", "built");
const BUILT_FROM = ["content", "public", "runtime", "src", "astro.config.mjs", "package.json", "package-lock.json", "svelte.config.js", "tsconfig.json"];
const BUILD_ENVIRONMENT = ["SITE_BASE", "SITE_URL"];

/** Runs npm, which puts the Node of `node_modules` first on the path of whatever it starts. */
export function npm(args, environment = {}) {
  const { status, error } = spawnSync(...npmCommand(args, environment));
  if (error) throw error;
  return status ?? 1;
}

/** The same beside whatever else is done; resolves with its exit code. */
export function npmBeside(args) {
  return new Promise((resolve, reject) => {
    const child = spawn(...npmCommand(args, {}));
    child.on("error", reject);
    child.on("close", (status) => resolve(status ?? 1));
  });
}

function npmCommand(args, environment) {
  const own = process.env.npm_execpath;
  const [command, first] = own ? [process.execPath, [own]] : ["npm", []];
  return [command, [...first, ...args], {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
    shell: !own && process.platform === "win32",
    env: { ...process.env, ASTRO_TELEMETRY_DISABLED: "1", ...environment },
  }];
}

export function install() {
  const reason = whyInstall();
  if (reason === null) return;
  console.log(`Installing packages: ${reason}.`);
  // Node 20 may install for Node 24, so the warnings about the version in use say nothing here.
  if (npm(["ci", "--loglevel=error"]) !== 0) stop("`npm ci` failed; its message is above. Check that the npm registry can be reached, then try again.");
  const still = whyInstall();
  if (still !== null) stop(`After \`npm ci\`: ${still}. Are install scripts switched off (npm config get ignore-scripts)?`);
}

export function build() {
  const wanted = fingerprint();
  if (existsSync(join(root, "dist", "index.html")) && readOr(BUILT) === wanted) return true;
  if (npm(["run", "--silent", "build"]) !== 0) return false;
  mkdirSync(dirname(BUILT), { recursive: true });
  writeFileSync(BUILT, wanted);
  return true;
}

/** npm leaves a lock file of what it installed; when that agrees with ours there is nothing to do. */
function whyInstall() {
  const installed = readOr(join(root, "node_modules", ".package-lock.json"));
  if (installed === null) return "there are none yet";
  const have = JSON.parse(installed).packages;
  const want = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")).packages;
  for (const [path, { version, optional, peer }] of Object.entries(want)) {
    if (path === "" || ((optional || peer) && !(path in have))) continue;
    if (have[path]?.version !== version) return `${path.replace(/^.*node_modules\//, "")} ${version} is missing`;
  }
  if (!existsSync(join(root, "node_modules", ".bin", "node"))) return "the package that brings Node is not set up";
  return null;
}

function fingerprint() {
  const hash = createHash("sha256");
  for (const name of BUILD_ENVIRONMENT) hash.update(`${name}=${process.env[name] ?? ""}\0`);
  for (const file of BUILT_FROM.flatMap(filesUnder)) hash.update(`${file}\0`).update(readFileSync(join(root, file))).update("\0");
  return hash.digest("hex");
}

function filesUnder(path) {
  const whole = join(root, path);
  if (!existsSync(whole)) return [];
  const entries = () => readdirSync(whole, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  try {
    return entries().flatMap((entry) => (entry.isDirectory() ? filesUnder(`${path}/${entry.name}`) : [`${path}/${entry.name}`]));
  } catch (error) {
    if (error.code === "ENOTDIR") return [path];
    throw error;
  }
}

function readOr(file) {
  return existsSync(file) ? readFileSync(file, "utf8") : null;
}

export function stop(message) {
  console.error(message);
  process.exit(1);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  install();
  if (process.argv.includes("--build") && !build()) stop("The site could not be built; the message is above.");
}
