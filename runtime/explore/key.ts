/**
 * What makes two states equal: everything that can matter for what comes, and nothing else. Left out are
 * absolute time, counts of steps and lines, and numbers that only tell things apart; what such a number
 * refers to is taken instead.
 *
 * A state shares most of its parts with the one it came from, so a part that is the same object keeps the
 * hash it had there.
 */
import type { RunState } from "../engine/state.ts";
import type { Promised } from "../model/event.ts";
import type { Rule } from "../model/finding.ts";
import type { Scenario } from "../model/scenario.ts";
import type { Task, World } from "../model/world.ts";
import { isInline, isTransfer, mayBeSilent } from "./choices.ts";
import { close, Hasher, isEmpty, mix, type Hash } from "./hash.ts";
import { partsOf, putEvent, putTask, putMessage } from "./parts.ts";
import type { RuleStates } from "./rule-states.ts";

/** [F3] Only who implements it hears how long a transfer took. */
const METRICS = "urlSessionTaskDidFinishCollecting";

/** The hashes of a world's parts, two lanes each, in the order of what they belong to. */
export interface Parts {
  readonly world: World;
  readonly fixed: readonly number[];
  readonly tasks: readonly number[];
  readonly messages: readonly number[];
  readonly agenda: readonly number[];
}

export interface Key extends Hash {
  readonly parts: Parts;
}

export class Keys {
  readonly hasher = new Hasher();
  readonly #rules: readonly Rule[];
  /** Some intervention waits for the so-manieth callback. */
  readonly #counts: boolean;
  /** Transfers may expire. */
  readonly expires: boolean;
  readonly #follows: readonly number[];
  readonly #fixed: readonly ((world: World) => object)[];
  readonly #put: readonly ((part: never) => void)[];

  constructor(rules: readonly Rule[], scenario: Scenario) {
    this.#rules = rules;
    this.#counts = scenario.interventions.some(({ when }) => "hostCall" in when);
    this.expires = mayBeSilent(scenario);
    this.#follows = rules.flatMap((rule, index) => (rule.follows ? [index] : []));
    const parts = partsOf(this.hasher);
    this.#fixed = parts.map(({ of }) => of);
    this.#put = parts.map(({ put }) => put as (part: never) => void);
  }

  /** The name of a run at rest, for what comes of it when nobody disturbs it: how long ago things were does not matter then. */
  ofRest(run: RunState): string {
    const { a, b } = this.#of(run, NO_RULES, 0, null, false);
    return `${a} ${b}`;
  }

  /** The name of a state: its world, what the rules know, and how many interventions are left. `from`: the state it came from. */
  of(run: RunState, rules: RuleStates, left: number, from: Parts | null): Key {
    return this.#of(run, rules, left, from, true);
  }

  #of({ world, served, triggers, entered, soon }: RunState, rules: RuleStates, left: number, from: Parts | null, times: boolean): Key {
    const h = this.hasher;
    const parts = this.#parts(world, from);
    h.begin();
    h.int(left);
    for (let index = 0; index < parts.fixed.length; index += 2) h.lanes(parts.fixed[index] as number, parts.fixed[index + 1] as number);
    h.int(world.loader.tasks.length);
    for (let index = 0; index < parts.tasks.length; index += 2) h.lanes(parts.tasks[index] as number, parts.tasks[index + 1] as number);
    h.int(world.loader.messages.length);
    for (let index = 0; index < parts.messages.length; index += 2) h.lanes(parts.messages[index] as number, parts.messages[index + 1] as number);
    h.number(world.clock);
    h.int(world.random);
    const { counts } = world;
    h.int(counts.session);
    h.int(counts.handle);
    h.int(counts.request);
    h.int(counts.wake);
    h.int(counts.question);
    if (times) this.#times(world);
    if (this.expires) this.#deadlines(world, times);
    this.#agenda(world, parts.agenda);
    if (!isEmpty(served)) h.put(served);
    if (triggers.length > 0) {
      h.put(triggers);
      h.int(soon.length);
      for (const { event } of soon) putEvent(h, event);
      if (this.#counts) h.put(entered);
    }
    h.lanes(rules.a, rules.b);
    this.#followed(world, rules);
    return { ...h.end(), parts };
  }

  #parts(world: World, from: Parts | null): Parts {
    const h = this.hasher;
    const before = from?.world ?? null;
    const fixed: number[] = [];
    for (let index = 0; index < this.#fixed.length; index++) {
      const of = this.#fixed[index] as (world: World) => object;
      const part = of(world);
      if (from !== null && before !== null && of(before) === part) fixed.push(from.fixed[index * 2] as number, from.fixed[index * 2 + 1] as number);
      else {
        h.begin();
        (this.#put[index] as (part: object) => void)(part);
        fixed.push(close(h.a), close(h.b));
      }
    }
    return {
      world, fixed,
      tasks: kept(h, world.loader.tasks, before?.loader.tasks, from?.tasks, putTask),
      messages: kept(h, world.loader.messages, before?.loader.messages, from?.messages, putMessage),
      agenda: kept(h, world.agenda, before?.agenda, from?.agenda, putPromised),
    };
  }

