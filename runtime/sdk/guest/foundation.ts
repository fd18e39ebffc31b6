/** The rest of Foundation that widgets use. */
import { call } from "./host.ts";
import { plain } from "./data.ts";
import { notEmulated, wrongValue } from "./errors.ts";
import { URL } from "./paths.ts";

/** The root of Foundation's classes: a base for delegates. */
export class NSObject {}

const INFO: Readonly<Record<string, unknown>> = {
  CFBundleIdentifier: "com.example.leaderboard.widget", CFBundleName: "WidgetExtension", CFBundleDisplayName: "Leaderboard", CFBundleExecutable: "WidgetExtension", CFBundleShortVersionString: "1.0", CFBundleVersion: "1",
  NSExtension: { NSExtensionPointIdentifier: "com.apple.widgetkit-extension" },
};

export class Bundle {
  static readonly main = new Bundle();
  readonly infoDictionary = INFO;
  readonly bundleIdentifier = String(INFO["CFBundleIdentifier"]);
  readonly bundlePath = "/private/var/containers/Bundle/Application/Leaderboard.app/PlugIns/WidgetExtension.appex";

  get bundleURL(): URL {
    return URL.fileURLWithPath(`${this.bundlePath}/`);
  }

  object(options: { forInfoDictionaryKey: string }): unknown {
    return INFO[options?.forInfoDictionaryKey] ?? null;
  }

  /** The bundle has no resources here. */
  url(_options: unknown): null {
    return null;
  }

  path(_options: unknown): null {
    return null;
  }

  localizedString(options: { forKey: string; value?: string | null }): string {
    return options?.value || options?.forKey;
  }
}

export class ProcessInfo {
  static readonly processInfo = new ProcessInfo();
  readonly processName = "WidgetExtension";
  readonly processIdentifier = 1;
  readonly environment = {};
  readonly arguments: readonly string[] = ["WidgetExtension"];
  readonly isLowPowerModeEnabled = false;
  readonly thermalState = "nominal";
  readonly hostName = "localhost";
  readonly operatingSystemVersion = { majorVersion: 26, minorVersion: 0, patchVersion: 0 };
  readonly operatingSystemVersionString = "Version 26.0";

  get systemUptime(): number {
    return Date.now() / 1000;
  }

  get globallyUniqueString(): string {
    return new UUID().uuidString;
  }

  isOperatingSystemAtLeast(version: { majorVersion: number; minorVersion?: number; patchVersion?: number }): boolean {
    const { majorVersion, minorVersion } = this.operatingSystemVersion;
    return version.majorVersion < majorVersion || (version.majorVersion === majorVersion && (version.minorVersion ?? 0) <= minorVersion);
  }

  performExpiringActivity(): never {
    throw notEmulated("performExpiringActivity(withReason:using:)", "The widget's runtime is what the host gives: hand long transfers to a background URLSession.");
  }

  beginActivity(): never {
    throw notEmulated("beginActivity(options:reason:)", "The widget's runtime is what the host gives: hand long transfers to a background URLSession.");
  }
}

/** Unique within a run and equal in equal runs: it comes from the virtual device's chance. */
export class UUID {
  readonly uuidString: string;

  constructor(given?: { uuidString: string }) {
    if (given?.uuidString !== undefined && !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(given.uuidString)) throw wrongValue("new UUID({ uuidString })", "a UUID (Swift gives nil)", given.uuidString);
    this.uuidString = given?.uuidString?.toUpperCase() ?? "XXXXXXXX-XXXX-4XXX-8XXX-XXXXXXXXXXXX".replace(/X/g, () => "0123456789ABCDEF"[Math.floor(Math.random() * 16)] as string);
  }

  toString(): string {
    return this.uuidString;
  }
}

type Level = "log" | "info" | "warn" | "error" | "debug";

/** Values as `console.log` shows them, on one line. */
export const shown = (values: readonly unknown[]): string =>
  values.map((value) => {
    if (typeof value === "string") return value;
    if (value instanceof Error) return `${value.name}: ${value.message}`;
    if (value === undefined) return "undefined";
    if (typeof value === "function") return `function ${value.name}`;
    if (typeof value === "symbol") return value.toString();
    return JSON.stringify(plain(value)) ?? String(value);
  }).join(" ");

const say = (level: Level) => (...values: unknown[]): void => {
  call({ name: "console", level, text: shown(values) });
};

export const console = { log: say("log"), info: say("info"), warn: say("warn"), error: say("error"), debug: say("debug") };
export const print = console.log;
export const NSLog = console.log;

const HIDDEN = /^\.?(private|sensitive)$/;

