/** Monaco's styles, fetched beside its code. The build leaves out those that a chunk loaded later imports, so its own bundle of them is linked. */
import styles from "../../../node_modules/monaco-editor/min/vs/editor/editor.main.css?url";

let styled: Promise<void> | null = null;

/** Resolves when Monaco can be drawn; a failed load is tried again. */
export function monacoStyles(): Promise<void> {
  styled ??= new Promise<void>((resolve, reject) => {
    const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: styles });
    link.addEventListener("load", () => resolve());
    link.addEventListener("error", () => {
      link.remove();
      styled = null;
      reject(new Error("the editor's styles could not be loaded"));
    });
    document.head.append(link);
  });
  return styled;
}
