/** What the system does of its own accord, and what it says: reloads nobody asked for, a lost daemon, warnings. */
import { describe, expect, test } from "vitest";
import type { Judged } from "../../runtime/model/run.ts";
import type { ScenarioInput } from "../../runtime/model/scenario.ts";
import type { Line, LineKind } from "../../runtime/model/trace.ts";
import { aligned } from "../support/aligned.ts";
import { ADDRESS, DELEGATE, widget, type Parts } from "../support/programs.ts";
import { programOf, run, scenarioOf, story } from "../support/run.ts";

type Input = Omit<ScenarioInput, "name">;
const KILL = { when: { idle: "with-transfer" }, do: "terminate" } as const;
const UP: ScenarioInput["settings"] = { graceAfterAnswer: "5m" };
const ANSWER = 'completion(new Timeline({ entries: [{ date: new Date(), title: "x" }], policy: TimelineReloadPolicy.never }));';
const once = (work: string): string => `if (!downloads.started) { downloads.started = true; ${work} }\n    ${ANSWER}`;
const TELLS = DELEGATE.replace("urlSessionTaskDidCompleteWithError(session, task, error) {}", 'urlSessionTaskDidCompleteWithError(session, task, error) { console.log("completed", error?.code ?? "nil", error?.localizedDescription ?? ""); }');

const play = (parts: Parts, input: Input = {}): Promise<Judged> => run(programOf(widget(parts)), scenarioOf(input));
const of = <K extends LineKind>(judged: Judged, kind: K): readonly Line<K>[] => judged.lines.filter((line) => line.kind === kind) as unknown as readonly Line<K>[];
const says = (judged: Judged): string[] => of(judged, "console").map((line) => line.text);

describe("the host, by itself", () => {
  test("[B15] [B9] the system wants fresh timelines of its own accord, even under the policy never, and charges nothing", async () => {
    const judged = await play({ timeline: ANSWER, handler: "" }, { settings: { dailyReloadBudget: 0 }, interventions: [{ when: { at: "1m" }, do: "system-reloads" }] });
    expect(of(judged, "timeline-requested").map((line) => [line.at, line.data.reason])).toEqual([[300, "added"], [60_000, "system"]]);
  });

  test("[C13] after a tap that opened the app reloads are dropped for a while, where the setting says so", async () => {
    const input = { settings: { tapCooldown: "30s" }, interventions: [KILL, { when: { line: "transfer-finished" }, do: "tap-widget" }] } as const satisfies Input;
    expect(aligned(await play({}, input), "reload-requested", { to: "wake-ends" })).toMatchInlineSnapshot(`
      "extension asks WidgetCenter to reload "scores"
      host      drops it: the app was opened from the widget just now
      extension ◂ urlSessionDidFinishEvents(forBackgroundURLSession:)
      extension tells the system that the events were handled
      daemon    knows that the events were handled"
    `);
    const later = await play({}, { ...input, settings: { tapCooldown: "100ms" } });
    expect(of(later, "reload-scheduled")).not.toHaveLength(0);
  });

  test("[A1] [A2] [S2] a widget on screen keeps no process: the extension is suspended, and its entry goes on being shown", async () => {
    const judged = await play({ timeline: ANSWER, handler: "" }, { interventions: [{ when: { line: "process-suspended" }, do: "terminate" }] });
    expect(story(judged.lines, "process-launched", "process-suspended", "process-terminated")).toEqual(["process-launched", "process-suspended", "process-terminated"]);
    expect(judged.worlds.at(-1)?.process.state).toBe("not-running");
    expect(judged.worlds.at(-1)?.host.instances.map(({ shown }) => shown.what)).toEqual(["entry"]);
  });
});

