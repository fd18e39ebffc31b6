/** What the explorer says on the page. The bound is in each sentence that claims something. */
import { counted, grouped } from "../../../runtime/base/count.ts";
import type { Coverage } from "../../../runtime/explore/coverage.ts";
import type { BrokenRule, Progress } from "../../../runtime/worker/client.ts";
import type { InterventionKind, Line } from "../../../runtime/model/trace.ts";
import { TITLES } from "../conditions/titles.ts";

export interface Headline {
  readonly words: string;
  readonly state: "bad" | "warned" | "good" | "sampled";
}

export const interventions = (count: number): string => counted(count, "intervention");

/** "up to 2 interventions" */
export const within = ({ bound }: Pick<Coverage, "bound">): string => (bound === 0 ? "no interventions" : `up to ${interventions(bound)}`);

const TIMES = ["while the system leaves it alone", "even if the system strikes once at the worst moment", "even if the system strikes twice at the worst moments", "even if the system strikes three times at the worst moments"] as const;

/** The one line of the badge. */
export function headlineOf(coverage: Coverage, broken: readonly Pick<BrokenRule, "finding">[]): Headline {
  const errors = broken.filter(({ finding }) => finding.severity === "error").length;
  const warnings = broken.length - errors;
  const looked = coverage.sampled === null ? `${counted(coverage.orders, "order")}, ${counted(coverage.states, "state")}, ${within(coverage)}` : `${counted(coverage.sampled.runs, "run")} sampled, ${counted(coverage.states, "state")}, ${within(coverage)}`;
  if (errors > 0) return { words: `${counted(errors, "rule")} can be broken: ${looked}`, state: "bad" };
  if (warnings > 0) return { words: `Nothing broken, ${counted(warnings, "warning")}: ${looked}`, state: "warned" };
  if (coverage.sampled !== null || coverage.isCut) return { words: `Nothing broken was found, which is less than safe: ${looked}`, state: "sampled" };
  return { words: `Safe ${TIMES[coverage.bound] ?? `with ${within(coverage)}`}: ${looked}`, state: "good" };
}

/** While it goes on. */
export const progressWords = (bound: number, progress: Progress | null): string => `Exploring with ${within({ bound })}${progress === null ? "…" : `: ${counted(progress.states, "state")} so far, ${grouped(progress.frontier)} to look at`}`;

/** As a part of a sentence: "terminate the extension". */
const named = (what: InterventionKind): string => TITLES[what].replace(/^./, (first) => first.toLowerCase());

/** What the scenario itself does in a run, each once. */
export const doneIn = (lines: readonly Line[]): readonly string[] => [...new Set(lines.flatMap((line) => (line.kind === "intervention" && line.data.index >= 0 ? [named(line.data.do)] : [])))];

const own = (done: readonly string[]): string => (done.length === 0 ? "" : ` but the scenario's own (${done.join(", ")})`);

/** "smallest story: 1 intervention"; `lines` are the story's; `ordinary`: the ordinary run breaks the rule too. */
export function sizeOf(strikes: number, lines: readonly Line[], ordinary: boolean): string {
  if (strikes > 0) return `smallest story: ${interventions(strikes)}`;
  const done = own(doneIn(lines));
  return ordinary ? `it needs no intervention${done}: the ordinary run breaks it` : `smallest story: no intervention${done}, the order of events is enough`;
}

/** What is done by hand is the learner's own run, and not the explorer's. */
export const withoutHand = (count: number): string => (count === 0 ? "" : `Explored without your ${interventions(count)} by hand.`);

const NUMBERS = ["no", "one", "two", "three"] as const;

/** Of the bounds, those that were not come to any more, and why. */
export function leftOut(coverage: Coverage, broken: readonly Pick<BrokenRule, "finding">[], bounds: readonly number[]): string {
  const left = bounds.filter((bound) => bound > coverage.bound);
  if (left.length === 0) return "";
  const what = `${left.map((bound) => NUMBERS[bound] ?? bound).join(" and ")} ${left.at(-1) === 1 ? "intervention" : "interventions"}`;
  const errors = broken.filter(({ finding }) => finding.severity === "error").length;
  return errors > 0 ? `Not looked at yet: ${what}, once ${errors === 1 ? "this is" : "these are"} fixed.` : `Not looked at: ${what}, because there are too many orders already.`;
}

/** "1, 3 and 4" */
const LIST = new Intl.ListFormat("en-GB");

/** "it does not need: ask for a timeline (1 and 3 of 4)"; the explorer names the scenario's parts as the file does, "ask-for-timeline 3 of 4". */
export function needlessWords(without: readonly string[]): string {
  /** Of what there are several: which of them, and of how many. */
  const several = new Map<string, { readonly which: number[]; readonly of: number }>();
  const words = without.flatMap((part) => {
    const [, what, which, of] = /^([a-z-]+)(?: (\d+) of (\d+))?$/.exec(part) ?? [];
    if (what === undefined || !Object.hasOwn(TITLES, what)) return [part];
    const before = several.get(what);
    if (which === undefined) return [named(what as InterventionKind)];
    several.set(what, { which: [...(before?.which ?? []), Number(which)].sort((one, other) => one - other), of: Number(of) });
    return before ? [] : [what];
  });
  const full = words.map((word) => {
    const some = several.get(word);
    return some ? `${named(word as InterventionKind)} (${some.which.length === some.of ? `all ${some.of}` : `${LIST.format(some.which.map(String))} of ${some.of}`})` : word;
  });
  return full.length === 0 ? "" : `it does not need: ${full.join(", ")}`;
}

