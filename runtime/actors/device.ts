/** What happens from outside: a person or a scenario does something to the device. */
import { duration, later } from "../base/time.ts";
import { changeNetwork } from "../device/network.ts";
import { suspend, terminate, turn } from "../device/process.ts";
import { parkedMessages } from "../device/transfers.ts";
import type { Event } from "../model/event.ts";
import type { Json } from "../model/json.ts";
import type { Draft } from "../model/outcome.ts";
import type { InterventionKind, ReloadReason } from "../model/trace.ts";
import type { Device } from "../model/world.ts";

type Owned = Extract<Event, { kind: "intervention" }>;

/** Switches of the device: what is said, and what it changes. */
const SWITCHES: Partial<Record<InterventionKind, { readonly text: string; readonly change: Partial<Device>; /** Transfers go by it. */ readonly counts: boolean }>> = {
  "go-offline": { text: "the device loses the network", change: { online: false }, counts: true },
  "go-online": { text: "the device has the network again", change: { online: true }, counts: true },
  "leave-wifi": { text: "the device leaves Wi-Fi for the cellular network", change: { wifi: false }, counts: true },
  "join-wifi": { text: "the device joins a Wi-Fi network", change: { wifi: true }, counts: true },
  "low-data-on": { text: "the person switches Low Data Mode on", change: { lowData: true }, counts: true },
  "low-data-off": { text: "the person switches Low Data Mode off", change: { lowData: false }, counts: true },
  "unplug": { text: "the device is taken off its charger", change: { charging: false }, counts: true },
  "plug-in": { text: "the device is put on its charger", change: { charging: true }, counts: true },
  "drain-battery": { text: "the battery is low", change: { lowBattery: true }, counts: true },
  "charge-battery": { text: "the battery is full enough", change: { lowBattery: false }, counts: true },
  "lock": { text: "the person locks the device", change: { locked: true }, counts: false },
  "unlock": { text: "the person unlocks the device", change: { locked: false }, counts: false },
  "fill-disk": { text: "the disk is full", change: { diskFull: true }, counts: false },
  "free-disk": { text: "the disk has room again", change: { diskFull: false }, counts: false },
};

export function stepDevice(draft: Draft, event: Owned): void {
  const { process } = draft.world;
  if (event.suspendedSince !== null && (process.state !== "suspended" || process.suspendedAt !== event.suspendedSince)) return;
  const say = (text: string, effect: boolean): number =>
    draft.say("home", "intervention", text, { do: event.do, by: event.by, index: event.index, effect }, { cause: null, source: null });
  switch (event.do) {
    case "suspend":
      if (process.state !== "running") return void say("would suspend the extension, which is not running", false);
      // [A20]
      if (draft.world.device.debugger) return void say("would suspend the extension, but a debugger prevents it", false);
      return suspend(draft, "intervention", say("the system suspends the extension", true));
    case "terminate":
      if (process.state === "not-running") return void say("would terminate the extension, which is not running", false);
      return terminate(draft, "intervention", say("the system terminates the extension", true));
    case "relaunch": return relaunch(draft, say);
    case "ask-for-timeline": return want(draft, "asked", say("the home screen wants fresh timelines", true));
    case "interact": return want(draft, "interaction", say("the person touches a control of the widget", true), event.with.kind);
    case "change-configuration": return want(draft, "configuration", say("the person configures the widget", true), event.with.kind, event.with.configuration ?? {});
    case "remove-widgets": return draft.promise({ kind: "widgets-removed" }, duration(0), { cause: say("the person removes the widget", true) });
    case "memory-pressure":
      // [A6] A suspended process goes first; one that runs stays.
      if (process.state !== "suspended") return void say("memory is short; the extension is not suspended and stays", false);
      return terminate(draft, "intervention", say("memory is short: the system takes the suspended extension's", true));
    case "change-network": return changeNetwork(draft, event.with, say);
    case "attach-debugger": case "detach-debugger": return attach(draft, event.do === "attach-debugger", say);
    // [B15]
    case "system-reloads": return want(draft, "system", say("the widget's page comes into view again, or the place has changed: the system wants fresh timelines", true));
    case "disconnect-daemon": return draft.promise({ kind: "daemon-disconnected" }, duration(0), { cause: say("the link to the transfer daemon dies", true) });
    // [H17]
    case "cancel-transfers": {
      const reason = event.with.reason === "updates-disabled" ? 1 : 2;
      return draft.promise({ kind: "transfers-withdrawn", reason }, duration(0), { cause: say(reason === 1 ? "the person switches background updates off" : "the system needs its resources for other things", true) });
    }
    case "foreign-events": {
      const identifier = event.with.identifier ?? "com.example.earlier";
      return draft.promise({ kind: "foreign-events", identifier }, duration(0), { cause: say(`a transfer of "${identifier}" ends, which this program never started`, true) });
    }
    default: return flip(draft, event.do, say);
  }
}

function flip(draft: Draft, what: InterventionKind, say: (text: string, effect: boolean) => number): void {
  const wanted = SWITCHES[what];
  if (!wanted) return;
  const { device } = draft.world;
  const changes = Object.entries(wanted.change).some(([key, value]) => device[key as keyof Device] !== value);
  const cause = say(wanted.text, changes);
  draft.patch({ device: { ...device, ...wanted.change } });
  if (changes && wanted.counts) draft.promise({ kind: "conditions-changed" }, duration(0), { cause });
}

/** [A20] While a debugger is attached nothing is suspended. */
function attach(draft: Draft, debugged: boolean, say: (text: string, effect: boolean) => number): void {
  say(debugged ? "a debugger is attached to the extension" : "the debugger is gone", draft.world.device.debugger !== debugged);
  draft.patch({ device: { ...draft.world.device, debugger: debugged } });
  turn(draft);
}

function want(draft: Draft, reason: ReloadReason, cause: number, of: string | null = null, configuration: Json = null): void {
  draft.promise({ kind: "timeline-wanted", reason, of, configuration }, duration(0), { cause });
}

/** What would make the system run it: waiting events come first, else a timeline is asked for. */
function relaunch(draft: Draft, say: (text: string, effect: boolean) => number): void {
  const { process, loader } = draft.world;
  if (process.state === "running" || process.state === "launching") return void say("would run the extension, which is running", false);
  const identity = loader.identifiers.find((each) => parkedMessages(draft.world, each.identifier).length > 0 && !loader.tasks.some((task) => task.background === each.identifier && task.state === "running"));
  const line = say(process.state === "suspended" ? "the system lets the extension run again" : "the system launches the extension again", true);
  if (!identity) return want(draft, "asked", line);
  draft.withdraw((event) => event.kind === "wake-due" && event.identifier === identity.identifier);
  const token = draft.id("serial");
  draft.patch({
    loader: {
      ...draft.world.loader,
      identifiers: draft.world.loader.identifiers.map((each) => (each.identifier === identity.identifier ? { ...each, wake: { token, due: later(draft.at, duration(0)) } } : each)),
      messages: draft.world.loader.messages.map((message) => (message.identifier === identity.identifier ? { ...message, woken: false } : message)),
    },
  });
  draft.promise({ kind: "wake-due", identifier: identity.identifier, token }, duration(0), { cause: line });
}
