/** Errors: those of the platform, and those that say what learner code did wrong. */
import type { ErrorData } from "../../model/host-call.ts";
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
  static readonly cancelled = -999;
  static readonly badURL = -1000;
  static readonly timedOut = -1001;
  static readonly unsupportedURL = -1002;
  static readonly cannotFindHost = -1003;
  static readonly cannotConnectToHost = -1004;
  static readonly networkConnectionLost = -1005;
  static readonly notConnectedToInternet = -1009;
  static readonly backgroundSessionRequiresSharedContainer = -995;
  static readonly backgroundSessionInUseByAnotherProcess = -996;
  static readonly backgroundSessionWasDisconnected = -997;
  static readonly dnsLookupFailed = -1006;
  static readonly httpTooManyRedirects = -1007;
  static readonly resourceUnavailable = -1008;
  static readonly redirectToNonExistentLocation = -1010;
  static readonly badServerResponse = -1011;
  static readonly userCancelledAuthentication = -1012;
  static readonly userAuthenticationRequired = -1013;
  static readonly internationalRoamingOff = -1018;
  static readonly callIsActive = -1019;
  static readonly dataNotAllowed = -1020;
  static readonly appTransportSecurityRequiresSecureConnection = -1022;
  static readonly fileDoesNotExist = -1100;
  static readonly secureConnectionFailed = -1200;
  static readonly serverCertificateHasBadDate = -1201;
  static readonly serverCertificateUntrusted = -1202;
  static readonly serverCertificateHasUnknownRoot = -1203;
  static readonly serverCertificateNotYetValid = -1204;
  static readonly clientCertificateRejected = -1205;
  static readonly clientCertificateRequired = -1206;
  static readonly cannotCreateFile = -3000;
  static readonly cannotOpenFile = -3001;
  static readonly cannotWriteToFile = -3003;
  static readonly cannotMoveFile = -3005;

  constructor(given: { code?: number; userInfo?: Record<string, unknown> } | number = {}, message?: string) {
    super({ ...(typeof given === "number" ? { code: given } : given), domain: "NSURLErrorDomain" }, message);
  }

  /** Why the system cancelled a background task: 0 force-quit, 1 background updates disabled, 2 insufficient resources [N11]. */
  get backgroundTaskCancelledReason(): string | null {
    const reason = this.userInfo["NSURLErrorBackgroundTaskCancelledReasonKey"];
    return typeof reason === "number" ? (["userForceQuitApplication", "backgroundUpdatesDisabled", "insufficientSystemResources"][reason] ?? null) : null;
  }

  get networkUnavailableReason(): string | null {
    const reason = this.userInfo["networkUnavailableReason"];
    return typeof reason === "string" ? reason : null;
  }
}

export function platformError(data: ErrorData): NSError {
  const { domain, code, userInfo, message } = data;
  return domain === "NSURLErrorDomain" ? new URLError({ code, userInfo: { ...userInfo } }, message) : new NSError({ domain, code, userInfo: { ...userInfo } }, message);
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
