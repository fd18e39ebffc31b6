/** A folder of the learner's disk, by whichever way the browser has. Only sizes are read at first. */
import { KEEP_LIMITS } from "./limits.ts";
import type { Entry } from "./opened.ts";

const APART = ["node_modules", ".git"];

interface FolderHandle {
  readonly name: string;
  readonly kind: "directory";
  values(): AsyncIterable<FolderHandle | { readonly name: string; readonly kind: "file"; getFile(): Promise<File> }>;
}

type Picker = (options: { readonly mode: "read"; readonly id: string }) => Promise<FolderHandle>;

export const canPickFolder = (): boolean => "showDirectoryPicker" in window;

/** `null`: the person chose none. */
export async function pickFolder(): Promise<{ readonly name: string; readonly entries: readonly Entry[] } | null> {
  const pick = (window as unknown as { showDirectoryPicker: Picker }).showDirectoryPicker;
  let handle: FolderHandle;
  try {
    handle = await pick({ mode: "read", id: "relaunch" });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") return null;
    throw error;
  }
  const entries: Entry[] = [];
  await walk(handle, "", entries);
  return { name: handle.name, entries };
}

/** One more than may be: whoever reads them sees that there are too many. */
async function walk(folder: FolderHandle, path: string, entries: Entry[]): Promise<void> {
  for await (const each of folder.values()) {
    if (entries.length > KEEP_LIMITS.entries) return;
    if (each.kind === "directory") {
      if (!APART.includes(each.name)) await walk(each, `${path}${each.name}/`, entries);
    } else {
      const file = await each.getFile();
      entries.push(entryOf(`${path}${each.name}`, file));
    }
  }
}

/** What `<input webkitdirectory>` gives: each path begins with the folder's own name. */
export function folderOf(files: readonly File[]): { readonly name: string; readonly entries: readonly Entry[] } {
  const pathOf = (file: File): string => file.webkitRelativePath || file.name;
  const name = pathOf(files[0] as File).split("/")[0] ?? "folder";
  return { name, entries: files.filter((file) => !pathOf(file).split("/").some((part) => APART.includes(part))).map((file) => entryOf(pathOf(file), file)) };
}

const entryOf = (path: string, file: File): Entry => ({ path, size: file.size, read: async () => new Uint8Array(await file.arrayBuffer()) });
