import { expect, test } from "vitest";
import { piecesOf } from "../../src/site/code-breaks.ts";

test("a name goes on in the next line only between its words", () => {
  expect(piecesOf("graceAfterAnswer")).toEqual(["grace", "After", "Answer"]);
  expect(piecesOf("URLSession.shared.data(from: url)")).toEqual(["URLSession.", "shared.", "data(", "from: url)"]);
  expect(piecesOf("error.code == .timedOut")).toEqual(["error.", "code == .timed", "Out"]);
  expect(piecesOf("urlSession(_:downloadTask:didFinishDownloadingTo:)").join("|")).toBe("url|Session(|_:|download|Task:|did|Finish|Downloading|To:)");
  expect(piecesOf("terminate")).toEqual(["terminate"]);
});
