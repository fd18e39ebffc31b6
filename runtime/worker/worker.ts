/** Runs learner programs away from the page. */
import { expose } from "comlink";
import { createJudge, type Judge } from "../judge/judge.ts";
import { loadBinary } from "../sandbox/binary-web.ts";
import { fetchOrigin } from "./fetch-origin.ts";
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
// The site's root is the worker's only configuration, and comes as its name.
const origin = fetchOrigin(new URL("api/", self.name || self.location.origin).href);

const runtime: Runtime = {
  async run({ program, scenario }) {
    return (await judge).run(program, scenario, { origin });
  },
};

expose(runtime);
judge.then(() => postMessage(READY), (error: unknown) => {
  throw error;
});
