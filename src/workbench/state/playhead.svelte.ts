/** Where one stands in the run, and the ways to go from there. */
import { narrate, type Event, type RunView } from "../view.ts";

/** Milliseconds between two looks at what is held, while one hurries: nobody reads faster, and each costs a quarter of a frame. */
const LOOK = 100;

export class Playhead {
  readonly #view: () => RunView;

  /** The line of the trace under the playhead, from 0. */
  line = $state(0);
  /** The line whose world was looked at last: this one, or while one hurries one a moment ago. */
  #seen = $state(0);
  #sawAt = -Infinity;
  #look: ReturnType<typeof setTimeout> | undefined;
  axis = $state<"order" | "clock">("order");

  constructor(view: () => RunView) {
    this.#view = view;
    this.line = this.#seen = firstBroken(view()) ?? 0;
  }

  /** The line that the state's panes show. */
  get seen(): number {
    return Math.max(0, Math.min(this.#seen, this.#view().events.length - 1));
  }

  get event(): Event | undefined {
    return this.#view().events[this.line];
  }

  /** What happens here, in words. */
  get sentence(): string {
    return this.event ? narrate(this.event) : "";
  }

  go(line: number): void {
    this.line = Math.max(0, Math.min(line, this.#view().events.length - 1));
    const wait = this.#sawAt + LOOK - performance.now();
    if (wait <= 0) this.#see();
    else this.#look ??= setTimeout(() => this.#see(), wait);
  }

  #see(): void {
    clearTimeout(this.#look);
    this.#look = undefined;
    this.#sawAt = performance.now();
    this.#seen = this.line;
  }

  /** To the next event on the same lane, or the one before. */
  along(direction: 1 | -1): void {
    const { events } = this.#view();
    const lane = this.event?.lane;
    for (let n = this.line + direction; n >= 0 && n < events.length; n += direction) {
      if (events[n]?.lane === lane) return this.go(n);
    }
  }

  toCause(): void {
    const cause = this.event?.cause;
    if (cause !== null && cause !== undefined) this.go(cause);
  }

  toEffect(): void {
    const effect = this.#view().events.find((event) => event.cause === this.line);
    if (effect) this.go(effect.n);
  }

  toBroken(): void {
    const broken = firstBroken(this.#view());
    if (broken !== null) this.go(broken);
  }

  /** A new run is shown: stays at the event it stood at, or goes to the first rule that is broken now. */
  follow(before: RunView): void {
    this.#sawAt = -Infinity;
    const { events, rules } = this.#view();
    const was = before.events[this.line];
    const broken = firstBroken(this.#view());
    if (broken !== null && rules.some((rule) => rule.status === "failed") && !before.rules.some((rule) => rule.status === "failed")) return this.go(broken);
    const same = was && events[was.n]?.kind === was.kind ? was.n : events.findIndex((event) => event.kind === was?.kind && event.at === was.at);
    this.go(same < 0 ? this.line : same);
  }
}

const firstBroken = (view: RunView): number | null => view.rules.find((rule) => rule.status === "failed")?.event ?? null;
