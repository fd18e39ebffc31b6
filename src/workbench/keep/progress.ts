/** Progress as one file: every attempt and every solved lesson. Loaded when somebody exports or imports. */
import { z } from "zod";
import { attemptKey, attemptsIn, sameFiles, solvedIn, solvedKey, type Attempt, type Solved } from "./attempts.ts";
import { KEEP_LIMITS } from "./limits.ts";
import { remember, type Undo } from "./undo.ts";
import type { Store } from "./store.ts";

const KIND = "relaunch-progress";
const FORMAT = 1;

const filesSchema = z.array(z.strictObject({ path: z.string().min(1).max(KEEP_LIMITS.path), text: z.string().max(KEEP_LIMITS.file) })).max(200);
const keyPart = z.string().regex(/^[\w.-]+(\/[\w.-]+)*$/, { error: "expected words joined by slashes" });
const attemptSchema = z.strictObject({
  format: z.literal(1), place: keyPart, title: z.string().max(200), start: keyPart, begins: filesSchema.nullable(), files: filesSchema,
  scenario: z.unknown().transform((value) => value ?? null), saved: z.number(), asked: z.boolean(), aside: z.boolean(),
});
const solvedSchema = z.strictObject({ format: z.literal(1), place: keyPart, start: keyPart, at: z.number() });
const progressSchema = z.strictObject({
  kind: z.literal(KIND), format: z.literal(FORMAT), exported: z.string(), attempts: z.array(attemptSchema), solved: z.array(solvedSchema),
});

export interface Progress {
  readonly attempts: readonly Attempt[];
  readonly solved: readonly Solved[];
}

export type ProgressReading = { readonly ok: true; readonly progress: Progress } | { readonly ok: false; readonly message: string; readonly fix: string };

/** `exported`: an ISO time. `more` is what only the page holds. */
export function progressText(store: Store, exported: string, more: readonly Attempt[] = []): string {
  const kept = attemptsIn(store).filter((each) => !more.some(({ place, start }) => place === each.place && start === each.start));
  return `${JSON.stringify({ kind: KIND, format: FORMAT, exported, attempts: [...more, ...kept], solved: solvedIn(store) }, null, 1)}\n`;
}

/** Never throws: what can't be used is told in words. */
export function readProgress(text: string): ProgressReading {
  const bad = (message: string, fix = "Nothing was changed. Choose a file that “Export progress” has saved."): ProgressReading => ({ ok: false, message, fix });
  if (text.length > KEEP_LIMITS.progress) return bad(`This file has ${text.length} characters; progress has at most ${KEEP_LIMITS.progress}.`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return bad("This file is no JSON, or it is cut off.");
  }
  const head = value as { kind?: unknown; format?: unknown } | null;
  if (head === null || typeof head !== "object" || head.kind !== KIND) return bad("This is no progress of this site.");
  if (typeof head.format === "number" && head.format > FORMAT) return bad("This progress was exported by a newer version of the site.", "Nothing was changed. Reload this page to get the newest version, then import again.");
  const result = progressSchema.safeParse(value);
  if (result.success) return { ok: true, progress: { attempts: result.data.attempts, solved: result.data.solved } };
  const issue = result.error.issues[0];
  return bad(`The progress in this file is damaged at ${issue?.path.map(String).join(".") || "its top"}: ${issue?.message ?? "it does not fit"}.`);
}

export interface ImportPlan {
  readonly fresh: readonly Attempt[];
  readonly equal: number;
  /** Attempts that this browser has too, with other text. */
  readonly different: readonly Attempt[];
  readonly solved: readonly Solved[];
}

export function planImport(store: Store, { attempts, solved }: Progress): ImportPlan {
  const here = attemptsIn(store);
  const own = (each: Attempt): Attempt | undefined => here.find(({ place, start }) => place === each.place && start === each.start);
  return {
    fresh: attempts.filter((each) => !own(each)),
    equal: attempts.filter((each) => sameFiles(own(each)?.files ?? [], each.files) && own(each)).length,
    different: attempts.filter((each) => own(each) && !sameFiles(own(each)?.files ?? [], each.files)),
    solved: solved.filter(({ place }) => !solvedIn(store).some((each) => each.place === place)),
  };
}

/** Takes the plan in; `theirs`: where both have an attempt, the file's is taken. What was there can be taken back. */
export function importProgress(store: Store, plan: ImportPlan, theirs: boolean): Undo {
  const attempts = theirs ? [...plan.fresh, ...plan.different] : plan.fresh;
  const entries = [...attempts.map((each) => [attemptKey(each.place, each.start), JSON.stringify(each)] as const), ...plan.solved.map((each) => [solvedKey(each.place), JSON.stringify(each)] as const)];
  const undo = remember(store, "import", entries.map(([key]) => key));
  for (const [key, value] of entries) store.set(key, value);
  return undo;
}
