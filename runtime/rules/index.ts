/** All rules, in the order of the catalogue. */
import type { Rule } from "../model/finding.ts";
import { appGroupUsed } from "./app-group-used.ts";
import { budgetKept } from "./budget-kept.ts";
import { completionAfterEvents } from "./completion-after-events.ts";
import { completionAfterWork } from "./completion-after-work.ts";
import { completionCalled } from "./completion-called.ts";
import { completionOnce } from "./completion-once.ts";
import { configurationBeforeSession } from "./configuration-before-session.ts";
import { delegateBasedTasks } from "./delegate-based-tasks.ts";
import { delegateGiven } from "./delegate-given.ts";
import { failureHandled } from "./failure-handled.ts";
import { fileKeptInTime } from "./file-kept-in-time.ts";
import { handlerStartsNothing } from "./handler-starts-nothing.ts";
import { handlerWired } from "./handler-wired.ts";
import { identifierOwnProcess } from "./identifier-own-process.ts";
import { inlineRequestFinished } from "./inline-request-finished.ts";
import { lateResultRefused } from "./late-result-refused.ts";
import { matchingAnswers } from "./matching-answers.ts";
import { memoryKept } from "./memory-kept.ts";
import { noDuplicateDownload } from "./no-duplicate-download.ts";
import { oneSessionPerIdentifier } from "./one-session-per-identifier.ts";
import { policyHonourable } from "./policy-honourable.ts";
import { providerDoesNotCrash } from "./provider-does-not-crash.ts";
import { relativePathsKept } from "./relative-paths-kept.ts";
import { reloadBeforeCompletion } from "./reload-before-completion.ts";
import { reloadKnownKind } from "./reload-known-kind.ts";
import { reloadLoop } from "./reload-loop.ts";
import { sessionRecreated } from "./session-recreated.ts";
import { sessionValid } from "./session-valid.ts";
import { sharedContainerSet } from "./shared-container-set.ts";
import { statusChecked } from "./status-checked.ts";
import { taskResumed } from "./task-resumed.ts";
import { timelineAnswered } from "./timeline-answered.ts";
import { timelineNotWaiting } from "./timeline-not-waiting.ts";
import { transferKind } from "./transfer-kind.ts";
import { unknownIdentifierCompleted } from "./unknown-identifier-completed.ts";
import { widgetRefreshed } from "./widget-refreshed.ts";

export const RULES: readonly Rule[] = [
  completionCalled, completionAfterEvents, completionOnce, completionAfterWork, sessionRecreated, unknownIdentifierCompleted, fileKeptInTime,
  timelineAnswered, timelineNotWaiting, inlineRequestFinished, widgetRefreshed, reloadBeforeCompletion, reloadKnownKind, reloadLoop,
  oneSessionPerIdentifier, identifierOwnProcess, sharedContainerSet, delegateGiven, delegateBasedTasks, transferKind, sessionValid,
  configurationBeforeSession, taskResumed, statusChecked, failureHandled, noDuplicateDownload, handlerStartsNothing, handlerWired, policyHonourable,
  budgetKept, memoryKept, appGroupUsed, providerDoesNotCrash,
];

/** Rules that take more than one run to be judged: the explorer reads with them as well. */
export const EXPLORED: readonly Rule[] = [...RULES, matchingAnswers, lateResultRefused, relativePathsKept];

/** What a finding of the explorer says that compares runs, and so is no reader of one trace. */
export const COMPARED = {
  "completion-not-missed": { id: "completion-not-missed", title: "The completion is called even when the events were faster", severity: "error", from: ["P08", "F12"] },
  "result-survives": { id: "result-survives", title: "A kill changes nothing in the end", severity: "error", from: ["P05", "P06", "A8"] },
} as const;
