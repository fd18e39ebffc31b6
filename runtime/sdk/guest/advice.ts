/** What to use instead of what people ask for most. */
const SOCKET = "A widget has no time for a socket: use a background URLSession.";
const COMBINE = "Combine is not emulated: use a delegate's methods, a completion handler, or await.";
const STORE = "Keep data in files of the app group, or in UserDefaults(suiteName:).";
const KEYCHAIN = "There is no keychain: keep a stand-in value in UserDefaults(suiteName:).";
const APP = "A widget extension is no app: reload through WidgetCenter, and let the timeline's policy say when.";
const SCHEDULE = "A widget extension can't schedule tasks: use the timeline's entries and reload policy.";
const PICTURE = "Use Image({ systemName }).";
const STATE = "WidgetKit draws a view once, and nothing observes it afterwards: put the values into the entry.";

const named = (advice: string, ...names: readonly string[]): Record<string, string> => Object.fromEntries(names.map((name) => [name, advice]));

export const ADVICE: Readonly<Record<string, string>> = {
  NSURLSession: "Use URLSession.",
  NSURL: "Use URL.", NSData: "Use Data.", NSDate: "Use Date.", NSString: "Use strings.", NSDictionary: "Use objects.", NSArray: "Use arrays.", NSMutableURLRequest: "Use URLRequest.",
  ...named(SOCKET, "URLSessionWebSocketTask", "URLSessionStreamTask", "NWConnection", "NWListener", "CFSocket"),
  NWPathMonitor: "The extension isn't told of the network: set waitsForConnectivity, or leave waiting to a background URLSession.",
  ...named(COMBINE, "Publisher", "AnyPublisher", "AnyCancellable", "Cancellable", "PassthroughSubject", "CurrentValueSubject", "Future", "Just", "Combine"),
  ...named("A widget extension is not told about the app's life: reload through WidgetCenter.", "NotificationCenter", "NSNotificationCenter", "Notification", "NSNotification", "CFNotificationCenterGetDarwinNotifyCenter"),
  ...named(SCHEDULE, "BGTaskScheduler", "BGAppRefreshTaskRequest", "BGProcessingTaskRequest", "BGAppRefreshTask", "BGProcessingTask"),
  ...named("A widget can't wait: use the timeline's entries and reload policy.", "Timer", "DispatchSourceTimer", "DispatchSource", "RunLoop", "CADisplayLink", "Thread"),
  ...named(APP, "UIApplication", "UIApplicationDelegate", "UIApplicationMain", "UIBackgroundTaskIdentifier", "WKApplication", "WKExtension", "WCSession", "WatchConnectivity", "App", "Scene", "WindowGroup"),
  UNUserNotificationCenter: "Notifications are the app's to send, and not emulated.",
  ...named(STORE, "CoreData", "NSPersistentContainer", "NSManagedObjectContext", "NSFetchRequest", "NSPersistentStoreCoordinator", "SwiftData", "ModelContainer", "ModelContext", "FetchDescriptor", "NSUbiquitousKeyValueStore", "CKContainer", "URLCache", "NSCache", "PropertyListEncoder", "PropertyListDecoder", "NSKeyedArchiver", "NSKeyedUnarchiver"),
  ...named(KEYCHAIN, "SecItemAdd", "SecItemCopyMatching", "SecItemUpdate", "SecItemDelete", "kSecClass", "Keychain"),
  ...named(PICTURE, "UIImage", "NSImage", "CGImage", "UIGraphicsImageRenderer", "CIImage"),
  AsyncImage: "WidgetKit draws views once, without the network: download first, then show.",
  UIColor: "Use Color.", UIFont: "Use Font.", UIView: "Use SwiftUI's views.", UIViewRepresentable: "Widgets draw SwiftUI's own views only.",
  ...named(STATE, "State", "StateObject", "ObservedObject", "EnvironmentObject", "Binding", "Observable", "Bindable", "Published", "ObservableObject"),
  ...named("WidgetKit can't show it in a widget: use Text, Image, shapes, Gauge, Button({ intent }) and Link.", "NavigationStack", "NavigationView", "TabView", "TextField", "Picker", "Slider", "Stepper", "DatePicker", "Map", "VideoPlayer", "ColorPicker", "WebView"),
  AppStorage: "Read UserDefaults(suiteName:) in the provider, and put the value into the timeline's entry.",
  ...named("A widget has no gestures and no navigation: use widgetURL or Link.", "NavigationLink", "onTapGesture", "TapGesture"),
  ...named("Use StaticConfiguration, or AppIntentConfiguration.", "IntentConfiguration", "IntentTimelineProvider", "INIntent", "INInteraction"),
  ...named("Live Activities and controls are not emulated: use StaticConfiguration.", "ActivityConfiguration", "Activity", "ActivityKit", "ControlWidget", "StaticControlConfiguration", "RelevanceConfiguration"),
  CLLocationManager: "There is no location: let the person choose a place in the widget's configuration.", CLLocation: "There is no location: let the person choose a place in the widget's configuration.",
  ...named("Use Promise.all over several calls.", "withTaskGroup", "withThrowingTaskGroup", "TaskGroup", "AsyncStream", "AsyncThrowingStream", "AsyncSequence"),
  ...named("Blocks run one after another here: a plain class does.", "Actor", "GlobalActor", "OSAllocatedUnfairLock", "os_unfair_lock", "Mutex", "pthread_mutex_t"),
  ...named("It isn't needed for what is emulated: read the challenge's protectionSpace.", "SecTrustEvaluateWithError", "SecTrust", "SecCertificate", "URLProtectionSpace"),
  ...named("Use URLSession with an HTTP server.", "URLProtocol", "NSURLConnection", "HTTPCookieStorage", "HTTPCookie", "InputStream", "OutputStream"),
  ...named("Give filters as functions.", "NSPredicate", "Predicate", "NSSortDescriptor", "SortDescriptor"),
  ...named("Use Logger.", "OSLog", "OSSignposter", "os_signpost", "OSLogPrivacy"),
  NumberFormatter: "Use toFixed() or toLocaleString().", ByteCountFormatter: "Use toFixed().", MeasurementFormatter: "Use toFixed().", Measurement: "Use numbers.", CharacterSet: "Use a regular expression.", NSRegularExpression: "Use a regular expression.", Scanner: "Use a regular expression.",
  Decimal: "Use numbers.", NSFileCoordinator: "Nothing else writes at the same time here: use FileManager.", NSFilePresenter: "Reload through WidgetCenter.", FileWrapper: "Use Data and FileManager.",
  ...named("Decode with JSONDecoder.", "XMLParser", "PropertyListSerialization"),
};
