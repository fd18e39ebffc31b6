/** The program in Monaco. */
import type { editor, IDisposable } from "monaco-editor/editor/editor.api.js";
import type { ProgramFile } from "../../../runtime/model/program.ts";
import type { TextEdit } from "../../../runtime/worker/client.ts";
import { hoverOf } from "./hover.ts";
import { indentOf, lensNode } from "./lens.ts";
import type { Mark } from "./marks.ts";
import { monaco, ownerAt, uriOf, useTheme } from "./monaco.ts";
import { MonacoDiff } from "./monaco-diff.ts";
import type { Place, Surface, Surroundings } from "./surface.ts";
import { property } from "./theme.ts";

/** Escape closes what is open, one thing at a time, before it leaves. */
const NOTHING_OPEN = "editorTextFocus && !suggestWidgetVisible && !findWidgetVisible && !parameterHintsVisible && !renameInputVisible && !markersNavigationVisible && !referenceSearchVisible && !editorHasMultipleSelections";

export class MonacoSurface implements Surface {
  readonly #around: Surroundings;
  readonly #code: editor.IStandaloneCodeEditor;
  readonly #lines: editor.IEditorDecorationsCollection;
  readonly #views = new Map<string, editor.ICodeEditorViewState | null>();
  readonly #kept: IDisposable[] = [];
  #diff: MonacoDiff | null = null;
  #zones: string[] = [];
  #marks: readonly Mark[] = [];
  #busy: ReadonlyMap<number, number> = new Map();
  #active = "";
  #tabMoves = false;
  #label: string;
  /** Text from outside is being put in: it is nobody's edit. */
  #isTaking = false;

  constructor(around: Surroundings) {
    this.#around = around;
    this.#label = around.label;
    useTheme();
    this.#code = monaco.editor.create(around.element, { ...OPTIONS(), ariaLabel: around.label, model: null, theme: "relaunch" });
    this.#lines = this.#code.createDecorationsCollection();
    this.#bind(this.#code);
    const watch = new MutationObserver(() => useTheme());
    watch.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
    this.#kept.push({ dispose: () => watch.disconnect() }, this.#hover(), this.#formatter());
  }

