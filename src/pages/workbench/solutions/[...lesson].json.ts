/** Each lesson's solution apart from its page: nobody meets it before asking. */
import type { APIRoute, GetStaticPaths } from "astro";
import { lessonsWithSolution, solutionOf } from "../../../workbench/build-run.ts";

export const getStaticPaths: GetStaticPaths = () => lessonsWithSolution().map((lesson) => ({ params: { lesson } }));

export const GET: APIRoute = ({ params }) => Response.json(solutionOf(params["lesson"] ?? ""));
