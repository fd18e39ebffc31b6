/** What the page knows of a sample. */
import type { ProgramFile } from "../../runtime/model/program.ts";

export interface SampleCard {
  readonly name: string;
  readonly title: string;
  /** What a reader with this bug would say. */
  readonly symptom: string;
  readonly family: string;
}

/** `samples/NAME.json`, loaded when the sample is chosen. */
export interface SampleFile extends SampleCard {
  /** A built-in scenario, by name. */
  readonly scenario: string;
  readonly files: readonly ProgramFile[];
}
