/** All that draws widgets, as one piece to be loaded when it is needed. */
import type { ViewData } from "../../../runtime/model/host-call.ts";
import { isDrawn } from "./layers.ts";
import { undrawn } from "./words.ts";

export { default as Widget } from "./Widget.svelte";
export const notDrawn = (view: ViewData): readonly string[] => undrawn(view, isDrawn);
