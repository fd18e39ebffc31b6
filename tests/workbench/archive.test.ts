/** Opened zips and folders: hostile ones are refused before they cost anything, ordinary ones become programs. */
import { strToU8, zipSync, type Zippable } from "fflate";
import { describe, expect, test } from "vitest";
import { makeZip, openZip } from "../../src/workbench/keep/archive.ts";
import { programFrom, type Entry, type Opened } from "../../src/workbench/keep/opened.ts";

const zip = (files: Record<string, string | Uint8Array>): Uint8Array => zipSync(Object.fromEntries(Object.entries(files).map(([path, content]) => [path, typeof content === "string" ? strToU8(content) : content])) as Zippable);

async function opened(bytes: Uint8Array): Promise<Opened> {
  const archive = openZip(bytes);
  return archive.ok ? programFrom(archive.entries) : archive;
}
const messageOf = async (bytes: Uint8Array): Promise<string> => {
  const result = await opened(bytes);
  return result.ok ? "opened" : `${result.message} ${result.fix}`;
};
/** Overwrites a little-endian number everywhere a record begins with the signature. */
function patch(bytes: Uint8Array, signature: number, offset: number, value: number): Uint8Array {
  const copy = bytes.slice();
  const view = new DataView(copy.buffer);
  for (let place = 0; place + 4 <= copy.length; place++) if (view.getUint32(place, true) === signature) view.setUint32(place + offset, value, true);
  return copy;
}
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;

describe("an ordinary zip", () => {
  test("becomes a program: entry first, answers last, scenario apart, the rest left out and named", async () => {
    const result = await opened(zip({ "server/scores.json": "{}", "README.md": "# hi", "Widget.ts": "w", "Model/Score.ts": "s", "types.d.ts": "t", "._Widget.ts": "a tool's", "scenario.yaml": "name: mine", "server/photo.png": new Uint8Array([137, 80, 78, 71]), "server/zero.bin": "a\u0000b" }));
    expect(result).toEqual({
      ok: true, scenario: "name: mine",
      files: [{ path: "Widget.ts", text: "w" }, { path: "Model/Score.ts", text: "s" }, { path: "server/scores.json", text: "{}" }],
      notes: ["Left out, because it is no text: server/photo.png, server/zero.bin.", "Left out, because it is no part of a program: README.md, types.d.ts, ._Widget.ts."],
    });
  });

  test("may hold the program in one top folder, beside what systems add", async () => {
    const result = await opened(zip({ "my-widget/Widget.ts": "w", "my-widget/server/a.json": "1", "__MACOSX/my-widget/Widget.ts": "x", "my-widget/node_modules/a/index.ts": "y", "my-widget/.DS_Store": "z" }));
    expect(result).toEqual({ ok: true, scenario: null, notes: [], files: [{ path: "Widget.ts", text: "w" }, { path: "server/a.json", text: "1" }] });
  });

  test("may have as many files as can be run, and a scenario beside them", async () => {
    const paths = ["Widget.ts", ...Array.from({ length: 49 }, (_none, index) => `f${index}.ts`), "scenario.yaml"];
    const result = await opened(zip(Object.fromEntries(paths.map((path) => [path, ""]))));
    expect(result.ok && result.files.length).toBe(50);
  });

  test("that we made is opened again, and equal programs make equal zips", async () => {
    const files = [{ path: "Widget.ts", text: "w ü" }, { path: "server/a b.json", text: "" }];
    const bytes = makeZip([...files, { path: "scenario.yaml", text: "name: x" }], new Date(2026, 2, 2));
    expect(await opened(bytes)).toEqual({ ok: true, files, scenario: "name: x", notes: [] });
    expect(makeZip([...files, { path: "scenario.yaml", text: "name: x" }], new Date(2026, 2, 2))).toEqual(bytes);
  });

  test("names with HTML in them are names", async () => {
    const names = ["</script><img src=x onerror=alert(1)>.ts", "<b>.ts"];
    const result = await opened(zip({ "Widget.ts": "w", [names[0] as string]: "x", [names[1] as string]: "y" }));
    expect(result.ok && result.files.map(({ path }) => path)).toEqual(["Widget.ts", ...names]);
  });
});

