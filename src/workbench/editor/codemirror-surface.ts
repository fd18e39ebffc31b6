/** The program in CodeMirror: for fingers, which Monaco was not made for. */
import { undoDepth } from "@codemirror/commands";
import { Compartment, EditorState, type StateEffect } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import type { ProgramFile } from "../../../runtime/model/program.ts";
import type { TextEdit } from "../../../runtime/worker/client.ts";
import { comparison, hunksIn } from "./codemirror-diff.ts";
import { extensions } from "./codemirror.ts";
import { markings, setMarkings } from "./codemirror-marks.ts";
import type { Mark } from "./marks.ts";
import type { Place, Surface, Surroundings } from "./surface.ts";

export class CodeMirrorSurface implements Surface {
  readonly #around: Surroundings;
  readonly #view: EditorView;
  readonly #label = new Compartment();
  readonly #diff = new Compartment();
  /** Of the files that are not shown: text, caret and undo. */
  readonly #states = new Map<string, EditorState>();
  readonly #scrolls = new Map<string, StateEffect<unknown>>();
  #said: string;
  #active = "";
  #isTaking = false;
  #tabMoves = false;
  #other: string | null = null;

  constructor(around: Surroundings) {
    this.#around = around;
    this.#said = around.label;
    this.#view = new EditorView({ parent: around.element, state: this.#state("") });
  }

  #state(text: string): EditorState {
    const { happens } = this.#around;
    return EditorState.create({
      doc: text,
      extensions: [
        // Before the line numbers, as in Monaco.
        markings(this.#around),
        extensions({
          run: () => happens.run(),
          format: () => happens.format(),
          leave: () => happens.leave(),
          events: () => happens.events(this.#caret().line),
          undoing: () => {
            if (undoDepth(this.#view.state) === 0) happens.exhausted();
          },
          toggleTab: () => {
            this.#tabMoves = !this.#tabMoves;
            this.#view.setTabFocusMode(this.#tabMoves);
            happens.tabMoves(this.#tabMoves);
          },
        }),
        this.#diff.of([]),
        this.#label.of(EditorView.contentAttributes.of({ "aria-label": this.#said })),
        EditorView.updateListener.of((update) => {
          if (update.docChanged && !this.#isTaking) happens.edit(this.#active, update.state.doc.toString());
          if (update.docChanged || update.selectionSet) happens.caret(this.#caret());
          if (update.focusChanged) happens.focus(update.view.hasFocus);
          const hunks = hunksIn(update.state);
          if (hunks !== null && hunks !== hunksIn(update.startState)) happens.hunks(hunks);
        }),
      ],
    });
  }

  #caret(): Place & { readonly word: string } {
    const { state } = this.#view;
    const { head } = state.selection.main;
    const line = state.doc.lineAt(head);
    const word = state.wordAt(head);
    return { line: line.number, column: head - line.from + 1, word: word === null ? "" : state.sliceDoc(word.from, word.to) };
  }

  sync(files: readonly ProgramFile[], active: string): void {
    this.#isTaking = true;
    if (this.#active !== active && this.#active !== "") {
      this.#view.dispatch({ effects: this.#diff.reconfigure([]) });
      this.#states.set(this.#active, this.#view.state);
      this.#scrolls.set(this.#active, this.#view.scrollSnapshot());
    }
    for (const { path, text } of files) {
      const state = path === this.#active ? this.#view.state : this.#states.get(path);
      if (state?.doc.toString() === text) continue;
      const fresh = this.#state(text);
      if (path === this.#active && path === active) {
        this.#view.setState(fresh);
        this.compare(this.#other);
      } else this.#states.set(path, fresh);
    }
    for (const path of this.#states.keys()) if (!files.some((file) => file.path === path)) this.#states.delete(path);
    if (this.#active !== active) {
      this.#active = active;
      this.#view.setState(this.#states.get(active) ?? this.#state(""));
      this.rename(this.#said);
      const scroll = this.#scrolls.get(active);
      if (scroll) this.#view.dispatch({ effects: scroll });
      this.#view.setTabFocusMode(this.#tabMoves);
    }
    this.#isTaking = false;
  }

  mark(marks: readonly Mark[], busy: ReadonlyMap<number, number>, broken: ReadonlyMap<string, readonly Mark[]>): void {
    this.#view.dispatch({ effects: setMarkings.of({ marks: marks.filter(({ rule }) => rule !== null), busy, broken: broken.get(this.#active) ?? [] }) });
  }

  go({ line, column }: Place, withFocus: boolean): void {
    const { doc } = this.#view.state;
    const row = doc.line(Math.max(1, Math.min(line, doc.lines)));
    const at = Math.min(row.from + column - 1, row.to);
    this.#view.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: "nearest", yMargin: 80 }) });
    if (withFocus) this.#view.focus();
  }

  focus(): void {
    this.#view.focus();
  }

  type(text: string): void {
    this.#view.dispatch(this.#view.state.replaceSelection(text));
  }

  scrollTo(top: number, left: number): void {
    // Lines are measured first: until then there is nothing to scroll.
    this.#view.requestMeasure({ read: () => {}, write: () => this.#view.scrollDOM.scrollTo({ top, left }) });
  }

  apply(edits: readonly TextEdit[]): void {
    this.#view.dispatch({ changes: edits.map(({ start, end, text }) => ({ from: start, to: end, insert: text })), userEvent: "input" });
  }

  compare(other: string | null): void {
    this.#other = other;
    this.#view.dispatch({ effects: this.#diff.reconfigure(other === null ? [] : comparison(other)) });
    if (other !== null) this.#around.happens.hunks(hunksIn(this.#view.state) ?? []);
  }

  rename(label: string): void {
    this.#said = label;
    this.#view.dispatch({ effects: this.#label.reconfigure(EditorView.contentAttributes.of({ "aria-label": label })) });
  }

  dispose(): void {
    this.#view.destroy();
  }
}
