/**
 * `client:own-task`: loads a component once the page is painted, and hydrates it in a task of its own.
 * What is seen comes first: until then its scripts would only take from the line that page and styles come by.
 * Between evaluating the scripts and hydrating the page may answer; on a slow phone each takes a good tenth of a second.
 */
import type { ClientDirective } from "astro";

const directive: ClientDirective = async (load) => {
  await new Promise((resolve) => {
    requestAnimationFrame(resolve);
    // A page that is not looked at is given no frames.
    setTimeout(resolve, 500);
  });
  await nextTask();
  const hydrate = await load();
  await nextTask();
  await hydrate();
};

/** A message is a task without the wait that timers have. */
const nextTask = (): Promise<unknown> => new Promise((resolve) => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    port1.close();
    resolve(null);
  };
  port2.postMessage(null);
});

export default directive;
