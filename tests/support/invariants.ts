/** What must hold in every world of every run, whatever the learner and the scenario do. */
import type { Judged } from "../../runtime/model/run.ts";
import type { World } from "../../runtime/model/world.ts";

const OF_WORLD: Readonly<Record<string, (world: World) => boolean>> = {
  "a process that does not run has nothing to run": ({ process, guest }) => process.state !== "not-running" || (process.running === null && process.waiting.length === 0 && guest.input === null && guest.life === null),
  "a guest is owed something exactly while a callback is in progress": ({ process, guest }) => process.state !== "running" || (guest.input !== null) === (process.running !== null),
  "an open wake belongs to a process that lives or is about to": ({ process }) => process.state !== "not-running" || process.wakes.length === 0,
  "sessions of earlier lives are invalid": ({ process, loader }) => loader.sessions.every((session) => session.launch === process.launch || session.state === "invalid"),
  "in-process tasks of earlier lives are over": ({ process, loader }) => loader.tasks.every((task) => task.background !== null || task.launch === process.launch || task.phase === "ended" || task.phase === "lost" || task.phase === "created"),
  "a message names a task that has ended, or that asks something": ({ loader }) => loader.messages.every((message) => message.task === null || loader.tasks.some((task) => task.task === message.task && (task.phase === "ended" || message.kind === "question"))),
  "no more bytes come than there are": ({ loader }) => loader.tasks.every((task) => !task.recording?.ok || (task.received <= Math.max(task.recording.size, task.kept?.bytes ?? 0) && task.base <= task.recording.size)),
  "no more bytes are sent than there are": ({ loader }) => loader.tasks.every((task) => task.sent <= task.toSend),
  "a downloaded file has all the bytes of its answer": ({ loader, disk }) => loader.tasks.every((task) => task.location === null || !task.recording?.ok || (disk.files[task.location]?.size ?? task.recording.size) === task.recording.size),
  "a callback in progress is of the life that runs": ({ process, loader }) => {
    const callback = process.running?.callback;
    return callback?.name !== "delegate" || loader.sessions.some((session) => session.session === callback.session && session.launch === process.launch);
  },
  "what waits for its delegate asks something, or has been told and not answered": ({ loader }) => loader.tasks.every((task) => task.phase !== "asking" || loader.questions.some((question) => question.task === task.task)),
  "only what asks has questions": ({ loader }) => loader.questions.every((question) => loader.tasks.some((task) => task.task === question.task && (task.phase === "asking" || task.state === "canceling" || task.phase === "lost"))),
  "no more reloads are charged than the budget has": ({ host, device, at }) => host.instances.every(({ charged }) => charged.filter((each) => each + 86_400_000 > at).length <= device.settings.dailyReloadBudget),
  "the limiter's delay stays within its cap": ({ loader, device }) => loader.limiter.delay >= 0 && loader.limiter.delay <= Math.max(device.settings.limiterCap, device.settings.limiterStart),
  "nothing waits in the daemon for a session that is there and idle": ({ process, loader, device }) => {
    if (process.state !== "running" || process.running !== null || process.waiting.length > 0 || process.jobs || device.settings.messagesWithoutWake === "kept") return true;
    const connected = loader.sessions.filter((session) => session.launch === process.launch && session.state !== "invalid").map((session) => session.configuration.identifier);
    return loader.messages.every((message) => message.queued || !connected.includes(message.identifier));
  },
  "agenda and deadlines are in order": ({ agenda, deadlines }) => [agenda, deadlines].every((list) => list.every((entry, index) => index === 0 || (list[index - 1]?.at ?? 0) <= entry.at)),
  "nothing is promised for the past": ({ at, agenda, deadlines }) => [...agenda, ...deadlines].every((entry) => entry.at >= at),
  "only what runs has a deadline, and has one": ({ loader, deadlines }) => deadlines.every(({ event }, index) => "task" in event && loader.tasks.some((task) => task.task === event.task && (task.state === "running" || task.state === "canceling")) && deadlines.findIndex((other) => "task" in other.event && other.event.task === event.task) === index),
  "a temporary file lies where its task says": ({ loader, disk }) => loader.messages.every((message) => message.kind !== "finished" || message.queued || loader.tasks.some((task) => task.task === message.task && (task.location === null || disk.files[task.location] !== undefined))),
};

/** Every broken invariant, with the step where it first broke. */
export function violations({ worlds, lines }: Judged): string[] {
  const found: string[] = [];
  for (const [name, holds] of Object.entries(OF_WORLD)) {
    const step = worlds.findIndex((world) => !holds(world));
    if (step >= 0) found.push(`${name} (step ${step}, ${lines.findLast((line) => line.step <= step)?.text})`);
  }
  if (worlds.some((world, index) => index > 0 && world.at < (worlds[index - 1]?.at ?? 0))) found.push("time goes forward");
  if (lines.some((line, index) => line.n !== index)) found.push("lines are numbered without gaps");
  if (lines.some((line) => line.cause !== null && line.cause >= line.n)) found.push("a cause comes before what it caused");
  found.push(...ofTrace(lines));
  if (lines.some((line) => line.n >= (worlds[line.step]?.lines ?? 0) || line.n < (worlds[line.step - 1]?.lines ?? 0))) found.push("every line belongs to one step");
  return found;
}

/** What a trace may say how often, and when. */
function ofTrace(lines: Judged["lines"]): string[] {
  const found: string[] = [];
  const ended = new Set<number>();
  const told = new Set<string>();
  const callbacks = new Map<number, string>();
  let life = 0;
  let alive = false;
  let handled = false;
  for (const line of lines) {
    switch (line.kind) {
      case "process-launched":
        if (alive || line.data.life <= life) found.push(`life ${line.data.life} begins while life ${life} lives (line ${line.n})`);
        life = line.data.life;
        alive = true;
        handled = false;
        break;
      case "wake-ends": handled ||= line.data.how === "completed"; break;
      case "process-suspended":
        if (line.data.reason === "completed" && !handled) found.push(`the handling of no events is over (line ${line.n})`);
        handled = false;
        break;
      case "process-terminated": alive = false; break;
      case "callback-begins":
        if (!alive) found.push(`a dead process is called (line ${line.n})`);
        if (line.data.task !== null && line.data.method !== null && ONCE.includes(line.data.method)) {
          const key = `${line.data.method} ${line.data.task}`;
          callbacks.set(line.data.callback, key);
          if (told.has(key)) found.push(`${key} is delivered twice (line ${line.n})`);
        }
        break;
      case "callback-ends": {
        const begun = callbacks.get(line.data.callback);
        if (begun !== undefined && !line.data.failed) told.add(begun);
        break;
      }
      case "transfer-finished": case "transfer-failed": case "inline-lost":
        if (ended.has(line.data.task)) found.push(`task ${line.data.task} ends twice (line ${line.n})`);
        ended.add(line.data.task);
        break;
    }
  }
  return found;
}

/** Messages that come once for a task. One whose callback was cut off by a kill comes again. */
const ONCE = ["urlSessionDownloadTaskDidFinishDownloadingTo", "urlSessionTaskDidCompleteWithError", "urlSessionTaskDidFinishCollecting"];
