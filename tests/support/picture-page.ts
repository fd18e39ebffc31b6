/** The picture alone on a page, with any run: for what no page of the site shows yet. */
import { join } from "node:path";
import type { AddressInfo } from "node:net";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { createServer, type ViteDevServer } from "vite";
import type { RunView } from "../../src/workbench/view.ts";

export interface PictureProps {
  readonly view: RunView;
  readonly axis: "order" | "clock";
  readonly playhead: number;
  readonly beside?: { readonly view: RunView; readonly label: string };
  readonly ghost?: RunView;
  readonly marks?: readonly { readonly line: number; readonly label: string }[];
}

const ROOT = join(import.meta.dirname, "../..");
const PAGE = `<!doctype html><html lang="en" data-theme="dark"><head><title>Picture</title><link rel="icon" href="data:,"><style>body { margin: 0; background: var(--surface); color: var(--ink); font-family: var(--font-text); }</style></head><body><script type="module">
import { mount } from "svelte";
import Stage from "/tests/support/Stage.svelte";
import "/src/styles/tokens.css";
mount(Stage, { target: document.body, props: { given: window.given } });
</script></body></html>`;

/** Serves the page; what it shows is `window.given`, set before it loads. */
export async function servePicture(): Promise<{ address: string; close: () => Promise<void> }> {
  const server: ViteDevServer = await createServer({
    root: ROOT, configFile: false, logLevel: "error", appType: "custom", plugins: [svelte({ configFile: false })],
    server: { port: 0, host: "127.0.0.1", hmr: false, watch: null }, optimizeDeps: { noDiscovery: true, include: [] }, cacheDir: join(ROOT, "node_modules/.vite-picture"),
  });
  server.middlewares.use((request, response, next) => {
    if (request.url !== "/") return next();
    void server.transformIndexHtml("/", PAGE).then((html) => response.writeHead(200, { "content-type": "text/html" }).end(html));
  });
  await server.listen();
  const { port } = server.httpServer?.address() as AddressInfo;
  return { address: `http://127.0.0.1:${port}/`, close: () => server.close() };
}
