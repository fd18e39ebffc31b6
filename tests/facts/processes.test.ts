/** [Q18], [Q22] to [Q24], [Q27], [Q28]: the containing app, completions called wrongly, sessions that are refused; and what the system spends: limiter, budget, discretion. */
import { describe, expect, test } from "vitest";
import type { Judged } from "../../runtime/model/run.ts";
import type { ScenarioInput } from "../../runtime/model/scenario.ts";
import type { Line, LineKind } from "../../runtime/model/trace.ts";
import { aligned } from "../support/aligned.ts";
import { ADDRESS, DELEGATE, HANDLER, widget, type Parts } from "../support/programs.ts";
import { programOf, run, scenarioOf } from "../support/run.ts";

type Input = Omit<ScenarioInput, "name">;
const KILL = { when: { idle: "with-transfer" }, do: "terminate" } as const;
const SUSPEND = { when: { idle: "with-transfer" }, do: "suspend" } as const;
const UP: ScenarioInput["settings"] = { graceAfterAnswer: "5m" };
const INVALID = `${DELEGATE}\n  urlSessionDidBecomeInvalidWithError(session, error) { console.log("invalid", error?.code ?? "nil"); }`;

/** Makes the session and nothing else. */
const CONNECT = `
    void downloads.session;
    completion(new Timeline({ entries: [{ date: new Date(), title: "x" }], policy: TimelineReloadPolicy.never }));`;

const play = (parts: Parts, input: Input): Promise<Judged> => run(programOf(widget(parts)), scenarioOf(input));
const of = <K extends LineKind>(judged: Judged, kind: K): readonly Line<K>[] => judged.lines.filter((line) => line.kind === kind) as unknown as readonly Line<K>[];

