/**
 * `JSONDecoder` and `JSONEncoder`. TypeScript's types are gone at run time, so a class says what Swift's
 * compiler would know: `static dates = ["updated"]` and `static required = ["name"]`.
 */
import { Data } from "./data.ts";
import { NSError, wrongValue } from "./errors.ts";

interface Coded {
  readonly dates?: readonly string[];
  readonly required?: readonly string[];
}

/** What Swift's decoder throws, with its case as `name`. */
export class DecodingError extends NSError {
  readonly kind: "dataCorrupted" | "keyNotFound" | "typeMismatch";

  constructor(kind: DecodingError["kind"], message: string) {
    super({ domain: "NSCocoaErrorDomain", code: kind === "keyNotFound" ? 4865 : 4864 }, message);
    this.name = "DecodingError";
    this.kind = kind;
  }
}

const camel = (key: string): string => key.replace(/([^_])_+([a-z0-9])/gi, (_all, before: string, letter: string) => before + letter.toUpperCase());
const snake = (key: string): string => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const strategy = (given: unknown): string => String(given ?? "").replace(/^\./, "");

function renamed(value: unknown, rename: (key: string) => string): unknown {
  if (Array.isArray(value)) return value.map((each) => renamed(each, rename));
  if (value === null || typeof value !== "object" || value instanceof Date || value instanceof Data) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [rename(key), renamed(member, rename)]));
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
    const made = Object.assign(Object.create((type as { prototype: object }).prototype) as Record<string, unknown>, value);
    for (const key of dates) if (made[key] !== undefined && made[key] !== null) made[key] = this.#date(made[key], key);
    return made;
  }

  /** Swift's default counts seconds from 2001. */
  #date(value: unknown, key: string): Date {
    const name = strategy(this.dateDecodingStrategy);
    const time = name === "iso8601" ? Date.parse(String(value)) : name === "secondsSince1970" ? Number(value) * 1000 : name === "millisecondsSince1970" ? Number(value) : Number(value) * 1000 + 978_307_200_000;
    if (Number.isNaN(time)) throw new DecodingError("dataCorrupted", `The data couldn’t be read because “${key}” is no date${name === "iso8601" ? " of ISO 8601" : ""}.`);
    return new Date(time);
  }
}

export class JSONEncoder {
  dateEncodingStrategy: unknown = null;
  keyEncodingStrategy: unknown = null;
  outputFormatting: unknown = null;

  encode(value: unknown): Data {
    const name = strategy(this.dateEncodingStrategy);
    const dated = (each: unknown): unknown => {
      if (each instanceof Date) return name === "iso8601" ? each.toISOString().replace(/\.\d+Z$/, "Z") : name === "secondsSince1970" ? each.getTime() / 1000 : name === "millisecondsSince1970" ? each.getTime() : (each.getTime() - 978_307_200_000) / 1000;
      if (Array.isArray(each)) return each.map(dated);
      if (each === null || typeof each !== "object") return each;
      return Object.fromEntries(Object.entries(each).map(([key, member]) => [key, dated(member)]));
    };
    const plain = dated(value);
    return new Data(JSON.stringify(strategy(this.keyEncodingStrategy) === "convertToSnakeCase" ? renamed(plain, snake) : plain, null, strategy(this.outputFormatting).includes("prettyPrinted") ? 2 : undefined) ?? "null");
  }
}
