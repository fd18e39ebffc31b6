/** `URLComponents`: an address in parts, to read and to build. */
import { URL } from "./paths.ts";
import { wrongValue } from "./errors.ts";

export class URLQueryItem {
  name: string;
  value: string | null;

  constructor(options: { name: string; value?: string | number | null }) {
    if (options === null || typeof options !== "object" || typeof options.name !== "string") throw wrongValue("new URLQueryItem({ name, value })", "a name", options);
    this.name = options.name;
    this.value = options.value === null || options.value === undefined ? null : String(options.value);
  }
}

const SHAPE = /^(?:([a-z][a-z0-9+.-]*):)?(?:\/\/(?:([^/?#@:]*)(?::([^/?#@]*))?@)?(\[[^\]]*\]|[^/?#:]*)(?::(\d+))?)?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/i;

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

export class URLComponents {
  scheme: string | null = null;
  user: string | null = null;
  password: string | null = null;
  host: string | null = null;
  port: number | null = null;
  path = "";
  fragment: string | null = null;
  queryItems: URLQueryItem[] | null = null;

  constructor(given?: string | { string?: string; url?: URL }) {
    const source = given === undefined ? "" : typeof given === "string" ? given : given?.string ?? given?.url?.absoluteString;
    if (typeof source !== "string") throw wrongValue("new URLComponents({ string })", "an address", given);
    const [, scheme, user, password, host, port, path, query, fragment] = SHAPE.exec(source) ?? [];
    this.scheme = scheme ?? null;
    this.user = user === undefined ? null : decoded(user);
    this.password = password === undefined ? null : decoded(password);
    this.host = host === undefined || host === "" ? null : host;
    this.port = port === undefined ? null : Number(port);
    this.path = decoded(path ?? "");
    this.fragment = fragment === undefined ? null : decoded(fragment);
    this.query = query ?? null;
  }

  /** As it stands in the address, unescaped. */
  get query(): string | null {
    return this.queryItems && this.queryItems.map(({ name, value }) => (value === null ? name : `${name}=${value}`)).join("&");
  }

  set query(text: string | null) {
    this.queryItems = text === null ? null : text === "" ? [] : text.split("&").map((part) => {
      const [, name = "", value] = /^([^=]*)(?:=(.*))?$/s.exec(part) ?? [];
      return new URLQueryItem({ name: decoded(name), value: value === undefined ? null : decoded(value) });
    });
  }

  get percentEncodedQuery(): string | null {
    const escaped = (text: string): string => encodeURIComponent(text).replace(/%(2F|3A|40|24|2C|3F)/g, (code) => decodeURIComponent(code));
    return this.queryItems && this.queryItems.map(({ name, value }) => (value === null ? escaped(name) : `${escaped(name)}=${escaped(value)}`)).join("&");
  }

  get string(): string {
    const login = this.user === null ? "" : `${encodeURIComponent(this.user)}${this.password === null ? "" : `:${encodeURIComponent(this.password)}`}@`;
    const place = this.host === null ? "" : `//${login}${this.host}${this.port === null ? "" : `:${this.port}`}`;
    const query = this.percentEncodedQuery;
    return `${this.scheme === null ? "" : `${this.scheme}:`}${place}${encodeURI(this.path)}${query === null ? "" : `?${query}`}${this.fragment === null ? "" : `#${encodeURI(this.fragment)}`}`;
  }

  /** `null` where the parts make no address: a path beside a host begins with a slash. */
  get url(): URL | null {
    return this.host !== null && this.path !== "" && !this.path.startsWith("/") ? null : new URL(this.string);
  }
}
