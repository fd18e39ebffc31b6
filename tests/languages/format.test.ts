/** The formatter sets spaces and line starts, and keeps lines. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { edited, format } from "../../runtime/languages/typescript/format.ts";

const formatted = (text: string): string => edited(text, format({ path: "Widget.ts", text }));

test("indents, spaces and ends lines as the lessons do", () => {
  expect(formatted('import {URL} from "Foundation"\nclass A{\nrun( ){\n      const x=[1,2]\n  if(x){return}\n}\n}\n')).toBe('import { URL } from "Foundation";\nclass A {\n  run() {\n    const x = [1, 2];\n    if (x) { return; }\n  }\n}\n');
});

test("formatting twice changes nothing more, and lines stay lines", () => {
  const text = "const  a=1\n\n\nfunction f(){\nreturn {a,b:2}\n}\n";
  const once = formatted(text);
  expect(formatted(once)).toBe(once);
  expect(once.split("\n")).toHaveLength(text.split("\n").length);
});

test("what can't be understood is kept", () => {
  expect(formatted("import {\nconst = = 3").replace(/[\s;]/g, "")).toBe("import{const==3");
});

test("lessons and samples are formatted already", () => {
  const files = readdirSync("content", { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".ts")).map((path) => join("content", path));
  expect(files.length).toBeGreaterThan(10);
  for (const path of files) expect(formatted(readFileSync(path, "utf8")), path).toBe(readFileSync(path, "utf8"));
});
