/** Globals of browsers and of Node that people reach for by habit: a widget has none of them, and what it has instead. */
const LATER = "Use DispatchQueue.main.asyncAfter({ deadline }, …) while the process runs, and the timeline's entries and policy for later.";
const LOADING = "Use URLSession: a background download, or URLSession.shared.data({ from }) before the provider answers.";
const PAGE = "A widget has no page: give SwiftUI's views to its configuration.";

const INSTEAD: ReadonlyMap<string, string> = new Map([
  ["setTimeout", LATER], ["setInterval", LATER], ["setImmediate", LATER], ["requestAnimationFrame", LATER],
  ["fetch", LOADING], ["XMLHttpRequest", LOADING],
  ["window", PAGE], ["document", PAGE],
  ["process", "Use ProcessInfo.processInfo, or Bundle.main."],
  ["localStorage", "Use UserDefaults(suiteName:), or files of the app group."],
]);

/** What a ReferenceError's message comes to when it is about one of them, in the words that names of the platform have; `null`: about another. */
export function missingGlobal(message: string): string | null {
  const name = /^'?(\w+)'? is not defined$/.exec(message)?.[1] ?? "";
  const instead = INSTEAD.get(name);
  return instead === undefined ? null : `${name} is not emulated here. ${instead}`;
}
