/** [C8] [B5]: no reload that was asked for is lost, and each entry is shown when its date comes. */
import { describe, expect, test } from "vitest";
import { DELEGATE, TIMELINE, widget } from "../support/programs.ts";
import { answering, programOf, run, scenarioOf, SCORES } from "../support/run.ts";

const RELOADS = "WidgetCenter.shared.reloadTimelines({ ofKind: \"scores\" });";
const COMPLETED = "urlSessionTaskDidCompleteWithError(session, task, error) {}";
const requestsIn = ({ lines }: Awaited<ReturnType<typeof run>>): number[] => lines.filter(({ kind }) => kind === "timeline-requested").map(({ at }) => at);

describe("[C8] a reload that is asked for while a timeline is made leads to another", () => {
  const ANSWER = 'completion(new Timeline({ entries: [{ date: new Date(), title: "now" }], policy: TimelineReloadPolicy.after(new Date().addingTimeInterval(3600)) }));';
  const ONCE = `if (!downloads.once) { downloads.once = true; ${RELOADS} }`;

  test.each([["before the answer", `${ONCE}\n${ANSWER}`], ["after the answer", `${ANSWER}\n${ONCE}`]])("asked for %s", async (_when, timeline) => {
    expect(requestsIn(await run(programOf(widget({ timeline, delegate: `once = false;${DELEGATE}`, handler: "" })), scenarioOf({})))).toHaveLength(2);
  });

  test("also when it is due before the provider has answered, for what it had read is older", async () => {
    const timeline = TIMELINE.replace("downloads.start();", "downloads.start(); const title = downloads.came ? 'new' : 'old';").replace('title: "now"', "title").replace("completion(new", "DispatchQueue.main.asyncAfter({ deadline: 10 }, () => completion(new").replace(/\}\)\);$/, "})));");
    const delegate = `came = false;${DELEGATE.replace(COMPLETED, `urlSessionTaskDidCompleteWithError(session, task, error) { this.came = true; ${RELOADS} }`)}`;
    const judged = await run(programOf(widget({ timeline, delegate })), scenarioOf({}), answering(SCORES));
    const shown = judged.lines.filter((line) => line.kind === "widget-shows").map((line) => (line.kind === "widget-shows" ? line.data.entry?.value : null));
    expect(shown.at(-1)).toMatchObject({ title: "new" });
  });

  test("and it comes after a provider that was given up on", async () => {
    const timeline = `if (downloads.asked++ > 0) return completion(new Timeline({ entries: [{ date: new Date(), title: "now" }], policy: TimelineReloadPolicy.never })); ${RELOADS}`;
    const judged = await run(programOf(widget({ timeline, delegate: `asked = new UserDefaults({ suiteName: "group.scores" }).integer({ forKey: "lives" });${DELEGATE}`, handler: "", top: `const lives = new UserDefaults({ suiteName: "group.scores" }); lives.set(lives.integer({ forKey: "lives" }) + 1, { forKey: "lives" });` })), scenarioOf({}));
    const expired = judged.lines.find(({ kind }) => kind === "provider-timed-out");
    expect(expired).toBeDefined();
    expect(requestsIn(judged).some((at) => at >= (expired?.at ?? Infinity) && at < (expired?.at ?? 0) + 60_000)).toBe(true);
  });
});

describe("[B5] an entry is shown when its date comes", () => {
  test.each([
    ["in whatever order they are given", [20, 0, 10], [[0, "0"], [10, "10"], [20, "20"]]],
    ["and the first to come at once, where none has come yet", [20, 10], [[0, "10"], [20, "20"]]],
  ])("%s", async (_name, minutes, expected) => {
    const entries = minutes.map((each) => `{ date: new Date().addingTimeInterval(${each * 60}), title: "${each}" }`).join();
    const timeline = `completion(new Timeline({ entries: [${entries}], policy: TimelineReloadPolicy.never }));`;
    const judged = await run(programOf(widget({ timeline, handler: "" })), scenarioOf({ until: "2h", continueAtRest: true } as never));
    expect(judged.lines.flatMap((line) => (line.kind === "widget-shows" && line.data.what === "entry" ? [[Math.round(line.at / 60_000), (line.data.entry?.value as { title: string }).title]] : []))).toEqual(expected);
  });
});
