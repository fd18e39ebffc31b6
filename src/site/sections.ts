/**
 * The sections of the site and their order, read from the `content/` tree when the build starts.
 * Nobody keeps a second list: a page exists because its file does.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { slugOf, withoutNumber } from "./slug.ts";

type Item = { slug: string } | { label: string; link: string } | Group;
type Group = { label: string; collapsed?: boolean; items: Item[] };

export type Section = { label: string; link: string };

const CONTENT = join(process.cwd(), "content");

const FOLDERS = [
  { folder: "lessons", label: "Lessons" },
  { folder: "rules", label: "Rules" },
  { folder: "reference", label: "Reference" },
  { folder: "workshop", label: "Workshop" },
];

/** Pages of a section that belong together, as the sidebar has them; `label: null`: those that belong to no part. */
export interface Part {
  readonly label: string | null;
  /** Where the part itself is, below the site's root: "lessons/network". */
  readonly slug: string;
  readonly pages: readonly string[];
}

/** What a section's own page lists. */
export function partsOf(folder: string): readonly Part[] {
  const items = itemsOf(folder);
  const single = items.flatMap((item) => ("slug" in item && item.slug !== folder ? [item.slug] : []));
  const parts = items.flatMap((item): Part[] => {
    if (!("items" in item)) return [];
    const pages = slugsOf(item.items);
    return [{ label: item.label, slug: (pages[0] ?? "").split("/").slice(0, 2).join("/"), pages }];
  });
  return single.length === 0 ? parts : [{ label: null, slug: folder, pages: single }, ...parts];
}

export function sidebar(): Item[] {
  const groups = FOLDERS.map(({ folder, label }) => ({
    label,
    collapsed: folder !== "lessons",
    items: itemsOf(folder),
  }));
  return [{ slug: "index" }, { label: "Playground", link: "/playground/" }, { slug: "samples" }, ...groups.filter((group) => group.items.length > 0)];
}

/** The header's links: a section without pages is not shown, one without an index opens on its first page. */
export function sections(): Section[] {
  const found = FOLDERS.flatMap(({ folder, label }) => {
    const first = slugsOf(itemsOf(folder))[0];
    return first === undefined ? [] : [{ label, link: `/${first}/` }];
  });
  return [...found.slice(0, 1), { label: "Playground", link: "/playground/" }, ...found.slice(1)];
}

function itemsOf(folder: string): Item[] {
  const path = join(CONTENT, folder);
  if (!existsSync(path)) return [];
  const names = readdirSync(path, { withFileTypes: true })
    .filter((entry) => !entry.name.startsWith("_"))
    .sort((a, b) => Number(isIndex(b.name)) - Number(isIndex(a.name)) || byName(a.name, b.name));
  return names.flatMap((entry): Item[] => {
    const inside = `${folder}/${entry.name}`;
    if (entry.isFile()) return /\.mdx?$/.test(entry.name) ? [{ slug: slugOf(inside) }] : [];
    if (isLeaf(inside)) return [{ slug: slugOf(`${inside}/index.mdx`) }];
    const items = itemsOf(inside);
    return items.length === 0 ? [] : [{ label: titleOf(inside, entry.name), items }];
  });
}

/** A folder that holds one page and the files that belong to it is that page. */
function isLeaf(folder: string): boolean {
  const entries = readdirSync(join(CONTENT, folder), { withFileTypes: true });
  const pages = entries.filter((entry) => entry.isFile() && /\.mdx?$/.test(entry.name));
  const deeper = entries.some((entry) => entry.isDirectory() && holdsPage(`${folder}/${entry.name}`));
  return pages.length === 1 && isIndex(pages[0]?.name ?? "") && !deeper;
}

function holdsPage(folder: string): boolean {
  return readdirSync(join(CONTENT, folder), { recursive: true, encoding: "utf8" }).some((name) => /\.mdx?$/.test(name));
}

/** `part.yaml` names a part of the lessons; without it the folder's own name does. */
function titleOf(folder: string, name: string): string {
  const file = join(CONTENT, folder, "part.yaml");
  if (existsSync(file)) {
    const title: unknown = parse(readFileSync(file, "utf8"))?.title;
    if (typeof title !== "string" || title === "") throw new Error(`${file}: expected "title: …", the name of this part in the sidebar.`);
    return title;
  }
  const words = withoutNumber(name).replaceAll("-", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function slugsOf(items: Item[]): string[] {
  return items.flatMap((item) => ("items" in item ? slugsOf(item.items) : "slug" in item ? [item.slug] : []));
}

const isIndex = (name: string) => /^index\.mdx?$/.test(name);
const byName = (a: string, b: string) => a.localeCompare(b, "en", { numeric: true });
