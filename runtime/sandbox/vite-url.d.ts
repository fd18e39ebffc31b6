/** The bundler's way to name a file that is served beside the script. */
declare module "*.wasm?url" {
  const address: string;
  export default address;
}
