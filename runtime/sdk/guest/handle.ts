/**
 * `FileHandle`. A file that is open can be read after its name is gone [G2]: what is opened is read at
 * once, and as whatever writes a file here puts a new one in its place, the handle would read just that.
 */
import { call } from "./host.ts";
import { Data, dataOf } from "./data.ts";
import { NSError, wrongValue } from "./errors.ts";
import { filePath } from "./paths.ts";

const WAYS = { forReadingFrom: "read", forReadingAtPath: "read", forWritingTo: "write", forWritingAtPath: "write", forUpdating: "update", forUpdatingAtPath: "update" } as const;

export class FileHandle {
  readonly #path: string;
  readonly #way: "read" | "write" | "update";
  #bytes: Uint8Array;
  #offset = 0;
  #open = true;

  /** Throws when there is no file, whichever way it is named. */
  constructor(options: Partial<Record<keyof typeof WAYS, unknown>>) {
    const label = (Object.keys(WAYS) as (keyof typeof WAYS)[]).find((each) => options?.[each] !== undefined);
    if (label === undefined) throw wrongValue("new FileHandle", "{ forReadingFrom: url }, { forWritingTo: url } or { forUpdating: url }", options);
    this.#way = WAYS[label];
    this.#path = filePath(options[label], `new FileHandle({ ${label} })`);
    this.#bytes = dataOf(call({ name: "file-read", path: this.#path, open: true })).bytes;
  }

  get availableData(): Data {
    return this.readToEnd();
  }

  get offsetInFile(): number {
    return this.offset();
  }

  offset(): number {
    return this.#offset;
  }

  read(options: { upToCount: number }): Data {
    this.#need("read");
    const read = this.#bytes.slice(this.#offset, this.#offset + Number(options?.upToCount));
    this.#offset += read.length;
    return new Data(read);
  }

  readToEnd(): Data {
    return this.read({ upToCount: Number.MAX_SAFE_INTEGER });
  }

  readDataToEndOfFile(): Data {
    return this.readToEnd();
  }

  readData(options: { ofLength: number }): Data {
    return this.read({ upToCount: options?.ofLength });
  }

  seek(options: { toOffset: number } | number): void {
    this.#need("any");
    this.#offset = Math.max(0, Number(typeof options === "number" ? options : options?.toOffset));
  }

  seekToEnd(): number {
    this.seek(this.#bytes.length);
    return this.#offset;
  }

  seekToEndOfFile(): number {
    return this.seekToEnd();
  }

  write(given: { contentsOf: unknown } | Data): void {
    this.#need("write");
    const added = new Data(given instanceof Data ? given : given?.contentsOf).bytes;
    const bytes = new Uint8Array(Math.max(this.#bytes.length, this.#offset + added.length));
    bytes.set(this.#bytes);
    bytes.set(added, this.#offset);
    this.#offset += added.length;
    this.#keep(bytes);
  }

  truncate(options: { atOffset: number }): void {
    this.#need("write");
    const bytes = new Uint8Array(Number(options?.atOffset));
    bytes.set(this.#bytes.slice(0, bytes.length));
    this.#offset = bytes.length;
    this.#keep(bytes);
  }

  synchronize(): void {}

  synchronizeFile(): void {}

  close(): void {
    this.#open = false;
  }

  closeFile(): void {
    this.close();
  }

  /** A file whose name is gone can still be written to; nobody will ever see it. */
  #keep(bytes: Uint8Array): void {
    this.#bytes = bytes;
    if (call({ name: "file-exists", path: this.#path }).exists) call({ name: "file-write", path: this.#path, content: Data.content(new Data(bytes)), overwrite: true });
  }

  #need(way: "read" | "write" | "any"): void {
    if (!this.#open) throw new NSError({ domain: "NSCocoaErrorDomain", code: 256 }, "The file handle has been closed.");
    if (way !== "any" && this.#way !== way && this.#way !== "update") throw new NSError({ domain: "NSCocoaErrorDomain", code: way === "read" ? 257 : 513 }, `The file handle was not opened to ${way}.`);
  }
}
