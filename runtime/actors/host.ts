/**
 * The widget host: places widgets, asks their provider for placeholder, snapshot and timeline, shows
 * entries at their dates, and decides when to ask again.
 */
import { added, without } from "../base/list.ts";
import { duration, instant, type Duration } from "../base/time.ts";
import { allowedAt, charges, isFree } from "../device/budget.ts";
import { needProcess, terminate, turn } from "../device/process.ts";
import { deviceTime, enqueue, patchProcess } from "../device/process-state.ts";
import type { Event } from "../model/event.ts";
import type { ContextData, WidgetFamily } from "../model/guest.ts";
import type { EntryData, HostCall, PolicyData } from "../model/host-call.ts";
import type { Draft } from "../model/outcome.ts";
import type { ReloadReason } from "../model/trace.ts";
import type { Host, ProviderRequest, WidgetInstance, World } from "../model/world.ts";

type Owned = Extract<Event, { kind: "widgets-placed" | "timeline-due" | "entry-due" | "provider-expired" | "provider-failed" | "placeholder-answered" | "timeline-wanted" | "widgets-removed" }>;
type OwnedCall = Extract<HostCall, { name: "snapshot-answer" | "timeline-answer" | "answer-unusable" | "reload-kind" | "reload-all" | "current-configurations" }>;

export function stepHost(draft: Draft, event: Owned): void {
  switch (event.kind) {
    case "widgets-placed": return placeWidgets(draft);
    case "timeline-due": return timelineDue(draft, event);
    case "entry-due": return entryDue(draft, event);
    case "provider-expired": return providerExpired(draft, event.request);
    case "provider-failed": return providerFailed(draft, event.instance);
    case "timeline-wanted": return askNow(draft, event);
    case "widgets-removed": return removeWidgets(draft);
    case "placeholder-answered": return placeholderAnswered(draft, event.request, event.entry);
  }
}

type Placed = NonNullable<World["device"]["placed"]>[number];

const patchHost = (draft: Draft, change: Partial<Host>): void => draft.patch({ host: { ...draft.world.host, ...change } });

const patchInstance = (draft: Draft, number: number, change: Partial<WidgetInstance>): void =>
  patchHost(draft, { instances: draft.world.host.instances.map((each) => (each.instance === number ? { ...each, ...change } : each)) });

const findInstance = (draft: Draft, number: number): WidgetInstance | undefined => draft.world.host.instances.find((each) => each.instance === number);
const findRequest = (draft: Draft, number: number): ProviderRequest | undefined => draft.world.host.requests.find((each) => each.request === number);

/** [B21] A person adds the widgets: each is drawn as a placeholder first. */
function placeWidgets(draft: Draft): void {
  patchHost(draft, { placed: true });
  const widgets = draft.world.process.registration?.widgets ?? [];
  const placed = draft.world.device.placed ?? widgets.flatMap(({ kind, families }): Placed[] => (draft.world.device.placing === "one-of-each" ? [{ kind }] : [{ kind }, { kind, family: families[1] }]));
  for (const { kind, family, configuration } of placed) {
    const index = widgets.findIndex((widget) => widget.kind === kind);
    const widget = widgets[index];
    if (!widget) continue;
    const instance: WidgetInstance = {
      instance: draft.id("instance"), configuration: configuration ?? {}, charged: [], widget: index, kind, family: family ?? widget.families[0] ?? "systemSmall",
      shown: { what: "nothing", entry: null, index: 0, since: draft.at }, timeline: null, reload: null, lastReload: null, reloads: 0,
    };
    patchHost(draft, { instances: added(draft.world.host.instances, instance) });
    const line = draft.say("host", "widget-added", `puts the widget "${kind}" on the home screen`, { instance: instance.instance, kind, family: instance.family }, { source: widget.source });
    ask(draft, instance, "placeholder", "added", line);
    ask(draft, instance, "snapshot", "added", line);
  }
}

const SIZES: Readonly<Record<WidgetFamily, { width: number; height: number }>> = {
  systemSmall: { width: 158, height: 158 }, systemMedium: { width: 338, height: 158 }, systemLarge: { width: 338, height: 354 },
  systemExtraLarge: { width: 704, height: 354 }, accessoryCircular: { width: 72, height: 72 }, accessoryRectangular: { width: 160, height: 72 }, accessoryInline: { width: 234, height: 26 },
};

