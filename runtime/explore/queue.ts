/**
 * What is still to be expanded, cheapest first. Costs are few and often equal, so the heap is one of costs,
 * each with a list.
 */
export class CostQueue<T> {
  readonly #heap: number[] = [];
  readonly #lists = new Map<number, { readonly items: T[]; next: number }>();
  size = 0;

  push(cost: number, item: T): void {
    this.size++;
    const list = this.#lists.get(cost);
    if (list) {
      list.items.push(item);
      return;
    }
    this.#lists.set(cost, { items: [item], next: 0 });
    this.#up(cost);
  }

  /** The first of the cheapest; `undefined` when nothing is left. */
  pop(): T | undefined {
    const cost = this.#heap[0];
    if (cost === undefined) return undefined;
    const list = this.#lists.get(cost);
    if (!list) return undefined;
    const item = list.items[list.next] as T;
    list.items[list.next++] = undefined as T;
    this.size--;
    if (list.next === list.items.length) {
      this.#lists.delete(cost);
      this.#removeFirst();
    }
    return item;
  }

  clear(): void {
    this.#heap.length = 0;
    this.#lists.clear();
    this.size = 0;
  }

  /** The cost of what would be taken next. */
  get least(): number {
    return this.#heap[0] ?? Infinity;
  }

  #up(cost: number): void {
    const heap = this.#heap;
    let at = heap.push(cost) - 1;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if ((heap[above] as number) <= cost) break;
      heap[at] = heap[above] as number;
      at = above;
    }
    heap[at] = cost;
  }

  #removeFirst(): void {
    const heap = this.#heap;
    const last = heap.pop() as number;
    if (heap.length === 0) return;
    let at = 0;
    for (;;) {
      const left = at * 2 + 1;
      if (left >= heap.length) break;
      const less = left + 1 < heap.length && (heap[left + 1] as number) < (heap[left] as number) ? left + 1 : left;
      if ((heap[less] as number) >= last) break;
      heap[at] = heap[less] as number;
      at = less;
    }
    heap[at] = last;
  }
}
