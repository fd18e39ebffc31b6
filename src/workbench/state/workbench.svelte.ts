/** One workbench: the program, what it meets, the latest run, and where one stands in it. */
import { tick } from "svelte";
import type { Position, ProgramFile } from "../../../runtime/model/program.ts";
import type { InterventionOptions, Scenario } from "../../../runtime/model/scenario.ts";
import type { InterventionKind } from "../../../runtime/model/trace.ts";
import { momentAt, neighbour } from "../conditions/moments.ts";
import { tryAgain } from "../fetched.svelte.ts";
import type { Goal } from "../../lessons/goals.ts";
import type { Setting } from "../settings.ts";
import type { RunView } from "../view.ts";
import { Conditions } from "./conditions.svelte.ts";
import { GoalsState } from "./goals.svelte.ts";
import { Playhead } from "./playhead.svelte.ts";
import { ProgramState } from "./program.svelte.ts";
import { Runs, type Runner } from "./runs.svelte.ts";

/** Milliseconds without a key before the program is run again. */
const PAUSE = 250;

/** What a workbench begins with; made when the site is built. */
export interface Given {
  readonly files: readonly ProgramFile[];
  readonly scenarios: readonly Scenario[];
  /** For each of them, the settings that differ from the default. */
  readonly notes: readonly (readonly Setting[])[];
  /** Which of them is chosen first. */
  readonly chosen: number;
  /** The first run. */
  readonly view: RunView;
  /** Of a lesson; judged under its first scenario. */
  readonly goals: readonly Goal[];
  /** Rules that a later lesson is about, and which: its title, and its page below the site's base. */
  readonly later: Readonly<Record<string, { readonly title: string; readonly page: string }>>;
  /** Rules that this lesson or one before it asks for. */
  readonly taught: readonly string[];
  /** Whether files can be added, renamed and deleted. */
  readonly mayChangeFiles: boolean;
  /** Where the solution is, below the site's base; it is fetched when asked for. */
  readonly solution: string | null;
  /** Where the program comes from: "lessons/…" or "samples/…", and what it is called. */
  readonly place: { readonly id: string; readonly title: string };
}

export class Workbench {
  readonly program: ProgramState;
  readonly conditions: Conditions;
  readonly runs: Runs;
  readonly playhead: Playhead;
  readonly goals: GoalsState;
  readonly solution: string | null;
  readonly later: Given["later"];
  readonly taught: Given["taught"];
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Code from elsewhere is here: nothing runs until somebody asks for it. */
  held = $state(false);
  /** The line of the trace to stand at once the next run is there. */
  wanted: number | null = null;

  /** Where the editor is asked to go; `n` tells two wishes for one place apart. */
  goal = $state.raw<(Position & { readonly n: number }) | null>(null);

  /** The rule whose finding is to be shown; `n` tells two wishes for one apart. */
  shown = $state.raw<{ readonly rule: string; readonly n: number } | null>(null);

  constructor(given: Given, runner: () => Promise<Runner>) {
    this.solution = given.solution;
    this.later = given.later;
    this.taught = given.taught;
    this.program = new ProgramState(given.files, given.mayChangeFiles, (isTyping) => {
      // The ghost is a future of the code as it was.
      this.runs.clearGhost();
      this.soon(isTyping ? PAUSE : 0);
    });
    this.conditions = new Conditions(given.scenarios, given.notes, given.chosen, (isAnew, isTyping) => {
      if (isAnew || !this.runs.isBranched) this.runs.clearGhost();
      this.soon(isTyping ? PAUSE : 0);
    });
    this.runs = new Runs(given.view, runner);
    this.playhead = new Playhead(() => this.runs.view);
    this.goals = new GoalsState(given.goals, given.scenarios[0]?.name ?? "", given.view);
  }

  get worlds() {
    return this.runs.worlds(this.playhead.line);
  }

  /** The same for the panes that show what is held. */
  get seen() {
    return this.runs.worlds(this.playhead.seen);
  }

  /** Why nothing can be done to the device, in words; `null`: something can. */
  get whyOff(): string | null {
    if (!this.held && this.runs.view.events.length > 0) return null;
    return `Nothing of this program was run yet${this.held ? ": press Run first" : ""}`;
  }

  /** Runs what is there after `delay` milliseconds, unless something changes again before. */
  soon(delay: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#again(), delay);
  }

  /** Runs what is there, and asks other origins anew. */
  play(): Promise<void> {
    this.held = false;
    tryAgain();
    return this.#run(true);
  }

