/**
 * The disk: files in the extension's container and in its app groups, and user defaults. It outlives
 * every process. Errors are those of Foundation, as values that Swift would throw.
 */
import { isOutOf } from "../device/brought.ts";
import { containerPath, directoryExists, groupPath, isCurrent, isEntitled, nameOf, normalise, parentOf, putFile, removeFile, scopeOf, sizeOf } from "../device/files.ts";
import { findTask, shortAddress } from "../device/transfers.ts";
import type { ErrorData, HostCall } from "../model/host-call.ts";
import type { Json } from "../model/json.ts";
import type { Draft } from "../model/outcome.ts";
import type { DiskFile } from "../model/world.ts";

type OwnedCall = Extract<HostCall, { name: `file-${string}` | `defaults-${string}` | "container-url" | "directory-url" | "directory-create" }>;

const FOLDERS = { "temporary": "/tmp", "caches": "/Library/Caches", "documents": "/Documents", "application-support": "/Library/Application Support" } as const;

export function callDisk(draft: Draft, call: OwnedCall): void {
  if (draft.world.device.installation > 0) sayOutdated(draft, call);
  switch (call.name) {
    // [G6]
    case "container-url": return draft.answer(isEntitled(draft.world, call.group) ? groupPath(draft.world, call.group) : null);
    case "directory-url": return draft.answer(containerPath(draft.world) + FOLDERS[call.directory]);
    case "file-read": return read(draft, normalise(call.path), call.open ?? false);
    case "file-write": return write(draft, normalise(call.path), call);
    case "file-move": return move(draft, normalise(call.from), normalise(call.to), false);
    case "file-copy": return move(draft, normalise(call.from), normalise(call.to), true);
    case "file-replace": return replace(draft, normalise(call.path), normalise(call.with));
    case "file-remove": return remove(draft, normalise(call.path));
    case "file-exists": {
      const path = normalise(call.path);
      const directory = directoryExists(draft.world, path);
      return draft.answer({ exists: directory || draft.world.disk.files[path] !== undefined, directory });
    }
    case "file-attributes": return attributes(draft, normalise(call.path));
    case "file-list": return list(draft, normalise(call.path));
    case "directory-create": return createDirectory(draft, normalise(call.path), call.intermediates);
    case "defaults-get": return draft.answer(draft.world.disk.defaults[suiteOf(draft, call.suite)]?.[call.key] ?? null);
    case "defaults-list": return draft.answer(draft.world.disk.defaults[suiteOf(draft, call.suite)] ?? {});
    case "defaults-set": return setDefault(draft, call.suite, call.key, call.value);
    case "defaults-remove": return setDefault(draft, call.suite, call.key, undefined);
  }
}

/** [A23] [P34] */
function sayOutdated(draft: Draft, call: OwnedCall): void {
  for (const key of ["path", "from", "to", "with"] as const) {
    const path = (call as Partial<Record<typeof key, string>>)[key];
    if (path !== undefined && !isCurrent(draft.world, normalise(path))) draft.say("disk", "path-outdated", `is asked for ${nameOf(path)} by a path from before the update, which leads nowhere`, { path });
  }
}

const cocoa = (code: number, message: string, path: string): ErrorData => ({ domain: "NSCocoaErrorDomain", code, message, userInfo: { NSFilePath: path } });
const missing = (path: string): ErrorData => cocoa(260, `The file “${nameOf(path)}” couldn’t be opened because there is no such file.`, path);

/** A download whose temporary file has lain at `path`, if any: its use comes too late [G1] [G3]. */
const downloadAt = (draft: Draft, path: string): number | null => draft.world.loader.tasks.find((task) => task.location === path)?.task ?? null;

function refuse(draft: Draft, operation: string, path: string, error: ErrorData): void {
  const download = draft.world.disk.files[path] ? null : downloadAt(draft, path);
  const why = download === null ? error.message : `the temporary file of ${addressOf(draft, download)} is gone`;
  draft.say("disk", "file-failed", `cannot ${operation}: ${why}`, { path, scope: scopeOf(draft.world, path) ?? "container", task: download, operation, error, expired: download !== null });
  draft.fail(error);
}

const addressOf = (draft: Draft, number: number): string => shortAddress(draft.world.loader.tasks.find((task) => task.task === number)?.request.url ?? "a download");

/** "group container: scores.json": where a person would look for it. */
const place = (draft: Draft, path: string): string => `${nameOf(path)} ${{ group: "in the app group", container: "in the extension's own container", temporary: "among temporary files" }[scopeOf(draft.world, path) ?? "container"]}`;

