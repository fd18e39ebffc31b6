/** What must hold in every world of every run, whatever the learner and the scenario do. */
import type { Judged } from "../../runtime/model/run.ts";
import type { World } from "../../runtime/model/world.ts";

const OF_WORLD: Readonly<Record<string, (world: World) => boolean>> = {
  "a process that does not run has nothing to run": ({ process }) => process.state !== "not-running" || (process.running === null && process.waiting.length === 0 && process.input === null && process.life === null),
  "a guest is owed something exactly while a callback is in progress": ({ process }) => process.state !== "running" || (process.input !== null) === (process.running !== null),
  "an open wake belongs to a process that lives or is about to": ({ process }) => process.state !== "not-running" || process.wakes.length === 0,
  "sessions of earlier lives are invalid": ({ process, loader }) => loader.sessions.every((session) => session.launch === process.launch || session.state === "invalid"),
  "in-process tasks of earlier lives are over": ({ process, loader }) => loader.tasks.every((task) => task.background !== null || task.launch === process.launch || task.phase === "ended" || task.phase === "lost" || task.phase === "created"),
  "a message names a task that has ended": ({ loader }) => loader.messages.every((message) => message.task === null || loader.tasks.some((task) => task.task === message.task && task.phase === "ended")),
  "the agenda is in order": ({ agenda }) => agenda.every((entry, index) => index === 0 || (agenda[index - 1]?.at ?? 0) <= entry.at),
  "nothing is promised for the past": ({ at, agenda }) => agenda.every((entry) => entry.at >= at),
  "a temporary file lies where its task says": ({ loader, disk }) => loader.messages.every((message) => message.kind !== "finished" || message.queued || loader.tasks.some((task) => task.task === message.task && (task.location === null || disk.files[task.location] !== undefined))),
};

/** Every broken invariant, with the step where it first broke. */
export function violations({ steps, lines }: Judged): string[] {
  const found: string[] = [];
  for (const [name, holds] of Object.entries(OF_WORLD)) {
    const step = steps.findIndex(({ world }) => !holds(world));
    if (step >= 0) found.push(`${name} (step ${step}, ${steps[step]?.event.kind})`);
  }
  if (steps.some(({ world }, index) => index > 0 && world.at < (steps[index - 1]?.world.at ?? 0))) found.push("time goes forward");
  if (lines.some((line, index) => line.n !== index)) found.push("lines are numbered without gaps");
  if (lines.some((line) => line.cause !== null && line.cause >= line.n)) found.push("a cause comes before what it caused");
  if (steps.some((step, index) => step.from !== (index === 0 ? 0 : steps[index - 1]?.to))) found.push("every line belongs to one step");
  return found;
}
