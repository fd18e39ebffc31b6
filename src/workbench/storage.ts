/** What the learner wrote, kept in this browser only. Works, without keeping, where storage is blocked. */
import type { ProgramFile } from "../../runtime/model/program.ts";

/** Attempts are kept by what the lesson began with: a changed lesson never shows an old attempt as its own. */
export function keyOf(start: readonly ProgramFile[]): string {
  let hash = 0x811c9dc5;
  for (const character of JSON.stringify(start)) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return `relaunch/attempt/${hash.toString(36)}-${start.reduce((sum, file) => sum + file.text.length, 0)}`;
}

/** `null`: there is none, or storage is blocked. */
export function load(key: string): readonly ProgramFile[] | null {
  try {
    const text = localStorage.getItem(key);
    if (text === null) return null;
    const value: unknown = JSON.parse(text);
    const isFile = (each: unknown): each is ProgramFile => each !== null && typeof each === "object" && typeof (each as ProgramFile).path === "string" && typeof (each as ProgramFile).text === "string";
    return Array.isArray(value) && value.every(isFile) ? value : null;
  } catch {
    return null;
  }
}

/** Whether it was kept. */
export function save(key: string, files: readonly ProgramFile[]): boolean {
  try {
    localStorage.setItem(key, JSON.stringify(files));
    return true;
  } catch {
    return false;
  }
}

export function forget(key: string): void {
  try {
    localStorage.removeItem(key);
  } catch {
    // Blocked: there was nothing to forget.
  }
}
