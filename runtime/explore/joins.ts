/**
 * Events that need no order: whether such an event comes now or later, nobody can tell, and nothing that
 * another party does can change it. So it comes at once, as the only choice, and all orders that differ in
 * nothing else are one.
 *
 * There are two kinds. A background transfer's progress inside the daemon, as long as learner code neither
 * looks at its tasks nor touches those that run. And what code merely reads, of what only its own process
 * writes: an intervention before it and one after it leave the same behind.
 */
import { promisedNext, take, type Next, type RunState, type Taken } from "../engine/state.ts";
import type { Promised } from "../model/event.ts";
import type { HostCall } from "../model/host-call.ts";
import type { Recordings } from "../model/origin.ts";
import type { Scenario } from "../model/scenario.ts";
import type { InterventionKind, LineKind } from "../model/trace.ts";
import type { World } from "../model/world.ts";
import { isInline, isTransfer, type Strike } from "./choices.ts";

/** Interventions that touch no transfer on its way, and nothing that a process which goes on could read. */
const HARMLESS: ReadonlySet<InterventionKind> = new Set<InterventionKind>(["terminate", "suspend", "relaunch", "memory-pressure", "update-app", "ask-for-timeline", "interact", "system-reloads"]);

/** The inner life of a transfer. */
const INNER: ReadonlySet<Promised["event"]["kind"]> = new Set(["transfer-begins", "transfer-answered", "transfer-sends", "transfer-moves"]);

/** Calls that see or change how far transfers are. */
const LOOKS: ReadonlySet<HostCall["name"]> = new Set(["session-tasks", "session-invalidate", "configuration-changed", "task-suspend", "task-cancel", "task-cancel-producing", "task-schedule", "task-read", "question-answer"]);

/** Delegate methods that hear of it. */
const HEARS = /DidWriteData|DidSendBodyData|DidResumeAtOffset|CompletionHandler/;

const READS: ReadonlySet<HostCall["name"]> = new Set(["container-url", "directory-url", "file-exists", "file-read", "file-attributes", "defaults-get", "defaults-list"]);

export class Joins {
  readonly #scenario: Scenario;
  readonly #recordings: () => Recordings;
  readonly #read: (kind: LineKind) => boolean;
  readonly #isOn: boolean;
  #transfers: boolean;

  /** `recordings`: responses known so far; `read`: some rule reads lines of the kind. */
  constructor(scenario: Scenario, strikes: readonly Strike[], isOn: boolean, recordings: () => Recordings, read: (kind: LineKind) => boolean) {
    this.#scenario = scenario;
    this.#recordings = recordings;
    this.#read = read;
    this.#isOn = isOn && scenario.interventions.every(({ do: what }) => HARMLESS.has(what)) && strikes.every((strike) => HARMLESS.has(strike));
    this.#transfers = this.#isOn;
  }