/** [A3] [B1]–[B3] Asks the provider; the process is launched or resumed for it. */
function ask(draft: Draft, instance: WidgetInstance, kind: ProviderRequest["kind"], reason: ReloadReason, cause: number | null): void {
  const request = draft.id("request");
  const context: ContextData = { family: instance.family, displaySize: SIZES[instance.family], isPreview: kind === "snapshot" };
  const line =
    kind === "timeline" ? draft.say("host", "timeline-requested", "asks the extension for a timeline", { request, instance: instance.instance, kind: instance.kind, reason }, { cause, source: null })
    : kind === "snapshot" ? draft.say("host", "snapshot-requested", "asks the extension for a snapshot", { request, instance: instance.instance, kind: instance.kind }, { cause, source: null })
    : draft.say("host", "placeholder-requested", "asks the extension for a placeholder", { instance: instance.instance, kind: instance.kind }, { cause, source: null });
  patchHost(draft, { requests: added(draft.world.host.requests, { request, kind, instance: instance.instance, reason, line, state: "queued" }) });
  const widget = instance.widget;
  const { configuration } = instance;
  if (kind === "timeline") enqueue(draft, { name: "getTimeline", widget, request, context, configuration }, line);
  else if (kind === "snapshot") enqueue(draft, { name: "getSnapshot", widget, request, context, configuration }, line);
  else enqueue(draft, { name: "placeholder", widget, request, context }, line);
  needProcess(draft, "provider", line);
}

function placeholderAnswered(draft: Draft, number: number, entry: EntryData | null): void {
  const request = close(draft, number);
  const instance = request && findInstance(draft, request.instance);
  if (!instance) return;
  if (instance.shown.what === "nothing") show(draft, instance, "placeholder", entry, 0, draft.cause);
  turn(draft);
}

/** A request leaves the books; the process may rest a little after its last one. */
function close(draft: Draft, number: number): ProviderRequest | undefined {
  const request = findRequest(draft, number);
  if (!request) return undefined;
  patchHost(draft, { requests: without(draft.world.host.requests, (each) => each.request === number) });
  draft.withdraw((event) => event.kind === "provider-expired" && event.request === number);
  patchProcess(draft, { grace: draft.world.device.settings.graceAfterAnswer, handled: false });
  return request;
}

function show(draft: Draft, instance: WidgetInstance, what: "placeholder" | "snapshot" | "entry", entry: EntryData | null, index: number, cause: number | null): void {
  patchInstance(draft, instance.instance, { shown: { what, entry, index, since: draft.at } });
  const text = what === "entry" ? (index === 0 ? "shows the first entry of the timeline" : `shows entry ${index + 1} of the timeline`) : `shows the ${what}`;
  draft.say("home", "widget-shows", text, { instance: instance.instance, kind: instance.kind, family: instance.family, what, entry, index }, { cause, source: null });
}

export function callHost(draft: Draft, call: OwnedCall): void {
  switch (call.name) {
    case "snapshot-answer": snapshotAnswered(draft, call.request, call.entry); break;
    case "timeline-answer": timelineAnswered(draft, call.request, call.entries, call.policy); break;
    case "answer-unusable": unusable(draft, call.request, call.problem); break;
    case "reload-kind": reload(draft, call.kind); break;
    case "reload-all": reload(draft, null); break;
    case "current-configurations": {
      const widgets = draft.world.host.instances.map((instance) => ({ kind: instance.kind, family: instance.family, configuration: instance.configuration }));
      enqueue(draft, { name: "reply", token: call.token, reply: { kind: "configurations", widgets } }, draft.world.process.running?.line ?? null);
      break;
    }
  }
  draft.answer();
}

function snapshotAnswered(draft: Draft, number: number, entry: EntryData): void {
  const request = close(draft, number);
  const line = draft.say("extension", "snapshot-answered", request ? "gives the snapshot" : "gives the snapshot again, or too late", { request: number, again: false, late: request === undefined });
  const instance = request && findInstance(draft, request.instance);
  if (!request || !instance) return;
  if (instance.shown.what !== "entry") show(draft, instance, "snapshot", entry, 0, line);
  if (request.reason === "added") ask(draft, instance, "timeline", "added", line);
}

function timelineAnswered(draft: Draft, number: number, entries: readonly EntryData[], policy: PolicyData): void {
  const request = close(draft, number);
  const line = draft.say("extension", "timeline-answered", request ? `gives a timeline of ${entries.length} ${entries.length === 1 ? "entry" : "entries"}` : "gives a timeline that nobody waits for", { request: number, entries, policy, again: request === undefined && !draft.world.host.unusable.includes(number), late: request === undefined, now: deviceTime(draft.world) });
  const instance = request && findInstance(draft, request.instance);
  if (!request || !instance) return;
  accept(draft, instance, number, entries, policy, line);
}

