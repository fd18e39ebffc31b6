/** What `import` finds: learner modules, and the three SDK modules. */
import { ADVICE } from "./advice.ts";
import { CancellationError, Duration, MainActor, Task, withTaskCancellationHandler } from "./async.ts";
import { Calendar, DateComponents, DateInterval } from "./calendar.ts";
import { WidgetCenter, WidgetInfo } from "./center.ts";
import { NS_CODES } from "./codes.ts";
import { DecodingError, EncodingError, JSONDecoder, JSONEncoder, JSONSerialization } from "./coding.ts";
import { encode } from "./host.ts";
import { URLComponents, URLQueryItem } from "./components.ts";
import { DispatchGroup, DispatchSemaphore, NSLock, NSRecursiveLock, os_log, withCheckedContinuation, withCheckedThrowingContinuation } from "./concurrency.ts";
import { Data } from "./data.ts";
import { DateComponentsFormatter, DateFormatter, ISO8601DateFormatter, Locale, RelativeDateTimeFormatter, TimeZone } from "./dates.ts";
import { UserDefaults } from "./defaults.ts";
import { URLSessionTaskMetrics, URLSessionTaskTransactionMetrics } from "./delegate.ts";
import { CocoaError, notEmulated, NSError, URLError } from "./errors.ts";
import { DirectoryEnumerator, FileAttributeKey, FileAttributeType, FileManager, FileProtectionType, ObjCBool } from "./files.ts";
import { Bundle, Logger, NSLog, NSObject, print, ProcessInfo, UUID } from "./foundation.ts";
import { FileHandle } from "./handle.ts";
import { BlockOperation, Operation, OperationQueue } from "./operations.ts";
import { URL } from "./paths.ts";
import { statics, type Loaded } from "./peek.ts";
import { DispatchQoS, DispatchQueue, DispatchTime, DispatchTimeInterval, DispatchWorkItem } from "./queues.ts";
import { HTTPURLResponse, URLRequest, URLResponse, URLSessionConfiguration } from "./requests.ts";
import { URLCredential, URLSession } from "./session.ts";
import { Progress, URLSessionDataTask, URLSessionDownloadTask, URLSessionTask, URLSessionUploadTask } from "./tasks.ts";
import { Alignment, Color, ContentMode, Edge, Font, HorizontalAlignment, TextAlignment, VerticalAlignment, views } from "./views.ts";
import { AppIntent, AppIntentConfiguration, AppIntentTimelineProvider, BackgroundTask, StaticConfiguration, Timeline, TimelineEntry, TimelineEntryRelevance, TimelineProvider, TimelineProviderContext, TimelineReloadPolicy, Widget, WidgetBundle, WidgetConfiguration, WidgetConfigurationIntent, WidgetFamily } from "./widgets.ts";

/** Swift's protocols: bases that add nothing, for whoever extends them instead of implementing them. */
const protocols = Object.fromEntries(["URLSessionDelegate", "URLSessionTaskDelegate", "URLSessionDataDelegate", "URLSessionDownloadDelegate", "URLAuthenticationChallenge"].map((name) => [name, { [name]: class {} }[name]]));

const Foundation = {
  ...NS_CODES, ...protocols,
  BlockOperation, Bundle, Calendar, CancellationError, CocoaError, Data, Date, DateComponents, DateComponentsFormatter, DateFormatter, DateInterval, DecodingError, DirectoryEnumerator, DispatchGroup, DispatchQoS, DispatchQueue,
  DispatchSemaphore, DispatchTime, DispatchTimeInterval, DispatchWallTime: DispatchTime, DispatchWorkItem, Duration, EncodingError, FileAttributeKey, FileAttributeType, FileHandle, FileManager, FileProtectionType, HTTPURLResponse,
  ISO8601DateFormatter, JSONDecoder, JSONEncoder, JSONSerialization, Locale, Logger, MainActor, NSError, NSLock, NSLog, NSObject, NSRecursiveLock, ObjCBool, Operation, OperationQueue, ProcessInfo, Progress, RelativeDateTimeFormatter,
  Task, TimeZone, URL, URLComponents, URLCredential, URLError, URLQueryItem, URLRequest, URLResponse, URLSession, URLSessionConfiguration, URLSessionDataTask, URLSessionDownloadTask, URLSessionTask, URLSessionTaskMetrics,
  URLSessionTaskTransactionMetrics, URLSessionUploadTask, UUID, UserDefaults, os_log, print, withCheckedContinuation, withCheckedThrowingContinuation, withTaskCancellationHandler,
  withUnsafeContinuation: withCheckedContinuation, withUnsafeThrowingContinuation: withCheckedThrowingContinuation,
};
const widgets = { BackgroundTask, StaticConfiguration, AppIntentConfiguration, Widget, WidgetBundle, WidgetConfiguration };
const WidgetKit = { ...widgets, AppIntent, AppIntentTimelineProvider, WidgetConfigurationIntent, Timeline, TimelineEntry, TimelineEntryRelevance, TimelineProvider, TimelineProviderContext, TimelineReloadPolicy, WidgetCenter, WidgetFamily, WidgetInfo };
// `import SwiftUI` brings Foundation's names along, and the widget types: people import them from either.
const SwiftUI = { ...views, ...widgets, Alignment, Color, ContentMode, Edge, Font, HorizontalAlignment, TextAlignment, VerticalAlignment };

const SDK: Readonly<Record<string, object>> = { Foundation, WidgetKit, SwiftUI };

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
