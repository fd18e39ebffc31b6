/** What a world holds, by store, as trees. Memory ends with the process; disk, daemon and widget host do not. */
import type { Statics } from "../../runtime/model/statics.ts";
import type { Task, WidgetInstance, World } from "../../runtime/model/world.ts";
import { at, item, itemOf, shortly, type Item } from "./inspector/tree.ts";

export const STORES = ["memory", "disk", "daemon", "host"] as const;
export type Stores = Readonly<Record<(typeof STORES)[number], readonly Item[]>>;

/** `statics`: what the program's own variables hold, where that was asked for. */
export function storesOf(world: World, statics: Statics | null = null): Stores {
  return { memory: memoryOf(world, statics), disk: diskOf(world), daemon: daemonOf(world), host: hostOf(world) };
}

const address = (url: string): string => url.replace(/^[a-z]+:\/\/[^/]*\//i, "");
const bytes = (size: number): string => (size < 10_000 ? `${size} bytes` : size < 1_000_000 ? `${Math.round(size / 1000)} kB` : `${(size / 1_000_000).toFixed(1)} MB`);
const plural = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

function memoryOf({ process, loader, host }: World, statics: Statics | null): Item[] {
  if (process.state === "not-running" || process.state === "launching") return [];
  const sessions = loader.sessions.filter((session) => session.launch === process.launch && session.state !== "invalid");
  const inline = loader.tasks.filter((task) => task.background === null && task.launch === process.launch && task.state === "running");
  const open = host.requests.filter((request) => request.state === "asked");
  return [
    item("life", `life ${process.launch}`, process.state),
    ...(process.running ? [item("running", "in", process.running.mark.title)] : []),
    ...(statics ?? []).map(({ module, values }) => item(`module ${module}`, module, "", values.map(({ name, value }) => itemOf(name, value)))),
    ...sessions.map((session) =>
      item(`session ${session.session}`, session.configuration.identifier === null ? `${session.configuration.kind} session` : "background session", session.configuration.identifier === null ? "" : `“${session.configuration.identifier}”`, [
        item("delegate", "delegate", session.delegate === null ? "none" : session.delegate.type || "an object"), ...(session.state === "valid" ? [] : [item("state", "state", session.state)]),
      ])),
    ...process.wakes.flatMap((wake) => wake.completions.filter((each) => each.called === 0).map((each) => item(`completion ${each.handle}`, "completion, not called", `for “${wake.identifier}”`))),
    ...open.map((request) => item(`request ${request.request}`, `completion of get${request.kind === "timeline" ? "Timeline" : "Snapshot"}`, "not called")),
    ...inline.map((task) => item(`inline ${task.task}`, "inline request", address(task.request.url), [item("received", "received", bytes(task.received))])),
    ...(process.waiting.length > 0 ? [item("waiting", plural(process.waiting.length, "callback waits", "callbacks wait"))] : []),
    ...(process.blocks > 0 ? [item("blocks", plural(process.blocks, "block waits", "blocks wait"))] : []),
    item("heap", "heap", `${(process.memory / 1_000_000).toFixed(1)} MB`),
  ];
}

const WHERE = { group: "app group", container: "own container", temporary: "temporary, of a download" } as const;

function diskOf({ disk }: World): Item[] {
  return [
    ...Object.entries(disk.files).map(([path, file]) => item(path, path.slice(path.lastIndexOf("/") + 1), `${bytes(file.size)} · ${WHERE[file.scope]}`, [
      item("written", "written", at(file.writtenAt)), item("content", "holds", "utf8" in file.content ? shortly(file.content.utf8) : "bytes that are no text"), ...(file.protected ? [item("protected", "readable", "only while unlocked")] : []),
    ])),
    ...Object.entries(disk.defaults).flatMap(([suite, values]) => {
      const parts = Object.entries(values).map(([key, value]) => itemOf(key, value));
      return parts.length === 0 ? [] : [item(`suite ${suite}`, suite === "" ? "defaults, own" : `defaults of ${suite}`, "", parts)];
    }),
  ];
}

const MESSAGES = { "finished": "didFinishDownloadingTo", "data": "didReceive data", "metrics": "didFinishCollecting", "completed": "didCompleteWithError", "finish-events": "finish-events", "question": "a question" } as const;
const PHASE = { created: "not resumed", waiting: "waits", requesting: "requested", receiving: "receiving", asking: "waits for its delegate", ended: "ended", lost: "lost" } as const;

function daemonOf({ loader, at: now }: World): Item[] {
  const tasks = loader.tasks.filter((task) => task.background !== null);
  // What has ended and was told is history; only the latest of it is worth a line.
  const told = tasks.filter((task) => task.phase === "ended" && !loader.messages.some((message) => message.task === task.task));
  const older = told.slice(0, -1);
  return [
    ...tasks.filter((task) => !older.includes(task)).map(taskItem),
    ...(older.length > 0 ? [item("older", plural(older.length, "download before", "downloads before"), "ended, and told")] : []),
    ...loader.messages.map((message) => item(`message ${message.message}`, `message: ${MESSAGES[message.kind]}`, message.queued ? "handed over" : "kept for a delegate")),
    ...loader.identifiers.filter((each) => each.wake !== null).map((each) => item(`wake ${each.identifier}`, "will wake the extension", `at ${at(each.wake?.due ?? 0)}`)),
    ...(loader.limiter.until > now ? [item("limiter", "new downloads wait until", at(loader.limiter.until))] : []),
  ];
}

const taskItem = (task: Task): Item => item(`task ${task.task}`, address(task.request.url), `${PHASE[task.phase]}${task.error ? `, ${task.error.code}` : ""}`, [
  ...(task.held ? [item("held", "held back", task.held.replaceAll("-", " "))] : []),
  item("received", "received", task.expected > 0 && task.phase !== "ended" ? `${bytes(task.received)} of ${bytes(task.expected)}` : bytes(task.received)),
  ...(task.response ? [item("status", "status", String(task.response.status))] : []),
  ...(task.error ? [item("error", "error", task.error.message)] : []),
]);

const SHOWN = { nothing: "not drawn yet", placeholder: "a placeholder", snapshot: "a snapshot", entry: "an entry of its timeline" } as const;

function hostOf({ host, device, at: now }: World): Item[] {
  const DAY = 86_400_000;
  return host.instances.flatMap((instance) => {
    const used = instance.charged.filter((each) => each > now - DAY).length;
    return [item(`widget ${instance.instance}`, `“${instance.kind}”, ${instance.family}`, `shows ${SHOWN[instance.shown.what]}`, [
      item("budget", "budget", `${used} of ${device.settings.dailyReloadBudget} reloads in 24 h`),
      ...timelineItems(instance),
      ...host.requests.filter((request) => request.instance === instance.instance).map((request) => item(`request ${request.request}`, request.kind, request.state === "asked" ? "asked for, no answer yet" : "will be asked for")),
      ...(instance.shown.entry ? [itemOf("entry", instance.shown.entry.value)] : []),
    ])];
  });
}

function timelineItems({ timeline, reload }: WidgetInstance): Item[] {
  return [
    ...(timeline ? [item("timeline", "timeline", `${plural(timeline.entries.length, "entry", "entries")}, then ${timeline.policy.kind === "after" ? `after ${new Date(timeline.policy.date).toISOString().slice(11, 19)}` : timeline.policy.kind}`)] : []),
    ...(reload ? [item("reload", "asks again", `at ${at(reload.due)}${reload.free ? ", free of charge" : ""}`)] : []),
  ];
}
