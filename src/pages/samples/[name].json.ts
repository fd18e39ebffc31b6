/** Each sample as a file of its own, so that the playground carries none that nobody opens. */
import type { APIRoute } from "astro";
import { samples } from "../../workbench/build-samples.ts";
import type { SampleFile } from "../../workbench/samples.ts";

export const getStaticPaths = () => samples().map(({ rule: _rule, found: _found, order: _order, ...sample }) => ({ params: { name: sample.name }, props: { sample } }));

export const GET: APIRoute<{ sample: SampleFile }> = ({ props }) => new Response(JSON.stringify(props.sample), { headers: { "content-type": "application/json" } });