/** Interpolation is the template string's; `{ privacy: "private" }` behind a value hides it, as the device's log does. */
function logged(values: readonly unknown[]): string {
  const parts: unknown[] = [];
  for (const value of values) {
    const privacy = value !== null && typeof value === "object" && Object.keys(value).every((key) => key === "privacy" || key === "align" || key === "format") ? (value as { privacy?: unknown }) : null;
    if (privacy === null) parts.push(value);
    else if (HIDDEN.test(String(privacy.privacy)) && parts.length > 0) parts[parts.length - 1] = "<private>";
  }
  return shown(parts);
}

const LEVELS: Readonly<Record<string, Level>> = { debug: "debug", trace: "debug", info: "info", error: "error", fault: "error", critical: "error", warning: "warn" };

const record = (level: Level) => (...values: unknown[]): void => {
  call({ name: "console", level, text: logged(values) });
};

/** The unified log: its lines are in the trace. */
export class Logger {
  readonly subsystem: string;
  readonly category: string;

  constructor(options?: { subsystem?: string; category?: string }) {
    this.subsystem = options?.subsystem ?? "";
    this.category = options?.category ?? "";
  }

  /** `log(level: .error, "…")` is `log({ level: "error" }, "…")`. */
  log(...values: unknown[]): void {
    const [first, ...rest] = values;
    const level = first !== null && typeof first === "object" && "level" in first && rest.length > 0 ? String(first.level).replace(/^.*\./, "") : null;
    if (level === null) record("log")(...values);
    else record(LEVELS[level] ?? "log")(...rest);
  }

  info = record("info");
  notice = record("log");
  debug = record("debug");
  trace = record("debug");
  warning = record("warn");
  error = record("error");
  critical = record("error");
  fault = record("error");
}

/** Foundation's `Date` beside JavaScript's: seconds instead of milliseconds. */
const DATE: Record<string, PropertyDescriptor & ThisType<Date>> = {
  addingTimeInterval: { value(this: Date, seconds: number) { return new Date(this.getTime() + seconds * 1000); } },
  advanced: { value(this: Date, options: { by: number }) { return new Date(this.getTime() + options.by * 1000); } },
  timeIntervalSince: { value(this: Date, other: Date) { return (this.getTime() - other.getTime()) / 1000; } },
  timeIntervalSinceNow: { get(this: Date) { return (this.getTime() - Date.now()) / 1000; } },
  timeIntervalSinceReferenceDate: { get(this: Date) { return (this.getTime() - 978_307_200_000) / 1000; } },
  /** What `==` says in Swift; `<` and `>` are the language's. */
  isEqual: { value(this: Date, other: unknown) { return other instanceof Date && other.getTime() === this.getTime(); } },
  compare: { value(this: Date, other: Date) { return this < other ? "orderedAscending" : this > other ? "orderedDescending" : "orderedSame"; } },
  timeIntervalSince1970: { get(this: Date) { return this.getTime() / 1000; } },
  formatted: { value(this: Date) { return this.toISOString().slice(0, 16).replace("T", " "); } },
};
/** `Date(timeIntervalSinceNow: 60)` is `new Date({ timeIntervalSinceNow: 60 })`. */
function labelled(given: object): number | null {
  const { timeIntervalSinceNow, timeIntervalSince1970, timeIntervalSinceReferenceDate, timeInterval, since } = given as Record<string, unknown>;
  if (typeof timeIntervalSinceNow === "number") return Date.now() + timeIntervalSinceNow * 1000;
  if (typeof timeIntervalSince1970 === "number") return timeIntervalSince1970 * 1000;
  if (typeof timeIntervalSinceReferenceDate === "number") return timeIntervalSinceReferenceDate * 1000 + 978_307_200_000;
  if (typeof timeInterval === "number" && since instanceof Date) return since.getTime() + timeInterval * 1000;
  return null;
}

const Original = Date;
const Labelled = function Date(...values: unknown[]): unknown {
  if (!new.target) return Original();
  const [first] = values;
  const time = values.length === 1 && first !== null && typeof first === "object" && !(first instanceof Original) ? labelled(first) : null;
  return Reflect.construct(Original, time === null ? values : [time], new.target);
};
for (const name of ["now", "parse", "UTC"] as const) Object.defineProperty(Labelled, name, { value: Original[name], configurable: true, writable: true });
Object.defineProperty(Labelled, "length", { value: 7 });
Object.defineProperty(Labelled, "prototype", { value: Original.prototype, writable: false });
Object.defineProperty(Original.prototype, "constructor", { value: Labelled, configurable: true, writable: true });
Object.defineProperty(globalThis, "Date", { value: Labelled, configurable: true, enumerable: false, writable: true });

for (const [name, descriptor] of Object.entries(DATE)) Object.defineProperty(Date.prototype, name, { configurable: true, ...descriptor });
Object.defineProperty(Date, "distantPast", { value: new Date(-62_135_769_600_000) });
Object.defineProperty(Date, "distantFuture", { value: new Date(64_092_211_200_000) });
