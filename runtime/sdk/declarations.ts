/** Made by scripts/build-guest.mjs from declarations/: file name → text. */
export const DECLARATIONS: Readonly<Record<string, string>> = {
  "WidgetKit.d.ts": "declare module \"WidgetKit\" {}\n",
  "SwiftUI.d.ts": "declare module \"SwiftUI\" {}\n",
  "Foundation.d.ts": "declare module \"Foundation\" {}\n"
};