describe("the containing app", () => {
  test("[Q18] [A19] a force-quit cancels the app's transfers, wakes nobody, and is told when the app is opened again", async () => {
    const judged = await play({ handler: "" , timeline: "completion(new Timeline({ entries: [{ date: new Date(), title: 'x' }], policy: TimelineReloadPolicy.never }));" }, {
      app: { state: "foreground" }, interventions: [{ when: { at: "1s" }, do: "app-downloads" }, { when: { at: "2s" }, do: "force-quit-app" }, { when: { at: "5m" }, do: "open-app" }],
    });
    expect(aligned(judged, "intervention")).toMatchInlineSnapshot(`
      "home      the app starts a background download of its own
      app       creates a background session "com.example.leaderboard.background"
      app       hands a download of "com.example.leaderboard.background" to the daemon
      home      the person force-quits the app
      app       is not running any more
      daemon    ends the app's transfer of "com.example.leaderboard.background"
      extension life 1 is suspended: nothing keeps it running
      home      the person opens the app
      app       is in front of the person
      app       hears that its download was cancelled (-999, reason 0)"
    `);
  });

  test("[Q18] [M5] the widget's own transfers go on, unless the setting says that they are cancelled as well", async () => {
    const quit = { app: { state: "foreground" }, interventions: [KILL, { when: { line: "transfer-started" }, do: "force-quit-app" }] } as const satisfies Input;
    expect(of(await play({}, quit), "transfer-finished")[0]?.data.status).toBe(200);
    const cancelled = await play({}, { ...quit, settings: { forceQuitCancelsWidgetTasks: true } });
    expect(of(cancelled, "transfer-failed")[0]?.data.error).toMatchObject({ code: -999, userInfo: { NSURLErrorBackgroundTaskCancelledReasonKey: 0 } });
  });

  test("[Q27] [D12] an identifier that the app has open is refused to the extension with -996, and the other way round", async () => {
    const second = await play({ delegate: INVALID, timeline: CONNECT }, { app: { state: "background", sessions: ["scores"] }, settings: UP });
    expect(aligned(second, "session-created", { to: "process-suspended" })).toMatchInlineSnapshot(`
      "extension creates a background session "scores"
      daemon    refuses the session "scores": the containing app has it open
      daemon    makes the session "scores" invalid: another process has it open (-996)
      extension ▸ urlSession(_:didBecomeInvalidWithError:)
      extension invalid -996
      extension ◂ urlSession(_:didBecomeInvalidWithError:)
      extension life 1 is suspended: nothing keeps it running"
    `);
    const first = await play({ delegate: INVALID }, { settings: UP, interventions: [{ when: { line: "transfer-started" }, do: "app-opens-session", with: { identifier: "scores" } }] });
    expect(aligned(first, "intervention", { to: "callback-begins" })).toMatchInlineSnapshot(`
      "home      the app opens the background session "scores"
      app       goes on in the background
      daemon    refuses the app's session "scores": the extension has it open (-996)
      daemon    has all 100 bytes of scores/today.json
      extension ▸ urlSession(_:downloadTask:didFinishDownloadingTo:)"
    `);
    expect(of(first, "transfer-finished")).toHaveLength(1);
  });

  test("[A23] [P34] an update moves the containers: what they hold is the same, an old path leads nowhere", async () => {
    const timeline = `
    const group = FileManager.default.containerURL({ forSecurityApplicationGroupIdentifier: "group.scores" });
    const store = new UserDefaults({ suiteName: "group.scores" });
    const kept = store.string({ forKey: "path" });
    if (kept === null) { const file = group.appendingPathComponent("a.txt"); new Data("hello").write({ to: file }); store.set(file.path, { forKey: "path" }); }
    else console.log(FileManager.default.fileExists({ atPath: kept }), FileManager.default.fileExists({ atPath: group.appendingPathComponent("a.txt").path }));
    completion(new Timeline({ entries: [{ date: new Date(), title: "x" }], policy: TimelineReloadPolicy.never }));`;
    const judged = await play({ timeline, handler: "" }, { interventions: [{ when: { at: "1m" }, do: "update-app" }] });
    expect(of(judged, "console").map((line) => line.text)).toEqual(["false true"]);
    expect(of(judged, "process-launched")).toHaveLength(2);
  });

  test("[P38] a sign-out clears what is shared, and a transfer under way comes home to it", async () => {
    const judged = await play({}, { interventions: [KILL, { when: { line: "transfer-started" }, do: "sign-out" }] });
    expect(judged.lines.findIndex((line) => line.kind === "shared-data-cleared")).toBeLessThan(judged.lines.findIndex((line) => line.kind === "transfer-finished"));
  });
});

