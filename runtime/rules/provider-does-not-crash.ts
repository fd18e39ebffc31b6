import type { GuestFailure } from "../model/guest.ts";
import { broken, kept, quiet, rule, say } from "./rule.ts";

const FIXES: Readonly<Record<string, string>> = {
  "poll-limit": "Give the loop an end; a widget has about a second before the system grows impatient.",
  "memory-limit": "Hold less at once: an extension is ended at 30 MB.",
  "stack-limit": "Give the recursion an end.",
  "job-limit": "Break the chain of promises that starts itself again.",
  "host-call-limit": "Give the loop an end: it calls the system again and again.",
  "not-emulated": "Use what the message names; the reference lists all that can be used.",
  "no-widget": "Make the widget the default export of Widget.ts.",
  "wrong-value": "Give what the message asks for.",
};

/** [B20] [A21] */
export const providerDoesNotCrash = rule<null>({
  id: "provider-does-not-crash",
  title: "No callback crashes",
  severity: "error",
  from: ["B20", "A21"],
  reads: ["callback-ends", "failure", "exception-raised"],
  start: () => null,
  on(line, state) {
    if (line.kind === "callback-ends" && !line.data.failed && line.data.name !== "block" && line.data.name !== "matches") return say(state, kept(line));
    if (line.kind === "failure") {
      const { failure, during } = line.data;
      const { what, instead } = parted(failure);
      return say(state, broken(line, failure.source, `${during.title} crashed the extension: ${what.replace(/[.?!]?$/, (end) => end || ".")}`, instead ?? FIXES[failure.code] ?? uncaught(failure)));
    }
    // The rule that the exception is about tells more.
    if (line.kind === "exception-raised" && line.data.rule === "other") return say(state, broken(line, line.source, `The system raised an exception, and the extension crashed: ${line.data.reason}`, "Avoid the call that the message names."));
    return quiet(state);
  },
  end: () => [],
});

/** Of a name that is not emulated, what to use instead is the second half of the message. */
function parted({ code, message }: GuestFailure): { readonly what: string; readonly instead: string | undefined } {
  const [, what, instead] = (code === "not-emulated" && /^(.*? is not emulated here\.) (.*)$/s.exec(message)) || [];
  return { what: what ?? message, instead };
}

/** Of what nobody has caught, most is not there under that name. */
function uncaught({ message }: GuestFailure): string {
  const [, name] = /^ReferenceError: '?([\w$]+)'? is not defined/.exec(message) ?? [];
  if (name !== undefined) return `Import ${name} from "WidgetKit", "SwiftUI" or "Foundation" if it is one of theirs; else define it, or correct its spelling.`;
  if (/^TypeError: (.* is )?not a function/.test(message)) return "What is called in this line is not there under that name: the editor underlines it; correct the spelling, or look it up in the reference.";
  return "Catch what can be thrown, and answer with what is stored.";
}
