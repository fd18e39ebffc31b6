/** The directory of a zip, and single entries of it: size and checksum are held to what it declares. */
import { inflateSync } from "fflate";

export interface ZipEntry {
  readonly path: string;
  /** Bytes, as declared. */
  readonly size: number;
  readonly packed: number;
  /** 0: stored, 8: deflated. */
  readonly method: number;
  readonly isEncrypted: boolean;
  readonly checksum: number;
  readonly offset: number;
}

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const LONGEST_COMMENT = 65_535;

/** Throws when this is no zip. Reads at most `limit` entries, and says when there would be more. */
export function directoryOf(bytes: Uint8Array, limit: number): { readonly entries: readonly ZipEntry[]; readonly isMore: boolean } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = bytes.length - 22;
  while (end >= 0 && end >= bytes.length - 22 - LONGEST_COMMENT && view.getUint32(end, true) !== END) end--;
  if (end < 0 || view.getUint32(end, true) !== END) throw new Error("There is no end of a directory.");
  const count = view.getUint16(end + 10, true);
  const entries: ZipEntry[] = [];
  let at = view.getUint32(end + 16, true);
  for (let index = 0; index < Math.min(count, limit); index++) {
    if (view.getUint32(at, true) !== CENTRAL) throw new Error("The directory is damaged.");
    const [flags, length] = [view.getUint16(at + 8, true), view.getUint16(at + 28, true)];
    const name = bytes.subarray(at + 46, at + 46 + length);
    entries.push({
      path: new TextDecoder().decode(name), method: view.getUint16(at + 10, true), isEncrypted: (flags & 1) === 1, checksum: view.getUint32(at + 16, true),
      packed: view.getUint32(at + 20, true), size: view.getUint32(at + 24, true), offset: view.getUint32(at + 42, true),
    });
    at += 46 + length + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return { entries, isMore: count > limit };
}

/** The bytes of an entry: exactly as many as declared, with the declared checksum. Throws otherwise. */
export function contentOf(bytes: Uint8Array, { offset, packed, size, method, checksum, isEncrypted }: ZipEntry): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(offset, true) !== LOCAL || isEncrypted) throw new Error("The entry can't be read.");
  const from = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  const raw = bytes.subarray(from, from + packed);
  // A byte more than declared: what lies about its size is found, and never made.
  const content = method === 0 ? raw : method === 8 ? inflateSync(raw, { out: new Uint8Array(size + 1) }) : null;
  if (content === null || content.length !== size || crc32(content) !== checksum) throw new Error("The entry is not what the directory says.");
  return content;
}

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}
