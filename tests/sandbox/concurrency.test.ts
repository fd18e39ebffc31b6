/** Groups, locks, operations and continuations, as learner code meets them. */
import { expect, test } from "vitest";
import type { Judged } from "../../runtime/model/run.ts";
import type { Line } from "../../runtime/model/trace.ts";
import { widget } from "../support/programs.ts";
import { programOf, run, scenarioOf } from "../support/run.ts";

const ANSWER = 'completion(new Timeline({ entries: [{ date: new Date(), title: "x" }], policy: TimelineReloadPolicy.never }));';
const NAMES = "BlockOperation, DispatchGroup, DispatchSemaphore, NSLock, NSRecursiveLock, OperationQueue, Task, withCheckedContinuation, os_log";

const play = (code: string): Promise<Judged> => run(programOf(widget({ timeline: `${code}\n${ANSWER}`, handler: "" }).replace("import { DispatchQueue,", `import { ${NAMES}, DispatchQueue,`)), scenarioOf({ settings: { graceAfterAnswer: "1m" } }));
const says = ({ lines }: Judged): string[] => lines.filter((line): line is Extract<Line, { kind: "console" }> => line.kind === "console").map((line) => line.text);
const fails = ({ lines }: Judged): string[] => lines.filter((line): line is Extract<Line, { kind: "failure" }> => line.kind === "failure").map((line) => line.text);

test("a group tells when everything has left it, on the queue it was given", async () => {
  const judged = await play(`
    const group = new DispatchGroup();
    for (const name of ["a", "b"]) { group.enter(); DispatchQueue.main.asyncAfter({ deadline: name === "a" ? 2 : 1 }, () => { console.log(name); group.leave(); }); }
    group.notify({ queue: DispatchQueue.main }, () => console.log("all"));`);
  expect(says(judged)).toEqual(["b", "a", "all"]);
  expect(fails(await play("new DispatchGroup().leave();"))[0]).toMatch(/Unbalanced call to dispatch_group_leave/);
  expect(fails(await play("const group = new DispatchGroup(); group.enter(); group.wait();"))[0]).toMatch(/not emulated.*notify/);
});

test("a lock that would deadlock says so; a recursive one does not", async () => {
  expect(fails(await play("const lock = new NSLock(); lock.lock(); lock.lock();"))[0]).toMatch(/Deadlock/);
  expect(says(await play("const lock = new NSRecursiveLock(); lock.lock(); console.log(lock.withLock(() => 7), new NSLock().try()); lock.unlock();"))).toEqual(["7 true"]);
});

test("operations run after what they depend on, cancelled ones do nothing", async () => {
  const judged = await play(`
    const queue = new OperationQueue();
    const first = new BlockOperation(() => console.log("first"));
    const second = new BlockOperation({ block: () => console.log("second") });
    const never = new BlockOperation(() => console.log("never"));
    second.addDependency(first);
    second.completionBlock = () => console.log("done");
    never.cancel();
    queue.addOperations([second, never, first]);`);
  expect(says(judged)).toEqual(["first", "second", "done"]);
});

test("a continuation is resumed once; twice is the misuse that Swift names", async () => {
  expect(says(await play('Task(async () => os_log(await withCheckedContinuation((continuation) => DispatchQueue.main.asyncAfter({ deadline: 1 }, () => continuation.resume({ returning: "later" })))));'))).toEqual(["later"]);
  expect(fails(await play("withCheckedContinuation((continuation) => { continuation.resume(); DispatchQueue.main.async(() => continuation.resume()); });"))[0]).toMatch(/more than once/);
});

test("a semaphore passes what it has, and refuses to wait for ever", async () => {
  expect(says(await play("const semaphore = new DispatchSemaphore({ value: 1 }); semaphore.wait(); console.log(semaphore.signal());"))).toEqual(["1"]);
  expect(fails(await play("new DispatchSemaphore({ value: 0 }).wait();"))[0]).toMatch(/block for ever/);
});
