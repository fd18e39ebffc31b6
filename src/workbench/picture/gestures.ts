/**
 * Pointer, wheel and touch on the picture. Listeners are the element's own: a page-wide key must not
 * act on what a mark of the picture has taken already.
 */
export interface Gestures {
  /** Zooms by a factor about a place, in pixels from the left edge. */
  zoom(factor: number, at: number): void;
  pan(pixels: number): void;
  /** A place was pressed; `target` is what lies there. */
  press(target: Element, x: number, y: number): void;
  hover(target: Element | null, x: number, y: number): void;
}

/** Pixels a pointer moves before it drags. */
const SLOP = 4;

export const gestures = (act: Gestures) => (element: HTMLElement): (() => void) => {
  const abort = new AbortController();
  const on = <K extends keyof HTMLElementEventMap>(name: K, listen: (event: HTMLElementEventMap[K]) => void, passive = true): void => element.addEventListener(name, listen, { signal: abort.signal, passive });
  const place = (event: { clientX: number; clientY: number }): readonly [number, number] => {
    const { left, top } = element.getBoundingClientRect();
    return [event.clientX - left, event.clientY - top];
  };
  let drag: { id: number; x: number; moved: boolean } | null = null;
  let wasDragged = false;
  let spread = 0;

  on("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    act.zoom(Math.exp(-event.deltaY / 300), place(event)[0]);
  }, false);

  on("pointerdown", (event) => {
    wasDragged = false;
    if (event.pointerType === "mouse" && event.button === 0) drag = { id: event.pointerId, x: event.clientX, moved: false };
  });
  on("pointermove", (event) => {
    if (drag === null) {
      if (event.pointerType === "mouse") act.hover(event.target as Element, ...place(event));
      return;
    }
    if (!drag.moved && Math.abs(event.clientX - drag.x) < SLOP) return;
    if (!drag.moved) element.setPointerCapture(drag.id);
    act.hover(null, 0, 0);
    act.pan(drag.x - event.clientX);
    drag = { id: drag.id, x: event.clientX, moved: true };
    wasDragged = true;
  });
  const drop = (): void => void (drag = null);
  on("pointerup", drop);
  on("pointercancel", drop);
  on("pointerleave", () => act.hover(null, 0, 0));
  on("click", (event) => {
    if (!wasDragged) act.press(event.target as Element, ...place(event));
  });
  on("keydown", (event) => {
    const target = event.target as Element;
    if ((event.key !== "Enter" && event.key !== " ") || !target.closest("[data-fold]")) return;
    event.preventDefault();
    event.stopPropagation();
    act.press(target, 0, 0);
  }, false);
  on("focusin", (event) => {
    const target = event.target as Element;
    if (!target.matches("[data-fold]:focus-visible")) return;
    const { left, bottom } = target.getBoundingClientRect();
    act.hover(target, ...place({ clientX: left, clientY: Math.min(bottom, element.getBoundingClientRect().top + 40) }));
  });
  on("focusout", () => act.hover(null, 0, 0));

  // Two fingers: how far apart they are is the zoom.
  const apart = ({ touches: [one, other] }: TouchEvent): number => (one && other ? Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY) : 0);
  on("touchstart", (event) => void (spread = apart(event)));
  on("touchmove", (event) => {
    const [one, other] = event.touches;
    const now = apart(event);
    if (!one || !other || spread === 0) return;
    event.preventDefault();
    act.zoom(now / spread, place({ clientX: (one.clientX + other.clientX) / 2, clientY: 0 })[0]);
    spread = now;
  }, false);
  return () => abort.abort();
};
