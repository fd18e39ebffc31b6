import { expect, test } from "vitest";
import { piecesOf, softly } from "../../src/site/pieces.ts";

test("a name goes on in the next line only between its words", () => {
  expect(piecesOf("graceAfterAnswer")).toEqual(["grace", "After", "Answer"]);
  expect(piecesOf("URLSession.shared.data(from: url)")).toEqual(["URLSession.", "shared.", "data(", "from: url)"]);
  expect(piecesOf("error.code == .timedOut")).toEqual(["error.", "code == .timed", "Out"]);
  expect(piecesOf("urlSession(_:downloadTask:didFinishDownloadingTo:)").join("|")).toBe("url|Session(|_:|download|Task:|did|Finish|Downloading|To:)");
  expect(piecesOf("terminate")).toEqual(["terminate"]);
});

test("prose does so only within its long names", () => {
  expect(softly("The transfer finished, and nobody answered.")).toEqual(["The transfer finished, and nobody answered."]);
  expect(softly("Call urlSessionDidFinishEvents(forBackgroundURLSession:) once, or completionHandler.")).toEqual(["Call url", "Session", "Did", "Finish", "Events(", "for", "Background", "URLSession:) once, or completionHandler."]);
});
