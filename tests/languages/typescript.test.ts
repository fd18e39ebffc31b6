import { expect, test } from "vitest";
import { compile } from "../../runtime/languages/typescript/compile.ts";
import type { Compilation, ProgramFile } from "../../runtime/model/program.ts";

const files = (sources: Record<string, string>): ProgramFile[] => Object.entries(sources).map(([path, text]) => ({ path, text }));
const problems = (compilation: Compilation) => (compilation.ok ? [] : compilation.problems.map(({ code, message, source }) => ({ code, message, at: source && `${source.file}:${source.line}:${source.column}` })));

function ready(sources: Record<string, string>) {
  const compilation = compile({ files: files(sources) });
  if (!compilation.ok) throw new Error(JSON.stringify(compilation.problems));
  return compilation.program;
}

test("takes away types and keeps what runs", () => {
  const { modules } = ready({ "Widget.ts": "interface A { b: number }\nenum Kind { small = 2 }\nexport default class W { constructor(private a: A) {} kind(): Kind { return this.a!.b as Kind } }" });
  const code = modules[0]?.code ?? "";
  expect(code).not.toMatch(/interface|private|: Kind/);
  const exports: Record<string, new (a: unknown) => { kind(): unknown }> = {};
  new Function("exports", code)(exports);
  expect(new (exports["default"] as never as new (a: unknown) => { kind(): unknown })({ b: 2 }).kind()).toBe(2);
});

test("maps every position of the code back to where the learner wrote it", () => {
  const text = "import type { X } from './nowhere';\n\ntype Long = {\n  a: number;\n};\nexport default function f<T extends Long>(value: T): number {\n  return   mark(value.a);\n}\ndeclare function mark(n: number): number;\n";
  const program = ready({ "Widget.ts": text });
  const lines = (program.modules[0]?.code ?? "").split("\n");
  const row = lines.findIndex((line) => line.includes("mark("));
  expect(program.locate("Widget.ts", row + 1, (lines[row]?.indexOf("mark(") ?? 0) + 1)).toEqual({ file: "Widget.ts", line: 7, column: 12 });
});

test("a file that nests more deeply than the compiler can follow is a problem of that file", () => {
  const deep = `export default ${"[".repeat(100_000)}${"]".repeat(100_000)};`;
  expect(problems(compile({ files: files({ "Widget.ts": "export {};", "Deep.ts": deep }) }))).toEqual([{ code: "syntax-error", message: "Deep.ts nests too deeply to be read.", at: "Deep.ts:1:1" }]);
});

test("resolves the SDK's modules and other files, with and without an ending", () => {
  const { modules } = ready({
    "Widget.ts": "import { Timeline } from 'WidgetKit';\nimport { a } from './Model/Score';\nimport b from './Model/Score.ts';\nimport c from './Model/Score.js';\nexport default [Timeline, a, b, c];",
    "Model/Score.ts": "import { z } from '../Zed';\nexport const a = z; export default a;",
    "Zed.ts": "export const z = 1;",
  });
  expect(modules.map((module) => module.imports)).toEqual([
    { "WidgetKit": "WidgetKit", "./Model/Score": "Model/Score.ts", "./Model/Score.ts": "Model/Score.ts", "./Model/Score.js": "Model/Score.ts" },
    { "../Zed": "Zed.ts" },
    {},
  ]);
});

test("lets names that exist only as types be imported like values", () => {
  const { modules } = ready({ "Widget.ts": "import { TimelineProvider, Timeline } from 'WidgetKit';\nimport { Codable } from 'Swift';\nexport default class P implements TimelineProvider, Codable { t = Timeline }" });
  expect(modules[0]?.imports).toEqual({ WidgetKit: "WidgetKit" });
});

test("answers a syntax error with file, line and column", () => {
  expect(problems(compile({ files: files({ "Widget.ts": "export default class {\n  body( {\n}\n" }) }))[0]).toMatchObject({ code: "syntax-error", at: "Widget.ts:4:1" });
});

test("answers an import of a file that is not there, and guesses what was meant", () => {
  const compilation = compile({ files: files({ "Widget.ts": "import { P } from './Provder';\nexport default P;", "Provider.ts": "export const P = 1;" }) });
  expect(problems(compilation)).toEqual([{ code: "import-not-found", message: 'There is no file for the import "./Provder".', at: "Widget.ts:1:19" }]);
  expect(!compilation.ok && compilation.problems[0]?.fix).toBe('Did you mean "./Provider"?');
});

test("answers an import of a module that is not emulated", () => {
  expect(problems(compile({ files: files({ "Widget.ts": "import { UIColor } from 'UIKit';\nexport default UIColor;" }) }))).toEqual([{ code: "import-not-found", message: 'There is no module "UIKit" here.', at: "Widget.ts:1:25" }]);
});

test.each([["os", /in "Foundation"/], ["AppIntents", /in "WidgetKit"/], ["Combine", /delegate/], ["UIKit", /SwiftUI/], ["SwiftData", /app group/], ["constructor", /can import/]])("an import of Swift's module %s says where its names are", (module, fix) => {
  const compilation = compile({ files: files({ "Widget.ts": `import { X } from "${module}";\nexport default X;` }) });
  expect(!compilation.ok && compilation.problems[0]?.fix).toMatch(fix);
});

test.each([
  ["no Widget.ts", { "Provider.ts": "export {}" }, "entry-missing"],
  ["an empty Widget.ts", { "Widget.ts": " \n" }, "file-empty"],
  ["a file of more than a megabyte", { "Widget.ts": "x".repeat(1_000_001) }, "file-too-large"],
  ["too many files", Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`F${index}.ts`, ""])), "too-many-files"],
])("answers %s with a problem that says what to do", (_what, sources, code) => {
  const compilation = compile({ files: files(sources) });
  expect(problems(compilation).map((each) => each.code)).toEqual([code]);
  expect(!compilation.ok && compilation.problems[0]?.fix).toMatch(/\.$/);
});

test("finds the call that is meant among the calls around a position, by the name of what is called", () => {
  const text = "declare const done: any, Timeline: any, policy: any;\nexport default () =>\n  done(\n    new Timeline({\n      policy: policy.after(\n        1),\n    }),\n  );\n";
  const program = ready({ "Widget.ts": text });
  const lines = (program.modules[0]?.code ?? "").split("\n");
  const row = lines.findIndex((line) => line.includes("after("));
  const at = [row + 1, (lines[row]?.indexOf("after(") ?? 0) + 1] as const;
  expect(program.locate("Widget.ts", ...at, "after")).toEqual({ file: "Widget.ts", line: 5, column: 22 });
  expect(program.locate("Widget.ts", ...at, "Timeline")).toEqual({ file: "Widget.ts", line: 4, column: 5 });
  expect(program.locate("Widget.ts", ...at, "completion")).toEqual({ file: "Widget.ts", line: 3, column: 3 });
});
