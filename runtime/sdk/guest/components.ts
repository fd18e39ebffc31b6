/** `URLComponents`: an address in parts, to read and to build. The parts are kept as they stand in the address. */
import { URL } from "./paths.ts";
import { completed, escaped, unescaped, type Part } from "./percent.ts";
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

const SHAPE = /^(?:([a-z][a-z0-9+.-]*):)?(?:\/\/(?:([^/?#@:]*)(?::([^/?#@]*))?@)?(\[[^\]]*\]|[^/?#:]*)(?::(\d*))?)?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/is;

const split = (query: string, read: (text: string) => string): URLQueryItem[] =>
  query === "" ? [] : query.split("&").map((part) => {
    const [, name = "", value] = /^([^=]*)(?:=(.*))?$/s.exec(part) ?? [];
    return new URLQueryItem({ name: read(name), value: value === undefined ? null : read(value) });
  });

const joined = (items: readonly URLQueryItem[], write: (text: string) => string): string =>
  items.map(({ name, value }) => (value === null || value === undefined ? write(String(name)) : `${write(String(name))}=${write(String(value))}`)).join("&");

const PARTS = ["user", "password", "host", "path", "query", "fragment"] as const;
type Name = (typeof PARTS)[number];

export class URLComponents {
  #scheme: string | null = null;
  #port: number | null = null;
  #parts: Record<Name, string | null> = { user: null, password: null, host: null, path: "", query: null, fragment: null };
  /** The items that were last given out, and what they said then: they may be changed in place. */
  #items: { readonly list: URLQueryItem[]; readonly text: string } | null = null;
  declare user: string | null;
  declare password: string | null;
  declare host: string | null;
  declare path: string;
  declare query: string | null;
  declare fragment: string | null;

  constructor(given?: string | URL | { string?: string; url?: URL; resolvingAgainstBaseURL?: boolean }) {
    const source = given === undefined ? "" : typeof given === "string" ? given : given instanceof URL ? given.absoluteString : (given?.string ?? given?.url?.absoluteString);
    if (typeof source !== "string") throw wrongValue("new URLComponents({ string })", "an address", given);
    const [, scheme, user, password, host, port, path = "", query, fragment] = SHAPE.exec(source) ?? [];
    this.#scheme = scheme ?? null;
    this.#port = port === undefined || port === "" ? null : Number(port);
    const found = { user, password, host, path, query, fragment };
    for (const name of PARTS) this.#parts[name] = found[name] === undefined ? null : completed(setOf(name), found[name]);
  }

  get scheme(): string | null {
    return this.#scheme;
  }

  set scheme(scheme: string | null) {
    if (scheme !== null && !/^[a-z][a-z0-9+.-]*$/i.test(scheme)) throw wrongValue("URLComponents.scheme", "a scheme such as https, without “://”", scheme);
    this.#scheme = scheme;
  }

  get port(): number | null {
    return this.#port;
  }

  set port(port: number | null) {
    if (port !== null && !(Number.isInteger(port) && port >= 0)) throw wrongValue("URLComponents.port", "a number from 0", port);
    this.#port = port;
  }

  get queryItems(): URLQueryItem[] | null {
    const query = URLComponents.read(this, "query");
    if (query === null) return null;
    this.#items ??= { list: split(query, unescaped), text: "" };
    const { list } = this.#items;
    this.#items = { list, text: joined(list, (text) => escaped("item", text)) };
    return list;
  }

  set queryItems(items: URLQueryItem[] | null) {
    if (items !== null && !Array.isArray(items)) throw wrongValue("URLComponents.queryItems", "an array of URLQueryItem, or null", items);
    const list = items?.map((item) => new URLQueryItem(item));
    URLComponents.write(this, "query", list ? joined(list, (text) => escaped("item", text)) : null);
    if (list && items) this.#items = { list: items, text: joined(list, (text) => escaped("item", text)) };
  }

  get percentEncodedQueryItems(): URLQueryItem[] | null {
    const query = URLComponents.read(this, "query");
    return query === null ? null : split(query, (text) => text);
  }

  set percentEncodedQueryItems(items: URLQueryItem[] | null) {
    URLComponents.write(this, "query", items && joined(items, (text) => completed("item", text)));
  }

  /** `null` where the parts make no address: a path beside a host begins with a slash, one without a host not with two. */
  get string(): string | null {
    const [user, password, host, path = "", query, fragment] = PARTS.map((name) => URLComponents.read(this, name));
    const place = host === null && user === null && this.#port === null ? null : `${user === null ? "" : `${user}${password === null ? "" : `:${password}`}@`}${host ?? ""}${this.#port === null ? "" : `:${this.#port}`}`;
    if (place === null ? path?.startsWith("//") : path !== "" && !path?.startsWith("/")) return null;
    const head = place === null && this.#scheme === null ? (path ?? "").replace(/^[^/]*/, (first) => first.replaceAll(":", "%3A")) : path;
    return `${this.#scheme === null ? "" : `${this.#scheme}:`}${place === null ? "" : `//${place}`}${head}${query === null ? "" : `?${query}`}${fragment === null ? "" : `#${fragment}`}`;
  }

  get url(): URL | null {
    const { string } = this;
    return string === null ? null : new URL(string);
  }

  /** As it stands in the address. Items that were changed in place since they were given out are written anew. */
  static read(components: URLComponents, name: Name): string | null {
    const items = components.#items;
    if (name === "query" && items) {
      const text = joined(items.list, (each) => escaped("item", each));
      if (text !== items.text) {
        components.#parts.query = text;
        components.#items = { list: items.list, text };
      }
    }
    return components.#parts[name];
  }

  static write(components: URLComponents, name: Name, text: string | null): void {
    if (name === "query") components.#items = null;
    components.#parts[name] = name === "path" ? (text ?? "") : text;
  }
}

const setOf = (name: Name): Part => (name === "password" ? "user" : name);

for (const name of PARTS) {
  Object.defineProperty(URLComponents.prototype, name, {
    get(this: URLComponents) {
      const text = URLComponents.read(this, name);
      return text === null ? null : unescaped(text);
    },
    set(this: URLComponents, text: unknown) {
      URLComponents.write(this, name, text === null || text === undefined ? null : escaped(setOf(name), String(text)));
    },
  });
  Object.defineProperty(URLComponents.prototype, `percentEncoded${name[0]?.toUpperCase()}${name.slice(1)}`, {
    get(this: URLComponents) {
      return URLComponents.read(this, name);
    },
    set(this: URLComponents, text: unknown) {
      const given = text === null || text === undefined ? null : String(text);
      if (given !== null && completed(setOf(name), given) !== given) throw wrongValue(`URLComponents.percentEncoded${name}`, "escaped text", given);
      URLComponents.write(this, name, given);
    },
  });
}
