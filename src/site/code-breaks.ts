import { defineHastPlugin } from "satteri";
import { LONG, piecesOf } from "./pieces.ts";

/** Names in tables break between their words, because a column on a telephone has no room for them; in prose only those that are long. */
export const codeBreaks = defineHastPlugin({
  name: "code-breaks",
  element: [
    {
      filter: ["td", "p", "li", "a", "em", "strong", "h2", "h3"],
      visit(parent, context) {
        for (const code of parent.children) {
          if (code.type !== "element" || code.tagName !== "code") continue;
          const [text] = code.children;
          if (text?.type !== "text") continue;
          if (parent.tagName !== "td" && !text.value.split(/\s/).some((word) => word.length > LONG)) continue;
          const [first = "", ...rest] = piecesOf(text.value);
          if (rest.length === 0) continue;
          context.replaceNode(code, { type: "element", tagName: "code", properties: {}, children: [{ type: "text", value: first }, ...rest.flatMap((value) => [{ type: "element" as const, tagName: "wbr", properties: {}, children: [] }, { type: "text" as const, value }])] });
        }
      },
    },
  ],
});
