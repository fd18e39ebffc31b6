/** The facts behind the names of the SDK. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { hoverOf } from "../../src/workbench/editor/hover.ts";
import { lookUp } from "../../src/workbench/editor/symbol-table.ts";
import { symbolTable } from "../../src/workbench/editor/symbols.ts";

const table = symbolTable();
const facts = (name: string, owner: string | null | undefined): string[] => lookUp(table, name, owner)?.facts.map(({ id }) => id) ?? [];

test("each fact of the table is one of FACTS.md, word for word, with its certainty", () => {
  const source = readFileSync("runtime/FACTS.md", "utf8");
  expect(Object.keys(table.facts).length).toBeGreaterThan(60);
  for (const { id, text, certainty, sources } of Object.values(table.facts)) expect(source).toContain(`| ${id} | ${text} | ${certainty} | ${sources}`);
  for (const { certainty } of Object.values(table.facts)) expect(certainty).toMatch(/documented|stated by Apple's engineers|observed|assumed/);
});

test("the names that lessons turn on have theirs", () => {
  expect(facts("getTimeline", "TimelineProvider")).toContain("B3");
  expect(facts("onBackgroundURLSessionEvents", "WidgetConfiguration")).toEqual(expect.arrayContaining(["A11", "F8"]));
  expect(facts("urlSessionDidFinishEventsForBackgroundURLSession", "URLSessionDelegate")).toEqual(expect.arrayContaining(["F14", "F16"]));
  expect(facts("urlSessionDownloadTaskDidFinishDownloadingTo", "URLSessionDownloadDelegate")).toContain("G1");
  expect(facts("resume", "URLSessionTask")).toContain("E3");
  expect(facts("background", "URLSessionConfiguration")).toContain("A7");
});

test("a name is not taken for another's: a logger's error, a queue's main, a view's background", () => {
  expect(facts("error", "Logger")).toEqual([]);
  expect(facts("main", "DispatchQueue")).toEqual([]);
  expect(facts("background", "View")).toEqual([]);
  expect(facts("resume", "CheckedContinuation")).toEqual([]);
});

test("of names that the learner declares, only those a protocol asks for are the platform's", () => {
  expect(facts("getTimeline", null)).toContain("B3");
  expect(facts("resume", null)).toEqual([]);
  expect(facts("constructor", null)).toEqual([]);
  expect(facts("toString", undefined)).toEqual([]);
});

test("a hover says fact, certainty, source and id, and links Apple's page", () => {
  const known = lookUp(table, "getTimeline", "TimelineProvider");
  const said = known === null ? "" : hoverOf(known, "/reference/facts/");
  expect(said).toContain("B3");
  expect(said).toMatch(/\*documented\* \(TP/);
  expect(said).toContain("https://developer.apple.com/documentation/widgetkit/timelineprovider/gettimeline(in:completion:)");
  expect(said).toContain("/reference/facts/");
});
