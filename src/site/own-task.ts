/**
 * `client:own-task`: loads a component at once, as `client:load` does, and hydrates it in a task of its own.
 * Between evaluating the scripts and hydrating the page may answer; on a slow phone each takes a good tenth of a second.
 */
import type { ClientDirective } from "astro";

const directive: ClientDirective = async (load) => {
  const hydrate = await load();
  // A message is a task without the wait that timers have.
  await new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve(null);
    };
    port2.postMessage(null);
  });
  await hydrate();
};

export default directive;
