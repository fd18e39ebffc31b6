/** Views as data: WidgetKit draws them outside the extension, for the moment it shows. */
declare module "SwiftUI" {
  type Content = View | string | null | undefined | false | readonly Content[] | { readonly body: unknown };
  /** Views: one, an array of them, or a closure that gives either. `null` and `false` stand for none. */
  type Children = Content | (() => Content);

  type HorizontalName = "leading" | "center" | "trailing";
  type VerticalName = "top" | "center" | "bottom" | "firstTextBaseline" | "lastTextBaseline";
  type AlignmentName = "topLeading" | "top" | "topTrailing" | "leading" | "center" | "trailing" | "bottomLeading" | "bottom" | "bottomTrailing";
  type EdgeName = "top" | "leading" | "bottom" | "trailing" | "horizontal" | "vertical" | "all";
  type ColorName = "red" | "orange" | "yellow" | "green" | "mint" | "teal" | "cyan" | "blue" | "indigo" | "purple" | "pink" | "brown" | "white" | "gray" | "black" | "clear" | "primary" | "secondary" | "accentColor";
  type StyleName = ColorName | "tertiary" | "quaternary" | "quinary" | "foreground" | "background" | "tint" | "separator" | "fill" | "ultraThinMaterial" | "thinMaterial" | "regularMaterial" | "thickMaterial" | "ultraThickMaterial";
  type FontName = "largeTitle" | "title" | "title2" | "title3" | "headline" | "subheadline" | "body" | "callout" | "footnote" | "caption" | "caption2";
  type WeightName = "ultraLight" | "thin" | "light" | "regular" | "medium" | "semibold" | "bold" | "heavy" | "black";
  type DesignName = "default" | "serif" | "rounded" | "monospaced";
  /** A name is written with or without Swift's dot: ".leading", "leading" or Alignment.leading. */
  type Dotted<Name extends string> = Name | `.${Name}`;
  /** A colour, a gradient or the name of a style. https://developer.apple.com/documentation/swiftui/shapestyle */
  type ShapeStyle = Color | Gradients | Gradient | Dotted<StyleName>;
  type Shape = ShapeView | Dotted<"circle" | "capsule" | "rect" | "ellipse" | "containerRelative">;
  type Address = string | { readonly absoluteString: string };
  /** `start...end`. */
  type ClosedRange<Bound> = readonly [Bound, Bound] | { readonly start: Bound; readonly end: Bound };

  /**
   * A view. Every modifier returns a new one, and their order counts, as in Swift.
   * What needs a living process is refused: `.task`, `.onAppear`, `.onReceive`, gestures. WidgetKit draws a view once. https://developer.apple.com/documentation/swiftui/view
   */
  export interface View {
    /** Applies to every text within that has no font of its own. */
    font(font: Font | Dotted<FontName> | null): View;
    fontWeight(weight: Dotted<WeightName> | null): View;
    fontDesign(design: Dotted<DesignName> | null): View;
    bold(isActive?: boolean): View;
    italic(isActive?: boolean): View;
    underline(isActive?: boolean): View;
    strikethrough(isActive?: boolean): View;
    monospaced(isActive?: boolean): View;
    /** Digits of one width: timers don't jump. */
    monospacedDigit(): View;
    textCase(textCase: Dotted<"uppercase" | "lowercase"> | null): View;
    tracking(points: number): View;
    kerning(points: number): View;
    lineSpacing(points: number): View;
    lineLimit(count: number | ClosedRange<number> | null): View;
    /** Where a text that does not fit is cut. */
    truncationMode(mode: Dotted<"head" | "middle" | "tail">): View;
    /** A text that does not fit is drawn smaller, down to this factor, before it is cut. */
    minimumScaleFactor(factor: number): View;
    multilineTextAlignment(alignment: Dotted<HorizontalName>): View;
    fixedSize(options?: { horizontal: boolean; vertical: boolean }): View;
    /** Views of a higher priority get their space first. */
    layoutPriority(value: number): View;

