/** Going on with a download where it stopped: what a server must offer, and the data a task leaves. */
import type { Content } from "../model/host-call.ts";
import type { Recording } from "../model/origin.ts";
import type { Task } from "../model/world.ts";

type Answered = Extract<Recording, { ok: true }>;

export const header = (headers: Readonly<Record<string, string>>, name: string): string | undefined =>
  Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];

/** [E9] What names this version of the resource; `null` when the server offers nothing to go on from. */
export function validatorOf(task: Task, recording: Answered): string | null {
  if (task.current.method !== "GET" || recording.status !== 200 || header(recording.headers, "accept-ranges") === "none") return null;
  return header(recording.headers, "etag") ?? header(recording.headers, "last-modified") ?? null;
}

/** Bytes that a download in progress has got by `at`, in whole. */
export function receivedBy(task: Task, at: number): number {
  if (task.phase !== "receiving" || task.due === null || !task.recording?.ok) return task.received;
  const share = task.due <= task.since ? 1 : Math.min(1, (at - task.since) / (task.due - task.since));
  return Math.floor(task.base + (task.recording.size - task.base) * share);
}

/** What a cancelled download leaves [E8]; `null` when it can't be resumed. Only a token: the bytes stay with the system [G8]. */
export function resumeDataOf(task: Task, at: number): { readonly content: Content; readonly offset: number } | null {
  if (task.kind !== "download" || task.phase !== "receiving" || !task.recording?.ok) return null;
  const validator = validatorOf(task, task.recording);
  const offset = receivedBy(task, at);
  if (validator === null || offset === 0) return null;
  return { offset, content: { utf8: JSON.stringify({ resume: 1, url: task.current.url, offset, validator }) } };
}

/** [E10] */
export function readResumeData(content: Content): Exclude<Task["resume"], null> {
  try {
    const data = JSON.parse("utf8" in content ? content.utf8 : "") as { resume?: unknown; url?: unknown; offset?: unknown; validator?: unknown };
    const { url, offset, validator } = data;
    if (data.resume === 1 && typeof url === "string" && typeof offset === "number" && typeof validator === "string") return { url, offset, validator };
  } catch {
    // Not ours: the same as damaged.
  }
  return "unusable";
}
