/**
 * Where response bytes come from. A run is pure: it only reads recordings. Whoever drives it
 * fetches what it lacks (really, or from a stand-in), records that, and goes on.
 */
import type { Content } from "./host-call.ts";

export interface OriginRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Content | null;
}

/** One request as it was answered, or as it failed. */
export type Recording =
  | {
      readonly ok: true;
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      /** The final address, after redirects. */
      readonly url: string;
      readonly content: Content;
      /** Bytes of the body. */
      readonly size: number;
      /** "network": fetched for real; "stand-in": from the program's `server/` folder or the default. */
      readonly from: "network" | "stand-in" | "scenario";
      /** Of scripted answers only: how long the server thinks, milliseconds … */
      readonly delay?: number;
      /** … after how many bytes the connection breaks off … */
      readonly cutAfter?: number;
      /** … and what the TLS handshake meets. */
      readonly certificate?: "untrusted" | "client-required";
    }
  | {
      readonly ok: false;
      /** "refused" covers what a browser does not tell apart: no listener, DNS failure, CORS. */
      readonly reason: "refused" | "timed-out" | "too-large" | "not-allowed";
      readonly message: string;
      /** What the learner can do about it. */
      readonly fix: string;
    };

/** Names a request among the recordings of a run. */
export const recordingKey = (request: OriginRequest): string =>
  `${request.method} ${request.url}${request.body ? ` ${"utf8" in request.body ? request.body.utf8 : request.body.base64}` : ""}`;

export type Recordings = Readonly<Record<string, Recording>>;

/** Fetches what a run asks for. Never rejects: a failure is a recording too. */
export interface Origin {
  fetch(request: OriginRequest): Promise<Recording>;
}
