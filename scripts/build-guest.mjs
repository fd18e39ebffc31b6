/**
 * `npm run build:guest`: bundles the SDK glue into one script, compiles it to the interpreter's
 * bytecode, and puts the editor's declarations into one module. Both are committed, so that neither
 * the site nor the command line needs a step before it. A new version of the interpreter may have
 * other bytecode: tests/structure/generated.test.ts then asks for this command.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CompileFlags, QuickJS } from "quickjs-wasi";
import { rolldown } from "rolldown";
import { loadBinary } from "../runtime/sandbox/binary-node.ts";
import { GLUE_FILE } from "../runtime/sandbox/stack.ts";
import { root } from "./ready.mjs";

const SDK = join(root, "runtime", "sdk");
const MODULES = ["WidgetKit", "SwiftUI", "Foundation"];

/** Without the source, which nobody asks a function of the glue for; names and lines stay, for stack traces. */
async function bytecode(code) {
  const vm = await QuickJS.create({ wasm: await loadBinary() });
  try {
    return Buffer.from(vm.compile(code, GLUE_FILE, 0, CompileFlags.STRIP_SOURCE)).toString("base64");
  } finally {
    vm.dispose();
  }
}

export async function outputs() {
  const bundle = await rolldown({ input: join(SDK, "guest", "enter.ts") });
  const { output } = await bundle.generate({ format: "iife", minify: { mangle: false, compress: false, codegen: { removeWhitespace: true } }, comments: false });
  const declarations = Object.fromEntries(MODULES.map((name) => [`${name}.d.ts`, readFileSync(join(SDK, "declarations", `${name}.d.ts`), "utf8")]));
  return {
    "guest-image.ts": `/** Made by scripts/build-guest.mjs from guest/: QuickJS bytecode in base64. */\nexport const GUEST_IMAGE: string = "${await bytecode(output[0].code.trim())}";\n`,
    "declarations.ts": `/** Made by scripts/build-guest.mjs from declarations/: file name → text. */\nexport const DECLARATIONS: Readonly<Record<string, string>> = ${JSON.stringify(declarations, null, 2)};\n`,
  };
}

if (process.argv[1] === import.meta.filename) {
  for (const [name, text] of Object.entries(await outputs())) writeFileSync(join(SDK, name), text);
}