describe("is refused, with what, where and what to do:", () => {
  test.each([
    ["no entry", { "Other.ts": "" }, /no Widget\.ts: a program starts there.*at the top/],
    ["an entry too deep", { "a/b/Widget.ts": "" }, /too deep, at a\/b\/Widget\.ts/],
    ["two programs", { "a/Widget.ts": "", "b/Widget.ts": "" }, /2 programs: a\/, b\//],
    ["an entry in other letters", { "widget.ts": "" }, /called widget\.ts.*Call it Widget\.ts/],
    ["Swift", { "Widget.swift": "" }, /Swift files/],
    ["a path upwards", { "Widget.ts": "", "../../evil.ts": "" }, /“\.\.\/\.\.\/evil\.ts” leads out/],
    ["a path upwards inside", { "Widget.ts": "", "a/../../evil.ts": "" }, /leads out/],
    ["an absolute path", { "Widget.ts": "", "/etc/passwd": "" }, /“\/etc\/passwd” leads out/],
    ["a drive", { "Widget.ts": "", "C:/x.ts": "" }, /leads out/],
    ["backslashes", { "Widget.ts": "", "..\\evil.ts": "" }, /leads out/],
    ["a control character", { "Widget.ts": "", "a\u0000.ts": "" }, /leads out/],
    ["a path that never ends", { "Widget.ts": "", [`${"a".repeat(300)}.ts`]: "" }, /longer than 200 characters/],
    ["a huge file", { "Widget.ts": "x".repeat(1_000_001) }, /Widget\.ts has 1,000,001 bytes; at most 1,000,000/],
    ["too many files", Object.fromEntries(["Widget.ts", ...Array.from({ length: 60 }, (_none, index) => `f${index}.ts`)].map((path) => [path, ""])), /61 files; at most 50/],
    ["one file too many, without a scenario", Object.fromEntries(["Widget.ts", ...Array.from({ length: 50 }, (_none, index) => `f${index}.ts`)].map((path) => [path, ""])), /51 files; at most 50/],
    ["one file too many, beside a scenario", Object.fromEntries(["Widget.ts", "scenario.yaml", ...Array.from({ length: 50 }, (_none, index) => `f${index}.ts`)].map((path) => [path, ""])), /51 files; at most 50/],
    ["too many entries", Object.fromEntries(Array.from({ length: 2001 }, (_none, index) => [`f${index}`, ""])), /more than 2000 entries/],
  ])("%s", async (_what, files, message) => {
    expect(await messageOf(zip(files as Record<string, string>))).toMatch(message);
  });

  test("a bomb: 12 MB in 12 kB, and many of 1 MB", async () => {
    expect(await messageOf(zip({ "Widget.ts": new Uint8Array(12_000_000) }))).toMatch(/12,000,000 bytes/);
    const many = Object.fromEntries(Array.from({ length: 9 }, (_none, index) => [index === 0 ? "Widget.ts" : `f${index}.ts`, new Uint8Array(999_999)]));
    expect(await messageOf(zip(many))).toMatch(/8,999,991 bytes together/);
  });

  test("a bomb that lies about its size, smaller or larger: it is damage, and no more than declared is ever made", async () => {
    const bomb = zip({ "Widget.ts": new Uint8Array(8_000_000).fill(32) });
    for (const size of [10, 999_999]) expect(await messageOf(patch(patch(bomb, CENTRAL, 24, size), LOCAL, 22, size))).toMatch(/Widget\.ts can't be read: it is damaged/);
    const small = zip({ "Widget.ts": "x".repeat(100) });
    expect(await messageOf(patch(patch(small, CENTRAL, 24, 5000), LOCAL, 22, 5000))).toMatch(/damaged/);
  });

  test("a password", async () => {
    expect(await messageOf(patch(zip({ "Widget.ts": "w" }), CENTRAL, 8, 1))).toMatch(/locked with a password/);
  });

  test("something that is no zip, a cut one, an empty one, a too large one", async () => {
    expect(await messageOf(strToU8("hello"))).toMatch(/no zip, or it is damaged/);
    expect(await messageOf(new Uint8Array(0))).toMatch(/no zip, or it is damaged/);
    expect(await messageOf(zip({ "Widget.ts": "w" }).slice(0, 60))).toMatch(/no zip, or it is damaged/);
    expect(await messageOf(zip({}))).toMatch(/no Widget\.ts/);
    expect(await messageOf(new Uint8Array(10_000_001))).toMatch(/10\.0 MB; at most/);
  });

  test("a file that changes its content on the way", async () => {
    const bytes = zip({ "Widget.ts": "export default class {}".repeat(50) });
    bytes.fill(0xff, 41, 44);
    expect(await messageOf(bytes)).toMatch(/Widget\.ts can't be read/);
  });
});

test("a folder: what is too large is refused by its size alone, unread", async () => {
  const read: string[] = [];
  const entry = (path: string, size: number): Entry => ({ path, size, read: async () => (read.push(path), strToU8("x")) });
  expect(await programFrom([entry("f/Widget.ts", 1), entry("f/server/big.json", 2_000_000)])).toMatchObject({ ok: false, message: "server/big.json has 2,000,000 bytes; at most 1,000,000 can be opened." });
  expect(read).toEqual([]);
  expect(await programFrom([entry("f/Widget.ts", 1), entry("f/photo.png", 200_000_000)])).toMatchObject({ ok: true, notes: ["Left out, because it is no part of a program: photo.png."] });
  expect(read).toEqual(["f/Widget.ts"]);
});
