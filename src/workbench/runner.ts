/** The page's one worker, begun when somebody first needs it. */
import type { RuntimeClient } from "../../runtime/worker/client.ts";

let client: Promise<RuntimeClient> | null = null;

/** `root` is the address of the site's own root, with a slash at its end. */
export function runner(root: string): Promise<RuntimeClient> {
  client ??= import("../../runtime/worker/client.ts").then(({ RuntimeClient: Client }) => {
    const made = new Client(() => new Worker(new URL("../../runtime/worker/worker.ts", import.meta.url), { type: "module", name: root }));
    made.warm();
    return made;
  });
  return client;
}
