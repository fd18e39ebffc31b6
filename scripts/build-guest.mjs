/**
 * `npm run build:guest`: bundles the SDK glue into one script and the editor's declarations into one
 * module. Both are committed, so that neither the site nor the command line needs a step before it.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { rolldown } from "rolldown";
import { root } from "./ready.mjs";

const SDK = join(root, "runtime", "sdk");
const MODULES = ["WidgetKit", "SwiftUI", "Foundation"];

export async function outputs() {
  const bundle = await rolldown({ input: join(SDK, "guest", "enter.ts") });
  const { output } = await bundle.generate({ format: "iife", minify: { mangle: false, compress: false, codegen: { removeWhitespace: true } }, comments: false });
  const declarations = Object.fromEntries(MODULES.map((name) => [`${name}.d.ts`, readFileSync(join(SDK, "declarations", `${name}.d.ts`), "utf8")]));
  return {
    "guest-image.ts": `/** Made by scripts/build-guest.mjs from guest/. */\nexport const GUEST_IMAGE: string = ${JSON.stringify(output[0].code.trim())};\n`,
    "declarations.ts": `/** Made by scripts/build-guest.mjs from declarations/: file name → text. */\nexport const DECLARATIONS: Readonly<Record<string, string>> = ${JSON.stringify(declarations, null, 2)};\n`,
  };
}

if (process.argv[1] === import.meta.filename) {
  for (const [name, text] of Object.entries(await outputs())) writeFileSync(join(SDK, name), text);
}
