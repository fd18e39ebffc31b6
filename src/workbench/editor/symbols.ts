/**
 * At build time: what the editor says about a name of the SDK. The names, their sentences and Apple's pages are read
 * from the declarations, the facts from `runtime/FACTS.md`; a fact belongs to the names that it spells as code.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { SDK_MODULES } from "../../../runtime/model/program.ts";
import type { Fact, SymbolTable, SymbolEntry } from "./symbol-table.ts";

const ROOT = process.cwd();

/** Names that facts speak of in words only. */
const IN_WORDS: ReadonlyMap<string, readonly string[]> = new Map([
  ["WidgetConfiguration.onBackgroundURLSessionEvents", ["A11", "A16", "F8", "F10", "F23"]],
  ["URLSessionConfiguration.background", ["A7", "A8", "F6"]],
  ["URLSessionConfiguration.default", ["A4", "A5"]],
  ["URLSessionConfiguration.ephemeral", ["A4", "A5"]],
  ["URLSession", ["A8", "F1", "F11", "F13"]],
  ["URLSessionTask.resume", ["H2", "H12"]],
  ["URLSessionTask.earliestBeginDate", ["N5"]],
  ["URLSessionConfiguration.timeoutIntervalForResource", ["N5"]],
  ["URLSessionConfiguration.waitsForConnectivity", ["N1"]],
  ["HTTPURLResponse.statusCode", ["F5", "N7"]],
  ["FileManager.containerURL", ["G5"]],
  ["shared.reloadTimelines", ["B13"]],
  ["Timeline", ["B4", "B5"]],
  ["TimelineReloadPolicy", ["B6"]],
  ["WidgetBundle", ["A13"]],
]);

export function symbolTable(): SymbolTable {
  const facts = factsIn(readFileSync(join(ROOT, "runtime", "FACTS.md"), "utf8"));
  const entries = SDK_MODULES.flatMap((module) => declaredIn(module, readFileSync(join(ROOT, "runtime", "sdk", "declarations", `${module}.d.ts`), "utf8")));
  const symbols = new Map<string, SymbolEntry[]>();
  for (const { name, ...entry } of entries) {
    const key = entry.owner === "" ? name : `${entry.owner}.${name}`;
    const said = facts.filter((fact) => IN_WORDS.get(key)?.includes(fact.id) || (isAbout(fact, entry) && spelled(fact.text).some((code) => isSpelling(code, name))));
    const all = symbols.get(name) ?? [];
    // An overload adds nothing, and neither does a name about which nothing is said.
    if (all.some(({ owner }) => owner === entry.owner)) continue;
    if (said.length > 0 || entry.link !== "") symbols.set(name, [...all, { ...entry, facts: said.map(({ id }) => id) }]);
  }
  const used = new Set([...symbols.values()].flat().flatMap((entry) => entry.facts));
  return { facts: Object.fromEntries(facts.filter(({ id }) => used.has(id)).map((fact) => [fact.id, fact])), symbols: Object.fromEntries([...symbols].sort(([one], [other]) => (one < other ? -1 : 1))) };
}

/** The rows of the implemented facts; what is left out has three columns and is not read. */
function factsIn(markdown: string): Fact[] {
  return [...markdown.matchAll(/^\| ([A-Z]\d+) \| (.+?) \| ([^|]+?) \| ([^|]*?) ?\|$/gm)].map(([, id = "", text = "", certainty = "", sources = ""]) => ({ id, text, certainty, sources }));
}

const spelled = (text: string): string[] => [...text.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? "");

/** Facts spell short names (`resume()`, `error`) that other types have too: B and C speak of widgets, D to N of transfers. */
function isAbout({ id }: Fact, { module, owner }: Pick<Declared, "module" | "owner">): boolean {
  if (owner === "") return true;
  if (module === "WidgetKit") return /^[ABC]/.test(id);
  return module === "Foundation" && /^[AD-N]/.test(id) && /^URL(Session|Error|AuthenticationChallenge)|^HTTPURLResponse$|^FileManager$/.test(owner);
}

/** Whether `code`, as Swift writes it, is the SDK's `name`: `downloadTask(with:)`, `x.resume()`, `didFinishDownloadingTo`. */
function isSpelling(code: string, name: string): boolean {
  const plain = code.replace(/\(.*$/s, "").replace(/^.*\./, "");
  if (plain === name) return true;
  // A delegate's method is its selector joined; texts often give the selector's last part only.
  const joined = code.replace(/[^A-Za-z]/g, "").toLowerCase();
  return /^urlSession[A-Z]/.test(name) && joined.length >= 12 && name.toLowerCase().includes(joined);
}

interface Declared extends Omit<SymbolEntry, "facts"> {
  readonly name: string;
}

function declaredIn(module: string, text: string): Declared[] {
  const tree = ts.createSourceFile(`${module}.d.ts`, text, ts.ScriptTarget.Latest, true);
  const found: Declared[] = [];
  const visit = (node: ts.Node, owner: string): void => {
    const name = nameOf(node);
    if (name !== null) {
      const doc = ts.getJSDocCommentsAndTags(node).map((each) => (typeof each.comment === "string" ? each.comment : "")).join(" ");
      const link = /https:\/\/developer\.apple\.com\/\S+/.exec(doc)?.[0] ?? "";
      const isProtocol = ts.isInterfaceDeclaration(node.parent) && /Delegate$|Provider$/.test(owner);
      found.push({ name, module, owner, isProtocol, doc: doc.replace(link, "").trim(), link });
    }
    // Names inside a parameter's type are labels, not symbols.
    if (ts.isFunctionLike(node)) return;
    ts.forEachChild(node, (child) => visit(child, name ?? owner));
  };
  visit(tree, "");
  return found;
}

function nameOf(node: ts.Node): string | null {
  const isNamed = ts.isClassDeclaration(node) || ts.isInterfaceDeclaration(node) || ts.isFunctionDeclaration(node) || ts.isVariableDeclaration(node) || ts.isTypeAliasDeclaration(node)
    || ts.isMethodSignature(node) || ts.isMethodDeclaration(node) || ts.isPropertySignature(node) || ts.isPropertyDeclaration(node) || ts.isGetAccessorDeclaration(node);
  return isNamed && node.name && ts.isIdentifier(node.name) ? node.name.text : null;
}
