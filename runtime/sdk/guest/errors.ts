/** Errors: those of the platform, and those that say what learner code did wrong. */
import type { ErrorData } from "../../model/host-call.ts";
import { COCOA_CODES, URL_CODES } from "./codes.ts";
import { throwWith } from "./host.ts";

/** An error of the platform, as Swift's `NSError` and `URLError` have it. */
export class NSError extends Error {
  readonly domain: string;
  readonly code: number;
  readonly userInfo: Record<string, unknown>;

  constructor(given: { domain?: string; code?: number; userInfo?: Record<string, unknown> } = {}, message?: string) {
    super(message ?? `The operation couldn’t be completed. (${given.domain ?? "NSError"} error ${given.code ?? 0}.)`);
    this.name = given.domain === "NSURLErrorDomain" ? "URLError" : "NSError";
    this.domain = given.domain ?? "";
    this.code = given.code ?? 0;
    this.userInfo = given.userInfo ?? {};
  }

  get localizedDescription(): string {
    return this.message;
  }
}

export class URLError extends NSError {
  static readonly Code = URL_CODES;

  constructor(given: { code?: number; userInfo?: Record<string, unknown> } | number = {}, options?: { userInfo?: Record<string, unknown> } | string) {
    const more = typeof options === "object" && options !== null ? { userInfo: options.userInfo ?? {} } : {};
    super({ ...(typeof given === "number" ? { code: given } : given), ...more, domain: "NSURLErrorDomain" }, typeof options === "string" ? options : undefined);
  }

  /** Why the system cancelled a background task: 0 force-quit, 1 background updates disabled, 2 insufficient resources [N11]. */
  get backgroundTaskCancelledReason(): string | null {
    const reason = this.userInfo["NSURLErrorBackgroundTaskCancelledReasonKey"];
    return typeof reason === "number" ? (["userForceQuitApplication", "backgroundUpdatesDisabled", "insufficientSystemResources"][reason] ?? null) : null;
  }

  get errorCode(): number {
    return this.code;
  }

  get failureURLString(): string | null {
    const address = this.userInfo["NSErrorFailingURLStringKey"];
    return typeof address === "string" ? address : null;
  }

  get networkUnavailableReason(): string | null {
    const reason = this.userInfo["networkUnavailableReason"];
    return typeof reason === "string" ? reason : null;
  }
}

// `URLError.timedOut` and `URLError.Code.timedOut` are the same number, so that either can be compared with `code`.
Object.assign(URLError, URL_CODES);

/** What files fail with. */
export class CocoaError extends NSError {
  static readonly Code = COCOA_CODES;

  constructor(given: { code?: number; userInfo?: Record<string, unknown> } | number = {}, message?: string) {
    super({ ...(typeof given === "number" ? { code: given } : given), domain: "NSCocoaErrorDomain" }, message);
    this.name = "NSError";
  }

  get filePath(): string | null {
    const path = this.userInfo["NSFilePath"];
    return typeof path === "string" ? path : null;
  }
}

Object.assign(CocoaError, COCOA_CODES);

export function platformError(data: ErrorData): NSError {
  const { domain, code, userInfo, message } = data;
  return domain === "NSURLErrorDomain" ? new URLError({ code, userInfo: { ...userInfo } }, message) : new CocoaError({ code, userInfo: { ...userInfo } }, message);
}

throwWith(platformError);

/** A mistake that Swift's compiler would have found. `code` tells the sandbox what kind it is. */
class Misuse extends Error {
  readonly code: "not-emulated" | "wrong-value" | "no-widget";

  constructor(code: Misuse["code"], message: string) {
    super(message);
    this.name = "Error";
    this.code = code;
  }
}

export const notEmulated = (symbol: string, instead: string): Misuse => new Misuse("not-emulated", `${symbol} is not emulated here. ${instead}`);
export const wrongValue = (where: string, expected: string, given: unknown): Misuse => new Misuse("wrong-value", `${where} expects ${expected}; it was given ${describe(given)}.`);
export const noWidget = (message: string): Misuse => new Misuse("no-widget", message);

/** "a string", "an object of Scores": what a person would call the value. */
export function describe(value: unknown): string {
  if (value === undefined) return "nothing (undefined)";
  if (value === null) return "null";
  if (typeof value === "string") return value === "" ? "an empty string" : `the string "${value.length > 40 ? `${value.slice(0, 40)}…` : value}"`;
  if (typeof value === "number" || typeof value === "boolean" || typeof value === "bigint") return `${typeof value === "boolean" ? "" : "the number "}${String(value)}`;
  if (typeof value === "function") return "a function";
  if (Array.isArray(value)) return "an array";
  const name = (value as object).constructor?.name;
  return typeof name === "string" && name !== "" && name !== "Object" ? `an object of the class ${name}` : "an object";
}

export function needFunction<T>(value: T, where: string): NonNullable<T> {
  if (typeof value !== "function") throw wrongValue(where, "a closure", value);
  return value as NonNullable<T>;
}

export function needString(value: unknown, where: string): string {
  if (typeof value !== "string") throw wrongValue(where, "a string", value);
  return value;
}

/** The object that holds a call's labelled arguments. */
export function labels<T extends object>(value: unknown, where: string, example: string): T {
  if (value === null || typeof value !== "object") throw wrongValue(where, `its labels as the keys of one object, as in ${example}`, value);
  return value as T;
}
