/** The page's end of the worker, with workers that misbehave. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { RuntimeClient } from "../../runtime/worker/client.ts";
import { BEAT, READY } from "../../runtime/worker/protocol.ts";
import { scenarioOf } from "../support/run.ts";

/** Speaks Comlink's language: an "APPLY" message is answered with a raw value. */
class FakeWorker extends EventTarget {
  terminated = false;
  readonly asked: { id: string; path: string[] }[] = [];

  postMessage(message: { id: string; path: string[] }): void {
    this.asked.push(message);
  }

  terminate(): void {
    this.terminated = true;
  }

  start(): void {}

  say(data: unknown): void {
    this.dispatchEvent(new MessageEvent("message", { data }));
  }

  answer(value: unknown, which = -1): void {
    this.say({ id: this.asked.at(which)?.id, type: "RAW", value });
  }
}

const request = (text: string) => ({ program: { files: [{ path: "Widget.ts", text }] }, scenario: scenarioOf({}) });
const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(1);
let workers: FakeWorker[] = [];
let client: RuntimeClient;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "performance"] });
  workers = [];
  client = new RuntimeClient(() => {
    const worker = new FakeWorker();
    workers.push(worker);
    return worker as unknown as Worker;
  });
});
afterEach(() => {
  client.dispose();
  vi.useRealTimers();
});

test("gives the worker's answer", async () => {
  const answer = client.run(request("a"));
  await settle();
  workers[0]?.say(READY);
  workers[0]?.answer({ ok: false, problems: [] });
  expect(await answer).toEqual({ kind: "result", result: { ok: false, problems: [] } });
});

test("of the requests that wait, only the latest is run", async () => {
  const [first, second, third] = [client.run(request("a")), client.run(request("b")), client.run(request("c"))];
  expect(await second).toEqual({ kind: "superseded" });
  await settle();
  workers[0]?.answer({ ok: false, problems: [] });
  await first;
  await settle();
  expect(workers[0]?.asked).toHaveLength(2);
  workers[0]?.answer({ ok: false, problems: [] });
  expect((await third).kind).toBe("result");
});

test("a worker that is silent for a second is terminated and replaced, and the next run works", async () => {
  const lost = client.run(request("a"));
  await settle();
  workers[0]?.say(READY);
  await vi.advanceTimersByTimeAsync(1400);
  expect(await lost).toEqual({ kind: "replaced" });
  expect(workers.map((worker) => worker.terminated)).toEqual([true, false]);
  const next = client.run(request("b"));
  await settle();
  workers[1]?.answer({ ok: false, problems: [] });
  expect((await next).kind).toBe("result");
});

test("a worker that gives signs of life may take its time", async () => {
  let done = false;
  void client.run(request("a")).then(() => (done = true));
  await settle();
  workers[0]?.say(READY);
  for (let passed = 0; passed < 5000; passed += 500) {
    workers[0]?.say(BEAT);
    await vi.advanceTimersByTimeAsync(500);
  }
  expect({ done, terminated: workers[0]?.terminated }).toEqual({ done: false, terminated: false });
});

test("a run can be stopped by hand", async () => {
  const stopped = client.run(request("a"));
  await settle();
  workers[0]?.say(READY);
  client.stop();
  expect(await stopped).toEqual({ kind: "replaced" });
  expect(workers).toHaveLength(2);
});

test("what is disposed of makes no new worker and leaves nobody waiting", async () => {
  const [running, waiting] = [client.run(request("a")), client.run(request("b"))];
  await settle();
  workers[0]?.say(READY);
  client.dispose();
  expect(await Promise.all([running, waiting])).toEqual([{ kind: "superseded" }, { kind: "superseded" }]);
  expect(vi.getTimerCount()).toBe(0);
  workers[0]?.answer({ ok: false, problems: [] });
  await vi.advanceTimersByTimeAsync(100_000);
  expect(workers.map(({ terminated }) => terminated)).toEqual([true]);
});
