// Starlight provides these at build time, and publishes no types for them.
declare module "virtual:starlight/components/*" {
  const Component: (props: Record<string, unknown>) => unknown;
  export default Component;
}
