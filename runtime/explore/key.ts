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
import { Marks } from "./marks.ts";
import { partsOf, PUT_PARTS, putEvent, putTask, putMessage } from "./parts.ts";
import type { RuleStates } from "./rule-states.ts";

/** [F3] Only who implements it hears how long a transfer took. */
const METRICS = "urlSessionTaskDidFinishCollecting";

/** The hashes of a world's parts, two lanes each, in the order of what they belong to. */
export interface Parts {
  readonly world: World;
  /** What the `fixed` hashes are of. */
  readonly held: readonly object[];
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
  readonly #lines = new Marks<readonly number[]>();
  readonly #tasks = new Marks<Hash>();

  constructor(rules: readonly Rule[], scenario: Scenario) {
    this.#rules = rules;
    this.#counts = scenario.interventions.some(({ when }) => "hostCall" in when);
    this.expires = mayBeSilent(scenario);
    this.#follows = rules.flatMap((rule, index) => (rule.follows ? [index] : []));
  }

  /** The name of a run at rest, for what comes of it when nobody disturbs it: how long ago things were does not matter then. */
  ofRest(run: RunState, parts: Parts): string {
    const { a, b } = this.#of(run, NO_RULES, 0, parts, false);
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
    const held: readonly object[] = partsOf(world);
    let fixed: number[] | null = from === null ? [] : null;
    for (let index = 0; index < held.length; index++) {
      if (from !== null && held[index] === from.held[index]) continue;
      fixed ??= (from as Parts).fixed.slice();
      h.begin();
      (PUT_PARTS[index] as (h: Hasher, part: object) => void)(h, held[index] as object);
      fixed[index * 2] = close(h.a);
      fixed[index * 2 + 1] = close(h.b);
    }
    return {
      world, held, fixed: fixed ?? (from as Parts).fixed,
      tasks: kept(h, world.loader.tasks, before?.loader.tasks, from?.tasks, this.#putTask),
      messages: kept(h, world.loader.messages, before?.loader.messages, from?.messages, putMessage),
      agenda: kept(h, world.agenda, before?.agenda, from?.agenda, putPromised),
    };
  }

  /** One task is in many worlds. */
  readonly #putTask = (h: Hasher, task: Task): void => {
    const { a, b } = h.of(task, this.#putNewTask, this.#tasks);
    h.lanes(a, b);
  };
  readonly #putNewTask = (task: Task): void => putTask(this.hasher, task);

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

  /** Rules that follow causes: what they know of each line that may still be named as one. Mostly that is nothing. */
  #followed(world: World, rules: RuleStates): void {
    if (rules.known.length === 0) return;
    for (const index of this.#follows) {
      const state = rules.known[index]?.state as Readonly<Record<string, Known>>;
      for (const member of this.#rules[index]?.follows ?? []) {
        const known = state[member];
        if (!known) continue;
        const lines = this.#linesOf(known);
        if (lines.length > 0) this.#causes(world, known, lines);
      }
    }
  }

  #linesOf(known: Known): readonly number[] {
    let lines = this.#lines.get(known);
    if (!lines) this.#lines.set(known, (lines = Object.keys(known).map(Number)));
    return lines;
  }

  /** Lines that what comes may name as its cause: which are known, by a place that equal states share. */
  #causes({ process, loader, host, agenda }: World, known: Known, lines: readonly number[]): void {
    const h = this.hasher;
    let place = 0;
    const put = (cause: number | null): void => {
      place++;
      if (cause === null || !lines.includes(cause)) return;
      h.int(place);
      h.put(known[cause]);
    };
    put(process.cause);
    put(process.running?.line ?? null);
    for (const each of process.waiting) put(each.cause);
    for (const each of process.wakes) put(each.line);
    for (const each of host.requests) put(each.line);
    for (const each of loader.messages) put(each.cause);
    let isTransferKnown = false;
    for (const promised of agenda) {
      if (!isTransfer(promised)) put(promised.cause);
      else if (promised.cause !== null && lines.includes(promised.cause)) isTransferKnown = true;
    }
    h.int(-1);
    if (!isTransferKnown) return;
    // Transfers in the order of their numbers, for their promises have none; those of one stay in order.
    const transfers = agenda.flatMap((each) => (isTransfer(each) && "task" in each.event ? [{ task: each.event.task, cause: each.cause }] : []));
    transfers.sort((one, other) => one.task - other.task);
    for (const { cause } of transfers) h.put(cause === null ? undefined : known[cause]);
  }
}

/** What a rule knows of lines, by their numbers. */
type Known = Readonly<Record<string, unknown>>;

/** Hashes of a list's elements, taken over from the list before where the elements are the same. */
function kept<T extends object>(h: Hasher, now: readonly T[], before: readonly T[] | undefined, hashes: readonly number[] | undefined, put: (h: Hasher, value: T) => void): readonly number[] {
  if (now === before && hashes) return hashes;
  const result: number[] = [];
  let from = 0;
  for (const value of now) {
    const place = before === undefined ? -1 : before[from] === value ? from : before.indexOf(value, from);
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

const NO_RULES: RuleStates = { known: [], a: 0, b: 0 };