/** [P33] A file with complete protection can't be touched while the device is locked. */
const sealed = (draft: Draft, path: string): ErrorData | null =>
  draft.world.device.locked && draft.world.disk.files[path]?.protected ? cocoa(257, `The file “${nameOf(path)}” couldn’t be opened because you don’t have permission to view it: the device is locked.`, path) : null;

/** Why a file can't be put at `path`; `null` when it can. */
function obstacle(draft: Draft, path: string): ErrorData | null {
  const locked = sealed(draft, path);
  if (locked) return locked;
  if (draft.world.device.diskFull) return cocoa(640, `The file “${nameOf(path)}” couldn’t be saved because there isn’t enough space.`, path);
  if (scopeOf(draft.world, path) === null) return cocoa(513, `You don’t have permission to save the file “${nameOf(path)}” in this folder.`, path);
  if (directoryExists(draft.world, path)) return cocoa(516, `“${nameOf(path)}” couldn’t be written because a folder with the same name exists.`, path);
  if (!directoryExists(draft.world, parentOf(path))) return cocoa(4, `The folder “${nameOf(path)}” doesn’t exist.`, path);
  return null;
}

/** [G2] An open file is read at once: its bytes then are the process's, and go with it. */
function read(draft: Draft, path: string, open: boolean): void {
  const file = draft.world.disk.files[path];
  if (!file) return refuse(draft, "read a file", path, missing(path));
  const locked = sealed(draft, path);
  if (locked) return refuse(draft, "read a file", path, locked);
  putFile(draft, path, { ...file, used: true });
  draft.say("disk", "file-read", `${open ? "opens" : "reads"} ${file.scope === "temporary" && file.task !== null ? `the temporary file of ${addressOf(draft, file.task)}` : place(draft, path)}`, { path, scope: file.scope, task: file.task });
  draft.answer(file.content);
}

function write(draft: Draft, path: string, { content, overwrite, protected: kept }: Extract<OwnedCall, { name: "file-write" }>): void {
  const error = obstacle(draft, path) ?? (draft.world.disk.files[path] && !overwrite ? cocoa(516, `The file “${nameOf(path)}” couldn’t be saved because a file with the same name already exists.`, path) : null);
  if (error) return refuse(draft, "write a file", path, error);
  put(draft, path, { content, size: sizeOf(content), scope: scopeOf(draft.world, path) ?? "container", task: null, writtenAt: draft.world.clock, used: false, protected: kept ?? draft.world.disk.files[path]?.protected ?? false });
  draft.say("disk", "file-written", `writes ${place(draft, path)}`, { path, scope: scopeOf(draft.world, path) ?? "container", task: null });
  draft.answer();
}

const put = (draft: Draft, path: string, file: DiskFile): void => putFile(draft, path, file);

/** [G10] Moving or copying onto something that exists fails. */
function move(draft: Draft, from: string, to: string, copy: boolean): void {
  const verb = copy ? "copied" : "moved";
  const file = draft.world.disk.files[from];
  if (!file) {
    return refuse(draft, `${copy ? "copy" : "move"} a file`, from, cocoa(4, `“${nameOf(from)}” couldn’t be ${verb} to “${nameOf(parentOf(to))}” because either the former doesn’t exist, or the folder containing the latter doesn’t exist.`, from));
  }
  const error = draft.world.disk.files[to] ? cocoa(516, `“${nameOf(from)}” couldn’t be ${verb} to “${nameOf(parentOf(to))}” because an item with the same name already exists.`, to) : obstacle(draft, to);
  if (error) return refuse(draft, `${copy ? "copy" : "move"} a file`, to, error);
  transfer(draft, from, to, file, copy);
}

function transfer(draft: Draft, from: string, to: string, file: DiskFile, copy: boolean): void {
  if (copy) putFile(draft, from, { ...file, used: true });
  else removeFile(draft, from);
  const scope = scopeOf(draft.world, to) ?? "container";
  put(draft, to, { ...file, scope, writtenAt: draft.world.clock, used: false });
  const what = file.scope === "temporary" && file.task !== null ? `the temporary file of ${addressOf(draft, file.task)}` : nameOf(from);
  draft.say("disk", "file-moved", `${copy ? "copies" : "moves"} ${what} to ${place(draft, to)}`, { path: to, from, scope, task: file.task, copied: copy });
  draft.answer();
}

function replace(draft: Draft, path: string, source: string): void {
  const file = draft.world.disk.files[source];
  if (!file) return refuse(draft, "replace a file", source, missing(source));
  const error = obstacle(draft, path);
  if (error) return refuse(draft, "replace a file", path, error);
  removeFile(draft, path);
  transfer(draft, source, path, file, false);
}

