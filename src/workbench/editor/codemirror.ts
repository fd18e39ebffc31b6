/** CodeMirror, with the parts that a learner's program needs. Imported only when somebody is about to edit on a touch device. */
import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap, completionStatus } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { javascript } from "@codemirror/lang-javascript";
import { bracketMatching, HighlightStyle, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { EditorState, Prec, type Extension } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, highlightActiveLineGutter, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { TOKENS } from "./theme.ts";

interface Ways {
  run(): void;
  format(): void;
  leave(): void;
  events(): void;
  /** Before each undo. */
  undoing(): void;
  toggleTab(): void;
}

const colour = (name: string): { readonly color: string } => ({ color: `var(${name})` });

const STYLE = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.modifier, tags.self], ...colour(TOKENS.keyword) },
  { tag: [tags.string, tags.regexp, tags.special(tags.string)], ...colour(TOKENS.string) },
  { tag: tags.comment, ...colour(TOKENS.comment) },
  { tag: [tags.number, tags.bool, tags.null], ...colour(TOKENS.number) },
  { tag: [tags.typeName, tags.className, tags.definition(tags.className)], ...colour(TOKENS.type) },
]);

const LOOK = EditorView.theme({
  "&": { height: "100%", fontSize: "var(--code-size)", color: `var(${TOKENS.name})`, backgroundColor: "var(--surface-sunken)" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--font-mono)", lineHeight: "var(--code-line)" },
  ".cm-content": { padding: "8px 0", caretColor: "var(--accent)" },
  ".cm-line": { padding: "0 10px 0 10px" },
  ".cm-gutters": { backgroundColor: "var(--surface-sunken)", color: "var(--ink-soft)", border: "0" },
  ".cm-lineNumbers .cm-gutterElement": { minWidth: "3ch", padding: "0" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "transparent" },
  "&.cm-focused .cm-activeLine, &.cm-focused .cm-activeLineGutter": { backgroundColor: "color-mix(in srgb, var(--accent) 8%, transparent)" },
  ".cm-cursor": { borderLeftColor: "var(--accent)", borderLeftWidth: "2px" },
  ".cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground": { backgroundColor: "var(--accent-soft)" },
  ".cm-tooltip": { backgroundColor: "var(--surface-raised)", color: "var(--ink-strong)", border: "1px solid var(--line-strong)" },
  ".cm-tooltip-autocomplete > ul > li[aria-selected]": { backgroundColor: "var(--accent-soft)", color: "var(--ink-strong)" },
});

export function extensions({ run, format, leave, events, undoing, toggleTab }: Ways): Extension {
  const done = (act: () => void) => (): boolean => {
    act();
    return true;
  };
  return [
    lineNumbers(), highlightActiveLineGutter(), highlightActiveLine(), history(), drawSelection(), EditorState.tabSize.of(2), indentUnit.of("  "), indentOnInput(), bracketMatching(), closeBrackets(), autocompletion(),
    javascript({ typescript: true }), syntaxHighlighting(STYLE), LOOK,
    // A finger scrolls one way only.
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({ autocapitalize: "off", autocorrect: "off", spellcheck: "false" }),
    Prec.high(keymap.of([
      { key: "Mod-Enter", run: done(run), preventDefault: true },
      { key: "Mod-s", run: done(() => {}), preventDefault: true },
      { key: "Shift-Alt-f", run: done(format), preventDefault: true },
      { key: "Ctrl-m", run: done(toggleTab), preventDefault: true },
      { key: "F9", run: done(events), preventDefault: true },
      {
        key: "Mod-z",
        run: () => {
          undoing();
          return false;
        },
      },
      {
        // Escape closes what is open first.
        key: "Escape",
        run: (view) => {
          if (completionStatus(view.state) !== null) return false;
          leave();
          return true;
        },
      },
    ])),
    keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap, ...completionKeymap, indentWithTab]),
  ];
}
