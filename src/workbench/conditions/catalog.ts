/** Every intervention in words: who does it, what it does, and how sure that is. */
import type { InterventionOptions } from "../../../runtime/model/scenario.ts";
import type { InterventionKind } from "../../../runtime/model/trace.ts";

export type Doer = "system" | "person" | "network" | "app";

export interface Entry {
  readonly by: Doer;
  readonly does: string;
  readonly certainty: "documented" | "stated by Apple's engineers" | "observed" | "assumed";
  /** What it can be told. */
  readonly takes?: readonly (keyof InterventionOptions)[];
}

export const DOERS: Readonly<Record<Doer, string>> = { system: "The system", person: "The person", network: "The network", app: "The app" };

export const CATALOG: Readonly<Record<InterventionKind, Entry>> = {
  "suspend": { by: "system", does: "No code of it runs until the system lets it; its memory stays.", certainty: "stated by Apple's engineers" },
  "terminate": { by: "system", does: "The process is gone without a word, and its memory with it. Transfers go on.", certainty: "stated by Apple's engineers" },
  "relaunch": { by: "system", does: "It runs again: for waiting events if there are any, else for a timeline.", certainty: "documented" },
  "memory-pressure": { by: "system", does: "Takes the extension's memory if it is suspended.", certainty: "stated by Apple's engineers" },
  "ask-for-timeline": { by: "system", does: "The home screen wants fresh timelines of all placed widgets.", certainty: "documented" },
  "system-reloads": { by: "system", does: "The widget's page comes into view again, or the place has changed: fresh timelines, at no cost.", certainty: "documented" },
  "disconnect-daemon": { by: "system", does: "The link to the daemon dies; what is under way fails with -997.", certainty: "observed" },
  "cancel-transfers": { by: "system", does: "All background transfers of the extension end with -999 and a reason.", certainty: "documented", takes: ["reason"] },
  "foreign-events": { by: "system", does: "A transfer ends that this program never started: of an earlier version, or of a library.", certainty: "assumed", takes: ["identifier"] },
  "drain-battery": { by: "system", does: "Off the charger, discretionary transfers wait.", certainty: "stated by Apple's engineers" },
  "charge-battery": { by: "system", does: "What waited for it goes on.", certainty: "stated by Apple's engineers" },
  "fill-disk": { by: "system", does: "Nothing more can be written; a finished download has nowhere to go.", certainty: "assumed" },
  "free-disk": { by: "system", does: "There is room again.", certainty: "assumed" },
  "lock": { by: "person", does: "Protected files can't be read; transfers go on.", certainty: "documented" },
  "unlock": { by: "person", does: "Protected files can be read again.", certainty: "documented" },
  "unplug": { by: "person", does: "Discretionary transfers may wait for power.", certainty: "documented" },
  "plug-in": { by: "person", does: "What waited for power goes on.", certainty: "documented" },
  "tap-widget": { by: "person", does: "The containing app opens; reloads may be ignored for a while after.", certainty: "observed" },
  "interact": { by: "person", does: "A button or toggle of it; a timeline is asked for, and costs no budget.", certainty: "documented", takes: ["kind"] },
  "change-configuration": { by: "person", does: "Another choice is made; a timeline is asked for with it.", certainty: "documented", takes: ["kind", "configuration"] },
  "remove-widgets": { by: "person", does: "None is placed any more.", certainty: "assumed" },
  "attach-debugger": { by: "person", does: "Nothing is suspended, and no budget counts.", certainty: "stated by Apple's engineers" },
  "detach-debugger": { by: "person", does: "The system does as it likes again.", certainty: "stated by Apple's engineers" },
  "go-offline": { by: "network", does: "Background transfers wait; inline requests fail.", certainty: "documented" },
  "go-online": { by: "network", does: "What waited goes on.", certainty: "documented" },
  "leave-wifi": { by: "network", does: "The cellular network is used, where the request allows it.", certainty: "documented" },
  "join-wifi": { by: "network", does: "Transfers that need Wi-Fi go on.", certainty: "documented" },
  "low-data-on": { by: "network", does: "The network counts as constrained.", certainty: "documented" },
  "low-data-off": { by: "network", does: "The network is not constrained any more.", certainty: "documented" },
  "change-network": { by: "network", does: "Another bandwidth, latency or loss, from here on.", certainty: "assumed", takes: ["bandwidth", "latency", "loss"] },
  "open-app": { by: "app", does: "It is in front: reloads are free, and the limit on transfers begins anew.", certainty: "documented" },
  "leave-app": { by: "app", does: "It goes on in the background.", certainty: "documented" },
  "force-quit-app": { by: "app", does: "Its own transfers end; the widget's go on, unless a setting says otherwise.", certainty: "assumed" },
  "app-opens-session": { by: "app", does: "Only one process can be connected to an identifier.", certainty: "stated by Apple's engineers", takes: ["identifier"] },
  "app-downloads": { by: "app", does: "A background transfer of its own.", certainty: "documented", takes: ["identifier"] },
  "sign-out": { by: "app", does: "What the app group holds is cleared; answers under way belong to the old account.", certainty: "assumed" },
  "update-app": { by: "app", does: "The containers move, the extension begins anew, transfers go on.", certainty: "observed" },
};
