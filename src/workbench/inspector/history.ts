/** Where in the history of a process life a step of a run stands. */
import type { Input } from "../../../runtime/model/guest.ts";
import type { Json } from "../../../runtime/model/json.ts";
import type { Judged } from "../../../runtime/model/run.ts";
import type { Statics, StaticsQuery } from "../../../runtime/model/statics.ts";

/** The inputs a life was given up to a step, and how many after `main`, before the step, and at it; `null` when no life is there. */
export function historyAt({ start, worlds }: Judged, step: number): StaticsQuery | null {
  const launch = worlds[step]?.process.launch;
  const state = worlds[step]?.process.state;
  if (launch === undefined || state === "not-running" || state === "launching") return null;
  const inputs: Input[] = [];
  let main = 0;
  let before = 0;
  for (let n = 0; n <= step; n++) {
    const now = worlds[n];
    const earlier = n === 0 ? start : worlds[n - 1];
    if (n === step) before = inputs.length;
    if (!now || !earlier?.guest.input || earlier.process.launch !== launch || now.guest.life === null || now.guest.life === earlier.guest.life) continue;
    inputs.push(earlier.guest.input);
    if (main === 0 && now.process.registration !== null) main = inputs.length;
  }
  return main === 0 ? null : { inputs, at: [main, Math.max(main, before), Math.max(main, inputs.length)] };
}

/** Of a reading only what differs from how `main` left it, at every depth. */
export function changedSince(main: Statics, now: Statics): Statics {
  const was = new Map(main.flatMap(({ module, values }) => values.map(({ name, value }) => [`${module} ${name}`, value] as const)));
  return now.flatMap(({ module, values }) => {
    const changed = values.flatMap(({ name, value }) => {
      const rest = different(was.get(`${module} ${name}`), value);
      return rest === undefined ? [] : [{ name, value: rest }];
    });
    return changed.length > 0 ? [{ module, values: changed }] : [];
  });
}

type Members = { readonly [key: string]: Json };
const isMembers = (value: Json | undefined): value is Members => typeof value === "object" && value !== null && !Array.isArray(value) && !("$is" in value) && !("$date" in value);

/** What of `now` is not as it was; `undefined` when all of it is. */
function different(was: Json | undefined, now: Json): Json | undefined {
  if (!isMembers(was) || !isMembers(now)) return JSON.stringify(was) === JSON.stringify(now) ? undefined : now;
  const members = Object.entries(now).flatMap(([key, value]) => {
    const rest = different(was[key], value);
    return rest === undefined ? [] : [[key, rest] as const];
  });
  return members.length > 0 ? Object.fromEntries(members) : undefined;
}
