/** Where rules end: what they just find, and at which line, and what is just right. */
import { expect, test } from "vitest";
import type { ScenarioInput } from "../../runtime/model/scenario.ts";
import { DELEGATE, widget } from "../support/programs.ts";
import { programOf, run, scenarioOf } from "../support/run.ts";

type Input = Omit<ScenarioInput, "name">;

const UP = { settings: { graceAfterAnswer: "5m" } } as const satisfies Input;
const lineOfMark = (source: string): number => source.split("\n").findIndex((line) => line.includes("HERE")) + 1;

/** What a rule holds against a program: severity, line, and the message where `message` asks for it. */
async function found(rule: string, source: string, input: Input = UP): Promise<readonly { severity: string; line: number | undefined; message: string }[]> {
  const judged = await run(programOf(source), scenarioOf(input));
  return judged.verdicts.find(({ finding }) => finding.rule === rule)?.all.map(({ severity, source: place, message }) => ({ severity, line: place?.line, message })) ?? [];
}

test("shared-container-set: an app group that the extension is not granted is none", async () => {
  const source = widget().replace("this.#session = new", "this.#session = /*HERE*/ new");
  const warning = (group: string): object => ({ severity: "warning", line: lineOfMark(source), message: expect.stringContaining(`“${group}”, which is not granted to the extension`) as string });
  expect((await found("shared-container-set", source.replace('Identifier = "group.scores"', 'Identifier = "nogroup"')))[0]).toEqual(warning("nogroup"));
  expect((await found("shared-container-set", source, { ...UP, appGroups: ["group.other"] }))[0]).toEqual(warning("group.scores"));
  expect(await found("shared-container-set", source, { ...UP, appGroups: ["group.scores"] })).toEqual([]);
});

test("app-group-used: what a callback of a background download puts into standard defaults is found, notes are not", async () => {
  const storing = (statement: string, more = ""): string => widget({
    delegate: DELEGATE.replace("const group =", `const text = new Data({ contentsOf: location }).toString(); const scores = JSON.parse(text);\n    ${statement}\n    const group =`).replace("DidCompleteWithError(session, task, error) {}", `DidCompleteWithError(session, task, error) { ${more} }`),
  });
  const into = (value: string): string => `UserDefaults.standard.set(${value}, { forKey: "kept" }); /*HERE*/`;
  for (const value of ["text", "new Data({ contentsOf: location })", "scores.players", "JSON.stringify(scores.players)", "scores.players.map((each) => each.name)", "{ ...scores, at: 1 }"]) {
    const source = storing(into(value));
    expect([value, await found("app-group-used", source)]).toEqual([value, [{ severity: "error", line: lineOfMark(source), message: expect.stringContaining("“kept”") as string }]]);
  }
  const later = storing("this.scores = scores;", into("this.scores"));
  expect((await found("app-group-used", later)).map(({ line }) => line)).toEqual([lineOfMark(later)]);
  for (const value of ["new Date()", "scores.players.length", '"etag"', "scores.updated", "{ count: 120, tries: 90 }", "{ date: Date.now(), status: 200 }", "true"]) {
    expect([value, await found("app-group-used", storing(into(value), into(value)))]).toEqual([value, []]);
  }
  // Of another callback nobody knows where its values are from.
  expect(await found("app-group-used", storing("this.text = text;").replace("downloads.start();", `downloads.start(); ${into("downloads.text ?? 'none'")}`))).toEqual([]);
  const shared = storing(into("text").replace("UserDefaults.standard", 'new UserDefaults({ suiteName: "group.scores" })'));
  expect(await found("app-group-used", shared)).toEqual([]);
});

test("policy-honourable: entries less than five minutes apart, and a lone entry of now under atEnd", async () => {
  const answering = (dates: string, policy: string): string => widget({ timeline: `
    const now = new Date();
    completion(new Timeline({ entries: [${dates}].map((after) => ({ date: now.addingTimeInterval(after), title: "x" })), policy: TimelineReloadPolicy.${policy} })); /*HERE*/` });
  const only = async (dates: string, policy: string): Promise<readonly unknown[]> => {
    const source = answering(dates, policy);
    return (await found("policy-honourable", source)).map(({ severity, line, message }) => [severity, line === lineOfMark(source), /seconds apart|of its own accord|in \d+ seconds|past/.exec(message)?.[0]]);
  };
  const HOUR = "after(now.addingTimeInterval(3600))";
  expect(await only("0, 60, 120, 180, 240", HOUR)).toEqual([["warning", true, "seconds apart"]]);
  expect(await only("600, 0, 601", HOUR)).toEqual([["warning", true, "seconds apart"]]);
  expect(await only("0, 0", HOUR)).toEqual([["warning", true, "seconds apart"]]);
  expect(await only("0", "atEnd")).toContainEqual(["warning", true, "of its own accord"]);
  expect(await only("-60", "atEnd")).toContainEqual(["warning", true, "of its own accord"]);
  expect(await only("60", "atEnd")).toContainEqual(["warning", true, "in 60 seconds"]);
  for (const [dates, policy] of [["0", HOUR], ["0", "never"], ["600", "atEnd"], ["0, 300, 600", HOUR], ["0, 600", "atEnd"], ["0, 1200, 300", "never"]] as const) expect([dates, policy, await only(dates, policy)]).toEqual([dates, policy, []]);
});

