/** WidgetKit: configurations, timelines, `WidgetCenter`. */
import type { ContextData, WidgetFamily as Family } from "../../model/guest.ts";
import type { Json } from "../../model/json.ts";
import type { EntryData, PolicyData } from "../../model/host-call.ts";
import { plain } from "./data.ts";
import { labels, needFunction, needString, noWidget, wrongValue } from "./errors.ts";
import { within } from "./environment.ts";
import { draw } from "./views.ts";

export const FAMILIES: readonly Family[] = ["systemSmall", "systemMedium", "systemLarge", "systemExtraLarge", "accessoryCircular", "accessoryRectangular", "accessoryInline"];
export const WidgetFamily = Object.fromEntries(FAMILIES.map((family) => [family, family]));

export interface Provider {
  placeholder?(context: unknown): unknown;
  getSnapshot?(context: unknown, completion: (entry: unknown) => void): unknown;
  getTimeline?(context: unknown, completion: (timeline: unknown) => void): unknown;
  /** The form of `AppIntentTimelineProvider`. */
  snapshot?(options: unknown): unknown;
  timeline?(options: unknown): unknown;
}

export interface Handler {
  readonly matching: { readonly kind: "string"; readonly value: string } | { readonly kind: "predicate" } | { readonly kind: "all" };
  readonly accepts: (identifier: string) => unknown;
  readonly closure: (identifier: string, completion: () => void) => unknown;
  /** Where the modifier was applied: a stack trace, which the sandbox turns into a position. */
  readonly source: string;
}

type Content = (entry: unknown) => unknown;

class Configuration {
  readonly kind: string;
  readonly provider: Provider;
  readonly content: Content;
  /** The class of the configuration a person chooses. */
  readonly intent: unknown;
  readonly handlers: Handler[] = [];
  /** Where it was made: a stack trace, which the sandbox turns into a position. */
  readonly source = new Error().stack ?? "";
  families: Family[] = ["systemSmall", "systemMedium", "systemLarge"];
  displayName = "";
  hasMargins = true;

  constructor(type: string, options: unknown, content: unknown) {
    const given = labels<{ kind?: unknown; intent?: unknown; provider?: unknown; content?: unknown }>(options, `new ${type}`, `new ${type}({ kind, provider: new Provider() }, (entry) => …)`);
    this.kind = needString(given.kind, `new ${type}({ kind })`);
    if (given.provider === null || typeof given.provider !== "object") throw wrongValue(`new ${type}({ provider })`, "a timeline provider", given.provider);
    this.provider = given.provider;
    this.intent = given.intent;
    this.content = needFunction((content ?? given.content) as Content | undefined, `new ${type}(…, content)`);
  }

  configurationDisplayName(name: unknown): this {
    this.displayName = String(name);
    return this;
  }

  description(_text: unknown): this {
    return this;
  }

  supportedFamilies(families: unknown): this {
    if (!Array.isArray(families) || families.length === 0) throw wrongValue("supportedFamilies", "an array of widget families", families);
    this.families = families.map((family) => {
      const name = String(family).replace(/^\./, "") as Family;
      if (!FAMILIES.includes(name)) throw wrongValue("supportedFamilies", `families such as WidgetFamily.${FAMILIES[0]}`, family);
      return name;
    });
    return this;
  }

  onBackgroundURLSessionEvents(options: unknown, closure?: unknown): this {
    const alone = typeof options === "function" && closure === undefined;
    const matching = alone || options === null || options === undefined ? undefined : (options as { matching?: unknown }).matching ?? (typeof options === "string" ? options : undefined);
    const handler = needFunction((alone ? options : closure) as Handler["closure"] | undefined, "onBackgroundURLSessionEvents");
    const source = new Error().stack ?? "";
    if (matching === undefined || matching === null) this.handlers.push({ matching: { kind: "all" }, accepts: () => true, closure: handler, source });
    else if (typeof matching === "string") this.handlers.push({ matching: { kind: "string", value: matching }, accepts: (identifier) => identifier === matching, closure: handler, source });
    else this.handlers.push({ matching: { kind: "predicate" }, accepts: needFunction(matching as (identifier: string) => unknown, "onBackgroundURLSessionEvents({ matching })"), closure: handler, source });
    return this;
  }

  /** The asynchronous form: the events were handled when the action's promise is settled. */
  backgroundTask(task: unknown, action?: unknown): this {
    // `.urlSession` without a call is every identifier.
    const chosen = task === BackgroundTask.urlSession ? BackgroundTask.urlSession() : task;
    if (!(chosen instanceof BackgroundTask)) throw wrongValue("backgroundTask", 'BackgroundTask.urlSession("identifier")', task);
    const run = needFunction(action as ((identifier: string | undefined) => unknown) | undefined, "backgroundTask(…, action)");
    const { matching, accepts } = chosen;
    const closure: Handler["closure"] = (identifier, completion) => Promise.resolve(run(matching.kind === "string" ? undefined : identifier)).then(completion);
    this.handlers.push({ matching, accepts, closure, source: new Error().stack ?? "" });
    return this;
  }

  contentMarginsDisabled(): this {
    this.hasMargins = false;
    return this;
  }

  containerBackgroundRemovable(): this {
    return this;
  }

  disfavoredLocations(): this {
    return this;
  }

  supplementalActivityFamilies(): this {
    return this;
  }
}

/** What `backgroundTask(_:action:)` is made for. */
export class BackgroundTask {
  readonly matching: Handler["matching"];
  readonly accepts: Handler["accepts"];

  private constructor(matching: Handler["matching"], accepts: Handler["accepts"]) {
    this.matching = matching;
    this.accepts = accepts;
  }