  /** `from`: the run before a change in the middle of it, which becomes the ghost of the new one. */
  #again(from?: RunView): Promise<void> {
    return this.#run(false, from);
  }

  async #run(fresh: boolean, from?: RunView): Promise<void> {
    clearTimeout(this.#timer);
    if (this.held) return;
    const { version, files } = this.program;
    const began = performance.now();
    this.runs.back();
    const before = this.runs.view;
    const isUndisturbed = this.conditions.hand.length === 0 && this.conditions.chosen === 0;
    const isShown = await this.runs.play(files, this.conditions.scenario, fresh, () => version === this.program.version);
    if (isShown) {
      this.playhead.follow(before);
      if (this.wanted !== null) this.playhead.go(this.wanted);
      this.wanted = null;
      this.goals.judge(this.runs.view, isUndisturbed && this.runs.met.asked.length === 0);
    }
    if (isShown && (from || this.runs.isBranched)) this.runs.keep(from ?? before);
    // Read by the bench: from the end of the typing pause to the findings on the page.
    if (this.runs.status === "current") void tick().then(() => performance.measure("relaunch:findings", { start: began, end: performance.now() }));
  }

  /** Does something to the device right after the step under the playhead. */
  intervene(what: InterventionKind, options?: InterventionOptions): void {
    if (this.whyOff !== null) return;
    this.#leaveStory();
    const step = this.playhead.event?.step;
    if (step === undefined) return;
    this.#goTo(this.conditions.add(what, step, options));
  }

  /** Runs again, and goes to what an intervention did. */
  #goTo(index: number): void {
    void this.#again(this.runs.view).then(() => {
      const line = this.runs.view.events.find((event) => event.index === index);
      if (line) this.playhead.go(line.n);
    });
  }

  /** What is done by hand is done to the learner's own run: at the event there that one stands at in the story. */
  #leaveStory(): void {
    const { story } = this.runs;
    if (!story) return;
    this.runs.back();
    this.playhead.follow(story.view);
  }

  showFinding(rule: string): void {
    this.shown = { rule, n: (this.shown?.n ?? 0) + 1 };
  }

  /** The run as it is becomes a ghost; what is done from here on makes another future. */
  branch(): void {
    if (this.whyOff !== null) return;
    this.#leaveStory();
    const { event } = this.playhead;
    if (!event) return;
    this.runs.branch(event.n);
    if (this.conditions.dropFrom(event.step)) void this.#again(this.runs.view);
  }

  /** Another bandwidth, latency or loss from here on: on an intervention that already says so, or right before it, that one is changed. */
  changeNetwork(options: InterventionOptions): void {
    if (this.whyOff !== null) return;
    this.#leaveStory();
    const { base, hand } = this.conditions;
    const { event } = this.playhead;
    // A slider is quicker than the run that brings the playhead to its first change.
    const place = hand.findLastIndex(({ do: what, when }, each) => what === "change-network" && (event?.index === base.interventions.length + each || ("step" in when && when.step === event?.step)));
    if (place < 0) return this.intervene("change-network", options);
    this.conditions.amend(place, options);
    this.#goTo(base.interventions.length + place);
  }

  /** Moves an intervention by hand to right after a line of the run that is shown: while it is lifted, the run without it. */
  async drop(index: number, line: number | null, before: RunView): Promise<void> {
    const moment = line === null ? null : momentAt(this.runs.view, line);
    this.conditions.lifted = null;
    if (moment) this.conditions.move(index, moment.step);
    await this.#again(before);
  }

  /** Takes an intervention out while it is moved. */
  async lift(index: number): Promise<void> {
    this.conditions.lifted = index;
    await this.#again();
  }

  /** Moves it an event earlier or later; whether there was one. What comes later is another run's: that without it. */
  async nudge(index: number, direction: 1 | -1): Promise<boolean> {
    const when = this.conditions.hand[index]?.when;
    if (this.held || !when || !("step" in when)) return false;
    const without = { ...this.conditions.base, interventions: [...this.conditions.base.interventions, ...this.conditions.hand.filter((_each, place) => place !== index)] };
    const view = await this.runs.peek(this.program.files, without);
    const step = view ? neighbour(view, when.step, direction) : null;
    if (step === null) return false;
    this.conditions.move(index, step);
    await this.#again(this.runs.view);
    return true;
  }

  /** The learner has spoken about an origin. */
  permit(origin: string, how: "allow" | "stand-in"): void {
    this.runs.permit(origin, how);
    void this.#again();
  }

  /** Opens the file and asks the editor to go to the place. */
  reveal(source: Position | null): void {
    if (!source) return;
    if (this.program.files.some((file) => file.path === source.file)) this.program.active = source.file;
    this.goal = { ...source, n: (this.goal?.n ?? 0) + 1 };
  }
}