    foregroundStyle(primary: ShapeStyle, secondary?: ShapeStyle, tertiary?: ShapeStyle): View;
    foregroundColor(color: ShapeStyle | null): View;
    tint(style: ShapeStyle | null): View;
    opacity(value: number): View;
    /** Behind the view, in its own size. */
    background(style: ShapeStyle, options?: { in?: Shape; ignoresSafeAreaEdges?: unknown }): View;
    background(content: Children): View;
    background(options: { alignment?: Dotted<AlignmentName> }, content: Children): View;
    overlay(style: ShapeStyle, options?: { in?: Shape }): View;
    overlay(content: Children): View;
    overlay(options: { alignment?: Dotted<AlignmentName> }, content: Children): View;
    /** Fills the whole widget. From iOS 17 on a widget without it shows a notice of the system instead. https://developer.apple.com/documentation/swiftui/view/containerbackground(_:for:) */
    containerBackground(style: ShapeStyle, options: { for: Dotted<"widget"> }): View;
    containerBackground(options: { for: Dotted<"widget">; alignment?: Dotted<AlignmentName> }, content: Children): View;
    border(style: ShapeStyle, options?: { width?: number }): View;
    shadow(options: { color?: ShapeStyle; radius: number; x?: number; y?: number }): View;
    mask(content: Children): View;
    blur(options: { radius: number }): View;
    grayscale(amount: number): View;
    saturation(amount: number): View;
    brightness(amount: number): View;
    contrast(amount: number): View;

    /** 16 points where no length is given. */
    padding(length?: number | null): View;
    padding(edges: Dotted<EdgeName> | readonly Dotted<EdgeName>[], length?: number): View;
    padding(insets: { top?: number; leading?: number; bottom?: number; trailing?: number }): View;
    frame(options: { width?: number | null; height?: number | null; alignment?: Dotted<AlignmentName> }): View;
    /** `maxWidth: Infinity` takes all there is. */
    frame(options: { minWidth?: number; idealWidth?: number; maxWidth?: number; minHeight?: number; idealHeight?: number; maxHeight?: number; alignment?: Dotted<AlignmentName> }): View;
    offset(options: { x?: number; y?: number }): View;
    rotationEffect(angle: Angle): View;
    scaleEffect(scale: number | { x?: number; y?: number }): View;
    zIndex(value: number): View;
    cornerRadius(radius: number): View;
    clipShape(shape: Shape): View;
    clipped(): View;
    hidden(): View;

    scaledToFit(): View;
    scaledToFill(): View;
    aspectRatio(ratio: number | null, options: { contentMode: Dotted<"fit" | "fill"> }): View;
    aspectRatio(options: { contentMode: Dotted<"fit" | "fill"> }): View;
    imageScale(scale: Dotted<"small" | "medium" | "large">): View;
    gaugeStyle(style: Dotted<"automatic" | "linearCapacity" | "accessoryLinear" | "accessoryLinearCapacity" | "accessoryCircular" | "accessoryCircularCapacity">): View;
    progressViewStyle(style: Dotted<"automatic" | "linear" | "circular">): View;
    labelStyle(style: Dotted<"automatic" | "titleOnly" | "iconOnly" | "titleAndIcon">): View;
    buttonStyle(style: Dotted<"automatic" | "plain" | "bordered" | "borderedProminent" | "borderless">): View;
    toggleStyle(style: Dotted<"automatic" | "switch" | "button">): View;
    labelsHidden(): View;
    gridCellColumns(count: number): View;
    gridColumnAlignment(alignment: Dotted<HorizontalName>): View;

    /** Where a tap on the widget leads. https://developer.apple.com/documentation/swiftui/view/widgeturl(_:) */
    widgetURL(url: Address | null): View;
    /** `"placeholder"` hides texts and images behind bars of their size, as WidgetKit does with a placeholder. */
    redacted(options: { reason: Dotted<"placeholder" | "privacy" | "invalidated"> } | Dotted<"placeholder">): View;
    /** Shown even in a placeholder. */
    unredacted(): View;
    /** Hidden while the device is locked. https://developer.apple.com/documentation/swiftui/view/privacysensitive(_:) */
    privacySensitive(isSensitive?: boolean): View;
    colorScheme(scheme: Dotted<"light" | "dark">): View;
    environment(key: string, value: unknown): View;
    accessibilityLabel(label: string | Text): View;
    accessibilityValue(value: string | Text): View;
    accessibilityHint(hint: string | Text): View;
    accessibilityHidden(isHidden: boolean): View;
    accessibilityElement(options?: { children: Dotted<"ignore" | "combine" | "contain"> }): View;
    modifier(modifier: { body(content: View): View }): View;

