/** The page's one worker, begun when somebody first needs it. */
import type { RuntimeClient } from "../../runtime/worker/client.ts";
import { fetched, note } from "./fetched.svelte.ts";

let client: Promise<RuntimeClient> | null = null;

/** `root` is the address of the site's own root, with a slash at its end. */
export function runner(root: string): Promise<RuntimeClient> {
  client ??= fetched(() => import("../../runtime/worker/client.ts")).then(({ RuntimeClient: Client }) => {
    const made: RuntimeClient = new Client(() => {
      const worker = new Worker(new URL("../../runtime/worker/worker.ts", import.meta.url), { type: "module", name: root });
      const come = (): void => {
        worker.removeEventListener("error", lost);
        note(runner, false);
      };
      // Its code did not come. Nobody would hear of the next one that this client begins, so the next run has a new client.
      const lost = (): void => {
        worker.removeEventListener("message", come);
        note(runner, true);
        client = null;
        setTimeout(() => made.dispose());
      };
      worker.addEventListener("message", come, { once: true });
      worker.addEventListener("error", lost, { once: true });
      return worker;
    });
    made.warm();
    return made;
  });
  return client;
}
