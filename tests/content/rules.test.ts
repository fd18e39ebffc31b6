/** Each rule's page: its broken code breaks the rule at the marked line, its fixed code keeps it, in the real sandbox. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import ts from "typescript";
import { parse } from "yaml";
import { BUILT_IN } from "../../runtime/judge/built-in.ts";
import type { Program } from "../../runtime/model/program.ts";
import type { Strike } from "../../runtime/explore/choices.ts";
import type { Scenario } from "../../runtime/model/scenario.ts";
import { COMPARED, EXPLORED, RULES } from "../../runtime/rules/index.ts";
import { explore } from "../support/explore.ts";
import { answering, programIn, run } from "../support/run.ts";
import { typeErrors } from "../support/types.ts";

const ROOT = join(import.meta.dirname, "../..");
const SAMPLE = programIn(join(ROOT, "content", "samples", "leaderboard"));
const SERVED = readFileSync(join(ROOT, "public", "api", "scores", "today.json"), "utf8");

interface Excerpt {
  readonly file: string;
  /** The line of the excerpt that the page marks, from 1. */
  readonly marked: number | null;
  readonly code: string;
}

function excerpts(page: string, heading: string): Excerpt[] {
  const section = page.split(/^## /m).find((each) => each.startsWith(`${heading}\n`)) ?? "";
  return [...section.matchAll(/^```ts title="([^"]+)"(?: del=\{(\d+)\})?\n([^]*?)\n```$/gm)].map(([, file = "", marked, code = ""]) => ({ file, marked: marked === undefined ? null : Number(marked), code }));
}

/** The sample with the excerpt's members in place of its own, and where the marked line came to lie. */
function withMembers(program: Program, { file, marked, code }: Excerpt): { readonly program: Program; readonly line: number | null } {
  const text = program.files.find((each) => each.path === file)?.text ?? "";
  const imports = /^(?:import .*\n)*/.exec(code)?.[0] ?? "";
  const members = code.slice(imports.length);
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const given = ts.createSourceFile("members.ts", `class Excerpt {\n${members}\n}`, ts.ScriptTarget.Latest, true);
  const nameOf = (member: ts.ClassElement): string => member.name?.getText() ?? "";
  const names = new Set((given.statements[0] as ts.ClassDeclaration).members.map(nameOf));
  const owner = tree.statements.find((each) => ts.isClassDeclaration(each)) as ts.ClassDeclaration;
  const replaced = owner.members.filter((member) => names.has(nameOf(member)));
  const MARK = "/*here*/";
  const lines = members.split("\n");
  const inMembers = marked === null ? -1 : marked - 1 - (imports === "" ? 0 : imports.split("\n").length - 1);
  const put = lines.map((line, index) => (index === inMembers ? `${MARK}${line}` : line)).join("\n");
  const place = replaced[0]?.getFullStart() ?? owner.members.end;
  let made = text;
  for (const member of [...replaced].reverse()) made = made.slice(0, member.getFullStart()) + made.slice(member.end);
  made = `${imports}${made.slice(0, place)}\n${put}\n${made.slice(place)}`;
  const line = made.split("\n").findIndex((each) => each.includes(MARK)) + 1;
  return { program: { files: program.files.map((each) => (each.path === file ? { path: file, text: made.replace(MARK, "") } : each)) }, line: line === 0 ? null : line };
}

function assemble(parts: readonly Excerpt[]): { readonly program: Program; readonly at: { readonly file: string; readonly line: number } | null } {
  let program = SAMPLE;
  let at: { file: string; line: number } | null = null;
  for (const part of parts) {
    const next = withMembers(program, part);
    program = next.program;
    if (next.line !== null) at = { file: part.file, line: next.line };
  }
  return { program, at };
}

interface Meta {
  readonly rule: { readonly scenario: string; readonly event: string; readonly found: string };
}

describe.each(RULES.map((rule) => [rule.id, rule] as const))("%s", (id, rule) => {
  const page = readFileSync(join(ROOT, "content", "rules", `${id}.md`), "utf8");
  const meta = (parse(/^---\n([^]*?)\n---/.exec(page)?.[1] ?? "") as Meta).rule;
  const scenario = BUILT_IN.find((each) => each.name === meta.scenario);
  const play = async (program: Program) => run(program, scenario ?? (() => { throw new Error(`no scenario ${meta.scenario}`); })(), answering(SERVED));

  test("the broken code breaks it, at the marked line and the named event, and says what to do", async () => {
    const { program, at } = assemble(excerpts(page, "Broken"));
    expect(typeErrors(program)).toEqual([]);
    const judged = await play(program);
    const verdict = judged.verdicts.find(({ finding }) => finding.rule === id);
    const all = verdict?.all.map((finding) => ({ severity: finding.severity, file: finding.source?.file, line: finding.source?.line, event: judged.lines[finding.event ?? -1]?.kind })) ?? [];
    expect(all[0]).toEqual({ severity: meta.found, ...at, event: meta.event });
    expect(verdict?.finding.message).toMatch(/^\S.*[.?]$/);
    expect(verdict?.finding.fix).toMatch(/^[A-Z].*\.$/);
    expect(verdict?.title).toBe(rule.title);
  });

  test("the fixed code keeps it, and breaks no other", async () => {
    const { program } = assemble(excerpts(page, "Fixed"));
    expect(typeErrors(program)).toEqual([]);
    const judged = await play(program);
    expect(judged.verdicts.find(({ finding }) => finding.rule === id)?.finding.status).toBe(id === "inline-request-finished" ? "not-exercised" : "passed");
    expect(judged.verdicts.flatMap(({ all }) => all.map((finding) => `${finding.severity}: ${finding.rule}`))).toEqual([]);
  });

  test("the page says what the rule says", () => {
    expect(page).toContain(`title: "${rule.title}"`);
    expect(page).toContain(`\`${id}\` · **${rule.severity}**`);
  });
});

interface ExploredMeta {
  readonly explored: { readonly bound: number; readonly strikes?: readonly Strike[] };
}

const PLURAL = [...EXPLORED.filter(({ id }) => !RULES.some((rule) => rule.id === id)), ...Object.values(COMPARED)];

describe.each(PLURAL.map((rule) => [rule.id, rule] as const))("%s, in the explorer", (id, rule) => {
  const page = readFileSync(join(ROOT, "content", "rules", `${id}.md`), "utf8");
  const options = (parse(/^---\n([^]*?)\n---/.exec(page)?.[1] ?? "") as ExploredMeta).explored;
  const scenario = BUILT_IN.find(({ name }) => name === "calm") as Scenario;
  const found = async (heading: string): Promise<string[]> => {
    const { program } = assemble(excerpts(page, heading));
    expect(typeErrors(program)).toEqual([]);
    return (await explore(program, scenario, options)).broken.map(({ finding }) => finding.rule);
  };

  test("the broken code breaks it", async () => {
    expect(await found("Broken")).toContain(id);
  });

  test("the fixed code keeps it", async () => {
    // Signing out changes what is shown in the end, and rightly.
    expect((await found("Fixed")).filter((each) => !options.strikes?.includes("sign-out") || each === id)).toEqual([]);
  });

  test("the page says what the rule says", () => {
    expect(page).toContain(`title: "${rule.title}"`);
    expect(page).toContain(`\`${id}\` · **${rule.severity}**`);
  });
});

test("there is a page for each rule, and no other", () => {
  const pages = readdirSync(join(ROOT, "content", "rules")).filter((name) => name !== "index.md").map((name) => name.replace(".md", ""));
  expect(pages.sort()).toEqual([...RULES, ...PLURAL].map(({ id }) => id).sort());
});
