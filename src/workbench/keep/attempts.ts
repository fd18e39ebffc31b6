/**
 * Attempts: what somebody made of a program, kept by its place and by a hash of what it began with. So a lesson that
 * has changed since never shows an old attempt as its own, and the old attempt is still there.
 */
import type { ProgramFile } from "../../../runtime/model/program.ts";
import { PREFIX, type Store } from "./store.ts";

type Files = readonly ProgramFile[];

export interface Attempt {
  readonly format: 1;
  /** "lessons/01-network/01-inline-request", "samples/leaderboard", "link/…", "opened/…". */
  readonly place: string;
  /** What the place is called on the page. */
  readonly title: string;
  /** {@link hashOf} of the files it began with. */
  readonly start: string;
  /** Those files, where no page holds them: of links and opened folders. */
  readonly begins: Files | null;
  readonly files: Files;
  /** A scenario of its own, as one writes it; `null`: one of the page's. Checked when it is used. */
  readonly scenario: unknown;
  /** Milliseconds since 1970. */
  readonly saved: number;
  /** Somebody pressed Run on it: a link's code waits for that. */
  readonly asked: boolean;
  /** Somebody has seen that its lesson has changed, and went on. */
  readonly aside: boolean;
}

/** A lesson whose goals were met. */
export interface Solved {
  readonly format: 1;
  readonly place: string;
  readonly start: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

const ATTEMPT = `${PREFIX}attempt/`;
const SOLVED = `${PREFIX}solved/`;

/** 53 bits in 11 characters, from two mixed multiplications. It tells programs apart; it is no protection. */
export function hashOf(files: Files): string {
  const text = JSON.stringify(files.map(({ path, text: content }) => [path, content]));
  let one = 0xdeadbeef;
  let other = 0x41c6ce57;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    one = Math.imul(one ^ unit, 2654435761);
    other = Math.imul(other ^ unit, 1597334677);
  }
  one = Math.imul(one ^ (one >>> 16), 2246822507) ^ Math.imul(other ^ (other >>> 13), 3266489909);
  other = Math.imul(other ^ (other >>> 16), 2246822507) ^ Math.imul(one ^ (one >>> 13), 3266489909);
  return (4294967296 * (2097151 & other) + (one >>> 0)).toString(36).padStart(11, "0");
}

export const attemptKey = (place: string, start: string): string => `${ATTEMPT}${place}/${start}`;
export const isAttemptKey = (key: string): boolean => key.startsWith(ATTEMPT);
export const solvedKey = (place: string): string => `${SOLVED}${place}`;

export const sameFiles = (one: Files, other: Files): boolean =>
  one.length === other.length && one.every(({ path, text }) => other.some((each) => each.path === path && each.text === text));

/** `null` for what is no attempt: written by hand, or damaged. Only the named members are taken. */
export function readAttempt(text: string | null): Attempt | null {
  const value = parse(text);
  if (value === null || value["format"] !== 1) return null;
  const { place, title, start, saved } = value;
  const files = readFiles(value["files"]);
  if (typeof place !== "string" || typeof title !== "string" || typeof start !== "string" || typeof saved !== "number" || files === null) return null;
  return { format: 1, place, title, start, begins: readFiles(value["begins"]), files, scenario: value["scenario"] ?? null, saved, asked: value["asked"] === true, aside: value["aside"] === true };
}

export function readSolved(text: string | null): Solved | null {
  const value = parse(text);
  if (value === null || value["format"] !== 1) return null;
  const { place, start, at } = value;
  return typeof place === "string" && typeof start === "string" && typeof at === "number" ? { format: 1, place, start, at } : null;
}

function readFiles(value: unknown): Files | null {
  if (!Array.isArray(value)) return null;
  const isFile = (each: unknown): each is ProgramFile => each !== null && typeof each === "object" && typeof (each as ProgramFile).path === "string" && typeof (each as ProgramFile).text === "string";
  return value.every(isFile) ? value.map(({ path, text }) => ({ path, text })) : null;
}

function parse(text: string | null): Record<string, unknown> | null {
  if (text === null) return null;
  try {
    const value: unknown = JSON.parse(text);
    return value !== null && typeof value === "object" && !Array.isArray(value) ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

/** All attempts that are kept, newest first. */
export const attemptsIn = (store: Store): readonly Attempt[] => newestFirst(store.keys(ATTEMPT).map((key) => readAttempt(store.get(key))));

export const solvedIn = (store: Store): readonly Solved[] => store.keys(SOLVED).map((key) => readSolved(store.get(key))).filter((each) => each !== null);

/** Attempts of a place that began with something else than it does now, newest first. */
export const earlierThan = (store: Store, place: string, start: string): readonly Attempt[] =>
  newestFirst(store.keys(`${ATTEMPT}${place}/`).map((key) => readAttempt(store.get(key))).filter((each) => each?.place === place && each.start !== start));

const newestFirst = (attempts: readonly (Attempt | null)[]): readonly Attempt[] => attempts.filter((each) => each !== null).sort((one, other) => other.saved - one.saved);
