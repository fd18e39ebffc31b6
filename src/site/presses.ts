/**
 * What is pressed on a page before it is alive would be lost: there is nothing yet that hears it.
 * Such presses are kept, and given again once the workbench says that it is alive. Links and what opens by itself need nobody.
 */
const kept: { readonly target: Element; readonly event: MouseEvent }[] = [];
const WAITING = '.workbench[data-hydrated="false"]';

export function keepPresses(): void {
  addEventListener("click", keep, { capture: true });
}

function keep(event: MouseEvent): void {
  const { target } = event;
  const waiting = target instanceof Element && !target.closest("a, summary") ? target.closest(WAITING) : null;
  if (!waiting) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (kept.length === 0) new MutationObserver(giveBack).observe(waiting, { attributeFilter: ["data-hydrated"] });
  // Nothing happened, and it was pressed again: that is one wish.
  if (kept.at(-1)?.target === target) kept.pop();
  kept.push({ target: target as Element, event });
}

function giveBack(_changes: unknown, observer: MutationObserver): void {
  observer.disconnect();
  for (const { target, event } of kept.splice(0)) target.dispatchEvent(new MouseEvent(event.type, event));
}
