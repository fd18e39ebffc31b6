/** Finds a Chromium for the browser tests, and installs one where that needs nobody's permission. */
import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";

const NAMES = ["google-chrome", "google-chrome-stable", "chromium", "chromium-browser", "chrome"];
const PLACES = {
  darwin: ["/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "/Applications/Chromium.app/Contents/MacOS/Chromium"],
  win32: ["C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe", "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe"],
};

const isRoot = process.getuid?.() === 0;

/** For each window a recent Chromium loads two pages for its own address bar: a quarter of a second of a core, for each test. */
const ADDRESS_BAR = ["WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup"];
/** A browser takes the last list it is given, so what Playwright turns off for its own needs is named as well. */
const OFF = [
  "AimEnabled", "AvoidCorsURLLoaderRestartOnRedirect", "AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsFirstBalancedModeAutoEnable", "HttpsUpgrades", "LensOverlay",
  "MediaRouter", "NetworkTimeServiceQuerying", "OptimizationHints", "PaintHolding", "PreconnectToSearch", "TcpPortRandomizationWin", "ThirdPartyStoragePartitioning",
];

/** The tests speak to this machine only, and a browser that looks elsewhere would only add noise. */
export const browserArguments = [
  `--disable-features=${[...OFF, ...ADDRESS_BAR].join(",")}`,
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  ...(isRoot ? ["--no-sandbox"] : []),
];

/** The path of a browser: PLAYWRIGHT_CHROMIUM, an installed one, or the one Playwright has downloaded; else null. */
export async function findBrowser() {
  const given = process.env.PLAYWRIGHT_CHROMIUM;
  if (given) {
    if (!existsSync(given)) throw new Error(`PLAYWRIGHT_CHROMIUM is ${given}, and there is no such file.`);
    return given;
  }
  return onPath() ?? PLACES[process.platform]?.find(existsSync) ?? (await downloaded());
}

/** As root on Debian, its own package; anywhere else, Playwright's download. Each is the other's second chance. */
export async function installBrowser() {
  const found = await findBrowser();
  if (found !== null) return found;
  const ways = [playwrightDownload, ...(isRoot && existsSync("/usr/bin/apt-get") ? [debianPackage] : [])].reverse();
  for (const way of ways) {
    way();
    const path = await findBrowser();
    if (path !== null) return path;
  }
  throw new Error("No browser for the tests. Install Chrome or Chromium, or set PLAYWRIGHT_CHROMIUM to the path of one.");
}

function debianPackage() {
  console.log("Installing a browser for the tests: Debian's chromium.");
  const apt = (...args) => spawnSync("apt-get", ["-qq", ...args], { stdio: ["ignore", "ignore", "inherit"], env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } });
  apt("update");
  apt("install", "-y", "chromium");
}

function playwrightDownload() {
  console.log("Installing a browser for the tests: Playwright's Chromium.");
  spawnSync("npx", ["playwright", "install", "chromium", "--only-shell"], { stdio: ["ignore", "inherit", "inherit"], shell: process.platform === "win32", timeout: 300_000 });
}

function onPath() {
  const folders = (process.env.PATH ?? "").split(delimiter).filter((folder) => folder !== "" && !folder.includes("node_modules"));
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable) ?? null;
}

async function downloaded() {
  const { chromium } = await import("@playwright/test");
  const path = chromium.executablePath();
  return existsSync(path) ? path : null;
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
