/**
 * The containing app: a second process beside the extension. Its code is not the learner's, so it does
 * what the scenario says: it comes and goes, opens background sessions of its own, and is updated.
 */
import { duration } from "../base/time.ts";
import { resetLimiter, raiseLimiter } from "../device/admission.ts";
import { BUNDLE_IDENTIFIER, movedPath } from "../device/files.ts";
import { terminate } from "../device/process.ts";
import { connectedSession, urlError } from "../device/transfers.ts";
import type { Event } from "../model/event.ts";
import type { ErrorData } from "../model/host-call.ts";
import type { Draft } from "../model/outcome.ts";
import type { InterventionKind, LineData } from "../model/trace.ts";
import type { App, AppTransfer } from "../model/world.ts";

type Owned = Extract<Event, { kind: "intervention" | "app-transfer-ends" }>;

const OF_APP: readonly InterventionKind[] = ["open-app", "tap-widget", "leave-app", "force-quit-app", "app-opens-session", "app-downloads", "sign-out", "update-app"];

export const isOfApp = (intervention: InterventionKind): boolean => OF_APP.includes(intervention);

const patchApp = (draft: Draft, change: Partial<App>): void => draft.patch({ app: { ...draft.world.app, ...change } });

export function stepApp(draft: Draft, event: Owned): void {
  if (event.kind === "app-transfer-ends") return transferEnds(draft, event.transfer);
  const say = (text: string, effect = true): number => draft.say("home", "intervention", text, { do: event.do, by: event.by, index: event.index, effect }, { cause: null, source: null });
  const { app } = draft.world;
  const identifier = event.with.identifier ?? (event.do === "app-opens-session" ? sharedIdentifier(draft) : "com.example.leaderboard.background");
  switch (event.do) {
    case "open-app": return open(draft, say("the person opens the app", app.state !== "foreground"));
    case "tap-widget":
      patchApp(draft, { tapped: draft.at });
      return open(draft, say("the person taps the widget, and the app opens"));
    case "leave-app": return void changes(draft, "background", "left", say("the person leaves the app", app.state === "foreground"));
    case "force-quit-app": return forceQuit(draft, say("the person force-quits the app", app.state !== "not-running"));
    case "app-opens-session": return void openSession(draft, identifier, say(`the app opens the background session "${identifier}"`));
    case "app-downloads": return download(draft, identifier, say("the app starts a background download of its own"));
    case "sign-out": return signOut(draft, say("the person signs out in the app"));
    case "update-app": return update(draft, say("the app is updated"));
    default: return;
  }
}

/**
 * The identifier that the extension's code computes when it runs in the app: people share such code.
 * One that is derived from the running bundle differs there [P13] [D14].
 */
function sharedIdentifier({ world }: Draft): string {
  const own = world.loader.identifiers[0]?.identifier ?? "shared";
  return own.replace(BUNDLE_IDENTIFIER, BUNDLE_IDENTIFIER.replace(/\.[^.]*$/, ""));
}

function changes(draft: Draft, state: App["state"], reason: LineData["app-changes"]["reason"], cause: number | null): number | undefined {
  if (draft.world.app.state === state) return undefined;
  patchApp(draft, { state });
  const text = { "foreground": "is in front of the person", "background": "goes on in the background", "not-running": "is not running any more" }[state];
  return draft.say("app", "app-changes", text, { state, reason }, { cause, source: null });
}

/** [H6] [H7] [B14] In front: reloads are free, transfers are prompt, the limiter starts anew. */
function open(draft: Draft, cause: number): void {
  const line = changes(draft, "foreground", "opened", cause) ?? cause;
  resetLimiter(draft);
  for (const transfer of draft.world.app.transfers) if (transfer.state !== "running" && !transfer.told) told(draft, transfer, line);
  draft.promise({ kind: "conditions-changed" }, duration(0), { cause: line });
}

/** [A19] [Q18] Its transfers are cancelled, and nothing launches it again; it hears of them when it is opened. */
function forceQuit(draft: Draft, cause: number): void {
  const line = changes(draft, "not-running", "force-quit", cause) ?? cause;
  const transfers = draft.world.app.transfers.map((transfer): AppTransfer => (transfer.state === "running" ? { ...transfer, state: "cancelled" } : transfer));
  for (const transfer of draft.world.app.transfers.filter((each) => each.state === "running")) {
    draft.withdraw((event) => event.kind === "app-transfer-ends" && event.transfer === transfer.transfer);
    draft.say("daemon", "app-transfer-ended", `ends the app's transfer of "${transfer.identifier}"`, { transfer: transfer.transfer, identifier: transfer.identifier, error: cancelled }, { cause: line, source: null });
  }
  patchApp(draft, { transfers });
  // [M5]
  if (draft.world.device.settings.forceQuitCancelsWidgetTasks) draft.promise({ kind: "transfers-withdrawn", reason: 0 }, duration(0), { cause: line });
}

const cancelled: ErrorData = urlError(-999, "cancelled", { NSURLErrorBackgroundTaskCancelledReasonKey: 0 });

