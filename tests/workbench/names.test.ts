/** Names of a learner's files. */
import { expect, test } from "vitest";
import { pathOf, renamed, whyKept, wrongName } from "../../src/workbench/editor/names.ts";

const PATHS = ["Widget.ts", "Provider.ts", "Model/Score.ts"];

test("a name gets its ending, and loses what a path begins with", () => {
  expect(pathOf(" Store ")).toBe("Store.ts");
  expect(pathOf("./Model\\Store.ts")).toBe("Model/Store.ts");
});

test("names that can be used", () => {
  for (const name of ["Store", "Store.ts", "Model/Store.ts", "a-b_c+d", "Übung".replace("Ü", "U")]) expect(wrongName(name, PATHS)).toBeNull();
});

test.each([
  ["", "Type a name"],
  ["  ", "Type a name"],
  ["Provider", "There is a Provider.ts already"],
  ["provider.TS".replace("TS", "ts"), "There is a Provider.ts already"],
  ["model/score", "There is a Model/Score.ts already"],
  ["../Store", "leave out .."],
  ["a//b", "double slashes"],
  ["My Store", "A space can't"],
  ["Störe", '"ö" can\'t'],
  ["<script>", '"<" can\'t'],
  ["data.json", "TypeScript files only"],
  ["Types.d.ts", "declarations only"],
  ["server/scores", "server/ holds"],
  ["x".repeat(90), "at most 80"],
])("%j is refused, with what to do", (name, says) => {
  expect(wrongName(name, PATHS)).toContain(says);
});

test("a file may keep its own name, in other letters too", () => {
  expect(wrongName("provider", PATHS, "Provider.ts")).toBeNull();
});

test("there is an end to adding files, not to renaming them", () => {
  const many = Array.from({ length: 50 }, (_each, index) => `F${index}.ts`);
  expect(wrongName("One", many)).toContain("at most 50 files");
  expect(wrongName("One", many, "F1.ts")).toBeNull();
});

test("the entry stays", () => {
  expect(whyKept("Widget.ts")).toContain("where the program starts");
  expect(whyKept("Provider.ts")).toBeNull();
});

test("imports follow a renaming, in each way of writing them", () => {
  const { files, followed } = renamed([
    { path: "Widget.ts", text: 'import { Provider } from "./Provider";\nimport "./Provider.ts";\nexport * from \'./Provider\';\nimport { x } from "./Model/Score";\nimport { URL } from "Foundation";' },
    { path: "Provider.ts", text: "export class Provider {}" },
    { path: "Model/Score.ts", text: 'import type { Provider } from "../Provider";' },
  ], "Provider.ts", "Time/Source.ts");
  expect(followed).toBe(4);
  expect(files.map(({ path }) => path)).toEqual(["Widget.ts", "Time/Source.ts", "Model/Score.ts"]);
  expect(files[0]?.text).toBe('import { Provider } from "./Time/Source";\nimport "./Time/Source.ts";\nexport * from \'./Time/Source\';\nimport { x } from "./Model/Score";\nimport { URL } from "Foundation";');
  expect(files[2]?.text).toBe('import type { Provider } from "../Time/Source";');
});

test("a file that moves still finds what it imports", () => {
  const { files } = renamed([{ path: "Widget.ts", text: "" }, { path: "A.ts", text: 'import { b } from "./B";\nconst text = "./B";' }, { path: "B.ts", text: "" }], "A.ts", "deep/er/A.ts");
  expect(files[1]).toEqual({ path: "deep/er/A.ts", text: 'import { b } from "../../B";\nconst text = "./B";' });
});
