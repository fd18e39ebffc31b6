/**
 * Correct widgets with random harmless variations, and disturbances that a correct widget survives:
 * no rule may find fault with them.
 */
import fc from "fast-check";
import { BUILT_IN } from "../../runtime/judge/built-in.ts";
import { createJudge, type Judge } from "../../runtime/judge/judge.ts";
import type { Program } from "../../runtime/model/program.ts";
import type { Scenario } from "../../runtime/model/scenario.ts";
import type { InterventionKind } from "../../runtime/model/trace.ts";
import { loadBinary } from "../../runtime/sandbox/binary-node.ts";
import { answering, SCORES } from "../support/run.ts";
import { otherStyle } from "./styles.ts";

const harmless = fc.constantFrom("", "", 'console.log("here");', "Promise.resolve().then(() => {});", "const now = new Date(); void now;", 'defaults.object({ forKey: "asked" });', "new UUID();");

/** The canonical shape: keep the completion, connect, keep the file, reload, complete; with a latch, and a reload after a live end. */
export const canonical: fc.Arbitrary<Program> = fc.record({
  kind: fc.constantFrom("scores", "a.kind", "Leaderboard"), group: fc.constantFrom("group.one", "group.com.example.two"), name: fc.constantFrom("scores.json", "data"),
  store: fc.constantFrom("replace", "move", "read", "defaults"), queue: fc.constantFrom("null", "OperationQueue.main", "queue"), plain: fc.boolean(),
  matching: fc.constantFrom("string", "predicate", "all"), complete: fc.constantFrom("now", "main", "promise"), reload: fc.constantFrom("kind", "all"), dedupe: fc.constantFrom("defaults", "tasks"),
  policy: fc.constantFrom("after", "never", "atEnd"), answer: fc.constantFrom("now", "main"), family: fc.boolean(), description: fc.boolean(), one: harmless, two: harmless, three: harmless, four: harmless, five: harmless,
}).map((part) => {
  const members = `
  urlSessionDownloadTaskDidFinishDownloadingTo(session, task, location) {
    ${part.one}
    if (!task.response || task.response.statusCode !== 200) return;
    ${part.store === "replace" ? "FileManager.default.replaceItemAt(file(), { withItemAt: location });" : part.store === "move" ? "if (FileManager.default.fileExists({ atPath: file() })) FileManager.default.removeItem({ at: file() });\n    FileManager.default.moveItem({ at: location, to: file() });" : part.store === "read" ? "new Data({ contentsOf: location }).write({ to: file() });" : 'defaults.set(new Data({ contentsOf: location }).toString(), { forKey: "data" });'}
  }${part.plain ? "," : ""}
  urlSessionTaskDidCompleteWithError(session, task, error) {
    ${part.two}
    if (error) defaults.removeObject({ forKey: "asked" });
    if (state.done === null) reload();
  }${part.plain ? "," : ""}
  urlSessionDidFinishEventsForBackgroundURLSession(session) {
    ${part.three}
    reload();
    const done = state.done;
    state.done = null;
    state.early = done === null;
    ${part.complete === "now" ? "done?.();" : part.complete === "main" ? "if (done) DispatchQueue.main.async(() => done());" : "if (done) Promise.resolve().then(() => done());"}
  }`;
  return {
    files: [{
      path: "Widget.ts",
      text: `import { StaticConfiguration, Timeline, TimelineReloadPolicy, WidgetCenter, WidgetFamily } from "WidgetKit";
import { Bundle, Data, DispatchQueue, FileManager, NSObject, OperationQueue, URL, URLSession, URLSessionConfiguration, UserDefaults, UUID } from "Foundation";
import { Text } from "SwiftUI";
const ID = Bundle.main.bundleIdentifier + ".net";
const KIND = "${part.kind}";
const defaults = new UserDefaults({ suiteName: "${part.group}" });
const file = () => FileManager.default.containerURL({ forSecurityApplicationGroupIdentifier: "${part.group}" }).appendingPathComponent("${part.name}");
const queue = new OperationQueue();
queue.maxConcurrentOperationCount = 1;
const state = { done: null, early: false, made: null };
const reload = () => WidgetCenter.shared.${part.reload === "kind" ? "reloadTimelines({ ofKind: KIND })" : "reloadAllTimelines()"};
${part.plain ? `const delegate = {${members}\n};` : `class Net extends NSObject {${members}\n}\nconst delegate = new Net();`}
function session() {
  if (state.made) return state.made;
  const configuration = URLSessionConfiguration.background({ withIdentifier: ID });
  configuration.sharedContainerIdentifier = "${part.group}";
  return (state.made = new URLSession({ configuration, delegate, delegateQueue: ${part.queue} }));
}
function adopt(completion) {
  state.done?.();
  state.done = null;
  if (state.early) completion();
  else state.done = completion;
  state.early = false;
  session();
}
let asking = false;
function begin() {
  const task = session().downloadTask({ with: new URL("https://api.relaunch.example/scores/today.json") });
  ${part.description ? 'task.taskDescription = "scores";' : ""}
  task.resume();
}
function refresh() {
  const asked = defaults.object({ forKey: "asked" });
  if (asked instanceof Date && new Date().timeIntervalSince(asked) < 2400) return;
  ${part.dedupe === "defaults" ? 'defaults.set(new Date(), { forKey: "asked" });\n  begin();' : 'if (asking) return;\n  asking = true;\n  session().getAllTasks((all) => {\n    asking = false;\n    if (all.length > 0) return all.forEach((task) => task.resume());\n    defaults.set(new Date(), { forKey: "asked" });\n    begin();\n  });'}
}
const stored = () => ${part.store === "defaults" ? '(defaults.string({ forKey: "data" }) ?? "").length' : "(FileManager.default.fileExists({ atPath: file() }) ? new Data({ contentsOf: file() }).count : 0)"};
const provider = {
  placeholder: () => ({ date: new Date(), size: 0 }),
  getSnapshot(context, completion) { ${part.four} completion({ date: new Date(), size: stored() }); },
  getTimeline(context, completion) {
    ${part.five}
    refresh();
    const answer = () => completion(new Timeline({ entries: [{ date: new Date(), size: stored() }], policy: ${part.policy === "after" ? "TimelineReloadPolicy.after(new Date().addingTimeInterval(5400))" : `TimelineReloadPolicy.${part.policy === "atEnd" ? "after(new Date().addingTimeInterval(7200))" : "after(new Date().addingTimeInterval(14400))"}`} }));
    ${part.answer === "now" ? "answer();" : "DispatchQueue.main.async(answer);"}
  },
};
export default new StaticConfiguration({ kind: KIND, provider }, (entry) => Text(String(entry.size)))
  ${part.family ? ".supportedFamilies([WidgetFamily.systemSmall, WidgetFamily.systemMedium])" : ""}
  .onBackgroundURLSessionEvents(${part.matching === "string" ? "{ matching: ID }, " : part.matching === "predicate" ? "{ matching: (identifier) => identifier === ID }, " : ""}(identifier, completion) => {
    if (identifier === ID) adopt(completion);
    else completion();
  });
`,
    }],
  };
});