  /** Code has looked at how far its transfers are: from now on each of their events counts. True when that was news. */
  looked({ world }: RunState, { event }: Next): boolean {
    if (!this.#transfers || event.kind !== "guest-called") return false;
    const { call } = event;
    const isLook = LOOKS.has(call.name) || (call.name === "session-create" && call.delegate?.methods.some((method) => HEARS.test(method)) === true) || isCrowd(world, call) || isReconfigured(world, call);
    if (!isLook) return false;
    this.#transfers = false;
    return true;
  }

  /** Runs that are looked at beside a graph: what code does in them does not change how the graph's choices are numbered. */
  aside<T>(work: () => T): T {
    const before = this.#transfers;
    try {
      return work();
    } finally {
      this.#transfers = before;
    }
  }

  /** The next event of a background transfer that nobody hears of, if there is one, and what it leads to. */
  transferEvent(state: RunState): { readonly next: Next; readonly taken: Taken } | null {
    const { world } = state;
    if (!this.#transfers) return null;
    // Equal states may list them in another order: the first task comes first.
    let first: { readonly task: number; readonly next: Next; readonly taken: Taken } | null = null;
    for (const promised of world.agenda) {
      const { event } = promised;
      if (!INNER.has(event.kind) || !("task" in event) || (first !== null && first.task <= event.task) || !isTransfer(promised) || isInline(world.loader.tasks, promised)) continue;
      const next = promisedNext(promised, world.at);
      const taken = take(this.#scenario, this.#recordings(), state, next);
      if (this.#isSilent(state, event.task, taken)) first = { task: event.task, next, taken };
    }
    return first;
  }

  #isSilent(state: RunState, number: number, taken: Taken): boolean {
    const { world } = state;
    const { world: after, served } = taken.state;
    const task = after.loader.tasks.find((each) => each.task === number);
    return (task?.phase === "requesting" || task?.phase === "receiving") && served === state.served && after.random === world.random
      && this.#isUnheard(state, taken) && after.guest === world.guest && isDaemonEqual(world, after);
  }

  /** No rule reads of it, no intervention of the scenario waits for it, and nothing outside daemon and learner code has changed. */
  #isUnheard({ world, triggers, entered, soon }: RunState, { state: after, lines }: Taken): boolean {
    return after.triggers === triggers && after.entered === entered && after.soon === soon && isElsewhereEqual(world, after.world) && lines.every(({ kind }) => !this.#read(kind));
  }

  /** Code reads what nobody else writes, so nothing need be tried before it: what it leads to. */
  read(state: RunState, next: Next): Taken | null {
    const { event } = next;
    if (!this.#isOn || event.kind !== "guest-called" || !READS.has(event.call.name) || ("path" in event.call && TEMPORARY.test(event.call.path))) return null;
    const taken = take(this.#scenario, this.#recordings(), state, next);
    const { world } = taken.state;
    const isQuiet = world.agenda === state.world.agenda && world.loader === state.world.loader && this.#isUnheard(state, taken);
    return isQuiet ? taken : null;
  }
}

/** With this call more transfers are under way than a host may have connections: who begins first keeps another waiting. */
function isCrowd({ loader }: World, call: HostCall): boolean {
  if (call.name !== "task-create" && call.name !== "session-create") return false;
  const under = loader.tasks.filter(({ phase }) => phase !== "ended" && phase !== "lost").length + (call.name === "task-create" ? 1 : 0);
  const limits = loader.sessions.map(({ configuration }) => configuration.httpMaximumConnectionsPerHost);
  return under > Math.min(CONNECTIONS, ...limits, ...(call.name === "session-create" ? [call.configuration.httpMaximumConnectionsPerHost] : []));
}

/** Transfers under way get another configuration with this call: those that had begun keep the old one. */
function isReconfigured({ loader }: World, call: HostCall): boolean {
  if (call.name !== "session-create" || call.configuration.identifier === null) return false;
  const { identifier } = call.configuration;
  const latest = loader.sessions.findLast(({ configuration }) => configuration.identifier === identifier);
  return latest !== undefined && loader.tasks.some(({ background, phase }) => background === identifier && phase !== "ended" && phase !== "lost")
    && JSON.stringify(latest.configuration) !== JSON.stringify(call.configuration);
}

/** Connections to a host at once, unless a session allows fewer. */
const CONNECTIONS = 6;

/** Where the daemon writes, and takes away. */
const TEMPORARY = /\/(tmp|com\.apple\.nsurlsessiond)\b/;

function isElsewhereEqual(one: World, other: World): boolean {
  return one.process === other.process && one.host === other.host && one.disk === other.disk && one.app === other.app && one.device === other.device;
}

function isDaemonEqual({ loader: one }: World, { loader: other }: World): boolean {
  return one.messages === other.messages && one.sessions === other.sessions && one.identifiers === other.identifiers && one.questions === other.questions && one.limiter === other.limiter;
}
