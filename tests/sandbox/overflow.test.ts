/** Recursion without end, where the stack of the host is full before that of the interpreter. */
import { expect, test } from "vitest";
import { Engine } from "../../runtime/engine/run.ts";
import { guestOf } from "../support/explore.ts";
import { widget } from "../support/programs.ts";
import { programOf, scenarioOf } from "../support/run.ts";

const SAYS = "The stack is full: a function that calls itself without end?";

/** Calls with about this share of the host's stack used up already. */
function deepDown<T>(share: number, act: () => T): T {
  let depth = 0;
  const measure = (): void => {
    depth++;
    measure();
  };
  expect(measure).toThrow(RangeError);
  const down = (left: number): T => (left === 0 ? act() : down(left - 1));
  return down(Math.floor(depth * share));
}

test("it is the failure that it is elsewhere, and the interpreter is fit for the next life", async () => {
  const guest = await guestOf(programOf(widget({ timeline: "const deeper = (): number => [1].map(() => deeper())[0]! + 1; deeper();" })));
  const failures = (scenario: Parameters<typeof scenarioOf>[0]): string[] => {
    const engine = new Engine(scenarioOf(scenario), guest);
    expect(engine.advance()).toBeNull();
    return engine.recorded.lines.filter(({ kind }) => kind === "failure").map(({ text }) => text);
  };
  expect(deepDown(0.75, () => failures({}))).toEqual([SAYS]);
  // Not the same history: learner code really runs.
  expect(failures({ startsAt: "2026-05-01T08:00:00Z" } as never)).toEqual([SAYS]);
  expect(deepDown(0.75, () => failures({ startsAt: "2026-06-01T08:00:00Z" } as never))).toEqual([SAYS]);
});
