/** Every key of the workbench: the bindings, the tooltips and the list of keys read this, and nothing else does. */

export type Action =
  | "back" | "forward" | "along-back" | "along-forward" | "to-cause" | "to-effect" | "play" | "to-broken" | "first" | "last"
  | "suspend" | "terminate" | "relaunch" | "branch"
  | "enlarge" | "fit" | "zoom-in" | "zoom-out" | "pan-left" | "pan-right"
  | "run" | "save" | "leave-editor" | "next-lesson" | "previous-lesson" | "hint" | "reset" | "keys";

export interface Key {
  readonly action: Action;
  /** As tinykeys names them; the first two are shown. */
  readonly keys: readonly string[];
  readonly words: string;
  readonly group: "Time" | "Interventions" | "Picture" | "Code and lesson";
  /** Also while one types. */
  readonly typing?: true;
  /** Only where there are goals and other lessons. */
  readonly lesson?: true;
}

export const KEYS: readonly Key[] = [
  { action: "back", keys: ["ArrowLeft", "j"], words: "one event back", group: "Time" },
  { action: "forward", keys: ["ArrowRight", "k"], words: "one event on", group: "Time" },
  { action: "along-back", keys: [","], words: "previous event on this lane", group: "Time" },
  { action: "along-forward", keys: ["."], words: "next event on this lane", group: "Time" },
  { action: "to-cause", keys: ["["], words: "to the cause", group: "Time" },
  { action: "to-effect", keys: ["]"], words: "to the effect", group: "Time" },
  { action: "play", keys: ["Space"], words: "play, pause", group: "Time" },
  { action: "to-broken", keys: ["v"], words: "first broken rule", group: "Time" },
  { action: "first", keys: ["Home"], words: "first event", group: "Time" },
  { action: "last", keys: ["End"], words: "last event", group: "Time" },
  { action: "suspend", keys: ["z"], words: "suspend the extension now", group: "Interventions" },
  { action: "terminate", keys: ["x"], words: "terminate the extension now", group: "Interventions" },
  { action: "relaunch", keys: ["l"], words: "relaunch the extension now", group: "Interventions" },
  { action: "branch", keys: ["b"], words: "branch here, and keep the old future", group: "Interventions" },
  { action: "enlarge", keys: ["e"], words: "the run alone, and back", group: "Picture" },
  { action: "fit", keys: ["f"], words: "fit the picture", group: "Picture" },
  { action: "zoom-in", keys: ["w"], words: "zoom in", group: "Picture" },
  { action: "zoom-out", keys: ["s"], words: "zoom out", group: "Picture" },
  { action: "pan-left", keys: ["a"], words: "pan left", group: "Picture" },
  { action: "pan-right", keys: ["d"], words: "pan right", group: "Picture" },
  { action: "run", keys: ["$mod+Enter"], words: "run", group: "Code and lesson", typing: true },
  { action: "save", keys: ["$mod+s"], words: "save: everything is saved as you type", group: "Code and lesson", typing: true },
  { action: "leave-editor", keys: ["Escape"], words: "leave the editor; then single letters work", group: "Code and lesson" },
  { action: "next-lesson", keys: ["n"], words: "next lesson", group: "Code and lesson", lesson: true },
  { action: "previous-lesson", keys: ["p"], words: "previous lesson", group: "Code and lesson", lesson: true },
  { action: "hint", keys: ["h"], words: "the next hint", group: "Code and lesson", lesson: true },
  { action: "reset", keys: ["r"], words: "reset the program to its start; Undo brings yours back", group: "Code and lesson" },
  { action: "keys", keys: ["Shift+?"], words: "this list", group: "Code and lesson" },
];

const NAMES: Readonly<Record<string, string>> = { ArrowLeft: "←", ArrowRight: "→", Space: "space", Escape: "Esc", "$mod+Enter": "Ctrl/⌘ Enter", "$mod+s": "Ctrl/⌘ S", "Shift+?": "?" };

/** The keys of an action as one reads them: ["←", "j"]. */
export const namesOf = ({ keys }: Key): readonly string[] => keys.map((key) => NAMES[key] ?? key);

/** For a tooltip: "one event back (← or j)". */
export function hint(action: Action): string {
  const key = KEYS.find((each) => each.action === action);
  return key ? `${key.words} (${namesOf(key).join(" or ")})` : "";
}

/** What tinykeys takes. `isFree`: whether a single key is a command where the event came from. */
export function bindings(acts: Partial<Record<Action, () => void>>, isFree: (event: KeyboardEvent) => boolean): Record<string, (event: KeyboardEvent) => void> {
  return Object.fromEntries(KEYS.flatMap(({ action, keys, typing }) => {
    const act = acts[action];
    if (!act) return [];
    return keys.map((key) => [key, (event: KeyboardEvent) => {
      if (typing !== true && !isFree(event)) return;
      event.preventDefault();
      act();
    }]);
  }));
}