describe("the daemon", () => {
  test("[N10] when the link to the daemon dies, what is under way fails with -997, live or after a wake", async () => {
    const drop = { when: { line: "transfer-started" }, do: "disconnect-daemon" } as const;
    const live = await play({ delegate: TELLS, timeline: once("downloads.session.downloadTask({ with: new URL(\"" + ADDRESS + "\") }).resume(); downloads.session.dataTask({ with: new URL(\"" + ADDRESS + "\") }).resume();") }, { settings: { ...UP, transferStartDelay: "0s" }, interventions: [drop] });
    expect(says(live)).toEqual(["completed -997 Lost connection to background transfer service", "completed -997 Lost connection to background transfer service"]);
    const woken = await play({ delegate: TELLS }, { interventions: [KILL, drop] });
    expect(aligned(woken, "intervention", { nth: 2, to: "wake-ends" })).toMatchInlineSnapshot(`
      "home      the link to the transfer daemon dies
      daemon    fails the request for scores/today.json: Lost connection to background transfer service (-997)
      daemon    launches the extension in the background: all transfers of "scores" have ended
      extension life 2 begins, with empty memory
      extension life 2 has events waiting for "scores"
      extension hands the events of "scores" and their completion to the closure
      extension ▸ onBackgroundURLSessionEvents
      extension creates a background session "scores"
      extension ◂ onBackgroundURLSessionEvents
      extension ▸ urlSession(_:task:didCompleteWithError:)
      extension completed -997 Lost connection to background transfer service
      extension ◂ urlSession(_:task:didCompleteWithError:)
      extension ▸ urlSessionDidFinishEvents(forBackgroundURLSession:)
      extension asks WidgetCenter to reload "scores"
      extension ◂ urlSessionDidFinishEvents(forBackgroundURLSession:)
      extension tells the system that the events were handled
      daemon    knows that the events were handled"
    `);
  });

  test("[N8] a request that is tried again reaches the server more than once", async () => {
    const judged = await play({}, { interventions: [KILL, { when: { line: "transfer-progress" }, do: "go-offline" }, { when: { at: "1m" }, do: "go-online" }], server: [{ match: "*", answer: { padTo: 400_000 } }] });
    const wake = of(judged, "wake-begins")[0]?.n ?? 0;
    expect(of(judged, "request-received").filter((line) => line.n < wake).map((line) => line.data.url)).toEqual([ADDRESS, ADDRESS]);
  });

  test("[H17] [N11] background updates switched off: what is under way is cancelled for reason 1", async () => {
    const judged = await play({}, { interventions: [KILL, { when: { line: "transfer-started" }, do: "cancel-transfers", with: { reason: "updates-disabled" } }] });
    expect(of(judged, "transfer-failed")[0]?.data.error).toMatchObject({ code: -999, userInfo: { NSURLErrorBackgroundTaskCancelledReasonKey: 1 } });
  });
});

describe("warnings and sessions", () => {
  test("[F24] a completion that was never called is said on the console, with its identifier, before the end", async () => {
    const judged = await play({ handler: "() => {}" }, { interventions: [KILL] });
    const warning = of(judged, "console").find((line) => line.data.level === "warn");
    expect(warning?.text).toBe('Warning: the extension received background events for "scores", but the completion handler was never called.');
    expect(judged.lines[(warning?.n ?? 0) + 1]?.kind).toBe("process-terminated");
    expect(of(await play({}, { interventions: [KILL] }), "console")).toEqual([]);
  });

  test("[D9] [D10] a session made right after invalidateAndCancel is the invalid one; after the callback it is a new one", async () => {
    const delegate = `${DELEGATE}\n  urlSessionDidBecomeInvalidWithError(session, error) { console.log("invalid"); again("after"); }`;
    const top = `function again(when) {
  const session = new URLSession({ configuration: URLSessionConfiguration.background({ withIdentifier: "scores" }), delegate: downloads });
  console.log(when, session === downloads.session ? "the old one" : "a new one");
  return session;
}`;
    const judged = await play({ delegate, top, timeline: once("downloads.session.invalidateAndCancel(); again(\"before\");") }, { settings: UP });
    expect(story(judged.lines, "session-created", "session-reused", "console")).toEqual(["session-created", "session-reused", "console", "console", "session-created", "console"]);
    const used = await play({ delegate, top, timeline: once(`downloads.session.invalidateAndCancel(); again("before").downloadTask({ with: new URL("${ADDRESS}") });`) }, { settings: UP });
    expect(of(used, "exception-raised").map((line) => line.data.reason)).toEqual(["Task created in a session that has been invalidated"]);
  });

  test("[D30] [D24] [C1] the shared session has no delegate and no identifier, and loads in the process; there is one center", async () => {
    const timeline = once(`console.log(URLSession.shared.delegate, URLSession.shared.configuration.identifier, WidgetCenter.shared === WidgetCenter.shared); URLSession.shared.invalidateAndCancel(); URLSession.shared.downloadTask({ with: new URL("${ADDRESS}") }, () => {}).resume();`);
    const judged = await play({ timeline, handler: "" }, { settings: UP });
    expect(says(judged)).toEqual(["null null true"]);
    expect(of(judged, "transfer-finished").map((line) => [line.lane, line.data.background])).toEqual([["extension", false]]);
  });
});