  /** Of the instants in the world, those that can still make a difference, seen from now. */
  #times({ at, process, host, loader, device }: World): void {
    const h = this.hasher;
    const { limiter } = loader;
    h.int(limiter.delay);
    h.int(limiter.delay === 0 ? 0 : Math.max(limiter.until - at, -limiter.delay - 1));
    let inline = false;
    const metrics = loader.identifiers.some(({ methods }) => methods.includes(METRICS)) || loader.sessions.some(({ delegate }) => delegate !== null && delegate.methods.includes(METRICS));
    for (const task of loader.tasks) {
      if (metrics) h.int(task.resumedAt === null ? -1 : at - task.resumedAt);
      if (task.phase === "ended" || task.phase === "lost") continue;
      if (task.background === null) inline = true;
      if (task.phase === "receiving") {
        h.int((task.due ?? at) - task.since);
        if (task.background === null || canGoOn(task)) h.int(at - task.since);
      } else if (task.startedAt === null) {
        h.int(Math.max(0, task.limitedUntil - at));
        h.int(task.earliestBegin === null ? -1 : Math.max(0, task.earliestBegin - at));
      }
    }
    if (inline && process.suspendedAt !== null) h.int(at - process.suspendedAt);
    for (const instance of host.instances) {
      h.int(instance.lastReload === null ? 0 : Math.max(0, instance.lastReload + device.settings.reloadSpacing - at));
      if (instance.reload?.reason === "reload") h.int(Math.max(0, instance.reload.due - at));
      // Charges of a day only count where the budget is nearly spent.
      if (instance.charged.length >= device.settings.dailyReloadBudget) for (const charge of instance.charged) h.int(at - charge);
    }
  }

  #deadlines({ at, deadlines }: World, times: boolean): void {
    const h = this.hasher;
    h.int(deadlines.length);
    for (const { event, at: due } of deadlines) {
      putEvent(h, event);
      if (times) h.int(Math.max(0, due - at));
    }
  }

  /**
   * Timers by their order and by how long they still take; what is merely scheduled by its order; of
   * transfers, whose events come when they like, only the order of each one's own.
   */
  #agenda({ agenda, at, loader }: World, hashes: readonly number[]): void {
    const h = this.hasher;
    let sumA = 0;
    let sumB = 0;
    const begun: number[] = [];
    for (let index = 0; index < agenda.length; index++) {
      const promised = agenda[index] as Promised;
      const [a, b] = [hashes[index * 2] as number, hashes[index * 2 + 1] as number];
      if (promised.idle) {
        h.lanes(a, b);
        h.int(-1);
      } else if (isTransfer(promised)) {
        const mark = this.#mark(promised, loader.tasks, begun, at);
        sumA = (sumA + close(mix(a, mark))) | 0;
        sumB = (sumB + close(mix(b, mark))) | 0;
      } else {
        h.lanes(a, b);
        h.int(Math.max(0, promised.at - at));
      }
    }
    h.lanes(sumA, sumB);
  }

  /** Which of its transfer's events it is, and whether it still counts; of requests in process the time as well, for a deadline does not overtake them. */
  #mark(promised: Promised, tasks: readonly Task[], begun: number[], at: number): number {
    const { event } = promised;
    if (!("task" in event)) return 0;
    let place = 0;
    for (const task of begun) if (task === event.task) place++;
    begun.push(event.task);
    const current = !("attempt" in event) || tasks.some((task) => task.task === event.task && task.attempt === event.attempt);
    return place * 2 + (current ? 1 : 0) + (isInline(tasks, promised) ? 64 * (1 + Math.max(0, promised.at - at)) : 0);
  }

  /** Rules that follow causes: what they know of each line that may still be named as one. */
  #followed(world: World, rules: RuleStates): void {
    const h = this.hasher;
    if (rules.states.length === 0) return;
    let causes: readonly (number | null)[] | null = null;
    for (const index of this.#follows) {
      const state = rules.states[index] as Readonly<Record<string, Readonly<Record<string, unknown>>>>;
      for (const member of this.#rules[index]?.follows ?? []) {
        const known = state[member];
        if (!known || isEmpty(known)) continue;
        causes ??= causesIn(world);
        for (const cause of causes) h.put(cause === null ? undefined : known[cause]);
      }
    }
  }
}

/** Lines that what comes may name as its cause, in an order that equal states share. */
function causesIn({ process, loader, host, agenda }: World): readonly (number | null)[] {
  const causes: (number | null)[] = [process.cause, process.running?.line ?? null];
  for (const each of process.waiting) causes.push(each.cause);
  for (const each of process.wakes) causes.push(each.line);
  for (const each of host.requests) causes.push(each.line);
  for (const each of loader.messages) causes.push(each.cause);
  const transfers: { readonly task: number; readonly cause: number | null }[] = [];
  for (const each of agenda) {
    if (!isTransfer(each)) causes.push(each.cause);
    else if ("task" in each.event) transfers.push({ task: each.event.task, cause: each.cause });
  }
  // Transfers in the order of their numbers, for their promises have none; those of one stay in order.
  transfers.sort((one, other) => one.task - other.task);
  for (const { cause } of transfers) causes.push(cause);
  return causes;
}

/** Hashes of a list's elements, taken over from the list before where the elements are the same. */
function kept<T extends object>(h: Hasher, now: readonly T[], before: readonly T[] | undefined, hashes: readonly number[] | undefined, put: (h: Hasher, value: T) => void): readonly number[] {
  if (now === before && hashes) return hashes;
  const result: number[] = [];
  let from = 0;
  for (const value of now) {
    const place = before ? before.indexOf(value, from) : -1;
    if (place >= 0 && hashes) {
      from = place + 1;
      result.push(hashes[place * 2] as number, hashes[place * 2 + 1] as number);
    } else {
      h.begin();
      put(h, value);
      result.push(close(h.a), close(h.b));
    }
  }
  return result;
}

function putPromised(h: Hasher, { idle, dated, event }: Promised): void {
  h.int((idle ? 1 : 0) + (dated ? 2 : 0));
  putEvent(h, event);
}

/** The bytes that have come are of use when it is cut off. */
const canGoOn = ({ recording }: Task): boolean => recording?.ok === true && Object.keys(recording.headers).some((name) => /^(etag|last-modified)$/i.test(name));

const NO_RULES: RuleStates = { states: [], shares: [], a: 0, b: 0 };
