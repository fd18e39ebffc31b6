/** Fonts of SwiftUI as CSS: the sizes of the text styles at the default Dynamic Type size. */
import type { Json } from "../../../runtime/model/json.ts";

/** Points: size and line height. https://developer.apple.com/design/human-interface-guidelines/typography */
const STYLES: Readonly<Record<string, readonly [size: number, line: number, weight?: number]>> = {
  extraLargeTitle2: [28, 34, 700], extraLargeTitle: [36, 43, 700], largeTitle: [34, 41], title: [28, 34], title2: [22, 28], title3: [20, 25], headline: [17, 22, 600], body: [17, 22], callout: [16, 21],
  subheadline: [15, 20], footnote: [13, 18], caption: [12, 16], caption2: [11, 13],
};
export const WEIGHTS: Readonly<Record<string, number>> = { ultraLight: 100, thin: 200, light: 300, regular: 400, medium: 500, semibold: 600, bold: 700, heavy: 800, black: 900 };
/** San Francisco where it is, else what runs about as wide: a text should break where it breaks on the device. */
export const SYSTEM = "-apple-system, 'SF Pro Text', Inter, 'Helvetica Neue', 'Liberation Sans', Arial, sans-serif";
const DESIGNS: Readonly<Record<string, string>> = { default: SYSTEM, serif: "ui-serif, 'New York', Georgia, serif", rounded: `ui-rounded, 'SF Pro Rounded', 'Arial Rounded MT Bold', Nunito, ${SYSTEM}`, monospaced: "var(--font-mono)" };

/** A system font of another size has lines of about this height. */
const LEADING = 1.19;

export const designOf = (design: Json | undefined): string => DESIGNS[String(design)] ?? (DESIGNS["default"] as string);

export function fontCss(font: Json | undefined): Record<string, string> {
  if (font === null || typeof font !== "object" || Array.isArray(font)) return {};
  const { name, size, weight, design, italic, monospacedDigit } = font as { [key: string]: Json };
  const [points, line, own] = typeof size === "number" ? [size, Math.round(size * LEADING), undefined] : (STYLES[String(name)] ?? [17, 22, undefined]);
  const heaviness = WEIGHTS[String(weight)] ?? own ?? 400;
  return {
    "font-size": `${points}px`, "line-height": `${line}px`, "font-weight": String(heaviness),
    ...(design === undefined ? {} : { "font-family": designOf(design) }), ...(italic === true ? { "font-style": "italic" } : {}), ...(monospacedDigit === true ? { "font-variant-numeric": "tabular-nums" } : {}),
  };
}
