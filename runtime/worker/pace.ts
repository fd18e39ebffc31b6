/**
 * How much to do at a time: as much as takes about `length` milliseconds. What a state costs is known only
 * once it was looked at; learner code without an end takes a second.
 */
export class Pace {
  readonly #most: number;
  readonly #length: number;
  readonly #now: () => number;
  #count = 1;
  #begun = 0;

  constructor(most: number, length: number, now: () => number) {
    this.#most = most;
    this.#length = length;
    this.#now = now;
  }

  /** A slice begins: how many it has. */
  begin(): number {
    this.#begun = this.#now();
    return this.#count;
  }

  /** It has ended. */
  end(): void {
    const taken = this.#now() - this.#begun;
    this.#count = taken > this.#length ? Math.max(1, Math.floor((this.#count * this.#length) / taken)) : Math.min(this.#most, this.#count * 2);
  }
}