  static urlSession(given?: string | { matching: (identifier: string) => unknown }): BackgroundTask {
    if (given === undefined) return new BackgroundTask({ kind: "all" }, () => true);
    if (typeof given === "string") return new BackgroundTask({ kind: "string", value: given }, (identifier) => identifier === given);
    return new BackgroundTask({ kind: "predicate" }, needFunction(given?.matching, "BackgroundTask.urlSession({ matching })"));
  }
}

/** What an interactive widget's button does; nothing presses buttons here. */
export class AppIntent {
  perform(): unknown {
    return undefined;
  }
}

/** The base of what a person can configure; its members are the parameters. */
export class WidgetConfigurationIntent {}

/** A configuration as the provider is given it: the class's defaults, and what the person chose. */
export function intentOf(type: unknown, chosen: Json): object {
  const made = typeof type === "function" ? (new (type as new () => object)()) : {};
  return chosen !== null && typeof chosen === "object" && !Array.isArray(chosen) ? Object.assign(made, chosen) : made;
}

export class StaticConfiguration extends Configuration {
  constructor(options: unknown, content?: unknown) {
    super("StaticConfiguration", options, content);
  }
}

export class AppIntentConfiguration extends Configuration {
  constructor(options: unknown, content?: unknown) {
    super("AppIntentConfiguration", options, content);
  }
}

/** Bases that a learner may extend; a class with the right members does as well. */
export class Widget {}
export class WidgetBundle {}
export class WidgetConfiguration {}
export class TimelineEntry {}
export class TimelineProvider {}
export class TimelineProviderContext {}
export class AppIntentTimelineProvider {}

/** How much an entry matters beside the others, for a smart stack. There is no stack here: it is kept, and shown with the entry. */
export class TimelineEntryRelevance {
  readonly score: number;
  readonly duration: number;

  constructor(options: { score: number; duration?: number }) {
    const { score, duration = 0 } = labels<typeof options>(options, "new TimelineEntryRelevance", "new TimelineEntryRelevance({ score: 10, duration: 3600 })");
    if (!Number.isFinite(score) || !Number.isFinite(duration)) throw wrongValue("new TimelineEntryRelevance({ score, duration })", "numbers", score);
    this.score = score;
    this.duration = duration;
  }
}

export class TimelineReloadPolicy {
  readonly #data: PolicyData;

  constructor(data: PolicyData) {
    this.#data = data;
  }

  static readonly atEnd = new TimelineReloadPolicy({ kind: "atEnd" });
  static readonly never = new TimelineReloadPolicy({ kind: "never" });

  static after(date: unknown): TimelineReloadPolicy {
    if (!(date instanceof Date) || Number.isNaN(date.getTime())) throw wrongValue("TimelineReloadPolicy.after", "a Date", date);
    return new TimelineReloadPolicy({ kind: "after", date: date.getTime() });
  }

  /** What `==` says of two of them in Swift. */
  isEqual(other: unknown): boolean {
    return other instanceof TimelineReloadPolicy && JSON.stringify(other.#data) === JSON.stringify(this.#data);
  }

  static data(policy: TimelineReloadPolicy): PolicyData {
    return policy.#data;
  }
}

export class Timeline {
  readonly entries: readonly unknown[];
  readonly policy: TimelineReloadPolicy;

  constructor(options: { entries: unknown; policy?: unknown }) {
    const { entries, policy = TimelineReloadPolicy.atEnd } = labels<typeof options>(options, "new Timeline", "new Timeline({ entries, policy: TimelineReloadPolicy.atEnd })");
    if (!Array.isArray(entries)) throw wrongValue("new Timeline({ entries })", "an array of entries", entries);
    if (!(policy instanceof TimelineReloadPolicy)) throw wrongValue("new Timeline({ policy })", "TimelineReloadPolicy.atEnd, .never or .after(date)", policy);
    this.entries = entries;
    this.policy = policy;
  }
}

/** An entry as the host takes it: drawn at once, as WidgetKit does before the provider's process ends. */
export function entryData(entry: unknown, { content, hasMargins }: Configuration, where: string, context: ContextData): EntryData {
  if (entry === null || typeof entry !== "object") throw wrongValue(where, "a timeline entry: an object with a date", entry);
  const { date } = entry as { date?: unknown };
  if (!(date instanceof Date) || Number.isNaN(date.getTime())) throw wrongValue(`${where}, the entry's date`, "a Date", date);
  return { date: date.getTime(), value: plain(entry) ?? null, view: within(context, () => draw(content(entry), hasMargins)) };
}

/** The configurations of whatever `Widget.ts` exports by default. */
export function configurationsOf(exported: unknown): Configuration[] {
  if (exported === undefined || exported === null) throw noWidget("Widget.ts has no default export: write `export default class … { … }` for the widget or the bundle.");
  const found = unfold(exported, 0);
  if (found.length === 0) throw noWidget("The default export of Widget.ts is no widget: it needs a `body` that gives a StaticConfiguration.");
  return found;
}

function unfold(value: unknown, depth: number): Configuration[] {
  if (depth > 8 || value === null || value === undefined) return [];
  if (value instanceof Configuration) return [value];
  if (Array.isArray(value)) return value.flatMap((each) => unfold(each, depth + 1));
  if (typeof value === "function") {
    const isClass = /^class\b/.test(Function.prototype.toString.call(value));
    return unfold(isClass ? new (value as new () => unknown)() : (value as () => unknown)(), depth + 1);
  }
  if (typeof value !== "object" || !("body" in value)) return [];
  const { body } = value as { body: unknown };
  return unfold(typeof body === "function" && !/^class\b/.test(Function.prototype.toString.call(body)) ? body.call(value) : body, depth + 1);
}
export type { Configuration };
