/** Virtual time as the picture, the table and the inspector write it. */

/** "0:02.5", "3:00:00": to a tenth of a second, hours only where there are any. */
export function clock(at: number): string {
  const tenths = Math.floor(at / 100);
  const seconds = tenths % 600;
  const text = seconds % 10 === 0 ? String(seconds / 10).padStart(2, "0") : (seconds / 10).toFixed(1).padStart(4, "0");
  const minutes = Math.floor(tenths / 600);
  return minutes < 60 ? `${minutes}:${text}` : `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}:${text}`;
}

/** "40 s", "12 min", "2 h 5 min": how long a wait was. */
export function length(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (seconds < 120) return `${Number(seconds.toFixed(1))} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 120) return `${minutes} min`;
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
