/** `URLRequest`, `HTTPURLResponse`, `URLSessionConfiguration`. */
import type { ConfigurationData, RequestData, ResponseData } from "../../model/host-call.ts";
import { call } from "./host.ts";
import { Data } from "./data.ts";
import { labels, wrongValue } from "./errors.ts";
import { addressOf, URL } from "./paths.ts";

export class URLRequest {
  url: URL;
  httpMethod = "GET";
  httpBody: Data | null = null;
  timeoutInterval = 60;
  allowsCellularAccess = true;
  #headers: Record<string, string> = {};

  constructor(source: unknown) {
    const given = source !== null && typeof source === "object" && !(source instanceof URL) && "url" in source ? source.url : source;
    this.url = new URL(addressOf(given, "new URLRequest({ url })"));
  }

  setValue(value: unknown, options: { forHTTPHeaderField: string }): void {
    this.#headers[labels<{ forHTTPHeaderField: string }>(options, "setValue", '.setValue("…", { forHTTPHeaderField: "Accept" })').forHTTPHeaderField] = String(value);
  }

  addValue(value: unknown, options: { forHTTPHeaderField: string }): void {
    this.setValue(value, options);
  }

  value(options: { forHTTPHeaderField: string }): string | null {
    return this.#headers[options?.forHTTPHeaderField] ?? null;
  }

  get allHTTPHeaderFields(): Record<string, string> {
    return { ...this.#headers };
  }

  set allHTTPHeaderFields(fields: Record<string, string> | null) {
    this.#headers = { ...fields };
  }
}

export function requestData(source: unknown, where: string): RequestData {
  if (!(source instanceof URLRequest)) return { url: addressOf(source, where), method: "GET", headers: {}, body: null, timeoutInterval: null, allowsCellularAccess: true };
  return {
    url: source.url.absoluteString, method: String(source.httpMethod), headers: source.allHTTPHeaderFields, body: source.httpBody instanceof Data ? Data.content(source.httpBody) : null,
    timeoutInterval: source.timeoutInterval === 60 ? null : seconds(source.timeoutInterval, 60), allowsCellularAccess: Boolean(source.allowsCellularAccess),
  };
}

export class HTTPURLResponse {
  readonly url: URL;
  readonly statusCode: number;
  readonly allHeaderFields: Record<string, string>;

  constructor(data: ResponseData) {
    this.url = new URL(data.url);
    this.statusCode = data.status;
    this.allHeaderFields = { ...data.headers };
  }

  get expectedContentLength(): number {
    return Number(this.value({ forHTTPHeaderField: "Content-Length" }) ?? -1);
  }

  get mimeType(): string | null {
    return this.value({ forHTTPHeaderField: "Content-Type" })?.replace(/;.*/, "") ?? null;
  }

  value(options: { forHTTPHeaderField: string }): string | null {
    const wanted = String(options?.forHTTPHeaderField).toLowerCase();
    return Object.entries(this.allHeaderFields).find(([name]) => name.toLowerCase() === wanted)?.[1] ?? null;
  }
}

const DEFAULTS = {
  sharedContainerIdentifier: null as string | null,
  sessionSendsLaunchEvents: true,
  isDiscretionary: false,
  timeoutIntervalForRequest: 60,
  timeoutIntervalForResource: 604_800,
  allowsCellularAccess: true,
  waitsForConnectivity: false,
  httpAdditionalHeaders: null as Record<string, string> | null,
  allowsExpensiveNetworkAccess: true,
  allowsConstrainedNetworkAccess: true,
  httpMaximumConnectionsPerHost: 6,
  // Kept for the learner to read again; they change nothing here.
  urlCache: null as unknown,
  requestCachePolicy: null as unknown,
  httpCookieStorage: null as unknown,
  httpShouldSetCookies: true,
  networkServiceType: null as unknown,
  shouldUseExtendedBackgroundIdleMode: false,
};
type Settings = typeof DEFAULTS;

export class URLSessionConfiguration {
  readonly #kind: ConfigurationData["kind"];
  readonly #identifier: string | null;
  #settings: Settings;
  /** The session that was made with it: writes come too late for that one [D3]. */
  #session = 0;

