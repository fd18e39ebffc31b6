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

test("no number is missing, and nothing stands twice", () => {
  const all = [...idsIn(implementedText), ...idsIn(leftText)];
  expect(all.filter((id, index) => all.indexOf(id) !== index)).toEqual([]);
  const last = { A: 25, B: 23, C: 13, D: 31, E: 30, F: 31, G: 10, H: 17, L: 8, M: 23, N: 13, Q: 31 };
  const expected = Object.entries(last).flatMap(([letter, count]) => Array.from({ length: count }, (_none, index) => `${letter}${index + 1}`));
  expect([...all].sort()).toEqual([...expected].sort());
  const lines = FACTS.split("\n").filter((line) => line.length > 40);
  expect(lines.filter((line, index) => lines.indexOf(line) !== index)).toEqual([]);
});

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

/** The bodies of tests by the numbers that their titles begin with. */
const proofs = (letter: "Q" | "S"): Map<string, string> =>
  new Map(sources("tests/facts").flatMap((file) => readFileSync(join(ROOT, file), "utf8").split(/^(?= *test\()/m).flatMap((text) => {
    const [, begin = ""] = /^ *test\("((?:\[\w+\] )+)/.exec(text) ?? [];
    return [...begin.matchAll(/\[(\w+)\]/g)].flatMap(([, id = ""]) => (id.startsWith(letter) ? [[id, text] as const] : []));
  })).reverse());

test("every sequence Q1 to Q31 has a test whose title begins with its number, and whose expectation is the aligned trace", () => {
  const tests = proofs("Q");
  expect(Array.from({ length: 31 }, (_none, index) => `Q${index + 1}`).filter((id) => !/aligned\([^]*toMatchInlineSnapshot\(`\n/.test(tests.get(id) ?? ""))).toEqual([]);
});

test("every statement S1 to S14 of the article has a test whose title begins with its number", () => {
  expect(Array.from({ length: 14 }, (_none, index) => `S${index + 1}`).filter((id) => !proofs("S").has(id))).toEqual([]);
});

test("every setting of a scenario that is assumed or contested is described, with its facts", () => {
  const schema = readFileSync(join(ROOT, "runtime", "model", "scenario.ts"), "utf8");
  const settings = schema.slice(schema.indexOf("export const settingsSchema"), schema.indexOf("export const scenarioSchema"));
  const rows = [...settings.matchAll(/^ {2}(\w+): .*$/gm)];
  expect(rows.length).toBeGreaterThan(30);
  expect(rows.filter(([row]) => !/description: ".{20,}", certainty: "(documented|stated|observed|assumed)"/.test(row)).map(([, name]) => name)).toEqual([]);
});