describe("completions called wrongly", () => {
  const twice = (settings: ScenarioInput["settings"]): Promise<Judged> => play({ delegate: DELEGATE.replace("DispatchQueue.main.async(() => done?.());", "DispatchQueue.main.async(() => { done?.(); done?.(); });") }, { settings, interventions: [KILL] });

  test("[Q22] [M12] of two calls the first counts; the second has no effect, or crashes where the setting says so", async () => {
    expect(aligned(await twice({}), "completion-called", { to: "process-suspended" })).toMatchInlineSnapshot(`
      "extension tells the system that the events were handled
      daemon    knows that the events were handled
      extension calls the events completion again
      extension life 2 is suspended: event handling is over"
    `);
    expect(of(await twice({ completionTwice: "crash" }), "process-terminated").map((line) => line.data.reason)).toContain("crash");
  });

  test("[Q23] [F22] a call from another queue than main is accepted, and said", async () => {
    const judged = await play({ delegate: DELEGATE.replace("DispatchQueue.main.async(() => done?.());", "done?.();") }, { interventions: [KILL] });
    expect(aligned(judged, "completion-called", { to: "process-suspended" })).toMatchInlineSnapshot(`
      "extension tells the system that the events were handled, not on the main queue
      daemon    knows that the events were handled
      extension ◂ urlSessionDidFinishEvents(forBackgroundURLSession:)
      extension life 2 is suspended: event handling is over"
    `);
    expect(of(await play({}, { interventions: [KILL] }), "completion-called")[0]?.data.main).toBe(true);
  });

  test("[Q24] no closure takes the events: the process may run, nobody is told, and messages flow if the session is made", async () => {
    const judged = await play({ handler: "" }, { interventions: [KILL] });
    expect(aligned(judged, "events-waiting", { to: "process-suspended" })).toMatchInlineSnapshot(`
      "daemon    launches the extension in the background: all transfers of "scores" have ended
      extension life 2 begins, with empty memory
      extension life 2 has events waiting for "scores"
      extension has no onBackgroundURLSessionEvents that matches "scores"
      daemon    ends the wake: nobody takes the events
      extension life 2 is suspended: nothing keeps it running"
    `);
    const lazily = await play({ handler: "", top: "void downloads.session;" }, { interventions: [KILL] });
    expect(aligned(lazily, "events-waiting", { to: "process-suspended" })).toMatchInlineSnapshot(`
      "daemon    launches the extension in the background: all transfers of "scores" have ended
      extension life 2 begins, with empty memory
      extension creates a background session "scores"
      extension life 2 has events waiting for "scores"
      extension has no onBackgroundURLSessionEvents that matches "scores"
      extension ▸ urlSession(_:downloadTask:didFinishDownloadingTo:)
      extension ◂ urlSession(_:downloadTask:didFinishDownloadingTo:)
      extension ▸ urlSession(_:task:didCompleteWithError:)
      extension ◂ urlSession(_:task:didCompleteWithError:)
      extension ▸ urlSessionDidFinishEvents(forBackgroundURLSession:)
      extension asks WidgetCenter to reload "scores"
      extension ◂ urlSessionDidFinishEvents(forBackgroundURLSession:)
      daemon    ends the wake: nobody takes the events
      extension life 2 is suspended: nothing keeps it running"
    `);
  });
});

describe("sessions that are refused", () => {
  const source = widget({ delegate: INVALID }).replace('configuration.sharedContainerIdentifier = "group.scores";', "");

  test("[Q28] [D15] [M2] without an app group the session is invalid at once, or its tasks fail, or nothing happens", async () => {
    const strict = { settings: { ...UP, sharedContainer: "strict" } } as const satisfies Input;
    const told = await run(programOf(source.replace("downloads.start();\n    completion", "void downloads.session;\n    completion")), scenarioOf(strict));
    expect(aligned(told, "session-created", { to: "process-suspended" })).toMatchInlineSnapshot(`
      "extension creates a background session "scores"
      daemon    makes the session "scores" invalid: it names no app group of the extension (-995)
      extension ▸ urlSession(_:didBecomeInvalidWithError:)
      extension invalid -995
      extension ◂ urlSession(_:didBecomeInvalidWithError:)
      extension life 1 is suspended: nothing keeps it running"
    `);
    expect(of(await run(programOf(source), scenarioOf(strict)), "exception-raised").map((line) => line.data.reason)).toContain("Task created in a session that has been invalidated");
    const tasks = await run(programOf(source), scenarioOf({ settings: { ...UP, sharedContainer: "task-error" } }));
    expect(of(tasks, "transfer-failed").map((line) => line.data.error.code)).toEqual([-995]);
    expect(of(await run(programOf(source), scenarioOf({ settings: UP })), "transfer-finished")).toHaveLength(1);
  });

  test("[M3] [D8] a second session with a live identifier is the first one, or takes its place", async () => {
    const timeline = `
    downloads.start();
    const configuration = URLSessionConfiguration.background({ withIdentifier: "scores" });
    const other = new URLSession({ configuration, delegate: { urlSessionTaskDidCompleteWithError() { console.log("the second delegate"); } }, delegateQueue: null });
    completion(new Timeline({ entries: [{ date: new Date(), title: "x" }], policy: TimelineReloadPolicy.never }));`;
    expect(of(await play({ timeline }, { settings: UP }), "console")).toHaveLength(0);
    expect(of(await play({ timeline }, { settings: { ...UP, duplicateIdentifier: "replace" } }), "console").map((line) => line.text)).toEqual(["the second delegate"]);
  });
});

