import type { Attachment } from "svelte/attachments";

/** Says how large an element is, and when that changes. `bind:clientWidth` asks at once, for which the browser has to lay out the page in the midst of hydrating. */
export const sizeOf = (say: (width: number, height: number) => void): Attachment<HTMLElement> => (element) => {
  const observer = new ResizeObserver(() => say(element.clientWidth, element.clientHeight));
  observer.observe(element);
  return () => observer.disconnect();
};
