/**
 * Joins the layers: a program and a scenario go in, a judged run comes out. The page, the command
 * line, the tests and the build of the site all come through here, so a run means the same everywhere.
 */
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { Engine } from "../engine/run.ts";
import { Exploration, type Explored, type ExploreOptions, type Progress } from "../explore/explore.ts";
import { compile } from "../languages/typescript/compile.ts";
import { peekOf } from "../languages/typescript/peek.ts";
import type { Verdict } from "../model/finding.ts";
import type { Guest } from "../model/guest.ts";
import type { Origin } from "../model/origin.ts";
import { partsOf, type Program } from "../model/program.ts";
import type { Judged, Recorded, RunResult } from "../model/run.ts";
import type { Scenario } from "../model/scenario.ts";
import type { Statics, StaticsQuery } from "../model/statics.ts";
import type { Line } from "../model/trace.ts";
import { judgeTrace } from "../rules/verdicts.ts";
import { createSandbox, type GuestResult, type Sandbox } from "../sandbox/sandbox.ts";
import { shelfOf, standInOrigin } from "./stand-in-origin.ts";

export interface RunOptions {
  /** Fetches what the run downloads and the program's own `server/` files don't answer. */
  readonly origin: Origin;
  /** Asked whenever the run has waited for the origin: whether to give up. */
  readonly stopped?: () => boolean;
  /** Engine steps after which the run stops; default: the limit of all runs. */
  readonly steps?: number;
}

export interface Judge {
  /** Compiles, runs and judges. Never rejects for what a learner did. One run at a time. */
  run(program: Program, scenario: Scenario, options: RunOptions): Promise<RunResult>;
  /** What learner modules held at points of a life; `null` where it can't be said. */
  statics(program: Program, query: StaticsQuery): Promise<readonly (Statics | null)[]>;
  /** Compiles and explores. Never rejects for what a learner did. Others have their turn after each slice. */
  explore(program: Program, scenario: Scenario, options: ExploreRunOptions): Promise<ExploreResult>;
  dispose(): void;
}

/** `pause` is awaited between two slices; `stopped` is asked then. `slice`: states of one. */
export interface ExploreRunOptions extends ExploreOptions {
  readonly origin: Origin;
  readonly slice?: number | (() => number);
  readonly pause?: (progress: Progress) => Promise<void> | void;
  readonly stopped?: () => boolean;
}

/** `complete`: false when it was stopped; then it tells what was known by then. */
export type ExploreResult = { readonly ok: true; readonly explored: Explored; readonly complete: boolean } | Extract<RunResult, { ok: false }>;

/**
 * `beat` is called now and then while a run goes on, learner code included: a long run can then be
 * told from a dead one.
 */
export async function createJudge(binary: WebAssembly.Module, beat: () => void = () => {}): Promise<Judge> {
  const sandbox = await createSandbox(binary, beat);
  const programs = new Programs(sandbox, beat);
  let last: Promise<unknown> = Promise.resolve();
  return {
    run: (program, scenario, options) => {
      const result = last.then(() => run(programs, program, scenario, options));
      last = result.catch(() => {});
      return result;
    },
    statics: (program, query) => {
      const result = last.then(() => staticsAt(programs, program, query));
      last = result.catch(() => {});
      return result;
    },
    explore: (program, scenario, options) => {
      const inTurn = <T>(work: () => T | Promise<T>): Promise<T> => {
        const result = last.then(() => {
          beat();
          return work();
        });
        last = result.catch(() => {});
        return result;
      };
      return explore(programs, program, scenario, options, inTurn);
    },
    dispose: () => sandbox.dispose(),
  };
}

/** A life is its inputs: it is lived again, by a program whose variables can be read, and looked at. */
function staticsAt(programs: Programs, program: Program, { inputs, at }: StaticsQuery): readonly (Statics | null)[] {
  const prepared = programs.prepare({ files: partsOf(program).code }, true);
  if (!prepared.ok) return at.map(() => null);
  const { guest } = prepared;
  const lives = [guest.root];
  const [first] = inputs;
  if (first) {
    guest.advance(guest.root, first, ({ life }) => {
      lives.push(life);
      return inputs[lives.length - 1] ?? null;
    });
  }
  return at.map((count) => {
    const life = lives[count];
    const json = life === undefined ? null : guest.peek(life);
    return json === null ? null : (JSON.parse(json) as Statics);
  });
}

