/** Keeps what is written: saved on every change, reset with a way back, and never written over by another tab. */
import type { Goal } from "../../lessons/goals.ts";
import { unmet } from "../../lessons/met.ts";
import type { ProgramFile } from "../../../runtime/model/program.ts";
import type { Workbench } from "../state/workbench.svelte.ts";
import { attemptKey, attemptsIn, isAttemptKey, earlierThan, hashOf, readAttempt, readSolved, sameFiles, solvedKey, type Attempt } from "./attempts.ts";
import { PREFIX, openStore, type Store } from "./store.ts";
import { remember, remembered, takeBack, type Undo } from "./undo.ts";

/** Where a program comes from. */
export interface Place {
  /** "lessons/…", "samples/…": its start is on the site. "link/…", "opened/…": it is kept with the attempt. */
  readonly id: string;
  readonly title: string;
  readonly start: readonly ProgramFile[];
  /** A scenario that came with it, as it is written. */
  readonly scenario: unknown;
}

/** "untouched": as it begins. "conflict": another tab has written too. "fresh": on purpose nothing is read or kept. */
export type Saved = "untouched" | "saved" | "blocked" | "full" | "conflict" | "fresh";

export class Keeper {
  readonly bench: Workbench;
  readonly store: Store;
  readonly isFresh: boolean;
  readonly #goals: readonly Goal[];
  /** What the browser held when this page last read or wrote it. */
  #seen: string | null = null;
  /** The files that are kept, or need not be. */
  #known: readonly ProgramFile[];
  /** Whose run is shown. */
  #ran: string;

  place = $state.raw() as Place;
  saved = $state<Saved>("untouched");
  /** What another tab has made of this program meanwhile; `files: null`: it has reset it. */
  other = $state.raw<{ readonly files: readonly ProgramFile[] | null; readonly saved: number } | null>(null);
  /** Attempts of this lesson from before it changed. */
  earlier = $state.raw<readonly Attempt[]>([]);
  undo = $state.raw<Undo | null>(null);
  isSolved = $state(false);
  /** Somebody asked to run what came with a link, or it is no such thing. */
  #asked = true;
  /** The editor has been told of a reset in this page. */
  #isOffered = false;

  constructor(bench: Workbench, place: Place, goals: readonly Goal[], isFresh: boolean, storage: () => Storage) {
    this.bench = bench;
    this.isFresh = isFresh;
    // A fresh page has a storage of its own that lives in memory.
    this.store = openStore(isFresh ? () => { throw new Error("fresh"); } : storage);
    this.#goals = goals;
    this.place = place;
    this.#known = place.start;
    this.#ran = place.id;
  }

  get key(): string {
    return attemptKey(this.place.id, hashOf(this.place.start));
  }

  /** Opens a program: with the attempt that is kept of it, or as it begins. Whether there was an attempt. */
  open(place: Place, asked = true): boolean {
    this.place = place;
    this.#asked = asked;
    this.other = null;
    const kept = this.#read();
    const { program, runs, conditions, playhead } = this.bench;
    const files = kept?.files ?? place.start;
    this.#known = files;
    // What the page was built with has been run already.
    const isOther = files !== program.files || place.start !== program.start;
    if (place.id !== this.#ran || (isOther && runs.run === null)) {
      runs.clear(conditions.scenario.name);
      playhead.go(0);
    }
    this.#ran = place.id;
    if (isOther) program.open(files, place.start);
    this.saved = this.isFresh ? "fresh" : kept ? "saved" : "untouched";
    this.earlier = earlierThan(this.store, place.id, hashOf(place.start)).filter(({ aside }) => !aside);
    this.undo = remembered(this.store);
    this.isSolved = readSolved(this.store.get(solvedKey(place.id))) !== null;
    return kept !== null;
  }

