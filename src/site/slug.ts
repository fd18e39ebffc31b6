/**
 * Where a file under `content/` is published. Numbers in folder and file names only order things, so an
 * address stays the same when a lesson moves: `lessons/01-first/02-wake/index.mdx` is `lessons/first/wake`.
 */
export function slugOf(path: string): string {
  const segments = path
    .replace(/\.mdx?$/, "")
    .split("/")
    .map(withoutNumber);
  if (segments.length > 1 && segments.at(-1) === "index") segments.pop();
  return segments.join("/");
}

export function withoutNumber(name: string): string {
  return name.replace(/^\d+-/, "").toLowerCase();
}
