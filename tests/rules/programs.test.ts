/** Each rule: a program that breaks it, found at the right line, and differently written ones that keep it. */
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { BUILT_IN } from "../../runtime/judge/built-in.ts";
import type { Finding } from "../../runtime/model/finding.ts";
import type { Program } from "../../runtime/model/program.ts";
import type { Scenario } from "../../runtime/model/scenario.ts";
import { RULES } from "../../runtime/rules/index.ts";
import { ASYNC_PROVIDER, PLAIN_OBJECTS, TWO_WIDGETS } from "../support/other-styles.ts";
import { DELEGATE, widget } from "../support/programs.ts";
import { programIn, programOf, run } from "../support/run.ts";

const scenario = (name: string): Scenario => BUILT_IN.find((each) => each.name === name) as Scenario;
const LEADERBOARD = programIn(join(import.meta.dirname, "../../content/samples/leaderboard"));
const ANSWER = 'completion(new Timeline({ entries: [{ date: new Date(), title: "now" }], policy: TimelineReloadPolicy.never }));';
const FINISH = /urlSessionDidFinishEventsForBackgroundURLSession\(session\) \{[^]*?\n {2}\}/;
const finish = (body: string): string => DELEGATE.replace(FINISH, `urlSessionDidFinishEventsForBackgroundURLSession(session) {\n${body}\n  }`);

interface Case {
  readonly what: string;
  readonly rule: string;
  /** The line with the mark HERE is the one to be found. */
  readonly source: string;
  readonly in?: string;
  readonly severity?: Finding["severity"];
  /** The kind of the event that broke it. */
  readonly event: string;
}

const BROKEN: readonly Case[] = [
  { rule: "completion-called", what: "stores the completion and forgets it", event: "wake-ends", source: widget({ delegate: finish('WidgetCenter.shared.reloadTimelines({ ofKind: "scores" });'), handler: `/*HERE*/ (identifier, completion) => { downloads.completion = completion; void downloads.session; }` }) },
  { rule: "completion-after-events", what: "completes at once", event: "completion-called", source: widget({ handler: "(identifier, completion) => {\n void downloads.session;\n completion(); /*HERE*/\n}" }) },
  { rule: "completion-once", what: "completes in the closure and again at the end", event: "completion-called", source: widget({ delegate: finish('WidgetCenter.shared.reloadAllTimelines();\n this.completion?.();\n this.completion?.(); /*HERE*/') }) },
  { rule: "session-recreated", what: "completes without a session, as most do", event: "wake-ends", source: widget({ handler: "/*HERE*/ (identifier, completion) => { WidgetCenter.shared.reloadAllTimelines(); completion(); }" }) },
  { rule: "file-kept-in-time", what: "moves the file on another queue", event: "file-failed", source: widget({ delegate: DELEGATE.replace("FileManager.default.replaceItemAt", "DispatchQueue.main.async(() =>\n FileManager.default./*HERE*/replaceItemAt").replace("withItemAt: location });", "withItemAt: location }));") }) },
  { rule: "file-kept-in-time", what: "never touches the file", event: "temporary-removed", source: widget({ delegate: DELEGATE.replace(/FileManager.default.replaceItemAt.*\n/, "\n") }).replace("new URLSession({", "/*HERE*/ new URLSession({") },
  { rule: "timeline-answered", what: "never answers", event: "provider-timed-out", source: widget({ timeline: "" }).replace("return new StaticConfiguration", "return /*HERE*/ new StaticConfiguration") },
  { rule: "timeline-answered", what: "answers twice", event: "timeline-answered", source: widget({ timeline: `downloads.start();\n${ANSWER}\n${ANSWER} /*HERE*/` }) },
  { rule: "timeline-answered", what: "answers with the wrong thing", event: "answer-unusable", source: widget({ timeline: "downloads.start();\ncompletion([]); /*HERE*/" }) },
  { rule: "inline-request-finished", what: "answers before its request has ended", severity: "warning", in: "suspend", event: "process-suspended", source: widget({ handler: "", timeline: `URLSession.shared.dataTask({ with: new URL("https://api.relaunch.example/scores/today.json") }, () => {})\n .resume(); /*HERE*/\n${ANSWER}` }) },
  { rule: "widget-refreshed", what: "does not reload", event: "wake-ends", source: widget({ delegate: finish("const done = this.completion; this.completion = null;\n done?.(); /*HERE*/") }) },
  { rule: "widget-refreshed", what: "reloads only at finish-events, which a live end does not bring", severity: "warning", in: "calm", event: "process-suspended", source: widget().replace("new URLSession({", "/*HERE*/ new URLSession({") },
  { rule: "reload-before-completion", what: "completes, then reloads", event: "reload-requested", source: widget({ delegate: finish('this.completion?.();\n WidgetCenter.shared.reloadTimelines({ ofKind: "scores" }); /*HERE*/') }) },
  { rule: "delegate-based-tasks", what: "gives a background task a handler", event: "exception-raised", source: widget({ timeline: `downloads.session.downloadTask({ with: new URL("https://api.relaunch.example/x") }, () => {}).resume(); /*HERE*/\n${ANSWER}` }) },
  { rule: "delegate-based-tasks", what: "awaits a background session", event: "exception-raised", source: widget({ timeline: `downloads.session.data({ from: new URL("https://api.relaunch.example/x") }); /*HERE*/\n${ANSWER}` }) },
  { rule: "handler-wired", what: "waits for an identifier that no request has", severity: "warning", event: "handler-registered", source: widget().replace('.onBackgroundURLSessionEvents({ matching: "scores" }', '/*HERE*/ .onBackgroundURLSessionEvents({ matching: "other" }') },
  { rule: "provider-does-not-crash", what: "throws in getTimeline", event: "failure", source: widget({ timeline: "downloads.start();\nnull.title; /*HERE*/" }) },
];

