/** What a view can ask its surroundings while it is drawn: `@Environment(\.widgetFamily)` is `Environment("widgetFamily")`. */
import type { ContextData } from "../../model/guest.ts";
import { notEmulated, wrongValue } from "./errors.ts";

/** The system's default margins of a widget's content, in points; accessories have next to none. */
export const MARGIN = 16;

let current: ContextData | null = null;

const isAccessory = ({ family }: ContextData): boolean => family.startsWith("accessory");
const KEYS: Readonly<Record<string, (context: ContextData) => unknown>> = {
  widgetFamily: ({ family }) => family,
  widgetRenderingMode: (context) => (isAccessory(context) ? "vibrant" : "fullColor"),
  showsWidgetContainerBackground: (context) => !isAccessory(context),
  widgetContentMargins: (context) => {
    const margin = isAccessory(context) ? 0 : MARGIN;
    return { top: margin, leading: margin, bottom: margin, trailing: margin };
  },
  // The archive holds a drawing for each; the code is asked for one here.
  colorScheme: () => "light",
  redactionReasons: () => [],
  isLuminanceReduced: () => false,
  dynamicTypeSize: () => "large",
  displayScale: () => 3,
  layoutDirection: () => "leftToRight",
};

/** Runs `make` where {@link Environment} can be asked. */
export function within<T>(context: ContextData, make: () => T): T {
  const before = current;
  current = context;
  try {
    return make();
  } finally {
    current = before;
  }
}

/** The size of the area that a widget's content has. */
export function contentSize(): { width: number; height: number } {
  const margin = current === null || isAccessory(current) ? 0 : MARGIN;
  const { width, height } = current?.displaySize ?? { width: 0, height: 0 };
  return { width: Math.max(0, width - 2 * margin), height: Math.max(0, height - 2 * margin) };
}

export function Environment(key: unknown): unknown {
  const name = String(key).replace(/^\\?\./, "");
  const read = KEYS[name];
  if (typeof key !== "string") throw wrongValue("Environment", 'the name of a value, as in Environment("widgetFamily")', key);
  if (!read) throw notEmulated(`Environment("${name}")`, `There are ${Object.keys(KEYS).join(", ")}.`);
  if (!current) throw wrongValue(`Environment("${name}")`, "to be read while a view is drawn: in the content closure, a view's field or its body", undefined);
  return read(current);
}
