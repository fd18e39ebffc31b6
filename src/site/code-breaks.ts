import { defineHastPlugin } from "satteri";

/** A name in the pieces between which it may go on in the next line: before a capital, and after what joins its parts. */
export const piecesOf = (name: string): string[] => name.split(/(?<=[a-z\d])(?=[A-Z])|(?<=\w[.:(/_])(?=\w)/);

/** Code in tables breaks between the words of a name, because a table of three columns on a telephone has no room for a long one. */
export const codeBreaks = defineHastPlugin({
  name: "code-breaks",
  element: [
    {
      filter: ["td"],
      visit(cell, context) {
        for (const code of cell.children) {
          if (code.type !== "element" || code.tagName !== "code") continue;
          const [text] = code.children;
          if (text?.type !== "text") continue;
          const [first = "", ...rest] = piecesOf(text.value);
          if (rest.length === 0) continue;
          context.replaceNode(code, { type: "element", tagName: "code", properties: {}, children: [{ type: "text", value: first }, ...rest.flatMap((value) => [{ type: "element" as const, tagName: "wbr", properties: {}, children: [] }, { type: "text" as const, value }])] });
        }
      },
    },
  ],
});