const lineOfMark = (source: string): number => source.split("\n").findIndex((line) => line.includes("HERE")) + 1;

describe.each(BROKEN)("$rule: a program that $what", ({ rule, source, in: name = "kill-relaunch", severity = "error", event }) => {
  test("breaks it, at the right event and line, with something to do", async () => {
    const judged = await run(programOf(source), scenario(name));
    const verdict = judged.verdicts.find(({ finding }) => finding.rule === rule);
    const all = verdict?.all.map((finding) => ({ status: finding.status, severity: finding.severity, line: finding.source?.line, event: judged.lines[finding.event ?? -1]?.kind })) ?? [];
    expect(all[0]).toEqual({ status: "failed", severity, line: lineOfMark(source), event });
    expect(verdict?.finding.fix).toMatch(/^[A-Z].*\.$/);
    expect(verdict?.finding.message).toMatch(/^\S.*[.?]$/);
    if (severity === "error") expect(judged.verdict).toBe("failed");
  });
});

const KEEPERS: readonly (readonly [string, Program])[] = [["the sample", LEADERBOARD], ["plain objects and a predicate", programOf(PLAIN_OBJECTS)], ["an async provider", programOf(ASYNC_PROVIDER)], ["a bundle of two", programOf(TWO_WIDGETS)]];

describe.each(KEEPERS)("a correct program: %s", (_name, program) => {
  test.each(BUILT_IN.map((each) => [each.name, each] as const))("raises nothing under %s", async (_scenario, each) => {
    const judged = await run(program, each);
    // [S5] Whoever waits for an inline request in a provider is told that it is fragile: that is the article's point.
    const known = program === KEEPERS[2]?.[1] ? "warning: inline-request-finished" : "";
    expect(judged.verdicts.flatMap(({ all }) => all.map((finding) => `${finding.severity}: ${finding.rule}`)).filter((each) => each !== known)).toEqual([]);
    expect(["passed", "not-applicable"]).toContain(judged.verdict);
  });
});

/** Rules that the correct programs above seldom exercise: two more ways to keep each. */
const ALSO_KEPT: readonly (readonly [rule: string, what: string, source: string])[] = [
  ["inline-request-finished", "answers in the handler of its request", widget({ handler: "", timeline: `URLSession.shared.dataTask({ with: new URL("https://api.relaunch.example/scores/today.json") }, (data) => {\n ${ANSWER} }).resume();` })],
  ["inline-request-finished", "cancels what it does not wait for", widget({ handler: "", timeline: `const task = URLSession.shared.dataTask({ with: new URL("https://api.relaunch.example/a") }); task.resume(); task.cancel();\nURLSession.shared.dataTask({ with: new URL("https://api.relaunch.example/b") }, () => {\n ${ANSWER} }).resume();` })],
  ["failure-handled", "has a policy that asks again", widget().replace("https://", "http://")],
  ["failure-handled", "starts the request anew over https", widget({ timeline: `downloads.start();\n${ANSWER}`, delegate: DELEGATE.replace("urlSessionTaskDidCompleteWithError(session, task, error) {}", 'urlSessionTaskDidCompleteWithError(session, task, error) { if (error) session.downloadTask({ with: new URL("https://api.relaunch.example/again") }).resume(); }') }).replace('this.session.downloadTask({ with: new URL("https://', 'this.session.downloadTask({ with: new URL("http://')],
];

test.each(ALSO_KEPT)("%s is kept by a program that %s", async (rule, _what, source) => {
  const judged = await run(programOf(source), scenario("calm"));
  expect(judged.verdicts.find(({ finding }) => finding.rule === rule)?.finding.status).toBe("passed");
});

test("every rule is kept by two programs, differently written", async () => {
  const kept = new Map<string, Set<string>>();
  for (const [name, program] of KEEPERS) {
    for (const each of BUILT_IN) {
      for (const { finding } of (await run(program, each)).verdicts) if (finding.status === "passed") kept.set(finding.rule, (kept.get(finding.rule) ?? new Set()).add(name));
    }
  }
  const few = RULES.filter(({ id }) => (kept.get(id)?.size ?? 0) < 2).map(({ id }) => id);
  expect(few).toEqual([...new Set(ALSO_KEPT.map(([rule]) => rule))]);
});

test("a rule that nothing exercised says so, and does not count as passed", async () => {
  const judged = await run(programOf(ASYNC_PROVIDER), scenario("calm"));
  expect(judged.verdicts.find(({ finding }) => finding.rule === "session-recreated")?.finding.status).toBe("not-exercised");
});

test("what a kill from outside cut off is excused", async () => {
  const killed: Scenario = { ...scenario("kill-relaunch"), interventions: [...scenario("kill-relaunch").interventions, { when: { line: "events-delivered", nth: 1 }, do: "terminate", optional: false, by: "scenario" }] };
  const judged = await run(LEADERBOARD, killed);
  expect(judged.verdicts.filter(({ finding }) => finding.status === "failed").map(({ finding }) => finding.rule)).toEqual([]);
  expect(judged.lines.filter((line) => line.kind === "process-terminated")).toHaveLength(2);
});
