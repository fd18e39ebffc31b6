/** What an exploration found: for people as text, for other programs as one object. */
import { coverageSentence, shareOf } from "../explore/coverage.ts";
import type { Broken, Explored } from "../explore/explore.ts";
import type { Finding } from "../model/finding.ts";
import type { Line } from "../model/trace.ts";
import { report, type Report, type RunReport } from "../report/json.ts";
import { findingText, lineText } from "../report/text.ts";
import { COMPARED } from "../rules/index.ts";

export interface StoryReport {
  readonly rule: string;
  /** From the start, by its place among what could happen next; 0 is what an ordinary run takes. Then the run goes on by itself. */
  readonly choices: readonly number[];
  readonly trace: RunReport["trace"];
  readonly finding: RunReport["findings"][number];
  readonly interventions: number;
  /** An ordinary run of the scenario breaks the rule too. */
  readonly ordinary: boolean;
  /** How many of the orders break it, as decimal digits; `null`: not counted. */
  readonly orders: string | null;
  /** The last line of the step after which the rule could not be kept any more. */
  readonly noReturn: number | null;
  /** The first line that the nearest run which keeps the rule has otherwise, in both; `null` where one of them rests. */
  readonly differs: { readonly story: number | null; readonly passing: number | null } | null;
  /** Parts of the scenario that the story does not need. */
  readonly without: readonly string[];
}

export interface ExploreReport extends Report {
  readonly explored: {
    readonly scenario: string;
    /** Interventions of one story at most. */
    readonly interventions: number;
    /** As decimal digits: they are often more than a number holds. */
    readonly orders: string;
    readonly states: number;
    readonly vmCalls: number;
    /** Real milliseconds. The only figure here that differs from machine to machine. */
    readonly ms: number;
    /** False when the search did not come to its end, and sampled, or cut stories off. */
    readonly complete: boolean;
    readonly coverage: string;
    /** Of the first broken rule: errors come first, then small stories. */
    readonly story: StoryReport | null;
    /** Of each broken rule. */
    readonly stories: readonly StoryReport[];
  };
}

const isError = ({ finding }: Broken): boolean => finding.severity === "error";

export function exploreReport(program: string, scenario: string, { coverage, broken }: Explored, isFinished: boolean, ms: number): ExploreReport {
  const stories = broken.map(storyReport);
  return {
    ...report(program, []),
    verdict: broken.some(isError) ? "failed" : "passed",
    explored: {
      scenario, interventions: coverage.bound, orders: coverage.orders, states: coverage.states, vmCalls: coverage.entries, ms: Math.round(ms),
      complete: isFinished && coverage.sampled === null && !coverage.isCut, coverage: coverageSentence(coverage), story: stories[0] ?? null, stories,
    },
  };
}

function storyReport({ finding, story, ordinary, orders, without }: Broken): StoryReport {
  const { lines } = story.run;
  const { rule, status, severity, event, source, message, fix } = finding;
  const differs = firstDifference(story);
  return {
    rule, choices: story.choices, trace: lines.map(({ n, at, lane, kind, text, cause, source }) => ({ n, at, lane, kind, text, cause, source })),
    finding: {
      rule, status, severity, event, at: event === null ? null : (lines[event]?.at ?? null),
      file: source?.file ?? null, line: source?.line ?? null, column: source?.column ?? null, message, fix,
    },
    interventions: story.strikes, ordinary, orders, noReturn: lastOfStep(lines, story.noReturn)?.n ?? null,
    differs: differs === null ? null : { story: differs.story?.n ?? null, passing: differs.passing?.n ?? null }, without,
  };
}

/** The point of no return, as a line: of a step without lines, the last one before. */
const lastOfStep = (lines: readonly Line[], step: number | null): Line | null => (step === null ? null : (lines.findLast((line) => line.step <= step) ?? null));

function firstDifference({ run, passing }: Broken["story"]): { readonly story: Line | null; readonly passing: Line | null } | null {
  if (passing === null) return null;
  const from = ({ step }: Line): boolean => step >= passing.differs;
  return { story: run.lines.find(from) ?? null, passing: passing.run.lines.find(from) ?? null };
}

/** Each broken rule with its story, then what was covered, then the verdict. */
export function exploredText(program: string, { coverage, broken }: Explored, isFinished: boolean): string {
  const stories = broken.map((each) => brokenText(each, coverage.orders));
  const count = (severity: Finding["severity"], one: string, many: string): string => {
    const number = broken.filter(({ finding }) => finding.severity === severity).length;
    return number === 0 ? "" : `; ${number} ${number === 1 ? one : many}`;
  };
  const counts = count("error", "rule broken", "rules broken") + count("warning", "warning", "warnings");
  const early = isFinished ? [] : ["Stopped before its end: what follows is what was known by then."];
  return [...stories, ...early, coverageSentence(coverage), `${program}: ${broken.some(isError) ? "failed" : "passed"}${counts}`].join("\n");
}

function brokenText(broken: Broken, all: string): string {
  const { finding, story, orders, without } = broken;
  const rest = without.length === 0 ? "" : ` It does not need: ${without.join(", ")}.`;
  const share = orders === null ? [] : [indent(`${shareOf(orders, all).replace(/^s/, "S")}.`)];
  return [findingText(finding), "", indent(`${sizeText(broken)}, the smallest story:${rest}`), indent(storyText(broken)), "", ...differenceText(story), ...share, ""].join("\n");
}

/** That the order of events is enough is said only where the ordinary run keeps the rule. */
function sizeText({ story: { strikes, run }, ordinary }: Broken): string {
  if (strikes > 0) return `With ${strikes} ${strikes === 1 ? "intervention" : "interventions"}`;
  const own = run.lines.some((line) => line.kind === "intervention" && line.data.index >= 0) ? " but the scenario's own" : "";
  return `Without an intervention${own}, ${ordinary ? "for the ordinary run breaks it" : "by the order of events"}`;
}

/** The trace; a mark stands at the event of the finding, and a line of its own after the point of no return. */
function storyText({ finding, story }: Broken): string {
  const { lines } = story.run;
  const last = lastOfStep(lines, story.noReturn);
  // Only where a result is compared does the rest of the run tell something.
  const end = finding.rule === COMPARED["result-survives"].id || finding.event === null ? lines.length : Math.max(finding.event, last?.n ?? 0) + 1;
  const shown = lines.slice(0, end).flatMap((line) => [
    `${line.n === finding.event ? "▸" : " "} ${lineText(line)}`,
    ...(line === last ? ["  ─────────  point of no return: whatever happens from here on, the rule is broken"] : []),
  ]);
  const more = lines.length - end;
  return [...shown, ...(more > 0 ? [`  … ${more} more ${more === 1 ? "line" : "lines"} until the run rests`] : [])].join("\n");
}

function differenceText(story: Broken["story"]): string[] {
  const differs = firstDifference(story);
  if (differs === null) return [indent("Within the bound no run keeps the rule.")];
  const one = (line: Line | null): string => (line === null ? "nothing more happens" : lineText(line));
  return [indent("The nearest run that keeps the rule differs here first:"), indent(`  story    ${one(differs.story)}`), indent(`  instead  ${one(differs.passing)}`)];
}

const indent = (text: string): string => text.replace(/^(?=.)/gm, "  ");
