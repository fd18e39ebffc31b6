/** `FileManager` and `FileHandle`: files, which outlive the process; an open handle does not. */
import { call } from "./host.ts";
import { Data } from "./data.ts";
import { labels, notEmulated, NSError, wrongValue } from "./errors.ts";
import { directoryUrl, filePath, URL } from "./paths.ts";

type Where = { at?: unknown; to?: unknown; atPath?: unknown; toPath?: unknown };

export class FileManager {
  static readonly default = new FileManager();
  static readonly SearchPathDirectory = { cachesDirectory: "caches", documentDirectory: "documents", applicationSupportDirectory: "application-support" } as const;

  /** `null` for a group that the extension is not entitled to [G6]. */
  containerURL(options: { forSecurityApplicationGroupIdentifier: string }): URL | null {
    const group = labels<typeof options>(options, "containerURL", '.containerURL({ forSecurityApplicationGroupIdentifier: "group.scores" })').forSecurityApplicationGroupIdentifier;
    if (typeof group !== "string") throw wrongValue("containerURL({ forSecurityApplicationGroupIdentifier })", "a string", group);
    const path = call({ name: "container-url", group });
    return path === null ? null : URL.fileURLWithPath(path);
  }

  #replacements = 0;

  get temporaryDirectory(): URL {
    return directoryUrl("temporary");
  }

  urls(options: { for: string; in?: unknown }): URL[] {
    const wanted = String(options?.for).replace(/^.*\./, "").replace(/Directory$/, "");
    const directory = ({ "caches": "caches", "document": "documents", "documents": "documents", "applicationSupport": "application-support", "application-support": "application-support" } as const)[wanted as "caches"];
    if (directory === undefined) throw wrongValue("urls({ for })", "cachesDirectory, documentDirectory or applicationSupportDirectory", options?.for);
    return [directoryUrl(directory)];
  }

  /** With `create`, the folder is made; a replacement directory always is. */
  url(options: { for: string; in?: unknown; appropriateFor?: unknown; create?: boolean }): URL {
    if (/(^|\.)itemReplacementDirectory$/.test(String(options?.for))) {
      this.#replacements++;
      const made = this.temporaryDirectory.appendingPathComponent(`TemporaryItems/NSIRD_WidgetExtension_${this.#replacements}`);
      this.createDirectory({ at: made, withIntermediateDirectories: true });
      return made;
    }
    const [found] = this.urls(options) as [URL];
    if (options.create) this.createDirectory({ at: found, withIntermediateDirectories: true });
    return found;
  }

  /** `isDirectory: &flag` is `isDirectory: flag`, a `new ObjCBool(false)`. */
  fileExists(options: { atPath: unknown; isDirectory?: ObjCBool } | string | URL): boolean {
    const { exists, directory } = this.#state(options);
    const flag = typeof options === "object" && options !== null && !(options instanceof URL) ? options.isDirectory : null;
    if (flag instanceof ObjCBool) flag.boolValue = exists && directory;
    return exists;
  }

  isReadableFile(options: { atPath: unknown }): boolean {
    return this.#state(options).exists;
  }