/** [B4]–[B9] Shows what is due and promises the rest. */
function accept(draft: Draft, instance: WidgetInstance, request: number, entries: readonly EntryData[], policy: PolicyData, cause: number): void {
  const line = draft.say("host", "timeline-accepted", `takes the timeline; ${policySentence(policy)}`, { request, instance: instance.instance, entries: entries.length, policy }, { cause, source: null });
  const timeline = draft.id("serial");
  draft.withdraw((event) => event.kind === "entry-due" && event.instance === instance.instance);
  patchInstance(draft, instance.instance, { timeline: { id: timeline, entries, policy, at: draft.at }, reloads: instance.reloads + 1 });
  const time = deviceTime(draft.world);
  const current = currentOf(entries, time);
  show(draft, { ...instance, timeline: null }, "entry", entries[current] ?? null, current, line);
  entries.forEach((entry, index) => {
    if (index !== current && entry.date !== null && entry.date > time) draft.promise({ kind: "entry-due", instance: instance.instance, timeline, index }, duration(entry.date - time), { idle: true, cause: line });
  });
  scheduleNext(draft, instance.instance, "policy", policyDelay(draft, entries, policy), line);
}

/** The entry whose date is the latest that has come, whatever their order; where none has, the first to come. */
function currentOf(entries: readonly EntryData[], time: number): number {
  const date = (index: number): number => entries[index]?.date ?? time;
  return entries.reduce((best, _entry, index) => {
    const has = date(index) <= time;
    const better = date(best) <= time ? has && date(index) >= date(best) : has || date(index) < date(best);
    return better ? index : best;
  }, 0);
}

/** [C8] What the provider's answer, or its failure, leads to; a reload that was asked for meanwhile comes nevertheless. */
function scheduleNext(draft: Draft, number: number, reason: "policy" | "retry", delay: Duration | null, cause: number | null): void {
  const wanted = findInstance(draft, number)?.reload;
  if (wanted?.reason === "reload") {
    // It was due while the provider was at work on what it had begun before.
    if (wanted.due <= draft.at) return schedule(draft, number, "reload", duration(0), false, cause, wanted.free);
    if (delay === null || wanted.due <= draft.at + delay) return;
  }
  if (delay !== null) schedule(draft, number, reason, delay, true, cause);
}

function policySentence(policy: PolicyData): string {
  return policy.kind === "never" ? "it will not ask again by itself" : policy.kind === "atEnd" ? "it asks again after the last entry" : "it asks again after the date of the policy";
}

/** A timeline that is over when it arrives: the system picks the time [B10]. */
const SYSTEM_CHOICE: Duration = duration(30 * 60_000);

function policyDelay(draft: Draft, entries: readonly EntryData[], policy: PolicyData): Duration | null {
  const time = deviceTime(draft.world);
  if (policy.kind === "never") return null;
  if (policy.kind === "after") return duration(Math.max(policy.date - time, spacing(draft)));
  const last = Math.max(...entries.map((entry) => entry.date ?? time), time);
  return last > time ? duration(Math.max(last - time, spacing(draft))) : SYSTEM_CHOICE;
}

/** [B16] [B17] No least spacing while debugging. */
const spacing = (draft: Draft): Duration => (draft.world.device.debugger ? duration(0) : draft.world.device.settings.reloadSpacing);

function schedule(draft: Draft, number: number, reason: ReloadReason, delay: Duration, idle: boolean, cause: number | null, free = isFree(draft.world, reason)): void {
  const instance = findInstance(draft, number);
  if (!instance) return;
  const token = draft.id("serial");
  draft.withdraw((event) => event.kind === "timeline-due" && event.instance === number);
  patchInstance(draft, number, { reload: { due: instant(draft.at + delay), reason, token, free } });
  draft.promise({ kind: "timeline-due", instance: number, reason, token }, delay, { idle, cause });
}

function timelineDue(draft: Draft, event: Extract<Owned, { kind: "timeline-due" }>): void {
  const instance = findInstance(draft, event.instance);
  if (!instance || instance.reload?.token !== event.token) return;
  const isAsked = draft.world.host.requests.some((request) => request.instance === event.instance && request.kind === "timeline");
  // What it is asked already may be older than what it is to show: it is asked again after that (scheduleNext).
  if (isAsked && event.reason === "reload") return needProcess(draft, "provider", draft.cause);
  // [B12] The app may have come to the front since the reload was asked for.
  const free = instance.reload.free || isFree(draft.world, event.reason);
  const due = free ? draft.at : allowedAt(draft.world, instance);
  const counted = charges(instance, draft.at);
  if (due > draft.at) {
    const { kind } = instance;
    const line = draft.say("host", "budget-spent", `holds the reload of "${kind}" back: ${counted.length} reloads in 24 hours are all it gets`, { instance: instance.instance, kind, used: counted.length, limit: draft.world.device.settings.dailyReloadBudget, due }, { source: null });
    return schedule(draft, event.instance, event.reason, duration(due - draft.at), true, line, false);
  }
  patchInstance(draft, event.instance, { reload: null, charged: free ? counted : added(counted, draft.at), ...(event.reason === "reload" ? { lastReload: draft.at } : {}) });
  // It has been asked already; where it was suspended meanwhile, it runs again to answer.
  if (isAsked) return needProcess(draft, "provider", draft.cause);
  ask(draft, instance, "timeline", event.reason, draft.cause);
}

