import { defineCollection } from "astro:content";
import { glob } from "astro/loaders";
import { docsSchema } from "@astrojs/starlight/schema";
import { z } from "astro/zod";
import { slugOf } from "./site/slug.ts";

export const collections = {
  docs: defineCollection({
    loader: glob({
      base: "./content",
      pattern: ["**/*.{md,mdx}", "!**/_*", "!**/README.md"],
      generateId: ({ entry }) => slugOf(entry),
    }),
    schema: docsSchema({
      extend: z.object({
        rule: z.object({ scenario: z.string(), event: z.string(), found: z.enum(["error", "warning"]) }).optional().describe("Of a rule's page: the scenario that its broken code fails under, and the kind of the event that is found."),
        explored: z.object({ bound: z.int(), strikes: z.array(z.string()).optional() }).optional().describe("Of a page on a rule that only the explorer checks: within which bound, and with which interventions, its broken code is found."),
        wide: z.boolean().default(false).describe("The page uses the whole window, without sidebar and contents."),
      }),
    }),
  }),
};
