/** What `import` finds: learner modules, and the three SDK modules. */
import { notEmulated } from "./errors.ts";
import { encode } from "./host.ts";
import { Bundle, Logger, NSLog, NSObject, print, ProcessInfo, UUID } from "./foundation.ts";
import { BlockOperation, DispatchGroup, DispatchSemaphore, NSLock, NSRecursiveLock, os_log, withCheckedContinuation, withCheckedThrowingContinuation } from "./concurrency.ts";
import { DecodingError, JSONDecoder, JSONEncoder } from "./coding.ts";
import { URLComponents, URLQueryItem } from "./components.ts";
import { Data } from "./data.ts";
import { Calendar, DateComponents, DateFormatter, ISO8601DateFormatter, Locale, RelativeDateTimeFormatter, TimeZone } from "./dates.ts";
import { NSError, URLError } from "./errors.ts";
import { URL } from "./paths.ts";
import { statics, type Loaded } from "./peek.ts";
import { DispatchQueue, DispatchTime, OperationQueue, Task } from "./queues.ts";
import { HTTPURLResponse, URLRequest, URLSessionConfiguration } from "./requests.ts";
import { URLCredential, URLSession } from "./session.ts";
import { Progress, URLSessionDataTask, URLSessionDownloadTask, URLSessionTask, URLSessionUploadTask } from "./tasks.ts";
import { FileManager, UserDefaults } from "./storage.ts";
import { Alignment, Color, ContentMode, Edge, Font, HorizontalAlignment, TextAlignment, VerticalAlignment, views } from "./views.ts";
import { AppIntentConfiguration, AppIntentTimelineProvider, BackgroundTask, StaticConfiguration, Timeline, WidgetConfigurationIntent, TimelineEntry, TimelineProvider, TimelineReloadPolicy, Widget, WidgetBundle, WidgetCenter, WidgetFamily } from "./widgets.ts";

const Foundation = {
  DecodingError, URLComponents, URLQueryItem,
  DateComponents, DateFormatter, ISO8601DateFormatter, Locale, RelativeDateTimeFormatter, TimeZone,
  BlockOperation, DispatchGroup, DispatchSemaphore, NSLock, NSRecursiveLock, os_log, withCheckedContinuation, withCheckedThrowingContinuation, Bundle, Calendar, Data, Date, DispatchQueue, DispatchTime, FileManager, HTTPURLResponse, JSONDecoder, JSONEncoder, Logger, NSError, NSLog, NSObject,
  OperationQueue, ProcessInfo, Task, URL, URLError, URLRequest, URLSession, URLSessionConfiguration, URLSessionDataTask, URLSessionDownloadTask,
  URLCredential, Progress, URLSessionTask, URLSessionUploadTask, UserDefaults, UUID, print,
};
const widgets = { BackgroundTask, StaticConfiguration, AppIntentConfiguration, Widget, WidgetBundle };
const WidgetKit = { ...widgets, AppIntentTimelineProvider, WidgetConfigurationIntent, Timeline, TimelineEntry, TimelineProvider, TimelineReloadPolicy, WidgetCenter, WidgetFamily };
// `import SwiftUI` brings Foundation's names along, and the widget types: people import them from either.
const SwiftUI = { ...views, ...widgets, Alignment, Color, ContentMode, Edge, Font, HorizontalAlignment, TextAlignment, VerticalAlignment };

const SDK: Readonly<Record<string, object>> = { Foundation, WidgetKit, SwiftUI };

/** What to use instead of what people ask for most. */
const ADVICE: Readonly<Record<string, string>> = {
  NSURLSession: "Use URLSession.",
  URLSessionWebSocketTask: "A widget has no time for a socket: use a background URLSession.",
  NotificationCenter: "A widget extension is not told about the app's life: reload through WidgetCenter.",
  BGTaskScheduler: "A widget extension can't schedule tasks: use the timeline's reload policy.",
  Timer: "A widget can't wait: use the timeline's entries and reload policy.",
  IntentConfiguration: "Use StaticConfiguration.",
  CoreData: "Keep data in files of the app group, or in UserDefaults(suiteName:).",
  UIImage: "Use Image({ systemName }).",
  AsyncImage: "WidgetKit draws views once, without the network: download first, then show.",
};

/** A module in which a name that does not exist says so, instead of being undefined. */
function guarded(module: string, members: object): object {
  const home = (name: string): string | undefined => Object.keys(SDK).find((other) => other !== module && name in (SDK[other] as object));
  return new Proxy(members, {
    get(target, name) {
      if (typeof name === "symbol" || name === "__esModule" || name === "default" || name === "then" || name in target) {
        return name === "__esModule" ? true : name === "default" ? namespaces.get(module) : (Reflect.get(target, name) as unknown);
      }
      const elsewhere = home(name);
      throw notEmulated(`${name} of ${module}`, ADVICE[name] ?? (elsewhere === undefined ? "The reference lists what can be used." : `It is in ${elsewhere}.`));
    },
  });
}

const namespaces = new Map<string, object>(Object.entries(SDK).map(([module, members]) => [module, guarded(module, members)]));

type Factory = (exports: object, require: (specifier: string) => unknown, module: { exports: unknown }) => void;

const factories = new Map<string, Factory>();
const loaded = new Map<string, Loaded>();
let imports: Readonly<Record<string, Readonly<Record<string, string>>>> = {};

export function define(path: string, factory: Factory): void {
  factories.set(path, factory);
}

export function setImports(targets: typeof imports): void {
  imports = targets;
}

/** Evaluates a learner module once; in a cycle, what it has exported so far. */
export function load(path: string): unknown {
  const known = loaded.get(path);
  if (known) return known.exports;
  const module: Loaded & { exports: unknown } = { exports: {} };
  loaded.set(path, module);
  factories.get(path)?.(module.exports as object, (specifier) => require(path, specifier), module);
  return module.exports;
}

function require(from: string, specifier: string): unknown {
  const target = imports[from]?.[specifier];
  if (target === undefined) throw notEmulated(`The module "${specifier}"`, "A widget can import WidgetKit, SwiftUI, Foundation and its own files.");
  return namespaces.get(target) ?? load(target);
}

/** What learner modules hold, as JSON. The sandbox asks, never a program. */
export function peek(): string {
  const names = new Map<unknown, string>([[Date, "Date"], [Promise, "Promise"], [RegExp, "RegExp"]]);
  for (const members of Object.values(SDK)) for (const [name, member] of Object.entries(members)) if (typeof member === "function") names.set(member, name);
  return encode(statics(loaded, names));
}