export const correctProgram: fc.Arbitrary<Program> = fc.oneof(canonical, otherStyle);

/** Nothing that keeps a download waiting for hours: a program that goes by the clock asks again then, and is told so rightly. */
const DISTURBING: readonly InterventionKind[] = [
  "terminate", "terminate", "terminate", "suspend", "suspend", "relaunch", "memory-pressure", "ask-for-timeline", "interact", "change-configuration", "remove-widgets",
  "foreign-events", "cancel-transfers", "open-app", "leave-app", "force-quit-app", "app-downloads", "update-app", "attach-debugger", "detach-debugger", "lock", "unlock",
];
const LINES = ["transfer-started", "transfer-finished", "events-waiting", "events-delivered", "callback-begins", "callback-ends", "file-moved", "session-created", "completion-called", "reload-requested", "timeline-answered", "process-suspended"] as const;
const extra = fc.record({
  when: fc.oneof(fc.nat(90).map((step) => ({ step })), fc.record({ line: fc.constantFrom(...LINES), nth: fc.integer({ min: 1, max: 4 }) }), fc.nat(300).map((seconds) => ({ at: seconds * 1000 as never }))),
  do: fc.constantFrom(...DISTURBING),
  optional: fc.constant(true), by: fc.constant("scenario" as const),
});

export const disturbance: fc.Arbitrary<Scenario> = fc.record({ base: fc.constantFrom(...BUILT_IN), more: fc.array(extra, { maxLength: 3 }), seed: fc.nat(99) })
  .map(({ base, more, seed }) => ({ ...base, seed, interventions: [...base.interventions.map((each) => ({ ...each, optional: true })), ...more] }));

let judge: Promise<Judge> | null = null;

/** Everything that any rule holds against the program. */
export async function falseAlarms(program: Program, scenario: Scenario): Promise<readonly string[]> {
  judge ??= loadBinary().then((binary) => createJudge(binary));
  const result = await (await judge).run(program, scenario, { origin: answering(SCORES) });
  if (!result.ok) return result.problems.map(({ message }) => message);
  // [S5] Whoever waits for an inline request is told that it is fragile, and rightly.
  const known = program.files.some(({ text }) => text.includes("URLSession.shared")) ? "inline-request-finished" : "";
  return result.run.verdicts.filter(({ finding }) => finding.rule !== known).flatMap(({ all }) => all.map((finding) => `${finding.rule}, line ${finding.event}, ${finding.source?.line}: ${finding.message}`));
}
