/** `URLRequest`, `HTTPURLResponse`, `URLSessionConfiguration`. */
import type { ConfigurationData, RequestData, ResponseData } from "../../model/host-call.ts";
import { call } from "./host.ts";
import { Data } from "./data.ts";
import { labels, notEmulated, wrongValue } from "./errors.ts";
import { addressOf, URL } from "./paths.ts";

/** Header names are the same in capitals or not; the spelling that was set last is sent. */
const sameField = (fields: Readonly<Record<string, string>>, name: string): string | undefined => Object.keys(fields).find((each) => each.toLowerCase() === name.toLowerCase());

const fieldOf = (options: unknown, where: string): string => {
  const { forHTTPHeaderField } = labels<{ forHTTPHeaderField?: unknown }>(options, where, `.${where}("…", { forHTTPHeaderField: "Accept" })`);
  if (typeof forHTTPHeaderField !== "string" || forHTTPHeaderField === "") throw wrongValue(`${where}(…, { forHTTPHeaderField })`, "a header's name", forHTTPHeaderField);
  return forHTTPHeaderField;
};

export class URLRequest {
  url: URL;
  httpMethod = "GET";
  httpBody: Data | null = null;
  timeoutInterval = 60;
  allowsCellularAccess = true;
  // Kept for the learner to read again: nothing is cached here, and what a network costs is the session's setting.
  cachePolicy: string;
  networkServiceType: unknown = "default";
  httpShouldHandleCookies = true;
  httpShouldUsePipelining = false;
  assumesHTTP3Capable = false;
  mainDocumentURL: URL | null = null;
  #headers: Record<string, string> = {};

  constructor(source: unknown) {
    const given = (source !== null && typeof source === "object" && !(source instanceof URL) && "url" in source ? source : { url: source }) as { url: unknown; cachePolicy?: unknown; timeoutInterval?: unknown };
    this.url = new URL(addressOf(given.url, "new URLRequest({ url })"));
    this.cachePolicy = String(given.cachePolicy ?? "useProtocolCachePolicy").replace(/^.*\./, "");
    this.timeoutInterval = seconds(given.timeoutInterval, 60);
    if (source instanceof URLRequest) Object.assign(this, { httpMethod: source.httpMethod, httpBody: source.httpBody, allowsCellularAccess: source.allowsCellularAccess, allHTTPHeaderFields: source.allHTTPHeaderFields });
  }

  static readonly CachePolicy = { useProtocolCachePolicy: "useProtocolCachePolicy", reloadIgnoringLocalCacheData: "reloadIgnoringLocalCacheData", reloadIgnoringLocalAndRemoteCacheData: "reloadIgnoringLocalAndRemoteCacheData", returnCacheDataElseLoad: "returnCacheDataElseLoad", returnCacheDataDontLoad: "returnCacheDataDontLoad", reloadRevalidatingCacheData: "reloadRevalidatingCacheData" } as const;

  /** `null` takes the field away. */
  setValue(value: unknown, options: { forHTTPHeaderField: string }): void {
    const name = fieldOf(options, "setValue");
    const known = sameField(this.#headers, name);
    if (known !== undefined) delete this.#headers[known];
    if (value !== null && value !== undefined) this.#headers[name] = String(value);
  }

  /** A second value is put behind the first, after a comma. */
  addValue(value: unknown, options: { forHTTPHeaderField: string }): void {
    const name = fieldOf(options, "addValue");
    const known = sameField(this.#headers, name);
    if (known === undefined) this.#headers[name] = String(value);
    else this.#headers[known] += `,${String(value)}`;
  }

  value(options: { forHTTPHeaderField: string }): string | null {
    const known = sameField(this.#headers, fieldOf(options, "value"));
    return known === undefined ? null : (this.#headers[known] ?? null);
  }

  get allHTTPHeaderFields(): Record<string, string> {
    return { ...this.#headers };
  }

  set allHTTPHeaderFields(fields: Record<string, string> | null) {
    this.#headers = { ...fields };
  }

  get httpBodyStream(): null {
    return null;
  }

  set httpBodyStream(stream: unknown) {
    if (stream !== null) throw notEmulated("URLRequest.httpBodyStream", "Give the body as httpBody, or upload from a file.");
  }
}

export function requestData(source: unknown, where: string): RequestData {
  if (!(source instanceof URLRequest)) return { url: addressOf(source, where), method: "GET", headers: {}, body: null, timeoutInterval: null, allowsCellularAccess: true };
  return {
    url: source.url.absoluteString, method: String(source.httpMethod), headers: source.allHTTPHeaderFields, body: source.httpBody instanceof Data ? Data.content(source.httpBody) : null,
    timeoutInterval: source.timeoutInterval === 60 ? null : seconds(source.timeoutInterval, 60), allowsCellularAccess: Boolean(source.allowsCellularAccess),
  };
}

export class URLResponse {
  declare readonly url: URL;
}

interface OwnResponse {
  readonly url?: unknown;
  readonly statusCode?: unknown;
  readonly httpVersion?: unknown;
  readonly headerFields?: Record<string, string> | null;
}

export class HTTPURLResponse extends URLResponse {
  override readonly url: URL;
  readonly statusCode: number;
  readonly allHeaderFields: Record<string, string>;

  constructor(data: ResponseData | OwnResponse) {
    super();
    const { url, statusCode, headerFields } = data as OwnResponse;
    this.url = new URL(addressOf(url, "new HTTPURLResponse({ url, statusCode, httpVersion, headerFields })"));
    this.statusCode = Number(statusCode ?? (data as ResponseData).status);
    this.allHeaderFields = { ...(headerFields ?? (data as ResponseData).headers) };
  }

  static localizedString(options: { forStatusCode: number }): string {
    const status = Number(options?.forStatusCode);
    const named = ({ 200: "no error", 304: "not modified", 400: "bad request", 401: "unauthorized", 403: "forbidden", 404: "not found", 408: "request timed out", 429: "too many requests", 500: "internal server error", 502: "bad gateway", 503: "service unavailable", 504: "gateway timed out" } as Record<number, string>)[status];
    return named ?? (status < 300 ? "no error" : status < 400 ? "redirected" : status < 500 ? "client error" : "server error");
  }

  get textEncodingName(): string | null {
    return /charset="?([^\s;"]+)/i.exec(this.value({ forHTTPHeaderField: "Content-Type" }) ?? "")?.[1]?.toLowerCase() ?? null;
  }

  get suggestedFilename(): string {
    const named = /filename="?([^";]+)/i.exec(this.value({ forHTTPHeaderField: "Content-Disposition" }) ?? "")?.[1];
    return named ?? (this.url.lastPathComponent.replace(/^\/$/, "") || (this.url.host ?? "unknown"));
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
  httpCookieAcceptPolicy: null as unknown,
  httpShouldUsePipelining: false,
  urlCredentialStorage: null as unknown,
  tlsMinimumSupportedProtocolVersion: null as unknown,
  tlsMaximumSupportedProtocolVersion: null as unknown,
  multipathServiceType: null as unknown,
  requiresDNSSECValidation: false,
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
