/** Runs learner programs away from the page. */
import { expose } from "comlink";
import { createJudge, type Judge } from "../judge/judge.ts";
import { compile } from "../languages/typescript/compile.ts";
import { format } from "../languages/typescript/format.ts";
import type { Recording } from "../model/origin.ts";
import { ENTRY } from "../model/program.ts";
import { loadBinary } from "../sandbox/binary-web.ts";
import { fetchOrigin } from "./fetch-origin.ts";
import { guarded, NOBODY } from "./permission.ts";
import { BEAT, READY, type Runtime } from "./protocol.ts";

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

const runtime: Runtime = {
  async run({ program, scenario, origins, fresh }) {
    if (fresh) kept.clear();
    const guard = guarded(origin, new URL(root).origin, origins ?? NOBODY, kept);
    const result = await (await judge).run(program, scenario, { origin: guard });
    return { ...result, origins: guard.met() };
  },
  format,
  async statics({ program, inputs, at }) {
    return (await judge).statics(program, { inputs, at });
  },
};

expose(runtime);
judge.then(() => postMessage(READY), (error: unknown) => {
  throw error;
});
