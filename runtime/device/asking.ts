/**
 * Questions to a delegate: a challenge, a delayed request, a redirect, a response. The transfer stands
 * still until the completion handler was called. In a background session a question is a message like
 * any other: it waits in the daemon, and wakes the extension [F27] [E22].
 */
import { added, without } from "../base/list.ts";
import type { AuthenticationMethod, QuestionData } from "../model/host-call.ts";
import type { Draft } from "../model/outcome.ts";
import type { Task } from "../model/world.ts";
import { sessionFor } from "./ending.ts";
import { enqueue } from "./process-state.ts";
import { turn } from "./process.ts";
import { flushMessages, messageData, methodFor, patchTask, promiseWakes, shortAddress, taskData } from "./transfers.ts";

/** Whether a delegate answers such questions; the daemon remembers what the last one implemented. */
export function canAsk(draft: Draft, task: Task, kind: QuestionData["kind"], method: AuthenticationMethod = "HTTPBasic"): boolean {
  const identity = draft.world.loader.identifiers.find((each) => each.identifier === task.background);
  const methods = (task.background === null ? sessionFor(draft, task)?.delegate?.methods : identity?.methods) ?? [];
  const challenge = kind === "challenge" ? { method, host: "", realm: null, previousFailureCount: 0 } : null;
  return task.style === "delegate" && methodFor({ question: 0, kind, challenge, request: null, response: null }, methods) !== undefined;
}

const SENTENCES: Readonly<Record<QuestionData["kind"], string>> = {
  challenge: "needs an answer to an authentication challenge", delayed: "asks whether the delayed request is still wanted",
  redirect: "asks whether to follow a redirect", response: "asks what to do with the response",
};

export function ask(draft: Draft, task: Task, given: Omit<QuestionData, "question">, cause: number | null): void {
  const question = { ...given, question: draft.id("question") };
  const { loader } = draft.world;
  draft.patch({ loader: { ...loader, questions: added(loader.questions, { ...question, task: task.task, asked: false }) } });
  patchTask(draft, task.task, { phase: "asking" });
  const line = draft.say(task.background === null ? "extension" : "daemon", "question-asked", `${SENTENCES[given.kind]}: ${shortAddress(task.current.url)}`, { task: task.task, question: question.question, about: given.kind, challenge: given.challenge }, { cause, source: null });
  if (task.background === null) return askHere(draft, task, question, line);
  const message = { message: draft.id("serial"), identifier: task.background, task: task.task, kind: "question" as const, question: question.question, cause: line, queued: false, woken: false };
  draft.patch({ loader: { ...draft.world.loader, messages: added(draft.world.loader.messages, message) } });
  if (draft.world.process.state === "running") {
    flushMessages(draft, task.background, line);
    turn(draft);
  }
  promiseWakes(draft, line);
}

function askHere(draft: Draft, task: Task, question: QuestionData, cause: number): void {
  const session = sessionFor(draft, task);
  const method = methodFor(question, session?.delegate?.methods ?? []);
  if (!session || !method) return;
  enqueue(draft, { name: "delegate", session: session.session, method, message: messageData({ task: taskData(draft.world, task), question }) }, cause);
  turn(draft);
}

/** A transfer that has ended asks nothing any more. */
export function dropQuestions(draft: Draft, number: number): void {
  const { loader } = draft.world;
  if (!loader.questions.some((each) => each.task === number)) return;
  draft.patch({
    loader: {
      ...loader,
      questions: without(loader.questions, (each) => each.task === number),
      messages: without(loader.messages, (each) => each.kind === "question" && each.task === number && !each.queued),
    },
  });
}
