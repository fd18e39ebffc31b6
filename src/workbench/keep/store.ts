/** This browser's storage, which may be blocked or full: what it does not take is held in memory as long as the page lives. */

export type Outcome = "kept" | "blocked" | "full";

/** Everything of ours begins so; the number is the format of what lies below. */
export const PREFIX = "relaunch/1/";

export interface Store {
  /** The latest value, also one that only memory holds. */
  get(key: string): string | null;
  /** What the browser itself holds: another tab may have written it. */
  onDisk(key: string): string | null;
  set(key: string, value: string): Outcome;
  remove(key: string): void;
  /** Keys that begin with `prefix`, sorted. */
  keys(prefix: string): readonly string[];
}

/** `open` gives the storage; where it is blocked, already that throws. */
export function openStore(open: () => Storage): Store {
  /** `null`: removed here, though the browser may still hold it. */
  const held = new Map<string, string | null>();

  const reach = <T>(use: (storage: Storage) => T, otherwise: T): T => {
    try {
      return use(open());
    } catch {
      return otherwise;
    }
  };
  const onDisk = (key: string): string | null => reach((storage) => storage.getItem(key), null);

  return {
    onDisk,
    get: (key) => (held.has(key) ? (held.get(key) ?? null) : onDisk(key)),
    set: (key, value) => {
      try {
        open().setItem(key, value);
        held.delete(key);
        return "kept";
      } catch (error) {
        held.set(key, value);
        return isFull(error) ? "full" : "blocked";
      }
    },
    remove: (key) => {
      const isGone = reach((storage) => (storage.removeItem(key), true), false);
      if (isGone) held.delete(key);
      else held.set(key, null);
    },
    keys: (prefix) => {
      const there = reach((storage) => Array.from({ length: storage.length }, (_none, index) => storage.key(index) ?? ""), []);
      const all = new Set([...there.filter((key) => held.get(key) !== null), ...[...held].filter(([, value]) => value !== null).map(([key]) => key)]);
      return [...all].filter((key) => key.startsWith(prefix)).sort();
    },
  };
}

/** Browsers disagree on the name, and old ones give only a code. */
const isFull = (error: unknown): boolean => error instanceof Error && (/quota/i.test(error.name) || (error as { code?: number }).code === 22 || (error as { code?: number }).code === 1014);
