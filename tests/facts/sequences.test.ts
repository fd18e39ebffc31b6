/** The orders of platform-facts.md that this project emulates so far. */
import { describe, expect, test } from "vitest";
import type { Judged } from "../../runtime/model/run.ts";
import type { Line } from "../../runtime/model/trace.ts";
import { ADDRESS, DELEGATE, TIMELINE, widget, type Parts } from "../support/programs.ts";
import { answering, programOf, run, scenarioOf, SCORES, story } from "../support/run.ts";

const KILLED = scenarioOf({ interventions: [{ when: { idle: "with-transfer" }, do: "terminate" }] });
const SUSPENDED = scenarioOf({ interventions: [{ when: { idle: "with-transfer" }, do: "suspend" }] });
/** The process stays up long enough for a download to end in it. */
const CALM = scenarioOf({ settings: { graceAfterAnswer: "1m" } });

const MILESTONES = ["process-launched", "process-resumed", "process-suspended", "process-terminated", "transfer-finished", "events-waiting", "wake-begins", "callback-begins", "callback-ends", "temporary-removed", "reload-requested", "completion-called", "wake-ends", "timeline-requested", "session-created", "events-parked", "events-unmatched"] as const;
const isPlain = (line: Line): boolean => !("name" in line.data && typeof line.data.name === "string" && ["main", "placeholder", "getSnapshot", "getTimeline", "block"].includes(line.data.name));

/** What happened from the end of the transfer on. */
function aftermath({ lines }: Judged): string[] {
  const from = lines.findIndex((line) => line.kind === "transfer-finished" || line.kind === "transfer-failed");
  return story(lines.slice(from).filter(isPlain), ...MILESTONES);
}

const play = (parts: Parts, scenario = KILLED, origin = answering(SCORES)): Promise<Judged> => run(programOf(widget(parts)), scenario, origin);

const FILE = "urlSession(_:downloadTask:didFinishDownloadingTo:)";
const DONE = "urlSession(_:task:didCompleteWithError:)";
const EVENTS = "urlSessionDidFinishEvents(forBackgroundURLSession:)";

describe("Q1: a download that ends while the process runs", () => {
  test("[Q1] [F7] [F14] is told live: file, then completion, no closure and no finish-events", async () => {
    expect(aftermath(await play({}, CALM))).toEqual([
      "transfer-finished", `▸ ${FILE}`, `◂ ${FILE}`, "temporary-removed", `▸ ${DONE}`, `◂ ${DONE}`, "process-suspended",
    ].filter((each) => each !== "temporary-removed"));
  });

  test("[G1] removes the temporary file when the callback returns, and not before", async () => {
    const delegate = DELEGATE.replace(/FileManager.default.replaceItemAt.*\n/, "");
    expect(aftermath(await play({ delegate }, CALM)).slice(0, 4)).toEqual(["transfer-finished", `▸ ${FILE}`, `◂ ${FILE}`, "temporary-removed"]);
  });
});

test("[Q2] [F8] [F16] a download that ends while suspended resumes the process: closure, messages, finish-events, reload, completion, suspended, timeline", async () => {
  expect(aftermath(await play({}, SUSPENDED)).slice(0, 17)).toEqual([
    "transfer-finished", "events-waiting", "process-resumed", "wake-begins",
    "▸ onBackgroundURLSessionEvents", "◂ onBackgroundURLSessionEvents", `▸ ${FILE}`, `◂ ${FILE}`, `▸ ${DONE}`, `◂ ${DONE}`, `▸ ${EVENTS}`, "reload-requested", `◂ ${EVENTS}`,
    "completion-called", "wake-ends", "process-suspended", "timeline-requested",
  ]);
});

test("[Q3] [A12] [D16] a download that ends after a termination launches the process: main, closure, new session, then as Q2", async () => {
  const judged = await play({});
  expect(aftermath(judged).slice(0, 18)).toEqual([
    "transfer-finished", "events-waiting", "process-launched", "wake-begins",
    "▸ onBackgroundURLSessionEvents", "session-created", "◂ onBackgroundURLSessionEvents", `▸ ${FILE}`, `◂ ${FILE}`, `▸ ${DONE}`, `◂ ${DONE}`, `▸ ${EVENTS}`, "reload-requested", `◂ ${EVENTS}`,
    "completion-called", "wake-ends", "process-suspended", "timeline-requested",
  ]);
  expect(judged.lines.filter((line) => line.kind === "timeline-requested").map((line) => line.data.reason)).toEqual(["added", "reload"]);
});

