/** What a browser's storage may do to us, and what is kept all the same. */
import { beforeEach, describe, expect, test } from "vitest";
import { attemptKey, attemptsIn, earlierThan, hashOf, readAttempt, sameFiles, solvedIn, solvedKey, type Attempt } from "../../src/workbench/keep/attempts.ts";
import { openStore, type Store } from "../../src/workbench/keep/store.ts";
import { remember, remembered, takeBack } from "../../src/workbench/keep/undo.ts";
import { FakeStorage } from "./fake-storage.ts";

const FILES = [{ path: "Widget.ts", text: "one" }, { path: "Provider.ts", text: "two" }];
export const attempt = (more: Partial<Attempt> = {}): Attempt => ({ format: 1, place: "lessons/one", title: "One", start: hashOf(FILES), begins: null, files: FILES, scenario: null, saved: 1000, asked: false, aside: false, ...more });

let storage: FakeStorage;
let store: Store;
beforeEach(() => {
  storage = new FakeStorage();
  store = openStore(() => storage);
});

test("a value is kept, read by the next page, and removed", () => {
  expect(store.set("relaunch/1/a", "x")).toBe("kept");
  expect(openStore(() => storage).get("relaunch/1/a")).toBe("x");
  store.remove("relaunch/1/a");
  expect(store.get("relaunch/1/a")).toBeNull();
});

test("blocked storage is said, and the value lives as long as the page", () => {
  storage.isBlocked = true;
  expect(store.set("relaunch/1/a", "x")).toBe("blocked");
  expect(store.get("relaunch/1/a")).toBe("x");
  expect(store.keys("relaunch/1/")).toEqual(["relaunch/1/a"]);
  store.remove("relaunch/1/a");
  expect(store.get("relaunch/1/a")).toBeNull();
  const without = openStore(() => {
    throw new DOMException("not allowed", "SecurityError");
  });
  expect(without.set("k", "v")).toBe("blocked");
  expect(without.get("k")).toBe("v");
});

test("full storage is said; the newest value is in memory, the older one stays on disk until there is room", () => {
  store.set("relaunch/1/a", "x");
  storage.limit = 20;
  expect(store.set("relaunch/1/a", "much longer than that")).toBe("full");
  expect(store.get("relaunch/1/a")).toBe("much longer than that");
  expect(store.onDisk("relaunch/1/a")).toBe("x");
  storage.limit = 1000;
  expect(store.set("relaunch/1/a", "much longer than that")).toBe("kept");
  expect(store.onDisk("relaunch/1/a")).toBe("much longer than that");
});

test("keys of others are no business of ours", () => {
  storage.setItem("starlight-theme", "dark");
  store.set("relaunch/1/a", "x");
  expect(store.keys("relaunch/1/")).toEqual(["relaunch/1/a"]);
});

describe("attempts", () => {
  test("a program's hash tells every change of path and text apart, and is the same everywhere", () => {
    expect(hashOf(FILES)).toBe("27g9cfdwm4r");
    const others = [[{ path: "Widget.ts", text: "onetwo" }], [{ path: "Widget.ts", text: "one" }], [{ path: "Widget.ts", text: "one " }, FILES[1]], [FILES[1], FILES[0]], [{ path: "Widge", text: "t.tsone" }]] as (typeof FILES)[];
    expect(new Set([FILES, ...others].map(hashOf)).size).toBe(others.length + 1);
  });

  test("a lesson whose start has changed does not take up the old attempt, and still has it", () => {
    const old = attempt({ start: "old", saved: 5, files: [{ path: "Widget.ts", text: "mine" }] });
    store.set(attemptKey(old.place, old.start), JSON.stringify(old));
    store.set(attemptKey("lessons/one", "older"), JSON.stringify(attempt({ start: "older", saved: 2 })));
    store.set(attemptKey("lessons/one-more", "old"), JSON.stringify(attempt({ place: "lessons/one-more", start: "old" })));
    store.set(attemptKey("lessons/one/inside", "old"), JSON.stringify(attempt({ place: "lessons/one/inside", start: "old" })));
    expect(readAttempt(store.get(attemptKey("lessons/one", hashOf(FILES))))).toBeNull();
    expect(earlierThan(store, "lessons/one", hashOf(FILES)).map(({ start }) => start)).toEqual(["old", "older"]);
    expect(earlierThan(store, "lessons/one", hashOf(FILES))[0]?.files).toEqual(old.files);
  });

  test("what is no attempt is passed over, and harms nothing", () => {
    for (const text of ["", "{", "null", "[]", "7", '{"format":2}', JSON.stringify({ ...attempt(), files: [{ path: 1 }] }), JSON.stringify({ ...attempt(), saved: "now" })]) expect(readAttempt(text)).toBeNull();
    const read = readAttempt(JSON.stringify(attempt()).replace("{", '{"__proto__":{"asked":true},"constructor":1,'));
    expect(read).toEqual(attempt());
    expect(({} as { asked?: boolean }).asked).toBeUndefined();
    store.set(attemptKey("lessons/two", "x"), "no attempt");
    expect(attemptsIn(store)).toEqual([]);
  });

  test("solved lessons are listed", () => {
    store.set(solvedKey("lessons/one"), JSON.stringify({ format: 1, place: "lessons/one", start: "s", at: 9 }));
    store.set(solvedKey("lessons/two"), "broken");
    expect(solvedIn(store)).toEqual([{ format: 1, place: "lessons/one", start: "s", at: 9 }]);
  });

  test("equal files are equal in any order", () => {
    expect(sameFiles(FILES, [...FILES].reverse())).toBe(true);
    expect(sameFiles(FILES, [FILES[0] as never])).toBe(false);
  });
});

describe("undo", () => {
  test("takes back a reset after a reload, and does it again", () => {
    store.set("relaunch/1/a", "x");
    remember(store, "reset of everything", ["relaunch/1/a", "relaunch/1/b"]);
    store.remove("relaunch/1/a");
    store.set("relaunch/1/b", "new");
    const later = openStore(() => storage);
    const undo = remembered(later);
    expect(undo).toMatchObject({ label: "reset of everything", redo: false });
    const redo = takeBack(later, undo as never);
    expect([later.get("relaunch/1/a"), later.get("relaunch/1/b")]).toEqual(["x", null]);
    expect(redo).toMatchObject({ label: "reset of everything", redo: true });
    takeBack(later, redo);
    expect([later.get("relaunch/1/a"), later.get("relaunch/1/b")]).toEqual([null, "new"]);
  });

  test("writes no key but ours, whatever storage says", () => {
    storage.setItem("relaunch/undo/1", JSON.stringify({ format: 1, label: "x", redo: false, entries: [["starlight-theme", "evil"]] }));
    expect(remembered(store)).toBeNull();
  });
});
