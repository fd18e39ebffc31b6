/** The rest of Foundation that widgets use. */
import { call } from "./host.ts";
import { plain } from "./data.ts";

/** The root of Foundation's classes: a base for delegates. */
export class NSObject {}

export class Bundle {
  static readonly main = new Bundle();
  readonly bundleIdentifier = "com.example.leaderboard.widget";

  object(options: { forInfoDictionaryKey: string }): string | null {
    return options?.forInfoDictionaryKey === "CFBundleIdentifier" ? this.bundleIdentifier : null;
  }

  url(_options: unknown): null {
    return null;
  }
}

export class ProcessInfo {
  static readonly processInfo = new ProcessInfo();
  readonly processName = "WidgetExtension";
  readonly environment = {};
  readonly isLowPowerModeEnabled = false;

  get systemUptime(): number {
    return Date.now() / 1000;
  }
}

/** Unique within a run and equal in equal runs: it comes from the virtual device's chance. */
export class UUID {
  readonly uuidString: string;

  constructor(given?: { uuidString: string }) {
    this.uuidString = given?.uuidString ?? "XXXXXXXX-XXXX-4XXX-8XXX-XXXXXXXXXXXX".replace(/X/g, () => "0123456789ABCDEF"[Math.floor(Math.random() * 16)] as string);
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

export class Logger {
  constructor(_options?: unknown) {}
  log = console.log;
  info = console.info;
  notice = console.log;
  debug = console.debug;
  warning = console.warn;
  error = console.error;
  fault = console.error;
}

/** Foundation's `Date` beside JavaScript's: seconds instead of milliseconds. */
const DATE: Record<string, PropertyDescriptor & ThisType<Date>> = {
  addingTimeInterval: { value(this: Date, seconds: number) { return new Date(this.getTime() + seconds * 1000); } },
  advanced: { value(this: Date, options: { by: number }) { return new Date(this.getTime() + options.by * 1000); } },
  timeIntervalSince: { value(this: Date, other: Date) { return (this.getTime() - other.getTime()) / 1000; } },
  timeIntervalSinceNow: { get(this: Date) { return (this.getTime() - Date.now()) / 1000; } },
  timeIntervalSince1970: { get(this: Date) { return this.getTime() / 1000; } },
  formatted: { value(this: Date) { return this.toISOString().slice(0, 16).replace("T", " "); } },
};
for (const [name, descriptor] of Object.entries(DATE)) Object.defineProperty(Date.prototype, name, { configurable: true, ...descriptor });
Object.defineProperty(Date, "distantPast", { value: new Date(-62_135_769_600_000) });
Object.defineProperty(Date, "distantFuture", { value: new Date(64_092_211_200_000) });
