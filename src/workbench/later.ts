/**
 * A part of a component that hydrates after the rest of it, in a task of its own, so that a slow phone can answer in
 * between. What it shows is there from the build on, and what it reads has to stay as the build had it until it is alive.
 */
import { createRawSnippet, hydrate, mount, type Component, type Snippet, unmount } from "svelte";
import { ownTask } from "../site/tasks.ts";

/** The build's own; none of it is in a page's scripts. */
const server = import.meta.env.SSR ? await import("svelte/server") : null;

export interface Later {
  readonly snippet: Snippet;
  /** Resolves when it is alive, or was taken away before. */
  readonly alive: Promise<void>;
}

/** `name` keeps its ids from those of other parts. `props` are read as they change where they are getters; `bound` is told what the component exports, as `bind:this` would be. */
export function later<Props extends object, Exports extends object>(name: string, component: Component<Props, Exports>, props: Props, bound?: (exports: Exports | undefined) => void): Later {
  let done!: () => void;
  const alive = new Promise<void>((resolve) => (done = resolve));
  const setup = (target: Element): (() => void) => {
    let exports: Exports | undefined;
    let isGone = false;
    const begin = (start: typeof mount | typeof hydrate): void => {
      if (!isGone) {
        exports = start(component, { target, props });
        bound?.(exports);
      }
      done();
    };
    if (target.firstChild) void ownTask().then(() => begin(hydrate));
    else begin(mount);
    return () => {
      isGone = true;
      bound?.(undefined);
      if (exports) void unmount(exports);
    };
  };
  const render = (): string => `<div style="display: contents">${server?.render(component, { props, idPrefix: name }).body ?? ""}</div>`;
  return { snippet: createRawSnippet(() => ({ render, setup })), alive };
}
