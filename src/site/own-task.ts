/**
 * `client:own-task`: loads a component once the page is painted, and hydrates it in a task of its own.
 * What is seen comes first: until then its scripts would only take from the line that page and styles come by.
 * Between evaluating the scripts and hydrating the page may answer; on a slow phone each takes a good tenth of a second.
 */
import type { ClientDirective } from "astro";
import { keepPresses } from "./presses.ts";
import { ownTask, painted } from "./tasks.ts";

// This script is in the page, before what it is for.
keepPresses();

const directive: ClientDirective = async (load) => {
  await painted();
  const hydrate = await load();
  await ownTask();
  await hydrate();
};

export default directive;