    // Taken, and without an effect on what is drawn here.
    id(value: unknown): View;
    tag(value: unknown): View;
    animation(animation: unknown, options?: unknown): View;
    transition(transition: unknown): View;
    contentTransition(transition: unknown): View;
    symbolRenderingMode(mode: unknown): View;
    symbolVariant(variant: unknown): View;
    widgetAccentable(isAccentable?: boolean): View;
    invalidatableContent(isInvalidatable?: boolean): View;
    dynamicTypeSize(size: unknown): View;
    ignoresSafeArea(...values: unknown[]): View;
    contentMargins(...values: unknown[]): View;
    allowsTightening(isAllowed: boolean): View;
    baselineOffset(points: number): View;
    accessibilityAddTraits(traits: unknown): View;
    accessibilityIdentifier(identifier: string): View;
  }
  /** The base of your own views: `class Row extends View { get body() { … } }`. */
  export const View: new () => View;

  type Maker<Arguments extends readonly unknown[], Made = View> = { (...values: Arguments): Made; new (...values: Arguments): Made };
  type Stack<Options> = { (children: Children): View; (options: Options, children: Children): View; new (children: Children): View; new (options: Options, children: Children): View };
  type Labelled<Options> = { (title: string, options: Options): View; (options: Options, label: Children): View; new (title: string, options: Options): View; new (options: Options, label: Children): View };

  // Text
  export interface Text extends View {
    /** Texts within a text: `Text(`${Text("a").bold()} b`)`, Swift's interpolation and `+`. */
    toString(): string;
  }
  type NumberFormat = "number" | "percent" | { style?: "number" | "percent"; currency?: string; fractionLength?: number };
  type DateFormat = "time" | "date" | "dateTime" | { dateTime: readonly ("weekday" | "month" | "day" | "year" | "hour" | "minute")[] };
  interface TextMaker {
    /** Other texts, dates and images are put in with `${}`. https://developer.apple.com/documentation/swiftui/text */
    (text: string | number | Text | { verbatim: string }): Text;
    (value: number, options: { format: NumberFormat }): Text;
    /** Fixed when the view is drawn. */
    (date: Date, options: { format: DateFormat }): Text;
    /** Counts on by itself: no entry a minute is needed. https://developer.apple.com/documentation/swiftui/text/datestyle */
    (date: Date, options: { style: Dotted<"time" | "date" | "relative" | "offset" | "timer"> }): Text;
    /** "9:00 – 9:45 AM". */
    (interval: ClosedRange<Date>): Text;
    (timer: { timerInterval: ClosedRange<Date>; pauseTime?: Date | null; countsDown?: boolean; showsHours?: boolean }): Text;
  }
  export const Text: TextMaker & { new (...values: Parameters<TextMaker>): Text; new (...values: any[]): Text };

  // Pictures
  export interface Image extends View {
    /** Takes the size it is given, instead of its own. */
    resizable(...options: unknown[]): Image;
    renderingMode(mode: unknown): Image;
  }
  /** `systemName`: an SF Symbol, drawn with a similar icon of the Lucide set. A name of the asset catalog is drawn as a neutral picture. https://developer.apple.com/documentation/swiftui/image */
  export const Image: Maker<[name: string | { systemName: string; variableValue?: number } | { decorative: string }], Image>;
  /** https://developer.apple.com/documentation/swiftui/label */
  export const Label: { (title: string, options: { systemImage: string } | { image: string }): View; (options: { title: Children; icon: Children }): View; new (title: string, options: { systemImage: string } | { image: string }): View; new (options: { title: Children; icon: Children }): View };

