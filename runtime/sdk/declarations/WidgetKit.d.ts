/** Widgets, their providers and their timelines. */
declare module "WidgetKit" {
  import type { View } from "SwiftUI";

  /** https://developer.apple.com/documentation/widgetkit/widgetfamily */
  export const WidgetFamily: {
    readonly systemSmall: "systemSmall";
    readonly systemMedium: "systemMedium";
    readonly systemLarge: "systemLarge";
    readonly systemExtraLarge: "systemExtraLarge";
    readonly accessoryCircular: "accessoryCircular";
    readonly accessoryRectangular: "accessoryRectangular";
    readonly accessoryInline: "accessoryInline";
  };
  export type WidgetFamily = (typeof WidgetFamily)[keyof typeof WidgetFamily];

  /** What the widget shows from its date on. https://developer.apple.com/documentation/widgetkit/timelineentry */
  export interface TimelineEntry {
    readonly date: Date;
    readonly relevance?: TimelineEntryRelevance | null;
  }
  /** How much an entry matters beside the others, for a smart stack: kept, and shown with the entry. https://developer.apple.com/documentation/widgetkit/timelineentryrelevance */
  export class TimelineEntryRelevance {
    constructor(options: { score: number; duration?: number });
    readonly score: number;
    /** Seconds. */
    readonly duration: number;
  }

  /** https://developer.apple.com/documentation/widgetkit/timelineprovidercontext */
  export interface TimelineProviderContext {
    readonly family: WidgetFamily;
    readonly displaySize: { readonly width: number; readonly height: number };
    /** In the gallery: answer at once, with sample data. */
    readonly isPreview: boolean;
    /** The surroundings the widget may be drawn in. https://developer.apple.com/documentation/widgetkit/timelineprovidercontext/environmentvariants-swift.property */
    readonly environmentVariants: { readonly colorScheme: readonly ("light" | "dark")[]; readonly displayScale: readonly number[]; readonly locale: readonly string[] };
  }

  /** The earliest moment for the next timeline, not an appointment. https://developer.apple.com/documentation/widgetkit/timelinereloadpolicy */
  export class TimelineReloadPolicy {
    private constructor();
    private readonly policy: true;
    /** Asks again after the date of the last entry. */
    static readonly atEnd: TimelineReloadPolicy;
    /** Asks again only when told to. */
    static readonly never: TimelineReloadPolicy;
    /** Asks again after the date. */
    static after(date: Date): TimelineReloadPolicy;
    /** What `==` says in Swift. */
    isEqual(other: unknown): boolean;
  }

  /** Dated entries, and when to ask for more. https://developer.apple.com/documentation/widgetkit/timeline */
  export class Timeline<Entry extends TimelineEntry = TimelineEntry> {
    constructor(options: { entries: readonly Entry[]; policy: TimelineReloadPolicy });
    readonly entries: readonly Entry[];
    readonly policy: TimelineReloadPolicy;
  }

  /** Tells WidgetKit what to show, and when. https://developer.apple.com/documentation/widgetkit/timelineprovider */
  export interface TimelineProvider<Entry extends TimelineEntry = any> {
    /** Returns at once: the first drawing, and the redacted one. */
    placeholder(context: TimelineProviderContext): Entry;
    /** One entry for passing moments; call the completion soon. */
    getSnapshot(context: TimelineProviderContext, completion: (entry: Entry) => void): void;
    /** Call the completion once, on every path; the extension may be suspended soon after. https://developer.apple.com/documentation/widgetkit/timelineprovider/gettimeline(in:completion:) */
    getTimeline(context: TimelineProviderContext, completion: (timeline: Timeline<Entry>) => void): void;
  }
  /** The asynchronous form. */
  export interface AppIntentTimelineProvider<Entry extends TimelineEntry = any> {
    placeholder(context: TimelineProviderContext): Entry;
    /** `for`: what the person chose, an object of the configuration's intent. */
    snapshot(options: { for: any; in: TimelineProviderContext }): Promise<Entry> | Entry;
    timeline(options: { for: any; in: TimelineProviderContext }): Promise<Timeline<Entry>> | Timeline<Entry>;
  }
  /** What a person can configure: a class whose members are the parameters. https://developer.apple.com/documentation/appintents/widgetconfigurationintent */
  export class WidgetConfigurationIntent {}
  /** A class with a `perform()`. Nothing presses a widget's buttons here: an interaction only asks for a new timeline. https://developer.apple.com/documentation/appintents/appintent */
  export class AppIntent {
    perform(): unknown;
  }

