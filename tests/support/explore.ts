/** Explores learner programs in the real sandbox, for tests. */
import { Exploration, type Explored, type ExploreOptions } from "../../runtime/explore/explore.ts";
import { Search, type SearchOptions } from "../../runtime/explore/search.ts";
import { compile } from "../../runtime/languages/typescript/compile.ts";
import type { Guest } from "../../runtime/model/guest.ts";
import type { Program } from "../../runtime/model/program.ts";
import type { Scenario } from "../../runtime/model/scenario.ts";
import { EXPLORED } from "../../runtime/rules/index.ts";
import { loadBinary } from "../../runtime/sandbox/binary-node.ts";
import { createSandbox, type Sandbox } from "../../runtime/sandbox/sandbox.ts";
import { SCORES } from "./run.ts";

let shared: Promise<Sandbox> | null = null;

/** A guest that has run nothing yet. */
export async function guestOf(program: Program): Promise<Guest> {
  shared ??= loadBinary().then((binary) => createSandbox(binary));
  const compiled = compile(program);
  if (!compiled.ok) throw new Error("the program compiles");
  const prepared = (await shared).guest(compiled.program);
  if (!prepared.ok) throw new Error("the program loads");
  return prepared.guest;
}

const ANSWER = { ok: true, status: 200, headers: { "Content-Length": String(SCORES.length) }, content: { utf8: SCORES }, size: SCORES.length, from: "stand-in" } as const;

export async function explore(program: Program, scenario: Scenario, options: ExploreOptions): Promise<Explored> {
  const exploration = new Exploration(scenario, await guestOf(program), options);
  while (!exploration.isDone) {
    exploration.advance(1000);
    if (exploration.need) exploration.supply({ ...ANSWER, url: exploration.need.url });
  }
  return exploration.result();
}

/** A search that has come to its end. */
export async function searched<T extends Search = Search>(program: Program, scenario: Scenario, options: Partial<SearchOptions> = {}, Kind: new (...given: ConstructorParameters<typeof Search>) => T = Search as never): Promise<T> {
  const search = new Kind(scenario, await guestOf(program), { bound: 0, strikes: ["terminate", "suspend"], rules: EXPLORED, states: 100_000, compares: false, ...options });
  while (!search.isDone && !search.isFull) {
    search.advance(1000);
    if (search.need) search.supply({ ...ANSWER, url: search.need.url });
  }
  return search;
}

/** What a rule found, briefly. */
export const brokenIn = ({ broken }: Explored): string[] => broken.map(({ finding, story }) => `${finding.rule}, line ${finding.source?.line}, after ${story.strikes}: ${finding.message}`);
