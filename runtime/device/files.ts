/**
 * Where files lie on the device, and the smallest operations on them. Paths look like those of the
 * platform; their unique parts are derived from names, so that equal runs have equal paths.
 */
import type { Content } from "../model/host-call.ts";
import type { Draft } from "../model/outcome.ts";
import type { StoreScope } from "../model/trace.ts";
import type { DiskFile, World } from "../model/world.ts";

const PLUGINS = "/private/var/mobile/Containers/Data/PluginKitPlugin";
const GROUPS = "/private/var/mobile/Containers/Shared/AppGroup";
const DOWNLOADS = "Library/Caches/com.apple.nsurlsessiond/Downloads";
export const BUNDLE_IDENTIFIER = "com.example.leaderboard.widget";

/** The extension's own data container [G5]. */
export const containerPath = (world: World): string => `${PLUGINS}/${uniquePart("extension", world.device.installation)}`;

/** The root of an app group's container. */
export const groupPath = (world: World, group: string): string => `${GROUPS}/${uniquePart(group, world.device.installation)}`;

/** Whether the extension is entitled to an app group. */
export const isEntitled = (world: World, group: string): boolean =>
  world.device.appGroups === null ? group.startsWith("group.") && group.length > "group.".length : world.device.appGroups.includes(group);

/** Where the daemon puts a finished download until it was delivered [G4]. */
export function temporaryPath(world: World, sharedContainer: string | null, task: number): string {
  const root = sharedContainer === null ? containerPath(world) : groupPath(world, sharedContainer);
  return `${root}/${DOWNLOADS}/${BUNDLE_IDENTIFIER}/CFNetworkDownload_${uniquePart(`download ${task}`).slice(0, 6)}.tmp`;
}

/** Containers are asked for with every host call to the disk; their paths never change within an installation. */
const KNOWN = new Map<string, string>();

function uniquePart(name: string, installation = 0): string {
  const key = `${installation} ${name}`;
  const known = KNOWN.get(key);
  if (known !== undefined) return known;
  if (KNOWN.size >= 10_000) KNOWN.clear();
  const made = makeUnique(name, installation);
  KNOWN.set(key, made);
  return made;
}

/** A name's own UUID, in the platform's form. It ends with the installation, so that an old path can be told. */
function makeUnique(name: string, installation: number): string {
  let state = 0x811c9dc5;
  const mix = (code: number): number => (state = Math.imul(state ^ code, 0x01000193) >>> 0);
  for (let index = 0; index < name.length; index++) mix(name.charCodeAt(index));
  const hex = Array.from({ length: 32 }, () => ((mix(0x5b) >>> 9) & 15).toString(16).toUpperCase()).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), `${hex.slice(20, 30)}${suffix(installation)}`].join("-");
}

const suffix = (installation: number): string => (installation & 255).toString(16).toUpperCase().padStart(2, "0");

/** [A23] Where a path of the installation before leads now. */
export const movedPath = (path: string, installation: number): string =>
  path.replace(/^((?:\/[^/]+){6}\/[0-9A-F]{8}-(?:[0-9A-F]{4}-){3}[0-9A-F]{10})[0-9A-F]{2}(?=\/|$)/, (_all, root: string) => root + suffix(installation));

/** Each path is asked for again and again. */
const CURRENT = new Map<string, number>();

/** Within a container of this very installation. */
export function isCurrent(world: World, path: string): boolean {
  const { installation } = world.device;
  if (CURRENT.get(path) === installation) return true;
  if (movedPath(path, installation) !== path) return false;
  if (CURRENT.size >= 10_000) CURRENT.clear();
  CURRENT.set(path, installation);
  return true;
}

/** What a path belongs to; `null` when the extension may not write there. */
export function scopeOf(world: World, path: string): StoreScope | null {
  if (!isCurrent(world, path)) return null;
  const container = containerPath(world);
  if (path.includes(`/${DOWNLOADS}/`) || path.startsWith(`${container}/tmp`)) return "temporary";
  if (path.startsWith(`${GROUPS}/`)) return "group";
  return path.startsWith(container) ? "container" : null;
}

/** "/a/b//c/" and "/a/./b/../b/c" → "/a/b/c". */
export function normalise(path: string): string {
  if (path.startsWith("/") && !path.endsWith("/") && !path.includes("//") && !path.includes("/.")) return path;
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return `/${parts.join("/")}`;
}

export const parentOf = (path: string): string => path.slice(0, Math.max(1, path.lastIndexOf("/"))) || "/";
export const nameOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1);

/** Directories the system itself has made. */
const GIVEN = ["", "/Library", "/Library/Caches", "/Library/Application Support", "/Documents", "/tmp"];

export function directoryExists(world: World, path: string): boolean {
  if (world.disk.directories[path]) return true;
  const container = containerPath(world);
  if (path.startsWith(container)) return GIVEN.includes(path.slice(container.length));
  if (!path.startsWith(`${GROUPS}/`) || !isCurrent(world, path)) return false;
  const [, group, rest] = /^([^/]+)(.*)$/.exec(path.slice(GROUPS.length + 1)) ?? [];
  return group !== undefined && GIVEN.slice(0, 4).includes(rest ?? "");
}

export function putFile(draft: Draft, path: string, file: DiskFile): void {
  draft.patch({ disk: { ...draft.world.disk, files: { ...draft.world.disk.files, [path]: file } } });
}

export function removeFile(draft: Draft, path: string): void {
  const { [path]: _gone, ...files } = draft.world.disk.files;
  draft.patch({ disk: { ...draft.world.disk, files } });
}

/** Bytes of a content. */
export function sizeOf(content: Content): number {
  if ("base64" in content) return Math.floor((content.base64.length * 3) / 4) - (content.base64.endsWith("==") ? 2 : content.base64.endsWith("=") ? 1 : 0);
  let size = 0;
  for (let index = 0; index < content.utf8.length; index++) {
    const code = content.utf8.charCodeAt(index);
    if (code < 0x80) size += 1;
    else if (code < 0x800) size += 2;
    else if (code >= 0xd800 && code < 0xdc00) { size += 4; index++; }
    else size += 3;
  }
  return size;
}
