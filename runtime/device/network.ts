/** How good the network is: where a connection breaks off, and what a change means for bytes that are on their way. */
import { nextRandom } from "../base/random.ts";
import { duration, formatDuration, instant } from "../base/time.ts";
import type { Event } from "../model/event.ts";
import type { Recording } from "../model/origin.ts";
import type { Draft } from "../model/outcome.ts";
import type { InterventionOptions } from "../model/scenario.ts";
import type { Task } from "../model/world.ts";
import { receivedBy } from "./resume-data.ts";
import { patchTask } from "./transfers.ts";

/**
 * After how many bytes the connection breaks off, or `null`. The script of a server comes first; then
 * chance, which is the world's own: a seed names the answers that are lost [N2] [N12].
 */
export function breakOf(draft: Draft, base: number, { cutAfter, size }: Extract<Recording, { ok: true }>): number | null {
  if (cutAfter !== undefined && cutAfter > base && cutAfter < size) return cutAfter;
  const { loss } = draft.world.device;
  // Without loss nothing is drawn: runs that know none are as they were.
  if (loss === 0) return null;
  const whether = nextRandom(draft.world.random);
  const where = nextRandom(whether.state);
  draft.patch({ random: where.state });
  return whether.value < loss ? base + Math.floor(where.value * (size - base)) : null;
}

const PACED: ReadonlySet<Event["kind"]> = new Set(["transfer-sends", "transfer-moves", "transfer-cut", "transfer-ends"]);

/** The network becomes better or worse; what is on its way goes on at the new pace. */
export function changeNetwork(draft: Draft, { latency, bandwidth, loss }: InterventionOptions, say: (text: string, effect: boolean) => number): void {
  const before = draft.world.device;
  const after = { ...before, latency: latency === undefined ? before.latency : duration(latency), bandwidth: bandwidth ?? before.bandwidth, loss: loss ?? before.loss };
  const parts = [
    ...(after.bandwidth === before.bandwidth ? [] : [`${after.bandwidth} bytes a second`]),
    ...(after.latency === before.latency ? [] : [`${formatDuration(after.latency)} to the first byte`]),
    ...(after.loss === before.loss ? [] : [after.loss === 0 ? "no connection breaks off" : `${Math.round(after.loss * 100)} % of answers break off`]),
  ];
  say(parts.length === 0 ? "the network stays as it is" : `the network changes: ${parts.join(", ")}`, parts.length > 0);
  draft.patch({ device: after });
  if (after.bandwidth !== before.bandwidth) repace(draft, before.bandwidth / after.bandwidth);
}

/** `ratio`: how many times as long the rest takes. */
function repace(draft: Draft, ratio: number): void {
  const onTheWay = draft.world.agenda.filter(({ event }) => PACED.has(event.kind));
  draft.withdraw((event) => PACED.has(event.kind));
  const moving = new Set(onTheWay.map(({ event }) => ("task" in event ? event.task : -1)));
  for (const task of draft.world.loader.tasks) {
    // What is frozen with its process has nothing on the agenda, and begins anew.
    if (task.phase !== "receiving" || task.due === null || !moving.has(task.task)) continue;
    patchTask(draft, task.task, { base: receivedBy(task, draft.at), since: draft.at, due: instant(draft.at + (task.due - draft.at) * ratio) } satisfies Partial<Task>);
  }
  for (const { at, event, cause } of onTheWay) draft.promise(event, duration((at - draft.at) * ratio), { cause });
}
