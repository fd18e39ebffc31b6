/** The state of one workbench: files, scenario, the latest run, and where the playhead stands. */
import type { ProgramFile, ProgramProblem } from "../../runtime/model/program.ts";
import type { Judged } from "../../runtime/model/run.ts";
import type { Intervention, Scenario } from "../../runtime/model/scenario.ts";
import type { InterventionKind } from "../../runtime/model/trace.ts";
import type { World } from "../../runtime/model/world.ts";
import type { Answer, RunRequest } from "../../runtime/worker/client.ts";
import { tick } from "svelte";
import type { Setting } from "./settings.ts";
import { forget, keyOf, load, save } from "./storage.ts";
import { viewOf, type RunView } from "./view.ts";

/** Milliseconds without a key before the program is run again. */
const PAUSE = 250;

export interface Given {
  readonly files: readonly ProgramFile[];
  readonly scenarios: readonly Scenario[];
  /** For each of them, the settings that differ from the default. */
  readonly notes: readonly (readonly Setting[])[];
  /** Which of them is chosen first. */
  readonly chosen: number;
  /** The first run, made when the site was built. */
  readonly view: RunView;
}

interface Runner {
  run(request: RunRequest): Promise<Answer>;
  stop(): void;
}

export class Workbench {
  readonly start: readonly ProgramFile[];
  readonly scenarios: readonly Scenario[];
  readonly notes: readonly (readonly Setting[])[];
  readonly #key: string;
  #runner: () => Promise<Runner>;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #edited = 0;

  files = $state.raw<readonly ProgramFile[]>([]);
  active = $state("");
  chosen = $state(0);
  /** Done by hand, on top of the scenario. */
  hand = $state.raw<readonly Intervention[]>([]);
  view = $state.raw<RunView>() as RunView;
  run = $state.raw<Judged | null>(null);
  problems = $state.raw<readonly ProgramProblem[]>([]);
  /** Line of the trace under the playhead. */
  playhead = $state(0);
  axis = $state<"order" | "clock">("order");
  status = $state<"built" | "running" | "current" | "replaced">("built");
  saved = $state<"untouched" | "saved" | "unsaved">("untouched");
  /** The learner's text before a reset, to have it back. */
  undo = $state.raw<readonly ProgramFile[] | null>(null);
  /** Where the editor is asked to go. */
  goal = $state.raw<{ readonly file: string; readonly line: number; readonly column: number; readonly n: number } | null>(null);

  constructor(given: Given, runner: () => Promise<Runner>) {
    this.start = given.files;
    this.scenarios = given.scenarios;
    this.notes = given.notes;
    this.#key = keyOf(given.files);
    this.#runner = runner;
    this.files = given.files;
    this.active = given.files[0]?.path ?? "";
    this.chosen = given.chosen;
    this.view = given.view;
    this.playhead = first(given.view);
  }

