/** The names of the SDK with the facts behind them; the editor asks for it when somebody points at a name. */
import type { APIRoute } from "astro";
import { symbolTable } from "../../workbench/editor/symbols.ts";

export const GET: APIRoute = () => Response.json(symbolTable());
