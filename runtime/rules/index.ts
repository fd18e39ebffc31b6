import type { Rule } from "../model/finding.ts";
export const RULES: readonly Rule[] = [];
