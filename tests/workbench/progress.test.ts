/** Progress as one file: out, in again, and what a bad file does: nothing. */
import { beforeEach, describe, expect, test } from "vitest";
import { attemptKey, attemptsIn, solvedIn, solvedKey, type Attempt } from "../../src/workbench/keep/attempts.ts";
import { importProgress, planImport, progressText, readProgress } from "../../src/workbench/keep/progress.ts";
import { openStore, type Store } from "../../src/workbench/keep/store.ts";
import { takeBack } from "../../src/workbench/keep/undo.ts";
import { FakeStorage } from "./fake-storage.ts";

const attempt = (place: string, text: string): Attempt => ({ format: 1, place, title: place, start: "abc", begins: null, files: [{ path: "Widget.ts", text }], scenario: null, saved: 5, asked: true, aside: false });
const put = (store: Store, each: Attempt): void => void store.set(attemptKey(each.place, each.start), JSON.stringify(each));
const textIn = (store: Store, place: string): string | undefined => attemptsIn(store).find((each) => each.place === place)?.files[0]?.text;
const read = (text: string) => {
  const reading = readProgress(text);
  if (!reading.ok) throw new Error(reading.message);
  return reading.progress;
};

let store: Store;
let file: string;
beforeEach(() => {
  store = openStore(() => new FakeStorage());
  const storage = new FakeStorage();
  const other = openStore(() => storage);
  put(other, attempt("lessons/one", "theirs"));
  put(other, attempt("lessons/two", "new"));
  put(other, attempt("lessons/three", "same"));
  other.set(solvedKey("lessons/one"), JSON.stringify({ format: 1, place: "lessons/one", start: "abc", at: 7 }));
  file = progressText(other, "2026-03-02T09:00:00.000Z");
  const own = new FakeStorage();
  store = openStore(() => own);
});

test("an empty browser takes everything in: attempts and solved lessons", () => {
  const plan = planImport(store, read(file));
  expect({ fresh: plan.fresh.length, equal: plan.equal, different: plan.different.length, solved: plan.solved.length }).toEqual({ fresh: 3, equal: 0, different: 0, solved: 1 });
  importProgress(store, plan, false);
  expect(progressText(store, "2026-03-02T09:00:00.000Z")).toBe(file);
  expect(solvedIn(store)).toHaveLength(1);
});

describe("where both have an attempt", () => {
  beforeEach(() => {
    put(store, attempt("lessons/one", "mine"));
    put(store, attempt("lessons/three", "same"));
  });

  test("mine stays, unless the file's is asked for; and that can be taken back", () => {
    const plan = planImport(store, read(file));
    expect({ fresh: plan.fresh.length, equal: plan.equal, different: plan.different.length }).toEqual({ fresh: 1, equal: 1, different: 1 });
    importProgress(store, plan, false);
    expect([textIn(store, "lessons/one"), textIn(store, "lessons/two")]).toEqual(["mine", "new"]);
    const undo = importProgress(store, planImport(store, read(file)), true);
    expect(textIn(store, "lessons/one")).toBe("theirs");
    takeBack(store, undo);
    expect(textIn(store, "lessons/one")).toBe("mine");
  });
});

test("what only the page holds is exported too, in place of what is kept", () => {
  put(store, attempt("lessons/one", "older"));
  const progress = read(progressText(store, "x", [attempt("lessons/one", "typed just now")]));
  expect(progress.attempts.map((each) => each.files[0]?.text)).toEqual(["typed just now"]);
});

test.each([
  ["no JSON", "{", /no JSON/],
  ["something else", '{"kind":"other"}', /no progress of this site/],
  ["null", "null", /no progress of this site/],
  ["a newer format", '{"kind":"relaunch-progress","format":2}', /newer version/],
  ["a damaged attempt", '{"kind":"relaunch-progress","format":1,"exported":"x","attempts":[{"format":1}],"solved":[]}', /damaged at attempts\.0\.place/],
  ["an unknown key", '{"kind":"relaunch-progress","format":1,"exported":"x","attempts":[],"solved":[],"more":1}', /damaged/],
  ["a polluting key", '{"kind":"relaunch-progress","format":1,"exported":"x","attempts":[{"__proto__":{"place":"x"}}],"solved":[]}', /damaged/],
  ["a place that is none", '{"kind":"relaunch-progress","format":1,"exported":"x","attempts":[],"solved":[{"format":1,"place":"../x","start":"a","at":1},{"format":1,"place":"<b>","start":"a","at":1}]}', /damaged at solved\.\d\.place/],
  ["a huge file", "x".repeat(12_000_001), /characters; progress has at most/],
])("%s is refused in words, and changes nothing", (_what, text, message) => {
  const reading = readProgress(text);
  expect(reading.ok).toBe(false);
  expect(!reading.ok && reading.message).toMatch(message);
  expect(!reading.ok && reading.fix).toMatch(/^Nothing was changed\./);
  expect(({} as { place?: string }).place).toBeUndefined();
});
