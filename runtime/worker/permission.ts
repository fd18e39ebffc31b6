/**
 * Addresses under the site are always fetched. Any other origin only once the learner has allowed it: code that was
 * pasted or came with a link reaches nobody before. One that is not allowed, or refuses, can be answered by a stand-in.
 */
import { recordingKey, type Origin, type OriginRequest, type Recording } from "../model/origin.ts";
import { STAND_FOR } from "./fetch-origin.ts";

/** What the learner has said about origins, such as "https://example.com". */
export interface Permissions {
  readonly allowed: readonly string[];
  /** Answered with 200 and `{}`, and never asked. */
  readonly standIn: readonly string[];
}

export const NOBODY: Permissions = { allowed: [], standIn: [] };

/** What a run has met: origins the learner has not spoken about, and allowed ones that could not be loaded. */
export interface Met {
  readonly asked: readonly string[];
  readonly refused: readonly string[];
}

/** "https://example.com:8080" of an address; `null` where there is none. */
export function originOf(address: string): string | null {
  try {
    const { origin } = new URL(address);
    return origin === "null" ? null : origin;
  } catch {
    return null;
  }
}

export interface Guard extends Origin {
  readonly met: () => Met;
}

/**
 * `site` is the origin that the page comes from. A guard serves one run; what other origins have answered is in `kept`
 * for the runs after it, for a program is run at each pause in typing, and somebody else's server is not.
 */
export function guarded(real: Origin, site: string, { allowed, standIn }: Permissions, kept: Map<string, Recording> = new Map()): Guard {
  const asked = new Set<string>();
  const refused = new Set<string>();
  const fetch = async (request: OriginRequest): Promise<Recording> => {
    const origin = originOf(request.url);
    if (origin === null || origin === site || request.url.startsWith(STAND_FOR)) return real.fetch(request);
    if (standIn.includes(origin)) return standInFor(request);
    if (!allowed.includes(origin)) {
      asked.add(origin);
      return notAllowed(request, origin);
    }
    const known = kept.get(recordingKey(request));
    if (known) return known;
    const recording = await real.fetch(request);
    if (recording.ok) kept.set(recordingKey(request), recording);
    else if (recording.reason !== "too-large") refused.add(origin);
    return recording;
  };
  return { fetch, met: () => ({ asked: [...asked], refused: [...refused] }) };
}

const standInFor = ({ url }: OriginRequest): Recording => ({ ok: true, status: 200, headers: { "content-length": "2", "content-type": "application/json" }, url, content: { utf8: "{}" }, size: 2, from: "stand-in" });

const notAllowed = ({ url }: OriginRequest, origin: string): Recording => ({
  ok: false, reason: "not-allowed", message: `${url} was not asked: you have not allowed ${origin} yet`,
  fix: `Allow ${origin} or use the stand-in, in the notice over the picture.`,
});
