/** Ties the numbers of FACTS.md, code and tests together, both ways. */
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "../..");
const FACTS = readFileSync(join(ROOT, "runtime", "FACTS.md"), "utf8");
const [implementedText = "", leftText = ""] = FACTS.split("## Left out");
const idsIn = (text: string): string[] => [...text.matchAll(/^\| ([A-Z]\d{1,2}) \|/gm)].map(([, id = ""]) => id);

const GENERATED = /guest-image\.ts$|sdk\/declarations\.ts$|judge\/built-in\.ts$/;
const sources = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)))
    .filter((file) => !GENERATED.test(file));

/** Numbers in brackets, alone or several, a range, or in a rule's `from`. */
function citedIn(files: readonly string[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const file of files) {
    const text = readFileSync(join(ROOT, file), "utf8");
    for (const [all] of text.matchAll(/\[[A-Z]\d{1,2}(?:[, ]+[A-Z]\d{1,2})*\]/g)) for (const [id] of all.matchAll(/[A-Z]\d{1,2}/g)) found.set(id, file);
    for (const [, from = "", to = ""] of text.matchAll(/\[([A-Z]\d{1,2})\][–-]\[([A-Z]\d{1,2})\]/g)) for (let n = Number(from.slice(1)); n <= Number(to.slice(1)); n++) found.set(`${from[0]}${n}`, file);
    for (const [, all = ""] of text.matchAll(/from: \[([^\]]*)\]/g)) for (const [, id = ""] of all.matchAll(/"([A-Z]\d{1,2})"/g)) found.set(id, file);
  }
  return found;
}

const implemented = new Set(idsIn(implementedText));
const left = new Set(idsIn(leftText));
const inCode = citedIn(sources("runtime"));
const inTests = citedIn(sources("tests"));
/** Statements of the article and pitfalls have lists of their own. */
const isFact = (id: string): boolean => !/^[SP]/.test(id);

test("every fact that FACTS.md calls implemented is cited by code or proved by a test", () => {
  expect([...implemented].filter((id) => !inCode.has(id) && !inTests.has(id))).toEqual([]);
});

test("every fact that code or tests cite is in FACTS.md, as implemented", () => {
  const cited = [...inCode, ...inTests].filter(([id]) => isFact(id) && !implemented.has(id)).map(([id, file]) => `${id} in ${file}`);
  expect([...new Set(cited)]).toEqual([]);
});

test("no fact is both implemented and left out, and each that is left out says why", () => {
  expect([...left].filter((id) => implemented.has(id))).toEqual([]);
  expect(leftText.split("\n").filter((line) => /^\| [A-Z]\d/.test(line) && !/\| [^|]{10,} \|$/.test(line))).toEqual([]);
});

test("every sequence Q1 to Q31 has a test whose title begins with its number", () => {
  const titles = sources("tests").flatMap((file) => [...readFileSync(join(ROOT, file), "utf8").matchAll(/test\("\[(Q\d+)\]/g)].map(([, id = ""]) => id));
  expect(Array.from({ length: 31 }, (_none, index) => `Q${index + 1}`).filter((id) => !titles.includes(id))).toEqual([]);
});

test("every setting of a scenario that is assumed or contested is described, with its facts", () => {
  const schema = readFileSync(join(ROOT, "runtime", "model", "scenario.ts"), "utf8");
  const settings = schema.slice(schema.indexOf("export const settingsSchema"), schema.indexOf("export const scenarioSchema"));
  const rows = [...settings.matchAll(/^ {2}(\w+): .*$/gm)];
  expect(rows.length).toBeGreaterThan(30);
  expect(rows.filter(([row]) => !/description: ".{20,}", certainty: "(documented|stated|observed|assumed)"/.test(row)).map(([, name]) => name)).toEqual([]);
});
