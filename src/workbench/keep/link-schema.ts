/** The shape of what a link holds. The scenario is checked by its own schema when it is used. */
import { z } from "zod";
import { PROGRAM_LIMITS } from "../../../runtime/base/limits.ts";
import { KEEP_LIMITS } from "./limits.ts";
import { isSafePath } from "./paths.ts";

const path = z.string().max(KEEP_LIMITS.path).refine(isSafePath, { error: "this is no path inside a program" });

export const linkSchema = z.strictObject({
  files: z.array(z.tuple([path, z.string().max(PROGRAM_LIMITS.fileSize)])).min(1).max(PROGRAM_LIMITS.files)
    .refine((files) => new Set(files.map(([name]) => name)).size === files.length, { error: "two files have the same path" }),
  scenario: z.union([z.string().max(200), z.custom<object>((value) => value !== null && typeof value === "object" && !Array.isArray(value), { error: "expected a scenario" })]),
  hand: z.array(z.unknown()).max(500),
  line: z.int().min(0).nullable(),
});