  /** Takes up an earlier attempt; in the page only. */
  restore(): void {
    const earlier = load(this.#key);
    if (!earlier) return;
    this.files = this.start.map((file) => earlier.find(({ path }) => path === file.path) ?? file);
    this.saved = "saved";
    this.soon(0);
  }

  get scenario(): Scenario {
    const base = this.scenarios[this.chosen] as Scenario;
    return this.hand.length === 0 ? base : { ...base, interventions: [...base.interventions, ...this.hand] };
  }

  get event() {
    return this.view.events[this.playhead];
  }

  /** The world after the step of the event under the playhead, and the one before it. */
  get worlds(): { now: World; before: World } | null {
    const event = this.event;
    if (!this.run || !event) return null;
    const now = this.run.steps[event.step]?.world;
    return now ? { now, before: this.run.steps[event.step - 1]?.world ?? this.run.start } : null;
  }

  text(path: string): string {
    return this.files.find((file) => file.path === path)?.text ?? "";
  }

  edit(path: string, text: string): void {
    if (this.text(path) === text) return;
    this.files = this.files.map((file) => (file.path === path ? { path, text } : file));
    this.saved = save(this.#key, this.files) ? "saved" : "unsaved";
    this.#edited++;
    this.soon(PAUSE);
  }

  reset(path?: string): void {
    this.undo = this.files;
    this.files = this.files.map((file) => (path === undefined || file.path === path ? (this.start.find((each) => each.path === file.path) ?? file) : file));
    if (path === undefined) forget(this.#key);
    else save(this.#key, this.files);
    this.saved = "untouched";
    this.soon(0);
  }

  takeBack(): void {
    if (!this.undo) return;
    this.files = this.undo;
    this.undo = null;
    this.saved = save(this.#key, this.files) ? "saved" : "unsaved";
    this.soon(0);
  }

  choose(index: number): void {
    this.chosen = index;
    this.hand = [];
    this.soon(0);
  }

  /** Does something to the device right after the step under the playhead. */
  intervene(what: InterventionKind): void {
    const step = this.event?.step;
    if (step === undefined) return;
    this.hand = [...this.hand, { when: { step }, do: what, optional: true, by: "hand" }];
    const index = this.scenario.interventions.length - 1;
    void this.play().then(() => {
      const line = this.view.events.find((event) => event.index === index);
      if (line) this.playhead = line.n;
    });
  }

  withdraw(index: number): void {
    this.hand = this.hand.filter((_each, place) => place !== index);
    this.soon(0);
  }

  soon(delay: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.play(), delay);
  }

  /** Runs what is there now. A newer run makes an older one's answer worthless. */
  async play(): Promise<void> {
    clearTimeout(this.#timer);
    const edited = this.#edited;
    const scenario = this.scenario;
    const began = performance.now();
    this.status = "running";
    const runner = await this.#runner();
    const answer = await runner.run({ program: { files: this.files.map(({ path, text }) => ({ path, text })) }, scenario });
    if (answer.kind === "superseded") return;
    if (answer.kind === "replaced") {
      this.status = "replaced";
      return;
    }
    if (edited !== this.#edited) return;
    this.status = "current";
    // Read by the bench: from the end of the typing pause to the findings on the page.
    void tick().then(() => performance.measure("relaunch:findings", { start: began, end: performance.now() }));
    if (!answer.result.ok) {
      this.problems = answer.result.problems;
      return;
    }
    this.problems = [];
    this.#show(answer.result.run, scenario.name);
  }

  /** The playhead stays at the event it stood at, or goes to the first broken rule. */
  #show(run: Judged, name: string): void {
    const before = this.event;
    const wasFailing = this.view.rules.some((rule) => rule.status === "failed");
    const view = viewOf(run, name);
    this.run = run;
    this.view = view;
    const broken = view.rules.find((rule) => rule.status === "failed")?.event;
    if (broken !== undefined && broken !== null && !wasFailing) this.playhead = broken;
    else {
      const same = before && view.events[before.n]?.kind === before.kind ? before.n : view.events.findIndex((event) => event.kind === before?.kind && event.at === before.at);
      this.playhead = Math.max(0, Math.min(same < 0 ? this.playhead : same, view.events.length - 1));
    }
  }

  /** Ends a run that takes too long, with its worker; the code stays. */
  async stop(): Promise<void> {
    (await this.#runner()).stop();
  }

  go(line: number): void {
    this.playhead = Math.max(0, Math.min(line, this.view.events.length - 1));
  }

  /** To the next event on the same lane, or the one before. */
  along(direction: 1 | -1): void {
    const lane = this.event?.lane;
    for (let n = this.playhead + direction; n >= 0 && n < this.view.events.length; n += direction) {
      if (this.view.events[n]?.lane === lane) return this.go(n);
    }
  }

  toCause(): void {
    if (this.event?.cause !== null && this.event?.cause !== undefined) this.go(this.event.cause);
  }

  toEffect(): void {
    const effect = this.view.events.find((event) => event.cause === this.playhead);
    if (effect) this.go(effect.n);
  }

  toBroken(): void {
    const broken = this.view.rules.find((rule) => rule.status === "failed");
    if (broken?.event !== undefined && broken.event !== null) this.go(broken.event);
  }

  reveal(source: { file: string; line: number; column: number } | null): void {
    if (!source) return;
    if (this.files.some((file) => file.path === source.file)) this.active = source.file;
    this.goal = { ...source, n: (this.goal?.n ?? 0) + 1 };
  }
}

const first = (view: RunView): number => view.rules.find((rule) => rule.status === "failed")?.event ?? 0;
