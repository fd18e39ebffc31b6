/**
 * What may happen next at a state. Transfers are parties of their own: the next event of each may come now,
 * whenever it was promised for. Timers keep their order among themselves, and only they move time: not while
 * code has something to run, for code takes no time, and not past the end of a request in process, which is
 * as fast as the network is. What is merely scheduled comes when nothing else is left. Interventions may come
 * between any two of these. What nobody can tell from having come sooner or later comes at once (joins.ts).
 * Deadlines of transfers come only where a server may be silent, for there nothing else ends a transfer: in
 * their order among the timers, and when there is nothing but silence.
 */
import type { Instant } from "../base/time.ts";
import { guestNext, isBefore, promisedNext, type Next, type RunState, type Taken } from "../engine/state.ts";
import type { Promised } from "../model/event.ts";
import type { Advance } from "../model/guest.ts";
import type { Scenario } from "../model/scenario.ts";
import type { InterventionKind } from "../model/trace.ts";
import type { Task, World } from "../model/world.ts";
import type { Joins } from "./joins.ts";

/** Interventions the explorer knows how to place. */
export const STRIKES = ["terminate", "suspend", "relaunch", "go-offline", "sign-out", "update-app", "memory-pressure", "lock"] as const satisfies readonly InterventionKind[];
export type Strike = (typeof STRIKES)[number];

const TRANSFER: ReadonlySet<Promised["event"]["kind"]> = new Set([
  "transfer-begins", "transfer-answered", "transfer-sends", "transfer-moves", "transfer-stalls", "transfer-cut", "transfer-ends", "transfer-breaks", "transfer-cancelled", "app-transfer-ends",
] as const);

/** An event of a transfer, which comes when the network and the server like. */
export const isTransfer = ({ event, dated, idle }: Promised): boolean => !dated && !idle && TRANSFER.has(event.kind);

const partyOf = ({ event }: Promised): string | number => ("task" in event ? event.task : "transfer" in event ? `app ${event.transfer}` : event.kind);

/** An event of a request that the process makes itself. */
export const isInline = (tasks: readonly Task[], { event }: Promised): boolean =>
  "task" in event && tasks.some((task) => task.task === event.task && task.background === null);

/** Some answer of the server may come later than a request waits for it. */
export const mayBeSilent = ({ server }: Scenario): boolean => server.some(({ answer }) => [answer].flat().some((each) => each?.delay !== undefined));

export interface Options {
  /** What may be done from outside. */
  readonly strikes: readonly Strike[];
  /** The budget for it is not spent. */
  readonly mayStrike: boolean;
  /** Transfers may expire. */
  readonly expires: boolean;
}

export interface Choice {
  readonly next: Next;
  /** It is an intervention: it costs one of the budget. */
  readonly strikes: boolean;
  /** What it leads to, where that is known already. */
  readonly taken?: Taken;
}

/**
 * All choices, in a fixed order: the first is what an ordinary run would take. `guest` says what learner
 * code does with its next input.
 */
export function choicesAt(state: RunState, guest: (state: RunState) => Advance, { strikes, mayStrike, expires }: Options, joins: Joins): Choice[] {
  const { world } = state;
  const soon = state.soon[0];
  if (soon) return [{ next: soon, strikes: false }];
  const silent = joins.transferEvent(state);
  if (silent) return [{ ...silent, strikes: false }];
  const choices: Choice[] = [];
  if (isGivenInput(world)) {
    const { life, output } = guest(state);
    const next = guestNext(world, life, output);
    const read = joins.read(state, next);
    if (read) return [{ next, strikes: false, taken: read }];
    choices.push({ next, strikes: false });
  }
  const parties: (string | number)[] = [];
  let latest = choices.length > 0 ? world.at : Infinity;
  let timer: Promised | null = null;
  const deadline = expires ? world.deadlines[0] : undefined;
  for (const promised of world.agenda) {
    if (promised.idle) continue;
    if (isTransfer(promised)) {
      const party = partyOf(promised);
      if (parties.includes(party)) continue;
      parties.push(party);
      if (isInline(world.loader.tasks, promised)) latest = Math.max(world.at, Math.min(latest, promised.at));
      choices.push({ next: promisedNext(promised, world.at), strikes: false });
    } else if (!timer) {
      timer = deadline && isBefore(deadline, promised) ? deadline : promised;
      if (timer.at <= latest) choices.push({ next: promisedNext(timer, Math.max(world.at, timer.at) as Instant), strikes: false });
    }
  }
  if (deadline && !timer && deadline.at <= latest && isOnlySilence(world)) choices.push({ next: promisedNext(deadline, Math.max(world.at, deadline.at) as Instant), strikes: false });
  // Before it is on the home screen there is no widget to break.
  if (mayStrike && world.host.placed) for (const strike of strikes) if (hasEffect(world, strike)) choices.push({ next: struck(world, strike), strikes: true });
  // [N2] The network comes back when it likes; that is no further intervention.
  if (strikes.includes("go-offline") && isMissed(world)) choices.push({ next: struck(world, "go-online"), strikes: false });
  return choices;
}

/** Requests without an answer, and nothing else but what is merely scheduled. */
const isOnlySilence = ({ agenda }: World): boolean => agenda.some(isSilence) && agenda.every((promised) => promised.idle || isSilence(promised));

const isSilence = ({ event }: Promised): boolean => event.kind === "transfer-stalls";

export const isGivenInput = ({ process, guest }: World): boolean => process.state === "running" && guest.input !== null;

const struck = (world: World, what: InterventionKind): Next =>
  ({ event: { kind: "intervention", do: what, by: "hand", index: -1, with: {}, suspendedSince: null }, cause: null, at: world.at, promised: null });

/** Some transfer waits for the network. */
const isMissed = ({ device, loader }: World): boolean => !device.online && loader.tasks.some((task) => task.phase !== "ended" && task.phase !== "lost");

function hasEffect({ process, device, loader, agenda }: World, strike: Strike): boolean {
  switch (strike) {
    case "terminate": return process.state !== "not-running";
    // [A20]
    case "suspend": return process.state === "running" && !device.debugger;
    case "memory-pressure": return process.state === "suspended";
    // Where nothing else runs it.
    case "relaunch": return (process.state === "suspended" || process.state === "not-running") && agenda.every((promised) => promised.idle || isTransfer(promised));
    case "go-offline": return device.online && loader.tasks.some((task) => task.phase === "waiting" || task.phase === "requesting" || task.phase === "receiving");
    case "sign-out": case "update-app": return true;
    case "lock": return !device.locked;
  }
}
