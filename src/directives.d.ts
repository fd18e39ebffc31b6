import "astro";

declare module "astro" {
  interface AstroClientDirectives {
    /** See site/own-task.ts. */
    "client:own-task"?: boolean;
  }
}