test("[Q12] [F5] a server error takes the path of success: the file holds the error's body, the status tells", async () => {
  const judged = await play({}, KILLED, answering("sorry", 500));
  const begins = judged.lines.filter((line) => line.kind === "callback-begins").find((line) => line.data.title === FILE);
  expect(begins?.data.status).toBe(500);
  expect(aftermath(judged)).toContain(`▸ ${EVENTS}`);
  expect(Object.values(judged.steps.at(-1)?.world.disk.files ?? {}).map((file) => file.content)).toEqual([{ utf8: "sorry" }]);
});

test("[Q19] without a session nothing is delivered, and the messages stay with the daemon until one exists", async () => {
  const judged = await play({ handler: "(identifier, completion) => { completion(); }" });
  expect(aftermath(judged).slice(0, 8)).toEqual(["transfer-finished", "events-waiting", "process-launched", "wake-begins", "▸ onBackgroundURLSessionEvents", "completion-called", "wake-ends", "◂ onBackgroundURLSessionEvents"]);
  expect(aftermath(judged)).not.toContain(`▸ ${FILE}`);
  expect(judged.steps.at(-1)?.world.loader.messages).toHaveLength(2);
});

test("[Q20] [A16] a completion that is never called ends the process when the wake's runtime is over", async () => {
  const judged = await play({ handler: "(identifier, completion) => { void downloads.session; }" });
  const ended = judged.lines.find((line) => line.kind === "process-terminated" && line.data.reason === "runtime-expired");
  const began = judged.lines.find((line) => line.kind === "wake-begins");
  expect((ended?.at ?? 0) - (began?.at ?? 0)).toBe(30_000);
});

test("[Q21] a completion called in the closure: the process is suspended before the messages are handled, and they wait", async () => {
  const judged = await play({ handler: "(identifier, completion) => { downloads.completion = null; void downloads.session; completion(); }" });
  expect(aftermath(judged).slice(0, 10)).toEqual(["transfer-finished", "events-waiting", "process-launched", "wake-begins", "▸ onBackgroundURLSessionEvents", "session-created", "completion-called", "wake-ends", "◂ onBackgroundURLSessionEvents", "process-suspended"]);
  expect(judged.lines.some((line) => line.kind === "temporary-removed")).toBe(false);
});

test("[Q31] a download that ends while a timeline is being made is told live; nothing reloads unless the code asks", async () => {
  const timeline = TIMELINE.replace("completion(new", "DispatchQueue.main.asyncAfter({ deadline: 10 }, () => completion(new").replace(/\}\)\);$/, "})));");
  const judged = await play({ timeline }, scenarioOf({}));
  const live = judged.lines.find((line) => line.kind === "transfer-finished");
  expect(live?.data.live).toBe(true);
  expect(story(judged.lines, "callback-begins")).not.toContain("▸ onBackgroundURLSessionEvents");
  expect(judged.lines.some((line) => line.kind === "reload-requested")).toBe(false);
});

test("[S5] [A4] an inline request is lost with the process", async () => {
  const timeline = `
    const task = URLSession.shared.dataTask({ with: new URL("${ADDRESS}") }, (data, response, error) => { console.log("answered"); });
    task.resume();
    completion(new Timeline({ entries: [{ date: new Date(), title: "now" }], policy: TimelineReloadPolicy.never }));`;
  const judged = await run(programOf(widget({ timeline, handler: "" })), KILLED);
  expect(judged.lines.filter((line) => line.kind === "inline-lost")).toHaveLength(1);
  expect(judged.lines.some((line) => line.kind === "console")).toBe(false);
});

test("[A5] an inline request stalls while suspended and goes on afterwards", async () => {
  const timeline = `
    URLSession.shared.dataTask({ with: new URL("${ADDRESS}") }, (data, response, error) => { console.log("answered", response.statusCode); }).resume();
    completion(new Timeline({ entries: [{ date: new Date(), title: "now" }], policy: TimelineReloadPolicy.never }));`;
  const scenario = scenarioOf({ interventions: [{ when: { idle: "with-transfer" }, do: "suspend" }, { when: { suspendedFor: "20s" }, do: "ask-for-timeline" }] });
  const judged = await run(programOf(widget({ timeline, handler: "" })), scenario);
  expect(story(judged.lines, "inline-stalled", "process-resumed", "console").slice(0, 3)).toEqual(["inline-stalled", "process-resumed", "console"]);
});
