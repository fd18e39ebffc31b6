/** What happens from outside: a person or a scenario does something to the device. */
import { duration, later } from "../base/time.ts";
import { suspend, terminate } from "../device/process.ts";
import { parkedMessages, patchTask } from "../device/transfers.ts";
import type { Event } from "../model/event.ts";
import type { Draft } from "../model/outcome.ts";

type Owned = Extract<Event, { kind: "intervention" }>;

export function stepDevice(draft: Draft, event: Owned): void {
  const { process } = draft.world;
  if (event.suspendedSince !== null && (process.state !== "suspended" || process.suspendedAt !== event.suspendedSince)) return;
  const say = (text: string, effect: boolean): number =>
    draft.say("home", "intervention", text, { do: event.do, by: event.by, index: event.index, effect }, { cause: null, source: null });
  switch (event.do) {
    case "suspend":
      if (process.state !== "running") return void say("would suspend the extension, which is not running", false);
      return suspend(draft, "intervention", say("the system suspends the extension", true));
    case "terminate":
      if (process.state === "not-running") return void say("would terminate the extension, which is not running", false);
      return terminate(draft, "intervention", say("the system terminates the extension", true));
    case "relaunch": return relaunch(draft, say);
    case "ask-for-timeline":
      draft.promise({ kind: "timeline-wanted" }, duration(0), { cause: say("the home screen wants fresh timelines", true) });
      return;
    case "go-offline":
      say("the device loses the network", draft.world.device.online);
      return draft.patch({ device: { ...draft.world.device, online: false } });
    case "go-online": return goOnline(draft, say("the device has the network again", !draft.world.device.online));
  }
}

/** What would make the system run it: waiting events come first, else a timeline is asked for. */
function relaunch(draft: Draft, say: (text: string, effect: boolean) => number): void {
  const { process, loader } = draft.world;
  if (process.state === "running" || process.state === "launching") return void say("would run the extension, which is running", false);
  const identity = loader.identifiers.find((each) => parkedMessages(draft.world, each.identifier).length > 0 && !loader.tasks.some((task) => task.background === each.identifier && task.state === "running"));
  const line = say(process.state === "suspended" ? "the system lets the extension run again" : "the system launches the extension again", true);
  if (!identity) return draft.promise({ kind: "timeline-wanted" }, duration(0), { cause: line });
  draft.withdraw((event) => event.kind === "wake-due" && event.identifier === identity.identifier);
  const token = draft.id();
  draft.patch({
    loader: {
      ...draft.world.loader,
      identifiers: draft.world.loader.identifiers.map((each) => (each.identifier === identity.identifier ? { ...each, wake: { token, due: later(draft.at, duration(0)) } } : each)),
      messages: draft.world.loader.messages.map((message) => (message.identifier === identity.identifier ? { ...message, woken: false } : message)),
    },
  });
  draft.promise({ kind: "wake-due", identifier: identity.identifier, token }, duration(0), { cause: line });
}

/** [N1] [N2] Waiting transfers begin again by themselves. */
function goOnline(draft: Draft, cause: number): void {
  draft.patch({ device: { ...draft.world.device, online: true } });
  for (const task of draft.world.loader.tasks) {
    if (task.background === null || task.phase !== "waiting" || task.state !== "running") continue;
    const attempt = task.attempt + 1;
    patchTask(draft, task.task, { attempt });
    draft.promise({ kind: "transfer-begins", task: task.task, attempt }, draft.world.device.settings.transferStartDelay, { cause });
  }
}