describe("what the system spends", () => {
  /** One download a wake, for ever. */
  const CHAIN = HANDLER.replace("void downloads.session;", "void downloads.session; downloads.started = false; downloads.start();");
  const STILL = "if (!downloads.started && !new UserDefaults({ suiteName: 'group.scores' }).bool({ forKey: 'begun' })) { new UserDefaults({ suiteName: 'group.scores' }).set(true, { forKey: 'begun' }); downloads.start(); }\n    completion(new Timeline({ entries: [{ date: new Date(), title: 'x' }], policy: TimelineReloadPolicy.never }));";

  test("[H7] [H8] [H10] [P24] one download a wake gets slower and slower: 60, 120, 240 seconds", async () => {
    const judged = await play({ handler: CHAIN, timeline: STILL }, { until: "30m", interventions: [SUSPEND] });
    const waits = of(judged, "transfer-waits").filter((line) => line.data.reason === "limiter").map((line) => line.cause);
    const started = of(judged, "transfer-started").map((line) => line.at);
    const resumed = of(judged, "task-resumed").map((line) => line.at);
    expect(started.slice(1, 4).map((at, index) => at - (resumed[index + 1] ?? 0))).toEqual([60_000, 120_000, 240_000]);
    expect(waits.length).toBeGreaterThan(2);
    const opened = await play({ handler: CHAIN, timeline: STILL }, { until: "30m", interventions: [SUSPEND, { when: { line: "transfer-waits", nth: 2 }, do: "open-app" }] });
    expect(of(opened, "transfer-waits").filter((line) => line.data.reason === "limiter")).toHaveLength(2);
  });

  test("[H2] [H4] [H15] [H6] a widget's transfers wait for Wi-Fi and power, less and less, and not while the app is in front", async () => {
    const reasons = (judged: Judged): string[] => of(judged, "transfer-waits").filter((line) => line.data.reason === "discretionary").map((line) => line.data.message);
    const cellular = { network: { wifi: false }, interventions: [KILL] } as const satisfies Input;
    expect(reasons(await play({}, cellular))).toEqual(["discretionary work waits for Wi-Fi and power at first"]);
    expect(reasons(await play({}, { ...cellular, app: { state: "foreground" } }))).toEqual([]);
    expect(reasons(await play({}, { ...cellular, settings: { widgetTasksDiscretionary: false } }))).toEqual([]);
    expect(reasons(await play({}, { device: { charging: false, lowBattery: true }, interventions: [KILL] }))).toEqual(["the system does no discretionary work on a low battery"]);
    const joined = await play({}, { network: { wifi: false }, interventions: [KILL, { when: { at: "1m" }, do: "join-wifi" }] });
    expect(of(joined, "transfer-finished")[0]?.at).toBeGreaterThan(60_000);
    // A third of seven days later Wi-Fi alone is enough, after two thirds nothing is needed.
    const patient = await play({}, { ...cellular, continueAtRest: true, until: "8d" });
    expect(of(patient, "transfer-started")[0]?.at).toBeGreaterThan(4 * 86_400_000);
  });

  test("[E28] [H14] [N13] a network that is not allowed is waited for in the background, and refused inline", async () => {
    const source = widget().replace('configuration.sharedContainerIdentifier = "group.scores";', 'configuration.sharedContainerIdentifier = "group.scores";\n      configuration.allowsCellularAccess = false;');
    const waiting = await run(programOf(source), scenarioOf({ network: { wifi: false }, settings: { widgetTasksDiscretionary: false }, interventions: [KILL] }));
    expect(of(waiting, "transfer-waits").map((line) => line.data.reason)).toEqual(["network-not-allowed"]);
    const timeline = `
    const configuration = URLSessionConfiguration.default; configuration.allowsCellularAccess = false;
    new URLSession({ configuration }).dataTask({ with: new URL("${ADDRESS}") }, (data, response, error) => { console.log(error.code, error.networkUnavailableReason); completion(new Timeline({ entries: [{ date: new Date(), title: "x" }], policy: TimelineReloadPolicy.never })); }).resume();`;
    expect(of(await play({ timeline, handler: "" }, { network: { wifi: false } }), "console").map((line) => line.text)).toEqual(["-1009 cellular"]);
  });

  test("[D20] [H11] six connections to a host: the seventh transfer begins when one has ended", async () => {
    const timeline = "if (downloads.started) return; downloads.started = true; for (let n = 0; n < 8; n++) downloads.session.downloadTask({ with: new URL(`https://api.relaunch.example/${n}.json`) }).resume();\n    completion(new Timeline({ entries: [{ date: new Date(), title: 'x' }], policy: TimelineReloadPolicy.never }));";
    const judged = await play({ timeline }, { interventions: [KILL] });
    expect(of(judged, "transfer-waits").map((line) => line.data.reason).slice(0, 2)).toEqual(["connections", "connections"]);
    const order = judged.lines.filter((line) => line.kind === "transfer-started" || line.kind === "transfer-finished").map((line) => line.kind);
    expect(order.slice(0, 8)).toEqual([...Array<string>(6).fill("transfer-started"), "transfer-finished", "transfer-finished"]);
    expect(of(judged, "transfer-finished").slice(0, 8).map((line) => line.data.status)).toEqual(Array<number>(8).fill(200));
  });

  const EVERY = "completion(new Timeline({ entries: [{ date: new Date(), title: 'x' }], policy: TimelineReloadPolicy.after(new Date().addingTimeInterval(600)) }));";

  test("[A20] under a debugger nothing suspends the process, not even the scenario; without it the same does", async () => {
    const said = async (input: Input): Promise<unknown[]> => {
      const judged = await play({}, { settings: { transferStartDelay: "20s" }, ...input });
      return [of(judged, "intervention").filter((line) => line.data.do === "suspend").map((line) => [line.text, line.data.effect]), of(judged, "process-suspended").filter((line) => line.data.reason === "intervention").length];
    };
    expect(await said({ device: { debugger: true }, interventions: [SUSPEND] })).toEqual([[["would suspend the extension, but a debugger prevents it", false]], 0]);
    expect(await said({ device: { debugger: true }, interventions: [{ when: { line: "task-resumed" }, do: "detach-debugger" }, SUSPEND] })).toEqual([[["the system suspends the extension", true]], 1]);
  });

  test("[B11] [B13] [B14] the budget of a day holds reloads back; a debugger and the app in front lift it", async () => {
    const day = { continueAtRest: true, until: "24h" } as const satisfies Input;
    const asked = (judged: Judged): number => of(judged, "timeline-requested").filter((line) => line.data.reason === "policy").length;
    const judged = await play({ timeline: EVERY, handler: "" }, day);
    expect(asked(judged)).toBe(60);
    expect(of(judged, "budget-spent")[0]?.data).toMatchObject({ used: 60, limit: 60 });
    expect(asked(await play({ timeline: EVERY, handler: "" }, { ...day, settings: { dailyReloadBudget: 40 } }))).toBe(40);
    expect(asked(await play({ timeline: EVERY, handler: "" }, { ...day, app: { state: "foreground" } }))).toBeGreaterThan(100);
    const debugged = await play({ timeline: EVERY, handler: "" }, { ...day, device: { debugger: true } });
    expect(asked(debugged)).toBeGreaterThan(100);
    expect(of(debugged, "process-suspended")).toHaveLength(0);
  });

  test("[B19] an interaction reloads at once, and free of charge", async () => {
    const judged = await play({ timeline: EVERY, handler: "" }, { settings: { dailyReloadBudget: 0 }, interventions: [{ when: { at: "1m" }, do: "interact" }] });
    expect(of(judged, "timeline-requested").map((line) => [line.data.reason, line.at])).toContainEqual(["interaction", 60_000]);
  });
});
