/**
 * Parts of the page that come when they are needed. Without a connection they do not come: that is said on the page
 * (Unloaded.svelte), and each is asked for again when the connection is back, when somebody tries again, and when
 * another part is wanted. Who waits for a part need not know that it failed.
 */
export const connection = $state({ isGone: false });

/** What did not come. */
const lacking = new Set<unknown>();
let waiting: (() => void)[] = [];

/** A part did not come, or came after all. */
export function note(part: unknown, isLacking: boolean): void {
  if (isLacking) lacking.add(part);
  else lacking.delete(part);
  connection.isGone = lacking.size > 0;
}

/** Asks once more for all that did not come. */
export function tryAgain(): void {
  const all = waiting;
  waiting = [];
  for (const go of all) go();
}

/** `load` imports a part. */
export async function fetched<Part>(load: () => Promise<Part>): Promise<Part> {
  // A build that lacks a part is broken, and has to end.
  if (import.meta.env.SSR) return load();
  if (lacking.size > 0) tryAgain();
  for (;;) {
    try {
      const part = await load();
      note(load, false);
      return part;
    } catch (error) {
      // Anything else than a line that is down would be hidden for good.
      if (!lacking.has(load)) console.warn(error);
      note(load, true);
      await new Promise<void>((again) => {
        waiting.push(again);
        addEventListener("online", tryAgain, { once: true });
      });
    }
  }
}
