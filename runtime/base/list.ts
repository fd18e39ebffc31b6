/**
 * Lists that the worlds of a run keep. `[...list, item]`, `push` and `filter` leave a list with room for
 * sixteen more and half its length, and every recorded step would keep that room; these are as long as what they hold.
 */
const EMPTY: readonly never[] = [];

export const added = <T>(list: readonly T[], item: T): readonly T[] => list.toSpliced(list.length, 0, item);

/** The same list when nothing in it is unwanted. */
export function without<T>(list: readonly T[], unwanted: (item: T) => boolean): readonly T[] {
  if (!list.some(unwanted)) return list;
  const rest = list.filter((item) => !unwanted(item));
  return rest.length === 0 ? EMPTY : rest.slice();
}

export const withoutFirst = <T>(list: readonly T[]): readonly T[] => (list.length < 2 ? EMPTY : list.slice(1));

/** Adds to the list of a key, which is made when there is none. */
export function pushTo<K, T>(lists: Map<K, T[]>, key: K, value: T): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}
