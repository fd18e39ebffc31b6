/** Holds the import table of the architecture: who may import whom, and what nobody may use. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize, relative } from "node:path";
import { expect, test } from "vitest";
import ts from "typescript";

const ROOT = join(import.meta.dirname, "../..");

/** Folder of `runtime/` → folders and packages it may import. A `type:` prefix allows types only. */
const MAY: Readonly<Record<string, readonly string[]>> = {
  base: [],
  model: ["base", "zod"],
  device: ["model", "base"],
  actors: ["device", "model", "base"],
  rules: ["model", "base"],
  report: ["model", "base"],
  engine: ["actors", "device", "model", "base"],
  explore: ["engine", "rules", "model", "base"],
  sdk: ["type:model"],
  languages: ["model", "base", "typescript", "@jridgewell/trace-mapping"],
  sandbox: ["sdk", "model", "base", "quickjs-wasi", "node:fs/promises"],
  judge: ["engine", "explore", "languages", "sandbox", "rules", "model", "base", "@noble/hashes", "yaml"],
  worker: ["judge", "type:explore", "engine", "languages", "sandbox", "rules", "report", "sdk", "model", "base", "comlink"],
  cli: ["judge", "explore", "engine", "languages", "sandbox", "rules", "report", "sdk", "model", "base", "worker", "yaml", "node:*"],
};
/** Single files that one package belongs to, for folders where it is not for all. */
const ONLY_IN: Readonly<Record<string, RegExp>> = {
  "zod": /^runtime\/model\/(scenario|program)\.ts$/,
  "node:fs/promises": /^runtime\/(sandbox\/binary-node\.ts|cli\/)/,
};

/** Exports that are there for what the compiler says of them. */
const ONLY_COMPILED = ["WORLD"];

/** Pure folders: the same in Node and in a worker, and the same twice. */
const PURE = ["base", "model", "device", "actors", "engine", "rules", "explore", "report"];
const BANNED = [/\bDate\.now\b/, /\bnew Date\(\s*\)/, /\bMath\.random\b/, /\bperformance\.now\b/, /\bsetTimeout\b/, /\basync\b/];

interface Import {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
}

const sources = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|svelte|astro|mjs)$/.test(entry.name))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)))
    .sort();

const read = (file: string): string => readFileSync(join(ROOT, file), "utf8");

/** Comments and strings say things that code must not do. */
function codeOf(file: string): string {
  const text = read(file);
  const scanner = ts.createScanner(ts.ScriptTarget.Latest, false, ts.LanguageVariant.Standard, text);
  let code = "";
  for (let kind = scanner.scan(); kind !== ts.SyntaxKind.EndOfFileToken; kind = scanner.scan()) {
    const comment = kind === ts.SyntaxKind.SingleLineCommentTrivia || kind === ts.SyntaxKind.MultiLineCommentTrivia;
    const string = kind === ts.SyntaxKind.StringLiteral || kind === ts.SyntaxKind.NoSubstitutionTemplateLiteral;
    code += comment || string ? " " : scanner.getTokenText();
  }
  return code;
}

