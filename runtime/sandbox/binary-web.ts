/** The interpreter's WebAssembly, where a browser runs it. */
import address from "quickjs-wasi/quickjs.wasm?url";

export async function loadBinary(): Promise<WebAssembly.Module> {
  const response = await fetch(address);
  // Not compileStreaming: it needs a content type that plain static hosts do not always send.
  return WebAssembly.compile(await response.arrayBuffer());
}
