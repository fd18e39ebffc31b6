/** All rules, in the order of the catalogue. */
import type { Rule } from "../model/finding.ts";
import { completionAfterEvents } from "./completion-after-events.ts";
import { completionCalled } from "./completion-called.ts";
import { completionOnce } from "./completion-once.ts";
import { delegateBasedTasks } from "./delegate-based-tasks.ts";
import { fileKeptInTime } from "./file-kept-in-time.ts";
import { handlerWired } from "./handler-wired.ts";
import { inlineRequestFinished } from "./inline-request-finished.ts";
import { providerDoesNotCrash } from "./provider-does-not-crash.ts";
import { reloadBeforeCompletion } from "./reload-before-completion.ts";
import { sessionRecreated } from "./session-recreated.ts";
import { timelineAnswered } from "./timeline-answered.ts";
import { widgetRefreshed } from "./widget-refreshed.ts";

export const RULES: readonly Rule[] = [
  completionCalled, completionAfterEvents, completionOnce, sessionRecreated, fileKeptInTime, timelineAnswered,
  inlineRequestFinished, widgetRefreshed, reloadBeforeCompletion, delegateBasedTasks, handlerWired, providerDoesNotCrash,
];