test("failure-handled: the callback that brings an error leaves the file of an earlier download in place", async () => {
  const store = 'FileManager.default.containerURL({ forSecurityApplicationGroupIdentifier: "group.scores" })';
  const failing = (statement: string): string => widget({
    delegate: DELEGATE.replace("DidCompleteWithError(session, task, error) {}", `DidCompleteWithError(session, task, error) {\n if (error !== null) { ${statement} } /*HERE*/\n}`),
    timeline: `
    downloads.session.downloadTask({ with: new URL("https://api.relaunch.example/scores/today.json") }).resume();
    completion(new Timeline({ entries: [{ date: new Date(), title: "now" }], policy: TimelineReloadPolicy.after(new Date().addingTimeInterval(3600)) }));`,
  });
  const cancelled = { settings: { graceAfterAnswer: "5m" }, until: "40m", interventions: [{ when: { at: "20m" }, do: "ask-for-timeline" }, { when: { at: "20m 1s" }, do: "cancel-transfers", with: { reason: "resources" } }] } as const satisfies Input;
  const removing = (path: string): string => failing(`if (FileManager.default.fileExists({ atPath: ${path} })) FileManager.default.removeItem({ at: ${path} });`);
  for (const path of [`${store}.appendingPathComponent("scores.json")`, store]) {
    const source = removing(path);
    expect(await found("failure-handled", source, cancelled)).toEqual([{ severity: "warning", line: lineOfMark(source), message: expect.stringContaining("(-999)") as string }]);
  }
  expect(await found("failure-handled", removing(`${store}.appendingPathComponent("scores.tmp")`), cancelled)).toEqual([]);
  // What is asked for again, a file that holds no download, and a removal elsewhere.
  expect(await found("failure-handled", failing("console.log(error)"), cancelled)).toEqual([]);
  expect(await found("failure-handled", failing(`new Data("1").write({ to: ${store}.appendingPathComponent("failed") }); FileManager.default.removeItem({ at: ${store}.appendingPathComponent("failed") });`), cancelled)).toEqual([]);
  expect(await found("failure-handled", failing(`DispatchQueue.main.async(() => {});`).replace("const group =", `const old = ${store}.appendingPathComponent("scores.json"); if (FileManager.default.fileExists({ atPath: old })) FileManager.default.removeItem({ at: old });\n    const group =`), cancelled)).toEqual([]);
});

test.each([
  ["a name that is not imported", "new Bundle();", 'Import Bundle from "WidgetKit", "SwiftUI" or "Foundation" if it is one of theirs; else define it, or correct its spelling.'],
  ["a method that is mistyped", "FileManager.default.containerURl({ forSecurityApplicationGroupIdentifier: 'group.scores' });", "What is called in this line is not there under that name: the editor underlines it; correct the spelling, or look it up in the reference."],
  ["what is thrown on purpose", "throw new Error('no');", "Catch what can be thrown, and answer with what is stored."],
])("a crash says what to do about %s", async (_name, code, fix) => {
  const { verdicts } = await run(programOf(widget({ timeline: code })), scenarioOf({}));
  expect(verdicts.find(({ finding }) => finding.rule === "provider-does-not-crash")?.finding.fix).toBe(fix);
});

test("handler-wired names the modifier that is missing, where the system wakes the extension for a request of its own", async () => {
  const found = async (handler: string | undefined, intervention: "terminate" | "suspend") => {
    const { verdicts } = await run(programOf(widget(handler === undefined ? {} : { handler })), scenarioOf({ interventions: [{ when: { idle: "with-transfer" }, do: intervention }] }));
    const { status, severity, message, source } = verdicts.find(({ finding }) => finding.rule === "handler-wired")?.finding ?? {};
    return [status, severity, message?.slice(0, 40), source?.line];
  };
  for (const intervention of ["terminate", "suspend"] as const) {
    expect(await found("", intervention)).toEqual(["failed", "warning", "The system woke the extension for the ev", expect.any(Number)]);
    expect((await found(undefined, intervention))[0]).toBe("passed");
  }
});
