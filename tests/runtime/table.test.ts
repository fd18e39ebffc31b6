import fc from "fast-check";
import { expect, test } from "vitest";
import { drop, EMPTY, get, put, type Table } from "../../runtime/base/table.ts";

test("a table answers as a Map does, and an older one stays as it was", () => {
  fc.assert(
    fc.property(fc.array(fc.record({ key: fc.oneof(fc.nat(200).map(String), fc.string({ maxLength: 3 })), value: fc.option(fc.nat()) }), { maxLength: 300 }), (changes) => {
      const map = new Map<string, number>();
      let table: Table<number> = EMPTY;
      for (const { key, value } of changes) {
        const before = table;
        const known = get(before, key);
        if (value === null) {
          map.delete(key);
          table = drop(table, key);
        } else {
          map.set(key, value);
          table = put(table, key, value);
        }
        expect(get(before, key)).toBe(known);
        expect(get(table, key)).toBe(map.get(key));
      }
      for (const { key } of changes) expect(get(table, key)).toBe(map.get(key));
    }),
  );
});
