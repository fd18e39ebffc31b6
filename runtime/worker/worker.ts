/** Runs learner programs away from the page. */
import { expose } from "comlink";
import { createJudge, type Judge } from "../judge/judge.ts";
import { compile } from "../languages/typescript/compile.ts";
import { format } from "../languages/typescript/format.ts";
import type { Recording } from "../model/origin.ts";
import { ENTRY } from "../model/program.ts";
import { loadBinary } from "../sandbox/binary-web.ts";
import { fetchOrigin } from "./fetch-origin.ts";
import { Pace } from "./pace.ts";
import { guarded, NOBODY } from "./permission.ts";
import { BEAT, READY, type ProgressMessage, type Runtime } from "./protocol.ts";
import { toldOf } from "./told.ts";

/** Milliseconds between two signs of life. */
const PAUSE = 100;

let last = 0;
const beat = (): void => {
  const now = performance.now();
  if (now - last < PAUSE) return;
  last = now;
  postMessage(BEAT);
};
setInterval(beat, PAUSE);

const judge: Promise<Judge> = loadBinary().then((binary) => createJudge(binary, beat));
// The compiler's first file takes many times as long as the next: better before anybody waits for it.
compile({ files: [{ path: ENTRY, text: "export default class First<T> { constructor(private readonly value: T) {} async get(): Promise<T> { return this.value; } }" }] });
// The site's root is the worker's only configuration, and comes as its name.
const root = self.name || self.location.origin;
const origin = fetchOrigin(new URL("api/", root).href);

const kept = new Map<string, Recording>();

/** States of a slice at most, and the milliseconds that it is to take: others wait for it. */
const SLICE = { states: 256, length: 20 };
/** Counts requests that end an exploration. */
let turn = 0;

/** Lets the messages in that came meanwhile. A timer would wait for milliseconds. */
const { port1, port2 } = new MessageChannel();
const breathe = (): Promise<void> =>
  new Promise((resolve) => {
    port1.onmessage = () => resolve();
    port2.postMessage(null);
  });

const runtime: Runtime = {
  async run({ program, scenario, origins, fresh }) {
    turn++;
    if (fresh) kept.clear();
    const guard = guarded(origin, new URL(root).origin, origins ?? NOBODY, kept);
    const result = await (await judge).run(program, scenario, { origin: guard });
    return { ...result, origins: guard.met() };
  },
  format,
  async statics({ program, inputs, at }) {
    return (await judge).statics(program, { inputs, at });
  },
  async explore({ program, scenario, bound, states, origins }) {
    const mine = ++turn;
    const stopped = (): boolean => mine !== turn;
    const guard = guarded(origin, new URL(root).origin, origins ?? NOBODY, kept);
    const pace = new Pace(SLICE.states, SLICE.length, () => performance.now());
    let said = performance.now();
    const result = await (await judge).explore(program, scenario, {
      origin: guard, bound, ...(states === undefined ? {} : { states }), slice: () => pace.begin(), stopped,
      pause: (exploring) => {
        pace.end();
        if (performance.now() - said > PAUSE) {
          said = performance.now();
          postMessage({ exploring } satisfies ProgressMessage);
        }
        return breathe();
      },
    });
    return stopped() ? null : { ...toldOf(result), origins: guard.met() };
  },
  leave() {
    turn++;
  },
};

expose(runtime);
judge.then(() => postMessage(READY), (error: unknown) => {
  throw error;
});
