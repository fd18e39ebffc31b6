/** What a lesson asks of a run: rules, and how they are to fare. */
import { z } from "zod";

export const goalsSchema = z.strictObject({
  goals: z.array(z.strictObject({
    rule: z.string().min(1),
    status: z.enum(["passed", "not-exercised"]),
    /** The goal in words. */
    says: z.string().min(1),
    /** Shown when asked for: where to look, not what to write. */
    hint: z.string().min(1),
  })).min(1),
  /** "open": the learner may add, rename and delete files. */
  files: z.enum(["fixed", "open"]).default("fixed"),
});

export type Goals = z.output<typeof goalsSchema>;
export type Goal = Goals["goals"][number];
