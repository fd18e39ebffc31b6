/** What comes into the workbench from outside: links, samples, opened folders and zips, attempts kept earlier. */
import type { ProgramFile } from "../../../runtime/model/program.ts";
import { attemptKey, hashOf, readAttempt, sameFiles, type Attempt } from "./attempts.ts";
import type { Keeper, Place } from "./keeper.svelte.ts";
import { keepConditions, readConditions, resumeConditions } from "./kept-conditions.ts";
import { KEEP_LIMITS } from "./limits.ts";
import type { LinkContent } from "./link.ts";
import type { Entry } from "./opened.ts";
import { fetched } from "../fetched.svelte.ts";
import type { SampleFile } from "../samples.ts";

/** Said above the workbench: a problem with what to do, or a plain note. */
export interface Message {
  readonly isProblem: boolean;
  readonly text: string;
  readonly fix: string;
}

/** What `history.state` knows of an address that this page wrote itself: its code is nobody else's. */
interface Own {
  readonly place: string;
  readonly start: string;
}

export const isLink = (hash: string): boolean => /^#\d+\./.test(hash);

export class Arrivals {
  readonly keeper: Keeper;
  /** What the page shows when nothing else is asked for. */
  readonly #home: Place;
  readonly #homeScenario: number;
  /** The address of the site's own root, with a slash at its end. */
  readonly #root: string;
  /** The scenario that the place came with. */
  #usual: number;
  /** What was kept is about to be put back: until then nothing is written over it. */
  #isResuming = false;
  /** The hash this page wrote last. */
  #written = "";

  message = $state.raw<Message | null>(null);

  constructor(keeper: Keeper, root: string) {
    this.keeper = keeper;
    this.#home = keeper.place;
    this.#homeScenario = keeper.bench.conditions.chosen;
    this.#usual = this.#homeScenario;
    this.#root = root;
  }

  /** The conditions have changed: keeps them. */
  keepConditions(): void {
    const { keeper } = this;
    if (!this.#isResuming && !keeper.bench.held) keepConditions(keeper.store, keeper.place.id, keeper.bench.conditions, this.#usual);
  }

  /** Puts back what the place's program met last. Whether something was kept. */
  async #resume(): Promise<boolean> {
    const { store, place, bench } = this.keeper;
    this.#usual = bench.conditions.chosen;
    const kept = readConditions(store, place.id);
    if (!kept) return false;
    this.#isResuming = true;
    await resumeConditions(bench.conditions, kept);
    this.#isResuming = false;
    return true;
  }

  /** Whether something else than the page's own program is there. */
  get isAway(): boolean {
    return this.keeper.place.id !== this.#home.id;
  }

  get homeTitle(): string {
    return this.#home.title;
  }

  /** The page is a lesson's, and not the playground. */
  get isLesson(): boolean {
    return this.#home.id.startsWith("lessons/");
  }