/** Answers that the explorer gives afterwards are no strikes. */
const struckIn = (lines: readonly Line[], count: number): readonly Line[] =>
  lines.filter((line) => line.kind === "intervention" && line.data.index < 0 && line.data.do !== "go-online" && line.data.do !== "ask-for-timeline").slice(0, count);

/** Where a story strikes: "event 12, “…”", in its own order. */
export const strikesOf = (lines: readonly Line[], count: number): readonly string[] => struckIn(lines, count).map(({ n, text }) => `event ${n + 1}, “${text}”`);

/** The same without what happens there. */
export const eventsStruckIn = (lines: readonly Line[], count: number): readonly string[] => struckIn(lines, count).map(({ n }) => `event ${n + 1}`);

/** Whether a run went as a story does, up to its last strike: what follows then follows from both. */
export function isStruckAlike(run: readonly { readonly text: string }[], story: readonly Line[], count: number): boolean {
  const last = struckIn(story, count).at(-1);
  return last !== undefined && story.slice(0, last.n + 1).every(({ text }, n) => text === run[n]?.text);
}

/** Why a strike met nothing: there was no process to strike, nothing to lose yet, or nothing any more. */
export type Miss = "nobody" | "early" | "late";

const AFTER = /^(callback-begins|events-|wake-|task-|transfer-|inline-)/;

/** The strikes in a run that met nothing; `first`: the place of the first of them among the scenario's interventions. */
export function missesIn(lines: readonly Line[], first: number, struck: number): readonly Miss[] {
  return Array.from({ length: struck }, (_none, place): Miss | null => {
    const strike = lines.find((line) => line.kind === "intervention" && line.data.index === first + place);
    if (strike?.kind !== "intervention") return "late";
    if (!strike.data.effect) return "nobody";
    if (!lines.slice(0, strike.n).some(({ kind }) => kind === "task-resumed")) return "early";
    // Cut off in the middle of something, it has lost that, also where nothing follows.
    return lines.slice(strike.n + 1).some((line) => AFTER.test(line.kind) || ((line.kind === "process-terminated" || line.kind === "process-suspended") && line.data.busy)) ? null : "late";
  }).filter((miss) => miss !== null);
}

const WHY: Readonly<Record<Miss, string>> = { nobody: "the extension was not running", early: "no download had begun", late: "all was done by then" };

const whyOf = (misses: readonly Miss[]): string => [...new Set(misses)].map((miss) => WHY[miss]).join(", and ");

export interface Fought {
  readonly budget: number;
  readonly struck: number;
  readonly misses: readonly Miss[];
  /** Titles of rules that the learner's run broke. */
  readonly broken: readonly string[];
}

/** How the learner fared as the system. */
export function duelWords({ budget, struck, misses, broken }: Fought): string {
  const left = budget - struck;
  if (broken.length > 0) {
    const what = broken.length === 1 ? "a rule" : `${broken.length} rules`;
    return `${struck === 0 ? `The code breaks ${what} without a strike of yours` : `With ${counted(struck, "strike")} you broke ${what}`}: ${broken.join("; ")}.`;
  }
  const missed = misses.length === 0 ? "" : `${misses.length === 1 ? "One" : misses.length} met nothing: ${whyOf(misses)}. `;
  if (left > 0) return `${counted(left, "strike")} left. ${missed}Step to a moment that you think is the worst, and suspend or terminate.`;
  if (misses.length === struck) return `Your ${struck === 1 ? "strike" : "strikes"} met nothing: ${whyOf(misses)}. Begin again, and strike while a download is under way.`;
  if (missed !== "") return `Your code withstood ${counted(struck - misses.length, "strike")} there. ${missed.trim()}`;
  return `Your code withstood ${counted(budget, "strike")} there${left < 0 ? `, and ${-left} more than the budget` : ""}.`;
}

/** What the explorer needed for the same. */
export function smallestWords(smallest: { readonly strikes: number; readonly at: readonly string[]; readonly ordinary: boolean; readonly done?: readonly string[] } | null, coverage: Coverage | null): string {
  if (coverage === null) return "The explorer is still at work: it will say what it needed.";
  if (smallest === null) return `The explorer broke nothing either, with ${within(coverage)}${coverage.sampled === null ? "" : ", in a sample"}.`;
  const no = `no strike${smallest.done?.length ? " but the scenario's own" : ""}: ${smallest.ordinary ? "the ordinary run breaks it" : "the order of events was enough"}`;
  return `The explorer needed ${smallest.strikes === 0 ? no : smallest.strikes}${smallest.at.length === 0 ? "" : `, at ${smallest.at.join(" and ")}`}.`;
}