  #state(options: { atPath: unknown } | string | URL): { readonly exists: boolean; readonly directory: boolean } {
    return call({ name: "file-exists", path: filePath(options instanceof URL || typeof options === "string" ? options : options?.atPath, "fileExists({ atPath })") });
  }

  contents(options: { atPath: unknown }): Data | null {
    try {
      return new Data({ contentsOf: URL.fileURLWithPath(filePath(options?.atPath, "contents({ atPath })")) });
    } catch (error) {
      if (error instanceof NSError) return null;
      throw error;
    }
  }

  createFile(options: { atPath: unknown; contents?: unknown }): boolean {
    try {
      new Data(options?.contents ?? "").write({ to: URL.fileURLWithPath(filePath(options?.atPath, "createFile({ atPath })")) });
      return true;
    } catch (error) {
      if (error instanceof NSError) return false;
      throw error;
    }
  }

  moveItem(options: Where): void {
    call({ name: "file-move", from: filePath(options?.at ?? options?.atPath, "moveItem({ at, to })"), to: filePath(options?.to ?? options?.toPath, "moveItem({ at, to })") });
  }

  copyItem(options: Where): void {
    call({ name: "file-copy", from: filePath(options?.at ?? options?.atPath, "copyItem({ at, to })"), to: filePath(options?.to ?? options?.toPath, "copyItem({ at, to })") });
  }

  removeItem(options: Where): void {
    call({ name: "file-remove", path: filePath(options?.at ?? options?.atPath, "removeItem({ at })") });
  }

  replaceItemAt(original: unknown, options: { withItemAt: unknown }): URL {
    call({ name: "file-replace", path: filePath(original, "replaceItemAt(url, { withItemAt })"), with: filePath(options?.withItemAt, "replaceItemAt(url, { withItemAt })") });
    return URL.fileURLWithPath(filePath(original, "replaceItemAt"));
  }

  replaceItem(options: { at: unknown; withItemAt: unknown }): void {
    this.replaceItemAt(options?.at, options);
  }

  createDirectory(options: Where & { withIntermediateDirectories?: boolean }): void {
    call({ name: "directory-create", path: filePath(options?.at ?? options?.atPath, "createDirectory({ at, withIntermediateDirectories })"), intermediates: options?.withIntermediateDirectories ?? false });
  }

  contentsOfDirectory(options: Where): URL[] | string[] {
    const path = filePath(options?.at ?? options?.atPath, "contentsOfDirectory({ at })");
    const names = [...call({ name: "file-list", path })];
    return options?.atPath === undefined ? names.map((name) => URL.fileURLWithPath(`${path}/${name}`)) : names;
  }

  /** Another name for the same file; as whatever writes a file here puts a new one in its place, a copy is the same. */
  linkItem(options: Where): void {
    this.copyItem(options);
  }

  attributesOfItem(options: { atPath: unknown }): Record<string, unknown> {
    const { size, modified, directory, protected: kept } = call({ name: "file-attributes", path: filePath(options?.atPath, "attributesOfItem({ atPath })") });
    return { size, modificationDate: new Date(modified), type: directory ? FileAttributeType.typeDirectory : FileAttributeType.typeRegular, protectionKey: kept ? FileProtectionType.complete : FileProtectionType.completeUntilFirstUserAuthentication };
  }

  setAttributes(): never {
    throw notEmulated("setAttributes(_:ofItemAtPath:)", 'To protect a file, write it with options: "completeFileProtection".');
  }

  /** Everything below a folder: URLs, or with `atPath` the paths relative to it. `null` when there is no folder. */
  enumerator(options: { at?: unknown; atPath?: unknown; includingPropertiesForKeys?: unknown; options?: unknown }): DirectoryEnumerator | null {
    const root = filePath(options?.at ?? options?.atPath, "enumerator({ at })");
    const hidden = [options.options].flat().some((option) => /(^|\.)skipsHiddenFiles$/.test(String(option)));
    return this.#state({ atPath: root }).directory ? new DirectoryEnumerator(root, options.atPath !== undefined, hidden) : null;
  }
}

export class ObjCBool {
  boolValue: boolean;

  constructor(value = false) {
    this.boolValue = value;
  }
}

export const FileAttributeType = { typeRegular: "typeRegular", typeDirectory: "typeDirectory" } as const;
export const FileProtectionType = { complete: "complete", completeUnlessOpen: "completeUnlessOpen", completeUntilFirstUserAuthentication: "completeUntilFirstUserAuthentication", none: "none" } as const;
export const FileAttributeKey = { size: "size", modificationDate: "modificationDate", type: "type", protectionKey: "protectionKey" } as const;

/** A walk through folders; files that are made meanwhile may be missed, as on the device. */
export class DirectoryEnumerator {
  readonly #root: string;
  readonly #relative: boolean;
  readonly #hidden: boolean;
  readonly #open: string[][];
  #last: string | null = null;

  constructor(root: string, relative: boolean, hidden: boolean) {
    this.#root = root.replace(/\/$/, "");
    this.#relative = relative;
    this.#hidden = hidden;
    this.#open = [this.#names("")];
  }

  get level(): number {
    return this.#open.length;
  }

  nextObject(): URL | string | null {
    if (this.#last !== null) {
      const below = this.#last;
      this.#last = null;
      if (call({ name: "file-exists", path: `${this.#root}/${below}` }).directory) this.#open.push(this.#names(below));
    }
    while (this.#open.length > 0) {
      const next = this.#open.at(-1)?.shift();
      if (next === undefined) this.#open.pop();
      else {
        this.#last = next;
        return this.#relative ? next : URL.fileURLWithPath(`${this.#root}/${next}`);
      }
    }
    return null;
  }

  skipDescendants(): void {
    this.#last = null;
  }

  *[Symbol.iterator](): Iterator<URL | string> {
    for (let next = this.nextObject(); next !== null; next = this.nextObject()) yield next;
  }

  #names(below: string): string[] {
    return [...call({ name: "file-list", path: `${this.#root}/${below}` })].filter((name) => !(this.#hidden && name.startsWith("."))).map((name) => (below === "" ? name : `${below}/${name}`));
  }
}
