// Starlight provides these at build time, and publishes no types for them.
declare module "virtual:starlight/components/*" {
  const Component: (props: Record<string, unknown>) => unknown;
  export default Component;
}

// It brings no types; these are what Starlight gives it, as far as ours reads them.
declare module "@pagefind/default-ui" {
  export interface Found {
    url: string;
    sub_results: { url: string }[];
  }
  export interface Options {
    readonly element: string;
    readonly translations: { readonly placeholder: string };
    readonly processResult?: (result: Found) => Found | undefined;
  }
  export class PagefindUI {
    constructor(options: Options);
  }
}
