/** What a delegate's completion handler answers: the transfer goes on, another way, or ends. */
import { without } from "../base/list.ts";
import { duration } from "../base/time.ts";
import { fail } from "../device/ending.ts";
import { failHandshake, follow, respond } from "../device/answering.ts";
import { receive } from "../device/loading.ts";
import { enqueue } from "../device/process-state.ts";
import { connectedSession, findTask, messageData, patchTask, taskData, urlError } from "../device/transfers.ts";
import type { HostCall } from "../model/host-call.ts";
import type { Draft } from "../model/outcome.ts";
import type { Question, Task } from "../model/world.ts";

type OwnedCall = Extract<HostCall, { name: "question-answer" }>;

export function callQuestions(draft: Draft, call: OwnedCall): void {
  const question = draft.world.loader.questions.find((each) => each.question === call.question);
  const task = question && findTask(draft.world, question.task);
  draft.answer();
  // Answered before, or the transfer has ended meanwhile: nothing waits for it.
  if (!question || !task || task.phase !== "asking") return;
  draft.patch({ loader: { ...draft.world.loader, questions: without(draft.world.loader.questions, (each) => each.question === call.question) } });
  const line = draft.say("extension", "question-answered", `answers ${call.disposition}`, { task: task.task, question: call.question, about: question.kind, disposition: call.disposition });
  ANSWERS[question.kind](draft, task, question, call, line);
}

type Answer = (draft: Draft, task: Task, question: Question, call: OwnedCall, line: number) => void;

const cancelled = (draft: Draft, task: Task): void => fail(draft, task, urlError(-999, "cancelled"), "");

/** The request is sent again, with what was answered. */
function again(draft: Draft, task: Task, change: Partial<Task>, line: number): void {
  const attempt = task.attempt + 1;
  patchTask(draft, task.task, { ...change, phase: "waiting", held: null, attempt });
  draft.promise({ kind: "transfer-begins", task: task.task, attempt }, duration(0), { cause: line });
}

const ANSWERS: Readonly<Record<Question["kind"], Answer>> = {
  // [F26] [F28]
  challenge(draft, task, { challenge }, { disposition, user }, line) {
    if (!challenge || disposition === "cancelAuthenticationChallenge") return cancelled(draft, task);
    const ofConnection = challenge.method === "ServerTrust" || challenge.method === "ClientCertificate";
    if (disposition !== "useCredential") return ofConnection ? failHandshake(draft, task, challenge.method) : deliver(draft, task, line);
    if (ofConnection) return again(draft, task, { trusted: true }, line);
    const headers = { ...task.current.headers, Authorization: `${challenge.method.replace("HTTP", "")} ${user ?? ""}`.trim() };
    again(draft, task, { rejections: task.rejections + 1, current: { ...task.current, headers } }, line);
  },
  // [E22] A new request's network flags are ignored.
  delayed(draft, task, _question, { disposition, request }, line) {
    if (disposition === "cancel") return cancelled(draft, task);
    const flags = { allowsCellularAccess: task.current.allowsCellularAccess };
    again(draft, task, disposition === "useNewRequest" && request ? { current: { ...request, ...flags } } : {}, line);
  },
  redirect(draft, task, _question, { disposition, request }, line) {
    if (disposition === "refuse" || !request) return deliver(draft, task, line);
    follow(draft, task, request, line);
  },
  // [E14]
  response(draft, task, _question, { disposition }, line) {
    if (disposition === "cancel") return cancelled(draft, task);
    if (disposition === "becomeDownload") becomeDownload(draft, task, line);
    receive(draft, findTask(draft.world, task.task) as Task, line);
  },
};

/** The response that led to the question is the answer after all. */
function deliver(draft: Draft, task: Task, line: number): void {
  if (task.recording?.ok) respond(draft, task, task.recording, line);
}

function becomeDownload(draft: Draft, task: Task, line: number): void {
  const session = draft.world.loader.sessions.find((each) => each.session === task.session);
  const background = session?.configuration.identifier ?? null;
  patchTask(draft, task.task, { kind: "download", background });
  const receiver = background === null ? session : connectedSession(draft.world, background);
  if (!receiver?.delegate?.methods.includes("urlSessionDataTaskDidBecome")) return;
  enqueue(draft, { name: "delegate", session: receiver.session, method: "urlSessionDataTaskDidBecome", message: messageData({ task: taskData(draft.world, findTask(draft.world, task.task) as Task) }) }, line);
}
