/** At build time: the samples of `content/samples/`, each a program with a `sample.yaml`. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { BUILT_IN } from "../../runtime/judge/built-in.ts";
import type { ProgramFile } from "../../runtime/model/program.ts";
import type { SampleCard, SampleFile } from "./samples.ts";

const FOLDER = join(process.cwd(), "content", "samples");

export const sampleSchema = z.strictObject({
  title: z.string().min(1).max(60),
  symptom: z.string().min(1).max(160).describe("One line: what somebody with this bug would say."),
  family: z.string().min(1),
  scenario: z.string().refine((name) => BUILT_IN.some((each) => each.name === name), { error: "is no built-in scenario" }),
  rule: z.string().nullable().describe("The rule that finds it; null: there is nothing to find."),
  found: z.string().nullable().describe("The line of code that the rule marks, without the space around it."),
  order: z.int(),
});

/** Text files of a program's folder: the entry first, as a reader would open it, answers of the server last. */
export function filesIn(path: string): ProgramFile[] {
  const names = readdirSync(path, { recursive: true, encoding: "utf8" }).map((name) => name.replaceAll("\\", "/"));
  const wanted = names.filter((name) => (name.startsWith("server/") ? /\.\w+$/.test(name) : name.endsWith(".ts")));
  const rank = (name: string): number => (name === "Widget.ts" ? 0 : name.startsWith("server/") ? 2 : 1);
  return wanted.sort((one, other) => rank(one) - rank(other) || (one < other ? 1 : -1)).map((name) => ({ path: name, text: readFileSync(join(path, name), "utf8") }));
}

export function sample(name: string): SampleFile & { readonly rule: string | null; readonly found: string | null; readonly order: number } {
  const file = join(FOLDER, name, "sample.yaml");
  if (!existsSync(file)) throw new Error(`There is no content/samples/${name}/sample.yaml. Each sample says there what it shows.`);
  const result = sampleSchema.safeParse(parse(readFileSync(file, "utf8")));
  if (!result.success) throw new Error(result.error.issues.map(({ path, message }) => `content/samples/${name}/sample.yaml: ${path.join(".")}: ${message}`).join("\n"));
  return { name, ...result.data, files: filesIn(join(FOLDER, name)) };
}

/** In the order of the gallery. */
export const samples = (): readonly ReturnType<typeof sample>[] =>
  readdirSync(FOLDER, { withFileTypes: true }).filter((each) => each.isDirectory()).map(({ name }) => sample(name)).sort((one, other) => one.order - other.order);

export const cards = (): readonly SampleCard[] => samples().map(({ name, title, symptom, family }) => ({ name, title, symptom, family }));