  /** What `backgroundTask` is made for. https://developer.apple.com/documentation/swiftui/backgroundtask/urlsession */
  export class BackgroundTask {
    private constructor();
    /** `.urlSession`, of every identifier: with or without the call. */
    static urlSession(): BackgroundTask;
    static urlSession(identifier: string): BackgroundTask;
    static urlSession(options: { matching: (identifier: string) => boolean }): BackgroundTask;
  }

  type Events = (identifier: string, completion: () => void) => void;
  /** https://developer.apple.com/documentation/swiftui/widgetconfiguration */
  export interface WidgetConfiguration {
    configurationDisplayName(name: string): this;
    description(text: string): this;
    supportedFamilies(families: readonly WidgetFamily[]): this;
    contentMarginsDisabled(): this;
    containerBackgroundRemovable(isRemovable?: boolean): this;
    /** Called when the system has events of a background session for this extension: store the completion, touch the session. Its messages follow. https://developer.apple.com/documentation/swiftui/widgetconfiguration/onbackgroundurlsessionevents(matching:_:)-fw6x */
    onBackgroundURLSessionEvents(options: { matching: string | ((identifier: string) => boolean) | null }, urlSessionEvent: Events): this;
    onBackgroundURLSessionEvents(urlSessionEvent: Events): this;
    /** The asynchronous form: event handling is over when the action's promise is settled. https://developer.apple.com/documentation/swiftui/widgetconfiguration/backgroundtask(_:action:) */
    backgroundTask(task: BackgroundTask | typeof BackgroundTask.urlSession, action: (identifier: string) => Promise<void> | void): this;
  }
  /** A widget without settings for the person. https://developer.apple.com/documentation/widgetkit/staticconfiguration */
  export class StaticConfiguration<Entry extends TimelineEntry = any> {
    constructor(options: { kind: string; provider: TimelineProvider<Entry> | AppIntentTimelineProvider<Entry> }, content: (entry: Entry) => View | string | { readonly body: unknown });
  }
  export interface StaticConfiguration<Entry extends TimelineEntry = any> extends WidgetConfiguration {}
  export class AppIntentConfiguration<Entry extends TimelineEntry = any> {
    constructor(options: { kind: string; intent?: new () => WidgetConfigurationIntent; provider: TimelineProvider<Entry> | AppIntentTimelineProvider<Entry> }, content: (entry: Entry) => View | string | { readonly body: unknown });
  }
  export interface AppIntentConfiguration<Entry extends TimelineEntry = any> extends WidgetConfiguration {}

  /** A widget: give it a `body` that makes its configuration. https://developer.apple.com/documentation/swiftui/widget */
  export class Widget {}
  /** Several widgets in one extension, and one process. https://developer.apple.com/documentation/swiftui/widgetbundle */
  export class WidgetBundle {}

  /** A widget that a person has put somewhere. https://developer.apple.com/documentation/widgetkit/widgetinfo */
  export class WidgetInfo {
    private constructor();
    readonly id: WidgetInfo;
    readonly kind: string;
    readonly family: WidgetFamily;
    /** What the person chose for it. */
    readonly configuration: unknown;
    widgetConfigurationIntent<Intent>(options: { of: new () => Intent }): Intent;
  }
  /** https://developer.apple.com/documentation/widgetkit/widgetcenter */
  export const WidgetCenter: {
    readonly shared: {
      /** Asks for new timelines of one kind. It may be delayed or merged, and nobody is told. https://developer.apple.com/documentation/widgetkit/widgetcenter/reloadtimelines(ofkind:) */
      reloadTimelines(options: { ofKind: string }): void;
      reloadAllTimelines(): void;
      /** Swift's `Result`: `result.get()`, or its cases. https://developer.apple.com/documentation/widgetkit/widgetcenter/getcurrentconfigurations(_:) */
      getCurrentConfigurations(completion: (result: { readonly success: WidgetInfo[]; readonly failure: null; get(): WidgetInfo[] }) => void): void;
      currentConfigurations(): Promise<WidgetInfo[]>;
      /** For watches and smart stacks: nothing happens here. */
      invalidateConfigurationRecommendations(): void;
      invalidateRelevance(options: { ofKind: string }): void;
    };
  };
}
