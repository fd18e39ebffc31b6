/**
 * When a transfer may begin, and what holds it back: its date, the resume rate limiter, discretionary
 * scheduling, the kind of network, and six connections a host.
 */
import { duration, instant, type Duration, type Instant } from "../base/time.ts";
import type { Draft } from "../model/outcome.ts";
import type { WaitReason } from "../model/trace.ts";
import type { Device, Session, Task, World } from "../model/world.ts";
import { isUnderWay } from "./transfers.ts";

/** Why a transfer waits. `until`: when it is looked at again by itself; `null`: when something changes. */
export interface Hold {
  readonly reason: WaitReason;
  readonly message: string;
  readonly fix: string;
  readonly until: Instant | null;
}

const hold = (reason: WaitReason, message: string, fix: string, until: Instant | null = null): Hold => ({ reason, message, fix, until });

/** What holds `task` back right now; `null` when it may begin. */
export function holdOf(world: World, task: Task, session: Session | null): Hold | null {
  const background = task.background !== null;
  // What has begun once is not held back again.
  if (background && task.startedAt === null) {
    // [E20]
    if (task.earliestBegin !== null && world.at < task.earliestBegin) return hold("earliest-begin", "its earliestBeginDate has not come", "Nothing to do: the date is a lower bound, and no appointment.", task.earliestBegin);
    // [H7] [H10]
    if (world.at < task.limitedUntil && world.loader.limiter.delay > 0) return hold("limiter", "the resume rate limiter holds new transfers back after a wake", "Start all transfers at once instead of one a wake: each wake doubles the delay.", task.limitedUntil);
    const wanting = discretion(world, task, session);
    if (wanting) return wanting;
  }
  const denied = deniedNetwork(world.device, task, session);
  if (denied) return hold("network-not-allowed", `the ${denied} network is not allowed for it`, "Allow that network in the configuration, or be ready to wait.");
  return connectionsTaken(world, task, session) ? hold("connections", "as many connections to the host as the session may have are in use", "Nothing to do: it begins when another one ends. A few large transfers are better than many small ones.") : null;
}

/** [H1] [H2] [H4] [H15] What the system waits for before it does discretionary work; less and less as time passes. */
function discretion({ at, device, app }: World, task: Task, session: Session | null): Hold | null {
  const discretionary = device.settings.widgetTasksDiscretionary || session?.configuration.isDiscretionary === true;
  // [H6] While the person uses the app, what was made discretionary by the system is not.
  if (!discretionary || (app.state === "foreground" && session?.configuration.isDiscretionary !== true)) return null;
  const third = duration(((session?.configuration.timeoutIntervalForResource ?? 604_800) * 1000) / 3);
  const begun = task.resumedAt ?? at;
  const stage = Math.min(2, Math.floor((at - begun) / Math.max(1, third)));
  const next = stage < 2 ? instant(begun + third * (stage + 1)) : null;
  const fix = "Nothing to do: transfers of a widget are discretionary. Show what is stored until then.";
  if (device.lowBattery && !device.charging) return hold("discretionary", "the system does no discretionary work on a low battery", fix, next);
  if (stage === 0 && !(device.wifi && device.charging)) return hold("discretionary", "discretionary work waits for Wi-Fi and power at first", fix, next);
  if (stage === 1 && !device.wifi) return hold("discretionary", "discretionary work still waits for Wi-Fi", fix, next);
  return null;
}

/** [E28] [H14] The request's own wish counts first; the configuration restricts further. */
export function deniedNetwork(device: Device, task: Task, session: Session | null): "cellular" | "expensive" | "constrained" | null {
  const configuration = session?.configuration;
  if (!device.wifi && (!task.current.allowsCellularAccess || configuration?.allowsCellularAccess === false)) return "cellular";
  if (!device.wifi && configuration?.allowsExpensiveNetworkAccess === false) return "expensive";
  return device.lowData && configuration?.allowsConstrainedNetworkAccess === false ? "constrained" : null;
}

/** [D20] [H11] */
function connectionsTaken({ loader }: World, task: Task, session: Session | null): boolean {
  const most = session?.configuration.httpMaximumConnectionsPerHost ?? 6;
  if (loader.tasks.length <= most) return false;
  const host = hostOf(task.current.url);
  let busy = 0;
  for (const each of loader.tasks) {
    if ((each.phase === "requesting" || each.phase === "receiving") && each.session === task.session && each.task !== task.task && hostOf(each.current.url) === host && ++busy >= most) return true;
  }
  return false;
}

export const hostOf = (url: string): string => /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)/i.exec(url)?.[1]?.toLowerCase() ?? "";

/** [H7] [H8] The daemon has resumed or launched a process: the next transfers wait longer. */
export function raiseLimiter(draft: Draft): void {
  const { loader, device, app } = draft.world;
  const { limiterStart, limiterFactor, limiterCap } = device.settings;
  if (limiterStart === 0 || app.state === "foreground") return;
  // A delay is forgotten when it passes without a resume; work that it held back counts as the same chain (assumed).
  const isChain = loader.limiter.delay > 0 && draft.at <= loader.limiter.until + loader.limiter.delay;
  const delay: Duration = duration(isChain ? Math.min(loader.limiter.delay * limiterFactor, limiterCap) : limiterStart);
  draft.patch({ loader: { ...loader, limiter: { delay, until: instant(draft.at + delay) } } });
}

/** [H7] The person has brought the app to the front. */
export function resetLimiter(draft: Draft): void {
  draft.patch({ loader: { ...draft.world.loader, limiter: { delay: duration(0), until: instant(0) } } });
}

/** Background transfers that wait are looked at again. */
export function reconsider(draft: Draft, cause: number | null, delay: Duration, wanted: (task: Task) => boolean = () => true): void {
  const { loader } = draft.world;
  const waiting = loader.tasks.filter((task) => task.phase === "waiting" && task.state === "running" && isUnderWay(task) && wanted(task));
  if (waiting.length === 0) return;
  const numbers = new Set(waiting.map((task) => task.task));
  draft.withdraw((event) => (event.kind === "transfer-begins") && numbers.has(event.task));
  draft.patch({ loader: { ...loader, tasks: loader.tasks.map((task) => (numbers.has(task.task) ? { ...task, attempt: task.attempt + 1 } : task)) } });
  for (const task of waiting) draft.promise({ kind: "transfer-begins", task: task.task, attempt: task.attempt + 1 }, delay, { cause });
}
