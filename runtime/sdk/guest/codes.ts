/** The numbers of errors, by their Swift names; `NSURLErrorTimedOut` and its like are made of them. */

/** https://developer.apple.com/documentation/foundation/urlerror/code */
export const URL_CODES = {
  unknown: -1, backgroundSessionRequiresSharedContainer: -995, backgroundSessionInUseByAnotherProcess: -996, backgroundSessionWasDisconnected: -997, cancelled: -999,
  badURL: -1000, timedOut: -1001, unsupportedURL: -1002, cannotFindHost: -1003, cannotConnectToHost: -1004, networkConnectionLost: -1005, dnsLookupFailed: -1006,
  httpTooManyRedirects: -1007, resourceUnavailable: -1008, notConnectedToInternet: -1009, redirectToNonExistentLocation: -1010, badServerResponse: -1011,
  userCancelledAuthentication: -1012, userAuthenticationRequired: -1013, zeroByteResource: -1014, cannotDecodeRawData: -1015, cannotDecodeContentData: -1016, cannotParseResponse: -1017,
  internationalRoamingOff: -1018, callIsActive: -1019, dataNotAllowed: -1020, requestBodyStreamExhausted: -1021, appTransportSecurityRequiresSecureConnection: -1022,
  fileDoesNotExist: -1100, fileIsDirectory: -1101, noPermissionsToReadFile: -1102, dataLengthExceedsMaximum: -1103,
  secureConnectionFailed: -1200, serverCertificateHasBadDate: -1201, serverCertificateUntrusted: -1202, serverCertificateHasUnknownRoot: -1203, serverCertificateNotYetValid: -1204,
  clientCertificateRejected: -1205, clientCertificateRequired: -1206, cannotLoadFromNetwork: -2000,
  cannotCreateFile: -3000, cannotOpenFile: -3001, cannotCloseFile: -3002, cannotWriteToFile: -3003, cannotRemoveFile: -3004, cannotMoveFile: -3005,
  downloadDecodingFailedMidStream: -3006, downloadDecodingFailedToComplete: -3007,
} as const;

/** https://developer.apple.com/documentation/foundation/cocoaerror/code */
export const COCOA_CODES = {
  fileNoSuchFile: 4, fileReadUnknown: 256, fileReadNoPermission: 257, fileReadNoSuchFile: 260, fileWriteUnknown: 512, fileWriteNoPermission: 513, fileWriteFileExists: 516, fileWriteOutOfSpace: 640,
  coderReadCorrupt: 4864, coderValueNotFound: 4865, userCancelled: 3072,
} as const;

/** `cancelled` → `NSURLErrorCancelled`; the ones that Objective-C spells otherwise. */
const OTHERWISE: Readonly<Record<string, string>> = { badURL: "BadURL", dnsLookupFailed: "DNSLookupFailed", httpTooManyRedirects: "HTTPTooManyRedirects", redirectToNonExistentLocation: "RedirectToNonExistentLocation" };

export const NS_CODES: Readonly<Record<string, number | string>> = {
  ...Object.fromEntries(Object.entries(URL_CODES).map(([name, code]) => [`NSURLError${OTHERWISE[name] ?? `${name[0]?.toUpperCase()}${name.slice(1)}`}`, code])),
  NSURLErrorDomain: "NSURLErrorDomain", NSCocoaErrorDomain: "NSCocoaErrorDomain", NSURLErrorBackgroundTaskCancelledReasonKey: "NSURLErrorBackgroundTaskCancelledReasonKey",
  NSURLErrorFailingURLStringErrorKey: "NSErrorFailingURLStringKey", NSURLSessionDownloadTaskResumeData: "NSURLSessionDownloadTaskResumeData", NSURLSessionTransferSizeUnknown: -1,
  NSURLErrorCancelledReasonUserForceQuitApplication: 0, NSURLErrorCancelledReasonBackgroundUpdatesDisabled: 1, NSURLErrorCancelledReasonInsufficientSystemResources: 2,
  NSURLAuthenticationMethodServerTrust: "NSURLAuthenticationMethodServerTrust", NSURLAuthenticationMethodHTTPBasic: "NSURLAuthenticationMethodHTTPBasic", NSURLAuthenticationMethodHTTPDigest: "NSURLAuthenticationMethodHTTPDigest",
  NSURLAuthenticationMethodNTLM: "NSURLAuthenticationMethodNTLM", NSURLAuthenticationMethodNegotiate: "NSURLAuthenticationMethodNegotiate", NSURLAuthenticationMethodClientCertificate: "NSURLAuthenticationMethodClientCertificate",
  NSUnderlyingErrorKey: "NSUnderlyingError", NSLocalizedDescriptionKey: "NSLocalizedDescription",
};
