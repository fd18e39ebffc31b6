/**
 * What is remembered of an object, kept in a private field of the object itself. A WeakMap would do the same; it
 * takes four times as long, and each of its entries is work for the garbage collector. Nobody sees the field: it
 * is not copied, not written and not compared, and it goes with the object.
 */

interface Mark {
  readonly owner: Marks<unknown>;
  readonly value: unknown;
  /** Of another owner: an object is in a world and in what a rule knows. */
  readonly next: Mark | null;
}

/** The constructor of what derives from it is given any object to work on. */
class Given {
  constructor(value: object) {
    return value;
  }
}

class Marked extends Given {
  #mark: Mark;

  constructor(value: object, mark: Mark) {
    super(value);
    this.#mark = mark;
  }

  static get(value: object): Mark | null {
    return #mark in value ? value.#mark : null;
  }

  static set(value: object, mark: Mark): void {
    if (#mark in value) value.#mark = mark;
    else new Marked(value, mark);
  }
}

export class Marks<T> {
  get(of: object): T | undefined {
    const mark = Marked.get(of);
    if (mark === null) return undefined;
    if (mark.owner === this) return mark.value as T;
    return mark.next?.owner === this ? (mark.next.value as T) : undefined;
  }

  /** The latest two owners are remembered: who explores anew begins anew. */
  set(of: object, value: T): void {
    const other = Marked.get(of);
    const next = other === null || other.owner !== this ? other : other.next;
    Marked.set(of, { owner: this, value, next: next && { ...next, next: null } });
  }
}