  // Layout
  export const HStack: Stack<{ alignment?: Dotted<VerticalName>; spacing?: number | null }>;
  export const VStack: Stack<{ alignment?: Dotted<HorizontalName>; spacing?: number | null }>;
  export const ZStack: Stack<{ alignment?: Dotted<AlignmentName> }>;
  export const LazyHStack: Stack<{ alignment?: Dotted<VerticalName>; spacing?: number | null }>;
  export const LazyVStack: Stack<{ alignment?: Dotted<HorizontalName>; spacing?: number | null }>;
  export const Grid: Stack<{ alignment?: Dotted<AlignmentName>; horizontalSpacing?: number | null; verticalSpacing?: number | null }>;
  export const GridRow: Stack<{ alignment?: Dotted<VerticalName> }>;
  /** Its modifiers apply to each view within. */
  export const Group: Stack<Record<never, never>>;
  export const Section: Labelled<Record<string, unknown>> & { (title: string, children: Children): View };
  /** The first view that fits. https://developer.apple.com/documentation/swiftui/viewthatfits */
  export const ViewThatFits: Stack<{ in?: Dotted<"horizontal" | "vertical"> }>;
  /** Given the size of the widget's content. */
  export const GeometryReader: Maker<[content: (geometry: { readonly size: { readonly width: number; readonly height: number } }) => Content]>;
  /** WidgetKit can't show it, and puts a sign of prohibition in its place. */
  export const List: Stack<Record<string, unknown>>;
  /** WidgetKit can't show it, and puts a sign of prohibition in its place. */
  export const ScrollView: Stack<Record<string, unknown>>;
  export const ForEach: { <T>(items: readonly T[], content: (item: T, index: number) => Content): View; (count: number, content: (index: number) => Content): View; <T>(items: readonly T[], options: { id: unknown }, content: (item: T, index: number) => Content): View };
  export const Spacer: Maker<[options?: { minLength?: number | null }]>;
  export const Divider: Maker<[]>;
  export const EmptyView: Maker<[]>;

  // Values and controls
  /** https://developer.apple.com/documentation/swiftui/gauge */
  export const Gauge: Maker<[options: { value: number; in?: ClosedRange<number>; label?: Children; currentValueLabel?: Children; minimumValueLabel?: Children; maximumValueLabel?: Children }, label?: Children]>;
  type Progress = { value?: number | null; total?: number; currentValueLabel?: Children } | { timerInterval: ClosedRange<Date>; countsDown?: boolean; currentValueLabel?: Children };
  /** With a `timerInterval` it moves by itself. https://developer.apple.com/documentation/swiftui/progressview */
  export const ProgressView: Maker<[]> & Maker<[title: string, options?: Progress]> & Maker<[options: Progress, label?: Children]>;
  /** What a tap can run. https://developer.apple.com/documentation/appintents/appintent */
  export class AppIntent {}
  /** In a widget a button runs an intent: a closure would need the process that is gone. */
  export const Button: Labelled<{ intent: AppIntent; role?: unknown }>;
  export const Toggle: Labelled<{ isOn: boolean; intent: AppIntent }>;
  /** In `systemSmall` and on the lock screen only `widgetURL` works. */
  export const Link: Labelled<{ destination: Address }>;

  // Shapes and styles
  export interface ShapeView extends View {
    fill(style?: ShapeStyle): View;
    stroke(style: ShapeStyle, options?: { lineWidth?: number; lineCap?: Dotted<"butt" | "round" | "square">; dash?: readonly number[]; style?: { lineWidth?: number; lineCap?: string; dash?: readonly number[] } }): View;
    strokeBorder(style: ShapeStyle, options?: { lineWidth?: number; dash?: readonly number[] }): View;
    trim(options: { from?: number; to?: number }): ShapeView;
    inset(options: { by: number }): ShapeView;
  }
  export const Circle: Maker<[], ShapeView>;
  export const Ellipse: Maker<[], ShapeView>;
  export const Capsule: Maker<[], ShapeView>;
  export const Rectangle: Maker<[], ShapeView>;
  export const RoundedRectangle: Maker<[options: { cornerRadius: number; style?: unknown }], ShapeView>;
  export const UnevenRoundedRectangle: Maker<[options: { topLeadingRadius?: number; topTrailingRadius?: number; bottomLeadingRadius?: number; bottomTrailingRadius?: number }], ShapeView>;
  /** Follows the corners of the widget. */
  export const ContainerRelativeShape: Maker<[], ShapeView>;
  /** The standard ground of widgets on the lock screen. */
  export const AccessoryWidgetBackground: Maker<[]>;

