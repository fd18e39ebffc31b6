/**
 * A table of plain data that is never changed but made anew: a change copies one small bucket and the
 * list of buckets, so that a thousand entries cost little more than ten.
 */
export type Table<V> = readonly (Readonly<Record<string, V>> | undefined)[];

const BUCKETS = 64;

export const EMPTY: Table<never> = [];
const NO_BUCKETS: Table<never> = Array.from({ length: BUCKETS }, () => undefined);

function bucketOf(key: string): number {
  let hash = 0;
  for (let index = 0; index < key.length; index++) hash = (Math.imul(hash, 31) + key.charCodeAt(index)) | 0;
  return (hash ^ (hash >>> 16)) & (BUCKETS - 1);
}

export const get = <V>(table: Table<V>, key: string | number): V | undefined => table[bucketOf(`${key}`)]?.[key];

export function put<V>(table: Table<V>, key: string | number, value: V): Table<V> {
  const index = bucketOf(`${key}`);
  const next = (table.length === 0 ? NO_BUCKETS : table).slice();
  next[index] = { ...table[index], [key]: value };
  return next;
}

export function drop<V>(table: Table<V>, key: string | number): Table<V> {
  const index = bucketOf(`${key}`);
  const bucket = table[index];
  if (!bucket || !(key in bucket)) return table;
  const { [key]: _gone, ...rest } = bucket;
  const next = table.slice();
  next[index] = rest;
  return next;
}
