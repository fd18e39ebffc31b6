/** Resolves in a task of its own. A message is one without the wait that timers have. */
export function ownTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

/** Resolves when the next frame is on its way to the screen, which is when the one after it begins; at once in a page that nobody sees, which has none. */
export async function painted(): Promise<void> {
  if (document.visibilityState === "hidden") return;
  await new Promise(requestAnimationFrame);
  await new Promise(requestAnimationFrame);
  await ownTask();
}