async function explore(
  programs: Programs, program: Program, scenario: Scenario, { origin, slice = 500, pause, stopped, ...options }: ExploreRunOptions, inTurn: <T>(work: () => T | Promise<T>) => Promise<T>,
): Promise<ExploreResult> {
  const { code, answers } = partsOf(program);
  const prepared = await inTurn(() => programs.prepare({ files: code }));
  if (!prepared.ok) return prepared;
  const source = answeredBy(answers, origin);
  const { guest } = prepared;
  const release = programs.hold(guest);
  try {
    const exploration = new Exploration(scenario, guest, options);
    while (!exploration.isDone) {
      await inTurn(() => exploration.advance(typeof slice === "number" ? slice : slice()));
      if (exploration.need) exploration.supply(await source.fetch(exploration.need));
      await pause?.(exploration.progress);
      if (stopped?.()) return { ok: true, explored: await inTurn(() => exploration.result()), complete: false };
    }
    return { ok: true, explored: await inTurn(() => exploration.result()), complete: true };
  } finally {
    release();
  }
}

async function run(programs: Programs, program: Program, scenario: Scenario, { origin, stopped, steps }: RunOptions): Promise<RunResult> {
  const { code, answers } = partsOf(program);
  const prepared = programs.prepare({ files: code });
  if (!prepared.ok) return prepared;
  const source = answeredBy(answers, origin);
  const engine = new Engine(scenario, prepared.guest, steps);
  for (let need = engine.advance(); need !== null; need = engine.advance()) {
    const recording = await source.fetch(need.request);
    if (stopped?.()) {
      engine.cancel();
      break;
    }
    engine.supply(recording);
  }
  return { ok: true, run: judged(engine.recorded) };
}

const answeredBy = (answers: Program["files"], origin: Origin): Origin => (answers.length === 0 ? origin : standInOrigin(shelfOf(answers), origin));

/** Adds what the rules say. A warning never fails a run. */
export function judged(recorded: Recorded): Judged {
  const settled = recorded.ended === "quiescent";
  const verdicts = judgeTrace(recorded.lines, settled);
  return { ...recorded, verdict: overall(recorded, verdicts), verdicts, hash: traceHash(recorded.lines) };
}

function overall({ applicable }: Recorded, verdicts: readonly Verdict[]): Judged["verdict"] {
  if (verdicts.some(({ all }) => all.some((finding) => finding.status === "failed" && finding.severity === "error"))) return "failed";
  return applicable ? "passed" : "not-applicable";
}

/** SHA-256 of the trace as JSON, hex: equal runs have equal hashes on every machine. */
export const traceHash = (lines: readonly Line[]): string => bytesToHex(sha256(utf8ToBytes(JSON.stringify(lines))));

/** The guests of the programs run last, so that running one again compiles nothing and repeats nothing. */
class Programs {
  static readonly #kept = 4;
  readonly #sandbox: Sandbox;
  readonly #beat: () => void;
  readonly #guests = new Map<string, Guest>();
  /** In use between turns: they stay, however many came since. */
  readonly #held = new Set<Guest>();

  constructor(sandbox: Sandbox, beat: () => void) {
    this.#sandbox = sandbox;
    this.#beat = beat;
  }

  /** `isRead`: the program is not run but replayed, and its variables can be read. */
  prepare(program: Program, isRead = false): GuestResult {
    const key = `${isRead ? "read " : ""}${JSON.stringify(program.files)}`;
    const known = this.#guests.get(key);
    if (known) {
      this.#guests.delete(key);
      this.#guests.set(key, known);
      return { ok: true, guest: known };
    }
    const compiled = compile(program, this.#beat);
    if (!compiled.ok) return compiled;
    const { modules } = compiled.program;
    const readable = isRead ? modules.map((module) => ({ ...module, code: module.code + peekOf(program.files.find(({ path }) => path === module.path) ?? { path: module.path, text: "" }) })) : modules;
    const prepared = this.#sandbox.guest({ ...compiled.program, modules: readable });
    if (prepared.ok) this.#keep(key, prepared.guest);
    return prepared;
  }

  /** Keeps a guest until what is returned is called. */
  hold(guest: Guest): () => void {
    this.#held.add(guest);
    return () => void this.#held.delete(guest);
  }

  #keep(key: string, guest: Guest): void {
    this.#guests.set(key, guest);
    if (this.#guests.size <= Programs.#kept) return;
    const [oldest, unwanted] = [...this.#guests].find(([, each]) => each !== guest && !this.#held.has(each)) ?? [];
    if (oldest === undefined || unwanted === undefined) return;
    this.#guests.delete(oldest);
    unwanted.dispose();
  }
}
