/** The ways in: what the sandbox calls. They are taken from the global object before learner code runs. */
import type { Callback, ContextData, RegisteredHandler, Registration } from "../../model/guest.ts";
import type { Json } from "../../model/json.ts";
import { leaveTask } from "./async.ts";
import { call, decode, encode } from "./host.ts";
import { tellDelegate } from "./delegate.ts";
import { console } from "./foundation.ts";
import { define, load, peek, setImports } from "./modules.ts";
import { runBlock } from "./queues.ts";
import { reply } from "./tasks.ts";
import { configurationsOf, entryData, intentOf, Timeline, TimelineReloadPolicy, type Configuration, type Handler } from "./widgets.ts";

const ENTRY = "Widget.ts";
let configurations: Configuration[] = [];
let handlers: Handler[] = [];

/** The device's chance: Mulberry32, begun by what the device throws when a life first asks. */
let chance: number | null = null;
Math.random = () => {
  chance = ((chance ?? call({ name: "chance" })) + 0x6d2b79f5) | 0;
  let mixed = Math.imul(chance ^ (chance >>> 15), 1 | chance);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
};

function main(): Registration {
  const exported = load(ENTRY) as { default?: unknown };
  configurations = configurationsOf(exported.default);
  handlers = configurations.flatMap((configuration) => configuration.handlers);
  return {
    // The sandbox turns each stack trace into a position.
    widgets: configurations.map(({ kind, displayName, families, source }) => ({ kind, displayName, families: [...families], source: located(source) })),
    handlers: configurations.flatMap((configuration, widget) => configuration.handlers.map(({ matching, source }) => ({ widget, matching, source: located(source) }))),
  };
}

const located = (stack: string): RegisteredHandler["source"] => stack as unknown as RegisteredHandler["source"];

/** [B22] The surroundings it may be drawn in. */
const VARIANTS = { colorScheme: ["light", "dark"], displayScale: [3], locale: ["en_US"] };

const contextOf = (context: ContextData): object => ({ ...context, displaySize: { ...context.displaySize }, environmentVariants: { ...VARIANTS } });

function widgetOf(index: number): Configuration {
  const found = configurations[index];
  if (!found) throw new Error(`there is no widget ${index}`);
  return found;
}

function placeholder(index: number, context: ContextData): unknown {
  const widget = widgetOf(index);
  if (typeof widget.provider.placeholder !== "function") throw missing("placeholder(context)");
  return entryData(widget.provider.placeholder(contextOf(context)), widget, "placeholder", context);
}

const missing = (method: string): Error => Object.assign(new Error(`The provider has no ${method}.`), { code: "wrong-value" });

/** Runs `make` on what a completion was given; what is unusable is told and not thrown. */
function answerWith(request: number, make: () => void): void {
  try {
    make();
  } catch (error) {
    if ((error as { code?: unknown } | null)?.code !== "wrong-value") throw error;
    call({ name: "answer-unusable", request, problem: (error as Error).message });
  }
}

function snapshot(index: number, request: number, context: ContextData, configuration: Json): unknown {
  const widget = widgetOf(index);
  const { provider } = widget;
  const completion = (entry: unknown): void => answerWith(request, () => {
    const data = entryData(entry, widget, "getSnapshot's completion", context);
    call({ name: "snapshot-answer", request, entry: data });
  });
  if (typeof provider.getSnapshot === "function") return provider.getSnapshot(contextOf(context), completion);
  return later(widget, "snapshot", "getSnapshot(context, completion)", context, configuration, completion);
}

function timeline(index: number, request: number, context: ContextData, configuration: Json): unknown {
  const widget = widgetOf(index);
  const { provider } = widget;
  const completion = (given: unknown): void => answerWith(request, () => {
    const { entries, policy } = asTimeline(given);
    const data = entries.map((entry, place) => entryData(entry, widget, `getTimeline's completion, entry ${place + 1}`, context));
    call({ name: "timeline-answer", request, entries: data, policy: TimelineReloadPolicy.data(policy) });
  });
  if (typeof provider.getTimeline === "function") return provider.getTimeline(contextOf(context), completion);
  return later(widget, "timeline", "getTimeline(context, completion)", context, configuration, completion);
}

function asTimeline(given: unknown): Timeline {
  if (given instanceof Timeline) return given;
  const parts = given as { entries?: unknown; policy?: unknown } | null | undefined;
  if (parts !== null && typeof parts === "object" && "entries" in parts) return new Timeline(parts as never);
  return new Timeline(given as never);
}

/** The async form of `AppIntentTimelineProvider`: the returned value is the answer. */
function later({ provider, intent }: Configuration, method: "snapshot" | "timeline", name: string, context: ContextData, configuration: Json, completion: (value: unknown) => void): unknown {
  const ask = provider[method];
  if (typeof ask !== "function") throw missing(name);
  return Promise.resolve(ask.call(provider, { for: intentOf(intent, configuration), in: contextOf(context) })).then(completion);
}

function events(index: number, identifier: string, handle: number): unknown {
  return handlers[index]?.closure(identifier, () => {
    call({ name: "events-complete", handle });
  });
}

function enter(json: string): string {
  const callback = decode(json) as Exclude<Callback, { name: "job" }>;
  leaveTask();
  switch (callback.name) {
    case "main": return encode(main());
    case "placeholder": return encode(placeholder(callback.widget, callback.context));
    case "matches": return encode(Boolean(handlers[callback.handler]?.accepts(callback.identifier)));
    case "getSnapshot": snapshot(callback.widget, callback.request, callback.context, callback.configuration); break;
    case "getTimeline": timeline(callback.widget, callback.request, callback.context, callback.configuration); break;
    case "onBackgroundURLSessionEvents": events(callback.handler, callback.identifier, callback.handle); break;
    case "delegate": tellDelegate(callback.session, callback.method, callback.message); break;
    case "reply": reply(callback.token, callback.reply); break;
    case "block": runBlock(callback.block); break;
  }
  return "null";
}

const hidden = (name: string, value: unknown): void => {
  Object.defineProperty(globalThis, name, { value, configurable: true, enumerable: false, writable: false });
};
hidden("__enter", enter);
hidden("__define", define);
hidden("__imports", (json: string) => setImports(decode(json) as never));
hidden("__peek", peek);
Object.defineProperty(globalThis, "console", { value: console, configurable: true, enumerable: false, writable: true });