  /** The files may have changed: keeps them. */
  note(files: readonly ProgramFile[]): void {
    if (files === this.#known) return;
    this.#known = files;
    this.save();
  }

  save(): void {
    if (!this.#isMine()) {
      this.saved = "conflict";
      return;
    }
    const text = this.#text;
    const outcome = this.store.set(this.key, text);
    if (outcome === "kept") this.#seen = text;
    this.saved = this.isFresh ? "fresh" : outcome === "kept" ? "saved" : outcome;
  }

  /** A link's code was run on purpose: from now on it is somebody's own. */
  ask(): void {
    if (this.#asked) return;
    this.#asked = true;
    this.save();
  }

  /** Whether the browser still holds what this page knows; else `other` tells of it. */
  #isMine(): boolean {
    const disk = this.store.onDisk(this.key);
    if (disk === this.#seen) return true;
    const theirs = readAttempt(disk);
    if (theirs && sameFiles(theirs.files, this.bench.program.files)) {
      this.#seen = disk;
      return true;
    }
    // Somebody wrote what is no attempt at all: nothing is lost by writing over it.
    if (disk !== null && !theirs) return true;
    this.other = { files: theirs?.files ?? null, saved: theirs?.saved ?? Date.now() };
    return false;
  }

  /** A `storage` event: another tab has changed `key`, or everything. */
  heard(key: string | null): void {
    if (key === null || key === this.key) {
      if (this.#isMine()) {
        this.other = null;
        if (this.saved === "conflict") this.saved = "saved";
      } else if (this.saved !== "untouched" || this.other?.files !== null) this.saved = "conflict";
    }
    if (key === null || key === solvedKey(this.place.id)) this.isSolved = readSolved(this.store.get(solvedKey(this.place.id))) !== null;
  }

  takeOther(): void {
    const { other } = this;
    if (!other) return;
    this.#keepOwnFor("taking the other tab's version");
    this.other = null;
    this.#seen = this.store.onDisk(this.key);
    this.bench.program.open(this.#known = other.files ?? this.place.start);
    this.saved = other.files === null ? "untouched" : "saved";
  }

  keepMine(): void {
    this.other = null;
    this.undo = remember(this.store, "keeping this version", [this.key]);
    this.#seen = this.store.onDisk(this.key);
    this.save();
  }

  /** Takes an earlier attempt's files over; what was there can be had back. */
  takeEarlier(attempt: Attempt): void {
    this.#keepOwnFor("taking over the earlier attempt");
    this.bench.program.open(attempt.files);
    this.setAside(attempt);
  }

  /** The learner has seen it: it stays kept, and is no longer offered. */
  setAside(attempt: Attempt): void {
    this.store.set(attemptKey(attempt.place, attempt.start), JSON.stringify({ ...attempt, aside: true }));
    this.earlier = this.earlier.filter((each) => each.start !== attempt.start);
  }

  resetFile(path: string): void {
    const begun = this.place.start.find((file) => file.path === path);
    if (!begun) return;
    this.#keepOwnFor(`reset of ${path}`);
    this.bench.program.open(this.bench.program.files.map((file) => (file.path === path ? begun : file)));
    this.#offer(`${path} was reset.`);
  }

  resetProgram(): void {
    this.#keepOwnFor(`reset of ${this.place.title}`, [solvedKey(this.place.id)]);
    this.store.remove(this.key);
    this.store.remove(solvedKey(this.place.id));
    this.#again();
    this.#offer("The program was reset.");
  }

  /** The editor's undo ends here: it says so, and leads to what was there before. */
  #offer(says: string): void {
    this.#isOffered = true;
    this.bench.program.undo = { says, back: () => this.takeBack() };
  }

  /** Every attempt and every solved lesson. */
  resetEverything(): void {
    this.#keepOwnFor("reset of everything", this.store.keys(PREFIX));
    for (const key of this.store.keys(PREFIX)) this.store.remove(key);
    this.#again();
  }

  /** Forgets one attempt that is kept. */
  forget(attempt: Attempt): void {
    const key = attemptKey(attempt.place, attempt.start);
    this.undo = remember(this.store, `removal of ${attempt.title}`, [key]);
    this.store.remove(key);
    if (key === this.key) this.#again();
  }

  takeBack(): void {
    // First it must be settled whose text this is.
    if (!this.undo || this.other) return;
    // What was typed since is put aside by this, too.
    const undo = takeBack(this.store, this.undo, this.isUntouched ? new Map() : new Map([[this.key, this.#text]]));
    this.#again();
    this.undo = undo;
    if (this.#isOffered) this.#offer(undo.redo ? "Your text is back." : "It is reset again.");
  }

  /** An import has written into the store. */
  imported(undo: Undo): void {
    this.#again();
    this.undo = undo;
  }

  /** The run that is shown may have solved the lesson. */
  noteRun(): void {
    const { runs, conditions } = this.bench;
    if (this.#goals.length === 0 || !this.place.id.startsWith("lessons/") || runs.status !== "current" || conditions.chosen !== 0 || conditions.hand.length > 0) return;
    if (this.isSolved || unmet(this.#goals, runs.view.rules).length > 0) return;
    this.isSolved = true;
    this.store.set(solvedKey(this.place.id), JSON.stringify({ format: 1, place: this.place.id, start: hashOf(this.place.start), at: Date.now() }));
  }

  /** What can be taken back was done to one program, and that is another one: nobody would see it here. */
  get isUndoElsewhere(): boolean {
    const attempts = (this.undo?.entries ?? []).map(([key]) => key).filter(isAttemptKey);
    return attempts.length === 1 && attempts[0] !== this.key;
  }

  get isUntouched(): boolean {
    return sameFiles(this.bench.program.files, this.place.start);
  }

  /** The attempt in the page, for export where the browser does not keep it. */
  get unsaved(): readonly Attempt[] {
    const attempt = this.saved === "untouched" || this.saved === "saved" ? null : readAttempt(this.#text);
    return attempt === null ? [] : [attempt];
  }

  get all(): readonly Attempt[] {
    return attemptsIn(this.store);
  }

  get #isOnSite(): boolean {
    return /^(lessons|samples)\//.test(this.place.id);
  }

  /** Reads the store anew, as a reload would. */
  #again(): void {
    this.open(this.place, this.#asked);
  }

  #read(): Attempt | null {
    this.#seen = this.store.onDisk(this.key);
    return readAttempt(this.store.get(this.key));
  }

  /** Puts the text of now, and more keys, where undo finds them. */
  #keepOwnFor(label: string, more: readonly string[] = []): void {
    const isThere = this.store.get(this.key) !== null;
    // The newest text, also when another tab's is on the disk.
    const own = isThere || !this.isUntouched ? this.#text : null;
    this.undo = remember(this.store, label, more, new Map([[this.key, own]]));
  }

  /** The attempt as it is kept. */
  get #text(): string {
    return JSON.stringify({
      format: 1, place: this.place.id, title: this.place.title, start: hashOf(this.place.start), begins: this.#isOnSite ? null : this.place.start,
      files: this.bench.program.files, scenario: this.place.scenario ?? null, saved: Date.now(), asked: this.#asked, aside: false,
    } satisfies Attempt);
  }
}
