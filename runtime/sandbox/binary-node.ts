/** The interpreter's WebAssembly, where Node runs it: the command line, tests, the build of the site. */
import { readFile } from "node:fs/promises";

export async function loadBinary(): Promise<WebAssembly.Module> {
  return WebAssembly.compile(await readFile(new URL(import.meta.resolve("quickjs-wasi/quickjs.wasm"))));
}
