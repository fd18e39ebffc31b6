/** The editors take their colours and sizes from the site's custom properties. */
export function property(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

export const isLight = (): boolean => document.documentElement.dataset["theme"] === "light";

/** Token of the highlighter → custom property. */
export const TOKENS = { keyword: "--code-keyword", string: "--code-string", comment: "--code-comment", number: "--code-number", type: "--code-type", name: "--code-text" } as const;
