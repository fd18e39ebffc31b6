/** One workbench: the program, what it meets, the latest run, and where one stands in it. */
import { tick } from "svelte";
import type { Position, ProgramFile } from "../../../runtime/model/program.ts";
import type { Scenario } from "../../../runtime/model/scenario.ts";
import type { InterventionKind } from "../../../runtime/model/trace.ts";
import type { Goals } from "../../lessons/goals.ts";
import type { Setting } from "../settings.ts";
import type { RunView } from "../view.ts";
import { Conditions } from "./conditions.svelte.ts";
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
  /** Where the program comes from: "lessons/…" or "samples/…", and what it is called. */
  readonly place: { readonly id: string; readonly title: string };
  /** What a lesson asks; none in the playground. */
  readonly goals: Goals["goals"];
}

export class Workbench {
  readonly program: ProgramState;
  readonly conditions: Conditions;
  readonly runs: Runs;
  readonly playhead: Playhead;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Code from elsewhere is here: nothing runs until somebody asks for it. */
  held = $state(false);
  /** The line of the trace to stand at once the next run is there. */
  wanted: number | null = null;

  /** Where the editor is asked to go; `n` tells two wishes for one place apart. */
  goal = $state.raw<(Position & { readonly n: number }) | null>(null);

  constructor(given: Given, runner: () => Promise<Runner>) {
    this.program = new ProgramState(given.files, (isTyping) => this.soon(isTyping ? PAUSE : 0));
    this.conditions = new Conditions(given.scenarios, given.notes, given.chosen, () => this.soon(0));
    this.runs = new Runs(given.view, runner);
    this.playhead = new Playhead(() => this.runs.view);
  }

  get worlds() {
    return this.runs.worlds(this.playhead.line);
  }

  /** Runs what is there after `delay` milliseconds, unless something changes again before. */
  soon(delay: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.play(), delay);
  }

  /** `asked`: a person wants this very run. */
  async play(asked = false): Promise<void> {
    clearTimeout(this.#timer);
    if (asked) this.held = false;
    if (this.held) return;
    const { version, files } = this.program;
    const began = performance.now();
    const before = this.runs.view;
    const isShown = await this.runs.play(files, this.conditions.scenario, () => version === this.program.version);
    if (isShown) this.playhead.follow(before);
    if (isShown && this.wanted !== null) this.playhead.go(this.wanted);
    if (isShown) this.wanted = null;
    // Read by the bench: from the end of the typing pause to the findings on the page.
    if (this.runs.status === "current") void tick().then(() => performance.measure("relaunch:findings", { start: began, end: performance.now() }));
  }

  /** Does something to the device right after the step under the playhead. */
  intervene(what: InterventionKind): void {
    const step = this.playhead.event?.step;
    if (step === undefined) return;
    const index = this.conditions.add(what, step);
    void this.play().then(() => {
      const line = this.runs.view.events.find((event) => event.index === index);
      if (line) this.playhead.go(line.n);
    });
  }

  /** Opens the file and asks the editor to go to the place. */
  reveal(source: Position | null): void {
    if (!source) return;
    if (this.program.files.some((file) => file.path === source.file)) this.program.active = source.file;
    this.goal = { ...source, n: (this.goal?.n ?? 0) + 1 };
  }
}
