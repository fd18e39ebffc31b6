/** Views as data: WidgetKit draws them outside the extension. */
declare module "SwiftUI" {
  type Content = View | string | null | undefined | false | readonly Content[] | { readonly body: unknown };
  type Children = readonly Content[] | (() => Content | readonly Content[]) | View;

  /** A view. Every modifier returns a new one; those not listed here are taken and not drawn. https://developer.apple.com/documentation/swiftui/view */
  export interface View {
    font(font: unknown): View;
    bold(): View;
    italic(): View;
    foregroundStyle(style: unknown): View;
    foregroundColor(color: unknown): View;
    background(...values: unknown[]): View;
    containerBackground(...values: unknown[]): View;
    padding(...values: unknown[]): View;
    frame(options: Record<string, unknown>): View;
    opacity(value: number): View;
    lineLimit(count: number): View;
    minimumScaleFactor(factor: number): View;
    multilineTextAlignment(alignment: unknown): View;
    cornerRadius(radius: number): View;
    clipShape(shape: unknown): View;
    overlay(...values: unknown[]): View;
    widgetURL(url: unknown): View;
    redacted(options: unknown): View;
    privacySensitive(): View;
    monospacedDigit(): View;
    tint(color: unknown): View;
    [modifier: string]: (...values: any[]) => View;
  }

  type Stack = { (options: Record<string, unknown>, children: Children): View; (children: Children): View; new (options: Record<string, unknown>, children: Children): View; new (children: Children): View };
  type Leaf = { (options?: Record<string, unknown>): View; new (options?: Record<string, unknown>): View };
  type Titled = { (title: string, options?: Record<string, unknown>): View; (options: Record<string, unknown>, children?: Children): View; new (title: string, options?: Record<string, unknown>): View };

  /** https://developer.apple.com/documentation/swiftui/text */
  export const Text: { (text: string | number | Date | { verbatim: string }, options?: Record<string, unknown>): View; new (text: string | number | Date | { verbatim: string }, options?: Record<string, unknown>): View };
  export const Image: { (source: string | { systemName: string }): View; new (source: string | { systemName: string }): View };
  export const Label: Titled;
  export const Button: Titled;
  export const Toggle: Titled;
  export const ProgressView: Titled;
  export const HStack: Stack;
  export const VStack: Stack;
  export const ZStack: Stack;
  export const Group: Stack;
  export const List: Stack;
  export const ScrollView: Stack;
  export const Grid: Stack;
  export const GridRow: Stack;
  export const LazyVStack: Stack;
  export const LazyHStack: Stack;
  export const Section: Stack;
  export const ViewThatFits: Stack;
  export const GeometryReader: Stack;
  export const Link: { (options: { destination: unknown }, children: Children): View; (title: string, options: { destination: unknown }): View; new (options: { destination: unknown }, children: Children): View };
  export const Gauge: { (options: { value: number; in?: unknown }, children?: Children): View; new (options: { value: number; in?: unknown }, children?: Children): View };
  export const ForEach: { <T>(items: readonly T[], content: (item: T, index: number) => Content): View; <T>(items: readonly T[], options: unknown, content: (item: T, index: number) => Content): View };
  export const Spacer: Leaf;
  export const Divider: Leaf;
  export const EmptyView: Leaf;
  export const Circle: Leaf;
  export const Rectangle: Leaf;
  export const RoundedRectangle: Leaf;
  export const Capsule: Leaf;
  export const ContainerRelativeShape: Leaf;
  export const AccessoryWidgetBackground: Leaf;
  export const LinearGradient: Leaf;
  export const Color: ((name: string | Record<string, unknown>) => View) & { readonly [name: string]: View };
  export const Font: { readonly largeTitle: unknown; readonly title: unknown; readonly title2: unknown; readonly title3: unknown; readonly headline: unknown; readonly subheadline: unknown; readonly body: unknown; readonly callout: unknown; readonly footnote: unknown; readonly caption: unknown; readonly caption2: unknown; system(options: unknown, more?: unknown): unknown; custom(name: string, options: unknown): unknown };
  export const Alignment: Record<string, unknown>;
  export const HorizontalAlignment: Record<string, unknown>;
  export const VerticalAlignment: Record<string, unknown>;
  export const TextAlignment: Record<string, unknown>;
  export const Edge: Record<string, unknown>;
  export const ContentMode: Record<string, unknown>;
  export { Widget, WidgetBundle, StaticConfiguration, AppIntentConfiguration } from "WidgetKit";
}
