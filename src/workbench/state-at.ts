/** What the three stores hold in a world: memory dies with the process, disk and daemon do not. */
import type { World } from "../../runtime/model/world.ts";

export interface Item {
  readonly key: string;
  readonly text: string;
}

export interface Stores {
  readonly memory: readonly Item[];
  readonly disk: readonly Item[];
  readonly daemon: readonly Item[];
}

export function storesOf(world: World): Stores {
  return { memory: memoryOf(world), disk: diskOf(world), daemon: daemonOf(world) };
}

const item = (key: string, text: string): Item => ({ key, text });
const address = (url: string): string => url.replace(/^[a-z]+:\/\/[^/]*\//i, "");

function memoryOf({ process, loader }: World): Item[] {
  if (process.state === "not-running" || process.state === "launching") return [];
  const sessions = loader.sessions.filter((session) => session.launch === process.launch && session.state !== "invalid");
  const inline = loader.tasks.filter((task) => task.background === null && task.launch === process.launch && task.state === "running");
  return [
    item("life", `life ${process.launch}, ${process.state}`),
    ...(process.running ? [item("running", `in ${process.running.mark.title}`)] : []),
    ...sessions.map((session) => item(`session ${session.session}`, session.configuration.identifier === null ? `${session.configuration.kind} session` : `session “${session.configuration.identifier}”`)),
    ...process.wakes.flatMap((wake) => wake.completions.filter((each) => each.called === 0).map((each) => item(`completion ${each.handle}`, `completion for “${wake.identifier}”, not called`))),
    ...inline.map((task) => item(`inline ${task.task}`, `inline request ${address(task.request.url)}`)),
    ...(process.waiting.length > 0 ? [item("waiting", `${process.waiting.length} ${process.waiting.length === 1 ? "callback waits" : "callbacks wait"}`)] : []),
  ];
}

function diskOf({ disk }: World): Item[] {
  const WHERE = { group: "app group", container: "own container", temporary: "temporary" } as const;
  return [
    ...Object.entries(disk.files).map(([path, file]) => item(path, `${path.slice(path.lastIndexOf("/") + 1)} · ${file.size} bytes · ${WHERE[file.scope]}`)),
    ...Object.entries(disk.defaults).flatMap(([suite, values]) => Object.entries(values).map(([key, value]) => item(`${suite} ${key}`, `${key} = ${shortly(value)}${suite === "" ? "" : ` · ${suite}`}`))),
  ];
}

const shortly = (value: unknown): string => {
  const date = (value as { $date?: unknown } | null)?.$date;
  const text = typeof date === "number" ? new Date(date).toISOString().slice(11, 19) : JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
};

const MESSAGES = { "finished": "didFinishDownloadingTo", "data": "didReceive data", "metrics": "didFinishCollecting", "completed": "didCompleteWithError", "finish-events": "finish-events", "question": "a question" } as const;

function daemonOf({ loader }: World): Item[] {
  const PHASE = { created: "not resumed", waiting: "waits", requesting: "requested", receiving: "receiving", asking: "waits for its delegate", ended: "ended", lost: "lost" } as const;
  return [
    ...loader.tasks.filter((task) => task.background !== null).map((task) => item(`task ${task.task}`, `${address(task.request.url)} · ${PHASE[task.phase]}${task.phase === "receiving" || task.phase === "ended" ? ` · ${task.received} bytes` : ""}${task.error ? ` · ${task.error.code}` : ""}`)),
    ...loader.messages.map((message) => item(`message ${message.message}`, `message: ${MESSAGES[message.kind]}${message.queued ? ", handed over" : ", kept"}`)),
  ];
}

/** What is new or different since the step before, and what is gone. */
export function changes(now: readonly Item[], before: readonly Item[]): { readonly items: readonly (Item & { readonly isNew: boolean })[]; readonly gone: readonly Item[] } {
  const old = new Map(before.map((each) => [each.key, each.text]));
  const keys = new Set(now.map((each) => each.key));
  return { items: now.map((each) => ({ ...each, isNew: old.get(each.key) !== each.text })), gone: before.filter((each) => !keys.has(each.key)) };
}
