import { fileURLToPath } from "node:url";
import { defineConfig, passthroughImageService } from "astro/config";
import mdx from "@astrojs/mdx";
import starlight from "@astrojs/starlight";
import svelte from "@astrojs/svelte";
import { sidebar } from "./src/site/sections.ts";
import { basedLinks } from "./src/site/based-links.ts";
import { codeBreaks } from "./src/site/code-breaks.ts";
import { earlyStyles } from "./src/site/early-styles.ts";
import { contentSecurityPolicy } from "./src/site/policy.ts";
import { satteri } from "@astrojs/markdown-satteri";

// A site under a path, such as pages of a repository: SITE_URL=https://host SITE_BASE=/relaunch npm run build
const site = process.env.SITE_URL;
const base = process.env.SITE_BASE ?? "/";

/**
 * A component that is not drawn at build time must not lose its styles: the bundler drops them with it from
 * the build's half, and Astro takes that half's styles for the page (its issue 16251).
 */
const keepStyles = {
  name: "relaunch:keep-styles",
  transform: (code, id) => (id.includes("svelte&type=style") ? { code, map: null, meta: { vite: {} } } : undefined),
};

/**
 * Starlight spaces lists by a selector that asks of every list what its items hold, and a browser asks it anew
 * whenever anything is added anywhere: 9 of the 16 milliseconds a frame has. Ours asks the paragraph itself.
 */
const quickStyles = {
  name: "relaunch:quick-styles",
  enforce: "pre",
  transform: (code, id) => (/starlight\/.*\/markdown\.css/.test(id) ? { code: code.replace(/\.sl-markdown-content\s+:is\(ol, ul\):has\([^{]*\{/, ".sl-markdown-content li > p:last-child:not(:where(.not-content *)) {"), map: null } : undefined),
};

/** Starlight's search asks for its interface when a page is idle; ours waits until somebody wants to search. */
const lateSearch = {
  name: "relaunch:late-search",
  enforce: "pre",
  resolveId: (id, importer) => (id === "@pagefind/default-ui" && /starlight\/.*\/Search\.astro/.test(importer) ? fileURLToPath(new URL("src/site/search.ts", import.meta.url)) : undefined),
};

const ownTask = {
  name: "relaunch:own-task",
  hooks: { "astro:config:setup": ({ addClientDirective }) => addClientDirective({ name: "own-task", entrypoint: fileURLToPath(new URL("src/site/own-task.ts", import.meta.url)) }) },
};

export default defineConfig({
  vite: { plugins: [keepStyles, quickStyles, lateSearch] },
  site,
  base,
  trailingSlash: "ignore",
  image: { service: passthroughImageService() },
  markdown: { processor: satteri({ hastPlugins: [basedLinks(base), codeBreaks] }) },
  integrations: [
    starlight({
      title: "Relaunch",
      description: "How iOS widgets handle background downloads: lessons and a playground that run in your browser.",
      favicon: "/favicon.svg",
      credits: false,
      lastUpdated: false,
      tableOfContents: { minHeadingLevel: 2, maxHeadingLevel: 3 },
      customCss: ["./src/styles/tokens.css", "./src/styles/site.css"],
      components: {
        Header: "./src/components/Header.astro",
        Footer: "./src/components/Footer.astro",
        SiteTitle: "./src/components/SiteTitle.astro",
      },
      routeMiddleware: "./src/site/route.ts",
      sidebar: sidebar(),
      markdown: { processedDirs: ["./content"] },
      expressiveCode: {
        themes: ["github-dark-default", "github-light-default"],
        styleOverrides: {
          borderRadius: "var(--radius)",
          borderColor: "var(--line)",
          codeBackground: "var(--surface-sunken)",
          codeFontFamily: "var(--font-mono)",
          codeFontSize: "var(--text-sm)",
          codeLineHeight: "1.6",
          uiFontFamily: "var(--font-text)",
          frames: { shadowColor: "transparent" },
        },
      },
    }),
    mdx(),
    svelte(),
    ownTask,
    earlyStyles(),
    contentSecurityPolicy(),
  ],
});