function entryDue(draft: Draft, event: Extract<Owned, { kind: "entry-due" }>): void {
  const instance = findInstance(draft, event.instance);
  if (!instance || instance.timeline?.id !== event.timeline) return;
  show(draft, instance, "entry", instance.timeline.entries[event.index] ?? null, event.index, draft.cause);
}

/** [M17] The provider took too long: its process is terminated [L2] and the widget stays as it is [B20]. */
function providerExpired(draft: Draft, number: number): void {
  const request = findRequest(draft, number);
  if (!request) return;
  const instance = findInstance(draft, request.instance);
  const line = draft.say("host", "provider-timed-out", `stops waiting for the ${request.kind}; the widget keeps what it shows`, { request: number, instance: request.instance, kind: instance?.kind ?? "" }, { source: null });
  patchHost(draft, { requests: without(draft.world.host.requests, (each) => each.request === number) });
  if (draft.world.process.state === "running" || draft.world.process.state === "suspended") terminate(draft, "provider-deadline", line);
  providerFailed(draft, request.instance);
}

function providerFailed(draft: Draft, number: number): void {
  scheduleNext(draft, number, "retry", draft.world.device.settings.retryAfterFailure, draft.cause);
}

function unusable(draft: Draft, number: number, problem: string): void {
  patchHost(draft, { unusable: added(draft.world.host.unusable, number) });
  const request = close(draft, number);
  draft.say("extension", "answer-unusable", problem, { request: number, problem });
  if (request) providerFailed(draft, request.instance);
}

/** [C2]–[C4] [B16] A request for new timelines may be delayed or merged; nobody is told. */
function reload(draft: Draft, kind: string | null): void {
  const line = draft.say("extension", "reload-requested", kind === null ? "asks WidgetCenter to reload all timelines" : `asks WidgetCenter to reload "${kind}"`, { kind });
  const instances = draft.world.host.instances.filter((instance) => kind === null || instance.kind === kind);
  if (instances.length === 0) {
    // [C11]
    draft.say("host", "reload-ignored", kind === null ? "has no widget to reload" : `has no widget of the kind "${kind}"`, { kind, why: "unknown-kind" }, { cause: line, source: null });
    return;
  }
  const { reloadDelay, tapCooldown } = draft.world.device.settings;
  const { tapped } = draft.world.app;
  if (tapped !== null && draft.at < tapped + tapCooldown) {
    // [C13]
    draft.say("host", "reload-ignored", "drops it: the app was opened from the widget just now", { kind, why: "cool-down" }, { cause: line, source: null });
    return;
  }
  const reloadSpacing = spacing(draft);
  for (const instance of instances) {
    const spaced = instance.lastReload === null ? 0 : instance.lastReload + reloadSpacing - draft.at;
    const delay = duration(Math.max(reloadDelay, spaced));
    if (instance.reload && instance.reload.reason === "reload" && instance.reload.due <= draft.at + delay) {
      draft.say("host", "reload-ignored", "merges it with the reload that is due already", { kind: instance.kind, why: "merged" }, { cause: line, source: null });
      continue;
    }
    schedule(draft, instance.instance, "reload", delay, delay > reloadDelay, line);
    draft.say("host", "reload-scheduled", delay > reloadDelay ? "will ask for a timeline later: the last reload is too recent" : "will ask for a timeline soon", { instance: instance.instance, kind: instance.kind, due: instant(draft.at + delay), reason: "reload" }, { cause: line, source: null });
  }
}

/** By hand, by scenario or by the system: every placed widget asks at once, or those of a kind. */
function askNow(draft: Draft, { reason, of, configuration }: Extract<Owned, { kind: "timeline-wanted" }>): void {
  for (const instance of draft.world.host.instances) {
    if (of !== null && instance.kind !== of) continue;
    if (configuration !== null) patchInstance(draft, instance.instance, { configuration });
    schedule(draft, instance.instance, reason, duration(0), false, draft.cause);
  }
}

/** [M18] */
function removeWidgets(draft: Draft): void {
  const instances = draft.world.host.instances.map((instance) => instance.instance);
  patchHost(draft, { instances: [] });
  draft.withdraw((event) => event.kind === "timeline-due" || event.kind === "entry-due");
  draft.say("host", "widgets-removed", "has no widget on the home screen any more", { instances }, { source: null });
}
