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

/** Resolves when the next frame is on its way to the screen, which is when the one after it begins. A page that nobody sees is given no frames: there after half a second. */
export async function painted(): Promise<void> {
  const frames = requestFrame().then(requestFrame);
  await Promise.race([frames, new Promise((resolve) => setTimeout(resolve, 500))]);
  await ownTask();
}

function requestFrame(): Promise<unknown> {
  return new Promise(requestAnimationFrame);
}
