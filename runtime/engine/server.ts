/** Answers that a scenario scripts, in place of a real server. */
import { sizeOf } from "../device/files.ts";
import type { OriginRequest, Recording } from "../model/origin.ts";
import type { ServerRule } from "../model/scenario.ts";

/** The scripted answer for the `served`-th request (from 0) of an address; `undefined` when none is scripted. */
export function scriptedAnswer(rules: readonly ServerRule[], request: OriginRequest, served: number): Recording | undefined {
  const path = request.url.replace(/[?#].*$/, "");
  const rule = rules.find(({ match }) => request.url === match || path === match || path.endsWith(match));
  if (!rule) return undefined;
  if (rule.refuse) return { ok: false, reason: "refused", message: "the scenario refuses the connection", fix: "This is part of the scenario: be ready for it." };
  const answers = rule.answer === undefined ? [{ status: 200, headers: {}, body: "" }] : Array.isArray(rule.answer) ? rule.answer : [rule.answer];
  const answer = answers[Math.min(served, answers.length - 1)];
  if (!answer) return undefined;
  const text = typeof answer.body === "string" ? answer.body : JSON.stringify(answer.body);
  const content = { utf8: text };
  const size = sizeOf(content);
  return {
    ok: true, status: answer.status, headers: { "Content-Length": String(size), ...answer.headers }, url: request.url, content, size, from: "scenario",
    ...(answer.delay === undefined ? {} : { delay: answer.delay }), ...(answer.cutAfter === undefined ? {} : { cutAfter: answer.cutAfter }),
    ...(rule.certificate === "valid" ? {} : { certificate: rule.certificate }),
  };
}
