/**
 * `JSONDecoder` and `JSONEncoder`. TypeScript's types are gone at run time, so a class says what Swift's
 * compiler would know: `static dates = ["updated"]` and `static required = ["name"]`.
 */
import { Data } from "./data.ts";
import { DateFormatter, ISO8601DateFormatter } from "./dates.ts";
import { NSError, wrongValue } from "./errors.ts";
import { URL } from "./paths.ts";

interface Coded {
  readonly dates?: readonly string[];
  readonly required?: readonly string[];
}

/** What Swift's decoder throws, with its case as `name`. */
export class DecodingError extends NSError {
  readonly kind: "dataCorrupted" | "keyNotFound" | "typeMismatch" | "valueNotFound";

  constructor(kind: DecodingError["kind"], message: string) {
    super({ domain: "NSCocoaErrorDomain", code: kind === "keyNotFound" || kind === "valueNotFound" ? 4865 : 4864 }, message);
    this.name = "DecodingError";
    this.kind = kind;
  }
}

/** "updated_AT" → "updatedAt"; underscores at either end stay. */
function camel(key: string): string {
  const [, before = "", inner = "", after = ""] = /^(_*)(.*?)(_*)$/s.exec(key) ?? [];
  const words = inner.split("_").filter((word) => word !== "");
  if (words.length < 2) return key;
  return before + words.map((word, index) => (index === 0 ? word.toLowerCase() : (word[0] ?? "").toUpperCase() + word.slice(1).toLowerCase())).join("") + after;
}

/** "imageURLString" → "image_url_string". */
const snake = (key: string): string => key.replace(/([A-Z]+)([A-Z][a-z])/g, "$1_$2").replace(/([a-z\d])([A-Z])/g, "$1_$2").toLowerCase();
const strategy = (given: unknown): string => String(given ?? "").replace(/^\./, "");

function renamed(value: unknown, rename: (key: string) => string): unknown {
  if (Array.isArray(value)) return value.map((each) => renamed(each, rename));
  if (value === null || typeof value !== "object" || value instanceof Date || value instanceof Data) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [rename(key), renamed(member, rename)]));
}

/** What an encoder throws. */
export class EncodingError extends NSError {
  constructor(message: string) {
    super({ domain: "NSCocoaErrorDomain", code: 4866 }, message);
    this.name = "EncodingError";
  }
}

export class JSONDecoder {
  dateDecodingStrategy: unknown = null;
  keyDecodingStrategy: unknown = null;

  /** The decoded value: given a class, an object of it; given an array of one class, an array of them. */
  decode(type: unknown, options?: { from: unknown }): unknown {
    const source = options === undefined ? (type as { from?: unknown })?.from ?? type : options.from;
    if (!(source instanceof Data) && typeof source !== "string") throw wrongValue("JSONDecoder.decode", "{ from: data }", source);
    let value: unknown;
    try {
      value = JSON.parse(source.toString());
    } catch {
      throw new DecodingError("dataCorrupted", "The data couldn’t be read because it isn’t in the correct format.");
    }
    if (strategy(this.keyDecodingStrategy) === "convertFromSnakeCase") value = renamed(value, camel);
    if (!Array.isArray(type)) return this.#made(type, value);
    if (!Array.isArray(value)) throw new DecodingError("typeMismatch", "The data couldn’t be read because it isn’t in the correct format: an array was expected.");
    return value.map((each) => this.#made(type[0], each));
  }

  #made(type: unknown, value: unknown): unknown {
    const isClass = typeof type === "function" && type !== Object && type !== Array && typeof type.prototype === "object";
    if (!isClass) return value;
    if (value === null || typeof value !== "object" || Array.isArray(value)) throw new DecodingError("typeMismatch", `The data couldn’t be read because it isn’t in the correct format: an object was expected for ${type.name}.`);
    const { dates = [], required = [] } = type as Coded;
    for (const key of required) if ((value as Record<string, unknown>)[key] === undefined) throw new DecodingError("keyNotFound", `The data couldn’t be read because it is missing: no value for the key “${key}” of ${type.name}.`);
    for (const key of required) if ((value as Record<string, unknown>)[key] === null) throw new DecodingError("valueNotFound", `The data couldn’t be read because it is missing: the value for the key “${key}” of ${type.name} is null.`);
    const made = Object.assign(Object.create((type as { prototype: object }).prototype) as Record<string, unknown>, value);
    for (const key of dates) if (made[key] !== undefined && made[key] !== null) made[key] = this.#date(made[key], key);
    return made;
  }

