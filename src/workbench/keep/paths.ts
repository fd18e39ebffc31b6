/** Paths that come from outside: inside a program, and nowhere else. */

/** "Model/Score.ts" is; "../x", "/x", "C:\x", "a//b", "" and names with control characters are not. */
export const isSafePath = (path: string): boolean =>
  path !== "" && !path.includes("\\") && !/^[a-z]:/i.test(path) && !hasControl(path) && path.split("/").every((part) => part !== "" && part !== "." && part !== "..");

const hasControl = (path: string): boolean => [...path].some((character) => character < " " || character === "\u007f");
