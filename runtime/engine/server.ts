/** Answers that a scenario scripts, in place of a real server or on top of it. */
import { sizeOf } from "../device/files.ts";
import type { OriginRequest, Recording } from "../model/origin.ts";
import type { ServerRule } from "../model/scenario.ts";

type Answer = Exclude<NonNullable<ServerRule["answer"]>, readonly unknown[]>;

type Headers = Readonly<Record<string, string>>;

/** How often each rule that has several answers has given one for each path so far. */
export type Served = Readonly<Record<string, number>>;

const pathOf = (url: string): string => url.replace(/[?#].*$/, "");

const ruleFor = (rules: readonly ServerRule[], url: string): number => {
  const path = pathOf(url);
  return rules.findIndex(({ match }) => match === "*" || url === match || path === match || path.endsWith(match));
};

/**
 * The answer to a request: a recording, "origin" when nothing is scripted for it this time, with what
 * the script adds to the origin's answer, and the count to go on with once the answer was taken.
 */
export function scriptedAnswer(rules: readonly ServerRule[], request: OriginRequest, served: Served): { readonly recording: Recording | "origin"; readonly finish: (recording: Recording) => Recording; readonly served: Served } {
  const index = ruleFor(rules, request.url);
  const rule = rules[index];
  if (!rule) return { recording: "origin", finish: (recording) => recording, served };
  if (rule.refuse) return { recording: { ok: false, reason: "refused", message: "the scenario refuses the connection", fix: "This is part of the scenario: be ready for it." }, finish: (recording) => recording, served };
  const answers = rule.answer === undefined ? [] : Array.isArray(rule.answer) ? rule.answer : [rule.answer];
  const key = `${index} ${pathOf(request.url)}`;
  const given = served[key] ?? 0;
  const counted = answers.length > 1 ? { ...served, [key]: given + 1 } : served;
  const answer = answers[Math.min(given, answers.length - 1)];
  const finish = (recording: Recording): Recording => decorated(recording, rule, answer);
  return { recording: answer?.pass ? "origin" : scripted(answer, request.url), finish, served: counted };
}

/** Scripted answers made so far, by address: equal answers are one object, so that what is remembered of one serves all. */
const MADE = new WeakMap<object, Map<string, Recording>>();
const EMPTY_ANSWER = {};

function scripted(answer: Answer | undefined, url: string): Recording {
  const key = answer ?? EMPTY_ANSWER;
  let made = MADE.get(key);
  if (!made) MADE.set(key, (made = new Map()));
  const known = made.get(url);
  if (known) return known;
  if (made.size >= MOST) made.clear();
  const recording = makeScripted(answer, url);
  made.set(url, recording);
  return recording;
}

/** Addresses that one scripted answer is kept for. */
const MOST = 1000;

/** The names of headers are the same in small letters and in capitals. */
function merged(headers: Headers, over: Headers): Headers {
  const names = new Set(Object.keys(over).map((name) => name.toLowerCase()));
  return { ...Object.fromEntries(Object.entries(headers).filter(([name]) => !names.has(name.toLowerCase()))), ...over };
}

function makeScripted(answer: Answer | undefined, url: string): Recording {
  const text = answer === undefined ? "" : typeof answer.body === "string" ? answer.body : JSON.stringify(answer.body);
  const size = sizeOf({ utf8: text });
  return { ok: true, status: answer?.status ?? 200, headers: merged({ "Content-Length": String(size) }, answer?.headers ?? {}), url, content: { utf8: text }, size, from: "scenario" };
}

function decorated(recording: Recording, rule: ServerRule, answer: Answer | undefined): Recording {
  if (!recording.ok) return recording;
  const certificate = rule.certificate === "valid" ? {} : { certificate: rule.certificate };
  const { delay, cutAfter, padTo } = answer ?? {};
  const padded = padTo !== undefined && padTo > recording.size && "utf8" in recording.content
    ? { content: { utf8: recording.content.utf8 + " ".repeat(padTo - recording.size) }, size: padTo, headers: merged(recording.headers, { "Content-Length": String(padTo) }) }
    : {};
  const added = { ...padded, ...certificate, ...(delay === undefined ? {} : { delay }), ...(cutAfter === undefined ? {} : { cutAfter }) };
  return Object.keys(added).length === 0 ? recording : { ...recording, ...added };
}