  constructor(kind: ConfigurationData["kind"] = "default", identifier: string | null = null, settings: Settings = { ...DEFAULTS }) {
    this.#kind = kind;
    this.#identifier = identifier;
    this.#settings = settings;
  }

  static background(options: { withIdentifier: string } | string): URLSessionConfiguration {
    const identifier = typeof options === "string" ? options : labels<{ withIdentifier: unknown }>(options, "URLSessionConfiguration.background", '.background({ withIdentifier: "scores" })').withIdentifier;
    if (typeof identifier !== "string") throw wrongValue("URLSessionConfiguration.background({ withIdentifier })", "a string", identifier);
    return new URLSessionConfiguration("background", identifier);
  }

  static get default(): URLSessionConfiguration {
    return new URLSessionConfiguration("default");
  }

  static get ephemeral(): URLSessionConfiguration {
    return new URLSessionConfiguration("ephemeral");
  }

  get identifier(): string | null {
    return this.#identifier;
  }

  static data(configuration: URLSessionConfiguration): ConfigurationData {
    const { sharedContainerIdentifier, sessionSendsLaunchEvents, isDiscretionary, timeoutIntervalForRequest, timeoutIntervalForResource, httpMaximumConnectionsPerHost, waitsForConnectivity, httpAdditionalHeaders } = configuration.#settings;
    const { allowsCellularAccess, allowsExpensiveNetworkAccess, allowsConstrainedNetworkAccess } = configuration.#settings;
    const headers = Object.entries(httpAdditionalHeaders ?? {}).map(([name, value]) => [name, String(value)]);
    return {
      kind: configuration.#kind, identifier: configuration.#identifier,
      sharedContainerIdentifier: sharedContainerIdentifier === null || sharedContainerIdentifier === undefined ? null : String(sharedContainerIdentifier),
      sessionSendsLaunchEvents: Boolean(sessionSendsLaunchEvents), isDiscretionary: Boolean(isDiscretionary),
      timeoutIntervalForRequest: seconds(timeoutIntervalForRequest, 60), timeoutIntervalForResource: seconds(timeoutIntervalForResource, 604_800),
      allowsCellularAccess: Boolean(allowsCellularAccess), allowsExpensiveNetworkAccess: Boolean(allowsExpensiveNetworkAccess), allowsConstrainedNetworkAccess: Boolean(allowsConstrainedNetworkAccess),
      httpMaximumConnectionsPerHost: Math.max(1, Math.floor(seconds(httpMaximumConnectionsPerHost, 6))), waitsForConnectivity: Boolean(waitsForConnectivity),
      httpAdditionalHeaders: Object.fromEntries(headers),
    };
  }

  /** A copy for a session, which knows when it is written to. */
  static copy(configuration: URLSessionConfiguration, session: number): URLSessionConfiguration {
    const copy = new URLSessionConfiguration(configuration.#kind, configuration.#identifier, { ...configuration.#settings });
    copy.#session = session;
    return copy;
  }

  static used(configuration: URLSessionConfiguration, session: number): void {
    configuration.#session = session;
  }

  static read<K extends keyof Settings>(configuration: URLSessionConfiguration, key: K): Settings[K] {
    return configuration.#settings[key];
  }

  static write<K extends keyof Settings>(configuration: URLSessionConfiguration, key: K, value: Settings[K]): void {
    configuration.#settings[key] = value;
    if (configuration.#session > 0) call({ name: "configuration-changed", session: configuration.#session, key });
  }
}

const seconds = (value: unknown, otherwise: number): number => (typeof value === "number" && value >= 0 && Number.isFinite(value) ? value : otherwise);

for (const key of Object.keys(DEFAULTS) as (keyof Settings)[]) {
  Object.defineProperty(URLSessionConfiguration.prototype, key, {
    get(this: URLSessionConfiguration) {
      return URLSessionConfiguration.read(this, key);
    },
    set(this: URLSessionConfiguration, value: never) {
      URLSessionConfiguration.write(this, key, value);
    },
    enumerable: true,
  });
}
