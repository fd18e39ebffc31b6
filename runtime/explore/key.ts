/**
 * What makes two states equal: everything that can matter for what comes, and nothing else. Left out are
 * absolute time, counts of steps and lines, and numbers that only tell things apart; what such a number
 * refers to is taken instead. Every member of the world that is not named here counts as it is, so a new
 * one can make states differ needlessly, but never makes different ones equal.
 */
import { isInline, isTransfer } from "./choices.ts";
import { close, Hasher, mix, named, type Hash, type Shape } from "./hash.ts";
import type { RuleStates } from "./rule-states.ts";
import type { RunState } from "../engine/state.ts";
import type { Promised } from "../model/event.ts";
import type { Rule } from "../model/finding.ts";
import type { Line } from "../model/trace.ts";
import type { Process, Task, Waiting, Wake, WidgetInstance, World } from "../model/world.ts";

const isThere = (value: unknown): boolean => value !== null;

/** [F3] Only who implements it hears how long a transfer took. */
const METRICS = "urlSessionTaskDidFinishCollecting";

export class Keys {
  readonly #hasher = new Hasher();
  readonly #rules: readonly Rule[];
  readonly #counts: boolean;
  readonly #shapes: readonly Shape[];

  /** `counts`: some intervention waits for the so-manieth callback. */
  constructor(rules: readonly Rule[], counts: boolean) {
    this.#rules = rules;
    this.#counts = counts;
    this.#shapes = rules.map((rule) => Object.fromEntries([...(rule.aside ?? []), ...(rule.follows ?? [])].map((name) => [name, null])));
  }

