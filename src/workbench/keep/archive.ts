/** Zips, both ways. What one declares is checked before anything is inflated. Loaded on demand. */
import { strToU8, zipSync } from "fflate";
import { KEEP_LIMITS } from "./limits.ts";
import type { Entry } from "./opened.ts";
import { contentOf, directoryOf } from "./zip-directory.ts";

export type Archive = { readonly ok: true; readonly entries: readonly Entry[] } | { readonly ok: false; readonly message: string; readonly fix: string };

/** The entries of a zip, each inflated when it is read. */
export function openZip(bytes: Uint8Array): Archive {
  const bad = (message: string, fix = "Zip only the program: Widget.ts, what it imports, server/ and scenario.yaml."): Archive => ({ ok: false, message, fix });
  if (bytes.length > KEEP_LIMITS.archive) return bad(`The zip has ${mega(bytes.length)}; at most ${mega(KEEP_LIMITS.archive)} can be opened.`);
  let directory: ReturnType<typeof directoryOf>;
  try {
    directory = directoryOf(bytes, KEEP_LIMITS.entries);
  } catch {
    return bad("This is no zip, or it is damaged.", "Choose a .zip file, or open the folder itself.");
  }
  const { entries, isMore } = directory;
  if (isMore) return bad(`The zip has more than ${KEEP_LIMITS.entries} entries.`);
  if (entries.some(({ isEncrypted }) => isEncrypted)) return bad("The zip is locked with a password.", "Zip the program without one.");
  const paths = new Set<string>();
  for (const { path } of entries) {
    if (paths.has(path)) return bad(`The zip has two entries with the path ${path}.`, "Zip the folder again.");
    paths.add(path);
  }
  return { ok: true, entries: entries.filter(({ path }) => !path.endsWith("/")).map((entry): Entry => ({ path: entry.path, size: entry.size, read: async () => contentOf(bytes, entry) })) };
}

/** A zip of texts. `modified` keeps equal programs equal, byte for byte. */
export function makeZip(files: readonly { readonly path: string; readonly text: string }[], modified: Date): Uint8Array {
  return zipSync(Object.fromEntries(files.map(({ path, text }) => [path, strToU8(text)])), { level: 9, mtime: modified });
}

const mega = (bytes: number): string => `${(bytes / 1_000_000).toFixed(1)} MB`;
