/** Whether learner code keeps an absolute path where it outlives the process: only then can an update of the app, after which containers have other paths [A23], break anything. */
import type { HostCall } from "../model/host-call.ts";

/** Containers are known by their UUID. */
const UUID = /[0-9A-F]{8}-(?:[0-9A-F]{4}-){3}[0-9A-F]{12}/i;

/** Bytes that are no text may hold anything. */
const mayHold = (text: string): boolean => UUID.test(text) || text.includes('"base64":');

/** What a call leaves behind, and a later life can read, may hold a path. */
export function mayKeepPath(call: HostCall): boolean {
  switch (call.name) {
    case "defaults-set": return mayHold(JSON.stringify([call.key, call.value]));
    case "file-write": return mayHold(JSON.stringify(call.content));
    case "task-create": return mayHold(JSON.stringify(call.request));
    case "task-describe": return mayHold(call.description ?? "");
    case "session-create": return mayHold(call.configuration.identifier ?? "");
    default: return false;
  }
}