/** [D12] Only one process may be connected to an identifier; the second is refused. Whether it got the session. */
function openSession(draft: Draft, identifier: string, cause: number): boolean {
  const line = changes(draft, draft.world.app.state === "not-running" ? "background" : draft.world.app.state, "events", cause) ?? cause;
  if (draft.world.app.sessions.includes(identifier)) return true;
  const holder = connectedSession(draft.world, identifier);
  if (holder) {
    draft.say("daemon", "session-in-use", `refuses the app's session "${identifier}": the extension has it open (-996)`, { session: holder.session, identifier, holder: "extension" }, { cause: line, source: null });
    return false;
  }
  patchApp(draft, { sessions: [...draft.world.app.sessions, identifier] });
  draft.say("app", "app-session-created", `creates a background session "${identifier}"`, { identifier }, { cause: line, source: null });
  return true;
}

/** Bytes of a download of the app's own: it only keeps the daemon busy. */
const SIZE = 100_000;

function download(draft: Draft, identifier: string, cause: number): void {
  if (!openSession(draft, identifier, cause)) return;
  const { device, app } = draft.world;
  const transfer = draft.id("transfer");
  patchApp(draft, { transfers: [...app.transfers, { transfer, identifier, state: "running", told: false }] });
  const line = draft.say("app", "app-transfer-started", `hands a download of "${identifier}" to the daemon`, { transfer, identifier }, { cause, source: null });
  draft.promise({ kind: "app-transfer-ends", transfer }, duration(device.settings.transferStartDelay + device.latency + Math.ceil((SIZE / device.bandwidth) * 1000)), { cause: line });
}

/** [F6] The app is told at once, or launched in the background for it. */
function transferEnds(draft: Draft, number: number): void {
  const transfer = draft.world.app.transfers.find((each) => each.transfer === number);
  if (transfer?.state !== "running") return;
  patchApp(draft, { transfers: draft.world.app.transfers.map((each) => (each.transfer === number ? { ...each, state: "ended" } : each)) });
  const line = draft.say("daemon", "app-transfer-ended", `has the app's download of "${transfer.identifier}"`, { transfer: number, identifier: transfer.identifier, error: null }, { source: null });
  if (draft.world.app.state === "not-running" && draft.world.device.settings.limiterScope === "app") raiseLimiter(draft);
  changes(draft, draft.world.app.state === "not-running" ? "background" : draft.world.app.state, "events", line);
  told(draft, { ...transfer, state: "ended" }, line);
}

function told(draft: Draft, { transfer, identifier, state }: AppTransfer, cause: number): void {
  patchApp(draft, { transfers: draft.world.app.transfers.map((each) => (each.transfer === transfer ? { ...each, told: true } : each)) });
  const error = state === "cancelled" ? cancelled : null;
  draft.say("app", "app-told", error ? `hears that its download was cancelled (${error.code}, reason 0)` : "hears that its download has ended", { transfer, identifier, error }, { cause, source: null });
}

/** [P38] What the account had in common with the widget is gone; what is under way for it is not. */
function signOut(draft: Draft, cause: number): void {
  const line = changes(draft, "foreground", "opened", cause) ?? cause;
  const { disk } = draft.world;
  const files = Object.keys(disk.files).filter((path) => disk.files[path]?.scope === "group");
  const suites = Object.keys(disk.defaults).filter((suite) => suite !== "" && !suite.startsWith("own:"));
  const defaults = suites.reduce((count, suite) => count + Object.keys(disk.defaults[suite] ?? {}).length, 0);
  draft.patch({
    disk: {
      ...disk, files: Object.fromEntries(Object.entries(disk.files).filter(([path]) => !files.includes(path))),
      defaults: Object.fromEntries(Object.entries(disk.defaults).filter(([suite]) => !suites.includes(suite))),
    },
  });
  const cleared = draft.say("disk", "shared-data-cleared", `loses what the app group held: ${files.length} files, ${defaults} defaults`, { files: files.length, defaults }, { cause: line, source: null });
  draft.promise({ kind: "timeline-wanted", reason: "reload", of: null, configuration: null }, duration(0), { cause: cleared });
}

/** [A23] [P34] Containers get new paths; the daemon's transfers go on. */
function update(draft: Draft, cause: number): void {
  changes(draft, "not-running", "left", cause);
  if (draft.world.process.state !== "not-running") terminate(draft, "intervention", cause);
  const installation = draft.world.device.installation + 1;
  const { disk, loader } = draft.world;
  const moved = <T>(entries: Readonly<Record<string, T>>): Record<string, T> => Object.fromEntries(Object.entries(entries).map(([path, value]) => [movedPath(path, installation), value]));
  draft.patch({
    device: { ...draft.world.device, installation },
    disk: { ...disk, files: moved(disk.files), directories: moved(disk.directories) },
    loader: { ...loader, tasks: loader.tasks.map((task) => (task.location === null ? task : { ...task, location: movedPath(task.location, installation) })) },
  });
  const line = draft.say("disk", "app-updated", "has new paths for the containers; what they hold is the same", { installation }, { cause, source: null });
  draft.promise({ kind: "timeline-wanted", reason: "update", of: null, configuration: null }, duration(0), { cause: line });
}
