/** The scenario editor's text: form and YAML, both ways. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BUILT_IN } from "../../runtime/judge/built-in.ts";
import { readScenario } from "../../runtime/model/scenario.ts";
import { blank, fieldAt, formWords, SCENARIO, type Field, written } from "../../src/workbench/conditions/schema.ts";
import { change, read, textOf } from "../../src/workbench/conditions/text.ts";
import { scenario } from "../fuzz/grammar.ts";

const ROOT = join(import.meta.dirname, "../..");
const FILE = `# What the system does.
name: mine
title: "My own"   # shown in the list

# A slow one.
network: { online: true, latency: 2s }   # a comment

server:
    - match: /scores.json     # four columns in
      answer: { status: 500 }
# The end comes first.
interventions:
  - when: { idle: with-transfer }
    do: terminate # at the worst moment
  - { when: { at: 5m }, do: ask-for-timeline }
`;

/** Which lines differ. */
const touched = (before: string, after: string): string[] => {
  const lines = before.split("\n");
  return after.split("\n").filter((line) => !lines.includes(line));
};

describe("from the form to the text", () => {
  test("one value in place of another changes that value alone", () => {
    expect(change(FILE, ["title"], "Ours")).toBe(FILE.replace('"My own"', "Ours"));
    expect(change(FILE, ["network", "latency"], "10s")).toBe(FILE.replace("2s", "10s"));
    expect(change(FILE, ["server", 0, "answer", "status"], 404)).toBe(FILE.replace("500", "404"));
    expect(change(FILE, ["interventions", 0, "do"], "suspend")).toBe(FILE.replace("do: terminate", "do: suspend"));
  });

  test("a value that needs quotes gets them, in a line of its own and inside braces", () => {
    for (const value of ["yes", "a: b", "1", "x, y", "#", "two\nlines", ""]) {
      for (const path of [["title"], ["network", "latency"]]) expect(path.reduce<unknown>((data, key) => (data as Record<string, unknown>)[key], read(change(FILE, path, value)).data)).toBe(value);
    }
  });

  test("a new key changes its own part, and every comment stays", () => {
    const after = change(FILE, ["network", "bandwidth"], 1000);
    expect(touched(FILE, after)).toEqual(["network: { online: true, latency: 2s, bandwidth: 1000 } # a comment"]);
    expect(after.match(/#.*/g)).toEqual(FILE.match(/#.*/g));
    expect(change(FILE, ["settings", "wakeRuntime"], "10s")).toBe(`${FILE}settings:\n  wakeRuntime: 10s\n`);
  });

  test("a key that is taken out leaves nothing empty behind, and the next one's comment in place", () => {
    const after = change(change(FILE, ["network", "latency"], undefined), ["network", "online"], undefined);
    expect(after).toBe(FILE.replace("network: { online: true, latency: 2s }   # a comment\n", ""));
    expect(change(FILE, ["server", 0], undefined)).toContain("# The end comes first.\ninterventions:");
  });

  test("an intervention that is added stands on lines of its own", () => {
    const after = change(FILE, ["interventions", 2], { when: { step: 4 }, do: "lock", by: "hand" });
    expect(touched(FILE, after)).toEqual(["  - when: { step: 4 }", "    do: lock", "    by: hand"]);
  });

  test("a text that is no YAML is left alone", () => {
    expect(change("name: [", ["title"], "x")).toBe("name: [");
  });

  test("an empty text takes its first key", () => {
    expect(change("", ["name"], "mine")).toBe("name: mine\n");
  });

  test("any change says what it should, and no comment of another key is lost", () => {
    const place = fc.constantFrom<readonly (string | number)[]>(["title"], ["until"], ["network"], ["network", "latency"], ["network", "loss"], ["device", "locked"], ["server"], ["server", 0], ["server", 0, "match"], ["server", 0, "answer", "body"], ["interventions", 0, "when"], ["interventions", 1], ["interventions", 0, "with"]);
    const value = fc.oneof(fc.string(), fc.constant(undefined), fc.integer(), fc.boolean(), fc.dictionary(fc.constantFrom("a", "b c", "d:"), fc.oneof(fc.string(), fc.integer())));
    fc.assert(fc.property(fc.array(fc.tuple(place, value), { maxLength: 6 }), (changes) => {
      let text = FILE;
      for (const [path, wanted] of changes) {
        const { data } = read(text);
        if (path.length > 1 && path.slice(0, -1).reduce<unknown>((inner, key) => (inner as Record<string, unknown> | undefined)?.[key], data) === undefined) continue;
        if (path.slice(0, -1).some((_key, index) => typeof path.slice(0, index + 1).reduce<unknown>((inner, key) => (inner as Record<string, unknown> | undefined)?.[key], data) !== "object")) continue;
        text = change(text, path, wanted);
        const found = path.reduce<unknown>((inner, key) => (inner as Record<string, unknown> | undefined)?.[key], read(text).data);
        if (wanted === undefined && typeof path.at(-1) === "number") continue;
        expect(found).toEqual(wanted);
      }
      expect(text).toContain("# What the system does.");
      // A key that is taken out takes its own comment along.
      if (!changes.some(([path, wanted]) => path[0] === "title" && wanted === undefined)) expect(text).toContain("# shown in the list");
      expect(text).toContain("# A slow one.");
    }), { numRuns: 200, seed: 3 });
  });
});

describe("from a scenario to a text", () => {
  test("each built-in one is the same when it is read again, and says no default", () => {
    for (const each of BUILT_IN) {
      const text = textOf(each);
      expect(read(text).scenario).toEqual(each);
      expect(text).not.toContain("graceAfterCompletion");
    }
  });

  test("any scenario is the same when it is read again", () => {
    fc.assert(fc.property(scenario, (each) => {
      expect(readScenario(written(each))).toEqual({ ok: true, scenario: each });
      expect(read(textOf(each)).scenario).toEqual(each);
    }), { numRuns: 150, seed: 5 });
  });

  test("it is written as a person would", () => {
    expect(textOf(BUILT_IN.find(({ name }) => name === "locked") as (typeof BUILT_IN)[number], { name: "my-locked" })).toBe(`name: my-locked
title: Locked
summary: The person locks the device while the download is under way. The extension is launched for its events behind the lock.
interventions:
  - when: { idle: with-transfer }
    do: terminate
  - when: { line: transfer-started }
    do: lock
`);
  });
});

describe("complaints", () => {
  const places = (text: string): string[] => read(text).problems.map(({ line, column, message, fix }) => `${line}:${column} ${message} ${fix}`);

  test("a mistyped key is answered at its line, with the nearest", () => {
    expect(places("name: x\nsettings:\n  wakeRuntim: 30s\n")).toEqual(['3:3 "wakeRuntim" is no key of settings. Did you mean "wakeRuntime"?']);
  });

  test("a wrong value is answered where the value stands", () => {
    expect(places("name: x\ninterventions:\n  - when: { idle: with-transfer }\n    do: terminat\n")).toEqual(['4:9 "terminat" is no valid value. Did you mean "terminate"?']);
    expect(places("name: x\nuntil: soon\n")[0]).toMatch(/^2:8 Expected a duration/);
  });

  test("what is no YAML is answered where it breaks", () => {
    expect(places("name: x\nnetwork: { online: true\nseed: 1\n")[0]).toMatch(/^[23]:\d+ This is no valid YAML/);
  });

  test("several are listed from the top", () => {
    expect(read("nam: x\nseed: much\ndevice: { lockd: true }\n").problems.map(({ line }) => line)).toEqual([1, 1, 2, 3]);
  });

  test("a key that holds a dot is found", () => {
    expect(places("name: x\nserver:\n  - match: '*'\n    answer:\n      headers:\n        a.b: [1]\n")[0]).toMatch(/^6:/);
  });
});

describe("the form", () => {
  const all = (field: Field): Field[] => [field, ...field.fields.flatMap(all), ...(field.element ? all(field.element) : []), ...field.forms.flatMap(all)];

  test("every key of the format has its help", () => {
    expect(all(SCENARIO).filter((field) => field.name !== "" && field.description === "").map(({ name }) => name)).toEqual([]);
  });

  test("what a form begins with is valid", () => {
    const add = (name: string): unknown => [blank(fieldAt(name).element as Field)];
    for (const name of ["interventions", "server", "widgets", "appGroups"]) expect(readScenario({ name: "x", [name]: add(name) })).toMatchObject({ ok: true });
    const [intervention] = [fieldAt("interventions").element as Field];
    for (const form of intervention.fields.find(({ name }) => name === "when")?.forms ?? []) expect(readScenario({ name: "x", interventions: [{ when: blank(form), do: "lock" }] })).toMatchObject({ ok: true });
  });

  test("each moment an intervention may wait for has words of its own", () => {
    const when = fieldAt("interventions").element?.fields.find(({ name }) => name === "when");
    const words = when?.forms.map(formWords) ?? [];
    expect(new Set(words).size).toBe(6);
    expect(words.every((text) => text.length > 10)).toBe(true);
  });

  test("the files that ship are read without a complaint, and a change in one keeps its other lines", () => {
    for (const file of readdirSync(join(ROOT, "scenarios"))) {
      const text = readFileSync(join(ROOT, "scenarios", file), "utf8");
      expect(read(text).problems).toEqual([]);
      expect(touched(text, change(text, ["seed"], 7))).toEqual(["seed: 7"]);
    }
  });
});