  /** Swift's default counts seconds from 2001. */
  #date(value: unknown, key: string): Date {
    const given = this.dateDecodingStrategy;
    const corrupted = (what: string): DecodingError => new DecodingError("dataCorrupted", `The data couldn’t be read because “${key}” is no ${what}.`);
    if (typeof given === "function") return given(value) as Date;
    if (given !== null && typeof given === "object") {
      const found = ((given as { formatted?: DateFormatter }).formatted ?? (given as DateFormatter)).date({ from: String(value) });
      if (found === null) throw corrupted("date of that format");
      return found;
    }
    const name = strategy(given);
    if (name === "iso8601") {
      const found = typeof value === "string" ? INTERNET.date({ from: value }) : null;
      if (found === null) throw corrupted("date of ISO 8601, such as 2026-03-02T09:00:00Z (without fractions of a second)");
      return found;
    }
    if (typeof value !== "number") throw new DecodingError("typeMismatch", `The data couldn’t be read because it isn’t in the correct format: “${key}” is no number.`);
    return new Date(name === "secondsSince1970" ? value * 1000 : name === "millisecondsSince1970" ? value : value * 1000 + REFERENCE);
  }
}

const INTERNET = new ISO8601DateFormatter();
/** 2001, in milliseconds since 1970. */
const REFERENCE = 978_307_200_000;

export class JSONEncoder {
  dateEncodingStrategy: unknown = null;
  keyEncodingStrategy: unknown = null;
  outputFormatting: unknown = null;

  encode(value: unknown): Data {
    const rename = strategy(this.keyEncodingStrategy) === "convertToSnakeCase" ? snake : null;
    const formatting = [this.outputFormatting].flat().map(strategy);
    const has = (option: string): boolean => formatting.some((each) => each.includes(option));
    const made = this.#plain(value, has("sortedKeys"));
    const text = JSON.stringify(rename ? renamed(made, rename) : made, null, has("prettyPrinted") ? 2 : undefined) ?? "null";
    // Foundation escapes slashes unless told not to.
    return new Data(has("withoutEscapingSlashes") ? text : text.replaceAll("/", "\\/"));
  }

  #plain(value: unknown, sorted: boolean): unknown {
    if (value instanceof Date) return this.#date(value);
    if (value instanceof Data) return value.base64EncodedString();
    if (value instanceof URL) return value.absoluteString;
    if (typeof value === "number" && !Number.isFinite(value)) throw new EncodingError("The data couldn’t be written because it isn’t in the correct format: it has a number that is not finite.");
    if (Array.isArray(value)) return value.map((each) => this.#plain(each, sorted));
    if (value === null || typeof value !== "object") return value;
    const entries = Object.entries(value).map(([key, member]) => [key, this.#plain(member, sorted)] as const);
    return Object.fromEntries(sorted ? entries.sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0)) : entries);
  }

  #date(date: Date): unknown {
    const given = this.dateEncodingStrategy;
    if (given !== null && typeof given === "object") return ((given as { formatted?: DateFormatter }).formatted ?? (given as DateFormatter)).string({ from: date });
    const name = strategy(given);
    return name === "iso8601" ? INTERNET.string({ from: date }) : name === "secondsSince1970" ? date.getTime() / 1000 : name === "millisecondsSince1970" ? date.getTime() : (date.getTime() - REFERENCE) / 1000;
  }
}

export const JSONSerialization = {
  jsonObject(options: { with: unknown }): unknown {
    return new JSONDecoder().decode(null, { from: options?.with });
  },

  data(options: { withJSONObject: unknown; options?: unknown }): Data {
    const encoder = new JSONEncoder();
    encoder.outputFormatting = options?.options ?? null;
    return encoder.encode(options?.withJSONObject);
  },

  isValidJSONObject: (value: unknown): boolean => value !== null && typeof value === "object",
};