  /** Reads the address. Whether there is an attempt to go on with. */
  async begin(): Promise<boolean> {
    const own = ownOf(history.state);
    if (isLink(location.hash)) return this.#openLink(location.hash, own);
    const sample = new URLSearchParams(location.search).get("sample");
    if (sample !== null && this.#home.id.startsWith("samples/") && `samples/${sample}` !== this.#home.id) return this.openSample(sample);
    const kept = own === null || this.#home.id === own.place ? null : readAttempt(this.keeper.store.get(attemptKey(own.place, own.start)));
    if (kept?.begins) return this.openAttempt(kept);
    await this.#resume();
    return this.keeper.open(this.#home);
  }

  /** The address was changed by hand, or by a link inside the page. */
  async changed(): Promise<void> {
    if (isLink(location.hash) && location.hash !== this.#written) await this.#openLink(location.hash, ownOf(history.state));
  }

  async #openLink(hash: string, own: Own | null): Promise<boolean> {
    const { keeper } = this;
    // Nothing runs while it is read.
    keeper.bench.held = true;
    const { decodeLink } = await fetched(() => import("./link.ts"));
    const reading = decodeLink(hash);
    if (!reading.ok) {
      keeper.bench.held = false;
      this.message = { isProblem: true, text: reading.message, fix: reading.fix };
      return keeper.open(this.#home);
    }
    this.#written = hash;
    keeper.bench.wanted = reading.content.line;
    const kept = own === null ? null : readAttempt(keeper.store.get(attemptKey(own.place, own.start)));
    if (own !== null && kept) {
      keeper.bench.held = false;
      return own.place === this.#home.id ? this.#backTo(reading.content) : this.openAttempt(kept);
    }
    return this.#arrive(reading.content, own !== null);
  }

  /** A reload of one's own address: what is kept is newer than what the address says. */
  async #backTo(content: LinkContent): Promise<boolean> {
    if (!(await this.#resume())) await this.#takeScenario(content.scenario, content.hand);
    return this.keeper.open(this.#home);
  }

  async #arrive(content: LinkContent, isOwn: boolean): Promise<boolean> {
    const { keeper } = this;
    const hash = hashOf(content.files);
    const kept = readAttempt(keeper.store.get(attemptKey(`link/${hash}`, hash)));
    const isKnown = isOwn || (kept !== null && kept.asked && sameFiles(kept.begins ?? [], content.files));
    await this.#takeScenario(content.scenario, content.hand);
    const isThere = keeper.open({ id: `link/${hash}`, title: "Program from a link", start: content.files, scenario: content.scenario }, isKnown);
    if (isKnown) keeper.bench.held = false;
    else keeper.bench.runs.clear(keeper.bench.conditions.scenario.name);
    return isThere && isKnown;
  }

  /** Run was pressed over the picture, or anywhere else. */
  released(): void {
    this.keeper.ask();
  }

  /** Back to the page's own program. What was there stays kept. */
  goHome(): void {
    this.#forgetAddress(location.pathname);
    this.keeper.bench.held = false;
    this.keeper.bench.wanted = null;
    this.keeper.bench.conditions.choose(this.#homeScenario);
    this.keeper.open(this.#home);
    void this.#resume();
  }

  async openSample(name: string): Promise<boolean> {
    if (`samples/${name}` === this.#home.id) {
      this.goHome();
      return false;
    }
    const response = /^[a-z0-9-]+$/.test(name) ? await fetch(`${this.#root}samples/${name}.json`, { credentials: "omit" }).catch(() => null) : null;
    if (!response?.ok) {
      this.message = { isProblem: true, text: `There is no sample “${name.slice(0, 60)}”, or it can't be loaded.`, fix: "Choose one from Samples." };
      return this.keeper.open(this.#home);
    }
    const sample = (await response.json()) as SampleFile;
    this.#enter({ id: `samples/${name}`, title: sample.title, start: sample.files, scenario: null }, `${location.pathname}?sample=${name}`);
    const { conditions } = this.keeper.bench;
    const scenario = conditions.scenarios.findIndex((each) => each.name === sample.scenario);
    if (scenario >= 0) conditions.choose(scenario);
    const isThere = this.keeper.open(this.keeper.place);
    await this.#resume();
    return isThere;
  }

  /** A folder or a zip. */
  async openEntries(title: string, entries: readonly Entry[]): Promise<void> {
    const { programFrom } = await fetched(() => import("./opened.ts"));
    const opened = await programFrom(entries);
    if (!opened.ok) {
      this.message = { isProblem: true, text: opened.message, fix: opened.fix };
      return;
    }
    let scenario: unknown = null;
    let notes = opened.notes;
    if (opened.scenario !== null) {
      const { readYaml } = await fetched(() => import("./scenario-yaml.ts"));
      const reading = readYaml(opened.scenario);
      if (reading.ok) scenario = reading.input;
      else notes = [`scenario.yaml can't be used, so the scenario is unchanged: ${reading.message}`, ...notes];
    }
    const start = hashOf(opened.files);
    if (scenario !== null) await this.#takeScenario(scenario, []);
    this.#enter({ id: `opened/${start}`, title, start: opened.files, scenario }, location.pathname);
    this.keeper.open(this.keeper.place);
    // Kept at once: nothing but this browser has it in this form.
    this.keeper.save();
    this.message = { isProblem: false, text: [`Opened ${title}: ${count(opened.files)}.`, ...notes].join(" "), fix: "" };
  }

  async openZip(title: string, file: Blob): Promise<void> {
    const { openZip } = await fetched(() => import("./archive.ts"));
    // One byte more than may be is enough to be refused: a huge file is not read.
    const archive = openZip(new Uint8Array(await file.slice(0, KEEP_LIMITS.archive + 1).arrayBuffer()));
    if (archive.ok) await this.openEntries(title, archive.entries);
    else this.message = { isProblem: true, text: archive.message, fix: archive.fix };
  }

  /** An attempt at something that only this browser holds. */
  async openAttempt(attempt: Attempt): Promise<boolean> {
    if (attempt.scenario !== null) await this.#takeScenario(attempt.scenario, []);
    this.#enter({ id: attempt.place, title: attempt.title, start: attempt.begins ?? attempt.files, scenario: attempt.scenario }, location.pathname + location.search);
    const isThere = this.keeper.open(this.keeper.place, attempt.asked);
    if (!attempt.asked) {
      this.keeper.bench.held = true;
      this.keeper.bench.runs.clear(this.keeper.bench.conditions.scenario.name);
    }
    return isThere;
  }

  /** This browser's own program goes to another page as a link: there it need not be asked about. */
  keepForLink(): void {
    const { files } = this.keeper.bench.program;
    const hash = hashOf(files);
    const key = attemptKey(`link/${hash}`, hash);
    if (readAttempt(this.keeper.store.get(key))?.asked) return;
    this.keeper.store.set(key, JSON.stringify({ format: 1, place: `link/${hash}`, title: `From ${this.keeper.place.title}`, start: hash, begins: files, files, scenario: null, saved: Date.now(), asked: true, aside: false } satisfies Attempt));
  }

  /**
   * Puts the program into the address: when the focus leaves the workbench and it fits into a line, or when it is shared.
   * Never for each key, and without a new step in the history.
   */
  async writeAddress(hash: string | null): Promise<void> {
    if (hash === this.#written || this.keeper.bench.held) return;
    this.#written = hash ?? "";
    if (hash === null && !isLink(location.hash)) return;
    history.replaceState({ ...(history.state as object | null), relaunch: this.#own }, "", `${location.pathname}${location.search}${hash ?? ""}`);
  }

  /** The focus has left the workbench. */
  async blurred(): Promise<void> {
    const { bench } = this.keeper;
    if (bench.held) return;
    if (this.keeper.isUntouched && bench.conditions.hand.length === 0) return this.writeAddress(null);
    // Nobody has asked for it: without a connection the address stays as it is, until the next time.
    const sharing = await import("./sharing.ts").catch(() => null);
    if (!sharing) return;
    const { linkTo } = sharing;
    const { hash, length, problem } = linkTo(this.keeper, location.href, null);
    await this.writeAddress(length <= KEEP_LIMITS.safeAddress && problem === null ? hash : null);
  }

  #enter(place: Place, address: string): void {
    this.message = null;
    this.keeper.bench.held = false;
    this.keeper.bench.wanted = null;
    this.keeper.place = place;
    this.#forgetAddress(address);
  }

  #forgetAddress(address: string): void {
    this.#written = "";
    history.replaceState({ ...(history.state as object | null), relaunch: this.#own }, "", address);
  }

  get #own(): Own {
    return { place: this.keeper.place.id, start: hashOf(this.keeper.place.start) };
  }

  async #takeScenario(scenario: unknown, hand: readonly unknown[]): Promise<void> {
    const { conditions } = this.keeper.bench;
    const { openedScenario } = await fetched(() => import("./scenario-input.ts"));
    const reading = openedScenario(scenario, hand, conditions.scenarios);
    if (reading.ok) conditions.arrive(reading.scenario, reading.hand);
    else this.message = { isProblem: true, text: `Its scenario can't be used: ${reading.problems[0]?.path ?? ""}: ${reading.problems[0]?.message ?? ""}`, fix: "The page's own scenario is used instead." };
  }
}

const count = (files: readonly ProgramFile[]): string => (files.length === 1 ? "1 file" : `${files.length} files`);

function ownOf(state: unknown): Own | null {
  const own = (state as { relaunch?: Partial<Own> } | null)?.relaunch;
  return typeof own?.place === "string" && typeof own.start === "string" ? { place: own.place, start: own.start } : null;
}