  export interface Color extends View {
    opacity(value: number): Color;
    readonly gradient: Gradients;
  }
  type ColorParts = { red: number; green: number; blue: number; opacity?: number } | { hue: number; saturation: number; brightness: number; opacity?: number } | { white: number; opacity?: number };
  /** A value for modifiers, and a view that fills its place. A name of the asset catalog is drawn as the accent colour. https://developer.apple.com/documentation/swiftui/color */
  export const Color: Maker<[value: string | ColorParts], Color> & { readonly [Name in ColorName]: Color };

  type Point = Dotted<AlignmentName> | { x: number; y: number };
  type Stops = { gradient: Gradient } | { colors: readonly (Color | Dotted<StyleName>)[] } | { stops: readonly { color: Color | Dotted<StyleName>; location: number }[] };
  export interface Gradient { readonly kind?: "gradient" }
  export const Gradient: Maker<[options: { colors: readonly Color[] } | { stops: readonly { color: Color; location: number }[] }], Gradient>;
  interface Gradients extends View { readonly isGradient?: true }
  export const LinearGradient: Maker<[options: Stops & { startPoint: Point; endPoint: Point }], Gradients>;
  export const RadialGradient: Maker<[options: Stops & { center: Point; startRadius: number; endRadius: number }], Gradients>;
  export const EllipticalGradient: Maker<[options: Stops & { center?: Point }], Gradients>;
  export const AngularGradient: Maker<[options: Stops & { center: Point; angle?: Angle; startAngle?: Angle; endAngle?: Angle }], Gradients>;
  export interface Angle { readonly kind?: "angle" }
  export const Angle: ((options: { degrees: number } | { radians: number }) => Angle) & { readonly zero: Angle; degrees(value: number): Angle; radians(value: number): Angle };

  export interface Font {
    bold(): Font;
    italic(): Font;
    monospaced(): Font;
    monospacedDigit(): Font;
    weight(weight: Dotted<WeightName>): Font;
  }
  /** https://developer.apple.com/documentation/swiftui/font */
  export const Font: { readonly [Name in FontName]: Font } & {
    system(options: { size: number; weight?: Dotted<WeightName>; design?: Dotted<DesignName> }): Font;
    system(style: Dotted<FontName>, options?: { design?: Dotted<DesignName>; weight?: Dotted<WeightName> }): Font;
    custom(name: string, options: { size: number }): Font;
    readonly Weight: { readonly [Name in WeightName]: Name };
    readonly Design: { readonly [Name in DesignName]: Name };
  };

  interface Surroundings {
    readonly widgetFamily: import("WidgetKit").WidgetFamily;
    readonly widgetRenderingMode: "fullColor" | "vibrant";
    readonly showsWidgetContainerBackground: boolean;
    readonly widgetContentMargins: { readonly top: number; readonly leading: number; readonly bottom: number; readonly trailing: number };
    /** "light": colours that adapt are drawn for both. */
    readonly colorScheme: "light" | "dark";
    readonly redactionReasons: readonly string[];
    readonly isLuminanceReduced: boolean;
    readonly dynamicTypeSize: string;
    readonly displayScale: number;
    readonly layoutDirection: "leftToRight" | "rightToLeft";
  }
  /** `@Environment(\.widgetFamily) var family` is `readonly family = Environment("widgetFamily")`. https://developer.apple.com/documentation/swiftui/environmentvalues/widgetfamily */
  export function Environment<Key extends keyof Surroundings>(key: Key): Surroundings[Key];

  export const Alignment: { readonly [Name in AlignmentName]: Name };
  export const HorizontalAlignment: { readonly [Name in HorizontalName]: Name };
  export const VerticalAlignment: { readonly [Name in VerticalName]: Name };
  export const TextAlignment: { readonly [Name in HorizontalName]: Name };
  export const Edge: { readonly [Name in EdgeName]: Name };
  export const UnitPoint: { readonly [Name in AlignmentName]: Name } & ((options: { x: number; y: number }) => { x: number; y: number });
  export const ContentMode: { readonly fit: "fit"; readonly fill: "fill" };
  export { Widget, WidgetBundle, StaticConfiguration, AppIntentConfiguration } from "WidgetKit";
}