  /** The name of a state: its world, what the rules know, and how many interventions are left. */
  of({ world, served, triggers, entered, soon }: RunState, rules: RuleStates, left: number): Hash {
    const h = this.#hasher;
    let a = mix(0x2545f491, left);
    let b = mix(0x5bd1e995, left);
    const add = (hash: Hash): void => {
      a = mix(a, hash.a);
      b = mix(b, hash.b);
    };
    const number = (value: number): void => {
      a = mix(a, value);
      b = mix(b, value);
    };
    add(h.of(world.device));
    add(h.of(world.app));
    add(h.shaped(world.disk, this.#disk));
    add(h.of(world.clock));
    number(world.random);
    const { counts } = world;
    number(counts.session * 1_000_003 + counts.handle * 10_007 + counts.request * 101 + counts.wake);
    number(counts.question);
    add(h.shaped(world.process, this.#process));
    add(h.shaped(world.host, this.#host));
    add(h.list(world.loader.tasks, (task: Task) => h.shaped(task, TASK)));
    add(h.list(world.loader.messages, (message: object) => h.shaped(message, MESSAGE)));
    add(h.list(world.loader.sessions, (session: object) => h.shaped(session, SESSION)));
    add(h.list(world.loader.identifiers, (identifier: object) => h.shaped(identifier, IDENTIFIER)));
    add(h.of(world.loader.questions));
    this.#times(world, number);
    this.#agenda(world, add, number);
    if (triggers.length > 0) {
      add(h.of(triggers));
      add(h.of(served));
      add(h.list(soon, ({ event }: { event: object }) => h.shaped(event, EVENT)));
      if (this.#counts) add(h.of(entered));
    } else if (served !== NOTHING_SERVED) add(h.of(served));
    number(rules.a);
    number(rules.b);
    this.#followed(world, rules, number);
    return { a: close(a), b: close(b) };
  }

  /** What a rule knows; lines in it count by what they say, not by their place. */
  rule(index: number, state: unknown): Hash {
    if (state === null || typeof state !== "object") return this.#hasher.of(state);
    const shape = this.#shapes[index] ?? {};
    return this.#hasher.shaped(state, this.#lined(shape, state));
  }

  /** The shape of a rule's state, with its lines put in form. */
  #lined(shape: Shape, state: object): Shape {
    const keys = Object.keys(state);
    const id = `${keys.join(" ")}|${Object.keys(shape).join(" ")}`;
    let lined = this.#linedShapes.get(id);
    if (!lined) {
      lined = Object.fromEntries(keys.map((key) => [key, shape[key] === null ? null : (value: unknown) => this.#ruleValue(value)]));
      this.#linedShapes.set(id, lined);
    }
    return lined;
  }
  readonly #linedShapes = new Map<string, Shape>();
  readonly #ruleValues = new WeakMap<object, Hash>();

  #ruleValue(value: unknown): unknown {
    if (value === null || typeof value !== "object") return value;
    const known = this.#ruleValues.get(value);
    if (known) return known;
    let hash: Hash;
    if ("n" in value && "lane" in value && "data" in value) hash = this.#hasher.shaped(value, this.#line);
    else if (Array.isArray(value)) hash = this.#hasher.list(value.map((each) => this.#ruleValue(each)), (each: unknown) => (each !== null && typeof each === "object" ? (each as Hash) : this.#hasher.of(each)));
    else hash = this.#hasher.shaped(value, Object.fromEntries(Object.keys(value).map((key) => [key, (member: unknown) => this.#ruleValue(member)])));
    const result = named(hash);
    this.#ruleValues.set(value, result);
    return result;
  }

  readonly #line: Shape = { n: null, at: null, text: null, cause: null, step: null, lane: null, data: (data: Line["data"]) => named(this.#hasher.shaped(data, LINE_DATA)) };

  readonly #process: Shape = {
    launch: null, memory: null, cause: null, suspendedAt: null, graceToken: (token: number) => token !== 0,
    running: (running: Process["running"]) => running && named(this.#hasher.shaped(running, RUNNING)),
    waiting: (waiting: readonly Waiting[]) => named(this.#hasher.list(waiting, (each: Waiting) => this.#hasher.shaped(each, WAITING))),
    wakes: (wakes: readonly Wake[]) => named(this.#hasher.list(wakes, (wake: Wake) => this.#hasher.shaped(wake, WAKE))),
  };
  readonly #host: Shape = {
    instances: (instances: readonly WidgetInstance[]) => named(this.#hasher.list(instances, (instance: WidgetInstance) => this.#hasher.shaped(instance, this.#instance))),
    requests: (requests: readonly object[]) => named(this.#hasher.list(requests, (request: object) => this.#hasher.shaped(request, REQUEST))),
  };
  readonly #instance: Shape = {
    charged: (charged: readonly number[]) => charged.length, lastReload: null, reloads: null,
    shown: (shown: object) => named(this.#hasher.shaped(shown, { since: null })),
    timeline: (timeline: object | null) => timeline && named(this.#hasher.shaped(timeline, { id: null, at: null })),
    reload: (reload: object | null) => reload && named(this.#hasher.shaped(reload, { due: null, token: null })),
  };
  readonly #disk: Shape = {
    files: (files: Readonly<Record<string, object>>) => {
      const { a, b } = Object.keys(files).reduce((sum, path) => {
        const name = this.#hasher.string(path);
        const hash = this.#hasher.shaped(files[path] as object, FILE);
        return { a: (sum.a + close(mix(mix(11, name), hash.a))) | 0, b: (sum.b + close(mix(mix(13, name), hash.b))) | 0 };
      }, { a: 0, b: 0 });
      return named({ a, b });
    },
  };

  /** Of the instants in the world, those that can still make a difference, seen from now. */
  #times(world: World, number: (value: number) => void): void {
    const { at, process, host, loader, device } = world;
    const { limiter } = loader;
    number(limiter.delay);
    number(limiter.delay === 0 ? 0 : Math.max(limiter.until - at, -limiter.delay - 1));
    let inline = false;
    const metrics = loader.identifiers.some(({ methods }) => methods.includes(METRICS)) || loader.sessions.some(({ delegate }) => delegate?.methods.includes(METRICS));
    for (const task of loader.tasks) {
      if (metrics) number(task.resumedAt === null ? -1 : at - task.resumedAt);
      if (task.phase === "ended" || task.phase === "lost") continue;
      if (task.background === null) inline = true;
      if (task.phase === "receiving") {
        number((task.due ?? at) - task.since);
        if (inline || canGoOn(task)) number(at - task.since);
      } else if (task.startedAt === null) {
        number(Math.max(0, task.limitedUntil - at));
        number(task.earliestBegin === null ? -1 : Math.max(0, task.earliestBegin - at));
      }
    }
    if (inline && process.suspendedAt !== null) number(at - process.suspendedAt);
    for (const instance of host.instances) {
      number(instance.lastReload === null ? 0 : Math.max(0, instance.lastReload + device.settings.reloadSpacing - at));
      if (instance.reload?.reason === "reload") number(instance.reload.due - at);
      // Charges of a day only count where the budget is nearly spent.
      if (instance.charged.length >= device.settings.dailyReloadBudget) for (const charge of instance.charged) number(at - charge);
    }
  }

  /**
   * Timers by their order and by how long they still take; what is merely scheduled by its order; of
   * transfers, whose events come when they like, only the order of each one's own.
   */
  #agenda({ agenda, at, loader }: World, add: (hash: Hash) => void, number: (value: number) => void): void {
    let sumA = 0;
    let sumB = 0;
    const begun: number[] = [];
    for (const promised of agenda) {
      const hash = this.#hasher.shaped(promised, this.#promised);
      if (promised.idle) {
        add(hash);
        number(-1);
      } else if (isTransfer(promised)) {
        const { event } = promised;
        const current = !("attempt" in event) || loader.tasks.some((task) => task.task === event.task && task.attempt === event.attempt);
        let place = 0;
        if ("task" in event) {
          for (const task of begun) if (task === event.task) place++;
          begun.push(event.task);
        }
        // Of requests in process the time counts as well: a deadline does not overtake them.
        const mark = place * 2 + (current ? 1 : 0) + (isInline(loader.tasks, promised) ? 64 * (1 + Math.max(0, promised.at - at)) : 0);
        sumA = (sumA + close(mix(hash.a, mark))) | 0;
        sumB = (sumB + close(mix(hash.b, mark))) | 0;
      } else {
        add(hash);
        number(Math.max(0, promised.at - at));
      }
    }
    number(sumA);
    number(sumB);
  }

  readonly #promised: Shape = { at: null, order: null, cause: null, event: (event: Promised["event"]) => named(this.#hasher.shaped(event, EVENT)) };

  /** Rules that follow causes: what they know of each line that may still be named as one. */
  #followed(world: World, rules: RuleStates, number: (value: number) => void): void {
    this.#rules.forEach((rule, index) => {
      for (const member of rule.follows ?? []) {
        const known = (rules.states[index] as Readonly<Record<string, Readonly<Record<string, unknown>>>>)[member];
        if (!known || isEmpty(known)) continue;
        const look = (cause: number | null): void => {
          const found = cause === null ? undefined : known[cause];
          number(found === undefined ? 0 : this.#hasher.of(found).a);
        };
        const { process, loader, host, agenda } = world;
        look(process.cause);
        look(process.running?.line ?? null);
        for (const each of process.waiting) look(each.cause);
        for (const each of process.wakes) look(each.line);
        for (const each of host.requests) look(each.line);
        for (const each of loader.messages) look(each.cause);
        let transfers = 0;
        for (const each of agenda) {
          if (!isTransfer(each)) look(each.cause);
          else if (each.cause !== null && known[each.cause] !== undefined) transfers = (transfers + close(mix(this.#hasher.shaped(each, this.#promised).a, this.#hasher.of(known[each.cause]).a))) | 0;
        }
        number(transfers);
      }
    });
  }
}

const isEmpty = (record: object): boolean => {
  for (const _key in record) return false;
  return true;
};

/** The bytes that have come are of use when it is cut off. */
const canGoOn = ({ recording }: Task): boolean => recording?.ok === true && Object.keys(recording.headers).some((name) => /^(etag|last-modified)$/i.test(name));

const NOTHING_SERVED: RunState["served"] = {};

const TASK: Shape = { launch: null, line: null, attempt: null, since: null, due: null, resumedAt: isThere, startedAt: isThere, limitedUntil: null, earliestBegin: isThere };
const MESSAGE: Shape = { message: null, cause: null };
const SESSION: Shape = { launch: null };
const IDENTIFIER: Shape = { wake: isThere };
const RUNNING: Shape = { mark: null, line: null, message: isThere };
const WAITING: Shape = { cause: null, message: isThere };
const WAKE: Shape = { line: null };
const REQUEST: Shape = { line: null };
const FILE: Shape = { writtenAt: null };
const EVENT: Shape = { attempt: null, token: null, launch: null, cause: null, timeline: null, suspendedSince: isThere };
const LINE_DATA: Shape = { life: null, callback: null, now: null, due: null, after: null, since: null };