function remove(draft: Draft, path: string): void {
  const file = draft.world.disk.files[path];
  const inside = Object.keys(draft.world.disk.files).filter((each) => each.startsWith(`${path}/`));
  const made = draft.world.disk.directories[path] === true;
  if (!file && !made && inside.length === 0) return refuse(draft, "remove a file", path, cocoa(4, `“${nameOf(path)}” couldn’t be removed.`, path));
  for (const each of [path, ...inside]) removeFile(draft, each);
  if (made) {
    const directories = Object.fromEntries(Object.entries(draft.world.disk.directories).filter(([each]) => each !== path && !each.startsWith(`${path}/`)));
    draft.patch({ disk: { ...draft.world.disk, directories } });
  }
  draft.say("disk", "file-removed", `removes ${place(draft, path)}`, { path, scope: scopeOf(draft.world, path) ?? "container", task: file?.task ?? null });
  draft.answer();
}

function attributes(draft: Draft, path: string): void {
  const file = draft.world.disk.files[path];
  if (!file && !directoryExists(draft.world, path)) return refuse(draft, "look at a file", path, missing(path));
  // A folder is not dated here: it is as old as the device.
  draft.answer({ size: file?.size ?? 0, modified: draft.world.device.startsAt + (file?.writtenAt ?? 0), directory: !file, protected: file?.protected ?? false });
}

function list(draft: Draft, path: string): void {
  if (!directoryExists(draft.world, path)) return refuse(draft, "list a folder", path, cocoa(260, `The folder “${nameOf(path)}” doesn’t exist.`, path));
  const names = new Set<string>();
  for (const each of [...Object.keys(draft.world.disk.files), ...Object.keys(draft.world.disk.directories)]) {
    const name = each.startsWith(`${path}/`) ? each.slice(path.length + 1).split("/")[0] : undefined;
    if (name) names.add(name);
  }
  draft.answer([...names].sort());
}

function createDirectory(draft: Draft, path: string, intermediates: boolean): void {
  if (scopeOf(draft.world, path) === null) return refuse(draft, "create a folder", path, cocoa(513, `You don’t have permission to save the file “${nameOf(path)}” in this folder.`, path));
  if (directoryExists(draft.world, path) && !intermediates) return refuse(draft, "create a folder", path, cocoa(516, `“${nameOf(path)}” exists already.`, path));
  if (!intermediates && !directoryExists(draft.world, parentOf(path))) return refuse(draft, "create a folder", path, cocoa(4, `The folder “${nameOf(path)}” doesn’t exist.`, path));
  const directories: Record<string, true> = { ...draft.world.disk.directories };
  for (let each = path; !directoryExists(draft.world, each) && each !== "/"; each = parentOf(each)) directories[each] = true;
  draft.patch({ disk: { ...draft.world.disk, directories } });
  draft.answer();
}

/** [G5] [P32] A suite that is no app group of the extension is not shared: it is kept apart, silently. */
const suiteOf = (draft: Draft, suite: string | null): string => (suite === null ? "" : isEntitled(draft.world, suite) ? suite : `own:${suite}`);

/** A dictionary of Swift's has no order, so code is told none that depends on what was written first. */
function inOrder<T extends Json>(value: T): T {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)).map(([key, member]) => [key, inOrder(member as Json)])) as T;
}

/** The background download that the running callback tells of, if `value` comes out of it [P32]. */
function toldDownload(draft: Draft, value: Json): number | null {
  const callback = draft.world.process.running?.callback;
  const number = callback?.name === "delegate" ? callback.message.task?.task : undefined;
  const task = number === undefined ? undefined : findTask(draft.world, number);
  if (!task || task.background === null || task.kind !== "download" || !task.recording?.ok) return null;
  return isOutOf(value, task.recording.content) ? task.task : null;
}

function setDefault(draft: Draft, suite: string | null, key: string, value: Json | undefined): void {
  const name = suiteOf(draft, suite);
  const { [key]: _old, ...rest } = draft.world.disk.defaults[name] ?? {};
  const values = value === undefined ? rest : inOrder({ ...rest, [key]: value });
  draft.patch({ disk: { ...draft.world.disk, defaults: { ...draft.world.disk.defaults, [name]: values } } });
  draft.say("disk", "defaults-set", `${value === undefined ? "removes" : "sets"} the default “${key}”${suite === null ? " in the extension's own container" : ""}`, { suite, key, shared: suite !== null && isEntitled(draft.world, suite), task: value === undefined ? null : toldDownload(draft, value) });
  draft.answer();
}
