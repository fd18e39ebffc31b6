/** A Storage for tests: with a limit of characters, or blocked. */
export class FakeStorage implements Storage {
  readonly #map = new Map<string, string>();
  limit = Number.POSITIVE_INFINITY;
  isBlocked = false;

  get length(): number {
    this.#check();
    return this.#map.size;
  }

  key(index: number): string | null {
    this.#check();
    return [...this.#map.keys()][index] ?? null;
  }

  getItem(key: string): string | null {
    this.#check();
    return this.#map.get(key) ?? null;
  }

  setItem(key: string, value: string): void {
    this.#check();
    const size = [...this.#map].reduce((sum, [name, text]) => sum + (name === key ? 0 : name.length + text.length), key.length + value.length);
    if (size > this.limit) throw new DOMException("no room", "QuotaExceededError");
    this.#map.set(key, value);
  }

  removeItem(key: string): void {
    this.#check();
    this.#map.delete(key);
  }

  clear(): void {
    this.#check();
    this.#map.clear();
  }

  #check(): void {
    if (this.isBlocked) throw new DOMException("not allowed", "SecurityError");
  }
}
