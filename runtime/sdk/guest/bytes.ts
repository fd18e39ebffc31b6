/** Bytes as text and back: UTF-8 and base64, which the sandbox has no functions for. */

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

const LONGER = /[\u0080-\uffff]/;

/** Bytes of a text, counted without making them: a file of megabytes must not cost its size several times over. */
export function utf8Count(text: string): number {
  if (!LONGER.test(text)) return text.length;
  let count = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    count += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return count;
}

export function utf8Bytes(text: string): Uint8Array {
  const bytes = new Uint8Array(utf8Count(text));
  let end = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x80) bytes[end++] = code;
    else {
      const more = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
      bytes[end++] = [0, 0xc0, 0xe0, 0xf0][more]! | (code >> (6 * more));
      for (let part = more - 1; part >= 0; part--) bytes[end++] = 0x80 | ((code >> (6 * part)) & 63);
    }
  }
  return bytes;
}

/** The text, or `null` when the bytes are no valid UTF-8. */
export function utf8Text(bytes: Uint8Array): string | null {
  let text = "";
  for (let index = 0; index < bytes.length; ) {
    const first = bytes[index] as number;
    const length = first < 0x80 ? 1 : first >= 0xc2 && first < 0xe0 ? 2 : first >= 0xe0 && first < 0xf0 ? 3 : first >= 0xf0 && first < 0xf5 ? 4 : 0;
    if (length === 0 || index + length > bytes.length) return null;
    let code = length === 1 ? first : first & (0xff >> (length + 1));
    for (let next = 1; next < length; next++) {
      const byte = bytes[index + next] as number;
      if ((byte & 0xc0) !== 0x80) return null;
      code = (code << 6) | (byte & 63);
    }
    if ((length === 3 && (code < 0x800 || (code >= 0xd800 && code < 0xe000))) || (length === 4 && (code < 0x10000 || code > 0x10ffff))) return null;
    text += String.fromCodePoint(code);
    index += length;
  }
  return text;
}

export function base64Text(bytes: Uint8Array): string {
  let text = "";
  for (let index = 0; index < bytes.length; index += 3) {
    const [one, two, three] = [bytes[index] as number, bytes[index + 1], bytes[index + 2]];
    const triple = (one << 16) | ((two ?? 0) << 8) | (three ?? 0);
    text += `${ALPHABET[triple >> 18]}${ALPHABET[(triple >> 12) & 63]}${two === undefined ? "=" : ALPHABET[(triple >> 6) & 63]}${three === undefined ? "=" : ALPHABET[triple & 63]}`;
  }
  return text;
}

export function base64Bytes(text: string): Uint8Array {
  const bytes = new Uint8Array(Math.floor((text.replace(/[^A-Za-z0-9+/]/g, "").length * 3) / 4));
  let end = 0;
  let buffer = 0;
  let bits = 0;
  for (const character of text) {
    const value = ALPHABET.indexOf(character);
    if (value < 0) continue;
    buffer = (buffer << 6) | value;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[end++] = (buffer >> bits) & 255;
    }
  }
  return bytes;
}
