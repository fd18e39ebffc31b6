/** The line above a line of code that says which rule it breaks; the same in every tier. */
import { SIGN, wordOf, type Mark } from "./marks.ts";

interface Ways {
  readonly page: string;
  finding(): void;
  event(n: number): void;
}

/** `indent`: columns of white space before the line's code. */
export function lensNode(mark: Mark, indent: number, ways: Ways): HTMLElement {
  const node = document.createElement("div");
  node.className = `lens ${mark.severity}`;
  node.style.setProperty("--indent", `${indent}ch`);
  const sign = Object.assign(document.createElement("span"), { className: "sign", textContent: SIGN[mark.severity] });
  sign.setAttribute("aria-hidden", "true");
  const text = Object.assign(document.createElement("button"), { type: "button", textContent: `${wordOf(mark)}: ${mark.title}`, title: `${mark.message} ${mark.fix}` });
  text.addEventListener("click", ways.finding);
  node.append(sign, text);
  const { event } = mark;
  if (event !== null) {
    const go = Object.assign(document.createElement("button"), { type: "button", textContent: `event ${event + 1}` });
    go.addEventListener("click", () => ways.event(event));
    node.append(go);
  }
  node.append(Object.assign(document.createElement("a"), { href: ways.page, textContent: "rule" }));
  // The surface must not take these clicks for its own.
  for (const kind of ["mousedown", "pointerdown", "touchstart"]) node.addEventListener(kind, (happening) => happening.stopPropagation());
  return node;
}

export const indentOf = (text: string): number => /^[ \t]*/.exec(text)?.[0].length ?? 0;