function importsOf(file: string): Import[] {
  const tree = ts.createSourceFile(file, read(file), ts.ScriptTarget.Latest, true);
  const found: Import[] = [];
  const visit = (node: ts.Node): void => {
    if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier)) {
      const clause = ts.isImportDeclaration(node) ? node.importClause : undefined;
      const named = clause?.namedBindings && ts.isNamedImports(clause.namedBindings) ? clause.namedBindings.elements : [];
      const typeOnly = ts.isExportDeclaration(node) ? node.isTypeOnly : clause?.phaseModifier === ts.SyntaxKind.TypeKeyword || (named.length > 0 && !clause?.name && named.every((each) => each.isTypeOnly));
      found.push({ from: file, to: node.moduleSpecifier.text, typeOnly });
    }
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword && node.arguments[0] && ts.isStringLiteral(node.arguments[0])) {
      found.push({ from: file, to: node.arguments[0].text, typeOnly: false });
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

/** "runtime/engine/step.ts" for a relative import, the specifier itself for a package. */
const targetOf = ({ from, to }: Import): string => (to.startsWith(".") ? normalize(join(dirname(from), to.replace(/\?.*$/, ""))) : to.replace(/\?.*$/, ""));

const folderOf = (file: string): string => file.split("/")[1] ?? "";

function isAllowed(each: Import): boolean {
  const target = targetOf(each);
  const own = folderOf(each.from);
  const allowed = MAY[own] ?? [];
  if (target.startsWith("runtime/")) {
    const folder = folderOf(target);
    return folder === own || allowed.includes(folder) || (each.typeOnly && allowed.includes(`type:${folder}`));
  }
  if (target.startsWith("..") || target.startsWith("src/") || target.startsWith("content/")) return false;
  const only = Object.entries(ONLY_IN).find(([name]) => target === name || target.startsWith(`${name}/`));
  if (only && !only[1].test(each.from)) return false;
  return allowed.some((name) => target === name || target.startsWith(`${name}/`) || (name === "node:*" && target.startsWith("node:")));
}

const runtime = sources("runtime").filter((file) => file.endsWith(".ts") && !file.endsWith(".d.ts"));

const isGenerated = (file: string): boolean => /guest-image|sdk\/declarations\.ts|judge\/built-in/.test(file);

test("every folder of the runtime has its row in the import table", () => {
  expect([...new Set(runtime.map(folderOf))].filter((folder) => !(folder in MAY))).toEqual([]);
});

test("imports point one way, as the table says", () => {
  const wrong = runtime.filter((file) => !/^runtime\/sdk\/(guest|declarations)\//.test(file)).flatMap(importsOf).filter((each) => !isAllowed(each));
  expect(wrong.map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
});

test("the table can tell a wrong import: rules may not know the engine", () => {
  expect(isAllowed({ from: "runtime/rules/index.ts", to: "../engine/step.ts", typeOnly: true })).toBe(false);
  expect(isAllowed({ from: "runtime/rules/index.ts", to: "../model/trace.ts", typeOnly: true })).toBe(true);
  expect(isAllowed({ from: "runtime/model/world.ts", to: "zod", typeOnly: false })).toBe(false);
});

test("pure folders use no clock, no chance, no timer and nothing asynchronous", () => {
  const used = runtime.filter((file) => PURE.includes(folderOf(file))).flatMap((file) => BANNED.filter((ban) => ban.test(codeOf(file))).map((ban) => `${file}: ${ban.source}`));
  expect(used).toEqual([]);
});

test("no file of the runtime is forgotten: each is imported, or is a place where something starts", () => {
  const starts = /^runtime\/(cli\/main|worker\/(worker|client)|sdk\/guest\/.*|sandbox\/binary-(node|web))\.ts$/;
  const everywhere = [...runtime, ...sources("src"), ...sources("tests"), ...sources("scripts")];
  const used = new Set(everywhere.flatMap((file) => (/\.(svelte|astro)$/.test(file) ? importsInText(file) : importsOf(file)).map(targetOf)));
  expect(runtime.filter((file) => !starts.test(file) && !used.has(file))).toEqual([]);
});

test("no export of the runtime's is forgotten: somebody names it", () => {
  const named = new Map<string, number>();
  const texts = [...runtime, ...sources("src"), ...sources("tests"), ...sources("scripts")].filter((file) => !isGenerated(file)).map((file) => ({ file, text: read(file) }));
  for (const { text } of texts) for (const [word] of text.matchAll(/[A-Za-z_]\w*/g)) named.set(word, (named.get(word) ?? 0) + 1);
  const exported = texts.filter(({ file }) => file.startsWith("runtime/") && !/^runtime\/sdk\/(guest|declarations)\//.test(file))
    .flatMap(({ file, text }) => [...text.matchAll(/^export (?:async )?(?:const|function|class|interface|type) (\w+)/gm)].map(([, name = ""]) => ({ file, name })));
  expect(exported.length).toBeGreaterThan(300);
  expect(exported.filter(({ name }) => named.get(name) === 1 && !ONLY_COMPILED.includes(name))).toEqual([]);
});

/** Components mix markup and script; for them the specifiers are enough. */
function importsInText(file: string): Import[] {
  return [...read(file).matchAll(/from\s+["']([^"']+)["']|import\s*\(?["']([^"']+)["']/g)].map((match) => ({ from: file, to: match[1] ?? match[2] ?? "", typeOnly: false }));
}

test("files stay small enough to be read at one sitting", () => {
  const long = runtime.filter((file) => !isGenerated(file)).map((file) => ({ file, lines: read(file).split("\n").length })).filter(({ lines }) => lines > 300);
  expect(long).toEqual([]);
});
