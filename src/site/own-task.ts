/**
 * `client:own-task`: loads a component as soon as the page has been painted, and hydrates it in a task of its own.
 * Between painting, evaluating the scripts and hydrating the page may answer; on a slow phone each takes a good tenth of
 * a second. What is there to be read comes first: scripts that a browser has kept would otherwise run before it.
 */
import type { ClientDirective } from "astro";
import { ownTask, painted } from "./tasks.ts";

const directive: ClientDirective = async (load) => {
  await painted();
  const hydrate = await load();
  await ownTask();
  await hydrate();
};

export default directive;