  sync(files: readonly ProgramFile[], active: string): void {
    this.#isTaking = true;
    const uris = new Set(files.map(({ path }) => uriOf(path).toString()));
    for (const file of files) {
      const model = monaco.editor.getModel(uriOf(file.path)) ?? this.#open(file);
      if (model.getValue() !== file.text) model.setValue(file.text);
    }
    if (this.#active !== active) {
      if (this.#active !== "") this.#views.set(this.#active, this.#code.saveViewState());
      this.#active = active;
      this.#code.setModel(monaco.editor.getModel(uriOf(active)));
      const view = this.#views.get(active);
      if (view) this.#code.restoreViewState(view);
      this.#draw();
    }
    for (const model of monaco.editor.getModels()) {
      if (model.uri.path.startsWith("/program/") && !uris.has(model.uri.toString())) model.dispose();
    }
    this.#isTaking = false;
  }

  #open(file: ProgramFile): editor.ITextModel {
    const model = monaco.editor.createModel(file.text, file.path.endsWith(".ts") ? "typescript" : "plaintext", uriOf(file.path));
    model.updateOptions({ tabSize: 2, insertSpaces: true });
    model.setEOL(monaco.editor.EndOfLineSequence.LF);
    model.onDidChangeContent(() => {
      if (!this.#isTaking) this.#around.happens.edit(file.path, model.getValue());
    });
    return model;
  }

  mark(marks: readonly Mark[], busy: ReadonlyMap<number, number>, broken: ReadonlyMap<string, readonly Mark[]>): void {
    this.#marks = marks.filter(({ rule }) => rule !== null);
    this.#busy = busy;
    this.#draw();
    for (const model of monaco.editor.getModels()) {
      const path = model.uri.path.replace(/^\/program\//, "");
      monaco.editor.setModelMarkers(model, "relaunch", (broken.get(path) ?? []).map(({ message, fix, line, column }) => ({ severity: monaco.MarkerSeverity.Error, message: `${message} ${fix}`, source: "run", startLineNumber: line, startColumn: column, endLineNumber: line, endColumn: column + 1 })));
    }
  }

  /** Findings look unlike type errors: a sign, a ground and a sentence above the line, not a squiggle. */
  #draw(): void {
    const model = this.#code.getModel();
    if (!model) return;
    const marks = this.#marks.filter(({ line }) => line <= model.getLineCount());
    const signs = marks.map((mark) => ({
      range: new monaco.Range(mark.line, 1, mark.line, 1),
      options: { isWholeLine: true, className: `finding-line ${mark.severity}`, glyphMarginClassName: `finding-glyph ${mark.severity}`, glyphMarginHoverMessage: { value: `${mark.message} ${mark.fix}` } },
    }));
    const events = [...this.#busy].filter(([line]) => line <= model.getLineCount() && !marks.some((mark) => mark.line === line)).map(([line, count]) => ({
      range: new monaco.Range(line, 1, line, 1),
      options: { glyphMarginClassName: "busy-glyph", glyphMarginHoverMessage: { value: `${count} ${count === 1 ? "event" : "events"} from this line` } },
    }));
    this.#lines.set([...signs, ...events]);
    const { pageOf, happens } = this.#around;
    this.#code.changeViewZones((zones) => {
      for (const zone of this.#zones) zones.removeZone(zone);
      this.#zones = marks.map((mark) => zones.addZone({
        afterLineNumber: mark.line - 1, heightInPx: Number.parseFloat(property("--code-line")), showInHiddenAreas: true,
        domNode: lensNode(mark, indentOf(model.getLineContent(mark.line)), { page: pageOf(mark.rule ?? ""), finding: () => happens.finding(mark), event: (n) => happens.event(n) }),
      }));
    });
  }

  go({ line, column }: Place, withFocus: boolean): void {
    const target = this.#diff?.mine ?? this.#code;
    target.setPosition({ lineNumber: line, column });
    target.revealPositionInCenterIfOutsideViewport({ lineNumber: line, column });
    if (withFocus) target.focus();
  }

  focus(): void {
    (this.#diff?.mine ?? this.#code).focus();
  }

  type(text: string): void {
    (this.#diff?.mine ?? this.#code).trigger("keyboard", "type", { text });
  }

  scrollTo(top: number, left: number): void {
    this.#code.setScrollPosition({ scrollTop: top, scrollLeft: left });
  }

  apply(edits: readonly TextEdit[]): void {
    const target = this.#diff?.mine ?? this.#code;
    const model = target.getModel();
    if (!model || edits.length === 0) return;
    target.pushUndoStop();
    target.executeEdits("relaunch", edits.map(({ start, end, text }) => ({ range: monaco.Range.fromPositions(model.getPositionAt(start), model.getPositionAt(end)), text })));
    target.pushUndoStop();
  }

  compare(other: string | null): void {
    const model = this.#code.getModel();
    if (other !== null && this.#diff !== null && model !== null && this.#diff.isOf(model)) return this.#diff.change(other);
    const shown = this.#diff !== null && model !== null && this.#diff.isOf(model) ? this.#diff.mine : this.#code;
    const view = shown.saveViewState();
    this.#diff?.dispose();
    this.#diff = null;
    const { element, happens } = this.#around;
    element.classList.toggle("comparing", other !== null);
    if (other !== null && model) {
      this.#diff = new MonacoDiff(element, model, other, { ...OPTIONS(), ariaLabel: this.#label, tabFocusMode: this.#tabMoves }, (hunks) => happens.hunks(hunks));
      this.#bind(this.#diff.mine);
      this.#diff.mine.restoreViewState(view);
    } else if (view) this.#code.restoreViewState(view);
  }

  rename(label: string): void {
    this.#label = label;
    this.#code.updateOptions({ ariaLabel: label });
  }

  dispose(): void {
    this.#diff?.dispose();
    for (const each of this.#kept) each.dispose();
    this.#code.dispose();
    for (const model of monaco.editor.getModels()) model.dispose();
  }

  #bind(code: editor.IStandaloneCodeEditor): void {
    const { happens } = this.#around;
    const { KeyMod, KeyCode } = monaco;
    code.addCommand(KeyMod.CtrlCmd | KeyCode.KeyS, () => {});
    code.addCommand(KeyMod.CtrlCmd | KeyCode.Enter, () => happens.run());
    // Monaco's own command sets what its editors do not read. The second and third are of a Mac, where the first minimizes.
    for (const keys of [KeyMod.CtrlCmd | KeyCode.KeyM, KeyMod.WinCtrl | KeyCode.KeyM, KeyMod.WinCtrl | KeyMod.Shift | KeyCode.KeyM]) code.addCommand(keys, () => this.#toggleTab(code));
    // Monaco's own key for it is another one on each system, and the browser's on one of them.
    code.addCommand(KeyMod.Shift | KeyMod.Alt | KeyCode.KeyF, () => happens.format());
    code.addCommand(KeyCode.Escape, () => happens.leave(), NOTHING_OPEN);
    code.addAction({ id: "relaunch.events", label: "Show the events of this line", keybindings: [KeyCode.F9], contextMenuGroupId: "navigation", contextMenuOrder: 0, run: () => happens.events(code.getPosition()?.lineNumber ?? 1) });
    code.onDidChangeCursorPosition(({ position }) => this.#tell(code, position.lineNumber, position.column));
    code.onDidFocusEditorText(() => happens.focus(true));
    code.onDidBlurEditorText(() => happens.focus(false));
    code.onMouseDown(({ target }) => {
      if (target.type === monaco.editor.MouseTargetType.GUTTER_GLYPH_MARGIN && target.position !== null) happens.events(target.position.lineNumber);
    });
    code.onKeyDown((event) => {
      const isUndo = event.keyCode === KeyCode.KeyZ && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
      if (isUndo && code.getModel()?.canUndo() === false) happens.exhausted();
    });
  }

  #toggleTab(code: editor.ICodeEditor): void {
    this.#tabMoves = !this.#tabMoves;
    for (const each of [this.#code, code]) each.updateOptions({ tabFocusMode: this.#tabMoves });
    this.#around.happens.tabMoves(this.#tabMoves);
  }

  #tell(code: editor.ICodeEditor, line: number, column: number): void {
    const word = code.getModel()?.getWordAtPosition({ lineNumber: line, column })?.word ?? "";
    this.#around.happens.caret({ line, column, word });
  }

  /** TypeScript says what a name is; this adds what the system does with it. */
  #hover(): IDisposable {
    const { known, pageOf } = this.#around;
    return monaco.languages.registerHoverProvider("typescript", {
      provideHover: async (model, position) => {
        const word = model.getWordAtPosition(position);
        if (word === null) return null;
        const found = await known(word.word, await ownerAt(model, model.getOffsetAt(position)));
        const value = found === null ? "" : hoverOf(found, pageOf(""));
        return value === "" ? null : { contents: [{ value }], range: new monaco.Range(position.lineNumber, word.startColumn, position.lineNumber, word.endColumn) };
      },
    });
  }

  /** Monaco's own command for it, by key or menu, asks the runtime too. */
  #formatter(): IDisposable {
    return monaco.languages.registerDocumentFormattingEditProvider("typescript", {
      provideDocumentFormattingEdits: () => {
        this.#around.happens.format();
        return [];
      },
    });
  }
}

const OPTIONS = (): editor.IStandaloneEditorConstructionOptions => ({
  automaticLayout: true, minimap: { enabled: false }, fontFamily: property("--font-mono"), fontSize: Number.parseFloat(property("--code-size")), lineHeight: Number.parseFloat(property("--code-line")), scrollBeyondLastLine: false,
  glyphMargin: true, folding: false, lineNumbersMinChars: 3, lineDecorationsWidth: 10, overviewRulerLanes: 0, padding: { top: 8, bottom: 8 }, fixedOverflowWidgets: true, tabSize: 2, renderLineHighlightOnlyWhenFocus: true,
  accessibilitySupport: "auto", "semanticHighlighting.enabled": false, bracketPairColorization: { enabled: false }, stickyScroll: { enabled: false }, scrollbar: { alwaysConsumeMouseWheel: false, verticalScrollbarSize: 10, horizontalScrollbarSize: 8 }, showUnused: true, links: true, occurrencesHighlight: "singleFile", wordBasedSuggestions: "off",
});
