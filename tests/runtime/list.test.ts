import { expect, test } from "vitest";
import { added, without, withoutFirst } from "../../runtime/base/list.ts";

test("a list is never changed: what comes of it is another one", () => {
  const list = [1, 2, 3];
  expect([added(list, 4), without(list, (item) => item === 2), withoutFirst(list), list]).toEqual([[1, 2, 3, 4], [1, 3], [2, 3], [1, 2, 3]]);
});

test("a list without something that is not in it is the list itself", () => {
  const list = [1, 2, 3];
  expect(without(list, (item) => item > 3)).toBe(list);
  expect([without([1], () => true), withoutFirst([1]), withoutFirst([])]).toEqual([[], [], []]);
});
