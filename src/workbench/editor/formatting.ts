/** Asks the runtime how to format a file, and says what came of it. */
import type { ProgramFile } from "../../../runtime/model/program.ts";
import type { TextEdit } from "../../../runtime/worker/client.ts";
import type { Workbench } from "../state/workbench.svelte.ts";

export async function formatting(bench: Workbench, file: ProgramFile): Promise<{ readonly edits: readonly TextEdit[] | null; readonly says: string }> {
  try {
    const edits = await bench.runs.format(file);
    if (edits === null) return { edits, says: "The file was not formatted: the runtime was busy and had to be replaced. Try again." };
    return { edits, says: edits.length === 0 ? `${file.path} is formatted already.` : `${file.path} is formatted.` };
  } catch {
    return { edits: null, says: "The file was not formatted: the runtime could not be loaded." };
  }
}
