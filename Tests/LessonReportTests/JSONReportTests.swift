import LessonModel
import Testing

@testable import LessonReport

@Suite struct JSONReportTests {
  @Test func everythingComesBack() throws {
    let text = try JSONReport.encode(SampleReport.everything)
    #expect(try JSONReport.decode(text) == SampleReport.everything)
    #expect(try JSONReport.encode(JSONReport.decode(text)) == text)
  }

  @Test func smallReportAsText() throws {
    let report = Report(
      toolVersion: "1.2.3",
      lesson: Lesson(name: "a", title: "A \"quoted\" / title", hash: "ff", blocks: [.rule]),
      seed: 7,
      trainings: [
        Training(
          cell: "fit", epochs: [1, 2],
          metrics: [Training.Metric(name: "loss", values: [0.1, .nan])])
      ])
    let expected = """
      {
        "cells": [],
        "datasets": [],
        "diagnostics": [],
        "lesson": {
          "blocks": [{"rule": true}],
          "cells": [],
          "footnotes": [],
          "hash": "ff",
          "metadata": {"authors": [], "explain": true, "language": "en", "seed": 0},
          "name": "a",
          "source": "",
          "title": "A \\"quoted\\" / title"
        },
        "limits": {"depth": 10000, "memory": 536870912, "outputLines": 100000, "steps": 500000000},
        "schema": "lesson-report",
        "schemaVersion": 1,
        "seed": 7,
        "toolVersion": "1.2.3",
        "trainings": [
          {
            "cell": "fit",
            "epochs": [1, 2],
            "metrics": [
              {
                "final": {"nonFinite": "nan"},
                "name": "loss",
                "values": [0.1, {"nonFinite": "nan"}]
              }
            ]
          }
        ]
      }

      """
    #expect(try JSONReport.encode(report) == expected)
  }

  @Test(arguments: [
    "", "{", "[]", "null", "{\"schema\": \"lesson-report\", \"schemaVersion\": 1}",
    String(repeating: "[", count: 100_000), "\u{FEFF}{}",
  ])
  func brokenTextIsAnError(text: String) {
    #expect(throws: DecodingError.self) { try JSONReport.decode(text) }
  }

  @Test func aLaterVersionIsRefused() throws {
    let text = try JSONReport.encode(SampleReport.prose([]))
      .replacing("\"schemaVersion\": 1", with: "\"schemaVersion\": 2")
    let error = #expect(throws: DecodingError.self) { try JSONReport.decode(text) }
    #expect("\(String(describing: error))".contains("expected lesson-report version 1"))
  }

  @Test func aPictureOfImpossibleSizeIsAnError() throws {
    let text = try JSONReport.encode(
      SampleReport.cell(
        "x\n", outputs: [.images(ImageGrid(summary: "", images: [SampleReport.images.images[0]]))])
    ).replacing("\"height\": 2", with: "\"height\": \(Int.max)")
    #expect(throws: DecodingError.self) { try JSONReport.decode(text) }
  }
}
