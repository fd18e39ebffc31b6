/** Findings and busy lines in CodeMirror: a lens above the line, a ground behind it, a sign in the gutter. */
import { RangeSet, RangeSetBuilder, StateEffect, StateField, type EditorState, type Extension } from "@codemirror/state";
import { Decoration, EditorView, gutter, GutterMarker, WidgetType, type DecorationSet } from "@codemirror/view";
import { indentOf, lensNode } from "./lens.ts";
import { SIGN, type Mark } from "./marks.ts";
import type { Surroundings } from "./surface.ts";

interface Markings {
  readonly marks: readonly Mark[];
  readonly busy: ReadonlyMap<number, number>;
  /** What keeps this file from running. */
  readonly broken: readonly Mark[];
}

export const setMarkings = StateEffect.define<Markings>();

class Lens extends WidgetType {
  readonly #mark: Mark;
  readonly #indent: number;
  readonly #around: Surroundings;

  constructor(mark: Mark, indent: number, around: Surroundings) {
    super();
    this.#mark = mark;
    this.#indent = indent;
    this.#around = around;
  }

  override eq(other: Lens): boolean {
    return other.#indent === this.#indent && JSON.stringify(other.#mark) === JSON.stringify(this.#mark);
  }

  toDOM(): HTMLElement {
    const { happens, pageOf } = this.#around;
    return lensNode(this.#mark, this.#indent, { page: pageOf(this.#mark.rule ?? ""), finding: () => happens.finding(this.#mark), event: (n) => happens.event(n) });
  }

  override ignoreEvent(): boolean {
    return true;
  }
}

class Sign extends GutterMarker {
  readonly #text: string;
  readonly #title: string;
  override readonly elementClass: string;

  constructor(text: string, title: string, elementClass: string) {
    super();
    this.#text = text;
    this.#title = title;
    this.elementClass = elementClass;
  }

  override eq(other: Sign): boolean {
    return other.#text === this.#text && other.#title === this.#title;
  }

  override toDOM(): Node {
    return Object.assign(document.createElement("span"), { textContent: this.#text, title: this.#title });
  }
}

interface Shown {
  readonly lines: DecorationSet;
  readonly signs: RangeSet<GutterMarker>;
}

function shownOf(state: EditorState, { marks, busy, broken }: Markings, around: Surroundings): Shown {
  const lines: ReturnType<Decoration["range"]>[] = [];
  const signs = new RangeSetBuilder<GutterMarker>();
  for (let number = 1; number <= state.doc.lines; number++) {
    const line = state.doc.line(number);
    const here = marks.filter((mark) => mark.line === number);
    for (const mark of here) lines.push(Decoration.widget({ widget: new Lens(mark, indentOf(line.text), around), block: true, side: -1 }).range(line.from));
    const [first] = here;
    if (first) lines.push(Decoration.line({ class: `finding-line ${first.severity}` }).range(line.from));
    const [stop] = broken.filter((mark) => mark.line === number);
    if (stop) {
      lines.push(Decoration.line({ class: "broken-line", attributes: { title: `${stop.message} ${stop.fix}` } }).range(line.from));
      signs.add(line.from, line.from, new Sign("⚠", stop.message, "stop-sign"));
    } else if (first) signs.add(line.from, line.from, new Sign(SIGN[first.severity], first.message, `finding-sign ${first.severity}`));
    else if (busy.has(number)) signs.add(line.from, line.from, new Sign("›", `${busy.get(number)} ${busy.get(number) === 1 ? "event" : "events"} from this line`, "busy-sign"));
  }
  return { lines: Decoration.set(lines, true), signs: signs.finish() };
}

export function markings(around: Surroundings): Extension {
  const field = StateField.define<Shown>({
    create: () => ({ lines: Decoration.none, signs: RangeSet.empty }),
    update(shown, transaction) {
      const moved = transaction.docChanged ? { lines: shown.lines.map(transaction.changes), signs: shown.signs.map(transaction.changes) } : shown;
      const set = transaction.effects.find((effect) => effect.is(setMarkings));
      return set === undefined ? moved : shownOf(transaction.state, set.value as Markings, around);
    },
    provide: (each) => EditorView.decorations.from(each, ({ lines }) => lines),
  });
  return [
    field,
    gutter({
      class: "signs",
      markers: (view) => view.state.field(field).signs,
      domEventHandlers: {
        click: (view, block) => {
          around.happens.events(view.state.doc.lineAt(block.from).number);
          return true;
        },
      },
    }),
  ];
}
